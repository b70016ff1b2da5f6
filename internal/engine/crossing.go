package engine

import (
	"cmp"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// crossing is one way to read words as two streets that meet.
type crossing struct {
	mask   mask    // all words that it takes, those that join the streets included
	sides  [2]side // in the order of the words
	cost   float64 // of the words beside it that stay unused
	surely bool    // a sign or word says that a crossing is meant
}

// side is one of the two streets, as it was typed.
type side struct {
	street string
	name   text.StreetName
}

// mostCrossings bounds the readings of one question.
const mostCrossings = 6

// crossings reads the address line, else the query, as two streets in all
// likely ways, the likeliest first: "A St & B Ave", "corner of A and B",
// "A / B", "A @ B", "A Ecke B".
func (b *batch) crossings(q *question) (list []crossing) {
	f := line
	if !q.has[line] {
		f = free
	}
	if !q.mayCross(f) {
		return nil
	}
	var starts, ends bounds
	var named mask
	if f == free {
		named = b.boundaries(q, &starts, &ends)
	}
	for _, s := range q.segments {
		if s.field == f {
			starts[s.first], ends[s.last] = true, true
			list = append(list, b.crossingsIn(q, s, &starts, &ends, named)...)
		}
	}
	slices.SortStableFunc(list, func(x, y crossing) int {
		return cmp.Or(compareCosts(x.cost, y.cost), -compareBools(x.surely, y.surely))
	})
	return list[:min(len(list), mostCrossings)]
}

func compareBools(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// mayCross tells whether a field has anything between its words that can join
// two streets.
func (q *question) mayCross(f field) bool {
	for i := range q.words {
		if q.words[i].field == f && (text.JoinsStreets(q.words[i].Key) || q.announces(i) || q.signBefore(i)) {
			return true
		}
	}
	return false
}

// announces tells whether the word at i says that the streets beside it meet.
func (q *question) announces(i int) bool {
	w := &q.words[i]
	key := w.Key
	if strings.ContainsAny(q.texts[w.field][w.Start:w.End], "'’") {
		key = strings.TrimPrefix(key, "l") // "l'angle", which Langle street is not
	}
	return text.AnnouncesCrossing(key)
}

// signBefore tells whether a sign that joins streets stands before a word.
func (q *question) signBefore(i int) bool {
	return i > 0 && strings.ContainsAny(q.between(i-1), `/\@+`)
}

// joint is where one street ends and the other begins: words[end:begin] join them.
type joint struct {
	end, begin int
	surely     bool
}

// joints lists where the words [first, last) may be cut into two streets.
func (q *question) joints(first, last int, announced bool) (list []joint) {
	for i := first + 1; i < last; i++ {
		w := &q.words[i]
		switch {
		case q.signBefore(i):
			list = append(list, joint{i, i, true})
		case i+1 < last && strings.Contains(q.texts[w.field][w.Start:w.End], "&"):
			list = append(list, joint{i, i + 1, true})
		case i+1 < last && q.announces(i):
			list = append(list, joint{i, i + 1, true})
		case i+1 < last && text.JoinsStreets(w.Key):
			list = append(list, joint{i, i + 1, announced})
		}
	}
	if len(list) > 0 || !announced {
		return list
	}
	for i := first + 1; i < last; i++ { // "Ecke Hauptstraße Bahnhofstraße"
		if q.isStreetWord(i-1) && i-1 > first || q.isStreetWord(i) {
			list = append(list, joint{i, i, true})
		}
	}
	return list
}

// crossingsIn reads the words of one segment as two streets, beginning and
// ending with it or where names of places and postcodes do.
func (b *batch) crossingsIn(q *question, s segment, starts, ends *bounds, named mask) (list []crossing) {
	for start := s.first; start < s.last; start++ {
		if !starts[start] {
			continue
		}
		for end := s.last; end > start+1; end-- {
			if !ends[end] || end-start > longestLine || len(list) == mostSpans {
				continue
			}
			span := maskOf(start, end)
			loose := q.fieldMask(s.field) &^ span &^ named &^ b.codeBeside(q, span)
			for _, c := range q.crossingsOf(start, end) {
				c.cost = unusedCost(loose)
				list = append(list, c)
			}
		}
	}
	return list
}

// crossingsOf reads the words [start, end) as two streets.
func (q *question) crossingsOf(start, end int) (list []crossing) {
	first, last := start, end
	if i := q.skipLinks(start, end); q.announces(i) {
		first = i + 1 // "à l'angle", "на пересечении"
	}
	for last > first && q.announces(last-1) {
		last--
	}
	announced := first > start || last < end
	if first > start {
		first = q.skipLinks(first, last)
	}
	for _, j := range q.joints(first, last, announced) {
		begin := j.begin
		if next := q.skipLinks(begin, last); next > begin && (announced || q.isStreetWord(next)) {
			begin = next
		}
		if c, ok := q.newCrossing(first, j.end, begin, last); ok {
			c.mask, c.surely = maskOf(start, end), j.surely
			list = append(list, c)
		}
	}
	return list
}

// skipLinks gives where a street's name begins after "of", "de la" and the like.
func (q *question) skipLinks(i, last int) int {
	for most := i + 2; i < most && i+1 < last && text.LinksCrossing(q.words[i].Key); {
		i++
	}
	return i
}

// newCrossing makes a reading of the words [first, end) and [begin, last),
// where both can be names of streets. Of "Elm and Main Streets" both are
// streets.
func (q *question) newCrossing(first, end, begin, last int) (c crossing, ok bool) {
	if !q.hasName(first, end) || !q.hasName(begin, last) {
		return c, false
	}
	a, b := q.typed(first, end), q.typed(begin, last)
	if kind := q.words[last-1].Key; last > begin+1 && !q.isStreetWord(last-1) && strings.HasSuffix(kind, "s") && text.IsStreetWord(kind[:len(kind)-1]) {
		kind = kind[:len(kind)-1]
		b = q.typed(begin, last-1) + " " + kind
		if text.ParseStreet(a).Type == "" {
			a += " " + kind
		}
	}
	c.sides = [2]side{{a, text.ParseStreet(a)}, {b, text.ParseStreet(b)}}
	return c, c.sides[0].name.Core != "" && c.sides[1].name.Core != "" && c.sides[0].name != c.sides[1].name
}

// hasName tells whether words can be a street's name: not a house number
// before or beside one.
func (q *question) hasName(first, last int) bool {
	if first >= last {
		return false
	}
	for i := first; i < last; i++ {
		if letters(q.words[i].Key) > 1 && !q.beginsNumber(i) {
			return true
		}
	}
	return text.IsOrdinal(q.words[first].Key)
}
