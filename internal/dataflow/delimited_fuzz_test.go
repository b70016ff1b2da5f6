package dataflow

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

// readRow is what must not depend on how a feed is cut: a row's place and
// what is written for it.
type readRow struct {
	Ordinal, Line int64
	Raw, Written  string
}

// readInChunks splits a feed and decodes its chunks, with bounds of its own.
func readInChunks(text []byte, arrives func(io.Reader) io.Reader, format Format, limits Limits, b bounds) (*Feed, []readRow, error) {
	var rows []readRow
	feed, err := splitDelimited(newTextReader(arrives(bytes.NewReader(text))), format, limits, b, func(feed *Feed, c Chunk, data []byte) error {
		l, err := feed.layout()
		if err != nil {
			return err
		}
		if !bytes.Equal(data, text[c.Offset:c.Offset+c.Length]) {
			return errors.New("a chunk's bytes are not those at its offset")
		}
		decoded := l.decode(c, bytes.Clone(data), newRowScanner(format, b, len(l.columns)))
		if len(decoded) != c.Rows {
			return errors.New("split and decode disagree on the rows of a chunk")
		}
		for i := range decoded {
			row := &decoded[i]
			written := feed.AppendRow(nil, row, &geocode.Response{Failure: geocode.NothingFound()})
			rows = append(rows, readRow{row.Ordinal, row.Line, row.delimited.raw, string(written)})
		}
		return nil
	})
	return feed, rows, err
}

func atOnce(r io.Reader) io.Reader { return r }

// FuzzDelimited holds that Split and Decode agree on the rows of any input,
// however small the chunks and however the input arrives, and that a csv
// reader reads what is written. Rows are bounded to a few bytes, so that
// inputs go over the bounds.
func FuzzDelimited(f *testing.F) {
	const heading = "Bing Spatial Data Services, 2.0\n"
	for _, seed := range []string{
		"",
		"1,en-US,\"Redmond, WA\"\r\n2,,x\r\n",
		heading + "Id,GeocodeRequest/Query\n1,\"a\nb\"\n\n2,\"never closed, a\n3,b\r4,c\r\n",
		heading + "Id,GeocodeRequest/Query\n1,\"a\"\"b\" c,\n,,,\n2,x,y\n\"\",\"\"\n",
		heading + "Id|GeocodeRequest/Query|StatusCode|TraceId\n1|\"12\" Main St|\n2|\"a|b\"|x\n3|\"never closed|x\n",
		heading + "Id\tGeocodeRequest/Query\n 1 \t \"a\tb\" \n2\t\"\"\"\r",
		heading + "Id\n,x\n",
		"1,a long unquoted cell, another long cell, and \"quotes\n inside, and\", the end\n2,b\n",
	} {
		f.Add([]byte(seed), uint8(0), uint8(40), uint8(10))
		f.Add([]byte(seed), uint8(1), uint8(255), uint8(100))
		f.Add([]byte(seed), uint8(2), uint8(3), uint8(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, kind, rowBound, quotedBound uint8) {
		format := [...]Format{CSV, Tab, Pipe}[kind%3]
		b := bounds{row: max(4, int(rowBound)), quoted: max(1, min(int(quotedBound), int(rowBound)/2-1))}
		feed, want, wantErr := readInChunks(data, atOnce, format, Limits{Rows: 1 << 20, Bytes: 1 << 20}, b)
		for _, limits := range []Limits{{Rows: 1, Bytes: 1 << 20}, {Rows: 3, Bytes: 16}, {Rows: 1 << 20, Bytes: 1}} {
			_, got, err := readInChunks(data, iotest.OneByteReader, format, limits, b)
			if diff := cmp.Diff(message(wantErr), message(err)); diff != "" {
				t.Fatalf("limits %+v: the error differs (-at once +in pieces):\n%s", limits, diff)
			}
			if diff := cmp.Diff(want, got); diff != "" && err == nil {
				t.Fatalf("limits %+v: rows differ (-at once +in pieces):\n%s", limits, diff)
			}
		}
		if wantErr == nil && format == CSV {
			checkCSV(t, feed, want)
		}
	})
}

// checkCSV reads what was written as any csv reader does.
func checkCSV(t *testing.T, feed *Feed, rows []readRow) {
	t.Helper()
	l, err := feed.layout()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		records, err := csv.NewReader(strings.NewReader(row.Written)).ReadAll()
		if err != nil || len(records) != 1 || len(records[0]) != len(l.columns) {
			t.Fatalf("%q is read as %q, %v; want one row of %d cells", row.Written, records, err, len(l.columns))
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
