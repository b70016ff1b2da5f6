package areas

import (
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// edges are the rings of one polygon, arranged to tell quickly whether a point
// is inside: the box is cut into bands of equal height, and each band lists the
// edges that reach into it.
type edges struct {
	box     geocode.Box
	corners []geocode.Point // ring after ring, each with its first corner at the end again
	bands   []uint32        // where each band begins in list, and the end
	list    []uint32        // edges, by their first corner
	scale   float64         // bands in a degree
}

// place is where a point is.
type place uint8

const (
	outside place = iota
	edge          // exactly on the border, and not inside by the rule of where
	inside
)

const (
	edgesInBand = 6    // about, on average
	maxBands    = 4096 // of a polygon
	maxRepeated = 8    // times that an edge is listed, on average
)

func newEdges(rings [][]geocode.Point) edges {
	e := edges{box: geocode.Box{South: 90, West: maxLon, North: -90, East: -maxLon}}
	n := 0
	for _, ring := range rings {
		n += len(ring) + 1
	}
	e.corners = make([]geocode.Point, 0, n)
	for _, ring := range rings {
		e.corners = append(append(e.corners, ring...), ring[0])
	}
	for _, c := range e.corners {
		e.box.South, e.box.North = min(e.box.South, c.Lat), max(e.box.North, c.Lat)
		e.box.West, e.box.East = min(e.box.West, c.Lon), max(e.box.East, c.Lon)
	}
	e.cut(rings)
	return e
}

// cut makes the bands: many, unless long edges would be listed in too many.
func (e *edges) cut(rings [][]geocode.Point) {
	height := e.box.North - e.box.South
	n := min(max(len(e.corners)/edgesInBand, 1), maxBands)
	for ; ; n /= 2 {
		e.bands, e.scale = make([]uint32, n+1), 0
		if height > 0 {
			e.scale = float64(n) / height
		}
		listed := 0
		e.each(rings, func(_ uint32, low, high int) {
			listed += high - low + 1
		})
		if n == 1 || listed <= maxRepeated*len(e.corners) {
			e.fill(rings, listed)
			return
		}
	}
}

// fill lists the edges of each band.
func (e *edges) fill(rings [][]geocode.Point, listed int) {
	clear(e.bands)
	e.each(rings, func(_ uint32, low, high int) {
		for b := low; b <= high; b++ {
			e.bands[b+1]++
		}
	})
	for b := 1; b < len(e.bands); b++ {
		e.bands[b] += e.bands[b-1]
	}
	e.list = make([]uint32, listed)
	next := slices.Clone(e.bands)
	e.each(rings, func(i uint32, low, high int) {
		for b := low; b <= high; b++ {
			e.list[next[b]] = i
			next[b]++
		}
	})
}

// each calls visit for every edge with the first and last band it reaches into.
func (e *edges) each(rings [][]geocode.Point, visit func(i uint32, low, high int)) {
	i := uint32(0)
	for _, ring := range rings {
		for range ring {
			a, b := e.corners[i].Lat, e.corners[i+1].Lat
			visit(i, e.band(min(a, b)), e.band(max(a, b)))
			i++
		}
		i++ // from one ring to the next is no edge
	}
}

// band is the band that a latitude within the box lies in.
func (e *edges) band(lat float64) int {
	return min(int((lat-e.box.South)*e.scale), len(e.bands)-2)
}

// where tells whether p is inside, by the even-odd rule over all rings: edges
// to the east of p are counted, of each edge its south end and not its north
// end. So a point on a border shared by two polygons is inside one of them.
func (e *edges) where(p geocode.Point) place {
	if p.Lat < e.box.South || p.Lat > e.box.North || p.Lon < e.box.West || p.Lon > e.box.East {
		return outside
	}
	b := e.band(p.Lat)
	odd, touches := false, false
	for _, i := range e.list[e.bands[b]:e.bands[b+1]] {
		crosses, on := crossing(e.corners[i], e.corners[i+1], p)
		odd = odd != crosses
		touches = touches || on
	}
	switch {
	case odd:
		return inside
	case touches:
		return edge
	}
	return outside
}

// crossing tells whether an edge is crossed on the way east from p, and whether
// p lies on it. The edge counts from its south end, so that both polygons along
// it compute the same; the products are rounded each, so that all processors do.
func crossing(a, b, p geocode.Point) (crosses, on bool) {
	if b.Lat < a.Lat || b.Lat == a.Lat && b.Lon < a.Lon {
		a, b = b, a
	}
	if p.Lat < a.Lat || p.Lat > b.Lat {
		return false, false
	}
	if a.Lat == b.Lat {
		return false, a.Lon <= p.Lon && p.Lon <= b.Lon
	}
	if p.Lon > max(a.Lon, b.Lon) {
		return false, false
	}
	side := float64((b.Lon-a.Lon)*(p.Lat-a.Lat)) - float64((b.Lat-a.Lat)*(p.Lon-a.Lon))
	return side > 0 && p.Lat < b.Lat, side == 0 && p.Lon >= min(a.Lon, b.Lon)
}

// moved is the polygon so many degrees further east.
func (e *edges) moved(degrees float64) edges {
	m := *e
	m.box.West, m.box.East = m.box.West+degrees, m.box.East+degrees
	m.corners = make([]geocode.Point, len(e.corners))
	for i, c := range e.corners {
		m.corners[i] = geocode.Point{Lat: c.Lat, Lon: c.Lon + degrees}
	}
	return m
}
