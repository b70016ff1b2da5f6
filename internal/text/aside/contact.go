package aside

import "strings"

// fewestDigits is from how many digits on a run of numbers is a telephone's
// though nothing says so: a postcode with its house number has fewer.
const fewestDigits = 10

// contact reads a telephone number, an e-mail or web address, with the word
// before it.
func (r *reader) contact(i int) int {
	start := i
	if after := r.phrase(i, phoneWord); after > i {
		i = after
		if end := r.digits(i, true); end > i && r.countDigits(i, end) >= 6 {
			return end
		}
	}
	if end := r.electronic(i); end > i {
		return end
	}
	if i > start {
		return start
	}
	plus := strings.HasSuffix(r.between(i), "+") || strings.HasSuffix(r.between(i), "+(")
	end := r.digits(i, false)
	n := r.countDigits(i, end)
	switch {
	case !plus && r.houseBefore(i, end):
		return i
	case plus && n >= 8, n >= 9 && strings.HasPrefix(r.key(i), "0") && !r.isZIP(i, end):
		return end
	case n >= fewestDigits && r.isLast(end) && (end-i != 2 || len(r.key(i)) == 3):
		return end // not "10513-10519 Main Street"
	}
	return i
}

// houseBefore tells whether the first of a run of numbers is that of a house, and
// a telephone's begins behind it: with a zero, or where the text has no other
// number before.
func (r *reader) houseBefore(first, last int) bool {
	if first == 0 || last-first < 3 || len(r.key(first)) > longestHouse || r.key(first)[0] == '0' || beginsDigit(r.key(first-1)) {
		return false
	}
	if strings.HasPrefix(r.key(first+1), "0") {
		return r.countDigits(first+1, last) >= fewestNational
	}
	for i := range first {
		if beginsDigit(r.key(i)) {
			return false
		}
	}
	return r.countDigits(first+1, last) >= fewestDigits
}

// Digits of a house number before a telephone's, at most, and of that, at least.
const (
	longestHouse   = 4
	fewestNational = 9
)

// isZIP tells whether a run of numbers is a ZIP code with its four digits:
// "02138-1234".
func (r *reader) isZIP(first, last int) bool {
	return last-first == 2 && len(r.key(first)) == 5 && len(r.key(first+1)) == 4
}

// digits gives where a run of numbers ends that begins at i; one that is
// announced as a telephone's may have brackets.
func (r *reader) digits(i int, announced bool) int {
	end := i
	for end < len(r.tokens) && isDigits(r.key(end)) && (end == i || !r.tokens[end].Comma) {
		if b := r.between(end); end > i && (strings.Contains(b, "+") || strings.Contains(b, " - ") || strings.Contains(b, "(") && !announced) {
			break // "Karlstraße 1 (+49 30 901820)"
		}
		end++
	}
	return end
}

func (r *reader) countDigits(first, last int) (n int) {
	for i := first; i < last; i++ {
		n += len(r.key(i))
	}
	return n
}

// electronic gives where an e-mail or web address ends that begins at i: words
// that no blank parts, with an @ or a www among them.
func (r *reader) electronic(i int) int {
	end := i + 1
	for end < len(r.tokens) && !strings.ContainsAny(r.between(end), " \t\n,;()") {
		end++
	}
	if end > len(r.tokens) {
		return i
	}
	chunk := r.s[r.tokens[i].Start:r.tokens[end-1].End]
	at := strings.IndexByte(chunk, '@')
	switch {
	case at > 0 && strings.Contains(chunk[at:], "."):
		return end
	case strings.HasPrefix(strings.ToLower(chunk), "www."), strings.Contains(chunk, "://"):
		return end
	}
	return i
}
