package engine

import (
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
)

// landmarkNear is what it costs that the place named is only near a landmark:
// people say the city for what lies in its suburbs.
var landmarkNear = charge{"landmark.near", 0.085}

// landmarkNamed is what a landmark costs by its very name, so that a place, a
// street or an address of that name goes before it.
var landmarkNamed = charge{"landmark.named", 0.02}

// Limits of the search for landmarks.
const (
	shortestMisspelt = 6 // letters of a landmark's name that is looked for with a typing error
	mostMisspelt     = 2 // such searches a question
	oneLandmark      = 500
	longestLandmark  = 10 // words
)

// landmarks ranks the landmarks that the question names, where they may be
// cheaper than what was found: a house number is never explained by one.
func (b *batch) landmarks(q *question, least float64, houses []house) []candidate {
	if least <= landmarkNamed.cost || len(houses) > 0 && houses[0].settles() {
		return nil
	}
	list := b.landmarksNamed(q)
	if len(list) == 0 && least > good {
		list = b.explainLandmarks(q, b.mentionLandmarksLike(q))
	}
	if len(list) == 0 || list[0].cost >= least+list[0].lead(houses) {
		return nil
	}
	return judge(list)
}

// lead is how much dearer than the best of the houses a landmark may be: of
// the very words that a street had to be edited for, it may lie near the place
// that is named as well as in it. Walmart is no misspelt Almart Road.
func (c *candidate) lead(houses []house) float64 {
	if len(houses) == 0 || c.mention.how != exact || len(c.support) == 0 {
		return 0
	}
	if h := &houses[0]; h.edits == 0 || h.line.crossing || h.line.typed != "" || h.line.mask != c.mention.mask {
		return 0
	}
	return landmarkNear.cost
}

// settles tells whether a house has the number that was asked for, or may have:
// then no landmark is meant.
func (h *house) settles() bool { return h.line.typed != "" && h.cost <= good }

// landmarksNamed ranks the landmarks of the very names among the words.
func (b *batch) landmarksNamed(q *question) []candidate {
	if !q.landmarksRead {
		q.landmarks, q.landmarksRead = b.explainLandmarks(q, b.mentionLandmarks(q)), true
	}
	return q.landmarks
}

// isLandmark tells whether a landmark of the very name is a better answer than
// any street whose name has to be read otherwise or edited. What begins or ends
// with a house number is none.
func (s *streetSearch) isLandmark() bool {
	if len(s.lines) == 0 || s.lines[0].typed != "" {
		return false
	}
	list := s.landmarksNamed(s.q)
	return len(list) > 0 && list[0].cost <= landmarkNamed.cost
}

// mentionLandmarks finds the names of landmarks among the words of the query
// and in the address line, the longest first.
func (b *batch) mentionLandmarks(q *question) (list []*mention) {
	for _, s := range q.segments {
		switch s.field {
		case line:
			list = b.addLandmarks(list, q, s.first, s.last)
		case free:
			for first := s.first; first < s.last; first++ {
				for last := first + 1; last <= min(s.last, first+longestLandmark); last++ {
					list = b.addLandmarks(list, q, first, last)
				}
			}
		}
	}
	list = b.mentionLandmarksWithCommas(list, q)
	slices.SortStableFunc(list, func(x, y *mention) int { return y.mask.count() - x.mask.count() })
	return list
}

// mentionLandmarksWithCommas adds those whose name holds a comma: "King's College
// London, Strand Campus".
func (b *batch) mentionLandmarksWithCommas(list []*mention, q *question) []*mention {
	for i := 1; i < len(q.segments); i++ {
		s, next := q.segments[i-1], q.segments[i]
		if s.field == next.field && s.field <= line && next.last-s.first <= longestLandmark {
			list = b.addLandmarks(list, q, s.first, next.last)
		}
	}
	return list
}

// addLandmarks adds the landmarks of the name that the words [first, last) are.
func (b *batch) addLandmarks(list []*mention, q *question, first, last int) []*mention {
	var room [longestKey]byte
	key := q.key(room[:0], first, last)
	if len(key) > longestKey || q.onlyNumbers(first, last) {
		return list
	}
	return q.addLandmark(list, first, last, string(key), b.findLandmarks(string(key)), exact)
}

