package index

import (
	"unicode/utf8"

	"github.com/blevesearch/vellum"
)

// likeness is an automaton that takes the keys within so many edits (a letter
// dropped, added, replaced, or swapped with its neighbour) of one: it walks
// down the dictionary with a row of the table of distances, of which only the
// band about the diagonal counts. A table of all its states, as a finished
// automaton has it, costs many times as much to make as a search does.
//
// A state is one more than the count of bytes read, 0 the one without hope:
// a dictionary is walked depth first, so that the rows on the way to a node
// are all that is needed. It gives up after so many steps.
type likeness struct {
	key   []rune
	edits int
	steps int
	rows  []likeRow
}

// likeRow is the distances of what was read from the beginnings of the key.
type likeRow struct {
	read        int               // letters
	last        rune              // of them
	now, before band              // distances, of the last but one letter too
	part        [utf8.UTFMax]byte // of a letter that is not read to its end
	parts       int
}

// band is the distances from key[:read-edits] to key[:read+edits].
type band [2*MaxEdits + 1]uint8

var _ vellum.Automaton = (*likeness)(nil)

func newLikeness(key string, edits int) *likeness {
	l := &likeness{key: []rune(key), edits: edits, steps: maxSteps, rows: make([]likeRow, 2, 2*len(key)+4)}
	first := &l.rows[1]
	for i := range first.now {
		first.now[i] = uint8(edits + 1)
		if i >= edits && i-edits <= min(edits, len(l.key)) {
			first.now[i] = uint8(i - edits)
		}
	}
	first.before = first.now
	return l
}

// Start implements vellum.Automaton.
func (l *likeness) Start() int { return 1 }

// CanMatch implements vellum.Automaton.
func (l *likeness) CanMatch(state int) bool { return state > 0 && l.steps > 0 }

// WillAlwaysMatch implements vellum.Automaton.
func (l *likeness) WillAlwaysMatch(int) bool { return false }

// IsMatch implements vellum.Automaton.
func (l *likeness) IsMatch(state int) bool {
	row := &l.rows[state]
	at := len(l.key) - row.read + l.edits
	return state > 0 && row.parts == 0 && at >= 0 && at <= 2*l.edits && int(row.now[at]) <= l.edits
}

// Accept implements vellum.Automaton.
func (l *likeness) Accept(state int, c byte) int {
	l.steps--
	if state == 0 {
		return 0
	}
	if state+1 == len(l.rows) {
		l.rows = append(l.rows, likeRow{})
	}
	from, to := &l.rows[state], &l.rows[state+1]
	if from.parts == 0 && c < utf8.RuneSelf {
		return l.step(from, to, rune(c), state+1)
	}
	part, parts := from.part, from.parts+1
	part[from.parts] = c
	if !utf8.FullRune(part[:parts]) {
		*to = *from
		to.part, to.parts = part, parts
		return state + 1
	}
	r, _ := utf8.DecodeRune(part[:parts])
	return l.step(from, to, r, state+1)
}

// step reads a letter, and gives the state next, or 0 where no key can
// begin so.
func (l *likeness) step(from, to *likeRow, r rune, next int) int {
	far := uint8(l.edits + 1)
	to.read, to.last, to.before, to.parts = from.read+1, r, from.now, 0
	hope := false
	for i := range 2*l.edits + 1 {
		j := to.read - l.edits + i // letters of the key
		d := far
		if j >= 0 && j <= len(l.key) {
			d = l.distance(from, to, i, j)
		}
		to.now[i] = d
		hope = hope || d < far
	}
	if !hope {
		return 0
	}
	return next
}

// distance is that of what was read from key[:j].
func (l *likeness) distance(from, to *likeRow, i, j int) uint8 {
	d := uint8(l.edits + 1)
	if i < 2*l.edits {
		d = min(d, from.now[i+1]+1)
	}
	if i > 0 {
		d = min(d, to.now[i-1]+1)
	}
	if j == 0 {
		return d
	}
	if l.key[j-1] == to.last {
		return min(d, from.now[i])
	}
	if j > 1 && from.read > 0 && l.key[j-1] == from.last && l.key[j-2] == to.last {
		d = min(d, from.before[i]+1)
	}
	return min(d, from.now[i]+1)
}
