// Package ring makes areas of lines: closed rings from a boundary's pieces,
// which come in any order and direction, and a point inside them.
//
// What lies in an odd number of rings is inside. That makes roles needless:
// wherever pieces meet, any way of going on gives the same area, as long as
// each piece is used once.
package ring

import (
	"cmp"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// Line is a piece of a boundary. Pieces meet where their first or last nodes
// are the same.
type Line struct {
	First, Last int64 // nodes
	Points      []element.Position
}

// Assembly is what became of a boundary's pieces.
type Assembly struct {
	Rings  [][]element.Position // each closed: its last point is its first
	Mended []float64            // gaps that were closed, metres
	Open   []float64            // gaps that were too wide, metres
}

// Assemble joins pieces to rings. Ends that no other piece meets are joined
// to the nearest such end within so many metres, as long as the gap is a small
// part of what it closes.
func Assemble(lines []Line, within float64) Assembly {
	a := assembler{lines: lines, ends: map[int64][]int{}, used: make([]bool, len(lines))}
	for i, l := range lines {
		a.ends[l.First] = append(a.ends[l.First], i)
		a.ends[l.Last] = append(a.ends[l.Last], i)
	}
	for i := range lines {
		if !a.used[i] {
			a.walk(i)
		}
	}
	a.mend(within)
	return a.Assembly
}

type assembler struct {
	Assembly
	lines []Line
	ends  map[int64][]int // the pieces that end at a node
	used  []bool
	open  []Line // chains that could not be closed
}

// walk follows the pieces from one until they come back to its first node, or
// end at both sides.
func (a *assembler) walk(from int) {
	chain := a.take(from, a.lines[from].First)
	for turned := false; chain.First != chain.Last; {
		next := a.next(chain.Last)
		switch {
		case next >= 0:
			piece := a.take(next, chain.Last)
			chain.Last = piece.Last
			chain.Points = append(chain.Points, piece.Points[1:]...)
		case turned:
			a.open = append(a.open, chain)
			return
		default:
			turned = true
			slices.Reverse(chain.Points)
			chain.First, chain.Last = chain.Last, chain.First
		}
	}
	a.close(chain.Points)
}

// next is an unused piece that ends at a node, -1 for none. Used ones are
// forgotten on the way, so that each is looked at once.
func (a *assembler) next(node int64) int {
	for list := a.ends[node]; ; list = list[1:] {
		if len(list) == 0 || !a.used[list[0]] {
			a.ends[node] = list
			if len(list) == 0 {
				return -1
			}
			return list[0]
		}
	}
}

// take uses a piece, turned so that it begins at a node.
func (a *assembler) take(i int, first int64) Line {
	a.used[i] = true
	l := a.lines[i]
	l.Points = slices.Clone(l.Points)
	if l.First != first {
		slices.Reverse(l.Points)
		l.First, l.Last = l.Last, l.First
	}
	return l
}

// close keeps a ring that has an area.
func (a *assembler) close(points []element.Position) {
	if points[0] != points[len(points)-1] {
		points = append(points, points[0])
	}
	if len(points) >= 4 {
		a.Rings = append(a.Rings, points)
	}
}

// mostOfLength is the part of a chain's length that a gap which is closed may
// have.
const mostOfLength = 0.05

// gap is the way from one chain's end to another's, or to its own other end.
type gap struct {
	metres float64
	a, b   end
}

type end struct {
	chain int
	last  bool
}

// mend closes gaps, the narrowest first.
func (a *assembler) mend(within float64) {
	for len(a.open) > 0 {
		g, ok := a.narrowest()
		if !ok || g.metres > within || g.metres > mostOfLength*a.length(g) {
			break
		}
		a.Mended = append(a.Mended, g.metres)
		a.join(g)
	}
	for i := range a.open {
		c := a.open[i].Points
		a.Open = append(a.Open, Metres(c[0], c[len(c)-1]))
	}
}

func (a *assembler) point(e end) element.Position {
	points := a.open[e.chain].Points
	if e.last {
		return points[len(points)-1]
	}
	return points[0]
}

// length is the length of the chains that a gap lies between.
func (a *assembler) length(g gap) float64 {
	sum := Length(a.open[g.a.chain].Points)
	if g.b.chain != g.a.chain {
		sum += Length(a.open[g.b.chain].Points)
	}
	return sum
}

// maxOpen bounds the chains among which gaps are sought: more than that is no
// boundary with a slip in it.
const maxOpen = 64

func (a *assembler) narrowest() (best gap, ok bool) {
	if len(a.open) > maxOpen {
		return gap{}, false
	}
	best.metres = math.Inf(1)
	for i := range 2 * len(a.open) {
		for j := i + 1; j < 2*len(a.open); j++ {
			g := gap{a: end{i / 2, i%2 == 1}, b: end{j / 2, j%2 == 1}}
			if g.metres = Metres(a.point(g.a), a.point(g.b)); cmp.Less(g.metres, best.metres) {
				best, ok = g, true
			}
		}
	}
	return best, ok
}

// join closes a chain, or makes one of two.
func (a *assembler) join(g gap) {
	if g.a.chain == g.b.chain {
		a.close(a.open[g.a.chain].Points)
		a.open = slices.Delete(a.open, g.a.chain, g.a.chain+1)
		return
	}
	first, second := &a.open[g.a.chain], &a.open[g.b.chain]
	if !g.a.last {
		slices.Reverse(first.Points)
	}
	if g.b.last {
		slices.Reverse(second.Points)
	}
	first.Points = append(first.Points, second.Points...)
	a.open = slices.Delete(a.open, g.b.chain, g.b.chain+1)
}
