// Package geonames reads the files of geonames.org: the dumps of places
// (allCountries, cities5000, a country's), which have 19 tab-separated columns
// and no header, the postal codes, which have 12, and the small tables that
// name the codes in both.
//
// Nothing in these files is quoted. A name may hold any character but tab and
// line end.
package geonames

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/scan"
)

const (
	attribution = "GeoNames, https://www.geonames.org/"
	licence     = "CC BY 4.0"
)

// Places is the kind "geonames".
var Places = source.Reader{Prefix: "geonames", Claims: claimsPlaces, New: NewPlaces}

// claimsPlaces knows the dumps' names, except those of single countries: the
// postal codes have the same.
func claimsPlaces(name string) bool {
	return name == "allcountries.txt" || name == "allcountries" || strings.HasPrefix(name, "cities") && strings.Trim(strings.TrimSuffix(name, ".txt")[len("cities"):], "0123456789") == ""
}

// dump is a tab-separated file of GeoNames.
type dump struct {
	*source.Input
	kind    string
	options source.Options
	tally   source.Tally
	columns []string
	names   divisions // of places
	use     func(d *dump, at place, fields [][]byte, f *source.Feature) bool
}

// place is where a record stands.
type place struct {
	file string
	line int64
}

// Info tells what the dump is.
func (d *dump) Info() source.Info {
	return source.Info{Kind: d.kind, Name: d.Name(), Path: d.Location(), Bytes: d.Bytes(), Licence: licence, Attribution: attribution}
}

// Report tells what was read so far.
func (d *dump) Report() source.Report { return d.tally.Report() }

// Read gives the features of the dump.
func (d *dump) Read(ctx context.Context, emit func(*source.Feature) error) error {
	return d.Each(ctx, isDump, func(file source.Member) error {
		return d.readLines(file.Name, scan.NewLines(file), emit)
	})
}

// isDump leaves the readme of an archive out.
func isDump(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, ".txt") && !strings.Contains(lower, "readme")
}

func (d *dump) readLines(file string, lines *scan.Lines, emit func(*source.Feature) error) error {
	var feature source.Feature
	fields := make([][]byte, 0, len(d.columns)+1)
	for {
		line, err := lines.Next()
		at := place{file, lines.Line()}
		switch {
		case scan.Survivable(err):
			d.tally.Read()
			d.tally.Note(source.TooLong, file, at.line, "", nil)
			continue
		case err != nil:
			return endOf(err)
		case line[0] == '#':
			continue
		}
		d.tally.Read()
		if fields = split(fields[:0], line, len(d.columns)); len(fields) != len(d.columns) {
			d.tally.Note(wrongFields(len(d.columns)), file, at.line, "", line)
			continue
		}
		feature.Reset()
		if !d.use(d, at, fields, &feature) {
			continue
		}
		d.tally.Used()
		if err := emit(&feature); err != nil {
			return err
		}
	}
}

// endOf is no error at the end of a file.
func endOf(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// split cuts a line at its tabs, into one field more than wanted at most.
func split(fields [][]byte, line []byte, wanted int) [][]byte {
	for len(fields) < wanted {
		i := bytes.IndexByte(line, '\t')
		if i < 0 {
			return append(fields, bytes.TrimSpace(line))
		}
		fields = append(fields, bytes.TrimSpace(line[:i]))
		line = line[i+1:]
	}
	return append(fields, line)
}
