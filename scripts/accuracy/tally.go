package main

import (
	"maps"
	"slices"

	"github.com/milepost/milepost/internal/cases"
)

func tallyOf(all []outcome, of func(*outcome) bool) *cases.Tally {
	t := &cases.Tally{}
	for i := range all {
		if of == nil || of(&all[i]) {
			t.Add(&all[i].Verdict)
		}
	}
	return t
}

func tallyBy(all []outcome, key func(*outcome) string) map[string]*cases.Tally {
	tallies := map[string]*cases.Tally{}
	for i := range all {
		k := key(&all[i])
		if tallies[k] == nil {
			tallies[k] = &cases.Tally{}
		}
		tallies[k].Add(&all[i].Verdict)
	}
	return tallies
}

// outcomeTable shows what came of cases, one line for each key and one for all.
func outcomeTable(heading string, all []outcome, key func(*outcome) string) string {
	t := cases.NewTable(append([]string{heading}, cases.TallyColumns...)...)
	tallies := tallyBy(all, key)
	for _, k := range slices.Sorted(maps.Keys(tallies)) {
		t.Row(append([]string{k}, tallies[k].Cells()...)...)
	}
	t.Row(append([]string{"**all**"}, tallyOf(all, nil).Cells()...)...)
	return t.String()
}
