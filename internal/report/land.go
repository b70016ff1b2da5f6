package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// ground makes a path that fills the land of a sheet. It is filled by the
// even-odd rule, and is made of two kinds of pieces: of each coast line, what
// lies below it, and strips of the whole height where there is land at the
// top. So a spot is land if there is land at the top above it and an even
// number of coasts between, or none and an odd number; no ring has to be
// closed, and what lies beside the sheet does not matter.
type ground struct {
	v     *view
	path  strings.Builder
	seen  map[[4]int32]bool // edges, by their ends in millionths of a degree
	meets []int32           // where coasts meet the top of the sheet

	begin, at [2]int32 // of the piece that is being drawn, in units
	drawing   bool
}

func newGround(v *view) *ground { return &ground{v: v, seen: map[[4]int32]bool{}} }

// line takes a coast in, each edge of it once.
func (g *ground) line(line []geocode.Point) {
	for i := 1; i < len(line); i++ {
		if g.known(line[i-1], line[i]) {
			continue
		}
		ax, ay := g.v.at(line[i-1])
		bx, by := g.v.at(line[i])
		around := 360 * g.v.scale * g.v.shrink
		if math.Abs(bx-ax) < around/2 {
			g.edge(ax, ay, bx, by)
			continue
		}
		around = math.Copysign(around, bx-ax) // it leaves the sheet on one side and comes back on the other
		g.edge(ax, ay, bx-around, by)
		g.edge(ax+around, ay, bx, by)
	}
	g.end()
}

func (g *ground) known(a, b geocode.Point) bool {
	key := [4]int32{micro(a.Lat), micro(a.Lon), micro(b.Lat), micro(b.Lon)}
	if key[0] > key[2] || key[0] == key[2] && key[1] > key[3] {
		key = [4]int32{key[2], key[3], key[0], key[1]}
	}
	before := g.seen[key]
	g.seen[key] = true
	return before
}

func micro(degrees float64) int32 { return int32(math.Round(degrees * 1e6)) }

// edge takes in what the sheet shows of an edge, in units.
func (g *ground) edge(ax, ay, bx, by float64) {
	from, to := 0.0, 1.0 // of the edge
	for _, side := range [...][2]float64{{bx - ax, -ax}, {ax - bx, ax - g.v.width}, {by - ay, -ay}, {ay - by, ay - g.v.height}} {
		switch along, beyond := side[0], side[1]; {
		case along == 0 && beyond > 0:
			return
		case along > 0:
			from = max(from, beyond/along)
		case along < 0:
			to = min(to, beyond/along)
		}
	}
	if from >= to {
		return
	}
	a := [2]int32{whole(ax + from*(bx-ax)), whole(ay + from*(by-ay))}
	b := [2]int32{whole(ax + to*(bx-ax)), whole(ay + to*(by-ay))}
	switch top := -ay / (by - ay); { // not what leaves it at another side
	case (ay < 0) == (by < 0):
	case ay < 0 && from == top:
		g.meets = append(g.meets, a[0])
	case by < 0 && to == top:
		g.meets = append(g.meets, b[0])
	}
	g.draw(a, b)
}

func whole(units float64) int32 { return int32(math.Round(units)) }

// draw adds an edge, in units, to the piece or begins another.
func (g *ground) draw(a, b [2]int32) {
	if !g.drawing || a != g.at {
		g.end()
		fmt.Fprintf(&g.path, "M%d %d", a[0], a[1])
		g.begin, g.drawing = a, true
	}
	if b != a {
		fmt.Fprintf(&g.path, "l%d %d", b[0]-a[0], b[1]-a[1])
	}
	g.at = b
}

// end closes the piece along the bottom of the sheet.
func (g *ground) end() {
	if g.drawing {
		fmt.Fprintf(&g.path, "V%.0fH%dz", math.Ceil(g.v.height), g.begin[0])
	}
	g.drawing = false
}

// fill ends the path. At the top, land and sea take turns where coasts meet it;
// what the widest part of it is, the atlas tells.
func (g *ground) fill(atlas Atlas) (string, error) {
	slices.Sort(g.meets)
	ends := slices.Concat([]int32{0}, g.meets, []int32{whole(g.v.width)})
	widest := 0
	for i := range len(ends) - 1 {
		if ends[i+1]-ends[i] > ends[widest+1]-ends[widest] {
			widest = i
		}
	}
	middle := float64(ends[widest]+ends[widest+1]) / 2 / (g.v.scale * g.v.shrink)
	land, err := atlas.Land(geocode.Point{Lat: min(g.v.north, 90), Lon: geo.Longitude(g.v.west + middle)})
	if err != nil {
		return "", err
	}
	for i := range len(ends) - 1 {
		if ((i-widest)%2 == 0) == land {
			fmt.Fprintf(&g.path, "M%d 0H%dV%.0fH%dz", ends[i], ends[i+1], math.Ceil(g.v.height), ends[i])
		}
	}
	return g.path.String(), nil
}
