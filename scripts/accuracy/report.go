package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/template"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
)

// page is the report's text, with places for the tables.
//
//go:embed page.md
var page string

// reportInto writes the report.
func reportInto(m *measurement, path string) error {
	if err := pageInto(m, page, path); err != nil {
		return err
	}
	return picturesInto(m, filepath.Dir(path))
}

// pageInto fills a page in.
func pageInto(m *measurement, page, path string) error {
	text, err := template.New("report").Parse(page)
	if err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := text.Execute(file, m); err != nil {
		return err
	}
	return file.Close()
}

// The rest are the tables that page.md names.

func byKind(o *outcome) string { return o.Kind }
func bySet(o *outcome) string  { return o.Set }

// Summary compares what is promised and aimed at with what was measured.
func (m *measurement) Summary() string {
	t := cases.NewTable("what", "aim", "measured")
	kind := func(kind string) *cases.Tally {
		return tallyOf(m.alone, func(o *outcome) bool { return o.Kind == kind })
	}
	share := func(what, aim string, x *cases.Tally) { t.Row(what, aim, cases.Percent(x.Right, x.Cases)+" %") }
	share("`exact` right", "99 %", kind("exact"))
	share("`reverse` right", "99 %", kind("reverse"))
	lowest, name := m.lowestKind()
	t.Row("every other kind right, the lowest", "97 %", fmt.Sprintf("%s %% (`%s`)", cases.Percent(lowest.Right, lowest.Cases), name))
	share("real questions whose truth the list holds", "97 %", tallyOf(m.alone, func(o *outcome) bool { return o.isReal() && !m.unheld[o.ID] }))
	high := func(what, aim string, x *cases.Tally) {
		t.Row(what, aim, fmt.Sprintf("%s %% of %d", cases.Percent(x.GivenRight[geocode.High], x.Given[geocode.High]), x.Given[geocode.High]))
	}
	scored := func(o *outcome) bool { return !m.unheld[o.ID] }
	high("High right", "99 %", tallyOf(m.alone, scored))
	high("High right, odd places only", "99 %", tallyOf(m.alone, func(o *outcome) bool { return scored(o) && !isEven(o.Set, o.Locality) }))
	high("High right, all indexes together, country not given", "99 %", tallyOf(m.together, scored))
	high("High right, indexes that lack what was left out", "99 %", tallyOf(m.lacking, scored))
	high("High right, questions about what was left out only", "99 %", tallyOf(m.leftOut, nil))
	wrong := tallyOf(m.leftOut, nil)
	t.Row("questions about what was left out that got a wrong High", "1 %", cases.Percent(wrong.HighWrong(), wrong.Cases)+" %")
	exact := kind("exact")
	t.Row("High given to `exact`", "85 %", cases.Percent(exact.Given[geocode.High], exact.Cases)+" %")
	streets := tallyOf(m.alone, func(o *outcome) bool {
		return o.Kind == "missing_street" && o.IsHigh() && o.Answer.EntityType == geocode.EntityAddress
	})
	t.Row("`missing_street` answered High as an address", "0", fmt.Sprint(streets.Cases))
	m.summaryOfExtracts(share, high, t)
	return t.String()
}

// lowestKind is the kind with the least share right, of those that have no
// line of their own in the summary.
func (m *measurement) lowestKind() (lowest *cases.Tally, name string) {
	tallies := tallyBy(m.alone, byKind)
	for _, kind := range slices.Sorted(maps.Keys(tallies)) {
		x := tallies[kind]
		if slices.Contains([]string{"exact", "reverse", "real", "real_fuzzy"}, kind) {
			continue
		}
		if lowest == nil || x.Right*lowest.Cases < lowest.Right*x.Cases {
			lowest, name = x, kind
		}
	}
	return cmp.Or(lowest, &cases.Tally{}), name
}

// Kinds is what came of each kind, alone and together.
func (m *measurement) Kinds() string    { return outcomeTable("kind", m.alone, byKind) }
func (m *measurement) Together() string { return outcomeTable("kind", m.together, byKind) }

// Forms is what came of each kind and form.
func (m *measurement) Forms() string {
	return outcomeTable("kind, form", m.alone, func(o *outcome) string { return o.Kind + ", " + string(o.Form) })
}

// SetsAlone and SetsTogether are what came of each set.
func (m *measurement) SetsAlone() string    { return outcomeTable("set", m.alone, bySet) }
func (m *measurement) SetsTogether() string { return outcomeTable("set", m.together, bySet) }

// Matrix is the share right of each set and kind.
func (m *measurement) Matrix() string {
	tallies := tallyBy(m.alone, func(o *outcome) string { return o.Set + " " + o.Kind })
	kinds := slices.Sorted(maps.Keys(tallyBy(m.alone, byKind)))
	t := cases.NewTable(append([]string{"set"}, kinds...)...)
	for _, s := range m.sets {
		row := []string{s.set}
		for _, kind := range kinds {
			x := cmp.Or(tallies[s.set+" "+kind], &cases.Tally{})
			row = append(row, cases.Percent(x.Right, x.Cases))
		}
		t.Row(row...)
	}
	return t.String()
}

