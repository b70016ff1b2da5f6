package engine

import (
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// course is where a street runs: a line a piece. Many streets have none.
type course [][]geocode.Point

// Distances, in metres, between a street's line and the houses along it.
const (
	roadside     = 150 // how far off its street an address is driven to from it
	nearestFront = 5   // how near the road a house that nobody saw is put
	farthest     = 30  // and how far from it
	detour       = 250 // how much longer than straight the way along the line may be between two neighbours
)

// frontage is a place beside the street and the point of the road before it.
type frontage struct {
	display, route geocode.Point
}

// between is the place at a share of the way along the street from one house
// to another, on their side of it and as far off as they stand.
func (c course) between(below, above geocode.Point, share float64) (frontage, bool) {
	piece, a, b, ok := c.feet(below, above)
	if !ok {
		return frontage{}, false
	}
	line := c[piece]
	on, segment := geo.PointAlong(line, a.Along+share*(b.Along-a.Along))
	near := &a
	if share > 0.5 {
		near = &b
	}
	metres := min(max(a.Metres+share*(b.Metres-a.Metres), nearestFront), farthest)
	return frontage{geo.Beside(on, line, segment, near.Side, metres), on}, true
}

// feet finds the piece that two houses stand at best, and their feet on it:
// of the two carriageways of a road the same one for both.
func (c course) feet(below, above geocode.Point) (piece int, a, b geo.Foot, ok bool) {
	best := math.Inf(1)
	for i, line := range c {
		from, found := geo.Project(below, line)
		to, _ := geo.Project(above, line)
		if !found || max(from.Metres, to.Metres) > roadside || from.Metres+to.Metres >= best {
			continue
		}
		if math.Abs(to.Along-from.Along) > geo.Distance(below, above)+detour {
			continue // where a road comes back to itself
		}
		piece, a, b, ok, best = i, from, to, true, from.Metres+to.Metres
	}
	return piece, a, b, ok
}
