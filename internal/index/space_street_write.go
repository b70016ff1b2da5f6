package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// stretchWriter writes the stretches of courses along the curve.
type stretchWriter struct {
	*leafWriter
	last    []byte // record
	open    []stretch
	records []byte // buffer
	bytes   []byte // buffer
}

func newStretchWriter(w *StreetWriter, dir string) (*stretchWriter, error) {
	leaves, err := newLeafWriter(w, dir, "stretches")
	return &stretchWriter{leafWriter: leaves}, err
}

type stretch struct {
	street StreetID
	offset uint32
	box    microBox
}

// stretchRecord is the length of what EachStretch gives: place on the curve
// u64, street, offset and box, u32 each, big-endian, so that they sort as bytes.
const stretchRecord = 32

// EachStretch gives the stretches of the street that was written last, as
// records of 32 bytes: all of them sorted by their bytes are what
// StretchInSpace takes. A record is valid until visit returns.
func (w *StreetWriter) EachStretch(visit func(record []byte) error) error {
	if len(w.course) == 0 {
		return nil
	}
	c := courseReader{varints: varints{rest: w.course}, originLat: w.origin.lat, originLon: w.origin.lon}
	for len(c.rest) > 0 {
		offset := len(w.course) - len(c.rest)
		c.stretch()
		box := micros{c.lat, c.lon}.box()
		for c.step() {
			box.hold(micros{c.lat, c.lon}.box())
		}
		if c.bad {
			return fmt.Errorf("write streets: the course of the street %d cannot be read again", w.street-1)
		}
		if err := visit(w.stretches.record(stretch{w.street - 1, uint32(offset), box})); err != nil {
			return err
		}
	}
	return nil
}

func (s *stretchWriter) record(one stretch) []byte {
	middle := geocode.Point{
		Lat: (float64(one.box.south) + float64(one.box.north)) / 2 / microDegrees,
		Lon: (float64(one.box.west) + float64(one.box.east)) / 2 / microDegrees,
	}
	b := binary.BigEndian.AppendUint64(s.records[:0], CurveKey(middle))
	for _, x := range [...]uint32{uint32(one.street), one.offset, uint32(one.box.south), uint32(one.box.west), uint32(one.box.north), uint32(one.box.east)} {
		b = binary.BigEndian.AppendUint32(b, x)
	}
	s.records = b
	return b
}

// StretchInSpace adds a record that EachStretch gave; they come sorted by
// their bytes. Those left out are not found by NearestStreets.
func (w *StreetWriter) StretchInSpace(record []byte) error {
	s := w.stretches
	if len(record) != stretchRecord || bytes.Compare(record, s.last) < 0 {
		return fmt.Errorf("write streets in space: %x after %x, which is out of order or no stretch", record, s.last)
	}
	s.last = append(s.last[:0], record...)
	x := func(n int) uint32 { return binary.BigEndian.Uint32(record[8+4*n:]) }
	one := stretch{StreetID(x(0)), x(1), microBox{int32(x(2)), int32(x(3)), int32(x(4)), int32(x(5))}}
	if one.street >= w.street {
		return fmt.Errorf("write streets in space: %d is no street that was written", one.street)
	}
	if s.open = append(s.open, one); len(s.open) == leafThings {
		return s.flush()
	}
	return nil
}

// flush writes the leaf that is being filled.
func (s *stretchWriter) flush() error {
	if len(s.open) == 0 {
		return nil
	}
	whole := s.open[0].box
	for _, one := range s.open {
		whole.hold(one.box)
	}
	grid, street := newLeafGrid(whole), StreetID(0)
	for _, one := range s.open {
		b := append(s.bytes[:0], grid.corners(one.box)...)
		b = binary.AppendVarint(b, int64(one.street)-int64(street))
		b = binary.AppendUvarint(b, uint64(one.offset))
		s.bytes, street = b, one.street
		if err := s.add(b, one.box); err != nil {
			return fmt.Errorf("write streets in space: %w", err)
		}
	}
	s.open = s.open[:0]
	return nil
}

func (s *stretchWriter) end() error {
	if err := s.flush(); err != nil {
		return err
	}
	return s.leafWriter.end()
}

// corners are a box on the grid, rounded outward.
func (g leafGrid) corners(box microBox) []byte {
	down := func(x int32, from, step float64) byte { return gridStep(math.Floor((float64(x) - from) / step)) }
	up := func(x int32, from, step float64) byte { return gridStep(math.Ceil((float64(x) - from) / step)) }
	return []byte{down(box.south, g.south, g.high), down(box.west, g.west, g.wide), up(box.north, g.south, g.high), up(box.east, g.west, g.wide)}
}

// gridStep keeps a step within the grid; in a box of no extent it is 0.
func gridStep(x float64) byte {
	if !(x > 0) {
		return 0
	}
	return byte(min(x, gridSteps))
}
