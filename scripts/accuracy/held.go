package main

import (
	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// mostOfName bounds the streets of one name that are searched for a truth.
const mostOfName = 10_000

// holds tells whether the list behind an index holds the truth of a case: the
// number on that street within the tolerance, or the street within 3 km.
func holds(ix *index.Index, c *testCase) (bool, error) {
	return anyStreet(ix, c, func(id index.StreetID) (found bool, err error) {
		err = ix.Streets().EachAddress(id, func(a *index.Address) bool {
			metres := geo.Distance(a.Point, c.Truth)
			found = found || c.Expect == cases.Street && metres <= cases.StreetWithin ||
				metres <= c.Tolerance && cases.SameNumber(a.HouseNumber(), c.Number)
			return !found
		})
		return found, err
	})
}

// holdsStreet tells whether an index has the true street, within 3 km.
func holdsStreet(ix *index.Index, c *testCase) (bool, error) {
	return anyStreet(ix, c, func(id index.StreetID) (bool, error) {
		s, err := ix.Streets().Street(id)
		return geo.DistanceToBox(c.Truth, s.Box) <= cases.StreetWithin, err
	})
}

// anyStreet tells whether one of the streets of a true name is what is looked for.
func anyStreet(ix *index.Index, c *testCase, is func(index.StreetID) (bool, error)) (bool, error) {
	for _, name := range c.StreetNames() {
		if found, err := anyNamed(ix, name, is); err != nil || found {
			return found, err
		}
	}
	return false, nil
}

func anyNamed(ix *index.Index, street string, is func(index.StreetID) (bool, error)) (bool, error) {
	streets := ix.Streets()
	ids, err := streets.StreetsNamed(nil, text.ParseStreet(street).Core, mostOfName)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		name, err := streets.Name(id)
		if err != nil {
			return false, err
		}
		if !cases.SameStreet(name, street) {
			continue
		}
		found, err := is(id)
		if err != nil || found {
			return found, err
		}
	}
	return false, nil
}
