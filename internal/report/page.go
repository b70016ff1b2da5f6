package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/wording"
)

// About is what the page says of the work itself.
type About struct {
	Input        string   // the name of the table
	Output       string   // "" for standard output
	Attributions []string // what the licences of the data ask to be shown
}

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"count": count[int64], "counted": counted, "whole": count[int], "below": func(units int) int { return units + rulerHeight }}).Parse(pageText))

// helpful is the one fault that speaks for an answer.
const helpful = "postcode.agrees"

// page is what the template shows.
type page struct {
	About
	Rows, Answered, Failed int64
	Share                  string // answered
	Confidence             []bar
	Levels, Codes          []bar
	Faults                 []bar
	Troubles               []shownTrouble
	First                  []firstRow
	Map                    *chart
}

// bar is a line of a diagram.
type bar struct {
	Name  string
	Class string
	Rows  int64
	Width string // per cent of the longest, for the style
	Share string // of all, for the reader
}

// shownTrouble is a trouble with its examples.
type shownTrouble struct {
	Sentence string
	Kind     string
	Rows     int64
	Share    string
	Examples []shownExample
}

// shownExample is a row among others of its trouble.
type shownExample struct {
	example
	Class, Level, Confidence string
}

// firstRow is a row to look at first, and why.
type firstRow struct {
	shownExample
	Why string
}

const (
	mostFaults   = 15
	mostTroubles = 20
	mostFirst    = 40
)

// Write makes the page.
func (r *Report) Write(w io.Writer, about About, atlas Atlas) error {
	h := &r.held
	answered := h.Rows - h.Failed
	p := page{About: about, Rows: h.Rows, Answered: answered, Failed: h.Failed, Share: share(answered, h.Rows)}
	p.Confidence = h.confidence()
	p.Levels = bars(h.Types, answered, 99, func(t geocode.EntityType) string { return levelName(string(t)) })
	p.Codes = bars(h.Codes, answered, 99, func(code string) string { return cmp.Or(code, "none") })
	faults := map[string]int64{}
	for name, n := range h.Faults {
		if name != helpful {
			faults[name] = n
		}
	}
	p.Faults = bars(faults, answered, mostFaults, wording.English.Fault)
	troubles := h.sortedTroubles()
	p.Troubles, p.First = h.shownTroubles(troubles), h.first(troubles)
	var err error
	if p.Map, err = draw(&h.Dots, atlas); err != nil {
		return fmt.Errorf("draw the map of the report: %w", err)
	}
	return pageTemplate.Execute(w, &p)
}

// confidence lists what became of the rows, the best first.
func (h *held) confidence() []bar {
	list := []bar{{Name: "High", Class: "high"}, {Name: "Medium", Class: "medium"}, {Name: "Low", Class: "low"}, {Name: "Failed", Class: "failed", Rows: h.Failed}}
	for i, c := range [...]geocode.Confidence{geocode.High, geocode.Medium, geocode.Low} {
		list[i].Rows = h.Confidence[c]
	}
	for i := range list {
		list[i].Width, list[i].Share = width(list[i].Rows, h.Rows), share(list[i].Rows, h.Rows)
	}
	return list
}

// bars lists counts, the highest first.
func bars[K cmp.Ordered](counts map[K]int64, all int64, most int, name func(K) string) []bar {
	var keys []K
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var list []bar
	for _, k := range keys[:min(most, len(keys))] {
		list = append(list, bar{Name: name(k), Rows: counts[k], Width: width(counts[k], counts[keys[0]]), Share: share(counts[k], all)})
	}
	return list
}

// sortedTroubles lists the troubles, the commonest first.
func (h *held) sortedTroubles() []*trouble {
	var list []*trouble
	for _, t := range h.Troubles {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *trouble) int {
		order := cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Name, b.Name))
		if order == 0 && a.Failure {
			return -1
		}
		return order
	})
	return list
}

// sentence says what the trouble is.
func (t *trouble) sentence() string {
	if t.Failure {
		return t.Name
	}
	return wording.English.Doubt(t.Name)
}

func (h *held) shownTroubles(troubles []*trouble) (list []shownTrouble) {
	for _, t := range troubles[:min(mostTroubles, len(troubles))] {
		s := shownTrouble{Sentence: t.sentence(), Kind: "not certain", Rows: t.Rows, Share: share(t.Rows, h.Rows)}
		if t.Failure {
			s.Kind = "failed"
		}
		for _, e := range t.Examples {
			s.Examples = append(s.Examples, e.shown(t.Failure))
		}
		list = append(list, s)
	}
	return list
}

func (e example) shown(failed bool) shownExample {
	s := shownExample{example: e, Class: "failed", Confidence: "Failed"}
	if !failed {
		s.Confidence, s.Level = e.Confidence.String(), levelName(string(e.Entity))
		s.Class = [...]string{"low", "low", "medium", "high"}[e.Confidence]
	}
	return s
}

// first chooses rows to look at: of every trouble one, then of every trouble
// another, the commonest trouble first each time. They are shown as the table
// has them.
func (h *held) first(troubles []*trouble) (list []firstRow) {
	for round := range maxExamples {
		for _, t := range troubles {
			if round < len(t.Examples) && len(list) < mostFirst {
				list = append(list, firstRow{t.Examples[round].shown(t.Failure), t.sentence()})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b firstRow) int { return cmp.Compare(a.Line, b.Line) })
	return list
}

// share is a part of a whole in per cent, for a reader: none is "0 %", and
// little is not none. It is not broken over lines.
func share(part, whole int64) string {
	if whole == 0 {
		return "–"
	}
	percent := 100 * float64(part) / float64(whole)
	switch {
	case part > 0 && percent < 0.1:
		return "<\u202f0.1\u202f%"
	case part < whole && percent > 99.9:
		return ">\u202f99.9\u202f%"
	}
	return strconv.FormatFloat(percent, 'f', 1, 64) + "\u202f%"
}

// width is a part of a whole in per cent, for a style.
func width(part, whole int64) string {
	return strconv.FormatFloat(100*float64(part)/float64(max(whole, 1)), 'f', 2, 64)
}

// rulerHeight is the height, in units, of the strip below the map that has the
// ruler.
const rulerHeight = 36

// counted is a number of things in words: "1 row", "2 rows".
func counted(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return count(n) + " " + thing + "s"
}

// count spells a number with thin spaces between thousands.
func count[N int | int64](n N) string {
	digits := strconv.FormatInt(int64(n), 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "\u202f" + digits[at:]
	}
	return digits
}
