package geo

import (
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// DistanceToLine is the metres from p to the nearest point of the line, and
// +Inf for a line without points.
func DistanceToLine(p geocode.Point, line []geocode.Point) float64 {
	nearest := math.Inf(1)
	if len(line) == 1 {
		return Distance(p, line[0])
	}
	for i := 1; i < len(line); i++ {
		nearest = min(nearest, DistanceToSegment(p, line[i-1], line[i]))
	}
	return nearest
}

// DistanceToSegment is the metres from p to the nearest point of the straight
// line from a to b. It measures on the plane that touches the Earth at p, so
// it is meant for segments of up to a few hundred kilometres near p.
func DistanceToSegment(p, a, b geocode.Point) float64 {
	along := math.Cos(radians(p.Lat))
	ax, ay := shortLon(a.Lon-p.Lon)*along, a.Lat-p.Lat
	bx, by := shortLon(b.Lon-p.Lon)*along, b.Lat-p.Lat
	dx, dy := bx-ax, by-ay
	if length := dx*dx + dy*dy; length > 0 {
		t := min(max(-(ax*dx+ay*dy)/length, 0), 1)
		ax, ay = ax+t*dx, ay+t*dy
	}
	return MetresPerDegree * math.Hypot(ax, ay)
}

// shortLon is a difference of longitudes the short way round.
func shortLon(d float64) float64 {
	if d > 180 {
		return d - 360
	}
	if d < -180 {
		return d + 360
	}
	return d
}
