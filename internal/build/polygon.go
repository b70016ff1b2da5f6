package build

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// polygons are areas with a border, found by point.
type polygons struct {
	cells map[[2]int32][]*polygon
}

// polygon is a named area.
type polygon struct {
	name  string
	rings [][]geocode.Point
	box   geocode.Box
	size  float64 // square metres within the outer rings, roughly
}

// polygonCell is the width in degrees of the cells by which polygons are found.
const polygonCell = 0.1

// maxCells bounds the cells of one polygon: some 20 degrees square.
const maxCells = 40_000

// nameFields are the properties that name an area, the first that is there.
var nameFields = []string{"name", "NAME", "Name", "nom", "NAMELSAD", "name_en", "nome", "nombre", "GEN", "label"}

// readPolygons reads the polygons of a GeoJSON FeatureCollection. No path
// gives none.
func readPolygons(path string) (*polygons, error) {
	ps := &polygons{cells: map[[2]int32][]*polygon{}}
	if path == "" {
		return ps, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	defer file.Close()
	if err := ps.read(json.NewDecoder(file)); err != nil {
		return nil, fmt.Errorf("read areas of %s: %w; give a GeoJSON FeatureCollection of polygons that have a name", path, err)
	}
	return ps, nil
}

// read goes to the array "features" and reads one after another.
func (ps *polygons) read(in *json.Decoder) error {
	if err := expect(in, json.Delim('{')); err != nil {
		return err
	}
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return err
		}
		if key != "features" {
			var skipped json.RawMessage
			if err := in.Decode(&skipped); err != nil {
				return err
			}
			continue
		}
		if err := expect(in, json.Delim('[')); err != nil {
			return err
		}
		for in.More() {
			if err := ps.feature(in); err != nil {
				return err
			}
		}
		if err := expect(in, json.Delim(']')); err != nil {
			return err
		}
	}
	return expect(in, json.Delim('}'))
}

func expect(in *json.Decoder, want json.Delim) error {
	token, err := in.Token()
	if err == nil && token != want {
		err = fmt.Errorf("%v where %v should be", token, want)
	}
	return err
}

// feature reads one feature; those that are no polygons or have no name are
// left out.
func (ps *polygons) feature(in *json.Decoder) error {
	var f struct {
		Properties map[string]any
		Geometry   struct {
			Type        string
			Coordinates json.RawMessage
		}
	}
	if err := in.Decode(&f); err != nil {
		return err
	}
	at := slices.IndexFunc(nameFields, func(field string) bool { s, ok := f.Properties[field].(string); return ok && s != "" })
	if at < 0 {
		return nil
	}
	var parts [][][][]float64
	switch f.Geometry.Type {
	case "Polygon":
		parts = make([][][][]float64, 1)
		if err := json.Unmarshal(f.Geometry.Coordinates, &parts[0]); err != nil {
			return err
		}
	case "MultiPolygon":
		if err := json.Unmarshal(f.Geometry.Coordinates, &parts); err != nil {
			return err
		}
	default:
		return nil
	}
	return ps.add(f.Properties[nameFields[at]].(string), parts)
}

func (ps *polygons) add(name string, parts [][][][]float64) error {
	p := &polygon{name: name, box: geocode.Box{South: 90, West: 180, North: -90, East: -180}}
	for _, rings := range parts {
		for i, coordinates := range rings {
			ring := make([]geocode.Point, len(coordinates))
			for j, c := range coordinates {
				if len(c) < 2 || !geo.Valid(geocode.Point{Lat: c[1], Lon: c[0]}) {
					return fmt.Errorf("%q has no longitude and latitude at a corner", name)
				}
				ring[j] = geocode.Point{Lat: c[1], Lon: c[0]}
				p.box.South, p.box.North = min(p.box.South, c[1]), max(p.box.North, c[1])
				p.box.West, p.box.East = min(p.box.West, c[0]), max(p.box.East, c[0])
			}
			p.rings = append(p.rings, ring)
			if i == 0 {
				p.size += geo.RingArea(ring)
			}
		}
	}
	return ps.index(p)
}

// index notes a polygon in all cells of its box.
func (ps *polygons) index(p *polygon) error {
	if len(p.rings) == 0 {
		return nil
	}
	low, high := polygonCellOf(geocode.Point{Lat: p.box.South, Lon: p.box.West}), polygonCellOf(geocode.Point{Lat: p.box.North, Lon: p.box.East})
	if int(high[0]-low[0]+1)*int(high[1]-low[1]+1) > maxCells {
		return fmt.Errorf("%q is too large: areas are to be towns, districts or counties", p.name)
	}
	for y := low[0]; y <= high[0]; y++ {
		for x := low[1]; x <= high[1]; x++ {
			ps.cells[[2]int32{y, x}] = append(ps.cells[[2]int32{y, x}], p)
		}
	}
	return nil
}

func polygonCellOf(p geocode.Point) [2]int32 {
	return [2]int32{int32(math.Floor(p.Lat / polygonCell)), int32(math.Floor(p.Lon / polygonCell))}
}

// holding gives the smallest polygon that holds p, nil for none.
func (ps *polygons) holding(p geocode.Point) (best *polygon) {
	for _, one := range ps.cells[polygonCellOf(p)] {
		if (best == nil || one.size < best.size) && geo.BoxHolds(one.box, p) && one.holds(p) {
			best = one
		}
	}
	return best
}

func (p *polygon) holds(at geocode.Point) bool {
	inside := false
	for _, ring := range p.rings {
		if geo.RingHolds(ring, at) {
			inside = !inside
		}
	}
	return inside
}
