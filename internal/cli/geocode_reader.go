package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/table/delimited"
	"github.com/milepost/milepost/internal/table/objects"
	"github.com/milepost/milepost/internal/table/parquet"
	"github.com/milepost/milepost/internal/table/xlsx"
)

// Formats of tables, as --format names them.
const (
	formatCSV     = "csv"
	formatTSV     = "tsv"
	formatGeoJSON = "geojson"
	formatLines   = "jsonl"
	formatXLSX    = "xlsx"
	formatParquet = "parquet"
)

// tableInput is a table being read: one of the four readers, and the first
// rows once more.
type tableInput struct {
	table.Reader
	lines   *delimited.Reader
	objects *objects.Reader
	parquet *parquet.Reader
	sheet   *xlsx.Reader

	sample []table.Row
	next   int // of the sample, for Read
}

// sampledRows is how many rows tell what the columns are.
const sampledRows = 200

// openTable opens a table of whatever format, and reads its first rows.
func (f *tableFlags) openTable(in *feedInput) (t *tableInput, err error) {
	t = &tableInput{}
	head, _ := in.Peek(sniffed)
	switch {
	case in.book != nil && in.book.format == formatParquet:
		t.parquet, err = parquet.NewReader(in.book, in.book.size)
		t.Reader = t.parquet
	case in.book != nil:
		t.sheet, err = xlsx.NewReader(in.book, in.book.size, f.Sheet)
		t.Reader = t.sheet
	case objects.Looks(head):
		t.objects, err = objects.NewReader(in)
		t.Reader = t.objects
	default:
		options := f.delimited
		options.Later = in.beyondASCII
		t.lines, err = delimited.NewReader(in, options)
		t.Reader = t.lines
	}
	if err != nil {
		return nil, err
	}
	for len(t.sample) < sampledRows {
		var row table.Row
		err := t.Reader.Read(&row)
		if err == io.EOF {
			break
		}
		if err != nil && len(t.sample) == 0 {
			t.Close()
			return nil, err
		}
		if err != nil {
			break // comes again, where the rows before it are written
		}
		t.sample = append(t.sample, row)
	}
	return t, nil
}

// Read gives the next row, those of the sample first.
func (t *tableInput) Read(row *table.Row) error {
	if t.next == len(t.sample) {
		return t.Reader.Read(row)
	}
	s := &t.sample[t.next]
	t.next++
	raw, cells := append(row.Raw[:0], s.Raw...), append(row.Cells[:0], s.Cells...)
	*row = *s
	row.Raw, row.Cells = raw, cells
	return nil
}

// format is the table's own, as --format names it.
func (t *tableInput) format() string {
	switch {
	case t.parquet != nil:
		return formatParquet
	case t.sheet != nil:
		return formatXLSX
	case t.objects != nil && t.objects.Lines():
		return formatLines
	case t.objects != nil:
		return formatGeoJSON
	case t.lines.Style().Delimiter == '\t':
		return formatTSV
	}
	return formatCSV
}

// describe says for people what the table is.
func (t *tableInput) describe() string {
	switch {
	case t.parquet != nil:
		return "Parquet"
	case t.sheet != nil:
		name, header := t.sheet.Sheet()
		return fmt.Sprintf("workbook, sheet %q, header in row %d", table.Printable(name), header)
	case t.objects != nil && t.objects.Lines():
		return "JSON lines"
	case t.objects != nil:
		return "JSON"
	}
	s := t.lines.Style()
	cells := fmt.Sprintf("cells parted by %q", string(s.Delimiter))
	if s.Delimiter == '\t' {
		cells = "cells parted by tabs"
	}
	return fmt.Sprintf("%s, %s", cells, s.Name)
}

// strays says what was read otherwise than the table begins; "" for nothing.
func (t *tableInput) strays() string {
	switch {
	case t.lines != nil && t.lines.Strays() > 0:
		return fmt.Sprintf("%s not in %s, read as Windows-1252 and given back as found; if the whole file is in that, say --encoding windows-1252", counted(t.lines.Strays(), "row"), t.lines.Style().Name)
	case t.objects != nil && t.objects.Strays() > 0:
		return fmt.Sprintf("%s with members that the first rows do not have, which are kept in JSON lines only", counted(t.objects.Strays(), "row"))
	}
	return ""
}

// endings are what names of files in a format end in.
var endings = map[string]string{
	".csv": formatCSV, ".tsv": formatTSV, ".tab": formatTSV, ".geojson": formatGeoJSON, ".jsonl": formatLines, ".ndjson": formatLines,
	".geojsonl": formatLines, ".xlsx": formatXLSX, ".parquet": formatParquet, ".geoparquet": formatParquet, ".pq": formatParquet,
}

// outputFormat is the one given, or the one that the output's name tells, or
// the input's.
func (c *geocodeCommand) outputFormat(t *tableInput) (string, error) {
	ending := strings.ToLower(filepath.Ext(c.Out))
	switch {
	case c.Format == "xml":
		return "", errors.New("--format xml is for Dataflow feeds; a table is written as csv, tsv, geojson, jsonl, xlsx or parquet")
	case c.Format != "":
		if _, ok := endings["."+c.Format]; !ok {
			return "", fmt.Errorf("--format: %q is none; csv, tsv, geojson, jsonl, xlsx or parquet is expected", c.Format)
		}
		return c.Format, nil
	case ending == ".json":
		return "", fmt.Errorf("-o %s: JSON of which kind? Say --format geojson or --format jsonl", c.Out)
	case endings[ending] != "":
		return endings[ending], nil
	case c.Out == "-" && (t.parquet != nil || t.sheet != nil):
		return formatCSV, nil
	case !c.saysNothing(ending):
		return "", fmt.Errorf("-o %s: %s tells no format; end the name in .csv, .tsv, .geojson, .jsonl, .xlsx or .parquet, or say --format", c.Out, ending)
	}
	return t.format(), nil
}

// saysNothing tells whether a name with this ending is fit for the input's own
// format: it has none, or that of the input's name, or one of any text.
func (c *geocodeCommand) saysNothing(ending string) bool {
	return ending == "" || ending == ".txt" || ending == strings.ToLower(filepath.Ext(withoutPacking(c.In)))
}

// withoutPacking takes the ending of a packer off a file's name.
func withoutPacking(name string) string {
	if isPacked(name) {
		return strings.TrimSuffix(name, filepath.Ext(name))
	}
	return name
}

// encoder makes what writes the rows. Those of XLSX and Parquet wait in a
// spool.
func (c *geocodeCommand) encoder(format string, t *tableInput, header table.Header) table.Encoder {
	switch {
	case format == formatXLSX, format == formatParquet:
		return table.Spool{}
	case format == formatGeoJSON:
		return objects.NewGeoJSON(header)
	case format == formatLines:
		return objects.NewLines(header, t.objects != nil && t.objects.Lines())
	case t.lines != nil && t.format() == format:
		return delimited.NewEcho(header, t.lines)
	case format == formatTSV:
		return delimited.NewEncoder(header, delimited.Style{Encoding: delimited.UTF8, Dialect: delimited.TSV})
	}
	return delimited.NewEncoder(header, delimited.Style{Encoding: delimited.UTF8, Dialect: delimited.CSV})
}