// Speeds is how long building and asking took, in this very run.
func (m *measurement) Speeds() string {
	t := cases.NewTable("set", "list", "addresses", "build s", "cases", "ask s", "rows/s")
	for _, s := range m.sets {
		t.Row(s.set, s.file, fmt.Sprint(s.addresses), fmt.Sprintf("%.1f", s.built), fmt.Sprint(s.cases),
			fmt.Sprintf("%.2f", s.asked.Seconds()), fmt.Sprintf("%.0f", float64(s.cases)/s.asked.Seconds()))
	}
	t.Row("**together**", "", "", "", fmt.Sprint(len(m.together)), fmt.Sprintf("%.2f", m.togetherIn.Seconds()),
		fmt.Sprintf("%.0f", float64(len(m.together))/m.togetherIn.Seconds()))
	return t.String()
}

// Cores is on how many cores the questions were asked.
func (m *measurement) Cores() int { return runtime.GOMAXPROCS(0) }

// Real is what came of the real questions, by whether the list holds the truth.
func (m *measurement) Real() string {
	var real []outcome
	for _, o := range m.alone {
		if o.isReal() {
			real = append(real, o)
		}
	}
	return outcomeTable("set, truth", real, func(o *outcome) string {
		if m.unheld[o.ID] {
			return o.Set + ", not in the list"
		}
		return o.Set + ", in the list"
	})
}

// Coverage is how many real questions ask for what the list does not hold,
// and how many of these got High farther than 50 m from the truth.
func (m *measurement) Coverage() string {
	t := cases.NewTable("set", "real questions", "not in the list", "of these High", "High and more than 50 m off")
	for _, s := range m.sets {
		if s.realQuestions == 0 {
			continue
		}
		high, far := 0, 0
		for i := range m.alone {
			if o := &m.alone[i]; o.Set == s.set && m.unheld[o.ID] && o.IsHigh() {
				high++
				if o.Metres > sameWithin {
					far++
				}
			}
		}
		t.Row(s.set, fmt.Sprint(s.realQuestions), fmt.Sprint(s.unheldOfReal), fmt.Sprint(high), fmt.Sprint(far))
	}
	return t.String()
}

// Lacking is what came of the cases where the index lacks something, by fate.
func (m *measurement) Lacking() string {
	return outcomeTable("truth", m.lacking, func(o *outcome) string { return fateTitles[o.fate] })
}

var fateTitles = [...]string{held: "held", numberLeftOut: "number left out", streetLeftOut: "street left out"}

// LeftOut is what came of the questions made of what was left out.
func (m *measurement) LeftOut() string {
	return outcomeTable("left out, kind", m.leftOut, func(o *outcome) string { return o.fate.String() + ", " + o.Kind })
}

// LeftOutSets is the same by set.
func (m *measurement) LeftOutSets() string { return outcomeTable("set", m.leftOut, bySet) }

// Made is what came of the questions made of addresses that are held, on odd
// places only.
func (m *measurement) Made() string {
	return outcomeTable("kind", odd(m.made), byKind)
}

func odd(all []outcome) []outcome {
	return slices.DeleteFunc(slices.Clone(all), func(o outcome) bool { return isEven(o.Set, o.Locality) })
}

// Interpolation is how far interpolated points of numbers left out are off.
func (m *measurement) Interpolation() string {
	t := cases.NewTable("set", "interpolated", "median m", "95 % m", "High", "High median m", "High 95 % m")
	row := func(label, set string) {
		var all, high []float64
		for i := range m.leftOut {
			o := &m.leftOut[i]
			if set != "" && o.Set != set || o.fate != numberLeftOut || !o.Answered || o.Form == cases.Reverse || o.class() != between || !cases.SameStreet(o.Answer.Street, o.Street) {
				continue
			}
			all = append(all, o.Metres)
			if o.IsHigh() {
				high = append(high, o.Metres)
			}
		}
		t.Row(label, fmt.Sprint(len(all)), quantile(all, 0.5), quantile(all, 0.95), fmt.Sprint(len(high)), quantile(high, 0.5), quantile(high, 0.95))
	}
	for _, s := range m.sets {
		row(s.set, s.set)
	}
	row("**all**", "")
	return t.String()
}

// quantile spells a quantile in whole metres.
func quantile(list []float64, q float64) string {
	if len(list) == 0 {
		return "–"
	}
	slices.Sort(list)
	return fmt.Sprintf("%.0f", list[int(q*float64(len(list)-1)+0.5)])
}

// Reliability compares claimed and measured probabilities on odd places.
func (m *measurement) Reliability() string {
	scored := slices.DeleteFunc(odd(slices.Concat(m.alone, m.made, m.lacking, m.leftOut)), func(o outcome) bool { return m.unheld[o.ID] })
	return reliabilityTable(scored)
}

// Misses are the worst twenty of the cases.
func (m *measurement) Misses() string {
	return missTable(worst(slices.DeleteFunc(slices.Clone(m.alone), func(o outcome) bool { return m.unheld[o.ID] }), 20))
}

// LeftOutMisses are the worst ten of the questions about what was left out.
func (m *measurement) LeftOutMisses() string { return missTable(worst(m.leftOut, 10)) }

// Questions counts the cases.
func (m *measurement) Questions() int { return len(m.cases) }

// Files lists the sets.
func (m *measurement) Files() string {
	var names []string
	for _, s := range m.sets {
		names = append(names, s.set)
	}
	return strings.Join(names, ", ")
}

// Drawn and Each are how many addresses of a fate are drawn from a list, and
// how many questions are made of one that was left out.
func (m *measurement) Drawn() int { return mostDrawn }
func (m *measurement) Each() int  { return eachLeftOut }
