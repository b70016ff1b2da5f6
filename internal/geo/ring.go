package geo

import (
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// RingHolds tells whether p lies inside the ring by the even-odd rule. The
// ring may be closed or not, and must not cross the antimeridian. A point on
// the ring itself belongs to one side, always the same.
func RingHolds(ring []geocode.Point, p geocode.Point) bool {
	inside := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) &&
			p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
			inside = !inside
		}
	}
	return inside
}

// RingArea is the area inside the ring in square metres, on the cylinder that
// keeps areas. The ring must not cross the antimeridian.
func RingArea(ring []geocode.Point) float64 {
	sum := 0.0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		sum += radians(b.Lon-a.Lon) * (math.Sin(radians(a.Lat)) + math.Sin(radians(b.Lat)))
	}
	return math.Abs(sum) / 2 * EarthRadius * EarthRadius
}

// Simplify leaves out points of the line that lie within so many metres of
// what remains (the rule of Douglas and Peucker). First and last stay.
func Simplify(line []geocode.Point, metres float64) []geocode.Point {
	if len(line) < 3 {
		return line
	}
	keep := make([]bool, len(line))
	keep[0], keep[len(line)-1] = true, true
	type span struct{ from, to int }
	for open := []span{{0, len(line) - 1}}; len(open) > 0; {
		s := open[len(open)-1]
		open = open[:len(open)-1]
		far, at := metres, 0
		for i := s.from + 1; i < s.to; i++ {
			if d := DistanceToSegment(line[i], line[s.from], line[s.to]); d > far {
				far, at = d, i
			}
		}
		if at > 0 {
			keep[at] = true
			open = append(open, span{s.from, at}, span{at, s.to})
		}
	}
	var kept []geocode.Point
	for i, p := range line {
		if keep[i] {
			kept = append(kept, p)
		}
	}
	return kept
}
