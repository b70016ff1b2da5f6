package index

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// edge is one edge of a border in border units from 90° S, 180° W.
type edge struct {
	left, right ID
	a, b        corner
}

// borders lays out the section "borders".
func (p *plan) borders() ([]byte, error) {
	var g grid
	for _, border := range p.b.borders {
		if err := p.addBorder(&g, border); err != nil {
			return nil, err
		}
	}
	if len(g.edges) == 0 {
		return nil, nil
	}
	data := make([]byte, directory32)
	for row := range gridHeight {
		corners := g.corners(row)
		for col := range gridWidth {
			at := row*gridWidth + col
			binary.LittleEndian.PutUint32(data[4*at:], uint32(len(data)-directory32))
			data = appendCell(data, corners[col], g.lines[at], col, row)
		}
	}
	if len(data)-directory32 > math.MaxUint32 {
		return nil, fmt.Errorf("borders of %d bytes: %w", len(data), ErrTooLarge)
	}
	binary.LittleEndian.PutUint32(data[4*gridCells:], uint32(len(data)-directory32))
	return data, nil
}

func (p *plan) addBorder(g *grid, border Border) error {
	for _, h := range border.Areas {
		if h < 0 || int(h) > len(p.b.areas) {
			return fmt.Errorf("a border is of an area that was never added")
		}
	}
	left, right := p.ids[border.Areas[0]], p.ids[border.Areas[1]]
	if left == right {
		return nil // a line within one area bounds nothing
	}
	var before corner
	for i, point := range border.Line {
		c := cornerOf(point)
		if i > 0 && c != before {
			g.add(edge{left, right, before, c})
		}
		before = c
	}
	return nil
}

func cornerOf(p geocode.Point) corner {
	return corner{int64(math.Round((p.Lon + 180) * borderUnits)), int64(math.Round((p.Lat + 90) * borderUnits))}
}

// grid sorts edges into cells.
type grid struct {
	edges []edge
	lines [gridCells][]edge
}

// add puts an edge into all cells that its box touches.
func (g *grid) add(e edge) {
	g.edges = append(g.edges, e)
	col := func(x int64) int { return int(min(x/borderUnits, gridWidth-1)) }
	row := func(y int64) int { return int(min(y/borderUnits, gridHeight-1)) }
	for r := row(min(e.a.y, e.b.y)); r <= row(max(e.a.y, e.b.y)); r++ {
		for c := col(min(e.a.x, e.b.x)); c <= col(max(e.a.x, e.b.x)); c++ {
			g.lines[r*gridWidth+c] = append(g.lines[r*gridWidth+c], e)
		}
	}
}

// corners finds for each cell of a row the areas that hold its reference
// point, by going east along the row.
func (g *grid) corners(row int) [gridWidth][]ID {
	y := float64(row*borderUnits) + reference
	type crossing struct {
		x float64
		e edge
	}
	var crossings []crossing
	for _, e := range g.edges {
		ax, ay, bx, by := float64(e.a.x), float64(e.a.y), float64(e.b.x), float64(e.b.y)
		if (ay > y) != (by > y) {
			crossings = append(crossings, crossing{ax + (y-ay)/(by-ay)*(bx-ax), e})
		}
	}
	slices.SortStableFunc(crossings, func(a, b crossing) int { return cmp.Compare(a.x, b.x) })
	var corners [gridWidth][]ID
	var in []ID
	for col := range corners {
		x := float64(col*borderUnits) + reference
		for len(crossings) > 0 && crossings[0].x < x {
			in = toggle(toggle(in, crossings[0].e.left), crossings[0].e.right)
			crossings = crossings[1:]
		}
		corners[col] = slices.Sorted(slices.Values(in))
	}
	return corners
}

// appendCell writes one cell. Edges that follow one another become one line.
func appendCell(dst []byte, areas []ID, edges []edge, col, row int) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(areas)))
	for _, id := range areas {
		dst = binary.AppendUvarint(dst, uint64(id))
	}
	var lines [][]edge
	for from, i := 0, 1; i <= len(edges); i++ {
		if i == len(edges) || !follows(edges[i-1], edges[i]) {
			lines = append(lines, edges[from:i])
			from = i
		}
	}
	dst = binary.AppendUvarint(dst, uint64(len(lines)))
	for _, line := range lines {
		dst = binary.AppendUvarint(dst, uint64(line[0].left))
		dst = binary.AppendUvarint(dst, uint64(line[0].right))
		dst = binary.AppendUvarint(dst, uint64(len(line)+1))
		from := corner{int64(col * borderUnits), int64(row * borderUnits)}
		dst = appendStep(dst, from, line[0].a)
		for _, e := range line {
			dst = appendStep(dst, e.a, e.b)
		}
	}
	return dst
}

func follows(a, b edge) bool {
	return a.left == b.left && a.right == b.right && a.b == b.a
}

// appendStep writes the way from a to b as zigzag varints.
func appendStep(dst []byte, a, b corner) []byte {
	return binary.AppendVarint(binary.AppendVarint(dst, b.x-a.x), b.y-a.y)
}
