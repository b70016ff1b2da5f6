package aside

import (
	"unicode/utf8"

	"github.com/milepost/milepost/internal/text"
)

// Bounds of what is taken for a name.
const (
	longestName  = 6 // words of a person or company
	longestTitle = 5
)

// person reads whom a letter is for: after "c/o" or "attn" up to the comma or
// the house number; a segment that begins with a title; the words before a
// company's "GmbH", or after its "ООО".
func (r *reader) person(i int) int {
	if after := r.phrase(i, careOf); after > i && !beginsDigit(r.follows(after)) {
		if end := r.name(after); end > after {
			return r.beforeStreet(after, end)
		}
	}
	if !r.isFirst(i) {
		return i
	}
	r.doubt = true
	if end := r.company(i); end > i {
		return r.unlessAlone(i, end)
	}
	if r.phrase(i, titleWord|companyHead) > i {
		if end := r.name(i); end > i+1 && r.isLast(end) && !r.loneNumber(end) {
			return r.unlessAlone(i, end)
		}
	}
	return i
}

// loneNumber tells whether the segment at i is no more than a house number,
// which the name of its street stands before: "Dr. Fleming, 12".
func (r *reader) loneNumber(i int) bool {
	return i < len(r.tokens) && beginsDigit(r.key(i)) && r.ends[i]-i <= 2 && (r.ends[i]-i == 1 || len(r.key(i+1)) == 1)
}

// name gives where a name ends that begins at i: with its segment, or before a
// house number.
func (r *reader) name(i int) int {
	end := i
	for end < len(r.tokens) && end-i < longestName && !beginsDigit(r.key(end)) && (end == i || !r.breaks(end)) {
		end++
	}
	if !r.isLast(end) && !beginsDigit(r.key(end)) {
		return i
	}
	return end
}

// beforeStreet gives where a name ends that no comma parts from a street and its
// number at the end of the segment: "c/o Weber Hauptstr. 12". Which of its words
// are the street's shows the word for its kind; else the last one is.
func (r *reader) beforeStreet(first, end int) int {
	if r.isLast(end) || end-first < 2 || !r.isLast(end+1) && !r.isCode(end+1) && utf8.RuneCountInString(r.key(end+1)) > 1 {
		return end // "c/o Weber, …", "c/o Smith 12 High Street"
	}
	r.doubt = true
	for i := first + 1; i < end; i++ {
		switch key := r.key(i); {
		case !text.IsStreetWord(key) || utf8.RuneCountInString(key) < 3:
		case i+1 == end && i-1 > first && text.ParseStreet(r.key(i-1)+" "+key).Core == r.key(i-1):
			return i - 1 // "Peter Weber Lange Straße 12"
		default:
			return i // "Weber Hauptstr. 12", "Dupont rue Cler 12"
		}
	}
	return end - 1
}

// company gives where a company ends whose name begins at i.
func (r *reader) company(i int) int {
	end := i
	if beginsDigit(r.key(i)) {
		return i
	}
	for n := i + 1; n < min(i+longestName, len(r.tokens)) && !r.breaks(n) && !beginsDigit(r.key(n)); n++ {
		if after := r.phrase(n, companyEnd); after > n {
			n = after - 1
			if len(r.key(n)) > 2 || after-n > 1 || r.isLast(after) { // "Rua de Sá da Bandeira" is no S.A.
				end = after
			}
		}
	}
	return end
}
