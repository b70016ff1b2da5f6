package geo

import (
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// winds are the eight points of the compass, clockwise.
var winds = [...]string{"north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"}

// Compass names the direction in which to lies, seen from a point near by, by
// one of the eight points of the compass. It is "" within half a metre.
func Compass(from, to geocode.Point) string {
	if Distance(from, to) < 0.5 {
		return ""
	}
	east := shortLon(to.Lon-from.Lon) * math.Cos(radians(from.Lat))
	eighths := math.Round(math.Atan2(east, to.Lat-from.Lat) / (math.Pi / 4))
	return winds[(int(eighths)+8)%8]
}
