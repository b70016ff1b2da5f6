// Package table is any user's table on its way through Milepost: a header and
// rows of cells come in, the same rows with their answers go out.
//
// The phases, each in a place of its own:
//
//	read     a Reader gives the header and then row after row, whatever the
//	         format: table/delimited, table/jsonl, table/xlsx, table/parquet
//	ask      table/columns tells once from header and first rows which columns
//	         are an address or a point, and then makes a geocode.Request of
//	         each row
//	write    an Encoder turns rows into bytes that can be cut anywhere between
//	         two rows and put together again (csv, tsv, GeoJSON, JSON lines);
//	         a Writer makes a format whose parts depend on each other (XLSX,
//	         Parquet), from the rows of a Spool
//
// Every input column comes back untouched, whatever is made of it in between:
// a Row keeps the bytes that it was read from, and an Encoder of the same
// format writes those.
//
// A Reader and a Writer belong to one goroutine; an Encoder may be used by
// many at once. A row that was read does not change any more and may be handed
// to another goroutine. Packages below this one import it and not each other;
// only internal/cli knows which of them is meant.
package table

import "github.com/milepost/milepost/internal/geocode"

// Kind is what a column or a cell holds. A cell's text is always spelled as
// said here, so that a format without kinds can write the text as it is.
type Kind uint8

// The kinds.
const (
	Text    Kind = iota // any text; also what looks like a number but must keep its zeros
	Integer             // a whole number in decimal digits: "-12"
	Number              // a finite number as JSON spells it: "47.6062", "1e-7"
	Bool                // "true" or "false"
	Date                // "2024-12-31"
	Time                // a moment as RFC 3339 has it, or without a zone where the input has none: "2024-12-31T23:59:59"
	Empty               // no value at all; the text is "". Only of cells: a text that is empty is a Text
)

// Column is a column of a table. Its kind is what its cells hold unless they
// say otherwise; a format without kinds has Text in all of them.
type Column struct {
	Name string
	Kind Kind
}

// Cell is one value.
type Cell struct {
	Text string // UTF-8
	Kind Kind
}

// Row is a row of the input.
type Row struct {
	Number int64  // 0 is the first row below the header
	Line   int64  // where it begins, for messages: the line of a text, from 1; the row of a sheet
	Cells  []Cell // as many as the header has columns, or fewer where the last are missing

	// Raw is the row as it stood in the input, with its line end, in the
	// input's own encoding. It is empty where the format has no such thing,
	// and where the answers cannot just be put behind it.
	Raw []byte

	// Fault is why the row cannot be asked for, though its cells are there: it
	// fails alone. nil where nothing is wrong.
	Fault *Error
}

// Cell gives a cell by its column; an empty one where the row is too short.
func (r *Row) Cell(column int) Cell {
	if column >= len(r.Cells) {
		return Cell{Kind: Empty}
	}
	return r.Cells[column]
}

// Reader gives the rows of a table.
type Reader interface {
	// Columns are those of the header, in the file's order. Names may be
	// empty or doubled, as the file has them.
	Columns() []Column

	// Read gives the next row in row, all of whose fields it sets; it may use
	// the memory of row.Cells and row.Raw again. io.EOF is the end, an *Error
	// a table that cannot be read any further; other errors are those of the
	// medium.
	Read(row *Row) error

	// Close gives back what the reader opened itself.
	Close() error
}

// Header is all the columns of an output: first those of the input, then the
// added ones. No added name is one of the input's.
type Header struct {
	Input []Column
	Added []Column
}

// Result is what a row gets besides its own cells.
type Result struct {
	// Values are those of Header.Added, in its order and as many. Those of a
	// row that failed are Empty but for its status.
	Values []Cell

	// Point is the answer's display point in degrees, for formats that have
	// geometries; Located tells that there is one.
	Point   geocode.Point
	Located bool
}

// Encoder writes a table as bytes that hold one row after the other: what
// AppendRow gives of a row depends on that row alone. Its methods append to
// dst and are safe for concurrent use.
type Encoder interface {
	AppendHead(dst []byte) []byte
	AppendRow(dst []byte, row *Row, result *Result) []byte
	AppendTail(dst []byte) []byte
}

// Writer writes a table to a file as a whole. Rows come in the input's order.
// Close ends the table; it does not close what is written to. A Writer that
// is not closed has written nothing of use.
type Writer interface {
	Write(row *Row, result *Result) error
	Close() error
}
