package ring

import (
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source/osm/element"
)

// Point gives a position in degrees.
func Point(p element.Position) geocode.Point {
	return geocode.Point{Lat: float64(p.Lat) / element.Degree, Lon: float64(p.Lon) / element.Degree}
}

// Metres is the distance of two positions.
func Metres(a, b element.Position) float64 { return geo.Distance(Point(a), Point(b)) }

// Length is how long a line is, in metres.
func Length(line []element.Position) float64 {
	var sum float64
	for i := 1; i < len(line); i++ {
		sum += Metres(line[i-1], line[i])
	}
	return sum
}

// Along gives the position at a share, 0 to 1, of a line's length.
func Along(line []element.Position, share float64) element.Position {
	left := share * Length(line)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		step := Metres(a, b)
		if left <= step && step > 0 {
			part := left / step
			return element.Position{Lat: between(a.Lat, b.Lat, part), Lon: between(a.Lon, b.Lon, part)}
		}
		left -= step
	}
	return line[len(line)-1]
}

func between(a, b int32, part float64) int32 {
	return a + int32(math.Round(part*(float64(b)-float64(a))))
}

// Area is twice what a ring holds in square units, above zero where it runs
// counter-clockwise, and the centroid of it.
func Area(ring []element.Position) (area, lat, lon float64) {
	base := ring[0]
	for i := 1; i < len(ring); i++ {
		ax, ay := float64(ring[i-1].Lon)-float64(base.Lon), float64(ring[i-1].Lat)-float64(base.Lat)
		bx, by := float64(ring[i].Lon)-float64(base.Lon), float64(ring[i].Lat)-float64(base.Lat)
		cross := ax*by - bx*ay
		area += cross
		lon += (ax + bx) * cross
		lat += (ay + by) * cross
	}
	if area != 0 {
		lat, lon = lat/(3*area), lon/(3*area)
	}
	return area, lat + float64(base.Lat), lon + float64(base.Lon)
}

// Holds reports whether a position lies in an odd number of the rings.
func Holds(rings [][]element.Position, at element.Position) bool {
	inside := false
	for _, x := range crossings(rings, float64(at.Lat)) {
		if x > float64(at.Lon) {
			inside = !inside
		}
	}
	return inside
}

// crossings gives the longitudes at which the rings cross a parallel.
func crossings(rings [][]element.Position, lat float64) (lons []float64) {
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (float64(a.Lat) > lat) == (float64(b.Lat) > lat) {
				continue
			}
			part := (lat - float64(a.Lat)) / (float64(b.Lat) - float64(a.Lat))
			lons = append(lons, float64(a.Lon)+part*(float64(b.Lon)-float64(a.Lon)))
		}
	}
	return lons
}

// Inside gives a point in the area of the rings, of which there is one at
// least: the centroid of the largest where that is inside, else the middle of
// the widest part at its latitude.
func Inside(rings [][]element.Position) element.Position {
	var most, lat, lon float64
	for _, r := range rings {
		if area, y, x := Area(r); math.Abs(area) > most {
			most, lat, lon = math.Abs(area), y, x
		}
	}
	if most == 0 {
		return rings[0][0]
	}
	centre := element.Position{Lat: int32(math.Round(lat)), Lon: int32(math.Round(lon))}
	if Holds(rings, centre) {
		return centre
	}
	lat = math.Floor(lat) + 0.5 // between the nodes' own
	lons := crossings(rings, lat)
	slices.Sort(lons)
	best, width := centre, -1.0
	for i := 1; i < len(lons); i += 2 {
		if w := lons[i] - lons[i-1]; w > width {
			best, width = element.Position{Lat: int32(lat), Lon: int32(math.Round((lons[i] + lons[i-1]) / 2))}, w
		}
	}
	return best
}
