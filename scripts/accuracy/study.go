package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/wording"
	"github.com/milepost/milepost/scripts/accuracy/chart"
)

// The study looks closer at the answers of the lists and the extracts, each
// asked of its own index, and at the house numbers that were left out of the
// extracts: what promises are worth by the way a point was found and by
// country, what faults cost, and every answer that is High and wrong.

// study are the answers that it looks at: no real questions whose truth the
// list does not hold.
func (m *measurement) study() []outcome {
	alone, leftOut := m.ofExtracts()
	return slices.DeleteFunc(slices.Concat(m.alone, alone, leftOut), func(o outcome) bool { return m.unheld[o.ID] })
}

// Studied counts them.
func (m *measurement) Studied() int { return len(m.study()) }

//go:embed study.md
var studyPart string

// Study is the study's part of the page.
func (m *measurement) Study() (string, error) {
	part, err := template.New("study").Parse(studyPart)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	err = part.Execute(&text, m)
	return text.String(), err
}

// The lines of a page that the study stands between.
const (
	studyFrom = "<!-- the study begins: go run ./scripts/accuracy -study docs/accuracy.md -->\n"
	studyTo   = "<!-- the study ends -->\n"
)

// studyInto renews the study in a page that has one, and the pictures beside it.
func studyInto(m *measurement, path string) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(page), studyFrom)
	_, after, closed := strings.Cut(rest, studyTo)
	if !ok || !closed {
		return fmt.Errorf("%s has no study: no line %q, or none %q after it", path, strings.TrimSpace(studyFrom), strings.TrimSpace(studyTo))
	}
	part, err := m.Study()
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, []byte(before+part+after), 0o644); err != nil {
		return err
	}
	return picturesInto(m, filepath.Dir(path))
}

// picturesInto draws the study's pictures.
func picturesInto(m *measurement, dir string) error {
	all := m.study()
	for name, picture := range map[string]string{
		"reliability-methods.svg":   chart.Draw("What a probability is worth, by how the point was found", 4, panels(all, methodOf)),
		"reliability-countries.svg": chart.Draw("What a probability is worth, by country", 4, panels(all, (*outcome).country)),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(picture), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// How many answers a dot of a diagram stands for at least, and a panel.
const (
	fewestOfDot   = 5
	fewestOfPanel = 50
)

// panels makes a panel of each group of answers, the largest first.
func panels(all []outcome, group func(*outcome) string) (list []chart.Panel) {
	answers := map[string][]*outcome{}
	for i := range all {
		if o := &all[i]; o.Answered {
			answers[group(o)] = append(answers[group(o)], o)
		}
	}
	names := slices.SortedFunc(maps.Keys(answers), func(x, y string) int {
		return cmp.Or(cmp.Compare(len(answers[y]), len(answers[x])), cmp.Compare(x, y))
	})
	for _, name := range names {
		if len(answers[name]) < fewestOfPanel {
			continue
		}
		p := chart.Panel{Title: name, Note: fmt.Sprintf("%d answers", len(answers[name]))}
		for i := len(bins) - 1; i >= 0; i-- {
			if d := dot(answers[name], i); d.Cases >= fewestOfDot {
				p.Dots = append(p.Dots, d)
			}
		}
		list = append(list, p)
	}
	return list
}

// dot sums up the answers whose probability is within a bin.
func dot(answers []*outcome, bin int) (d chart.Dot) {
	for _, o := range answers {
		if p := o.Answer.Probability; p < bins[bin] || bin > 0 && p >= bins[bin-1] {
			continue
		}
		d.Cases++
		d.Claimed += o.Answer.Probability
		if o.Right {
			d.Right++
		}
	}
	d.Claimed /= float64(max(d.Cases, 1))
	return d
}

// methodOf is how the point to show was found; of Rooftop, which areas have
// too, of what it is the point.
func methodOf(o *outcome) string {
	method := string(o.Answer.Points[0].Method)
	switch o.class() {
	case onPoint, spread, rivalled, reversed, doubtful:
		return method + ": addresses"
	case atCrossing:
		return method + ": crossing"
	case between:
		return method
	case onBlock, onStreet, instead:
		return method + ": streets"
	}
	return method + ": areas"
}

var english = format.ParseCulture("en")

// country is that of the data that a case was drawn from.
func (o *outcome) country() string {
	for _, l := range lists {
		if l.set == o.Set {
			return english.Country(l.country)
		}
	}
	for _, e := range extracts {
		if e.set == o.Set {
			return english.Country(strings.ToUpper(e.file[:2]))
		}
	}
	return "–"
}

// commonest is how many faults the study looks at.
const commonest = 10

// StudyFaults is what the commonest faults cost.
func (m *measurement) StudyFaults() string {
	with := map[string]*cases.Tally{}
	var all cases.Tally
	for _, o := range m.study() {
		if !o.Answered || o.Form == cases.Reverse {
			continue
		}
		all.Add(&o.Verdict)
		for _, name := range faultsOf(&o) {
			if with[name] == nil {
				with[name] = &cases.Tally{}
			}
			with[name].Add(&o.Verdict)
		}
	}
	names := slices.SortedFunc(maps.Keys(with), func(x, y string) int {
		return cmp.Or(cmp.Compare(with[y].Cases, with[x].Cases), cmp.Compare(x, y))
	})
	delete(with, "postcode.agrees") // which speaks for an answer
	names = slices.DeleteFunc(names, func(name string) bool { return with[name] == nil })
	t := cases.NewTable("fault", "what it says", "answers", "right with it %", "right without %", "High with it %", "High without %", "High and wrong with it")
	for _, name := range names[:min(commonest, len(names))] {
		x := with[name]
		t.Row("`"+name+"`", wording.English.Fault(name), fmt.Sprint(x.Cases), cases.Percent(x.Right, x.Cases), cases.Percent(all.Right-x.Right, all.Cases-x.Cases),
			cases.Percent(x.Given[geocode.High], x.Cases), cases.Percent(all.Given[geocode.High]-x.Given[geocode.High], all.Cases-x.Cases), fmt.Sprint(x.HighWrong()))
	}
	return t.String()
}

// faultsOf are the names of an answer's faults, each once.
func faultsOf(o *outcome) (names []string) {
	for _, f := range o.Answer.Faults {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}
