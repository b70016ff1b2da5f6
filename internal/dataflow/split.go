package dataflow

import (
	"errors"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/geocode"
)

// What a chunk holds at most, where Limits do not say.
const (
	defaultRows  = 2000
	defaultBytes = 1 << 20
)

// Split reads a whole feed once from r, checks it, cuts it into chunks of
// whole rows and calls emit for each with its bytes, which are valid until
// emit returns. Memory does not grow with the feed.
//
// The error is an *Error where the feed cannot be read, its Offset telling
// how far it could; else r's or emit's, wrapped. A feed with a heading and no
// rows has no chunks and no error; one without a heading and rows is an
// *Error.
func Split(r io.Reader, format Format, limits Limits, emit func(feed *Feed, c Chunk, data []byte) error) (*Feed, error) {
	if limits.Rows <= 0 {
		limits.Rows = defaultRows
	}
	if limits.Bytes <= 0 {
		limits.Bytes = defaultBytes
	}
	text := newTextReader(r)
	if format == XML {
		return splitXML(text, limits, emit)
	}
	return splitDelimited(text, format, limits, defaultBounds, emit)
}

// Decode reads the rows of one chunk that Split emitted; they share its
// bytes' text. It never fails for what a row holds, that is the row's
// Failure: an error means that data is not what Split emitted for c.
func (f *Feed) Decode(c Chunk, data []byte) ([]Row, error) {
	if f.Format == XML {
		return f.decodeXML(c, data)
	}
	return f.decodeDelimited(c, data)
}

// AppendHead appends what an output of the feed begins with.
func (f *Feed) AppendHead(dst []byte) []byte {
	if f.Format == XML {
		return f.appendXMLHead(dst)
	}
	return f.appendDelimitedHead(dst)
}

// AppendRow appends a row with what came of it. The row's own Failure wins
// over the response, which may be nil then.
func (f *Feed) AppendRow(dst []byte, row *Row, response *geocode.Response) []byte {
	if f.Format == XML {
		return f.appendXMLRow(dst, row, response)
	}
	return f.appendDelimitedRow(dst, row, response)
}

// AppendTail appends what an output of the feed ends with.
func (f *Feed) AppendTail(dst []byte) []byte {
	if f.Format == XML {
		return f.appendXMLTail(dst)
	}
	return dst
}

// tooMany is the error of a feed with more rows than limits allow.
func tooMany(limits Limits, line, offset int64) *Error {
	return &Error{Line: line, Offset: offset, TooMany: true,
		Reason: fmt.Sprintf("the feed has more than %d entities, the most that a job may have", limits.Entities)}
}

// readError wraps what reading a feed ended with, unless it is the feed's
// own fault already.
func readError(err error) error {
	if fault, ok := errors.AsType[*Error](err); ok {
		return fault
	}
	return fmt.Errorf("read feed: %w", err)
}
