package engine

// charge is a kind of fault and its fixed cost. Costs add up; what a sum
// means is in confidence.go.
type charge struct {
	name string
	cost float64
}

// The faults of a forward answer.
var (
	// Another spelling of a word, not a typing error: St for Saint.
	nameVariant = charge{"name.variant", 0.01}
	// The word City was added or left out: New York for New York City.
	nameCity = charge{"name.city", 0.05}
	// One letter dropped, added, wrong or swapped.
	localityEdit = charge{"locality.edit1", 0.06}
	districtEdit = charge{"district.edit1", 0.06}
	countryEdit  = charge{"country.edit1", 0.03}
	// The edited name is short, or nothing else in the request speaks for it.
	editUnconfirmed = charge{"edit.unconfirmed", 0.15}

	// The answer is coarser than the place that was named.
	localityMissing = charge{"locality.missing", 0.40}
	// A place was named that is another than the answer, and not near it.
	localityMismatch = charge{"locality.mismatch", 0.40}
	// The place named besides is near the answer.
	localityNear = charge{"locality.near", 0.12}
	// One of locality and postal town was found, the other not.
	townUnknown = charge{"town.unknown", 0.05}

	// The answer is coarser than the district that was named.
	districtMissing = charge{"district.missing", 0.30}
	// The answer lies in another district than was named.
	districtMismatch = charge{"district.mismatch", 0.30}
	// What was given as district names none.
	districtUnknown = charge{"district.unknown", 0.12}
	// What was given as second-level district names none that holds the answer.
	district2Unknown = charge{"district2.unknown", 0.02}

	// The answer lies in another country than was named.
	countryMismatch = charge{"country.mismatch", 0.50}
	// What was given as country names none.
	countryUnknown = charge{"country.unknown", 0.15}

	// A bare name is hardly ever meant for a second-level district.
	district2Named = charge{"district2.named", 0.06}
	// A name stands in a field for another kind of name.
	fieldKind = charge{"field.kind", 0.08}
	// The same name is said again without need.
	nameRepeated = charge{"name.repeated", 0.06}

	// A street or house number was given, and is not known here.
	streetUnknown = charge{"street.unknown", 0.12}
	// The street's town would be a better answer than what it lies in.
	streetInDistrict = charge{"street.in_district", 0.002}
	// A name that would be the answer elsewhere is taken for part of a street.
	streetName = charge{"street.name", 0.03}
	// The answer's name stands between the words of a street.
	streetAround = charge{"locality.in_street", 0.30}
	// And there is nothing but that street to go by.
	streetOnly = charge{"locality.only_street", 0.60}
	// What stands before the answer, where a place within it would, is not known.
	localityUnknown = charge{"locality.unknown", 0.25}
	// A place of a name so short that it is taken for a district's code; a code
	// of one letter; a district's code where a country's should be.
	nameLikeCode = charge{"name.like_code", 0.20}
	// A postcode was given, and is not known here.
	postcodeUnknown = charge{"postcode.unknown", 0.11}
	// Words that mean nothing to the index; for each of up to four.
	unusedWords = charge{"query.unused_words", 0.11}
	// The text was longer than what is read of it.
	queryCut = charge{"query.cut", 0.11}
)

// helpOnly is the share of its cost that a fault of the query has where
// address fields decide.
const helpOnly = 0.25

// The faults of a reverse answer.
var (
	// The point lies outside the town that the place's people would fill, or
	// too far from the place whose district it is said to lie in.
	placeFar = charge{"place.far", 0.15}
	// Another place is less than twice as far, sizes considered.
	placeRival = charge{"place.rival", 0.15}
	// The places around lie in several districts.
	districtRival = charge{"district.rival", 0.15}
	// Another address is about as near.
	addressRival = charge{"address.rival", 0.15}
	// The point lies off the coast.
	pointOffshore = charge{"point.offshore", 0.15}
	// A place across the border is as near as borders are precise.
	borderNear = charge{"border.near", 0.15}
)
