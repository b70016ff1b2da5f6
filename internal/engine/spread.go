package engine

import (
	"fmt"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// A number may stand in several parts of a street: in a large city whose list
// names none of its suburbs, or where two streets of one name are taken for
// one. The request cannot tell which is meant, as with rivals of other streets.
//
// Or one address has many points, each near the next, as of the doors of a
// large lot. How far they reach the index does not say, only that they lie
// within the street: the longer that is, the farther the true one may be.

// elsewhereOnStreet counts the addresses of the very number in other parts of
// the street, where neither a postcode tells which is meant nor that two
// sources agree on the one and not on the other.
func (s *streetSearch) elsewhereOnStreet(h *house, list []index.Address, chosen *index.Address) (n int) {
	c := s.codeOutside(s.q, h.line.mask)
	told := c != nil && s.codeRank(h.at, chosen.Postcode, c) == 0 && chosen.Postcode != 0
	for i := range list {
		other := &list[i]
		if other.Others == (index.Others{}) && chosen.Others != other.Others {
			continue
		}
		if other.ID != chosen.ID && other.Rest == chosen.Rest && (!told || other.Postcode == chosen.Postcode || other.Postcode == 0) {
			n++
		}
	}
	return n
}

// chargeSpread charges a house whose address has points far apart. The detail is its
// number and the extent of the street, in metres.
func (h *house) chargeSpread(a *index.Address) {
	box := &h.street.Box
	h.extent = geo.Distance(geocode.Point{Lat: box.South, Lon: box.West}, geocode.Point{Lat: box.North, Lon: box.East})
	h.charge(pointSpread, fmt.Sprintf("%s %.0f m", a.HouseNumber(), h.extent))
}

// scattered tells whether the house is one address with points far apart.
func (h *house) scattered() bool { return h.level == onPoint && h.extent > 0 && h.share == 1 }
