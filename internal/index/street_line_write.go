package index

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// appendCourse appends the bytes of a street's course. Lines of fewer than two
// points are left out.
func appendCourse(b []byte, from geocode.Point, lines [][]geocode.Point) ([]byte, error) {
	origin := microPoint(from)
	for _, line := range lines {
		for _, p := range line {
			if !geo.Valid(p) {
				return nil, fmt.Errorf("write streets: a course through %v, which is not on Earth", p)
			}
		}
		for len(line) > 1 {
			end := 1
			for end < len(line) && math.Abs(line[end].Lon-line[end-1].Lon) <= 180 {
				end++
			}
			b = appendPiece(b, origin, line[:end])
			line = line[end:]
		}
	}
	return b, nil
}

func appendPiece(b []byte, origin micros, line []geocode.Point) []byte {
	goesOn := uint64(0)
	for ; len(line) > 1; line = line[min(stretchSegments, len(line)-1):] {
		segments := min(stretchSegments, len(line)-1)
		b = binary.AppendUvarint(b, uint64(segments)<<1|goesOn)
		at := origin
		for _, p := range line[:segments+1] {
			to := microPoint(p)
			b = binary.AppendUvarint(b, packStep(to.lat-at.lat, to.lon-at.lon))
			at = to
		}
		goesOn = 1
	}
	return b
}

// micros is a point in 1e-6 degrees.
type micros struct{ lat, lon int64 }

func microPoint(p geocode.Point) micros { return micros{microOf(p.Lat), microOf(p.Lon)} }

func (m micros) point() geocode.Point {
	return geocode.Point{Lat: float64(m.lat) / microDegrees, Lon: float64(m.lon) / microDegrees}
}

// valid tells whether it is on Earth.
func (m micros) valid() bool {
	return m.lat >= -90*microDegrees && m.lat <= 90*microDegrees && m.lon >= -180*microDegrees && m.lon <= 180*microDegrees
}

// box is the point as a box.
func (m micros) box() microBox {
	return microBox{int32(m.lat), int32(m.lon), int32(m.lat), int32(m.lon)}
}
