package index

import (
	"encoding/binary"
	"io"
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// spaceWriter cuts the addresses along the curve into leaves.
type spaceWriter struct {
	leaves *spool
	box    microBox   // of points
	boxes  []microBox // of the leaves
	points []spacePoint
	buffer []byte
}

type spacePoint struct {
	lat, lon int32
	id       AddressID
}

type microBox struct{ south, west, north, east int32 }

func newSpaceWriter(w *StreetWriter, dir string) (*spaceWriter, error) {
	leaves, err := w.spool(dir, "spaceleaves")
	return &spaceWriter{leaves: leaves}, err
}

// maxShift bounds how coarse the points of a leaf are: 4e-6 degrees.
const maxShift = 2

// InSpace adds a point of an address, in the order of CurveKey.
func (w *StreetWriter) InSpace(p geocode.Point, id AddressID) error {
	s := w.spaces
	one := spacePoint{int32(microOf(p.Lat)), int32(microOf(p.Lon)), id}
	box := microBox{one.lat, one.lon, one.lat, one.lon}
	if len(s.points) > 0 {
		box.hold(s.box)
	}
	if len(s.points) == leafAddresses || box.shift() > maxShift {
		if err := s.flush(); err != nil {
			return err
		}
		box = microBox{one.lat, one.lon, one.lat, one.lon}
	}
	s.points, s.box = append(s.points, one), box
	return nil
}

// flush writes the leaf that is being filled.
func (s *spaceWriter) flush() error {
	if len(s.points) == 0 {
		return nil
	}
	box, shift := s.box, s.box.shift()
	b := binary.LittleEndian.AppendUint32(s.buffer[:0], uint32(box.south))
	b = binary.LittleEndian.AppendUint32(b, uint32(box.west))
	b = append(b, byte(len(s.points)), byte(shift), 0, 0)
	for _, p := range s.points {
		b = binary.LittleEndian.AppendUint16(b, uint16((p.lat-box.south)>>shift))
		b = binary.LittleEndian.AppendUint16(b, uint16((p.lon-box.west)>>shift))
		b = binary.LittleEndian.AppendUint32(b, uint32(p.id))
	}
	b = append(b, make([]byte, leafLength-len(b))...)
	s.buffer, s.points = b, s.points[:0]
	s.boxes = append(s.boxes, box)
	_, err := s.leaves.Write(b)
	return err
}

func (b *microBox) hold(o microBox) {
	b.south, b.west = min(b.south, o.south), min(b.west, o.west)
	b.north, b.east = max(b.north, o.north), max(b.east, o.east)
}

// shift is how many bits of a place in the box do not fit 16.
func (b *microBox) shift() (shift int) {
	for max(b.north-b.south, b.east-b.west)>>shift > math.MaxUint16 {
		shift++
	}
	return shift
}

// writeTree writes the boxes of all levels.
func (s *spaceWriter) writeTree(out io.Writer) error { return writeTree(out, s.boxes) }

// writeTree writes the boxes of leaves and of all levels above.
func writeTree(out io.Writer, leaves []microBox) error {
	var b []byte
	for level := leaves; len(level) > 0; level = parents(level) {
		b = b[:0]
		for _, box := range level {
			for _, side := range [...]int32{box.south, box.west, box.north, box.east} {
				b = binary.LittleEndian.AppendUint32(b, uint32(side))
			}
		}
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// parents are the boxes of every treeFanout boxes; of one there are none.
func parents(level []microBox) (above []microBox) {
	if len(level) == 1 {
		return nil
	}
	for i, box := range level {
		if i%treeFanout == 0 {
			above = append(above, box)
		}
		above[len(above)-1].hold(box)
	}
	return above
}

// curveBits is how finely each coordinate counts along the curve: to 1 m.
const curveBits = 26

// CurveKey is where a point lies along the Hilbert curve that addresses are
// sorted by.
func CurveKey(p geocode.Point) uint64 { return geo.HilbertFine(p, curveBits) }
