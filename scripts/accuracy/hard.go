package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/geocode"
)

// Questions of each kind and language, spread over its sets, where -each does
// not say otherwise: half are for fitting, half are reported.
const (
	eachHard     = 500
	fewestOfHard = 200 // questions that are drawn of a kind in all
)

// The floors of each kind.
const (
	hardRight     = 90 // percent
	hardHighRight = 99
)

// hardResult is what came of the hard rows of one set.
type hardResult struct {
	hardSet
	outcomes []outcome
	dropped  int
}

// overHard draws hard rows of every set that is chosen, and asks them.
func (m *measurement) overHard(ctx context.Context) error {
	kinds := []string{draw.Hard}
	if m.options.kinds != "" {
		kinds = strings.Split(m.options.kinds, ",")
	}
	sets := map[string]int{}
	for _, s := range hardSets {
		sets[s.sort()]++
	}
	sets["en"]-- // the county is drawn from as if it were alone: only it has rural routes
	for _, s := range hardSets {
		if !m.chosen(s.set) {
			continue
		}
		each := m.options.each / sets[s.sort()]
		if s.set == countyList.name {
			each = max(m.options.each, 2*fewestOfHard)
		}
		r, err := m.overHardSet(ctx, s, kinds, each)
		if err != nil {
			return fmt.Errorf("%s: %w", s.set, err)
		}
		m.hard = append(m.hard, r)
	}
	return nil
}

// sort is what a set shares the questions of a kind with: the others of its
// language, where it has addresses.
func (s *hardSet) sort() string {
	if s.name == namesOfPlaces {
		return s.language + " " + s.name
	}
	return s.language
}

func (m *measurement) overHardSet(ctx context.Context, s hardSet, kinds []string, each int) (*hardResult, error) {
	n := len(kinds)
	if slices.Contains(kinds, draw.Hard) {
		n = len(draw.HardKinds())
	}
	questions, dropped, err := m.drawn(ctx, s.drawnFrom(), draw.Options{Set: s.set, N: each * n, Kinds: kinds, Country: s.country})
	if errors.Is(err, draw.ErrNothing) {
		return &hardResult{hardSet: s}, nil
	}
	if err != nil {
		return nil, err
	}
	ix, err := m.openHard(ctx, s)
	if err != nil {
		return nil, err
	}
	outcomes, _, err := m.askIndex(ctx, ix, questions)
	return &hardResult{s, outcomes, dropped}, err
}

// isForFitting tells whether a hard row is for fitting, not for the report:
// half of them are, all of one street together.
func isForFitting(c *cases.Case) bool {
	return cases.Hash("hard half", c.Set, c.Street, c.Locality)%2 == 0
}

// eachDrawn goes through what was drawn, both halves, by language.
func (m *measurement) eachDrawn(use func(language string, o *outcome)) {
	for _, r := range m.hard {
		for i := range r.outcomes {
			use(r.language, &r.outcomes[i])
		}
	}
}

// hardKey is a kind in a language, "" for all kinds or languages.
type hardKey struct{ kind, language string }

// hardTally is how many questions were drawn of a kind, and what came of the
// half that the report counts.
type hardTally struct {
	drawn int
	cases.Tally
}

func (m *measurement) hardTallies() map[hardKey]*hardTally {
	tallies := map[hardKey]*hardTally{}
	add := func(k hardKey, o *outcome) {
		if tallies[k] == nil {
			tallies[k] = &hardTally{}
		}
		tallies[k].drawn++
		if !isForFitting(&o.Case) {
			tallies[k].Add(&o.Verdict)
		}
	}
	m.eachDrawn(func(language string, o *outcome) {
		add(hardKey{o.Kind, language}, o)
		add(hardKey{o.Kind, ""}, o)
		add(hardKey{"", ""}, o)
	})
	return tallies
}

// forFitting are the outcomes of the half that is there to be looked at.
func forFitting(all []outcome) []outcome {
	return slices.DeleteFunc(slices.Clone(all), func(o outcome) bool { return !isForFitting(&o.Case) })
}

// hardLanguages are those of the sets that were asked, in the order of all.
func (m *measurement) hardLanguages() []string {
	var all []string
	for _, s := range hardSets {
		asked := slices.ContainsFunc(m.hard, func(r *hardResult) bool { return r.language == s.language })
		if asked && !slices.Contains(all, s.language) {
			all = append(all, s.language)
		}
	}
	return all
}

