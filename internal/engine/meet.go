package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// Bounds of the search for streets that meet.
const (
	sideWithin  = 0.15 // how much dearer than the best a street may be: "Main" may be North Main
	mostSides   = 80   // streets of one name whose crossings are looked at
	mostMet     = 12   // crossings that are weighed
	nearlyMeet  = 40   // metres between two streets that are taken to meet
	mostApart   = 8    // streets of a side that are measured for that
	mostCorners = 64   // vertices of each of them
	oneCrossing = 60   // metres between the crossings of two roads that are one: those of carriageways
)

// The faults of a crossing.
var (
	// The streets do not share a point, but come near to one another.
	crossingNear = charge{"crossing.near", 0.11}
	// They are not known to meet, or one of them is not known at all.
	crossingUnknown = charge{"crossing.unknown", 0.12}
)

// cross looks for streets that meet, as the words say surely or may say.
func (s *streetSearch) cross(surely bool) {
	if !s.crossingsRead {
		s.crossings, s.crossingsRead = s.batch.crossings(s.q), true
	}
	for i := range s.crossings {
		if c := &s.crossings[i]; c.surely == surely && c.cost < s.best {
			s.crossAt(c)
		}
	}
}

// crossAt looks for the streets of one reading, and where they meet; else the
// better of the two is the answer.
func (s *streetSearch) crossAt(c *crossing) {
	a, b := s.searchSide(c, 0).ranked(), s.searchSide(c, 1).ranked()
	met := s.meet(a, b)
	if len(met) == 0 {
		met = s.meetNearly(a, b)
	}
	if len(met) == 0 && (c.surely || len(a) > 0 && len(b) > 0 && max(a[0].cost, b[0].cost) <= good) {
		met = onlyOne(a, b)
	}
	l := &addressLine{mask: c.mask, typed: "", street: c.sides[0].street + " & " + c.sides[1].street, crossing: true}
	for _, h := range met {
		h.line = l
		if h.level == atCrossing {
			h.postcode = s.postcodeNear(h.at, h.point)
		}
		s.chargeCode(&h)
		if h.cost < tooDear && !(s.bothNamed && h.hasFault(streetAlias)) {
			s.found = append(s.found, h)
			s.best = min(s.best, h.cost)
		}
	}
}

// searchSide finds the streets that one side may mean.
func (s *streetSearch) searchSide(c *crossing, i int) *streetSearch {
	l := addressLine{mask: c.mask, street: c.sides[i].street, beside: c.cost}
	l.names = append(l.names, c.sides[i].name)
	t := &streetSearch{
		batch: s.batch, q: s.q, lines: []addressLine{l}, best: tooDear,
		places: s.places, typedPlace: s.typedPlace, sides: true,
	}
	t.exact()
	if t.best > fair {
		t.reread()
	}
	if t.best > fair {
		t.like()
	}
	return t
}

// meet lists the crossings of the streets of two sides, the cheapest first.
func (s *streetSearch) meet(as, bs []house) (met []house) {
	others := make(map[streetRef]*house, len(bs))
	for i := range bs {
		others[bs[i].streetRef()] = &bs[i]
	}
	var list []index.Crossing
	for i := range as {
		a := &as[i]
		var err error
		list, err = s.indexes[a.at].Streets().CrossingsOf(list[:0], a.street.ID)
		s.note(err)
		for _, x := range list {
			for _, id := range x.Streets {
				if b := others[streetRef{a.at, id}]; b != nil && id != a.street.ID {
					met = append(met, crossingOf(a, b, x.Point))
				}
			}
		}
	}
	return oneOfEach(met)
}

// crossingOf makes a crossing of two streets. It lies in the place of the one
// whose surroundings fit better.
func crossingOf(a, b *house, p geocode.Point) house {
	h := *a
	if b.cost-b.nameCost < a.cost-a.nameCost {
		h.area, h.agreed = b.area, b.agreed
		h.cost = b.cost - b.nameCost + a.nameCost
		h.faults = slices.Concat(a.faults[:a.nameFaults], b.faults[b.nameFaults:])
	}
	h.cost += b.nameCost
	h.faults = slices.Concat(h.faults, b.faults[:b.nameFaults])
	h.level, h.point, h.other = atCrossing, p, b.street
	return h
}

