package index

import "slices"

// boundary is an edge and the areas that it bounds, ascending.
type boundary struct {
	a, b  place
	areas []ID
}

// Bounds of the cutting of squares.
const (
	maxCellEdges = 64 // of a cell that is not cut
	smallestCell = 16 // side, 2 m
	// maxCopies bounds how many cells an edge lies in, on the average of a
	// square: bundles of long edges are not told apart by cutting.
	maxCopies = 8
)

// square writes the cells of a square.
func (w *polygonWriter) square(corner place, edges []uint32) error {
	if len(edges) == 0 && len(w.held) == 0 {
		return nil
	}
	return w.cut(corner, 0, 1, w.held, w.boundaries(edges))
}

// boundaries joins edges that several areas have, in the order of the first of
// each. What an area has twice bounds nothing of it.
func (w *polygonWriter) boundaries(edges []uint32) []boundary {
	joined := make([]boundary, 0, len(edges))
	known := make(map[[2]place]int, len(edges))
	for _, i := range edges {
		e := &w.edges[i]
		ends := [2]place{e.a, e.b}
		if e.b.x < e.a.x || e.b.x == e.a.x && e.b.y < e.a.y {
			ends = [2]place{e.b, e.a}
		}
		at, ok := known[ends]
		if !ok {
			at = len(joined)
			known[ends] = at
			joined = append(joined, boundary{a: e.a, b: e.b})
		}
		joined[at].areas = toggle(joined[at].areas, e.area)
	}
	joined = slices.DeleteFunc(joined, func(b boundary) bool { return len(b.areas) == 0 })
	for _, b := range joined {
		slices.Sort(b.areas)
	}
	return joined
}

// cut writes a cell, or the four that it is cut into. copies is how many cells
// an edge of the square is in so far.
func (w *polygonWriter) cut(corner place, cuts int, copies float64, held []ID, edges []boundary) error {
	half := int64(squareSide) >> cuts / 2
	if len(edges) <= maxCellEdges || half < smallestCell {
		return w.cell(corner, cuts, held, edges)
	}
	corners := [...]place{corner, {corner.x + half, corner.y}, {corner.x, corner.y + half}, {corner.x + half, corner.y + half}}
	var parts [4][]boundary
	sum := 0
	for i, c := range corners {
		for _, e := range edges {
			if touches(e.a, e.b, c, half-1) {
				parts[i] = append(parts[i], e)
			}
		}
		sum += len(parts[i])
	}
	if copies *= float64(sum) / float64(len(edges)); copies > maxCopies {
		return w.cell(corner, cuts, held, edges)
	}
	for i, c := range corners {
		if err := w.cut(c, cuts+1, copies, heldAt(held, edges, corner, c), parts[i]); err != nil {
			return err
		}
	}
	return nil
}

// heldAt gives the areas that hold the reference point of a cell from those
// that hold that of the cell about it.
func heldAt(held []ID, edges []boundary, outer, inner place) []ID {
	if outer == inner {
		return held
	}
	held = slices.Clone(held)
	for _, e := range edges {
		if crosses(e.a.double(), e.b.double(), outer.reference(), inner.reference()) {
			for _, area := range e.areas {
				held = toggle(held, area)
			}
		}
	}
	return held
}
