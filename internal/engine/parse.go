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
}

// parse tells what the words of the query were understood to be, in their
// order and as they were typed.
func (q *question) parse(c *candidate) []geocode.Property {
	type part struct {
		first    int
		property geocode.Property
	}
	var parts []part
	add := func(name string, words mask) {
		words &= q.fieldMask(free)
		if words != 0 {
			parts = append(parts, part{words.first(), geocode.Property{Name: name, Value: q.typedAll(words)}})
		}
	}
	add(properties[c.Kind], c.mention.mask)
	for _, s := range c.support {
		add(properties[s.by.Kind], s.mask)
	}
	add("AddressLine", c.street)
	add("PostalCode", c.postcode)
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.first, b.first) })
	list := make([]geocode.Property, len(parts))
	for i, p := range parts {
		list[i] = p.property
	}
	return list
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
