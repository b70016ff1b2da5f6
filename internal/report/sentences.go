package report

import (
	"strings"
	"unicode"
)

// sentences say what a fault of the engine means for the row, to somebody who
// has never heard of it.
var sentences = map[string]string{
	ambiguous: "Several places answer equally well; more of the address would decide.",
	weak:      "Nothing speaks against the answer, and too little for it.",

	"address.rival":     "Another address is about as near to the point.",
	"border.near":       "The point is so near to a border that the country is not certain.",
	"crossing.near":     "The two streets come close to each other without meeting.",
	"crossing.unknown":  "The two streets are not known to meet.",
	"edit.unconfirmed":  "A short name was corrected, and nothing else confirms it.",
	"field.kind":        "A name stands in a column for another kind of name.",
	"point.beside_road": "The point lies beside the road that answers it.",
	"point.offshore":    "The point lies off the coast.",
	"point.spread":      "The address has several points that lie far apart.",
	"unit.unknown":      "Words beside the house number were taken for a flat or unit.",
	"town.unknown":      "One of the two town names is not known.",

	"country.edit1":    "The country's name was corrected by a letter.",
	"country.mismatch": "The answer lies in another country than the row says.",
	"country.unknown":  "What the row gives as country is not known.",

	"district.edit1":    "The district's name was corrected by a letter.",
	"district.mismatch": "The answer lies in another state or district than the row says.",
	"district.missing":  "The answer is coarser than the state or district in the row.",
	"district.rival":    "The places around lie in several districts.",
	"district.unknown":  "What the row gives as state or district is not known.",
	"district2.named":   "A county was found where a place was probably meant.",
	"district2.unknown": "The county in the row is not known around the answer.",

	"locality.away":        "The street is some way off from the place in the row.",
	"locality.edit1":       "The place's name was corrected by a letter.",
	"locality.in_street":   "The place's name stands between the words of a street.",
	"locality.mismatch":    "The answer lies in another place than the row says.",
	"locality.missing":     "The row's place is missing from the answer, or the row names none.",
	"locality.near":        "The answer lies in a place next to the one in the row.",
	"locality.nowhere":     "Nothing in the row says in which place the street is.",
	"locality.only_street": "There is only a street to go by, and its name may be the place's.",
	"locality.overruled":   "The postcode was believed over the place in the row.",
	"locality.unknown":     "What the row gives as place is not known.",

	"landmark.near":  "The landmark is near the place in the row, not in it.",
	"landmark.named": "The answer is a landmark; a place or street of that name would come first.",

	"name.city":      "The word City was added to the name or left out.",
	"name.like_code": "The place's name is as short as a code.",
	"name.repeated":  "The same name is said twice.",
	"name.variant":   "The name is spelled in another way.",

	"number.across":         "The house number is on a side of the street without numbers.",
	"number.gap":            "The house number was placed in a wide gap between two others.",
	"number.in_name":        "The house number was taken for a part of the street's name.",
	"number.interpolated":   "The house number is not known; it was placed between its neighbours.",
	"number.outside":        "The house number is beyond the last one that is known.",
	"number.range":          "The house number lies within a range that shares a point.",
	"number.suffix":         "The house number is known with another letter.",
	"number.suffix_missing": "The house number is known without its letter only, or with one only.",
	"number.unknown":        "The house number is not known on the street.",
	"number.wide_range":     "The house number lies within a wide range that shares a point.",

	"place.far":   "The nearest place is far from the point.",
	"place.rival": "Another place is about as near to the point.",

	"postcode.edit1":    "The postcode was corrected by a character.",
	"postcode.mismatch": "The answer has another postcode than the row.",
	"postcode.near":     "The answer's postcode begins like the row's and ends otherwise.",
	"postcode.unknown":  "The row's postcode is not known.",

	"query.cut":          "The text is longer than what is read of it.",
	"query.unused_words": "Some words of the row were not understood.",

	"street.alias":              "The street is known by another name too, which the row uses.",
	"street.articles":           "Small words of the street's name differ.",
	"street.direction_added":    "The row adds a direction that the street does not have.",
	"street.direction_mismatch": "The street has another direction than the row says.",
	"street.direction_missing":  "The row leaves out the street's direction.",
	"street.direction_moved":    "The street's direction stands in another place.",
	"street.edit1":              "The street's name was corrected by a letter.",
	"street.edit2":              "The street's name was corrected by two letters.",
	"street.edit_short":         "The street's name is short for the error in it.",
	"street.name":               "A place's name was taken for a part of the street.",
	"street.number_alone":       "The street's name is only a number, of another kind of street.",
	"street.reread":             "The street's name was read otherwise than it is written.",
	"street.rival":              "Another street is about as near to the point.",
	"street.type_added":         "The row adds a word such as Street that the name does not have.",
	"street.type_mangled":       "The end of the street's name cannot be read.",
	"street.type_mismatch":      "The street is of another type: Road instead of Street, say.",
	"street.type_missing":       "The row leaves out a word such as Street.",
	"street.unknown":            "The street is not known there.",
}

// helpful is the one fault that speaks for an answer.
const helpful = "postcode.agrees"

// sentence says what a fault means; of one that is not known here, its name.
func sentence(fault string) string {
	if s, ok := sentences[fault]; ok {
		return s
	}
	return strings.ToUpper(fault[:min(1, len(fault))]) + strings.NewReplacer(".", ": ", "_", " ").Replace(fault[min(1, len(fault)):]) + "."
}

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
