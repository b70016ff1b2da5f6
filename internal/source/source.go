// Package source is the vocabulary between those who read lists of addresses
// and places and the builder that makes an index of them.
//
// A Source turns one input (a file or an http address; plain, gzip, zstd or
// zip) into a stream of features in the order of the input, in constant
// memory. The packages below read one kind of input each; Parse chooses among
// the kinds it is given, so that only the command line knows them all.
//
// A record that cannot be used is counted by reason, with a few samples, and
// the reading goes on. An input that is cut short or corrupt ends it with an
// error, because what is missing cannot be counted.
//
// A Source is read once, by one goroutine; Progress and Report may be called
// by others meanwhile.
package source

import (
	"context"

	"github.com/milepost/milepost/internal/geocode"
)

// Source is one input, read as features.
type Source interface {
	// Info tells what the input is. Licence and attribution that stand in the
	// input itself are known once Read has returned.
	Info() Info

	// Read calls emit for each feature, in the input's order, and stops at the
	// first error: emit's, the context's, or that of an input that is cut
	// short or corrupt. The feature is reused: see Feature for what may be kept.
	Read(ctx context.Context, emit func(*Feature) error) error

	// Progress is the number of the input's bytes read so far, as stored
	// (compressed); of Info's Bytes.
	Progress() int64

	// Report tells what was read, used and left out so far.
	Report() Report
}

// Info tells what a source is.
type Info struct {
	Kind        string // the prefix that chooses it: "csv", "geonames", ...
	Name        string // short, for people: the file's name
	Path        string // file or URL
	Licence     string // "" where unknown
	Attribution string // "" where unknown
	Bytes       int64  // as stored; -1 where unknown
	Files       []File // of a source that is made of several; nil of one
}

// File is one of the files that a source is made of.
type File struct{ Name, Path string }

// Options are what the user says of a source beyond its location.
type Options struct {
	// Country is the ISO 3166-1 alpha-2 code of features whose record does
	// not say; "" leaves them without.
	Country string

	// Columns gives the column name of a field of a table where its name does
	// not tell ("lat" → "Breite"); nil where all are to be recognised.
	Columns map[string]string

	// Memory is how many bytes a source may keep besides what it always needs,
	// before it uses temporary files; 0 leaves the choice to it.
	Memory int64

	// CountryAt gives the country (alpha-2) that holds a point, "" where it is
	// not known; nil where nothing is.
	CountryAt func(at geocode.Point) string

	// Bounds gives the extent of a country (alpha-2), where known. It serves
	// to notice swapped coordinates; nil leaves only the range to tell.
	Bounds func(country string) (box Box, ok bool)
}

// Box is an extent in degrees that does not cross the antimeridian.
type Box struct{ South, West, North, East float64 }

// Holds reports whether the box holds the point, edges included.
func (b Box) Holds(lat, lon float64) bool {
	return lat >= b.South && lat <= b.North && lon >= b.West && lon <= b.East
}
