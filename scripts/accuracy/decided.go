package main

import (
	_ "embed"
	"strings"

	"github.com/milepost/milepost/internal/cases"
)

// decidedText says of cases that were High and wrong what was decided: a case
// and, after a blank, why it is as it is and what was done.
//
//go:embed decided.txt
var decidedText string

// decided reads the decisions, by case.
func decided() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(decidedText) {
		if id, why, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !strings.HasPrefix(line, "#") {
			all[id] = why
		}
	}
	return all
}

// StudyHigh is every answer that is High and wrong, and what was decided.
func (m *measurement) StudyHigh() string {
	t := cases.NewTable("case", "asked", "wanted", "answered", "decision")
	why := decided()
	for _, o := range worst(m.study(), len(m.cases)+1_000_000) {
		if !o.IsHigh() {
			continue
		}
		decision := why[o.ID]
		if decision == "" {
			decision = "**not looked at yet**"
		}
		cells := []string{o.ID + " " + o.Kind, o.Asked(), o.Wanted(), o.Got(), decision}
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "|", "/")
		}
		t.Row(cells...)
	}
	return t.String()
}

// HighWrong counts these answers, and High all that are High.
func (m *measurement) HighWrong() int { return tallyOf(m.study(), nil).HighWrong() }
func (m *measurement) High() int      { return tallyOf(m.study(), (*outcome).isHigh).Cases }

func (o *outcome) isHigh() bool { return o.IsHigh() }