func (q *question) addLandmark(list []*mention, first, last int, key string, names []naming, how spelling) []*mention {
	if len(names) == 0 {
		return list
	}
	from, to := q.segments[q.words[first].segment], q.segments[q.words[last-1].segment]
	return append(list, &mention{
		first: first, last: last, mask: maskOf(first, last), field: q.words[first].field, key: key, letters: letters(key),
		names: names, whole: from.first == first && to.last == last, how: how,
	})
}

// findLandmarks lists the landmarks of a name in all indexes.
func (b *batch) findLandmarks(key string) (list []naming) {
	for at, ix := range b.indexes {
		refs, err := ix.FindLandmarks(key)
		b.note(err)
		list = b.join(list, at, refs)
	}
	return list
}

// mentionLandmarksLike finds whole segments that are names of landmarks but
// for one typing error.
func (b *batch) mentionLandmarksLike(q *question) (list []*mention) {
	searches := 0
	var room [longestKey]byte
	for _, s := range q.segments {
		if s.field > line || s.last-s.first > longestFuzzy || q.digitIn(s.first, s.last) || searches == mostMisspelt {
			continue
		}
		key := string(q.key(room[:0], s.first, s.last))
		if len(key) > longestKey || letters(key) < shortestMisspelt {
			continue
		}
		searches++
		for at, ix := range b.indexes {
			matches, err := ix.FindLandmarksLike(key, 1, maxLikenesses)
			b.note(err)
			for _, m := range matches {
				list = q.addLandmark(list, s.first, s.last, m.Key, b.join(nil, at, m.Refs), edited)
			}
		}
	}
	return list
}

// explainLandmarks charges landmarks for what does not speak for them, and
// orders them, the cheapest first.
func (b *batch) explainLandmarks(q *question, named []*mention) []candidate {
	var list []candidate
	for _, m := range named {
		for _, n := range m.names {
			if len(list) == maxExplained {
				break
			}
			c := candidate{naming: n, mention: m, weight: importance(n.area, q.culture)}
			c.homes, c.beside = b.placesOf(q, n.area)
			c.explain(q)
			c.charge(landmarkNamed, m.key)
			if !b.saysWhere(q, &c) {
				c.chargeWhere()
			}
			if c.cost < tooDear && !(q.request.StrictMatch && c.strays()) {
				list = append(list, c)
			}
		}
	}
	return onePerArea(sortCandidates(list))
}

// placesOf lists the mentions of places that name the one a landmark lies in,
// or where that is not known, one that it must lie in for its size; and those
// of places beside it.
func (b *batch) placesOf(q *question, a *area) (homes, beside []*mention) {
	home := b.area(a.place)
	for _, m := range q.mentions {
		for _, n := range m.names {
			if n.Kind != index.Place {
				continue
			}
			if home != nil && (n.ref == home.ref || sameArea(n.area, home) || b.isLocality(m.key, home)) {
				homes = append(homes, m)
				break
			}
			metres := geo.Distance(n.Point, a.Point) - radius(n.area)
			if home == nil && metres <= 0 {
				homes = append(homes, m)
				break
			}
			if metres <= nearPlace {
				beside = append(beside, m)
				break
			}
		}
	}
	return homes, beside
}

// saysWhere tells whether a landmark's name says where it is: it holds that of
// its town, district or country, as "Helsinki Cathedral" does.
func (b *batch) saysWhere(q *question, c *candidate) bool {
	return slices.ContainsFunc(q.mentions, func(m *mention) bool {
		if m.mask == c.mention.mask || m.mask&^c.mention.mask != 0 || m.how != exact {
			return false
		}
		return slices.Contains(c.homes, m) || m.tellsName() && slices.ContainsFunc(m.admins, func(n naming) bool { return c.within(n.area) })
	})
}

// chargeWhere charges a landmark for a place that is only near it, and where
// nothing says where it is.
func (c *candidate) chargeWhere() {
	if len(c.support) == 0 {
		c.charge(placeNowhere, "")
		return
	}
	for _, s := range c.support {
		if slices.Contains(c.beside, s.mention) {
			c.charge(landmarkNear, s.key)
			return
		}
	}
}
