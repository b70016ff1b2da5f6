package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// Windows of cost.
const (
	tooDear     = 0.90 // a candidate that costs as much answers nothing
	rivalWithin = 0.03 // of the best: the request cannot tell them apart
	flawless    = 0.02 // nothing that leaves a word unexplained comes near
	shownWithin = 0.10 // of the best: worth showing where more than one answer is asked for
)

// finding is what a question found, the best of each first: houses or areas,
// where there are houses they are better.
type finding struct {
	*question
	houses []house
	areas  []candidate // landmarks, where these are the best
	cost   float64     // of the best
	marked bool        // the areas are landmarks
}

// forward answers a forward request, best first. What stands beside the
// address is set apart first; where that leaves nothing good, it may have been
// a part of the address.
func (b *batch) forward(r *geocode.Request) []geocode.Answer {
	found := b.search(b.ask(r, true))
	if found.mayBeWhole() && (found.cost > fair || len(found.houses) == 0) || found.doubtful() {
		if whole := b.search(b.ask(r, false)); whole.betterThan(&found) {
			found = whole
		}
	}
	switch {
	case found.marked:
		return b.areaAnswers(found.question, found.areas)
	case len(found.houses) > 0:
		return b.houseAnswers(found.question, found.houses)
	}
	if answers := b.postcodeAnswers(found.question, found.areas); len(answers) > 0 {
		return answers
	}
	if found.isMilitary() {
		return nil
	}
	return b.areaAnswers(found.question, found.areas)
}

// betterThan tells whether a finding with all words is better than the one
// without what was set apart. Without a house, only a post box or the like
// stands beside an area: "Dr. Hans Thurnauer, Lauf" may be a school.
func (f *finding) betterThan(apart *finding) bool {
	if len(apart.houses) > 0 {
		sign := compareCosts(f.cost, apart.cost)
		return sign < 0 || sign == 0 && apart.doubtful() && f.level() <= apart.level()
	}
	_, _, delivered := apart.delivery()
	return !delivered || len(f.houses) > 0 && f.cost <= cheap
}

// level is that of the best house.
func (f *finding) level() houseLevel {
	if len(f.houses) == 0 {
		return onStreet + 1
	}
	return f.houses[0].level
}

// search looks for what a question means: a street or an address on it where
// one explains it better than any area does.
func (b *batch) search(q *question) finding {
	b.mention(q)
	houses, least := judgeHouses(b.houses(q)), tooDear
	if q.isDelivered(houses) || q.isTownsName(houses) {
		houses = nil
	}
	var areas []candidate
	if len(houses) > 0 {
		least = houses[0].cost
	}
	if !(q.has[line] && least <= good || least < q.leastOfAreas()) {
		areas = judge(b.rankAreas(q, b.leastSoFar(q, houses)))
		if len(areas) > 0 && (len(houses) == 0 || areas[0].cost <= houses[0].costBesideAreas() && !(areas[0].coarser && b.isThere(q, houses))) {
			houses, least = nil, areas[0].cost
		}
	}
	if landmarks := b.landmarks(q, least, houses); len(landmarks) > 0 {
		return finding{question: q, areas: landmarks, cost: landmarks[0].cost, marked: true}
	}
	return finding{question: q, houses: houses, areas: areas, cost: least}
}

// thereFor is how dear a house may be that has the very number and the very
// postcode, or is where the question says, to be a better answer than the place
// without its street: nobody else has that number there.
const thereFor = 0.20

// isThere tells whether the best of the houses has the number that was asked
// for, in a place or postcode that was named.
func (b *batch) isThere(q *question, houses []house) bool {
	if len(houses) == 0 || houses[0].level != onPoint || houses[0].cost > thereFor {
		return false
	}
	h := &houses[0]
	for _, f := range h.faults {
		switch f.Name {
		case placeMissing.name, placeNowhere.name, placeNear.name, placeAway.name, placeUnknown.name, localityMismatch.name,
			postcodeNear.name, postcodeMismatch.name, numberSuffix.name, numberWideRange.name, unusedWords.name:
			return false
		}
	}
	return h.agreed != 0 || b.codeOutside(q, h.line.mask) != nil
}

