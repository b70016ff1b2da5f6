package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
)

// The tables about extracts that page.md names.

// ofExtracts are the outcomes of all extracts.
func (m *measurement) ofExtracts() (alone, leftOut []outcome) {
	for _, r := range m.extracts {
		alone, leftOut = append(alone, r.alone...), append(leftOut, r.leftOut...)
	}
	return alone, leftOut
}

// ExtractKinds is what came of each kind.
func (m *measurement) ExtractKinds() string {
	alone, _ := m.ofExtracts()
	return outcomeTable("kind", alone, byKind)
}

// ExtractSets is what came of each extract.
func (m *measurement) ExtractSets() string {
	alone, _ := m.ofExtracts()
	return outcomeTable("extract", alone, bySet)
}

// ExtractMatrix is the share right of each kind and extract.
func (m *measurement) ExtractMatrix() string {
	alone, _ := m.ofExtracts()
	tallies := tallyBy(alone, func(o *outcome) string { return o.Set + " " + o.Kind })
	columns := []string{"kind"}
	for _, r := range m.extracts {
		columns = append(columns, r.set)
	}
	t := cases.NewTable(columns...)
	for _, kind := range draw.Kinds() {
		row := []string{kind}
		for _, r := range m.extracts {
			x := tallies[r.set+" "+kind]
			if x == nil {
				x = &cases.Tally{}
			}
			row = append(row, cases.Percent(x.Right, x.Cases))
		}
		t.Row(row...)
	}
	return t.String()
}

// ExtractLeftOut is what came of numbers that were left out, by extract.
func (m *measurement) ExtractLeftOut() string {
	t := cases.NewTable("extract", "not asked", "cases", "street or point on it %", "interpolated %", "median m", "95 % m", "Medium right %", "High wrong")
	_, all := m.ofExtracts()
	row := func(label string, unknowable int, of []outcome) {
		x := tallyOf(of, nil)
		var off []float64
		for i := range of {
			if o := &of[i]; o.Answered && o.class() == between && o.IsOnStreet(&o.Answer) {
				off = append(off, o.Metres)
			}
		}
		t.Row(label, fmt.Sprint(unknowable), fmt.Sprint(x.Cases), cases.Percent(x.Right, x.Cases), cases.Percent(len(off), x.Cases), quantile(off, 0.5), quantile(off, 0.95),
			x.Cells()[6], fmt.Sprint(x.HighWrong()))
	}
	unknowable := 0
	for _, r := range m.extracts {
		row(r.set, r.unknowable, r.leftOut)
		unknowable += r.unknowable
	}
	row("**all**", unknowable, all)
	return t.String()
}

// ExtractSpeeds is how long building and asking took, in this very run.
func (m *measurement) ExtractSpeeds() string {
	t := cases.NewTable("extract", "file", "addresses", "streets", "build s", "cases", "not asked", "ask s")
	for _, r := range m.extracts {
		t.Row(r.set, r.file, fmt.Sprint(r.addresses), fmt.Sprint(r.streets), fmt.Sprintf("%.1f", r.built), fmt.Sprint(len(r.alone)),
			fmt.Sprint(r.dropped), fmt.Sprintf("%.2f", r.asked.Seconds()))
	}
	return t.String()
}

// ExtractMisses are the worst of the extracts' answers, without the texts of
// the questions: those are parts of the extracts.
func (m *measurement) ExtractMisses() string {
	alone, _ := m.ofExtracts()
	t := cases.NewTable("case", "wanted", "answered", "confidence", "metres off", "faults")
	for _, o := range worst(alone, 20) {
		t.Row(o.ID, string(o.Expect), string(o.Answer.EntityType), o.Answer.Confidence.String(), fmt.Sprintf("%.0f", o.Metres), o.Faults())
	}
	return t.String()
}

// EachOfExtract is how many questions of a kind are asked about an extract.
func (m *measurement) EachOfExtract() int { return eachOfExtract }

// DrawnKinds lists what can be drawn.
func (m *measurement) DrawnKinds() string { return "`" + cases.Join("`, `", draw.Kinds()...) + "`" }

// lowestOfExtracts is the kind with the least share right, of those that
// disturb an address.
func (m *measurement) lowestOfExtracts() (lowest *cases.Tally, name string) {
	alone, _ := m.ofExtracts()
	tallies := tallyBy(alone, byKind)
	lowest = &cases.Tally{}
	for _, kind := range slices.Sorted(maps.Keys(tallies)) {
		x := tallies[kind]
		if slices.Contains([]string{"exact", "reverse", "reverse_near", "place", "postcode", "landmark", "intersection", "missing_number"}, kind) {
			continue
		}
		if lowest.Cases == 0 || x.Right*lowest.Cases < lowest.Right*x.Cases {
			lowest, name = x, kind
		}
	}
	return lowest, name
}

// summaryOfExtracts compares what was measured on extracts with the aims.
func (m *measurement) summaryOfExtracts(share, high func(what, aim string, x *cases.Tally), t *cases.Markdown) {
	alone, leftOut := m.ofExtracts()
	kind := func(kind string) *cases.Tally { return tallyOf(alone, func(o *outcome) bool { return o.Kind == kind }) }
	share("extracts: `exact` right", "99 %", kind("exact"))
	share("extracts: `reverse` and `reverse_near` right", "99 %", tallyOf(alone, func(o *outcome) bool { return o.Form == cases.Reverse }))
	lowest, name := m.lowestOfExtracts()
	t.Row("extracts: every other disturbed kind right, the lowest", "97 %", fmt.Sprintf("%s %% (`%s`)", cases.Percent(lowest.Right, lowest.Cases), name))
	high("extracts: High right", "99 %", tallyOf(alone, nil))
	share("extracts: number left out, the street or a point on it", "97 %", tallyOf(leftOut, nil))
}
