package index

import (
	"cmp"
	"encoding/binary"
	"io"
	"slices"
	"sort"
)

// polygonWriter writes polygons square by square, row by row from the south:
// it holds the edges of one row.
type polygonWriter struct {
	out   io.Writer
	size  uint64 // written so far
	cells []byte // the section "polygoncells"
	rank  []int  // of areas by ID, the smallest first

	edges   []polygonEdge // of the row
	columns [polygonCols][]uint32
	turns   [polygonCols][]ID // areas that begin or end between a square's reference point and that of the one west
	held    []ID
	bytes   []byte
}

// polygonEdge is an edge of an area's ring.
type polygonEdge struct {
	a, b place
	area ID
}

// countPolygons is the name of a count in the manifest.
const countPolygons = "areas with a polygon"

// polygonSections plans the sections of polygons, which are laid out as they
// are written.
func (p *plan) polygonSections() {
	var cells []byte
	p.sections = append(p.sections,
		planned{"polygons", func(out io.Writer) (err error) {
			cells, err = p.polygons(out)
			return err
		}},
		planned{"polygoncells", func(out io.Writer) error {
			_, err := out.Write(cells)
			return err
		}})
	corners := 0
	for i := range p.b.rings {
		corners += p.b.rings[i].corners
	}
	p.counts[countPolygons], p.counts["corners of polygons"] = len(p.b.extents), corners
}

// polygons writes the section of that name and gives that of the cells.
func (p *plan) polygons(out io.Writer) (cells []byte, err error) {
	w := polygonWriter{out: out, rank: p.sizes()}
	var rows [polygonRows][]int
	for i := range p.b.rings {
		r := &p.b.rings[i]
		for row := r.min.y >> squareBits; row <= r.max.y>>squareBits; row++ {
			rows[row] = append(rows[row], i)
		}
	}
	for row, rings := range rows {
		w.edges = w.edges[:0]
		for _, i := range rings {
			w.add(&p.b.rings[i], p.ids[p.b.rings[i].area], int64(row))
		}
		if err := w.row(int64(row)); err != nil {
			return nil, err
		}
	}
	return w.cells, nil
}

// sizes ranks the areas that have a polygon by their size, the smallest first,
// and of equal ones the finer kind.
func (p *plan) sizes() []int {
	var ids []ID
	size, kind := make([]float64, len(p.ids)), make([]Kind, len(p.ids))
	for h, metres := range p.b.extents {
		id := p.ids[h]
		ids = append(ids, id)
		size[id], kind[id] = metres, p.records[id-1].kind
	}
	slices.SortFunc(ids, func(a, b ID) int {
		return cmp.Or(cmp.Compare(size[a], size[b]), cmp.Compare(kind[b], kind[a]), cmp.Compare(a, b))
	})
	rank := make([]int, len(p.ids))
	for i, id := range ids {
		rank[id] = i
	}
	return rank
}

// add takes the edges of a ring that touch a row.
func (w *polygonWriter) add(r *ring, area ID, row int64) {
	south, north := row*squareSide, (row+1)*squareSide
	r.edges(func(a, b place) {
		if min(a.y, b.y) <= north && max(a.y, b.y) >= south {
			w.edges = append(w.edges, polygonEdge{a, b, area})
		}
	})
}

// row writes the squares of a row.
func (w *polygonWriter) row(row int64) error {
	if len(w.edges) == 0 {
		return nil
	}
	w.sort(row)
	w.held = w.held[:0]
	for col := range int64(polygonCols) {
		for _, area := range w.turns[col] {
			w.held = toggle(w.held, area)
		}
		if err := w.square(place{col * squareSide, row * squareSide}, w.columns[col]); err != nil {
			return err
		}
		w.columns[col], w.turns[col] = w.columns[col][:0], w.turns[col][:0]
	}
	return nil
}