// EachHard is how many questions were drawn of each kind and language.
func (m *measurement) EachHard() int { return m.options.each }

// HardKinds is what came of each kind in all languages together.
func (m *measurement) HardKinds() string {
	t := cases.NewTable("trouble", "drawn", "cases", "right %", "High %", "High right %", "High wrong", "floors")
	tallies := m.hardTallies()
	for _, kind := range append(draw.HardKinds(), "") {
		if x := tallies[hardKey{kind, ""}]; x != nil {
			t.Row(titleOf(kind), fmt.Sprint(x.drawn), fmt.Sprint(x.Cases), cases.Percent(x.Right, x.Cases), cases.Percent(x.Given[geocode.High], x.Cases),
				cases.Percent(x.GivenRight[geocode.High], x.Given[geocode.High]), fmt.Sprint(x.HighWrong()), keeps(x))
		}
	}
	return t.String()
}

func titleOf(kind string) string {
	if kind == "" {
		return "**all**"
	}
	return "`" + kind + "`"
}

// keeps tells which floors a kind keeps.
func keeps(x *hardTally) string {
	var below []string
	if 100*x.Right < hardRight*x.Cases {
		below = append(below, "right")
	}
	if 100*x.GivenRight[geocode.High] < hardHighRight*x.Given[geocode.High] {
		below = append(below, "High")
	}
	if x.drawn < fewestOfHard {
		below = append(below, "few")
	}
	if len(below) == 0 {
		return "kept"
	}
	return "**" + strings.Join(below, ", ") + "**"
}

// HardMatrix is the share right of each kind by language, with the cases and
// what was High and wrong.
func (m *measurement) HardMatrix() string {
	languages := m.hardLanguages()
	t := cases.NewTable(append([]string{"trouble"}, languages...)...)
	tallies := m.hardTallies()
	for _, kind := range draw.HardKinds() {
		row := []string{titleOf(kind)}
		for _, language := range languages {
			x := tallies[hardKey{kind, language}]
			cell := "–"
			if x != nil {
				cell = fmt.Sprintf("%s of %d", cases.Percent(x.Right, x.Cases), x.Cases)
				if x.HighWrong() > 0 {
					cell += fmt.Sprintf(" (%d)", x.HighWrong())
				}
			}
			row = append(row, cell)
		}
		t.Row(row...)
	}
	return t.String()
}

// HardWorst are the troubles of a language that are farthest below the floor.
func (m *measurement) HardWorst() string {
	type trouble struct {
		hardKey
		*hardTally
	}
	var list []trouble
	for key, x := range m.hardTallies() {
		if key.language != "" && x.Cases >= fewestOfLanguage {
			list = append(list, trouble{key, x})
		}
	}
	slices.SortFunc(list, func(a, b trouble) int {
		return cmp.Or(cmp.Compare(a.Right*b.Cases, b.Right*a.Cases), cmp.Compare(a.kind, b.kind), cmp.Compare(a.language, b.language))
	})
	t := cases.NewTable("trouble", "language", "cases", "right %", "High right %", "High wrong")
	for _, x := range list[:min(len(list), 20)] {
		t.Row(titleOf(x.kind), x.language, fmt.Sprint(x.Cases), cases.Percent(x.Right, x.Cases), cases.Percent(x.GivenRight[geocode.High], x.Given[geocode.High]), fmt.Sprint(x.HighWrong()))
	}
	return t.String()
}

// fewestOfLanguage is how many cases a trouble of a language has at least to
// be named among the worst.
const fewestOfLanguage = 40

//go:embed hard.md
var hardPage string

// quickHard asks the hard rows only.
func quickHard(ctx context.Context, m *measurement) error {
	if err := m.overHard(ctx); err != nil {
		return err
	}
	if m.options.out != "" {
		if err := pageInto(m, hardPage, m.options.out); err != nil {
			return err
		}
	}
	fmt.Print(m.HardKinds(), "\n", m.HardMatrix())
	for _, r := range m.hard {
		printMisses(forFitting(r.outcomes), m.options.misses)
	}
	return nil
}
