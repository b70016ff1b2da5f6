package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// tally counts outcomes.
type tally struct {
	cases, right       int
	within10, within50 int                   // right and as near as that, in metres
	given, givenRight  [geocode.High + 1]int // by confidence
}

func (t *tally) add(o *outcome) {
	t.cases++
	if o.right {
		t.right++
	}
	if !o.answered {
		return
	}
	t.given[o.answer.Confidence]++
	if !o.right {
		return
	}
	t.givenRight[o.answer.Confidence]++
	if o.metres <= 10 {
		t.within10++
	}
	if o.metres <= 50 {
		t.within50++
	}
}

func tallyOf(all []outcome, of func(*outcome) bool) *tally {
	t := &tally{}
	for i := range all {
		if of == nil || of(&all[i]) {
			t.add(&all[i])
		}
	}
	return t
}

func tallyBy(all []outcome, key func(*outcome) string) map[string]*tally {
	tallies := map[string]*tally{}
	for i := range all {
		k := key(&all[i])
		if tallies[k] == nil {
			tallies[k] = &tally{}
		}
		tallies[k].add(&all[i])
	}
	return tallies
}

// percent spells a share; of nothing there is none.
func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*float64(part)/float64(whole))
}

// cells are the columns that outcomeTable has for a tally.
func (t *tally) cells() []string {
	promise := func(c geocode.Confidence) string {
		return fmt.Sprintf("%s of %d", percent(t.givenRight[c], t.given[c]), t.given[c])
	}
	return []string{
		fmt.Sprint(t.cases), percent(t.right, t.cases), percent(t.within10, t.cases), percent(t.within50, t.cases),
		percent(t.given[geocode.High], t.cases), promise(geocode.High), promise(geocode.Medium), promise(geocode.Low),
		fmt.Sprint(t.given[geocode.High] - t.givenRight[geocode.High]),
	}
}

var outcomeColumns = []string{"cases", "right %", "≤ 10 m %", "≤ 50 m %", "High %", "High right %", "Medium right %", "Low right %", "High wrong"}

// outcomeTable shows what came of cases, one line for each key and one for all.
func outcomeTable(heading string, all []outcome, key func(*outcome) string) string {
	t := newTable(append([]string{heading}, outcomeColumns...)...)
	tallies := tallyBy(all, key)
	for _, k := range slices.Sorted(maps.Keys(tallies)) {
		t.row(append([]string{k}, tallies[k].cells()...)...)
	}
	t.row(append([]string{"**all**"}, tallyOf(all, nil).cells()...)...)
	return t.String()
}

// markdown is a table that reads well unrendered, too: numbers to the right,
// columns as wide as their widest cell, up to widestColumn.
type markdown struct{ rows [][]string }

const widestColumn = 60

func newTable(columns ...string) *markdown { return &markdown{[][]string{columns}} }

func (m *markdown) row(cells ...string) { m.rows = append(m.rows, cells) }

// String writes the table.
func (m *markdown) String() string {
	width := make([]int, len(m.rows[0]))
	for _, row := range m.rows {
		for i, cell := range row {
			width[i] = max(width[i], min(len([]rune(cell)), widestColumn), 3)
		}
	}
	var b strings.Builder
	line := func(cells []string) {
		for i, cell := range cells {
			pad := strings.Repeat(" ", max(0, width[i]-len([]rune(cell))))
			if i == 0 {
				b.WriteString("| " + cell + pad)
			} else {
				b.WriteString(" | " + pad + cell)
			}
		}
		b.WriteString(" |\n")
	}
	line(m.rows[0])
	rule := make([]string, len(width))
	for i, w := range width {
		rule[i] = strings.Repeat("-", w-1) + ":"
		if i == 0 {
			rule[i] = strings.Repeat("-", w)
		}
	}
	line(rule)
	for _, row := range m.rows[1:] {
		line(row)
	}
	return b.String()
}
