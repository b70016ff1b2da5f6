package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
)

// decidedHardText says of groups of hard rows that were High and wrong what was
// decided: a trouble, a fault (or "none", or "*" for any) and why.
//
//go:embed decidedhard.txt
var decidedHardText string

// highGroup is what hard rows that are High and wrong have in common: their
// trouble, and the dearest fault of the answer; "none" where it has none.
type highGroup struct{ kind, fault string }

// decidedHard reads the decisions, by group.
func decidedHard() map[highGroup]string {
	all := map[highGroup]string{}
	for line := range strings.Lines(decidedHardText) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if fault, why, ok := strings.Cut(rest, " "); ok && !strings.HasPrefix(line, "#") {
			all[highGroup{kind, fault}] = why
		}
	}
	return all
}

// decision is what was decided of a group: of itself, else of its whole trouble.
func (g highGroup) decision(decided map[highGroup]string) string {
	return cmp.Or(decided[g], decided[highGroup{g.kind, "*"}], "**not looked at yet**")
}

// groupOf is the group of an answer.
func groupOf(o *outcome) highGroup {
	g, most := highGroup{o.Kind, "none"}, 0.0
	for _, f := range o.Answer.Faults {
		if f.Cost > most {
			g.fault, most = f.Name, f.Cost
		}
	}
	return g
}

// HardHigh is every group of hard rows that are High and wrong, the largest
// first, with one of them and what was decided.
func (m *measurement) HardHigh() string {
	type member struct {
		language string
		*outcome
	}
	groups := map[highGroup][]member{}
	m.hardHighWrong(func(language string, o *outcome) {
		g := groupOf(o)
		groups[g] = append(groups[g], member{language, o})
	})
	order := slices.SortedFunc(maps.Keys(groups), func(x, y highGroup) int {
		return cmp.Or(cmp.Compare(len(groups[y]), len(groups[x])), cmp.Compare(x.kind, y.kind), cmp.Compare(x.fault, y.fault))
	})
	why := decidedHard()
	t := cases.NewTable("trouble", "dearest fault", "rows", "languages", "asked", "wanted", "answered", "decision")
	for _, g := range order {
		var languages []string
		for _, x := range groups[g] {
			if !slices.Contains(languages, x.language) {
				languages = append(languages, x.language)
			}
		}
		slices.Sort(languages)
		one := groups[g][0]
		cells := []string{titleOf(g.kind), "`" + g.fault + "`", fmt.Sprint(len(groups[g])), strings.Join(languages, ", "), one.Asked(), one.Wanted(), one.Got(), g.decision(why)}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "|", "/")
		}
		t.Row(cells...)
	}
	return t.String()
}

// HardHighWrong counts them.
func (m *measurement) HardHighWrong() (n int) {
	m.hardHighWrong(func(string, *outcome) { n++ })
	return n
}

// hardHighWrong goes through the reported hard rows that are High and wrong.
func (m *measurement) hardHighWrong(use func(language string, o *outcome)) {
	m.eachDrawn(func(language string, o *outcome) {
		if !isForFitting(&o.Case) && o.IsHigh() && !o.Right {
			use(language, o)
		}
	})
}
