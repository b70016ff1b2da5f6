package build

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// Few addresses have doors, so that they are kept as text on their way through
// the sorters: of each the latitude and longitude in 1e-6 degrees, with zeros
// where they are not known, and the flats.
const (
	doorFormat = "%d,%d,%s\x01"
	maxDoors   = 100 // of one record
)

// encodeDoors gives the doors of a feature in a record.
func encodeDoors(doors []source.Door) string {
	if len(doors) == 0 {
		return ""
	}
	var b strings.Builder
	for _, d := range doors[:min(len(doors), maxDoors)] {
		flats := strings.Map(func(r rune) rune {
			if r < ' ' {
				return -1
			}
			return r
		}, cut(d.Flats, index.MaxFlats))
		fmt.Fprintf(&b, doorFormat, int32(math.Round(d.Lat*1e6)), int32(math.Round(d.Lon*1e6)), flats)
	}
	return b.String()
}

// doorsOf gives the doors of an address, of all its points, each once.
func doorsOf(points []point) (doors []index.Door) {
	for i := range points {
		for one := range strings.SplitSeq(points[i].doors, "\x01") {
			var at spot
			var d index.Door
			lat, rest, _ := strings.Cut(one, ",")
			lon, flats, found := strings.Cut(rest, ",")
			if !found {
				continue
			}
			fmt.Sscan(lat, &at.lat)
			fmt.Sscan(lon, &at.lon)
			d.Flats = flats
			if at != (spot{}) {
				d.Point = at.position()
			}
			if !slices.Contains(doors, d) {
				doors = append(doors, d)
			}
		}
	}
	return doors
}