// oneOfEach orders crossings, the cheapest first, and keeps of those of two
// carriageways, which are the same two streets about one point, that in the
// middle.
func oneOfEach(met []house) []house {
	slices.SortFunc(met, func(x, y house) int {
		return cmp.Or(
			compareCosts(x.cost, y.cost), cmp.Compare(x.at, y.at), cmp.Compare(x.street.ID, y.street.ID), cmp.Compare(x.other.ID, y.other.ID),
			cmp.Compare(x.point.Lat, y.point.Lat), cmp.Compare(x.point.Lon, y.point.Lon))
	})
	var kept []house
	for i := range met {
		if len(kept) == mostMet {
			break
		}
		h := &met[i]
		if slices.ContainsFunc(kept, func(k house) bool { return k.crosses(h) && geo.Distance(k.point, h.point) <= oneCrossing }) {
			continue
		}
		kept = append(kept, *h)
		kept[len(kept)-1].point = middle(met, h)
	}
	return kept
}

// crosses tells whether two crossings are of the same streets.
func (h *house) crosses(k *house) bool {
	return h.at == k.at && h.street.ID == k.street.ID && h.other.ID == k.other.ID
}

// middle is the point, of the crossings that are one with h, nearest to their mean.
func middle(met []house, h *house) geocode.Point {
	var points []geocode.Point
	mean := geocode.Point{}
	for i := range met {
		if met[i].crosses(h) && geo.Distance(met[i].point, h.point) <= oneCrossing {
			points = append(points, met[i].point)
			mean.Lat += met[i].point.Lat
			mean.Lon += met[i].point.Lon
		}
	}
	mean.Lat /= float64(len(points))
	mean.Lon /= float64(len(points))
	return slices.MinFunc(points, func(x, y geocode.Point) int {
		return cmp.Or(cmp.Compare(geo.Distance(x, mean), geo.Distance(y, mean)), cmp.Compare(x.Lat, y.Lat), cmp.Compare(x.Lon, y.Lon))
	})
}

// meetNearly looks for streets of two sides that come near to one another:
// at a square or roundabout of another name.
func (s *streetSearch) meetNearly(as, bs []house) (met []house) {
	for i := range as[:min(len(as), mostApart)] {
		for j := range bs[:min(len(bs), mostApart)] {
			a, b := &as[i], &bs[j]
			if a.at != b.at || a.street.ID == b.street.ID || geo.Gap(a.street.Box, b.street.Box) > nearlyMeet {
				continue
			}
			p, metres := s.nearest(a, b)
			if q, other := s.nearest(b, a); other < metres {
				p, metres = q, other
			}
			if metres <= nearlyMeet {
				h := crossingOf(a, b, p)
				h.charge(crossingNear, "")
				met = append(met, h)
			}
		}
	}
	return oneOfEach(met)
}

// nearest finds which vertex of a's course comes nearest to b, and how near.
func (s *streetSearch) nearest(a, b *house) (p geocode.Point, metres float64) {
	lines, err := s.indexes[a.at].Streets().Lines(a.street.ID)
	s.note(err)
	reach, looked := geo.Pad(b.street.Box, nearlyMeet), 0
	metres = nearlyMeet + 1
	for _, line := range lines {
		for _, v := range line {
			if looked == mostCorners || !geo.BoxHolds(reach, v) {
				continue
			}
			looked++
			foot, _, ok, err := s.indexes[b.at].Streets().FootOnStreet(b.street.ID, v)
			s.note(err)
			if ok && foot.Metres < metres {
				p, metres = v, foot.Metres
			}
		}
	}
	return p, metres
}

// onlyOne gives the street of one side where the other is not known to meet it.
func onlyOne(as, bs []house) []house {
	list := as
	if len(as) == 0 || len(bs) > 0 && compareCosts(bs[0].cost, as[0].cost) < 0 {
		list = bs
	}
	list = slices.Clone(list[:min(len(list), mostMet)])
	for i := range list {
		list[i].faults = slices.Clone(list[i].faults)
		list[i].charge(crossingUnknown, "")
	}
	return list
}

// crossingReach is how far, in metres, the address may be whose postcode a crossing has.
const crossingReach = 100

// postcodeNear gives the postcode of the address nearest to a crossing.
func (b *batch) postcodeNear(at int, p geocode.Point) index.Postcode {
	near, err := b.indexes[at].Streets().NearestAddresses(p, crossingReach, 1)
	b.note(err)
	if len(near) == 0 {
		return index.Postcode{}
	}
	return b.postcodeOf(at, near[0].Postcode)
}
