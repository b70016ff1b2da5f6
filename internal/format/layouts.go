package format

import "github.com/milepost/milepost/internal/geocode"

// part is one part of an address.
type part uint8

const (
	line part = iota
	locality
	district
	postcode
	countryName
)

func (p part) of(a *geocode.Address) string {
	switch p {
	case line:
		return a.AddressLine
	case locality:
		if a.Locality == "" {
			return a.PostalTown
		}
		return a.Locality
	case district:
		return a.AdminDistrict
	case postcode:
		return a.PostalCode
	}
	return a.CountryRegion
}

// layout is the order of an address: groups set off by commas, their parts
// by blanks.
type layout [][]part

func (l layout) hasCountry() bool {
	for _, group := range l {
		for _, p := range group {
			if p == countryName {
				return true
			}
		}
	}
	return false
}

var (
	// domestic is how the service wrote addresses of the United States: without the country.
	domestic = layout{{line}, {locality}, {district, postcode}}
	// districtThenPostcode: "Toronto, ON M5V 2T6, Canada".
	districtThenPostcode = layout{{line}, {locality}, {district, postcode}, {countryName}}
	// localityWithDistrict: "Sydney NSW 2000, Australia".
	localityWithDistrict = layout{{line}, {locality, district, postcode}, {countryName}}
	// postcodeFirst is the usual order: "80331 Munich, BY, Germany".
	postcodeFirst = layout{{line}, {postcode, locality}, {district}, {countryName}}
	// postcodeAfter: "Dublin D02 X285, Leinster, Ireland".
	postcodeAfter = layout{{line}, {locality, postcode}, {district}, {countryName}}
	// postcodeLast: "London, ENG, SW1A 2AA, United Kingdom".
	postcodeLast = layout{{line}, {locality}, {district}, {postcode}, {countryName}}
)

// layouts are the countries whose order is not the usual one, by what their
// postal services ask for.
var layouts = map[string]layout{
	"US": domestic, "PR": domestic, "GU": domestic, "VI": domestic, "AS": domestic, "MP": domestic,
	"CA": districtThenPostcode, "IN": districtThenPostcode, "BR": postcodeLast,
	"AU": localityWithDistrict,
	"NZ": postcodeAfter, "IE": postcodeAfter, "SG": postcodeAfter, "TH": districtThenPostcode,
	"ID": postcodeAfter, "PK": postcodeAfter, "BD": postcodeAfter, "LK": postcodeAfter,
	"SA": postcodeAfter, "JO": postcodeAfter, "LB": postcodeAfter, "NP": postcodeAfter,
	"ZA": postcodeLast, "GB": postcodeLast, "JE": postcodeLast, "GG": postcodeLast,
	"IM": postcodeLast, "GI": postcodeLast, "MT": postcodeLast, "RU": postcodeLast,
	"UA": postcodeLast, "BY": postcodeLast, "KZ": postcodeLast, "JP": districtThenPostcode,
	"KR": districtThenPostcode, "TW": districtThenPostcode, "HK": postcodeLast,
	"CO": postcodeLast, "VE": postcodeAfter, "PE": postcodeAfter, "HU": postcodeLast,
}

func layoutOf(country string) layout {
	if l, ok := layouts[country]; ok {
		return l
	}
	return postcodeFirst
}
