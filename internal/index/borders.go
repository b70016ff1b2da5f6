package index

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// The section "borders" is a grid of cells of one degree, row by row from the
// south, each row from the west:
//
//	directory  64,801 × u32, where each cell begins in the cells, and their end
//	cells      one after another
//
// It is empty where the index has no borders.
//
// A cell says which areas hold its reference point, and lists the borders in
// it:
//
//	areas    uvarint count, then each ID as uvarint
//	lines    uvarint count, then each line:
//	           the ID on either side, 2 × uvarint, 0 for none
//	           points, uvarint, at least 2
//	           first point relative to the cell's south-west corner, then each
//	           relative to the one before: x, y as zigzag varints in 1/2048 degree
//
// A line has the edges whose box touches the cell, whole. The reference point
// is half a unit north and east of the corner. Going from there north and then
// east to a point, each edge crossed changes whether one is in the areas on its
// two sides: that gives the areas that hold the point.
const (
	borderUnits = 2048 // to a degree: 54 m
	gridWidth   = 360
	gridHeight  = 180
	gridCells   = gridWidth * gridHeight
	directory32 = 4 * (gridCells + 1)
)

// cellOf is the cell that holds a point, by column and row.
func cellOf(p geocode.Point) (col, row int) {
	return min(int(p.Lon+180), gridWidth-1), min(int(p.Lat+90), gridHeight-1)
}

// cell gives the bytes of a cell, none where there is nothing in it.
func (ix *Index) cell(col, row int) ([]byte, error) {
	if ix.borders.size() == 0 {
		return nil, nil
	}
	at := uint64(row*gridWidth + col)
	entry, err := ix.borders.bytes(4*at, 8)
	if err != nil {
		return nil, err
	}
	from, to := uint64(binary.LittleEndian.Uint32(entry)), uint64(binary.LittleEndian.Uint32(entry[4:]))
	if from > to {
		return nil, ix.borders.damage("has no cell %d", at)
	}
	return ix.borders.bytes(directory32+from, to-from)
}

// Holding lists the areas whose borders hold p, by ascending ID.
func (ix *Index) Holding(p geocode.Point) (ids []ID, err error) {
	if !geo.Valid(p) {
		return nil, nil
	}
	err = ix.guard(func() error {
		ids, err = ix.holding(p)
		return err
	})
	return ids, err
}

func (ix *Index) holding(p geocode.Point) ([]ID, error) {
	if p.Lon == -180 {
		p.Lon = 180 // the same meridian, and the side on which all edges are west of p
	}
	col, row := cellOf(p)
	data, err := ix.cell(col, row)
	if err != nil || len(data) == 0 {
		return nil, err
	}
	in := cellReader{varints: varints{rest: data}}
	ids := in.areas()
	path := newPath(p, col, row)
	in.edges(func(left, right ID, a, b corner) {
		if path.crosses(a, b) {
			ids = toggle(toggle(ids, left), right)
		}
	})
	if in.bad {
		return nil, ix.borders.damage("ends within a cell")
	}
	slices.Sort(ids)
	return ids, nil
}

// toggle puts id into the list, or out if it was in it. 0 is never in it.
func toggle(ids []ID, id ID) []ID {
	if id == 0 {
		return ids
	}
	if at := slices.Index(ids, id); at >= 0 {
		return slices.Delete(ids, at, at+1)
	}
	return append(ids, id)
}

// corner is a vertex in border units from the corner of its cell.
type corner struct{ x, y int64 }

// path goes from a cell's reference point north and then east (or south, or
// west) to a point, all in border units from the cell's corner.
type path struct{ x, y float64 }

const reference = 0.5

func newPath(p geocode.Point, col, row int) path {
	return path{(p.Lon + 180 - float64(col)) * borderUnits, (p.Lat + 90 - float64(row)) * borderUnits}
}

// crosses tells whether the path crosses the edge an odd number of times.
func (p path) crosses(a, b corner) bool {
	crossed := false
	ax, ay, bx, by := float64(a.x), float64(a.y), float64(b.x), float64(b.y)
	if (ax > reference) != (bx > reference) {
		y := ay + (reference-ax)/(bx-ax)*(by-ay)
		crossed = (y < reference) != (y < p.y)
	}
	if (ay > p.y) != (by > p.y) {
		x := ax + (p.y-ay)/(by-ay)*(bx-ax)
		if (x < reference) != (x < p.x) {
			crossed = !crossed
		}
	}
	return crossed
}

// cellReader reads a cell of the section.
type cellReader struct{ varints }

// areas reads the areas at the reference point.
func (in *cellReader) areas() []ID {
	var ids []ID
	for n := in.next(); n > 0 && !in.bad; n-- {
		ids = append(ids, ID(in.next()))
	}
	return ids
}

// edges reads the lines, edge by edge.
func (in *cellReader) edges(visit func(left, right ID, a, b corner)) {
	for lines := in.next(); lines > 0 && !in.bad; lines-- {
		left, right := ID(in.next()), ID(in.next())
		points := in.next()
		at := corner{in.signed(), in.signed()}
		for ; points > 1 && !in.bad; points-- {
			to := corner{at.x + in.signed(), at.y + in.signed()}
			visit(left, right, at, to)
			at = to
		}
	}
}

// maxReach bounds how far HoldingOrNear looks, in metres.
const maxReach = 200_000

// HoldingOrNear is Holding, and where no area holds p, the areas at the
// nearest border within so many metres (at most 200 km) and how far that is:
// a harbour may lie a little off a simplified coast.
func (ix *Index) HoldingOrNear(p geocode.Point, within float64) (ids []ID, metres float64, err error) {
	if ids, err = ix.Holding(p); err != nil || len(ids) > 0 || !geo.Valid(p) {
		return ids, 0, err
	}
	err = ix.guard(func() error {
		ids, metres, err = ix.nearestBorder(p, min(within, maxReach))
		return err
	})
	return ids, metres, err
}

// nearestBorder looks through all cells within reach.
func (ix *Index) nearestBorder(p geocode.Point, within float64) ([]ID, float64, error) {
	reach := geo.Pad(geo.Around(p), within)
	_, south := cellOf(geocode.Point{Lat: reach.South})
	_, north := cellOf(geocode.Point{Lat: reach.North})
	west, _ := cellOf(geocode.Point{Lon: reach.West})
	width := int(math.Ceil(geo.Width(reach))) + 1
	var ids []ID
	nearest := within
	for row := south; row <= north; row++ {
		for col := west; col < west+min(width, gridWidth); col++ {
			err := ix.nearerBorder(p, col%gridWidth, row, &nearest, &ids)
			if err != nil {
				return nil, 0, err
			}
		}
	}
	if ids == nil {
		return nil, 0, nil
	}
	return ids, nearest, nil
}

// nearerBorder looks through one cell for an edge nearer than the nearest.
func (ix *Index) nearerBorder(p geocode.Point, col, row int, nearest *float64, ids *[]ID) error {
	data, err := ix.cell(col, row)
	if err != nil || len(data) == 0 {
		return err
	}
	in := cellReader{varints: varints{rest: data}}
	in.areas()
	in.edges(func(left, right ID, a, b corner) {
		metres := geo.DistanceToSegment(p, inDegrees(a, col, row), inDegrees(b, col, row))
		if metres < *nearest {
			*nearest, *ids = metres, toggle(toggle(nil, min(left, right)), max(left, right))
		}
	})
	if in.bad {
		return ix.borders.damage("ends within a cell")
	}
	return nil
}
