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
	streets := ix.Streets()
	ids, err := streets.StreetsNamed(nil, text.ParseStreet(c.Street).Core, mostOfName)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		name, err := streets.Name(id)
		if err != nil {
			return false, err
		}
		if !cases.SameStreet(name, c.Street) {
			continue
		}
		found := false
		err = streets.EachAddress(id, func(a *index.Address) bool {
			metres := geo.Distance(a.Point, c.Truth)
			found = found || c.Expect == cases.Street && metres <= cases.StreetWithin ||
				metres <= c.Tolerance && cases.SameNumber(a.HouseNumber(), c.Number)
			return !found
		})
		if err != nil || found {
			return found, err
		}
	}
	return false, nil
}
