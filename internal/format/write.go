package format

import (
	"bytes"
	"slices"
	"strings"
)

// mostLines is how many lines of an address are told apart.
const mostLines = 12

// writer writes one address.
type writer struct {
	country string
	habit   *habit
	parts   *Parts
	bare    bool // without the country's name
	told    bool // with the district before the country, also where the layout has none

	lines [mostLines]struct{ from, to int } // in what was written
	count int
}

// districtLine is written for addresses that are told apart by their district.
var districtLine = []token{{parts: []Part{District}}}

// address writes all lines of the address, appended to dst, parted by separator.
func (w *writer) address(dst []byte, separator string) []byte {
	l := w.habit.layoutFor(w.parts)
	told := w.told && !w.parts.coarse(w.habit) && !l.has(District) && !l.has(Short)
	for _, tokens := range l {
		if told && slices.Contains(tokens[0].parts, Country) {
			dst = w.add(dst, districtLine, separator)
		}
		dst = w.add(dst, tokens, separator)
	}
	return dst
}

// add writes one line after others, appended to dst, if there is anything to
// write. What was written before is not written again ("Berlin" the state
// after "Berlin" the city).
func (w *writer) add(dst []byte, tokens []token, separator string) []byte {
	end := len(dst)
	if end > 0 {
		dst = append(dst, separator...)
	}
	from := len(dst)
	dst = w.line(dst, tokens)
	if len(dst) == from || w.repeats(tokens, dst[:end], dst[from:]) {
		return dst[:end]
	}
	for _, l := range w.lines[:w.count] {
		if bytes.Equal(dst[l.from:l.to], dst[from:]) {
			return dst[:end]
		}
	}
	if w.count < mostLines {
		w.lines[w.count].from, w.lines[w.count].to = from, len(dst)
		w.count++
	}
	return dst
}

// repeats tells whether a line is of a district that is named after its place,
// which was written before ("County Dublin" after "Dublin").
func (w *writer) repeats(tokens []token, before, text []byte) bool {
	place := w.parts[Locality]
	if place == "" || len(tokens) > 1 || tokens[0].text != "" || !bytes.Contains(before, []byte(place)) {
		return false
	}
	first := tokens[0].parts[0]
	return string(text) == place && first == District || first == County && bytes.HasSuffix(text, []byte(" "+place))
}

// line writes one line of a layout, appended to dst.
func (w *writer) line(dst []byte, tokens []token) []byte {
	begun, between := len(dst), ""
	for i := range tokens {
		t := &tokens[i]
		if between == "" || between == " " && t.before != "" {
			between = t.before
		}
		end := len(dst)
		if end > begun {
			dst = append(dst, between...)
		}
		written := len(dst)
		if dst = w.token(dst, t); len(dst) == written {
			dst = dst[:end]
			continue
		}
		between = ""
	}
	return dst
}

// token writes the first part of a token that the address has, appended to dst.
func (w *writer) token(dst []byte, t *token) []byte {
	for _, part := range t.parts {
		switch {
		case w.bare && (part == Country || part == Sovereign):
			continue
		case part == line:
			end := len(dst)
			if dst = w.line(dst, w.habit.lineFor(w.parts)); len(dst) > end {
				return dst
			}
			continue
		}
		if text := trimmed(w.parts.get(part, w.country, w.habit)); text != "" {
			return append(append(append(dst, t.sign...), text...), t.after...)
		}
	}
	return append(dst, t.text...)
}

// trimmed is a part without the punctuation that data has at its ends.
func trimmed(text string) string {
	if n := len(text); n == 0 || text[0] > ';' && text[n-1] > ';' {
		return text
	}
	return strings.Trim(text, " ,;")
}
