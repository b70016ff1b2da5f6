package main

import (
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// streetWithin is how far, in metres, an answer to a question for a street
// may lie from the point of it that is known.
const streetWithin = 3000

// verdict is what became of a case.
type verdict struct {
	answered bool
	right    bool
	metres   float64 // from the truth
	answer   geocode.Answer
}

// judge decides whether the best answer to a case is right: it has the level
// asked for or a finer one, and lies within the case's tolerance.
func judge(c *testCase, r *geocode.Response) verdict {
	if len(r.Answers) == 0 {
		return verdict{}
	}
	a := r.Answers[0]
	v := verdict{answered: true, answer: a, metres: geo.Distance(a.Display(), c.truth)}
	switch c.expect {
	case "address":
		v.right = isAddress(c, &a) && v.metres <= c.tolerance
	case "reverse":
		v.right = isAddress(c, &a) && v.metres <= c.tolerance || c.fate != held && isArea(a.EntityType) && v.metres <= areaWithin
	case "interpolated":
		v.right = isOnStreet(c, &a) && (v.metres <= c.tolerance || a.EntityType != geocode.EntityAddress && v.metres <= streetWithin)
	case "street":
		v.right = isOnStreet(c, &a) && v.metres <= streetWithin
	case "area":
		v.right = isArea(a.EntityType) && v.metres <= c.tolerance || c.fate == streetLeftOut && v.stillThere(c)
	}
	return v
}

// stillThere tells whether an answer is the true address or street although it
// was left out: under another name of its locality, or where the street goes
// on in the next one.
func (v *verdict) stillThere(c *testCase) bool {
	a := &v.answer
	if a.EntityType == geocode.EntityAddress {
		return isAddress(c, a) && v.metres <= addressWithin
	}
	return isOnStreet(c, a) && v.metres <= streetWithin
}

// isAddress tells whether an answer is the true house number on the true street.
func isAddress(c *testCase, a *geocode.Answer) bool {
	return a.EntityType == geocode.EntityAddress && sameNumber(a.Number, c.number) && sameStreet(a.Street, c.street)
}

// isOnStreet tells whether an answer is the true street, or a part of it or an
// address on it.
func isOnStreet(c *testCase, a *geocode.Answer) bool {
	switch a.EntityType {
	case geocode.EntityAddress, geocode.EntityRoadBlock, geocode.EntityRoad:
		return sameStreet(a.Street, c.street)
	}
	return false
}

func isArea(t geocode.EntityType) bool {
	switch t {
	case geocode.EntityPopulatedPlace, geocode.EntityNeighborhood, geocode.EntityPostcode1, geocode.EntityPostcode2,
		geocode.EntityAdminDivision1, geocode.EntityAdminDivision2, geocode.EntityAdminDivision3:
		return true
	}
	return false
}

func sameStreet(a, b string) bool {
	if text.Key(a) == text.Key(b) {
		return true
	}
	x, y := text.ParseStreet(a), text.ParseStreet(b)
	return x.Core == y.Core && x.Type == y.Type && x.Pre == y.Pre && x.Post == y.Post
}

// sameNumber compares house numbers; of a list ("12;14") any member will do.
func sameNumber(a, b string) bool {
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
