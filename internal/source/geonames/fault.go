package geonames

import (
	"fmt"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/source"
)

var (
	notWanted = source.Reason{Name: "feature.kind", Want: "a populated place (P) or an administrative area (A.ADM1 to ADM5, A.PCLI)", Skips: true}
	gone      = source.Reason{Name: "feature.gone", Want: "a place that exists: not abandoned, destroyed or historical", Skips: true}
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
	reason, isLon := f.SetPoint(string(fields[lat]), string(fields[lon]))
	switch {
	case reason == nil:
		return true
	case isLon:
		return d.refuse(*reason, at, lon, fields[lon])
	}
	return d.refuse(*reason, at, lat, fields[lat])
}

// text reports whether all fields are UTF-8; the first that is not is counted.
func (d *dump) text(at place, fields [][]byte) bool {
	for i, field := range fields {
		if !utf8.Valid(field) {
			return d.refuse(source.NotUTF8, at, i, field)
		}
	}
	return true
}
