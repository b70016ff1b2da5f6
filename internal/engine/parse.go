package engine

import (
	"cmp"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// properties are the names of what a part of a query can be.
var properties = map[index.Kind]string{
	index.Country:      "CountryRegion",
	index.District:     "AdminDistrict",
	index.District2:    "AdminDistrict2",
	index.Place:        "Locality",
	index.Neighborhood: "Neighborhood",
	index.Landmark:     "Landmark",
}

// spans gathers what spans of the query were understood to be.
type spans struct {
	q     *question
	words []mask // of each span
	found []geocode.Property
}

// add notes what words are. Those that are not of the query say nothing, and
// those that have a meaning keep it: a town's name is a district's as well.
func (s *spans) add(name string, words mask) {
	if words &= s.q.fieldMask(free); words == 0 || slices.Contains(s.words, words) {
		return
	}
	at, _ := slices.BinarySearchFunc(s.words, words, func(a, b mask) int { return cmp.Compare(a.first(), b.first()) })
	s.words = slices.Insert(s.words, at, words)
	s.found = slices.Insert(s.found, at, geocode.Property{Name: name, Value: s.q.typedAll(words)})
}

// parse tells what the words of the query were understood to be, in their
// order and as they were typed.
func (q *question) parse(c *candidate) []geocode.Property {
	spans := spans{q: q}
	spans.add(properties[c.Kind], c.mention.mask)
	for _, s := range c.support {
		spans.add(properties[s.by.Kind], s.mask)
	}
	spans.add("AddressLine", c.street)
	spans.add("PostalCode", c.postcode)
	return spans.found
}

// typedAll gives a set of words as typed, its runs joined by blanks.
func (q *question) typedAll(words mask) string {
	var runs []string
	for i := 0; i < len(q.words); i++ {
		if !words.has(i) {
			continue
		}
		first := i
		for i+1 < len(q.words) && words.has(i+1) {
			i++
		}
		runs = append(runs, q.typed(first, i+1))
	}
	return strings.Join(runs, " ")
}
