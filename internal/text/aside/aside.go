// Package aside finds, in the words of an address as somebody typed it, what
// stands beside the address and says nothing of where it is: the flat, the
// post box, the telephone, the person whom a letter is for, a note to the
// postman.
//
// What an address is made of has no words of its own in any language; what
// stands beside it mostly has. So Find reads with a vocabulary (words_*.go) of
// all languages at once, and a small grammar for each kind: a word for a flat
// wants a number or letter, a note wants to be last. A street may be named
// after anything: the caller tries the row without its asides first, and with
// all of its words where that finds nothing good.
//
// The package is pure and safe for concurrent use.
package aside

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// Kind is what an aside is.
type Kind uint8

// The kinds.
const (
	Unit       Kind = iota // a flat, floor, building, staircase: "Apt 5B", "3. OG", "кв. 5"
	Box                    // a post box: "PO Box 12", "Postfach 1234", "а/я 7"
	Route                  // a rural route: "RR 2 Box 15"
	Military               // a military post office: "PSC 3 Box 120, APO AE"
	Contact                // a telephone, e-mail or web address
	Person                 // a person or company: "c/o Weber", "Attn: Jane Doe", "Acme Ltd"
	Note                   // anything else: "near the church", "gate code 1234"
	NumberWord             // a word that announces the house number: "Nr.", "д."
)

// Aside is a run of tokens that stands beside the address.
type Aside struct {
	Kind
	First, Last int    // tokens[First:Last]
	Start       int    // of its first word in the text, in bytes
	Text        string // as typed
	Doubtful    bool   // it could be a part of the address as well
	Coded       bool   // a box that is the postcode if nothing else is: "п.к. 1000"
}

// most bounds the asides of one text.
const most = 16

// Find lists the asides among the tokens of s, in their order; they do not
// overlap. tokens are those of text.Tokens.
func Find(s string, tokens []text.Token) []Aside {
	r := reader{s: s, tokens: tokens}
	if !r.mayHold() {
		return nil
	}
	r.segments()
	for i := 0; i < len(tokens) && len(r.list) < most; {
		r.doubt, r.coded = false, false
		if end, kind := r.read(i); end > i {
			r.list = append(r.list, Aside{Kind: kind, First: i, Last: end, Start: tokens[i].Start, Text: r.typed(i, end), Doubtful: r.doubt, Coded: r.coded})
			r.leave(i, end)
			i = end
			continue
		}
		i++
	}
	return r.likely()
}

// likely drops units and notes where no house number is left beside them:
// "Pier 39, Springfield".
func (r *reader) likely() []Aside {
	at := 0
	for i := range r.tokens {
		if at < len(r.list) && i >= r.list[at].Last {
			at++
		}
		if (at == len(r.list) || i < r.list[at].First) && beginsDigit(r.tokens[i].Key) {
			return r.list
		}
	}
	return slices.DeleteFunc(r.list, func(a Aside) bool { return a.Kind == Unit || a.Kind == Note })
}

// reader reads one text.
type reader struct {
	s      string
	tokens []text.Token
	begins []int // of each token: the first of its segment
	ends   []int // of each token: past the last of its segment
	list   []Aside
	doubt  bool // of what is being read
	coded  bool // of the same
}

// mayHold tells whether the text has anything that begins an aside: most have not.
func (r *reader) mayHold() bool {
	if strings.ContainsAny(r.s, "#@(+№ºª°") || strings.Contains(r.s, "://") || strings.Contains(strings.ToLower(r.s), "www.") {
		return true
	}
	digits := 0
	for i := range r.tokens {
		key := r.tokens[i].Key
		if _, ok := vocabulary[key]; ok || isFloorWord(key) {
			return true
		}
		if isDigits(key) {
			digits += len(key)
		}
	}
	return digits >= fewestDigits
}

// segments finds where each token's segment begins and ends.
func (r *reader) segments() {
	n := len(r.tokens)
	r.begins, r.ends = make([]int, n), make([]int, n)
	for i := range r.tokens {
		if i > 0 && !r.breaks(i) {
			r.begins[i] = r.begins[i-1]
		} else {
			r.begins[i] = i
		}
	}
	for i := n - 1; i >= 0; i-- {
		if i+1 < n && !r.breaks(i+1) {
			r.ends[i] = r.ends[i+1]
		} else {
			r.ends[i] = i + 1
		}
	}
}

// leave lets the segment of an aside begin behind it, where it began with it.
func (r *reader) leave(first, end int) {
	if !r.isFirst(first) {
		return
	}
	for i := end; i < r.ends[first]; i++ {
		r.begins[i] = end
	}
}

// read reads an aside that begins at i, if one does.
func (r *reader) read(i int) (end int, kind Kind) {
	for _, try := range [...]struct {
		read func(i int) int
		Kind
	}{
		{r.contact, Contact}, {r.military, Military}, {r.route, Route}, {r.box, Box}, {r.person, Person},
		{r.numberWord, NumberWord}, {r.unit, Unit}, {r.note, Note}, {r.bracket, Note},
	} {
		if end := try.read(i); end > i {
			return end, try.Kind
		}
	}
	return i, 0
}

// typed gives the words [first, last) as they were typed.
func (r *reader) typed(first, last int) string {
	return strings.Trim(r.s[r.from(first):r.tokens[last-1].End], " ([,;")
}

// from is where the word at i begins, with the sign before it.
func (r *reader) from(i int) int {
	start := r.tokens[i].Start
	if before := strings.TrimRight(r.s[:start], " "); strings.HasSuffix(before, "#") {
		return len(before) - 1
	}
	return start
}

// between gives what stands before the word at i, after the one before it;
// beyond the last, the rest.
func (r *reader) between(i int) string {
	switch {
	case len(r.tokens) == 0:
		return ""
	case i >= len(r.tokens):
		return r.s[r.tokens[len(r.tokens)-1].End:]
	case i == 0:
		return r.s[:r.tokens[0].Start]
	case r.tokens[i-1].End > r.tokens[i].Start:
		return ""
	}
	return r.s[r.tokens[i-1].End:r.tokens[i].Start]
}

// joined tells whether only a sign of signs, and no blank, stands between the
// words at i-1 and i.
func (r *reader) joined(i int, signs string) bool {
	b := r.between(i)
	return len(b) == 1 && strings.Contains(signs, b)
}

// isFirst tells whether the word at i begins its segment.
func (r *reader) isFirst(i int) bool { return r.begins[i] == i }

// isLast tells whether a segment ends before i.
func (r *reader) isLast(i int) bool { return i >= len(r.tokens) || r.breaks(i) }

// breaks tells whether a segment begins at i: after a comma, or at a bracket.
func (r *reader) breaks(i int) bool {
	return r.tokens[i].Comma || strings.ContainsAny(r.between(i), "()[]")
}

// key gives the key of the word at i, "" beyond the last.
func (r *reader) key(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Key
}

// follows gives the key of the word at i where it stands in the segment of the
// one before it.
func (r *reader) follows(i int) string {
	if r.isLast(i) {
		return ""
	}
	return r.tokens[i].Key
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// beginsDigit tells whether a key begins as house numbers do.
func beginsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
