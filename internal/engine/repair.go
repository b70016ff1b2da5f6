package engine

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// Limits of looking again, for each question.
const (
	mostFuzzy     = 3 // searches with a typing error: each costs as much as several plain rows
	shortestFuzzy = 4 // letters; shorter names resemble too many others
	longestFuzzy  = 4 // words
)

// span is a run of words: words[first:last].
type span struct{ first, last int }

// repair looks up again what the best candidate leaves unexplained, or
// everything where there is none: by variants of its words, then with one
// typing error, if an answer with one can be cheaper than least. It tells
// whether that gave new mentions.
func (b *batch) repair(q *question, best *candidate, least float64) (found bool) {
	loose := q.all()
	if best != nil {
		loose &^= best.agreed
	}
	if best != nil && best.suspect() {
		found = b.tryPlaces(q, best)
	}
	fuzzy := 0
	var room [longestKey]byte
	for _, s := range q.repairable(loose) {
		key := string(q.key(room[:0], s.first, s.last))
		if len(key) > longestKey {
			continue
		}
		found = b.tryVariants(q, s, key, variant) || found
		if town, isCity := strings.CutSuffix(key, " city"); isCity {
			found = b.tryKey(q, s, town, asCity) || found
		}
		if letters(key) < shortestFuzzy || fuzzy == mostFuzzy || least <= countryEdit.cost {
			continue
		}
		fuzzy++
		for _, like := range b.findLike(key) {
			q.add(s.first, s.last, like.key, like.names, edited)
			b.tryVariants(q, s, like.key, edited)
			found = true
		}
	}
	if found {
		q.sortMentions()
		q.landmarksRead = false // they are charged for the places that are named
	}
	return found
}

// suspect tells whether the candidate is a district that may have been named
// for a place with another spelling: New York, NY is New York City, and Saint
// Louis not its county.
func (c *candidate) suspect() bool {
	return c.Kind == index.District2 && c.mention.field != district2 ||
		c.Kind == index.District && slices.ContainsFunc(c.faults, func(f geocode.Fault) bool {
			return f.Name == nameRepeated.name || f.Name == fieldKind.name
		})
}

// tryPlaces adds the mentions of districts as places of another spelling.
func (b *batch) tryPlaces(q *question, best *candidate) (found bool) {
	for _, m := range slices.Clone(q.mentions) {
		if len(m.admins) == 0 || m.how != exact {
			continue
		}
		s := span{m.first, m.last}
		if slices.ContainsFunc(m.admins, func(n naming) bool { return n.Kind == index.District }) {
			found = b.tryKey(q, s, m.key+" city", asCity) || found
		}
		if best.mention == m {
			found = b.tryVariants(q, s, m.key, variant) || found
		}
	}
	return found
}

// tryVariants adds what the words are as a variant of a key.
func (b *batch) tryVariants(q *question, s span, key string, how spelling) (found bool) {
	for _, v := range text.Variants(key) {
		found = b.tryKey(q, s, v, how) || found
	}
	return found
}

// tryKey adds what the words are under another key.
func (b *batch) tryKey(q *question, s span, key string, how spelling) bool {
	names := b.find([]byte(key))
	if how == asCity {
		names = slices.DeleteFunc(slices.Clone(names), func(n naming) bool { return n.Kind != index.Place })
	}
	if len(names) > 0 {
		q.add(s.first, s.last, key, names, how)
	}
	return len(names) > 0
}

// repairable lists the spans of loose words that may be misspelt names.
func (q *question) repairable(loose mask) []span {
	var spans []span
	for _, s := range q.segments {
		rest := loose & maskOf(s.first, s.last)
		if s.field == line || rest == 0 {
			continue
		}
		if s.field == free {
			spans = q.repairableRuns(spans, s, rest)
		} else if s.last-s.first <= longestName {
			spans = append(spans, span{s.first, s.last})
		}
	}
	return spans
}

// repairableRuns adds the spans of a segment of free text: the whole of it
// unless it holds a number or a street's word, and each run of loose words
// after those.
func (q *question) repairableRuns(spans []span, s segment, rest mask) []span {
	from := s.first
	for i := s.first; i < s.last; i++ {
		if rest.has(i) && (q.isNumber(i) || q.isStreetWord(i)) {
			from = i + 1
		}
	}
	whole := span{from, s.last}
	if from < s.last && s.last-from <= longestFuzzy {
		spans = append(spans, whole)
	}
	for i := from; i < s.last; {
		if !rest.has(i) {
			i++
			continue
		}
		j := i
		for j < s.last && rest.has(j) {
			j++
		}
		if run := (span{i, j}); run != whole && j-i <= longestFuzzy {
			spans = append(spans, run)
		}
		i = j
	}
	return spans
}
