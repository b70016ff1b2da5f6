package report

import (
	"strings"
	"unicode"
)

// levels say what kinds of answers are, finest first.
var levels = []struct{ entity, name string }{
	{"Address", "House number"},
	{"RoadIntersection", "Crossing"},
	{"RoadBlock", "Street"},
	{"Road", "Street, whole"},
	{"Neighborhood", "Neighbourhood"},
	{"Postcode4", "Postcode, finest"},
	{"Postcode3", "Postcode, fine"},
	{"Postcode2", "Postcode, coarse"},
	{"Postcode1", "Postcode"},
	{"PopulatedPlace", "Town or village"},
	{"AdminDivision3", "Municipality"},
	{"AdminDivision2", "County"},
	{"AdminDivision1", "State or province"},
	{"CountryRegion", "Country"},
}

// levelName is the name of a kind of answer; of one that is not in the list,
// its words: "Railway station".
func levelName(entity string) string {
	for _, l := range levels {
		if l.entity == entity {
			return l.name
		}
	}
	var words strings.Builder
	for i, r := range entity {
		if i > 0 && unicode.IsUpper(r) {
			words.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		words.WriteRune(r)
	}
	return words.String()
}
