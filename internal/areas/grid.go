package areas

import (
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// grid finds the boxes that may hold a point, by cells of equal size.
type grid struct {
	south, west float64
	rows, cols  int
	scale       float64  // cells in a degree
	starts      []uint32 // where each cell begins in list, and the end
	list        []int32  // boxes, ascending within a cell
}

const (
	cellsForBox = 64      // about
	maxCells    = 1 << 21 // of a grid, about
	maxListed   = 1 << 24 // boxes in all cells together, unless there are as many boxes
)

// newGrid lists the boxes by cells, as small ones as the limits allow.
func newGrid(boxes []geocode.Box) grid {
	all := geocode.Box{South: 90, West: 180, North: -90, East: -180}
	for _, b := range boxes {
		all.South, all.North = min(all.South, b.South), max(all.North, b.North)
		all.West, all.East = max(min(all.West, b.West), -180), min(max(all.East, b.East), 180)
	}
	const least = 1e-7 // degrees, of an extent
	height, width := max(all.North-all.South, least), max(all.East-all.West, least)
	for cells := float64(min(len(boxes)*cellsForBox, maxCells)); ; cells /= 4 {
		g := grid{south: all.South, west: all.West, scale: math.Sqrt(cells / (height * width))}
		g.rows = int(min(max(height*g.scale, 1), maxCells))
		g.cols = int(min(max(width*g.scale, 1), maxCells))
		listed := g.listed(boxes)
		if listed <= max(maxListed, len(boxes)) {
			g.fill(boxes, listed)
			return g
		}
	}
}

// span is the cells that a box reaches into, last ones included.
func (g *grid) span(b geocode.Box) (south, north, west, east int) {
	return g.row(b.South), g.row(b.North), g.col(b.West), g.col(b.East)
}

// listed is in how many cells the boxes are, all together.
func (g *grid) listed(boxes []geocode.Box) (n int) {
	for _, b := range boxes {
		south, north, west, east := g.span(b)
		n += (north - south + 1) * (east - west + 1)
	}
	return n
}

// fill lists the boxes of each cell.
func (g *grid) fill(boxes []geocode.Box, listed int) {
	g.starts = make([]uint32, g.rows*g.cols+1)
	g.each(boxes, func(cell int, _ int32) { g.starts[cell+1]++ })
	for i := 1; i < len(g.starts); i++ {
		g.starts[i] += g.starts[i-1]
	}
	g.list = make([]int32, listed)
	next := slices.Clone(g.starts)
	g.each(boxes, func(cell int, box int32) {
		g.list[next[cell]] = box
		next[cell]++
	})
}

// each calls visit for every cell that a box reaches into.
func (g *grid) each(boxes []geocode.Box, visit func(cell int, box int32)) {
	for i, b := range boxes {
		south, north, west, east := g.span(b)
		for row := south; row <= north; row++ {
			for col := west; col <= east; col++ {
				visit(row*g.cols+col, int32(i))
			}
		}
	}
}

func (g *grid) row(lat float64) int { return cell((lat-g.south)*g.scale, g.rows) }
func (g *grid) col(lon float64) int { return cell((lon-g.west)*g.scale, g.cols) }

// cell is the cell among n, the first or last for what lies before or behind.
func cell(at float64, n int) int { return int(min(max(at, 0), float64(n-1))) }

// at lists the boxes that may hold p.
func (g *grid) at(p geocode.Point) []int32 {
	at := g.row(p.Lat)*g.cols + g.col(p.Lon)
	return g.list[g.starts[at]:g.starts[at+1]]
}
