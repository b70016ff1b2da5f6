package world

import (
	"fmt"
	"math"
	"path/filepath"
	"strconv"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// atlas is the map of countries: lines that countries share, and the polygons
// that are made of them.
type atlas struct {
	arcs     [][]geocode.Point
	polygons []*polygon
}

// polygon is one piece of a country: an outer ring and its holes.
type polygon struct {
	country string // ISO 3166-1 alpha-2, "" for a piece that is nobody's
	rings   [][]int
	outer   []geocode.Point
	box     geocode.Box
	people  int64 // in the places of the country that lie in it
}

// nameless are the map's features without an ISO code, and whose they are
// taken to be: as GeoNames has the places there. Those that several countries
// claim, and that nobody lives on, are left to none.
var nameless = map[string]string{
	"Kosovo":                  "XK",
	"Somaliland":              "SO",
	"N. Cyprus":               "CY",
	"Cyprus U.N. Buffer Zone": "CY",
	"Dhekelia":                "CY",
	"Akrotiri":                "CY",
	"USNB Guantanamo Bay":     "CU",
	"Baikonur":                "KZ",
	"Indian Ocean Ter.":       "AU",
	"Coral Sea Is.":           "AU",
	"Clipperton I.":           "FR",
	"Siachen Glacier":         "",
	"Spratly Is.":             "",
	"Bajo Nuevo Bank":         "",
	"Serranilla Bank":         "",
	"Scarborough Reef":        "",
}

// topology is the part of TopoJSON that world-atlas uses.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	Type       string
	ID         string // ISO 3166-1 numeric
	Arcs       rawArcs
	Properties struct{ Name string }
}

// readAtlas reads countries-10m.json.
func readAtlas(packages string) (*atlas, error) {
	var t topology
	path := filepath.Join(packages, "world-atlas", "countries-10m.json")
	if err := readJSON(path, &t); err != nil {
		return nil, err
	}
	a := &atlas{}
	for _, arc := range t.Arcs {
		a.arcs = append(a.arcs, t.points(arc))
	}
	for _, g := range t.Objects.Countries.Geometries {
		country, err := g.country()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		pieces, err := g.pieces(len(a.arcs))
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, g.Properties.Name, err)
		}
		for _, rings := range pieces {
			p := &polygon{country: country, rings: rings, outer: a.ring(rings[0])}
			p.outer = append(p.outer, closure(p.outer)...)
			p.box = flatBox(p.outer)
			a.polygons = append(a.polygons, p)
		}
	}
	return a, nil
}

// points undoes the difference coding and the grid of an arc.
func (t *topology) points(arc [][2]float64) []geocode.Point {
	points := make([]geocode.Point, len(arc))
	var x, y float64
	for i, step := range arc {
		x, y = x+step[0], y+step[1]
		points[i] = geocode.Point{
			Lat: min(max(y*t.Transform.Scale[1]+t.Transform.Translate[1], -90), 90),
			Lon: min(max(x*t.Transform.Scale[0]+t.Transform.Translate[0], -180), 180),
		}
	}
	mendMeridian(points)
	return points
}

// mendMeridian puts points on the antimeridian on the side of the points next
// to them: the map is cut there, but has some of the cut's points at -180 where
// the piece lies before 180.
func mendMeridian(points []geocode.Point) {
	onCut := func(p geocode.Point) bool { return math.Abs(p.Lon) > 180-1e-9 }
	for i := range points {
		if !onCut(points[i]) {
			continue
		}
		from := i
		for from > 0 && onCut(points[from]) {
			from--
		}
		for from < len(points)-1 && onCut(points[from]) {
			from++
		}
		points[i].Lon = math.Copysign(180, points[from].Lon)
	}
}

// closure is the way from a ring's end over the South Pole to its beginning,
// for the ring of Antarctica, which goes once around the Earth; else empty.
func closure(ring []geocode.Point) []geocode.Point {
	first, last := ring[0], ring[len(ring)-1]
	if math.Abs(first.Lon-last.Lon) < 360 {
		return nil
	}
	return []geocode.Point{last, {Lat: -90, Lon: last.Lon}, {Lat: -90, Lon: first.Lon}, first}
}

// country is whose the feature is.
func (g *geometry) country() (string, error) {
	if g.ID == "" {
		country, known := nameless[g.Properties.Name]
		if !known {
			return "", fmt.Errorf("feature %q has no code and is not in the table", g.Properties.Name)
		}
		return country, nil
	}
	number, err := strconv.Atoi(g.ID)
	if err != nil {
		return "", fmt.Errorf("feature %q has the code %q", g.Properties.Name, g.ID)
	}
	region, err := language.EncodeM49(number)
	if err != nil {
		return "", fmt.Errorf("feature %q: %w", g.Properties.Name, err)
	}
	return region.String(), nil
}

// ring is the points of a ring of arcs. A negative arc ^i is arc i backwards.
func (a *atlas) ring(arcs []int) (ring []geocode.Point) {
	for _, i := range arcs {
		if i >= 0 {
			ring = append(ring, a.arcs[i]...)
			continue
		}
		for k := len(a.arcs[^i]) - 1; k >= 0; k-- {
			ring = append(ring, a.arcs[^i][k])
		}
	}
	return ring
}

// flatBox is the extent of a ring that is known not to cross the antimeridian.
func flatBox(ring []geocode.Point) geocode.Box {
	box := geocode.Box{South: 90, West: 180, North: -90, East: -180}
	for _, p := range ring {
		box.South, box.North = min(box.South, p.Lat), max(box.North, p.Lat)
		box.West, box.East = min(box.West, p.Lon), max(box.East, p.Lon)
	}
	return box
}

// holds tells whether p lies within the outer ring.
func (p *polygon) holds(at geocode.Point) bool {
	return p.box.South <= at.Lat && at.Lat <= p.box.North && p.box.West <= at.Lon && at.Lon <= p.box.East &&
		geo.RingHolds(p.outer, at)
}
