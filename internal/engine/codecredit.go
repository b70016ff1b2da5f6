package engine

import "github.com/milepost/milepost/internal/index"

// codeWeight is how many times more likely a country or district is meant that
// holds the question's postcode than one of the same code that does not: "9490,
// LI" is Liechtenstein, and not Limburg. It decides between equals only.
const codeWeight = 1000

// creditCodes gives weight to the countries and districts that hold the known
// postcode of the question.
func (b *batch) creditCodes(q *question, list []candidate) {
	if len(list) < 2 {
		return
	}
	codes := b.codes(q)
	if len(codes) == 0 || len(codes[0].found) == 0 || codes[0].part {
		return
	}
	for i := range list {
		c := &list[i]
		if c.Kind < index.Place && c.coarser && c.mention.mask&codes[0].mask() == 0 && b.holdsCode(c.area, &codes[0]) {
			c.weight *= codeWeight
		}
	}
}

// holdsCode tells whether one of the areas that a postcode serves lies in an area.
func (b *batch) holdsCode(a *area, c *code) bool {
	for _, r := range b.served(c) {
		if served := b.area(r); served != nil && (served.within(a) || b.liesIn(served, a)) {
			return true
		}
	}
	return false
}
