package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// Distances of reverse answers on roads, in metres. What is nearest goes
// first, and of things about as near the more precise.
const (
	addressAtOnce = 12  // an address as near is the answer, whatever else is near
	addressRivals = 30  // an address as near to a crossing may be meant
	crossingAt    = 8   // a point as near to a crossing is at it
	addressBefore = 50  // an address as near goes before its street
	roadBefore    = 25  // a street as near goes before what holds the point
	roadReach     = 100 // how far the nearest street may be
	roadTie       = 8   // how much further away another street must be for no doubt
)

// oddsReverseRoad is set by hand, by metres, for the nearest street, and
// oddsReverseRoadDoubtful where another is about as near.
var (
	oddsReverseRoad         = odds{{15, 0.99}, {30, 0.95}, {60, 0.85}, {roadReach, 0.60}}
	oddsReverseRoadDoubtful = odds{{15, 0.85}, {30, 0.80}, {60, 0.60}, {roadReach, 0.40}}
)

// The faults of a point on a road.
var (
	// Another street is about as near.
	roadRival = charge{"street.rival", 0.15}
	// The point lies beside the road.
	roadBeside = charge{"point.beside_road", 0.05}
)

// nearRoad is a street near a point.
type nearRoad struct {
	at int
	index.NearStreet
}

// roadsAt lists the two streets nearest to a point, of all indexes.
func (b *batch) roadsAt(p geocode.Point) (list []nearRoad) {
	for i, ix := range b.indexes {
		s := ix.Streets()
		if s == nil {
			continue
		}
		near, err := s.NearestStreets(p, roadReach, 2)
		b.note(err)
		for _, n := range near {
			list = append(list, nearRoad{i, n})
		}
	}
	slices.SortStableFunc(list, func(x, y nearRoad) int { return cmp.Compare(x.Metres, y.Metres) })
	return list[:min(len(list), 2)]
}

// roadAnswer answers with the nearest street.
func (b *batch) roadAnswer(r *geocode.Request, list []nearRoad) []geocode.Answer {
	near := &list[0]
	h, ok := b.streetAt(near.at, near.Street)
	if !ok {
		return nil
	}
	h.level, h.point, h.route, h.routed = onStreet, near.Point, near.Point, true
	h.postcode = b.postcodeOf(near.at, h.street.Postcode)
	if near.Metres > roadBefore {
		h.charge(roadBeside, near.Side.String())
	}
	table := oddsReverseRoad
	if len(list) > 1 && list[1].Metres-near.Metres < roadTie {
		h.charge(roadRival, b.streetName(list[1].at, list[1].Street, b.culture(r.Culture)))
		table = oddsReverseRoadDoubtful
	}
	answers := b.reverseHouse(r, h, table.at(near.Metres))
	answers[0].Side = geo.Compass(near.Point, r.Point)
	return answers
}

// streetAt begins a house on a street that a point is near to.
func (b *batch) streetAt(at int, id index.StreetID) (*house, bool) {
	street, err := b.indexes[at].Streets().Street(id)
	b.note(err)
	h := &house{at: at, street: street, area: b.area(ref{at, street.Area}), line: &addressLine{}, share: 1}
	return h, h.area != nil
}

// reverseHouse writes an address, street or crossing out as the answer to a
// point: with one point, where that to drive to is no other than that to show.
func (b *batch) reverseHouse(r *geocode.Request, h *house, probability float64) []geocode.Answer {
	a := b.describeHouse(h, b.culture(r.Culture))
	a.MatchCodes, a.Faults, a.Probability, a.Confidence = geocode.Good, h.faults, probability, confidenceOf(probability)
	if a.Points[0].Point == a.Points[1].Point {
		a.Points = a.Points[:1]
		a.Points[0].Usage = geocode.Display | geocode.Route
	}
	return []geocode.Answer{a}
}

// crossingFrom answers with the crossing that a point is at, where the nearest
// address is so far away.
func (b *batch) crossingFrom(r *geocode.Request, away float64) []geocode.Answer {
	at, best := -1, index.NearCrossing{}
	for i, ix := range b.indexes {
		s := ix.Streets()
		if s == nil {
			continue
		}
		near, err := s.NearestCrossings(r.Point, crossingAt, 1)
		b.note(err)
		if len(near) > 0 && (at < 0 || near[0].Metres < best.Metres) {
			at, best = i, near[0]
		}
	}
	if at < 0 {
		return nil
	}
	h, ok := b.streetAt(at, best.Streets[0])
	if !ok {
		return nil
	}
	other, err := b.indexes[at].Streets().Street(best.Streets[1])
	b.note(err)
	h.level, h.point, h.other = atCrossing, best.Point, other
	h.postcode = b.postcodeNear(at, h.point)
	if away < addressRivals {
		h.charge(addressRival, "")
		return b.reverseHouse(r, h, mediumFrom)
	}
	return b.reverseHouse(r, h, highFrom)
}
