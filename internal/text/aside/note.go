package aside

import (
	"strings"
	"unicode/utf8"
)

// Bounds of what is taken for a note.
const (
	longestNote    = 9 // words
	longestBracket = 8
)

// note reads a note to whoever comes: it follows the house number, and ends
// with its segment.
func (r *reader) note(i int) int {
	if i == 0 || !r.numberBefore(i) || !r.isFirst(i) && !r.afterNumber(i) && !r.afterStreet(i) {
		return i
	}
	end := r.ends[i]
	if end-i > longestNote {
		return i
	}
	whole := r.isFirst(i)
	r.doubt = true
	switch after := r.phrase(i, wholeNote); {
	case after > i && after == end:
		return end
	case r.phrase(i, codeWord) > i:
		return end
	case r.phrase(i, noteStart) > i && end > i+1:
		r.doubt = !whole && !r.afterNumber(i)
		return end
	case r.phrase(i, weakNote) > i && end > i+1 && !whole && r.afterNumber(i) && !r.isLetter(i):
		return end
	}
	if whole && r.holdsNote(i, end) {
		return end
	}
	if ordinal := i + 1; beginsDigit(r.key(i)) && ordinal < end && (r.phrase(ordinal, noteStart|codeWord|unitWord) == end) && !isDigits(r.key(i)+"x") {
		return end // "2nd entrance"
	}
	return i
}

// isLetter tells whether the one letter at i is the house number's, which a
// hyphen joins to it or a unit follows: "8-В під'їзд 2".
func (r *reader) isLetter(i int) bool {
	return utf8.RuneCountInString(r.key(i)) == 1 && (r.joined(i, "-") || r.phrase(i+1, unitWord|floorWord|stairWord) > i+1)
}

// afterStreet tells whether the words before i in its segment can be a house
// number and the street after it, be it of one word.
func (r *reader) afterStreet(i int) bool {
	first := r.begins[i]
	return i-first >= 2 && beginsDigit(r.key(first))
}

// holdsNote tells whether a word of a note ends the segment [first, last), as
// in languages that put it behind: "kirkon vieressä".
func (r *reader) holdsNote(first, last int) bool {
	for i := first + 1; i < last; i++ {
		if end := r.phrase(i, noteStart); end == last {
			return true
		}
	}
	return false
}

// numberBefore tells whether a number stands before i.
func (r *reader) numberBefore(i int) bool {
	for n := range i {
		if beginsDigit(r.key(n)) {
			return true
		}
	}
	return false
}

// bracket reads words in brackets after a house number.
func (r *reader) bracket(i int) int {
	if i == 0 || !strings.HasSuffix(strings.TrimSpace(r.between(i)), "(") || !r.numberBefore(i) || r.afterTown(i) {
		return i
	}
	r.doubt = true
	for end := i + 1; end <= min(i+longestBracket, len(r.tokens)); end++ {
		behind := r.s[r.tokens[end-1].End:]
		if end < len(r.tokens) {
			behind = r.between(end)
		}
		if strings.HasPrefix(behind, ")") {
			return end
		}
	}
	return i
}

// afterTown tells whether a bracket follows a postcode and a town: "15234
// Frankfurt (Oder)".
func (r *reader) afterTown(i int) bool {
	first := r.begins[i-1]
	return len(r.key(first)) >= 4 && isDigits(r.key(first))
}
