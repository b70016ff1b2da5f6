package areas

import (
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// shape is the polygons of one feature.
type shape struct {
	corners  []geocode.Point
	rings    []int // for each ring, where it ends in corners
	polygons []int // for each polygon, where it ends in rings
}

func (s *shape) reset() { *s = shape{} }

// take adds the polygons of another shape.
func (s *shape) take(other *shape) {
	corners, rings := len(s.corners), len(s.rings)
	s.corners = append(s.corners, other.corners...)
	for _, end := range other.rings {
		s.rings = append(s.rings, corners+end)
	}
	for _, end := range other.polygons {
		s.polygons = append(s.polygons, rings+end)
	}
}

// depthOf says how many brackets stand around a geometry's positions; types
// that are not there are none of GeoJSON.
var depthOf = map[string]int{
	"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3, "GeometryCollection": -1,
}

// geometry reads a geometry and adds its polygons to the shape. Points and
// lines have none.
func (in *reader) geometry(to *shape) error {
	kind, own, depth := "", shape{}, -1
	err := in.object(func(key string) (err error) {
		switch key {
		case "type":
			kind, _, err = in.scalar(key)
		case "coordinates":
			own.reset()
			depth, err = in.coordinates(&own)
		case "geometries":
			err = in.array(func() error { return in.geometry(to) })
		default:
			err = in.skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	want, known := depthOf[kind]
	switch {
	case !known:
		return in.fault("%q is no type of geometry", kind)
	case kind != "Polygon" && kind != "MultiPolygon":
		return nil
	case depth != empty && depth != want:
		return in.fault("the coordinates of a %s are not nested as they should be: there are %d brackets around its positions, not %d", kind, depth, want)
	}
	to.take(&own)
	return nil
}

// empty is the depth of coordinates without any position.
const empty = -1

// coordinates reads positions, in whatever brackets, and tells in how many.
func (in *reader) coordinates(to *shape) (depth int, err error) {
	if err := in.expect('[', "before coordinates"); err != nil {
		return 0, err
	}
	b, err := in.next()
	if err != nil {
		return 0, err
	}
	in.unread()
	if b != '[' && b != ']' {
		return 0, in.position(to)
	}
	depth = empty
	err = in.elements(']', func() error {
		inner, err := in.coordinates(to)
		if err == nil && inner != empty && depth != empty && inner+1 != depth {
			err = in.fault("the coordinates are not all nested alike")
		}
		if inner != empty {
			depth = inner + 1
		}
		return err
	})
	to.close(depth)
	return depth, err
}

// close ends a ring where the brackets around positions end, and a polygon
// where those around rings do.
func (s *shape) close(depth int) {
	switch depth {
	case 1:
		s.rings = append(s.rings, len(s.corners))
	case 2:
		s.polygons = append(s.polygons, len(s.rings))
	}
}

// position reads a longitude, a latitude, and whatever follows to the bracket.
func (in *reader) position(to *shape) error {
	var at [2]float64
	n := 0
	err := in.elements(']', func() error {
		b, err := in.next()
		if err != nil {
			return err
		}
		number, err := in.number(b)
		if n < len(at) {
			at[n] = number
		}
		n++
		return err
	})
	switch {
	case err != nil:
		return err
	case n < len(at):
		return in.fault("a position needs a longitude and a latitude")
	case !(math.Abs(at[0]) <= maxLon && math.Abs(at[1]) <= 90):
		return in.fault("the position %v, %v is no longitude and latitude in degrees; bring the file to WGS 84 first (ogr2ogr -t_srs EPSG:4326)", at[0], at[1])
	case len(to.corners) == maxCorners:
		return in.fault("the areas have more than %d corners; simplify them first (ogr2ogr -simplify)", maxCorners)
	}
	to.corners = append(to.corners, geocode.Point{Lat: at[1], Lon: at[0]})
	return nil
}

// maxLon lets areas reach over the antimeridian: 190 is where -170 is.
const maxLon = 360
