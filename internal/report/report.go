package report

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/wording"
)

// Report is what is held of the rows so far. It is a table.Summary. The zero
// value is ready to be used.
type Report struct {
	held held
}

// held is what an interruption must not lose.
type held struct {
	Rows       int64
	Failed     int64
	Confidence [geocode.High + 1]int64 // of answered rows
	Types      map[geocode.EntityType]int64
	Codes      map[string]int64 // by the spelling of match codes
	Faults     map[string]int64 // rows whose answer has the fault
	Troubles   map[string]*trouble
	Dots       sample
}

// trouble is a reason to look at rows: they failed for it, or it is what
// speaks most against their answers.
type trouble struct {
	Failure  bool
	Name     string // of a failure the reason, of an answer the fault
	Rows     int64
	Examples []example
}

// example is a row to be shown.
type example struct {
	Line       int64
	Question   string
	Answer     string
	Entity     geocode.EntityType
	Confidence geocode.Confidence
}

var _ table.Summary = (*Report)(nil)

// Add takes in the outcome of the next row.
func (r *Report) Add(o *table.Outcome) {
	h := &r.held
	if h.Troubles == nil {
		h.Types, h.Codes = map[geocode.EntityType]int64{}, map[string]int64{}
		h.Faults, h.Troubles = map[string]int64{}, map[string]*trouble{}
	}
	h.Rows++
	if o.Status != geocode.Success {
		h.Failed++
		r.note(true, general(o.Reason), o)
		return
	}
	h.Confidence[o.Confidence]++
	h.Types[geocode.EntityType(shown(string(o.EntityType)))]++
	h.Codes[o.MatchCodes.String()]++
	for _, f := range o.Faults {
		f = shown(f)
		if _, known := h.Faults[f]; known || len(h.Faults) < maxTroubles {
			h.Faults[f]++
		}
	}
	h.Dots.take(o)
	if o.Confidence == geocode.High {
		return
	}
	r.note(false, worst(o), o)
}

// worst is what speaks most against an answer: a fault, or what is against one
// that has none.
func worst(o *table.Outcome) string {
	switch {
	case len(o.Faults) > 0:
		return shown(o.Faults[0])
	case o.MatchCodes&geocode.Ambiguous != 0:
		return wording.Ambiguous
	}
	return wording.Weak
}

// note counts a trouble, and keeps its first rows.
func (r *Report) note(failure bool, name string, o *table.Outcome) {
	key := name
	if failure {
		key = "!" + name // no fault is called so
	}
	t := r.held.Troubles[key]
	if t == nil {
		if len(r.held.Troubles) >= maxTroubles {
			key, name = "!", "Another reason."
			t = r.held.Troubles[key]
		}
		if t == nil {
			t = &trouble{Failure: failure, Name: name}
			r.held.Troubles[key] = t
		}
	}
	t.Rows++
	if len(t.Examples) < maxExamples {
		t.Examples = append(t.Examples, example{
			Line: o.Line, Question: shown(o.Question), Answer: shown(o.Name), Entity: geocode.EntityType(shown(string(o.EntityType))), Confidence: o.Confidence,
		})
	}
}

// general is a reason without what it says of one row only: its line, and
// values in quotes.
func general(reason string) string {
	reason = reason[:min(len(reason), 8*maxShown)]
	if rest, ok := strings.CutPrefix(reason, "line "); ok {
		reason = strings.TrimPrefix(strings.TrimLeft(rest, "0123456789"), ", ")
	}
	var out strings.Builder
	for i, piece := range strings.Split(reason, `"`) {
		switch {
		case i%2 == 0:
			out.WriteString(piece)
		case piece != "":
			out.WriteString("“…”")
		}
	}
	return shown(out.String())
}

// shown is a text in one line, not too long, without what is no character to
// be seen.
func shown(text string) string {
	if len(text) > 8*maxShown {
		text = text[:8*maxShown]
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > maxShown {
		return string(runes[:maxShown-1]) + "…"
	}
	return text
}

// MarshalBinary gives what is held.
func (r *Report) MarshalBinary() ([]byte, error) { return json.Marshal(&r.held) }

// UnmarshalBinary takes it back in place of what is held.
func (r *Report) UnmarshalBinary(data []byte) error {
	var h held
	if err := json.Unmarshal(data, &h); err != nil {
		return fmt.Errorf("read the report so far: %w", err)
	}
	for key, t := range h.Troubles {
		if t == nil {
			delete(h.Troubles, key)
		}
	}
	r.held = h
	return nil
}
