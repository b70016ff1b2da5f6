package areas

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// Areas are the areas of a file, to be asked by point. It is fixed, and safe
// for concurrent use.
type Areas struct {
	values  []string // of each area
	parts   []part   // the smallest area's first
	corners int
	grid    grid
}

// part is one polygon of an area: an outer ring and the holes in it.
type part struct {
	area int32
	size float64 // of all parts of the area together, in square metres
	edges
}

// Count is the number of areas: the features that have polygons.
func (a *Areas) Count() int { return len(a.values) }

// At gives the property of the area that holds p, "" where it has none; found
// tells whether there is an area.
func (a *Areas) At(p geocode.Point) (value string, found bool) {
	if !geo.Valid(p) {
		return "", false
	}
	touched := int32(-1)
	for _, i := range a.grid.at(p) {
		part := &a.parts[i]
		switch part.where(p) {
		case inside:
			return a.values[part.area], true
		case edge:
			if touched < 0 {
				touched = part.area
			}
		}
	}
	if touched < 0 {
		return "", false
	}
	return a.values[touched], true
}

// add takes an area in. Rings of fewer than three corners hold nothing, and
// are left out.
func (a *Areas) add(value string, s *shape) {
	area := int32(len(a.values))
	a.values = append(a.values, value)
	first, size, ring, corner := len(a.parts), 0.0, 0, 0
	for _, lastRing := range s.polygons {
		var rings [][]geocode.Point
		for ; ring < lastRing; ring++ {
			if r := opened(s.corners[corner:s.rings[ring]]); len(r) >= 3 {
				rings = append(rings, r)
			}
			corner = s.rings[ring]
		}
		if len(rings) == 0 {
			continue
		}
		for i, r := range rings {
			if i == 0 {
				size += geo.RingArea(r)
			} else {
				size -= geo.RingArea(r)
			}
		}
		a.parts = append(a.parts, part{area: area, edges: newEdges(rings)})
	}
	a.repeat(first)
	for i := first; i < len(a.parts); i++ {
		a.parts[i].size = size
	}
}

// opened is a ring without the corner at its end that repeats the first.
func opened(ring []geocode.Point) []geocode.Point {
	if n := len(ring); n > 0 && ring[0] == ring[n-1] {
		return ring[:n-1]
	}
	return ring
}

// repeat adds parts that reach over the antimeridian, from index first on,
// once more on the other side of the map.
func (a *Areas) repeat(first int) {
	for _, p := range a.parts[first:] {
		if p.box.East > 180 {
			a.parts = append(a.parts, part{area: p.area, edges: p.moved(-360)})
		}
		if p.box.West < -180 {
			a.parts = append(a.parts, part{area: p.area, edges: p.moved(360)})
		}
	}
}

// finish makes the areas ready to be asked.
func (a *Areas) finish() *Areas {
	slices.SortStableFunc(a.parts, func(p, q part) int { return cmp.Compare(p.size, q.size) })
	boxes := make([]geocode.Box, len(a.parts))
	for i := range a.parts {
		boxes[i] = a.parts[i].box
	}
	a.grid = newGrid(boxes)
	return a
}
