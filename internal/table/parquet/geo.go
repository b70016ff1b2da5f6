package parquet

import (
	"encoding/json"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// geometryName is the name of the column of points, which no other column has.
func geometryName(header table.Header) string {
	taken := map[string]bool{}
	for _, columns := range [][]table.Column{header.Input, header.Added} {
		for _, c := range columns {
			taken[strings.ToLower(c.Name)] = true
		}
	}
	name := "geometry"
	for taken[name] {
		name = "match_" + name
	}
	return name
}

// geoMetadata is what stands under "geo": GeoParquet 1.1.0. Without "crs" the
// coordinates are those of OGC:CRS84.
type geoMetadata struct {
	Version string                     `json:"version"`
	Primary string                     `json:"primary_column"`
	Columns map[string]json.RawMessage `json:"columns"`

	points geoColumn
	some   bool // there is a point
}

// geoColumn describes a column of geometries.
type geoColumn struct {
	Encoding string    `json:"encoding"`
	Types    []string  `json:"geometry_types"`
	BBox     []float64 `json:"bbox,omitempty"` // west, south, east, north in degrees
}

// newGeoMetadata describes the column of points, and those of the input's
// geometries that keep their name.
func newGeoMetadata(point string, like *Reader, inputs []string) geoMetadata {
	g := geoMetadata{Version: "1.1.0", Primary: point, Columns: map[string]json.RawMessage{}}
	g.points = geoColumn{Encoding: "WKB", Types: []string{}}
	if like == nil {
		return g
	}
	var old geoMetadata
	if json.Unmarshal([]byte(like.geo), &old) != nil {
		return g
	}
	for i, name := range inputs {
		if i >= len(like.columns) || like.columns[i].name != name {
			continue
		}
		if described, ok := old.Columns[name]; ok {
			g.Columns[name] = described
		}
	}
	return g
}

// take widens the extent by a point.
func (g *geoMetadata) take(p geocode.Point) {
	if !g.some {
		g.some = true
		g.points.Types, g.points.BBox = []string{"Point"}, []float64{p.Lon, p.Lat, p.Lon, p.Lat}
		return
	}
	b := g.points.BBox
	b[0], b[1], b[2], b[3] = min(b[0], p.Lon), min(b[1], p.Lat), max(b[2], p.Lon), max(b[3], p.Lat)
}

// text is the metadata as it is written.
func (g *geoMetadata) text() (string, error) {
	described, err := json.Marshal(g.points)
	if err == nil {
		g.Columns[g.Primary] = described
		described, err = json.Marshal(g)
	}
	return string(described), err
}
