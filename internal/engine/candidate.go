package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// candidate is an area that may be the answer.
type candidate struct {
	naming
	mention *mention // that names it
	agreed  mask     // words that name it or what it lies in
	weight  float64  // see importance

	// What explain found.
	support          []support
	street, postcode mask // words of the query that were taken for these
	faults           []geocode.Fault
	cost             float64
	coarser          bool // than what was asked for

	// Of a landmark: the mentions of the place that it lies in, and of others near it.
	homes, beside []*mention

	// What judge found.
	share     float64 // of its weight among all that fit as well; 1 without rivals
	ambiguous bool    // the request cannot tell it from others, and they matter
}

// support is a mention besides the candidate's own that names what the
// candidate lies in.
type support struct {
	*mention
	by naming
}

// maxExplained bounds the candidates that are looked at closely: those whose
// names and surroundings cover most words, then the most important.
const maxExplained = 32

// candidates lists the areas that may be the answer.
func (b *batch) candidates(q *question) []candidate {
	var list []candidate
	for _, m := range q.mentions {
		for _, n := range m.names {
			if m.mayAnswer(n) {
				c := candidate{naming: n, mention: m, weight: importance(n.area, q.culture)}
				c.agreed = c.agree(q, nil)
				list = append(list, c)
			}
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(b.agreed.count(), a.agreed.count()),
			cmp.Compare(b.weight, a.weight), compareAreas(a.area, b.area), cmp.Compare(a.mention.first, b.mention.first),
			cmp.Compare(a.mention.how, b.mention.how),
		)
	})
	return list[:min(len(list), maxExplained)]
}

// mayAnswer tells whether the mention can ask for the area. Codes and
// abbreviations ("DE", "WA", "me") do so only on their own.
func (m *mention) mayAnswer(n naming) bool {
	return m.whole || !m.isCodeOf(n)
}

// isCodeOf tells whether the mention is but a code of the area. Names of two
// letters are: words of some language for most people.
func (m *mention) isCodeOf(n naming) bool {
	return len(m.key) <= 2 || len(m.key) == 3 && n.as >= index.Abbreviation
}

// agree gives the words that name the candidate or what it lies in, the
// longest names first, and visits the mentions besides its own.
func (c *candidate) agree(q *question, visit func(support)) mask {
	agreed := c.mention.mask
	var named [index.Landmark + 1]bool
	for _, repaired := range [...]bool{false, true} { // names as written before those repaired
		for _, m := range q.mentions {
			if agreed&m.mask != 0 || (m.how == edited) != repaired {
				continue
			}
			n, ok := m.speaksFor(c)
			if !ok || repaired && named[n.Kind] {
				continue
			}
			agreed |= m.mask
			named[n.Kind] = true
			if visit != nil {
				visit(support{m, n})
			}
		}
	}
	return agreed
}

// speaksFor tells whether the mention names the candidate or what it lies in.
func (m *mention) speaksFor(c *candidate) (naming, bool) {
	if c.Kind == index.Landmark && (slices.Contains(c.homes, m) || slices.Contains(c.beside, m)) {
		at := slices.IndexFunc(m.names, func(n naming) bool { return n.Kind == index.Place })
		return m.names[at], true
	}
	for _, n := range m.admins {
		if c.within(n.area) {
			return n, true
		}
	}
	if c.Kind == index.Neighborhood {
		for _, n := range m.names {
			if n.Kind == index.Place && c.within(n.area) {
				return n, true
			}
		}
	}
	if m.key == c.mention.key && m.field != c.mention.field {
		return c.naming, true // the same name in the query and a field
	}
	return naming{}, false
}

// importance is about how many people mean an area when they say its name. A
// state is asked for less often than its people would suggest: New York is
// the city. A county is hardly ever meant. Where the culture names a country,
// its own areas come first.
func importance(a *area, culture *format.Culture) float64 {
	weight := max(float64(a.Population), 500)
	switch a.Kind {
	case index.District:
		weight /= 5
	case index.District2:
		weight /= 20
	}
	if region := culture.Region(); region != "" && region == a.Country {
		weight *= 3
	}
	return weight
}
