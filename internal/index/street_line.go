package index

import (
	"encoding/binary"
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// The section "streetlines" has of each street (see per_street.go) the pieces
// of its course, cut into stretches of at most 16 segments, which end where
// the street's bytes do:
//
//	head      uvarint: 2 · segments, and 1 more where it goes on from the last
//	          point of the stretch before
//	first     step from the street's point to the first vertex
//	steps     from each vertex to the next
//
// A step has its north and east in 1e-6 degrees as zigzag numbers, and is the
// uvarint whose even bits are the bits of the east and whose odd bits are
// those of the north: as both are about as long, it is shorter than two.
const stretchSegments = 16

// Lines gives the course of a street: a line for each piece, which are joined
// where they meet only if the builder joined them. It is nil where none is
// known. A line that crosses the antimeridian is cut there.
func (s *Streets) Lines(id StreetID) (lines [][]geocode.Point, err error) {
	err = s.ix.guard(func() error {
		lines, err = s.lines(id)
		return err
	})
	return lines, err
}

func (s *Streets) lines(id StreetID) ([][]geocode.Point, error) {
	course, err := s.course(id)
	if err != nil || len(course.rest) == 0 {
		return nil, err
	}
	pieces, vertices := 0, 0
	for c := course; c.stretch(); {
		if vertices += c.left; !c.goesOn {
			pieces, vertices = pieces+1, vertices+1
		}
		for c.step() {
		}
	}
	points := make([]geocode.Point, 0, vertices)
	lines := make([][]geocode.Point, 0, pieces)
	from := 0
	for course.stretch() {
		if !course.goesOn {
			if from < len(points) {
				lines = append(lines, points[from:len(points):len(points)])
			}
			from = len(points)
			points = append(points, course.point())
		}
		for course.step() {
			points = append(points, course.point())
		}
	}
	if course.bad {
		return nil, s.courses.section.damage("holds no course of the street %d", id)
	}
	return append(lines, points[from:]), nil
}

// FootOnStreet finds the point of a street's course that is nearest to p: Foot
// and, by its place in Lines, the piece that it is on. Along counts from the
// piece's beginning. ok is false where no course is known. Nothing is
// allocated.
func (s *Streets) FootOnStreet(id StreetID, p geocode.Point) (foot geo.Foot, piece int, ok bool, err error) {
	err = s.ix.guard(func() error {
		course, err := s.course(id)
		if err != nil {
			return err
		}
		foot, piece, ok = course.foot(p)
		if course.bad {
			return s.courses.section.damage("holds no course of the street %d", id)
		}
		return nil
	})
	return foot, piece, ok, err
}

// course begins to read the course of a street.
func (s *Streets) course(id StreetID) (courseReader, error) {
	b, err := s.courses.of(s, id)
	if err != nil || b == nil {
		return courseReader{}, err
	}
	record, err := s.record(id)
	if err != nil {
		return courseReader{}, err
	}
	lat, lon := int32(binary.LittleEndian.Uint32(record[28:])), int32(binary.LittleEndian.Uint32(record[32:]))
	return courseReader{varints: varints{rest: b}, originLat: int64(lat), originLon: int64(lon)}, nil
}

// courseReader reads the stretches of a course, and the vertices of each.
type courseReader struct {
	varints
	originLat, originLon int64 // the street's point, 1e-6 degrees
	lat, lon             int64 // of the vertex
	left                 int   // segments of the stretch yet to come
	goesOn               bool  // the stretch begins where the one before ends
}

// stretch goes to the first vertex of the next stretch; false at the end.
func (c *courseReader) stretch() bool {
	if len(c.rest) == 0 || c.bad {
		return false
	}
	head := c.next()
	if head>>1 > stretchSegments {
		c.bad = true
		return false
	}
	c.left, c.goesOn = int(head>>1), head&1 == 1
	c.lat, c.lon = c.originLat, c.originLon
	return c.move()
}

// step goes to the next vertex of the stretch; false at its end.
func (c *courseReader) step() bool {
	if c.left == 0 {
		return false
	}
	c.left--
	return c.move()
}

func (c *courseReader) move() bool {
	north, east := unpackStep(c.next())
	c.lat, c.lon = c.lat+north, c.lon+east
	c.bad = c.bad || !micros{c.lat, c.lon}.valid()
	return !c.bad
}

func (c *courseReader) point() geocode.Point {
	return geocode.Point{Lat: float64(c.lat) / microDegrees, Lon: float64(c.lon) / microDegrees}
}

// nearSegment is the segment of a course that is nearest to a point.
type nearSegment struct {
	a, b     micros
	piece    int
	number   int     // in the piece
	distance float64 // square, in 1e-6 degrees of latitude
}

// nearest finds the segment of the rest of the course nearest to a point, on
// the plane that touches the Earth there. ok is false where there is none.
func (c *courseReader) nearest(p geocode.Point) (near nearSegment, ok bool) {
	near.distance = math.Inf(1)
	plane := newPlane(p)
	piece, number := -1, 0
	for c.stretch() {
		if !c.goesOn {
			piece, number = piece+1, 0
		}
		for a := (micros{c.lat, c.lon}); c.step(); number++ {
			b := micros{c.lat, c.lon}
			if d := plane.toSegment(a, b); d < near.distance {
				near, ok = nearSegment{a, b, piece, number, d}, true
			}
			a = b
		}
	}
	return near, ok
}

// foot finds the foot of p on the course.
func (c *courseReader) foot(p geocode.Point) (foot geo.Foot, piece int, ok bool) {
	again := *c
	near, ok := c.nearest(p)
	if !ok {
		return foot, 0, false
	}
	foot, _ = geo.Project(p, []geocode.Point{near.a.point(), near.b.point()})
	foot.Segment, foot.Along = near.number, foot.Along+again.lengthBefore(near.piece, near.number)
	return foot, near.piece, true
}

// lengthBefore is the metres of a piece before one of its segments.
func (c *courseReader) lengthBefore(piece, number int) (metres float64) {
	at := -1
	for c.stretch() {
		if !c.goesOn {
			at++
		}
		for a := c.point(); c.step(); {
			b := c.point()
			if at == piece {
				if number--; number < 0 {
					return metres
				}
				metres += geo.Length([]geocode.Point{a, b})
			}
			a = b
		}
	}
	return metres
}

// plane is the plane that touches the Earth at a point, in 1e-6 degrees of
// latitude.
type plane struct{ lat, lon, narrow float64 }

func newPlane(p geocode.Point) plane {
	return plane{p.Lat * microDegrees, p.Lon * microDegrees, math.Cos(p.Lat * math.Pi / 180)}
}

const halfTurn = 180 * microDegrees

// toSegment is the square of the distance to the way from a to b.
func (p plane) toSegment(a, b micros) float64 {
	west := float64(a.lon) - p.lon
	if west > halfTurn {
		west -= 2 * halfTurn
	} else if west < -halfTurn {
		west += 2 * halfTurn
	}
	ax, ay := west*p.narrow, float64(a.lat)-p.lat
	dx, dy := float64(b.lon-a.lon)*p.narrow, float64(b.lat-a.lat)
	if length := dx*dx + dy*dy; length > 0 {
		share := min(max(-(ax*dx+ay*dy)/length, 0), 1)
		ax, ay = ax+share*dx, ay+share*dy
	}
	return ax*ax + ay*ay
}

// packStep makes one number of a step.
func packStep(north, east int64) uint64 {
	return spread(zigzag(east)) | spread(zigzag(north))<<1
}

func unpackStep(x uint64) (north, east int64) {
	return unzigzag(gather(x >> 1)), unzigzag(gather(x))
}

func zigzag(x int64) uint64   { return uint64(x)<<1 ^ uint64(x>>63) }
func unzigzag(x uint64) int64 { return int64(x>>1) ^ -int64(x&1) }

// spread puts the lower 32 bits of x at the even bits.
func spread(x uint64) uint64 {
	x &= 0xffffffff
	x = (x | x<<16) & 0x0000ffff0000ffff
	x = (x | x<<8) & 0x00ff00ff00ff00ff
	x = (x | x<<4) & 0x0f0f0f0f0f0f0f0f
	x = (x | x<<2) & 0x3333333333333333
	return (x | x<<1) & 0x5555555555555555
}

// gather undoes spread.
func gather(x uint64) uint64 {
	x &= 0x5555555555555555
	x = (x | x>>1) & 0x3333333333333333
	x = (x | x>>2) & 0x0f0f0f0f0f0f0f0f
	x = (x | x>>4) & 0x00ff00ff00ff00ff
	x = (x | x>>8) & 0x0000ffff0000ffff
	return (x | x>>16) & 0x00000000ffffffff
}