// sort puts the edges of a row into the columns that they touch, and notes
// where they cross the parallel of the reference points.
func (w *polygonWriter) sort(row int64) {
	column := func(x int64) int64 { return min(max(x>>squareBits, 0), polygonCols-1) }
	parallel := place{0, row * squareSide}.reference().y
	for i, e := range w.edges {
		for col := column(min(e.a.x, e.b.x)); col <= column(max(e.a.x, e.b.x)); col++ {
			if touches(e.a, e.b, place{col * squareSide, row * squareSide}, squareSide-1) {
				w.columns[col] = append(w.columns[col], uint32(i))
			}
		}
		if (2*e.a.y > parallel) != (2*e.b.y > parallel) {
			if col := firstEast(e, parallel); col < polygonCols {
				w.turns[col] = append(w.turns[col], e.area)
			}
		}
	}
}

// firstEast is the first column whose reference point lies east of where the
// edge crosses the parallel.
func firstEast(e polygonEdge, parallel int64) int {
	a, b := e.a.double(), e.b.double()
	far := place{min(a.x, b.x)/2 - 2, 0}.reference()
	far.y = parallel
	return sort.Search(polygonCols, func(col int) bool {
		return crosses(a, b, far, place{2*int64(col)*squareSide + 1, parallel})
	})
}

// touches tells whether the edge from a to b has a point in common with the
// square at a corner, its sides included; or, rarely, comes close.
func touches(a, b, corner place, side int64) bool {
	east, north := corner.x+side, corner.y+side
	if max(a.x, b.x) < corner.x || min(a.x, b.x) > east || max(a.y, b.y) < corner.y || min(a.y, b.y) > north {
		return false
	}
	dx, dy := b.x-a.x, b.y-a.y
	left, right := false, false
	for _, c := range [...]place{corner, {east, corner.y}, {corner.x, north}, {east, north}} {
		d := dx*(c.y-a.y) - dy*(c.x-a.x)
		left, right = left || d >= 0, right || d <= 0
	}
	return left && right
}

// cell writes a cell: the areas held at its reference point and the edges that
// touch it.
func (w *polygonWriter) cell(corner place, cuts int, held []ID, edges []boundary) error {
	areas := slices.Clone(held)
	for _, e := range edges {
		areas = append(areas, e.areas...)
	}
	slices.SortFunc(areas, func(a, b ID) int { return cmp.Compare(w.rank[a], w.rank[b]) })
	areas = slices.Compact(areas)
	if len(areas) == 0 {
		return nil
	}
	w.cells = binary.LittleEndian.AppendUint64(w.cells, corner.code()<<levelBits|uint64(cuts))
	w.cells = appendU48(w.cells, w.size)
	b := binary.AppendUvarint(w.bytes[:0], uint64(len(areas)))
	for _, area := range areas {
		last := uint64(0)
		if slices.Contains(held, area) {
			last = 1
		}
		b = binary.AppendUvarint(b, uint64(area)<<1|last)
	}
	place := func(area ID) uint64 { return uint64(slices.Index(areas, area)) }
	for from, to := 0, 1; to <= len(edges); to++ {
		if to == len(edges) || edges[to].a != edges[to-1].b || !slices.Equal(edges[to].areas, edges[from].areas) {
			b = appendBoundary(b, corner, edges[from:to], place)
			from = to
		}
	}
	w.bytes = b
	w.size += uint64(len(b))
	_, err := w.out.Write(b)
	return err
}

// appendBoundary writes edges that follow one another as a line.
func appendBoundary(b []byte, corner place, line []boundary, place func(ID) uint64) []byte {
	b = binary.AppendUvarint(b, uint64(len(line[0].areas)))
	for _, area := range line[0].areas {
		b = binary.AppendUvarint(b, place(area))
	}
	b = binary.AppendUvarint(b, uint64(len(line)))
	b = binary.AppendUvarint(b, packStep(line[0].a.y-corner.y, line[0].a.x-corner.x))
	for _, e := range line {
		b = binary.AppendUvarint(b, packStep(e.b.y-e.a.y, e.b.x-e.a.x))
	}
	return b
}
