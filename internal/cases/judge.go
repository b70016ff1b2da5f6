package cases

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// StreetWithin is how far, in metres, an answer to a question for a street
// may lie from the point of it that is known.
const StreetWithin = 3000

// townWithin is how far, in metres, an address may lie from the middle of the
// town that it names: Sydney reaches to the Blue Mountains.
const townWithin = 100_000

// Verdict is what became of a case.
type Verdict struct {
	Answered bool
	Right    bool
	Metres   float64 // from the truth
	Answer   geocode.Answer
}

// Judge decides whether the best answer to a case is right: it has the level
// asked for or a finer one, and lies within the case's tolerance.
func Judge(c *Case, r *geocode.Response) Verdict {
	if len(r.Answers) == 0 {
		return Verdict{Right: c.Expect == Nothing}
	}
	a := r.Answers[0]
	v := Verdict{Answered: true, Answer: a, Metres: geo.Distance(a.Display(), c.Truth)}
	v.Right = v.right(c)
	return v
}

func (v *Verdict) right(c *Case) bool {
	a := &v.Answer
	near := v.Metres <= c.Tolerance
	switch c.Expect {
	case Address, AtPoint:
		return near && c.IsAddress(a)
	case Interpolated:
		return c.IsOnStreet(a) && (near || a.EntityType != geocode.EntityAddress && v.Metres <= StreetWithin)
	case Street:
		return c.IsOnStreet(a) && v.Metres <= StreetWithin
	case Area:
		return near && IsArea(a.EntityType)
	case Nothing, Coarse: // of a town that is wider than the tolerance, its name will do
		named := c.Expect == Coarse && c.Locality != "" && isPlace(a.EntityType) && c.isNamed(a, c.Locality) && v.Metres <= townWithin
		return (near || named) && (IsArea(a.EntityType) || a.EntityType == geocode.EntityCountryRegion) && a.Confidence != geocode.High
	case Crossing:
		return near && a.EntityType == geocode.EntityRoadIntersection
	case Place:
		return near && isPlace(a.EntityType) && c.isNamed(a, c.Locality)
	case Postcode:
		return near && isPostcode(a.EntityType) && text.Key(a.Address.PostalCode) == text.Key(c.Postcode)
	case Landmark:
		return near && !IsArea(a.EntityType) && !isRoad(a.EntityType) && c.isNamed(a, c.Street)
	}
	return false
}

// IsHigh tells whether the answer carries the confidence High.
func (v *Verdict) IsHigh() bool { return v.Answered && v.Answer.Confidence == geocode.High }

// IsAddress tells whether an answer is the true house number on the true street.
func (c *Case) IsAddress(a *geocode.Answer) bool {
	return a.EntityType == geocode.EntityAddress && SameNumber(a.Number, c.Number) && c.isStreet(a) && c.isUnit(a)
}

// isUnit tells whether an answer gives back the unit that was asked for.
func (c *Case) isUnit(a *geocode.Answer) bool {
	return c.Unit == "" || strings.ReplaceAll(text.Key(a.Unit), " ", "") == strings.ReplaceAll(text.Key(c.Unit), " ", "")
}

// IsOnStreet tells whether an answer is the true street, or a part of it or an
// address on it.
func (c *Case) IsOnStreet(a *geocode.Answer) bool {
	switch a.EntityType {
	case geocode.EntityAddress, geocode.EntityRoadBlock, geocode.EntityRoad:
		return c.isStreet(a)
	}
	return false
}

// isStreet tells whether the street of an answer bears one of the true names.
func (c *Case) isStreet(a *geocode.Answer) bool {
	return slices.ContainsFunc(c.StreetNames(), func(name string) bool { return SameStreet(a.Street, name) })
}

// StreetNames lists the names of the true street.
func (c *Case) StreetNames() []string { return strings.Split(c.Street, orNamed) }

// isNamed tells whether an answer bears one of the names, or the name asked
// for: an answer's name is in the language of the row.
func (c *Case) isNamed(a *geocode.Answer, names string) bool {
	asked, _, _ := strings.Cut(c.Request.Query, ",")
	for _, name := range append(strings.Split(names, orNamed), asked, c.Request.Address.Locality) {
		key := text.Key(name)
		if key == "" {
			continue
		}
		first, _, _ := strings.Cut(a.Name, ",")
		for _, answered := range []string{first, a.Address.Locality, a.Address.Neighborhood, a.Address.Landmark, a.Address.AddressLine} {
			if text.Key(answered) == key {
				return true
			}
		}
	}
	return false
}

// IsArea tells whether an entity is a place, postcode or district.
func IsArea(t geocode.EntityType) bool {
	switch t {
	case geocode.EntityAdminDivision1, geocode.EntityAdminDivision2, geocode.EntityAdminDivision3:
		return true
	}
	return t == geocode.EntityPopulatedPlace || t == geocode.EntityNeighborhood || isPostcode(t)
}

func isPostcode(t geocode.EntityType) bool {
	return t == geocode.EntityPostcode1 || t == geocode.EntityPostcode2
}

// isPlace tells whether an entity can be what a place's name asks for: a city
// is a district in some countries.
func isPlace(t geocode.EntityType) bool { return IsArea(t) && !isPostcode(t) }

func isRoad(t geocode.EntityType) bool {
	switch t {
	case geocode.EntityAddress, geocode.EntityRoad, geocode.EntityRoadBlock, geocode.EntityRoadIntersection:
		return true
	}
	return false
}

// SameStreet compares names of streets, whatever their spelling.
func SameStreet(a, b string) bool {
	if text.Key(a) == text.Key(b) || isSameStreet(a, b) {
		return true
	}
	x, y := text.InTwoLetters(a), text.InTwoLetters(b)
	return (x != a || y != b) && isSameStreet(x, y)
}

func isSameStreet(a, b string) bool {
	x, y := text.ParseStreet(a), text.ParseStreet(b)
	return x.Core == y.Core && x.Type == y.Type && x.Pre == y.Pre && x.Post == y.Post
}

// SameNumber compares house numbers; of a list ("12;14") any member will do.
func SameNumber(a, b string) bool {
	if a == b {
		return true
	}
	for _, x := range text.Numbers(a) {
		for _, y := range text.Numbers(b) {
			if text.ParseNumber(x) == text.ParseNumber(y) {
				return true
			}
		}
	}
	return false
}
