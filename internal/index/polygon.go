package index

import (
	"encoding/binary"
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// Polygons are cut into square cells, small where they have many corners, and
// each cell says for itself which areas hold a point of it: to find them costs
// the same however many corners an area has elsewhere.
//
// Positions are whole: x east of 180° W and y north of 90° S, in 1e-6 degrees.
// The largest cells have 2^20 of those a side; a cell that more than 64 edges
// touch is cut into four, and so are those. Cells that no area touches are
// left out. The section "polygoncells" has those that are left, by key:
//
//	key     u64: row 9 bits, column 9 bits, then where the cell begins in the
//	        Morton order of its square 40 bits, and how often it was cut 5 bits
//	offset  u48 of its bytes in "polygons"; they end where the next cell's begin
//
// Those bytes are
//
//	count   of areas that the cell has to do with, uvarint
//	area    of each, the smallest first: 2 · ID, and 1 more where it holds the
//	        cell's reference point, uvarint
//	lines   until the bytes end:
//	          how many areas the line bounds, and the place of each among those
//	          above, uvarint
//	          how many edges, uvarint, then the steps to each of its points, as
//	          in "streetlines": to the first from the cell's south-west corner
//
// A line has the edges that touch the cell, unclipped. The reference point lies
// half a unit north and east of the corner. Go from there along the meridian to
// the latitude of a point and along the parallel to the point: each edge crossed
// changes whether one is in the areas that its line bounds. All that is exact:
// see crosses.
const (
	squareBits  = 20
	squareSide  = 1 << squareBits
	cellLength  = 8 + 6
	codeBits    = 2 * squareBits
	levelBits   = 5
	polygonCols = 360_000_000/squareSide + 1
	polygonRows = 180_000_000/squareSide + 1
)

// HoldingAreas appends to dst the areas whose polygons (NewArea.Rings) hold p,
// the smallest first. It is exact to 1e-6 degrees; of two areas that share an
// edge, one holds a point on it. Areas without a polygon Holding may know.
func (ix *Index) HoldingAreas(dst []ID, p geocode.Point) ([]ID, error) {
	if ix.polygons == nil || !geo.Valid(p) {
		return dst, nil
	}
	at := placeOf(p)
	if at.x == 2*halfTurn {
		at.x = 0 // the same meridian, and the side on which those east of it lie
	}
	err := ix.guard(func() (err error) {
		dst, err = ix.holdingAreas(dst, at)
		return err
	})
	return dst, err
}

func (ix *Index) holdingAreas(dst []ID, at place) ([]ID, error) {
	data, corner, err := ix.polygonCell(at)
	if err != nil || data == nil {
		return dst, err
	}
	in := polygonReader{varints: varints{rest: data}}
	dst = in.read(dst, corner, at)
	if in.bad {
		return dst, ix.polygons.damage("holds no cell about %d, %d", at.x, at.y)
	}
	return dst, nil
}

// place is a position east of 180° W and north of 90° S in 1e-6 degrees.
type place struct{ x, y int64 }

func placeOf(p geocode.Point) place {
	m := microPoint(p)
	return place{m.lon + halfTurn, m.lat + halfTurn/2}
}

// code is the key of the smallest cell there, without the count of cuts.
func (p place) code() uint64 {
	square := uint64(p.y>>squareBits)<<9 | uint64(p.x>>squareBits)
	return square<<codeBits | spread(uint64(p.x%squareSide)) | spread(uint64(p.y%squareSide))<<1
}

// polygonCell gives the bytes of the cell that holds a place, and its corner;
// nil where no area has to do with it.
func (ix *Index) polygonCell(at place) (data []byte, corner place, err error) {
	code := at.code()
	low, high := uint64(0), ix.polygonCells.size()/cellLength
	for low < high { // the last that begins at the place or before
		middle := (low + high) / 2
		b, err := ix.polygonCells.bytes(middle*cellLength, 8)
		if err != nil {
			return nil, place{}, err
		}
		if binary.LittleEndian.Uint64(b)>>levelBits <= code {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == 0 {
		return nil, place{}, nil
	}
	b, err := ix.polygonCells.upTo((low-1)*cellLength, 2*cellLength)
	if err != nil {
		return nil, place{}, err
	}
	key := binary.LittleEndian.Uint64(b)
	cuts := key & (1<<levelBits - 1)
	if cuts > squareBits {
		return nil, place{}, ix.polygonCells.damage("has no cell %d", low-1)
	}
	rest := 2 * (squareBits - cuts)
	if code>>rest != key>>levelBits>>rest {
		return nil, place{}, nil
	}
	from, to := u48(b[8:]), ix.polygons.size()
	if len(b) == 2*cellLength {
		to = u48(b[cellLength+8:])
	}
	if from > to {
		return nil, place{}, ix.polygonCells.damage("has the cell %d out of order", low-1)
	}
	data, err = ix.polygons.bytes(from, to-from)
	side := int64(squareSide) >> cuts
	return data, place{at.x &^ (side - 1), at.y &^ (side - 1)}, err
}

// polygonReader reads a cell.
type polygonReader struct {
	varints
	room [64]uint64 // of areas, for the usual cell
}

// read appends the areas that hold a place of the cell.
func (in *polygonReader) read(dst []ID, corner, at place) []ID {
	count := in.next()
	if in.bad || count > uint64(len(in.rest)) {
		in.bad = true
		return dst
	}
	areas := in.room[:0]
	for range count {
		areas = append(areas, in.next())
	}
	for len(in.rest) > 0 && !in.bad {
		in.line(areas, corner, at)
	}
	for _, area := range areas {
		if area&1 == 1 && area>>1 <= math.MaxUint32 && !in.bad {
			dst = append(dst, ID(area>>1))
		}
	}
	return dst
}

// line reads a line, and changes which areas hold the place if it is crossed
// an odd number of times.
func (in *polygonReader) line(areas []uint64, corner, at place) {
	sides := in.varints
	count := in.next()
	if count > uint64(len(in.rest)) {
		in.bad = true
		return
	}
	for range count {
		in.bad = in.next() >= uint64(len(areas)) || in.bad
	}
	edges := in.next()
	a := in.step(corner)
	from, to := corner.reference(), at.double()
	crossed := false
	for ; edges > 0 && !in.bad; edges-- {
		b := in.step(a)
		crossed = crossed != crosses(a.double(), b.double(), from, to)
		a = b
	}
	if !crossed || in.bad {
		return
	}
	for range sides.next() {
		areas[sides.next()] ^= 1
	}
}

// step reads the way from a place to the next.
func (v *varints) step(from place) place {
	north, east := unpackStep(v.next())
	return place{from.x + east, from.y + north}
}

// double is the place in half units.
func (p place) double() place { return place{2 * p.x, 2 * p.y} }

// reference is the reference point of the cell that begins there, in half units.
func (p place) reference() place { return place{2*p.x + 1, 2*p.y + 1} }

// crosses tells whether the way from r north or south and then east or west to
// t crosses the edge from a to b an odd number of times. All are in half units;
// those of a and b are even and those of r odd. The way is taken to lie e
// farther north and e·e farther east, e being less than any number: then it
// meets no corner, and of areas that share an edge just one holds a point on it.
func crosses(a, b, r, t place) bool {
	crossed := false
	dx, dy := b.x-a.x, b.y-a.y
	if (a.x > r.x) != (b.x > r.x) {
		// Where the edge meets the meridian: there it is south of a latitude.
		at := (r.x - a.x) * dy
		south := func(y int64) bool {
			if dx > 0 {
				return (a.y-y)*dx+at <= 0
			}
			return (a.y-y)*dx+at >= 0
		}
		crossed = south(r.y) != south(t.y)
	}
	if (a.y > t.y) != (b.y > t.y) {
		at := (t.y - a.y) * dx
		if dy < 0 {
			dx, dy, at = -dx, -dy, -at
		}
		west := func(x int64) bool {
			d := (a.x-x)*dy + at
			return d < 0 || d == 0 && dx <= 0
		}
		crossed = crossed != (west(r.x) != west(t.x))
	}
	return crossed
}
