package build

import (
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// shape is the extent of an area by its rings, found by the even-odd rule. Its
// edges are kept by bands of latitude, so that a border of 100,000 corners
// costs a look little more than one of ten.
type shape struct {
	box    geocode.Box
	size   float64 // square metres, holes taken off, roughly
	edges  []edge
	starts []uint32 // of each band in order, and its end
	order  []uint32 // edges by band
}

// edge is a side of a ring.
type edge struct{ a, b geocode.Point }

// edgesPerBand is about how many edges a look goes through, were all of them
// as long as a band is high.
const (
	edgesPerBand = 4
	maxBands     = 1 << 14
)

// newShape makes a shape of rings, closed or not; nil where they hold nothing.
// They must not cross the antimeridian.
func newShape(rings [][]geocode.Point) *shape {
	s := &shape{box: geocode.Box{South: 90, West: 180, North: -90, East: -180}}
	for _, ring := range rings {
		for i, p := range ring {
			s.box.South, s.box.North = min(s.box.South, p.Lat), max(s.box.North, p.Lat)
			s.box.West, s.box.East = min(s.box.West, p.Lon), max(s.box.East, p.Lon)
			if before := ring[(i+len(ring)-1)%len(ring)]; before != p {
				s.edges = append(s.edges, edge{before, p})
			}
		}
	}
	if len(s.edges) < 3 {
		return nil
	}
	s.size = areaWithin(rings)
	s.bands(min(max(len(s.edges)/edgesPerBand, 1), maxBands))
	return s
}

// areaWithin is the area of rings of which each lies within an even or odd
// number of the others: holes are taken off.
func areaWithin(rings [][]geocode.Point) (size float64) {
	for i, ring := range rings {
		if len(ring) == 0 {
			continue
		}
		sign := 1.0
		for j, other := range rings {
			if i != j && len(rings) <= maxNested && geo.RingHolds(other, ring[0]) {
				sign = -sign
			}
		}
		size += sign * geo.RingArea(ring)
	}
	return math.Abs(size)
}

// maxNested bounds the rings that are compared each with each: beyond it,
// islands count for more than the lakes on them.
const maxNested = 100

// bands sorts the edges into so many bands.
func (s *shape) bands(count int) {
	s.starts = make([]uint32, count+1)
	each := func(use func(band int, edge uint32)) {
		for i := range s.edges {
			e := &s.edges[i]
			from, to := s.band(min(e.a.Lat, e.b.Lat), count), s.band(max(e.a.Lat, e.b.Lat), count)
			for band := from; band <= to; band++ {
				use(band, uint32(i))
			}
		}
	}
	each(func(band int, _ uint32) { s.starts[band+1]++ })
	for i := range count {
		s.starts[i+1] += s.starts[i]
	}
	s.order = make([]uint32, s.starts[count])
	next := append([]uint32(nil), s.starts...)
	each(func(band int, edge uint32) {
		s.order[next[band]] = edge
		next[band]++
	})
}

// band is the band of a latitude.
func (s *shape) band(lat float64, count int) int {
	height := s.box.North - s.box.South
	if height <= 0 {
		return 0
	}
	return min(max(int((lat-s.box.South)/height*float64(count)), 0), count-1)
}

// holds tells whether p lies in the shape. A point on an edge belongs to one
// side, always the same.
func (s *shape) holds(p geocode.Point) bool {
	if !geo.BoxHolds(s.box, p) {
		return false
	}
	inside := false
	band := s.band(p.Lat, len(s.starts)-1)
	for _, at := range s.order[s.starts[band]:s.starts[band+1]] {
		a, b := s.edges[at].a, s.edges[at].b
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
			inside = !inside
		}
	}
	return inside
}

// shapes are numbered shapes that are found by point.
type shapes struct {
	cells map[[2]int32][]numbered
	wide  []numbered // those of too many cells
}

// numbered is a shape and what it is the extent of.
type numbered struct {
	shape  *shape
	number int32
}

// shapeCell is the width in degrees of the cells by which shapes are found.
const shapeCell = 0.1

// maxCells bounds the cells of one shape: some 10 degrees square.
const maxCells = 10_000

// add notes a shape in all cells of its box.
func (ss *shapes) add(s *shape, number int32) {
	low := shapeCellOf(geocode.Point{Lat: s.box.South, Lon: s.box.West})
	high := shapeCellOf(geocode.Point{Lat: s.box.North, Lon: s.box.East})
	if int(high[0]-low[0]+1)*int(high[1]-low[1]+1) > maxCells {
		ss.wide = append(ss.wide, numbered{s, number})
		return
	}
	if ss.cells == nil {
		ss.cells = map[[2]int32][]numbered{}
	}
	for y := low[0]; y <= high[0]; y++ {
		for x := low[1]; x <= high[1]; x++ {
			cell := [2]int32{y, x}
			ss.cells[cell] = append(ss.cells[cell], numbered{s, number})
		}
	}
}

func shapeCellOf(p geocode.Point) [2]int32 {
	return [2]int32{int32(math.Floor(p.Lat / shapeCell)), int32(math.Floor(p.Lon / shapeCell))}
}

// smallest gives the number of the smallest shape that holds p; of equal ones
// the first.
func (ss *shapes) smallest(p geocode.Point) (number int32, found bool) {
	return ss.smallestThat(p, func(int32) bool { return true })
}

// smallestThat is smallest among the wanted.
func (ss *shapes) smallestThat(p geocode.Point, wanted func(number int32) bool) (number int32, found bool) {
	best := math.Inf(1)
	for _, list := range [...][]numbered{ss.cells[shapeCellOf(p)], ss.wide} {
		for _, one := range list {
			if one.shape.size < best && one.shape.holds(p) && wanted(one.number) {
				number, best, found = one.number, one.shape.size, true
			}
		}
	}
	return number, found
}
