package build

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// polygons are the named areas of --areas, found by point.
type polygons struct {
	names  []string
	shapes shapes
}

// nameFields are the properties that name an area, the first that is there.
var nameFields = []string{"name", "NAME", "Name", "nom", "NAMELSAD", "name_en", "nome", "nombre", "GEN", "label"}

// readPolygons reads the polygons of a GeoJSON FeatureCollection, packed or
// not. No path gives none.
func readPolygons(ctx context.Context, path string) (*polygons, error) {
	ps := &polygons{}
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
	var all []*shape
	var size float64
	for _, coordinates := range parts {
		var rings [][]geocode.Point
		for _, one := range coordinates {
			ring, err := ringOf(one)
			if err != nil {
				return fmt.Errorf("%q: %w", name, err)
			}
			rings = append(rings, ring)
		}
		if s := newShape(rings); s != nil {
			size += s.size
			all = append(all, s)
		}
	}
	for _, s := range all {
		s.size = size
		ps.shapes.add(s, int32(len(ps.names)))
	}
	ps.names = append(ps.names, name)
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

// holding gives the name of the smallest polygon that holds p.
func (ps *polygons) holding(p geocode.Point) (name string, found bool) {
	n, found := ps.shapes.smallest(p)
	if !found {
		return "", false
	}
	return ps.names[n], true
}
