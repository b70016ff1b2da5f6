package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// answer writes a candidate out.
func (b *batch) answer(q *question, c *candidate) geocode.Answer {
	a := b.describe(c.area, q.culture)
	a.Confidence = c.confidence()
	a.Probability = c.probability()
	a.MatchCodes = c.matchCodes()
	a.Faults = c.faults
	slices.SortStableFunc(a.Faults, func(x, y geocode.Fault) int { return cmp.Compare(y.Cost, x.Cost) })
	if b.isOnlyCountry(q, c) {
		chargeAnswer(&a, onlyCountry, "")
	}
	if q.request.IncludeQueryParse {
		a.QueryParse = q.parse(c)
	}
	return a
}

// entityTypes are what kinds of areas are called on the wire.
var entityTypes = map[index.Kind]geocode.EntityType{
	index.Country:      geocode.EntityCountryRegion,
	index.District:     geocode.EntityAdminDivision1,
	index.District2:    geocode.EntityAdminDivision2,
	index.Place:        geocode.EntityPopulatedPlace,
	index.Neighborhood: geocode.EntityNeighborhood,
} // a landmark's is its own

// describe makes the answer for an area, in a culture, without any judgement.
func (b *batch) describe(a *area, culture *format.Culture) geocode.Answer {
	answer, inLine := b.describeUnnamed(a, culture)
	answer.Name = format.OneLine(a.Country, &inLine, culture)
	answer.Address.FormattedAddress = answer.Name
	return answer
}

// describeUnnamed does so without the address in one line, and gives the parts
// that make it: those of the answer with a district's own name in full.
func (b *batch) describeUnnamed(a *area, culture *format.Culture) (_ geocode.Answer, inLine geocode.Address) {
	address := geocode.Address{CountryRegion: b.nationIn(culture, a.Country)}
	inLine = address
	if d := b.area(a.district2); d != nil {
		address.AdminDistrict2 = b.name(d, culture)
	}
	if d := b.area(a.district); d != nil {
		address.AdminDistrict = cmp.Or(d.Short, b.name(d, culture))
		inLine.AdminDistrict = address.AdminDistrict
	}
	switch a.Kind {
	case index.District:
		inLine.AdminDistrict = b.name(a, culture)
	case index.District2:
		inLine.Locality = address.AdminDistrict2
	case index.Place:
		address.Locality = b.name(a, culture)
	case index.Neighborhood, index.Landmark:
		inLine.AddressLine = b.name(a, culture)
		if a.Kind == index.Landmark {
			address.Landmark = inLine.AddressLine
		} else {
			address.Neighborhood = inLine.AddressLine
		}
		if place := b.area(a.place); place != nil {
			address.Locality = b.name(place, culture)
		}
	}
	inLine.Locality = cmp.Or(inLine.Locality, address.Locality)
	answer := geocode.Answer{
		EntityType: cmp.Or(a.Entity, entityTypes[a.Kind]),
		Address:    address,
		Points:     []geocode.CalculatedPoint{{Point: a.Point, Method: geocode.Rooftop, Usage: geocode.Display}},
		Box:        a.Box,
	}
	b.wholeIndex(a.index).tell(&answer)
	return answer, inLine
}

// name is what the area is called in a culture.
func (b *batch) name(a *area, culture *format.Culture) string {
	name, err := b.indexes[a.index].NameIn(a.id, culture.Tag())
	b.note(err)
	return name
}
