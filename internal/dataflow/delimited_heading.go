package dataflow

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// preambleName begins the first line of a delimited feed of schema 2.0.
const preambleName = "Bing Spatial Data Services"

// preambleV2 is that line as it is written.
const preambleV2 = preambleName + ", 2.0"

// readHeading reads the lines before the first row, and leaves that at hand.
func readHeading(in *rowInput, format Format) (*Feed, error) {
	feed := &Feed{Format: format, Version: V1}
	end, err := nextFilled(in)
	if err == io.EOF {
		return nil, &Error{Reason: "the feed is empty"}
	}
	if err != nil {
		return nil, readError(err)
	}
	version, reason := readPreamble(in.texts())
	if reason != "" {
		return nil, in.error(reason)
	}
	if version != 0 {
		feed.Version = version
		in.consume()
		if end, err = nextFilled(in); err == io.EOF && version == V1 {
			return feed, nil
		} else if err == io.EOF {
			return nil, in.error("the header is missing: the line after the first names the columns")
		} else if err != nil {
			return nil, readError(err)
		}
	}
	if reason := feed.readHeader(in, end, version != 0); reason != "" {
		return nil, in.error(reason)
	}
	return feed, nil
}

// readHeader takes the row at hand as the feed's header, if it is one, or
// tells why it cannot be.
func (f *Feed) readHeader(in *rowInput, end rowEnd, preamble bool) (reason string) {
	cells := in.texts()
	switch {
	case f.Version == V2 && end == rowOversize:
		return fmt.Sprintf("the header is longer than %d bytes", in.scanner.row)
	case f.Version == V2 && end == rowUnclosed:
		return fmt.Sprintf("a quote in column %d of the header is never closed", in.scanner.unclosed+1)
	case f.Version == V2:
		_, reason = parseHeader(cells, in.scanner.count)
	case looksLikeV1Header(cells):
		reason = checkV1Header(cells, in.scanner.count)
	case looksLikeV2Header(cells):
		if preamble {
			return "the header is one of schema 2.0, but the first line says 1.0; make it " + strconv.Quote(preambleV2)
		}
		return "line 1 is missing: the first line is a header of schema 2.0; before it there must be a line " + strconv.Quote(preambleV2)
	default:
		in.scanner.inside = false
		return ""
	}
	if reason == "" {
		f.Header = string(in.buffer[in.at : in.at+in.scanner.end])
		in.consume()
	}
	return reason
}

// nextFilled skips blank rows. The error is io.EOF where no row is left.
func nextFilled(in *rowInput) (rowEnd, error) {
	for {
		end, err := in.scan()
		if err != nil || end != rowWhole || !in.scanner.blank {
			return end, err
		}
		in.consume()
	}
}

// texts gives the cells of the row at hand.
func (in *rowInput) texts() []string {
	row := string(in.buffer[in.at : in.at+in.scanner.end])
	texts := make([]string, len(in.scanner.cells))
	for i, c := range in.scanner.cells {
		texts[i] = c.text(row)
	}
	return texts
}

// error says what is wrong with the row at hand.
func (in *rowInput) error(reason string) *Error {
	return &Error{Line: in.line, Offset: in.offset(), Reason: reason}
}

// readPreamble reads the first line's cells as the preamble; the version is
// 0 where they are none. It may be separated by commas in any format, and
// any of it may be quoted.
func readPreamble(cells []string) (version Version, reason string) {
	parts := strings.Split(strings.Join(cells, ","), ",")
	for i, part := range parts {
		parts[i] = strings.Join(strings.Fields(strings.Trim(part, "\" \t")), " ")
	}
	for len(parts) > 1 && parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	if len(parts[0]) < len(preambleName) || !strings.EqualFold(parts[0][:len(preambleName)], preambleName) {
		return 0, ""
	}
	if len(parts) != 2 || len(parts[0]) != len(preambleName) {
		return 0, fmt.Sprintf("the first line, %s, is no heading that is known; %q is expected", quoteValue(strings.Join(parts, ",")), preambleV2)
	}
	switch number, err := strconv.ParseFloat(parts[1], 64); {
	case err != nil || strings.Trim(parts[1], "0123456789.") != "":
	case number == 1:
		return V1, ""
	case number == 2:
		return V2, ""
	}
	return 0, fmt.Sprintf("the schema version %s is not known; 1.0 and 2.0 are", quoteValue(parts[1]))
}
