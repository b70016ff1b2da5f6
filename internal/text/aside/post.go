package aside

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// box reads a post box and its number.
func (r *reader) box(i int) int {
	after := r.phrase(i, boxWord)
	if after == i && (r.isFirst(i) || beginsDigit(r.key(i-1))) {
		if end := r.codedBox(i); end > i {
			return end
		}
		after = r.phrase(i, weakBox)
	}
	if after == i {
		if strings.Contains(r.key(i), "私書箱") {
			return i + 1
		}
		return i
	}
	end := r.boxNumber(after)
	if end == after || !text.HasDigit(r.key(end-1)) && !text.HasDigit(r.key(after)) {
		return i
	}
	for n := 0; n < 3 && len(r.key(end-1)) <= 3 && isDigits(r.key(end-1)) && isDigits(r.follows(end)) && len(r.key(end)) <= 3; n++ {
		end++ // "Postfach 12 34 56"
	}
	return end
}

// codedBox reads a post box whose word announces postcodes as well: "CP 12",
// "п.к. 2483". A number of five digits is a postcode, and so is "CP 4050-477";
// one of four may be either where no other number behind it is long enough.
func (r *reader) codedBox(i int) int {
	at := r.phrase(i, codeBox)
	if number := r.follows(at); at == i || !isDigits(number) || len(number) >= shortestCode || !r.isLast(at+1) && r.joined(at+1, "-") {
		return i
	}
	r.coded = len(r.key(at)) == shortestCode-1 && !r.codeLater(at+1)
	return at + 1
}

// codeLater tells whether a number as long as the shortest postcodes of
// countries follows anywhere.
func (r *reader) codeLater(i int) bool {
	for ; i < len(r.tokens); i++ {
		if r.isCode(i) {
			return true
		}
	}
	return false
}

// boxNumber reads the number of a box, which may be as long as a postcode.
func (r *reader) boxNumber(i int) int {
	at := i
	if numberWords[r.follows(at)] {
		at++
	}
	if isDigits(r.follows(at)) && len(r.key(at)) >= shortestCode {
		return at + 1
	}
	return r.identifier(i)
}

// route reads a rural route and its box: "RR 2 Box 15", "HC 1, Box 22".
func (r *reader) route(i int) int {
	after := r.phrase(i, routeWord)
	if after == i || !r.isFirst(i) {
		return i
	}
	end := r.identifier(after)
	at := end
	if r.key(at) == "box" || r.key(at) == "bx" {
		if last := r.identifier(at + 1); last > at+1 {
			return last
		}
	}
	if r.isLast(end) && (end > after || r.key(i) == "general") && r.key(i) != "rd" && r.key(i) != "rt" {
		return end
	}
	return i
}

// theaters are what stand for a state behind a military post office.
var theaters = set("ae ap aa")

// military reads a post office of the forces, with what stands before it in
// the row: "PSC 3 Box 120, APO AE".
func (r *reader) military(i int) int {
	after := r.phrase(i, postOffice)
	if after > i {
		if theaters[r.key(after)] {
			return after + 1
		}
		if end := r.identifier(after); end > after && strings.Contains(r.key(i), "bf") {
			return end
		}
		return i
	}
	if after = r.phrase(i, forces); after == i || !r.officeLater(i) {
		return i
	}
	for !r.isLast(after) && r.phrase(after, postOffice) == after {
		after++
	}
	return after
}

// officeLater tells whether a military post office is named further on.
func (r *reader) officeLater(i int) bool {
	for ; i < len(r.tokens); i++ {
		if end := r.phrase(i, postOffice); end > i && theaters[r.key(end)] {
			return true
		}
	}
	return false
}

// IsFieldPost tells whether a town is given as no more than a post office of
// the forces: "APO".
func IsFieldPost(town string) bool {
	tokens, _ := text.Tokens(town, 6)
	r := reader{s: town, tokens: tokens}
	return len(tokens) > 0 && r.phrase(0, postOffice) == len(tokens)
}
