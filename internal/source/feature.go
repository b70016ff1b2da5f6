package source

import "slices"

// Kind is what a feature is.
type Kind uint8

// The kinds of features.
const (
	Address  Kind = iota // a house number on a street
	Street               // a point on a street, without a number
	Place                // a populated place; Name is its name
	Postcode             // a postal code with the place it serves
	Area                 // a district, county, town block or the like; Name is its name
)

var kindNames = [...]string{"address", "street", "place", "postcode", "area"}

// String gives the kind's name in lower case.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Accuracy is what the source says its point stands for.
type Accuracy uint8

// The accuracies, the least known first.
const (
	Unknown      Accuracy = iota // the source does not say
	Interpolated                 // made from neighbours or the street's line
	Parcel                       // somewhere in the parcel of land
	Rooftop                      // on the building or its entrance
)

var accuracyNames = [...]string{"unknown", "interpolated", "parcel", "rooftop"}

// String gives the accuracy's name in lower case.
func (a Accuracy) String() string {
	if int(a) < len(accuracyNames) {
		return accuracyNames[a]
	}
	return "unknown"
}

// Name is a name of a feature besides its main one.
type Name struct {
	Lang string // BCP 47; "" where the source does not say
	Text string
}

// Feature is one thing at one point, as its source gives it: trimmed, runs of
// white space made one, otherwise unchanged. What a source does not say is
// empty.
//
// The struct and its Names slice belong to the source and are overwritten by
// the next record: Clone keeps one. The strings are ordinary and may be kept;
// those of one record share one allocation, so that one kept string keeps the
// record's text (some 100 bytes).
type Feature struct {
	Kind     Kind
	Accuracy Accuracy
	Lat, Lon float64 // degrees, WGS 84; always in range and never both zero

	Name       string // of a place or area
	Number     string // house number with its suffix: "12", "12 bis", "12-14"
	Unit       string
	Street     string
	Locality   string
	PostTown   string // the town as the post writes it, where it is another column than Locality
	District   string // county or the like, second level
	Region     string // first level, as given: a name or a code
	Postcode   string
	Country    string // ISO 3166-1 alpha-2
	SourceID   string // the record's identifier in its source
	Names      []Name // other names of a place or area
	Population int64  // of a place or area; 0 where unknown

	FeatureCode string // GeoNames class and code: "P.PPLA"
	Admin1Code  string // GeoNames first-level code in the country: "06"
	Admin2Code  string // GeoNames second-level code in the first level
}

// Reset empties the feature and keeps the memory of its names.
func (f *Feature) Reset() { *f = Feature{Names: f.Names[:0]} }

// Clone gives a copy that stays as it is.
func (f *Feature) Clone() *Feature {
	c := *f
	c.Names = slices.Clone(f.Names)
	return &c
}
