package geonames

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/source"
)

var (
	tooLong        = source.Reason{Name: "row.long", Want: "a record of at most 1 MiB", Skips: true}
	notUTF8        = source.Reason{Name: "text.encoding", Want: "text in UTF-8", Skips: true}
	noName         = source.Reason{Name: "name.missing", Want: "a name", Skips: true}
	noPostcode     = source.Reason{Name: "postcode.missing", Want: "a postcode", Skips: true}
	notWanted      = source.Reason{Name: "feature.kind", Want: "a populated place (P) or an administrative area (A.ADM1 to ADM5, A.PCLI)", Skips: true}
	gone           = source.Reason{Name: "feature.gone", Want: "a place that exists: not abandoned, destroyed or historical", Skips: true}
	badCoordinate  = source.Reason{Name: "coordinate.invalid", Want: "a decimal number of degrees", Skips: true}
	farCoordinate  = source.Reason{Name: "coordinate.range", Want: "degrees: latitude from -90 to 90, longitude from -180 to 180", Skips: true}
	zeroCoordinate = source.Reason{Name: "coordinate.zero", Want: "a point; 0, 0 stands for none", Skips: true}
)

func wrongFields(want int) source.Reason {
	return source.Reason{Name: "row.fields", Want: fmt.Sprintf("%d fields separated by tabs", want), Skips: true}
}

// refuse counts a record that cannot be used, for the value of a column.
func (d *dump) refuse(reason source.Reason, at place, column int, value []byte) bool {
	d.tally.Note(reason, at.file, at.line, d.columns[column], value)
	return false
}

// point sets the feature's coordinates from two columns.
func (d *dump) point(at place, fields [][]byte, lat, lon int, f *source.Feature) bool {
	for _, c := range [...]struct {
		column int
		limit  float64
		into   *float64
	}{{lat, 90, &f.Lat}, {lon, 180, &f.Lon}} {
		degrees, err := strconv.ParseFloat(string(fields[c.column]), 64)
		if err != nil || math.IsNaN(degrees) {
			return d.refuse(badCoordinate, at, c.column, fields[c.column])
		}
		if math.Abs(degrees) > c.limit {
			return d.refuse(farCoordinate, at, c.column, fields[c.column])
		}
		*c.into = degrees
	}
	if f.Lat == 0 && f.Lon == 0 {
		return d.refuse(zeroCoordinate, at, lat, fields[lat])
	}
	return true
}

// text reports whether all fields are UTF-8; the first that is not is counted.
func (d *dump) text(at place, fields [][]byte) bool {
	for i, field := range fields {
		if !utf8.Valid(field) {
			return d.refuse(notUTF8, at, i, field)
		}
	}
	return true
}
