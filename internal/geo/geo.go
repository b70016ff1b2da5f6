// Package geo is the plane and sphere geometry of Milepost: distances,
// extents, lines, rings and the Hilbert order. Points and boxes are those of
// package geocode, in WGS84 degrees; distances are metres on a sphere, which
// is within 0.6 % of the ellipsoid. All functions are pure.
//
// An extent may cross the antimeridian (West greater than East); the
// functions on boxes know that.
package geo

import (
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// EarthRadius is the mean radius of the Earth in metres.
const EarthRadius = 6371008.8

// MetresPerDegree is the length of a degree of latitude on that sphere.
const MetresPerDegree = EarthRadius * math.Pi / 180

// Distance is the length in metres of the great circle between a and b.
func Distance(a, b geocode.Point) float64 {
	latA, latB := radians(a.Lat), radians(b.Lat)
	return EarthRadius * centralAngle(latA, latB, radians(b.Lon-a.Lon))
}

// centralAngle is the haversine formula; all in radians.
func centralAngle(latA, latB, dLon float64) float64 {
	sinLat, sinLon := math.Sin((latB-latA)/2), math.Sin(dLon/2)
	h := sinLat*sinLat + math.Cos(latA)*math.Cos(latB)*sinLon*sinLon
	return 2 * math.Asin(math.Sqrt(min(h, 1)))
}

// Valid tells whether p is a position on Earth: finite and within ±90, ±180.
func Valid(p geocode.Point) bool {
	return math.Abs(p.Lat) <= 90 && math.Abs(p.Lon) <= 180
}

// East is how many degrees one goes east from longitude a to b: 0 to below 360.
func East(a, b float64) float64 {
	d := math.Mod(b-a, 360)
	if d < 0 {
		d += 360
	}
	return d
}

// Longitude brings a longitude in degrees into -180..180.
func Longitude(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	return East(-180, lon) - 180
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
func degrees(radians float64) float64 { return radians * 180 / math.Pi }
