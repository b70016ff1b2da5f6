package build

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// polygons are areas with a border, found by point.
type polygons struct {
	cells map[[2]int32][]*polygon
	wide  []*polygon // those of too many cells
}

// polygon is a part of a named area: an outer ring and the holes in it.
type polygon struct {
	name  string
	rings [][]geocode.Point
	box   geocode.Box
	size  float64 // square metres within all outer rings of the area, roughly
}

// polygonCell is the width in degrees of the cells by which polygons are found.
const polygonCell = 0.1

// maxCells bounds the cells of one polygon: some 10 degrees square.
const maxCells = 10_000

// nameFields are the properties that name an area, the first that is there.
var nameFields = []string{"name", "NAME", "Name", "nom", "NAMELSAD", "name_en", "nome", "nombre", "GEN", "label"}

// readPolygons reads the polygons of a GeoJSON FeatureCollection, packed or
// not. No path gives none.
func readPolygons(ctx context.Context, path string) (*polygons, error) {
	ps := &polygons{cells: map[[2]int32][]*polygon{}}
	if path == "" {
		return ps, nil
	}
	input, err := source.NewInput(path)
	if err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	err = input.Each(ctx, func(string) bool { return true }, func(file source.Member) error { return ps.read(json.NewDecoder(file)) })
	if err != nil {
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

// add takes an area in, part by part: an area on both sides of the
// antimeridian would otherwise reach around the Earth.
func (ps *polygons) add(name string, parts [][][][]float64) error {
	var all []*polygon
	var size float64
	for _, rings := range parts {
		p := &polygon{name: name}
		for _, coordinates := range rings {
			ring, err := ringOf(coordinates)
			if err != nil {
				return fmt.Errorf("%q: %w", name, err)
			}
			p.rings = append(p.rings, ring)
		}
		if len(p.rings) == 0 || len(p.rings[0]) == 0 {
			continue
		}
		p.box = geocode.Box{South: 90, West: 180, North: -90, East: -180}
		for _, corner := range p.rings[0] {
			p.box.South, p.box.North = min(p.box.South, corner.Lat), max(p.box.North, corner.Lat)
			p.box.West, p.box.East = min(p.box.West, corner.Lon), max(p.box.East, corner.Lon)
		}
		size += geo.RingArea(p.rings[0])
		all = append(all, p)
	}
	for _, p := range all {
		p.size = size
		ps.index(p)
	}
	return nil
}

func ringOf(coordinates [][]float64) ([]geocode.Point, error) {
	ring := make([]geocode.Point, len(coordinates))
	for i, c := range coordinates {
		if len(c) < 2 || !geo.Valid(geocode.Point{Lat: c[1], Lon: c[0]}) {
			return nil, fmt.Errorf("no longitude and latitude at the corner %v", c)
		}
		ring[i] = geocode.Point{Lat: c[1], Lon: c[0]}
	}
	return ring, nil
}

// index notes a polygon in all cells of its box.
func (ps *polygons) index(p *polygon) {
	low, high := polygonCellOf(geocode.Point{Lat: p.box.South, Lon: p.box.West}), polygonCellOf(geocode.Point{Lat: p.box.North, Lon: p.box.East})
	if int(high[0]-low[0]+1)*int(high[1]-low[1]+1) > maxCells {
		ps.wide = append(ps.wide, p)
		return
	}
	for y := low[0]; y <= high[0]; y++ {
		for x := low[1]; x <= high[1]; x++ {
			ps.cells[[2]int32{y, x}] = append(ps.cells[[2]int32{y, x}], p)
		}
	}
}

func polygonCellOf(p geocode.Point) [2]int32 {
	return [2]int32{int32(math.Floor(p.Lat / polygonCell)), int32(math.Floor(p.Lon / polygonCell))}
}

// holding gives the smallest polygon that holds p, nil for none.
func (ps *polygons) holding(p geocode.Point) (best *polygon) {
	for _, list := range [...][]*polygon{ps.cells[polygonCellOf(p)], ps.wide} {
		for _, one := range list {
			if (best == nil || one.size < best.size) && geo.BoxHolds(one.box, p) && one.holds(p) {
				best = one
			}
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
