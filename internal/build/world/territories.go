package world

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// settle gives each piece of the map that has no place of its country to the
// country of most of the places in it: the map has Cayenne in France and
// Longyearbyen in Norway, where ISO and GeoNames have territories of their own.
// Then it counts the people of the pieces. Given back is how many changed hands.
func (a *atlas) settle(places []*place) (moved int) {
	inside := a.inhabitants(places)
	for i, piece := range a.polygons {
		if owner := majority(piece.country, inside[i]); owner != piece.country {
			piece.country = owner
			moved++
		}
		for _, p := range inside[i] {
			if p.country == piece.country {
				piece.people += p.population
			}
		}
	}
	return moved
}

// offCoast is how far, in metres, a place may lie outside the piece that it is
// counted to: harbours lie off the map's coast.
const offCoast = 5_000

// inhabitants lists the places in each piece.
func (a *atlas) inhabitants(places []*place) [][]*place {
	byLat := slices.Clone(places)
	slices.SortStableFunc(byLat, func(p, q *place) int { return cmp.Compare(p.point.Lat, q.point.Lat) })
	inside := make([][]*place, len(a.polygons))
	found := map[*place]bool{}
	for i, piece := range a.polygons {
		for _, p := range between(byLat, piece.box) {
			if piece.holds(p.point) {
				inside[i] = append(inside[i], p)
				found[p] = true
			}
		}
	}
	byLat = slices.DeleteFunc(byLat, func(p *place) bool { return found[p] })
	for i, piece := range a.polygons {
		reach := geo.Pad(piece.box, offCoast)
		for _, p := range between(byLat, reach) {
			if geo.BoxHolds(reach, p.point) && geo.DistanceToLine(p.point, piece.outer) <= offCoast {
				inside[i] = append(inside[i], p)
			}
		}
	}
	return inside
}

// between are the places, which are sorted by latitude, between south and
// north of a box.
func between(byLat []*place, box geocode.Box) []*place {
	find := func(lat float64) int {
		at, _ := slices.BinarySearchFunc(byLat, lat, func(p *place, lat float64) int { return cmp.Compare(p.point.Lat, lat) })
		return at
	}
	return byLat[find(box.South):find(math.Nextafter(box.North, 91))]
}

// majority is the country of more than half of the places, unless one is the
// owner's; else the owner.
func majority(owner string, places []*place) string {
	votes := map[string]int{}
	for _, p := range places {
		votes[p.country]++
	}
	if votes[owner] > 0 {
		return owner
	}
	for _, country := range slices.Sorted(maps.Keys(votes)) {
		if 2*votes[country] > len(places) {
			return country
		}
	}
	return owner
}

// Two pieces of a country belong to one part of it where they are less than
// samePart metres apart. A country's extent covers the parts in which at least
// a tenth of its people live: the United States without Alaska and Hawaii,
// France without Réunion, but Malaysia with both halves.
const (
	samePart  = 300_000
	mainShare = 10
)

// extent is the box of a country's main parts, and a point in the largest
// piece of them. ok is false where the map has no piece of the country.
func (a *atlas) extent(country string) (box geocode.Box, at geocode.Point, ok bool) {
	var parts [][]*polygon
	for _, piece := range a.polygons {
		if piece.country == country {
			parts = withPiece(parts, piece)
		}
	}
	if len(parts) == 0 {
		return box, at, false
	}
	var boxes []geocode.Box
	var largest *polygon
	for _, piece := range mainParts(parts) {
		boxes = append(boxes, piece.box)
		if largest == nil || geo.RingArea(piece.outer) > geo.RingArea(largest.outer) {
			largest = piece
		}
	}
	return geo.Union(boxes...), largest.middle(), true
}

// withPiece adds a piece to the parts, and makes one of all parts that it touches.
func withPiece(parts [][]*polygon, piece *polygon) [][]*polygon {
	joined := []*polygon{piece}
	parts = slices.DeleteFunc(parts, func(part []*polygon) bool {
		near := slices.ContainsFunc(part, func(other *polygon) bool { return geo.Gap(piece.box, other.box) < samePart })
		if near {
			joined = append(joined, part...)
		}
		return near
	})
	return append(parts, joined)
}

// mainParts are the pieces of the parts with enough people; of an uninhabited
// country, of the largest part.
func mainParts(parts [][]*polygon) (pieces []*polygon) {
	var all int64
	for _, part := range parts {
		all += people(part)
	}
	if all == 0 {
		return slices.MaxFunc(parts, func(a, b []*polygon) int { return cmp.Compare(area(a), area(b)) })
	}
	for _, part := range parts {
		if mainShare*people(part) >= all {
			pieces = append(pieces, part...)
		}
	}
	return pieces
}

func people(part []*polygon) (sum int64) {
	for _, piece := range part {
		sum += piece.people
	}
	return sum
}

func area(part []*polygon) (sum float64) {
	for _, piece := range part {
		sum += geo.RingArea(piece.outer)
	}
	return sum
}

// middle is a point in the piece: halfway along the longest stretch inside it
// on the parallel through the middle of its extent.
func (p *polygon) middle() geocode.Point {
	lat := (p.box.South + p.box.North) / 2
	var crossings []float64
	for i, a := range p.outer {
		b := p.outer[(i+1)%len(p.outer)]
		if (a.Lat > lat) != (b.Lat > lat) {
			crossings = append(crossings, a.Lon+(lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon))
		}
	}
	slices.Sort(crossings)
	best := geocode.Point{Lat: lat, Lon: (p.box.West + p.box.East) / 2}
	longest := 0.0
	for i := 1; i < len(crossings); i += 2 {
		if width := crossings[i] - crossings[i-1]; width > longest {
			longest, best.Lon = width, (crossings[i]+crossings[i-1])/2
		}
	}
	return best
}
