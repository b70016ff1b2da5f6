package geocode

import "strings"

// Answer is one location that answers a Request.
type Answer struct {
	Name        string // the address in one line
	EntityType  EntityType
	Confidence  Confidence
	Probability float64 // that the answer is right, 0..1; 0 where not estimated
	MatchCodes  MatchCodes
	Address     Address
	Points      []CalculatedPoint // at least one, Display first
	Box         Box
	QueryParse  []Property // only where asked for

	// The parts of an address line: "12a", "Main Street", "Apt 5". Empty in
	// answers that are no address or street.
	Number, Street, Unit string

	// Side is the side of the street on which an address stands, or a point lies
	// that is answered with the street: "north", "northeast" and so on. It is ""
	// where the street's course is not known, and for what is on it.
	Side string

	Faults []Fault // what was charged to the answer, dearest first

	// The data set it comes from, and its licence; several are parted by "; ".
	Source, Licence string

	SourceID string // of the record that it is, in its source; "" where not known
}

// Display returns the point to show on a map: the first with that usage.
func (a *Answer) Display() Point {
	for _, p := range a.Points {
		if p.Usage&Display != 0 {
			return p.Point
		}
	}
	return Point{}
}

// Point is a position in degrees.
type Point struct {
	Lat float64 // -90..90
	Lon float64 // -180..180
}

// Box is an extent in degrees. West is greater than East where the box
// crosses the antimeridian.
type Box struct {
	South, West, North, East float64
}

// Address is an address in parts, asked for or answered.
type Address struct {
	AddressLine      string // house number and street
	AdminDistrict    string // first-level district; in answers its customary short form ("WA")
	CountryRegion    string // in answers a name in the request's culture
	AdminDistrict2   string // county or the like ("District" of schema 1.0)
	FormattedAddress string // in answers only: the whole, as the country writes it
	Locality         string
	PostalCode       string
	PostalTown       string
	Neighborhood     string // in answers only
	Landmark         string // in answers only
}

// CalculatedPoint is a point and how it came about.
type CalculatedPoint struct {
	Point
	Method CalculationMethod
	Usage  Usage
}

// CalculationMethod is how a point was found, spelled as the wire spells it.
type CalculationMethod string

// The methods. Areas, postcodes and landmarks are Rooftop too.
const (
	Rooftop             CalculationMethod = "Rooftop"
	ParcelCentroid      CalculationMethod = "ParcelCentroid"
	Interpolation       CalculationMethod = "Interpolation"       // on the road
	InterpolationOffset CalculationMethod = "InterpolationOffset" // beside the road
)

// Usage is what a point serves for; a set of flags.
type Usage uint8

// The usages of a point.
const (
	Display Usage = 1 << iota // to draw on a map
	Route                     // to drive to
)

// String spells the set as the wire does: "Display", "Route" or "Display, Route".
func (u Usage) String() string {
	switch u {
	case Display:
		return "Display"
	case Route:
		return "Route"
	case Display | Route:
		return "Display, Route"
	}
	return ""
}

// Confidence is the promise of an answer. The zero value stands for "not
// given" in requests.
type Confidence uint8

// The confidences, weakest first.
const (
	AnyConfidence Confidence = iota
	Low
	Medium
	High
)

// String spells the confidence as the wire does; AnyConfidence is "".
func (c Confidence) String() string {
	return [...]string{"", "Low", "Medium", "High"}[c]
}

// ParseConfidence reads a confidence in any case.
func ParseConfidence(s string) (c Confidence, ok bool) {
	for _, c := range [...]Confidence{Low, Medium, High} {
		if strings.EqualFold(s, c.String()) {
			return c, true
		}
	}
	return AnyConfidence, false
}

// MatchCodes is a set of match codes.
type MatchCodes uint8

// The match codes, in alphabetical order.
const (
	Ambiguous   MatchCodes = 1 << iota // one of several that the request cannot tell apart
	Good                               // one match, or several that are all strong
	UpHierarchy                        // coarser than what was asked for
)

// String spells the set as the wire does: alphabetical, joined by comma and blank.
func (m MatchCodes) String() string {
	var names []string
	for i, name := range [...]string{"Ambiguous", "Good", "UpHierarchy"} {
		if m&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Property is one span of a query and what it was understood to be, e.g.
// {"Locality", "Redmond"}.
type Property struct {
	Name, Value string
}

// Fault is something that speaks against an answer, e.g. "locality.edit1".
type Fault struct {
	Name   string
	Cost   float64
	Detail string // what was compared, for people; may be empty
}
