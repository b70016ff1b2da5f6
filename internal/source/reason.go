package source

import (
	"math"
	"strconv"
)

// Reason is a named problem that a reader may meet.
type Reason struct {
	Name  string // "coordinate.range"
	Want  string // what would be right, for people
	Skips bool   // whether the record gives no feature
}

// Reasons that readers of several kinds have.
var (
	TooLong        = Reason{Name: "row.long", Want: "a record of at most 1 MiB", Skips: true}
	NotUTF8        = Reason{Name: "text.encoding", Want: "text in UTF-8; convert the file, from Latin-1 with: iconv -f LATIN1 -t UTF-8", Skips: true}
	NoName         = Reason{Name: "name.missing", Want: "a name", Skips: true}
	NoPostcode     = Reason{Name: "postcode.missing", Want: "a postcode", Skips: true}
	NoCoordinate   = Reason{Name: "coordinate.missing", Want: "a latitude and a longitude", Skips: true}
	BadCoordinate  = Reason{Name: "coordinate.invalid", Want: "a decimal number of degrees, as 48.8566", Skips: true}
	FarCoordinate  = Reason{Name: "coordinate.range", Want: "degrees: latitude from -90 to 90, longitude from -180 to 180", Skips: true}
	ZeroCoordinate = Reason{Name: "coordinate.zero", Want: "a point; 0, 0 stands for none", Skips: true}
)

// SetPoint sets the feature's coordinates from decimal numbers with a point;
// else it gives the reason, and whether the longitude is to blame.
func (f *Feature) SetPoint(lat, lon string) (reason *Reason, isLon bool) {
	for _, c := range [...]struct {
		text  string
		limit float64
		into  *float64
		isLon bool
	}{{lat, 90, &f.Lat, false}, {lon, 180, &f.Lon, true}} {
		degrees, err := strconv.ParseFloat(c.text, 64)
		switch {
		case c.text == "":
			return &NoCoordinate, c.isLon
		case err != nil || math.IsNaN(degrees):
			return &BadCoordinate, c.isLon
		case math.Abs(degrees) > c.limit:
			return &FarCoordinate, c.isLon
		}
		*c.into = degrees
	}
	if f.Lat == 0 && f.Lon == 0 {
		return &ZeroCoordinate, false
	}
	return nil, false
}
