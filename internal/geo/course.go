package geo

import (
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// Side is a side of a line, seen in the direction in which its points follow
// one another.
type Side int8

// The sides.
const (
	Left   Side = -1
	Middle Side = 0 // on the line itself, or beyond its end
	Right  Side = 1
)

// String names the side: "left", "middle" or "right".
func (s Side) String() string { return [...]string{"left", "middle", "right"}[s+1] }

// Foot is the point of a line that is nearest to some point beside it.
type Foot struct {
	Point   geocode.Point
	Metres  float64 // from the point beside it
	Along   float64 // metres of the line before it
	Segment int     // it lies between line[Segment] and line[Segment+1]
	Side    Side    // on which the point lies
}

// Project finds the foot of p on a line: of several as near, the first. A
// line of one point has its foot there, one of none has none. It measures on
// the plane that touches the Earth at p, as DistanceToSegment does.
func Project(p geocode.Point, line []geocode.Point) (nearest Foot, ok bool) {
	if len(line) == 0 {
		return Foot{}, false
	}
	nearest = Foot{Point: line[0], Metres: Distance(p, line[0])}
	if len(line) == 1 {
		return nearest, true
	}
	nearest.Metres = math.Inf(1)
	along := 0.0
	for i := range line[:len(line)-1] {
		length := span(line[i], line[i+1])
		if share, metres, side := projectSegment(p, line[i], line[i+1]); metres < nearest.Metres {
			nearest = Foot{between(line[i], line[i+1], share), metres, along + share*length, i, side}
		}
		along += length
	}
	return nearest, true
}

// projectSegment gives the foot of p between a and b as a share of the way
// from a to b.
func projectSegment(p, a, b geocode.Point) (share, metres float64, side Side) {
	narrow := math.Cos(radians(p.Lat))
	ax, ay := shortLon(a.Lon-p.Lon)*narrow, a.Lat-p.Lat
	dx, dy := shortLon(b.Lon-a.Lon)*narrow, b.Lat-a.Lat
	if length := dx*dx + dy*dy; length > 0 {
		share = min(max(-(ax*dx+ay*dy)/length, 0), 1)
	}
	switch cross := ay*dx - ax*dy; { // of the way from p to a with that from a to b
	case cross > 0:
		side = Right
	case cross < 0:
		side = Left
	}
	return share, MetresPerDegree * math.Hypot(ax+share*dx, ay+share*dy), side
}

// span is the metres from a to b, on a plane: exact for the segments of streets.
func span(a, b geocode.Point) float64 {
	narrow := math.Cos(radians((a.Lat + b.Lat) / 2))
	return MetresPerDegree * math.Hypot(shortLon(b.Lon-a.Lon)*narrow, b.Lat-a.Lat)
}

// between is the point at a share of the straight way from a to b.
func between(a, b geocode.Point, share float64) geocode.Point {
	return geocode.Point{Lat: a.Lat + share*(b.Lat-a.Lat), Lon: Longitude(a.Lon + share*shortLon(b.Lon-a.Lon))}
}

// Length is the metres from the first point of a line along it to the last.
func Length(line []geocode.Point) (metres float64) {
	for i := 1; i < len(line); i++ {
		metres += span(line[i-1], line[i])
	}
	return metres
}

// PointAlong is the point after so many metres of a line, and the segment that
// holds it (see Foot); the first point for less than 0, the last where the
// line is shorter. The line must have a point.
func PointAlong(line []geocode.Point, metres float64) (p geocode.Point, segment int) {
	if metres <= 0 || len(line) == 1 {
		return line[0], 0
	}
	for i := range line[:len(line)-1] {
		length := span(line[i], line[i+1])
		if metres <= length && length > 0 {
			return between(line[i], line[i+1], metres/length), i
		}
		metres -= length
	}
	return line[len(line)-1], len(line) - 2
}

// Beside is the point so many metres from p to a side of the direction in
// which a segment of a line leads.
func Beside(p geocode.Point, line []geocode.Point, segment int, side Side, metres float64) geocode.Point {
	if segment+1 >= len(line) || side == Middle {
		return p
	}
	a, b := line[segment], line[segment+1]
	narrow := math.Cos(radians(p.Lat))
	dx, dy := shortLon(b.Lon-a.Lon)*narrow, b.Lat-a.Lat
	length := math.Hypot(dx, dy)
	if length == 0 || narrow < 1e-9 {
		return p
	}
	degrees := float64(side) * metres / MetresPerDegree / length
	return geocode.Point{Lat: min(max(p.Lat-dx*degrees, -90), 90), Lon: Longitude(p.Lon + dy*degrees/narrow)}
}
