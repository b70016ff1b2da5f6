package index

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strconv"

	"github.com/milepost/milepost/internal/geocode"
)

// FormatVersion is the version of the container and of the sections that this
// package writes. Its history:
//
//	1  areas, details, texts, names, dictionary, postings, tree, borders; and
//	   where there are streets: localities, cores, coretexts, streets,
//	   streetnames, streetparts, streetwords, streetpostings, addresses,
//	   spaceleaves, spacetree, postcodes, postcodetexts
//	2  where there are any: landmarks, landmarktree, landmarkwords,
//	   landmarkpostings, polygons, polygoncells; and with streets: streetlines,
//	   streetlocals, streetaliases, stretches, stretchtree, crossings,
//	   crossingtree, streetcrossings; aliases among the streets, and in
//	   addresses the evidence of the postcode
//	3  recordids, where some address has an identifier
//	4  doors, where some address has flats
const FormatVersion = 4

// The oldest version that this package can read, and the oldest reader that
// can read what this package writes: readers of the first version pass over
// the sections that they do not know, but would take an alias for a street and
// misread how an address came to its area where that of its postcode is told.
const (
	oldestReadable         = 1
	minimumReader          = 1
	readerOfAliases        = 2
	readerOfPostcodeOrigin = 2
)

// manifestName is the file whose replacement commits an index.
const manifestName = "manifest.json"

// maxManifest bounds the manifest: some thousand extents and sources.
const maxManifest = 4 << 20

// Manifest says what an index is made of. It is the only part that is decoded
// when an index is opened.
type Manifest struct {
	Format        int               `json:"format"`        // FormatVersion of the writer
	MinimumReader int               `json:"minimumReader"` // oldest FormatVersion that can read it
	Name          string            `json:"name"`          // what the index is, e.g. "world gazetteer"
	Sources       []Source          `json:"sources"`
	Counts        map[string]int    `json:"counts"`             // areas by kind, keys, names in other languages, …
	Extents       map[string]Extent `json:"extents"`            // by country code
	Languages     []string          `json:"languages"`          // of names, as BCP 47; the names section refers to them by position
	Settings      map[string]string `json:"settings,omitempty"` // of the build
	Problems      []Problem         `json:"problems,omitempty"` // what the build found wanting
	Sections      []SectionFile     `json:"sections"`
}

// Source is a data set that went into an index.
type Source struct {
	Name        string `json:"name"`
	Version     string `json:"version,omitempty"`
	Licence     string `json:"licence"`     // SPDX identifier where there is one
	Attribution string `json:"attribution"` // to be shown to whoever gets the data; may be empty
	URL         string `json:"url,omitempty"`

	Records *Records `json:"records,omitempty"` // what became of its records; nil where it has none
}

// Records tells what became of a source's records: how many were seen, how
// many things the index has of them, and how many were left out. A record may
// give several things or, of the kinds that a source looks for, none.
type Records struct {
	Read    int64   `json:"read"`
	Used    int64   `json:"used"`
	Skipped int64   `json:"skipped"`
	Counts  []Count `json:"counts,omitempty"` // of what the source counts besides
}

// Count is a number of things by name: "ways".
type Count struct {
	Name string `json:"name"`
	N    int64  `json:"n"`
}

// Problem is why records of a source were left out or used in part.
type Problem struct {
	Source  int      `json:"source"` // position in Sources
	Reason  string   `json:"reason"` // e.g. "coordinate.range"
	Want    string   `json:"want"`   // what would be right, for people
	Skips   bool     `json:"skips"`  // whether the records were left out
	Count   int64    `json:"count"`
	Samples []Sample `json:"samples,omitempty"`
}

// Sample is one record with a problem.
type Sample struct {
	File   string `json:"file,omitempty"`
	Line   int64  `json:"line,omitempty"`   // from 1
	Column string `json:"column,omitempty"` // the column's name; "" for the whole record
	Value  string `json:"value"`
}

// Extent is south, west, north, east in degrees; west is greater than east
// where it crosses the antimeridian.
type Extent [4]float64

// SectionFile is one section file of the index.
type SectionFile struct {
	Name   string `json:"name"`   // e.g. "areas"
	File   string `json:"file"`   // beside the manifest
	Length int64  `json:"length"` // of the whole file in bytes
	SHA256 string `json:"sha256"` // of the whole file
}

// Box is the extent as a box.
func (e Extent) Box() geocode.Box {
	return geocode.Box{South: e[0], West: e[1], North: e[2], East: e[3]}
}

// crcField ends a manifest: its value is the CRC-32C of all bytes before it.
const crcField = "\n  \"crc32c\": \""

// encode gives the manifest as a file.
func (m *Manifest) encode() ([]byte, error) {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode manifest: %w", err)
	}
	text = append(bytes.TrimSuffix(text, []byte("\n}")), ',')
	sum := crc32.Checksum(text, castagnoli)
	return fmt.Appendf(text, "%s%08x\"\n}\n", crcField, sum), nil
}

// decodeManifest reads a manifest and checks that it is whole and of a version
// that can be read. The path is for error messages.
func decodeManifest(path string, text []byte) (*Manifest, error) {
	if len(text) > maxManifest {
		return nil, damaged(path, "is longer than any index manifest")
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, damaged(path, "is no index manifest (%v)", err)
	}
	if err := m.checkVersion(path); err != nil {
		return nil, err
	}
	end := bytes.LastIndex(text, []byte(crcField))
	if end < 0 || len(text) < end+len(crcField)+8 {
		return nil, damaged(path, "has no checksum")
	}
	want, err := strconv.ParseUint(string(text[end+len(crcField):][:8]), 16, 32)
	if err != nil || uint32(want) != crc32.Checksum(text[:end], castagnoli) {
		return nil, damaged(path, "does not match its checksum")
	}
	return &m, nil
}

func (m *Manifest) checkVersion(path string) error {
	switch {
	case m.Format < 1 || m.MinimumReader < 1:
		return damaged(path, "names no index format")
	case m.MinimumReader > FormatVersion:
		return unsupported("%s is of index format %d, this program reads up to %d: use a newer milepost, or build the index again with this one",
			path, m.Format, FormatVersion)
	case m.Format < oldestReadable:
		return unsupported("%s is of index format %d, this program reads from %d on: build the index again",
			path, m.Format, oldestReadable)
	}
	return nil
}