func (b *batch) areaAnswers(q *question, areas []candidate) []geocode.Answer {
	answers := make([]geocode.Answer, 0, min(len(areas), max(q.request.MaxResults, 1)))
	for i := range areas[:cap(answers)] {
		answers = append(answers, b.answer(q, &areas[i]))
	}
	return answers
}

// leastOfAreas is what any area costs at least as the answer, misspelt ones
// included: where the query has words of a street that name nothing, these
// stay unexplained. Where the parse is asked for, it is 0: names found only
// while areas are searched belong to it.
func (q *question) leastOfAreas() float64 {
	if q.request.IncludeQueryParse {
		return 0
	}
	var named mask
	for _, m := range q.mentions {
		named |= m.mask
	}
	for i := range q.words {
		if q.words[i].field != free || named.has(i) || !q.isNumber(i) && !q.isStreetWord(i) {
			continue
		}
		if least := min(streetUnknown.cost, postcodeUnknown.cost); q.structured() {
			return least * helpOnly
		} else {
			return least
		}
	}
	return 0
}

func (b *batch) houseAnswers(q *question, houses []house) []geocode.Answer {
	answers := make([]geocode.Answer, 0, min(len(houses), max(q.request.MaxResults, 1)))
	for i := range houses[:cap(answers)] {
		answers = append(answers, b.answerHouse(q, &houses[i]))
	}
	return answers
}

// leastSoFar is what the best answer costs that is no area, before misspelt
// names of areas are looked for. Where the parse is asked for, it is the
// highest: see leastOfAreas.
func (b *batch) leastSoFar(q *question, houses []house) float64 {
	switch {
	case q.request.IncludeQueryParse:
		return tooDear
	case len(houses) > 0 && (houses[0].cost <= landmarkNamed.cost || houses[0].settles()):
		return houses[0].cost
	}
	least := tooDear
	if len(houses) > 0 {
		least = houses[0].cost
	}
	if list := b.landmarksNamed(q); len(list) > 0 {
		least = min(least, list[0].cost)
	}
	return least
}

// rankAreas ranks the areas that may be the answer, misspelt names included
// where they can be cheaper than what was found.
func (b *batch) rankAreas(q *question, least float64) []candidate {
	ranked := b.rank(q)
	var best *candidate
	if len(ranked) > 0 {
		best = &ranked[0]
	}
	if b.repair(q, best, least) {
		ranked = b.rank(q)
	}
	return ranked
}

// rank explains all candidates and orders them: the cheapest first, then those
// that more words speak for, then the most important, then as the indexes
// have them.
func (b *batch) rank(q *question) []candidate {
	list := b.candidates(q)
	best := tooDear
	for i := range list {
		if best <= flawless && list[i].agreed != q.all() {
			list = list[:i] // the rest leave words unexplained, and cost more than is shown
			break
		}
		list[i].explain(q)
		best = min(best, list[i].cost)
	}
	b.creditCodes(q, list)
	list = slices.DeleteFunc(list, func(c candidate) bool {
		return c.cost >= tooDear || q.request.StrictMatch && c.strays()
	})
	return onePerArea(sortCandidates(list))
}

// sortCandidates orders candidates as rank does.
func sortCandidates(list []candidate) []candidate {
	slices.SortStableFunc(list, func(x, y candidate) int {
		return cmp.Or(
			compareCosts(x.cost, y.cost), cmp.Compare(y.agreed.count(), x.agreed.count()),
			cmp.Compare(y.weight, x.weight), compareAreas(x.area, y.area))
	})
	return list
}

// compareCosts takes costs that differ by rounding only as equal.
func compareCosts(x, y float64) int {
	const tick = 1e-6
	switch {
	case x < y-tick:
		return -1
	case x > y+tick:
		return 1
	}
	return 0
}

// onePerArea keeps the best candidate of each area.
func onePerArea(list []candidate) []candidate {
	kept := list[:0]
	for _, c := range list {
		if !slices.ContainsFunc(kept, func(k candidate) bool { return k.ref == c.ref }) {
			kept = append(kept, c)
		}
	}
	return kept
}

// strays tells whether the candidate lies outside a country or district that
// was given, or may do so because what was given is not known.
func (c *candidate) strays() bool {
	return slices.ContainsFunc(c.faults, func(f geocode.Fault) bool {
		switch f.Name {
		case countryMismatch.name, districtMismatch.name, countryUnknown.name, districtUnknown.name:
			return true
		}
		return false
	})
}
