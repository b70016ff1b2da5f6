package engine

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// flatBefore is what it costs that the first of two numbers is taken for that
// of a flat: "4/12 High Street" may be the house 4/12.
var flatBefore = charge{"unit.before_number", 0.01}

// flatSigns are the signs between the number of a flat and that of its house,
// the flat's first, by the countries that write them so.
var flatSigns = map[string]string{"AU": "/", "NZ": "/", "CA": "-–"}

// longestFlat is how many letters and digits the number of a flat has at most.
const longestFlat = 5

// flatFirst gives the sign between the first two numbers of a line that begins
// with them, "" where there is none that stands between a flat and its house.
func (q *question) flatFirst(words []int, numbers int) string {
	if numbers < 2 || len(q.words[words[0]].Key) > longestFlat || !q.beginsNumber(words[1]) {
		return ""
	}
	sign := strings.TrimSpace(q.between(words[0]))
	for _, signs := range flatSigns {
		if sign != "" && strings.Contains(signs, sign) {
			return sign
		}
	}
	return ""
}

// readFlatFirst reads a line that begins with two numbers a second time, the
// first as a flat's; both readings keep the sign between them.
func (q *question) readFlatFirst(first, last int, words []int, numbers int, lines []addressLine) []addressLine {
	sign := q.flatFirst(words, numbers)
	if sign == "" {
		return lines
	}
	for i := range lines {
		lines[i].flatSign = sign
	}
	l, ok := q.newLine(first, last, words[1:numbers], words[numbers:], q.unit(words[:1]))
	if !ok {
		return lines
	}
	l.flatSign, l.flat = sign, true
	share := 1.0
	if whole := text.ParseNumber(q.spellWords(words[:numbers])); whole.To > 0 && (whole.To-whole.Number)%2 == 0 {
		share = orRange
	}
	l.charge(flatBefore, share, q.spellWords(words[:1]))
	return append(lines, l)
}

// orRange is how many times it costs where the two may be the first and last
// of the houses on one side of a street.
const orRange = 5.5

// suits tells whether the addresses of a country are written as the line is read.
func (l *addressLine) suits(country string) bool {
	return !l.flat || strings.Contains(flatSigns[country], l.flatSign)
}

// isFlatOf tells whether a house, whose number is not quite that of the line, is
// one that only the flat's number names: the line's other reading is meant.
func (h *house) isFlatOf() bool {
	l := h.line
	if l.flat || l.flatSign == "" || !strings.Contains(flatSigns[h.area.Country], l.flatSign) {
		return false
	}
	return h.level != onPoint || h.hasFault(numberSuffix) || h.hasFault(numberSuffixMissing) || h.hasFault(numberRange)
}
