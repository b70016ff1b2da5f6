package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/index"
)

// mention is a span of words that names areas.
type mention struct {
	first, last int // words[first:last]
	mask        mask
	field       field
	key         string // under which the dictionary has it
	letters     int    // of what was typed
	names       []naming
	admins      []naming // the countries and districts among names
	whole       bool     // it fills its segment or field
	how         spelling
}

// spelling is how a mention came to its key.
type spelling uint8

const (
	exact   spelling = iota
	variant          // by another spelling of one of its words
	asCity           // by the word City, added or left out
	edited           // by one typing error
)

// longestName is the most words that a name is looked for in.
const longestName = 6

// mention adds what the dictionary knows of all spans of words.
func (b *batch) mention(q *question) {
	for _, s := range q.segments {
		if s.field > line && b.mentionSpan(q, s.first, s.last) {
			continue // a field that is a name as a whole
		}
		b.mentionParts(q, s)
	}
	b.mentionFields(q)
	q.sortMentions()
}

// mentionParts adds the spans within one segment. Of an address line only
// whole segments count: streets are named after places everywhere.
func (b *batch) mentionParts(q *question, s segment) {
	if s.field == line {
		b.mentionSpan(q, s.first, s.last)
		return
	}
	for first := s.first; first < s.last; first++ {
		for last := first + 1; last <= min(s.last, first+longestName); last++ {
			b.mentionSpan(q, first, last)
		}
	}
}

// mentionFields adds names that hold a comma ("Washington, D.C.") and fill their field.
func (b *batch) mentionFields(q *question) {
	for i := 0; i < len(q.segments); {
		j := i + 1
		for j < len(q.segments) && q.segments[j].field == q.segments[i].field {
			j++
		}
		if first, last := q.segments[i].first, q.segments[j-1].last; j > i+1 && last-first <= longestName {
			b.mentionSpan(q, first, last)
		}
		i = j
	}
}

// mentionSpan looks the words [first, last) up.
func (b *batch) mentionSpan(q *question, first, last int) (found bool) {
	var room [longestKey]byte
	if q.onlyNumbers(first, last) {
		return false
	}
	key := q.key(room[:0], first, last)
	if len(key) > longestKey {
		return false
	}
	names := b.find(key)
	if len(names) == 0 {
		return false
	}
	q.add(first, last, string(key), names, exact)
	return true
}

func (q *question) onlyNumbers(first, last int) bool {
	for i := first; i < last; i++ {
		if !q.isNumber(i) {
			return false
		}
	}
	return true
}

// add notes a mention.
func (q *question) add(first, last int, key string, names []naming, how spelling) {
	m := &mention{
		first: first, last: last, mask: maskOf(first, last), field: q.words[first].field,
		key: key, names: names, how: how,
	}
	for _, w := range q.words[first:last] {
		m.letters += letters(w.Key)
	}
	from, to := q.segments[q.words[first].segment], q.segments[q.words[last-1].segment]
	m.whole = from.first == first && to.last == last
	m.keepSuiting()
	if len(m.names) == 0 {
		return
	}
	for _, n := range m.names {
		if n.Kind <= index.District2 {
			m.admins = append(m.admins, n)
		}
	}
	q.mentions = append(q.mentions, m)
}

// keepSuiting drops what a field for countries or districts does not mean:
// where a name suits the field, all others, but counties as districts: provinces are
// given there, too ("Granada"); where none does, and the name had
// to be repaired to find any, places.
func (m *mention) keepSuiting() {
	if m.field != country && m.field != district {
		return
	}
	exactly := slices.ContainsFunc(m.names, func(n naming) bool { return suits(m.field, n.Kind) })
	if !exactly && m.how == exact {
		return
	}
	var kept []naming
	for _, n := range m.names {
		if suits(m.field, n.Kind) || !exactly && n.Kind <= index.District || m.field == district && n.Kind == index.District2 {
			kept = append(kept, n)
		}
	}
	m.names = kept
}

// sortMentions puts long mentions before short ones, as written before
// repaired, then in the order of the words.
func (q *question) sortMentions() {
	slices.SortStableFunc(q.mentions, func(a, b *mention) int {
		return cmp.Or(
			cmp.Compare(b.last-b.first, a.last-a.first), cmp.Compare(a.how, b.how),
			cmp.Compare(a.first, b.first), cmp.Compare(a.key, b.key),
		)
	})
}
