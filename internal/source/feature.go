package source

import (
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// Kind is what a feature is.
type Kind uint8

// The kinds of features.
const (
	Address  Kind = iota // a house number on a street
	Street               // a street, or a point on it, without a number
	Place                // a populated place; Name is its name
	Postcode             // a postal code with the place it serves
	Area                 // a district, county, town block or the like; Name is its name
	Landmark             // a thing that people know; Name is its name, Type what it is
)

var kindNames = [...]string{"address", "street", "place", "postcode", "area", "landmark"}

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

// Level is how much of the world an area holds.
type Level uint8

// The levels of areas, the widest first, as the country's own administration
// goes.
const (
	NoLevel           Level = iota // not known, or no administrative area
	LevelCountry                   // a country
	LevelDistrict                  // its first division: state, region, canton
	LevelDistrict2                 // its second: county, province, department
	LevelPlace                     // a municipality or populated place
	LevelNeighborhood              // a part of a place: borough, suburb, quarter
)

var levelNames = [...]string{"none", "country", "district", "district2", "place", "neighborhood"}

// String gives the level's name in lower case.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return "unknown"
}

// Role is what a further name is to the thing that bears it.
type Role uint8

// The roles of names.
const (
	Main        Role = iota // its name in another language
	Alternative             // one that people use too
	Official                // the full one of documents
	Short                   // an abbreviation
	Old                     // a former one
	Ref                     // a number or code: "A 8", "US 40"
)

// Name is a name of a feature besides its main one.
type Name struct {
	Lang string // BCP 47; "" where the source does not say
	Text string
	Role Role
}

// Door is where some flats of an address are entered.
type Door struct {
	Flats    string  // as written: "1-12", "1;3;5A"
	Lat, Lon float64 // degrees, WGS 84; both 0 where the source does not say
}

// Feature is one thing at one point, as its source gives it: trimmed, runs of
// white space made one, otherwise unchanged. What a source does not say is
// empty.
//
// The struct and its slices belong to the source and are overwritten by the
// next record: Clone keeps one. The strings are ordinary and may be kept;
// those of one record share one allocation, so that one kept string keeps the
// record's text (some 100 bytes).
type Feature struct {
	Kind     Kind
	Accuracy Accuracy
	Lat, Lon float64 // degrees, WGS 84; always in range and never both zero

	Name         string // of a place or area
	Number       string // house number with its suffix: "12", "12 bis", "12-14"
	Unit         string
	Street       string
	Locality     string
	Neighborhood string // suburb or quarter, where the record says
	PostTown     string // the town as the post writes it, where it is another column than Locality
	District     string // county or the like, second level
	Region       string // first level, as given: a name or a code
	Postcode     string
	Country      string // ISO 3166-1 alpha-2
	File         int32  // of a source of several files, its place in Info's Files
	SourceID     string // the record's identifier in its source
	Names        []Name // other names of a place, area, street or landmark
	Population   int64  // of a place or area; 0 where unknown

	Type  geocode.EntityType // of a landmark: what it is
	Level Level              // of an area, and of a place: LevelPlace or LevelNeighborhood

	// Line is a street's course, its points in order; empty where only a point
	// is known. Joints are the places in Line that another named street shares
	// (the very same point), ascending.
	Line   []geocode.Point
	Joints []int32

	// Rings bound an area, place, postcode, landmark or square: outer and inner rings
	// in any order, each closed (its last point is its first); what lies in an
	// odd number of them is inside. Empty where only a point is known. The
	// feature's point lies inside where there are rings.
	Rings [][]geocode.Point

	// Doors tell which flats of an address are where.
	Doors []Door

	FeatureCode string // GeoNames class and code: "P.PPLA"
	Admin1Code  string // GeoNames first-level code in the country: "06"
	Admin2Code  string // GeoNames second-level code in the first level
}

// Reset empties the feature and keeps the memory of its slices.
func (f *Feature) Reset() {
	*f = Feature{Names: f.Names[:0], Line: f.Line[:0], Joints: f.Joints[:0], Rings: f.Rings[:0], Doors: f.Doors[:0]}
}

// Clone gives a copy that stays as it is.
func (f *Feature) Clone() *Feature {
	c := *f
	c.Names, c.Line, c.Joints = slices.Clone(f.Names), slices.Clone(f.Line), slices.Clone(f.Joints)
	c.Rings, c.Doors = slices.Clone(f.Rings), slices.Clone(f.Doors)
	for i, ring := range c.Rings {
		c.Rings[i] = slices.Clone(ring)
	}
	return &c
}
