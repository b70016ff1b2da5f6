package format

import (
	"cmp"

	"github.com/milepost/milepost/internal/geocode"
)

// Part is one part of an address, as layouts order them.
type Part uint8

// The parts of an address, from the door to the world.
const (
	Name          Part = iota // of a building, company or person
	Unit                      // flat, floor, suite
	Number                    // of the house
	Street                    // or the whole address line, where Number and Unit are ""
	Neighbourhood             // the smallest part of a place that has a name
	Suburb
	Quarter // a district of a city, as towns draw them
	Locality
	Island
	County   // second-level district
	Region   // between the two: of several counties
	District // first-level district, in full
	Short    // its customary short form; "" where it has none
	PostalCode
	Country
	Sovereign // the country that a territory belongs to; "" for all others
	partCount

	// What stands in layouts only.
	line     // Unit, Number and Street in the country's own order
	province // County in its customary short form
	code     // the alpha-2 code of a territory, as its district
)

// Parts is an address in parts, by Part; "" for what it does not have.
type Parts [partCount]string

// partNames are the parts as the table of layouts writes them.
var partNames = map[string]Part{
	"name": Name, "unit": Unit, "number": Number, "street": Street, "line": line,
	"neighbourhood": Neighbourhood, "suburb": Suburb, "quarter": Quarter, "locality": Locality,
	"island": Island, "region": Region, "county": County, "province": province, "district": District, "short": Short,
	"code": code, "postcode": PostalCode, "country": Country, "sovereign": Sovereign,
}

// partsOf puts an answer's or a request's address into parts. culture names the
// sovereigns; nil is English.
func partsOf(h *habit, a *geocode.Address, culture *Culture) (p Parts) {
	p[Street], p[Suburb] = a.AddressLine, a.Neighborhood
	p[Locality] = cmp.Or(a.Locality, a.PostalTown)
	p[County], p[District] = a.AdminDistrict2, a.AdminDistrict
	p[PostalCode], p[Country] = a.PostalCode, a.CountryRegion
	if of := h.sovereign; of != "" {
		if culture == nil {
			culture = english
		}
		p[Sovereign] = culture.Country(of)
	}
	return p
}

var english = ParseCulture(DefaultCulture)

// SovereignOf gives the alpha-2 code of the country that a territory belongs to
// and that its addresses name or follow; "" for all others.
func SovereignOf(country string) string { return sovereigns[country] }

// coarse tells whether the address is of a place or an area: one without
// street and, where the country has such, postcode.
func (p *Parts) coarse(h *habit) bool {
	return p[Street] == "" && p[Number] == "" && (p[PostalCode] == "" || h.shapes == nil && h != usualHabit)
}

// get gives a part of the address as a country writes it.
func (p *Parts) get(part Part, country string, h *habit) string {
	switch part {
	case province:
		return ShortProvince(country, p[County])
	case code:
		return country
	case Short:
		return cmp.Or(p[Short], ShortDistrict(country, p[District]))
	case PostalCode:
		return h.shapes.text(p[PostalCode])
	case Neighbourhood, Suburb, Quarter:
		if p[part] == p[Locality] {
			return "" // a part that has the name of the whole
		}
	}
	return p[part]
}
