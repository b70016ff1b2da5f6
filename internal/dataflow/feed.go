// Package dataflow reads and writes the feeds of the Geocode Dataflow API:
// schemas 1.0 and 2.0, as comma-, tab- or pipe-separated text and as XML.
//
// A feed goes through three steps, none of which holds more than a chunk in
// memory. Split reads it once from front to end, checks it, and cuts it into
// chunks of whole rows. Feed.Decode turns the bytes of one chunk into rows,
// each with the request it makes or the failure it is. Feed.AppendHead,
// AppendRow and AppendTail write answered rows back in the feed's own format
// and schema. A Feed is all that a chunk needs to be read alone; it marshals
// to JSON, so that a job can keep it.
//
// The package is pure: no files, no network, no clock. A Feed is read-only
// after Split and safe for concurrent use.
package dataflow

import (
	"fmt"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// Format is how a feed is written.
type Format string

// The formats, spelled as the parameter "input" spells them.
const (
	CSV  Format = "csv"
	Tab  Format = "tab"
	Pipe Format = "pipe"
	XML  Format = "xml"
)

// ParseFormat reads the name of a format in any case.
func ParseFormat(s string) (Format, bool) {
	for _, f := range [...]Format{CSV, Tab, Pipe, XML} {
		if strings.EqualFold(s, string(f)) {
			return f, true
		}
	}
	return "", false
}

// ContentType is the media type of a download in this format.
func (f Format) ContentType() string {
	if f == XML {
		return "application/xml; charset=utf-8"
	}
	return "text/plain; charset=utf-8"
}

// Extension is the file name's ending of a download in this format, with its dot.
func (f Format) Extension() string {
	switch f {
	case XML:
		return ".xml"
	case CSV:
		return ".csv"
	}
	return ".txt"
}

// Version is a feed's schema version.
type Version int

// The schema versions.
const (
	V1 Version = 1 // "1.0", and feeds that give none
	V2 Version = 2 // "2.0"
)

// Feed is what the first bytes of a feed say about all of its rows.
type Feed struct {
	Format  Format  `json:"format"`
	Version Version `json:"version"`
	// Header is the header line of a delimited feed as it was submitted,
	// without its line end; "" where there is none.
	Header string `json:"header,omitempty"`
}

// Limits bound what Split accepts. Zero means no limit.
type Limits struct {
	Entities int64 // rows in the whole feed
	Rows     int   // rows in a chunk; default 2,000
	Bytes    int   // bytes in a chunk, unless a single row is larger; default 1 MiB
}

// Chunk is a run of whole rows in a feed, with what stands between them. Of
// a row over 1 MiB, which fails, it holds the first 1 MiB alone; chunks are
// in order, but need not join.
type Chunk struct {
	Offset    int64 `json:"offset"`     // of its first byte in the feed
	Length    int64 `json:"length"`     // in bytes
	FirstRow  int64 `json:"first_row"`  // ordinal of its first row, from 0
	FirstLine int64 `json:"first_line"` // line of its first byte, from 1
	Rows      int   `json:"rows"`
}

// Row is one entity of a feed: the question it asks, or why it asks none.
type Row struct {
	Ordinal int64 // in the feed, from 0
	Line    int64 // where it begins, from 1
	ID      string
	Request geocode.Request
	Failure *geocode.Failure // the row is malformed; Request is not to be asked

	delimited delimitedRow
	xml       xmlRow
}

// Raw is the row as it was submitted: a line without its end, or an entity.
// Of a row over 1 MiB it is the begin.
func (r *Row) Raw() string {
	if r.xml.raw != "" {
		return r.xml.raw
	}
	return r.delimited.raw
}

// Error is something wrong with a feed as a whole: it cannot be read from
// there on.
type Error struct {
	Line   int64 // from 1; 0 where it does not apply
	Offset int64 // in bytes from the feed's start
	Reason string
	// TooMany is set where the feed has more rows than Limits.Entities.
	TooMany bool
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Reason
	}
	return fmt.Sprintf("line %d, byte offset %d: %s", e.Line, e.Offset, e.Reason)
}
