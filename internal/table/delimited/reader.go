// Package delimited reads and writes tables whose rows are lines and whose
// cells are parted by a character: csv in all its dialects, tsv, pipes.
//
// What a file is, is told once from its first bytes: the encoding, how rows
// end, how cells are parted and quoted. Then it is read row by row, in memory
// of a bounded size; a row keeps its bytes, so that an Encoder of the same
// Style gives it back untouched with the answers behind it.
//
// A row that does not fit fails alone, and nothing of it is lost: missing
// cells are empty, cells too many are kept together in the last one, a quote
// that never closes is a character. A Reader is for one goroutine, an Encoder
// for any number.
package delimited

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/table"
)

// Style is how a file is written: its encoding and dialect, and what stands
// before the header.
type Style struct {
	Encoding
	Dialect
	Preamble string // lines before the header, as they stand there: "sep=;" or blank ones
}

// sniffed is how much of a file, in bytes of UTF-8 or of a single-byte
// encoding, tells what it is.
const sniffed = 128 << 10

// Options are what is said of a file, against what it looks like.
type Options struct {
	Encoding  *Encoding
	Delimiter byte // 0: as it looks
	// Later gives some bytes of the file from the first on that is none of
	// ASCII, for a file whose beginning has none; nil, or no bytes: not known.
	Later func() []byte
}

// Reader reads a delimited table.
type Reader struct {
	style   Style
	columns []table.Column
	head    []byte // the header's line; nil where nothing can be put behind it
	scan    *scanner

	r        io.Reader
	buffer   []byte
	from, to int   // what of it is read and not used
	err      error // of r

	line   int64 // of buffer[from]
	number int64
	strays int64
}

// NewReader sniffs the table and reads its header. The errors are those of r,
// and an *table.Error where this is no table.
func NewReader(r io.Reader, options Options) (*Reader, error) {
	t := &Reader{r: r, line: 1, buffer: make([]byte, 256<<10)}
	t.fill(sniffed + 1)
	if err := t.failed(); err != nil {
		return nil, err
	}
	if err := t.openEncoding(options); err != nil {
		return nil, err
	}
	t.skipPreamble()
	among := delimiters
	if separator, ok := preambleSeparator(t.style.Preamble); ok {
		among = []byte{separator}
	} else if options.Delimiter != 0 {
		among = []byte{options.Delimiter}
	}
	t.style.Dialect = sniffDialect(t.peek(), t.to-t.from <= sniffed, among)
	t.scan = newScanner(t.style.Dialect)
	return t, t.readHeader()
}

// openEncoding tells the encoding and goes on behind its mark.
func (t *Reader) openEncoding(options Options) error {
	head := t.peek()
	t.style.Encoding = SniffEncoding(head)
	switch {
	case t.style.Mark != "":
	case options.Encoding != nil:
		t.style.Encoding = *options.Encoding
	case t.style.Encoding == UTF8 && options.Later != nil && isASCII(string(head)):
		if later := SniffEncoding(options.Later()); later.page != nil { // a mark or UTF-16 is at the beginning only
			t.style.Encoding = later
		}
	}
	if err := refuseBinary(head, t.style.wide); err != nil {
		return err
	}
	t.from = len(t.style.Mark)
	if t.style.wide == notWide {
		return nil
	}
	raw := bytes.Clone(t.buffer[t.from:t.to])
	t.r = &wideReader{r: io.MultiReader(bytes.NewReader(raw), t.r), order: t.style.wide}
	t.from, t.to, t.err = 0, 0, nil
	t.fill(sniffed + 1)
	return t.failed()
}

// peek is what tells what the file is: always the same bytes, in whatever
// pieces they come.
func (t *Reader) peek() []byte { return t.buffer[t.from:min(t.to, t.from+sniffed)] }

// skipPreamble goes on at the header: behind blank lines and what Excel
// writes to say how cells are parted.
func (t *Reader) skipPreamble() {
	for {
		data := t.buffer[t.from:t.to]
		n := 0
		for n < len(data) && (data[n] == '\r' || data[n] == '\n') {
			n++
		}
		if n == 0 && len(data) > 5 && bytes.EqualFold(data[:4], []byte("sep=")) && (data[5] == '\r' || data[5] == '\n') && bytes.IndexByte(separators, data[4]) >= 0 {
			n = 5
		}
		if n == 0 {
			return
		}
		t.style.Preamble += string(data[:n])
		t.line += int64(max(bytes.Count(data[:n], []byte{'\n'}), bytes.Count(data[:n], []byte{'\r'})))
		t.from += n
	}
}

// separators are those that "sep=" may name.
var separators = []byte(",;\t|:~^#")

func preambleSeparator(preamble string) (byte, bool) {
	at := bytes.IndexByte([]byte(preamble), '=')
	if at < 0 || at+1 >= len(preamble) {
		return 0, false
	}
	return preamble[at+1], true
}

// readHeader reads the names of the columns.
func (t *Reader) readHeader() error {
	row, err := t.next()
	if err == io.EOF {
		return &table.Error{Reason: "the file is empty: a header and rows are expected"}
	}
	if err != nil {
		return err
	}
	if !t.scan.unclosed {
		t.head = bytes.Clone(row)
	}
	for _, c := range t.scan.cells {
		t.columns = append(t.columns, table.Column{Name: t.text(row, c)})
	}
	if len(t.columns) > maxColumns {
		return &table.Error{Line: 1, Reason: "the header has more than 16,384 columns: this is no table with a header"}
	}
	return nil
}

const maxColumns = 16384 // those of a spreadsheet

// Columns are those of the header.
func (t *Reader) Columns() []table.Column { return t.columns }

// Style tells how the file is written.
func (t *Reader) Style() Style { return t.style }

// Strays is the number of rows so far that are not in the file's encoding: of
// UTF-8 they were read as Windows-1252.
func (t *Reader) Strays() int64 { return t.strays }

// Close does nothing: the reader opened nothing.
func (t *Reader) Close() error { return nil }

// Read gives the next row; lines that are blank are none, but in a table of
// one column.
func (t *Reader) Read(row *table.Row) error {
	for {
		line := t.line
		raw, err := t.next()
		if err != nil {
			return err
		}
		if len(t.columns) > 1 && len(bytes.Trim(raw, "\r\n")) == 0 {
			continue
		}
		if err := t.refuseHTML(raw, line); err != nil {
			return err
		}
		row.Number, row.Line, row.Fault = t.number, line, nil
		row.Raw, row.Cells = append(row.Raw[:0], raw...), row.Cells[:0]
		t.number++
		t.cut(row, raw)
		return nil
	}
}

// next gives the bytes of the next row with its line end, valid until the
// call after; its cells are the scanner's.
func (t *Reader) next() ([]byte, error) {
	for {
		data := t.buffer[t.from:t.to]
		atEnd := t.err == io.EOF
		switch {
		case len(data) == 0 && t.err != nil:
			return nil, t.err
		case len(data) > 0 && t.scan.scan(data, atEnd):
			return t.take(data), nil
		case t.err != nil && !atEnd:
			return nil, t.err
		case len(data) >= maxRow:
			long := errLongRow
			long.Line = t.line
			return nil, &long
		}
		more := len(data) + 1
		if len(data) >= 64<<10 { // or a long row would be scanned again for every byte that comes
			more = 2 * len(data)
		}
		t.fill(more)
	}
}

// take goes on behind the row that was scanned. Where a quote made it longer
// than its line, and what came of that fits worse than the line alone would,
// the quote was none.
func (t *Reader) take(data []byte) []byte {
	if t.columns != nil && t.scan.lines > 1 && (t.scan.loose || len(t.scan.cells) != len(t.columns)) {
		plain := *newScanner(Dialect{Delimiter: t.style.Delimiter, End: t.style.End})
		if plain.scan(data, true) && len(plain.cells) == len(t.columns) {
			plain.Dialect, plain.unclosed = t.style.Dialect, true
			*t.scan = plain
		}
	}
	row := data[:t.scan.next]
	last := &t.scan.cells[len(t.scan.cells)-1]
	last.end = max(last.start, min(last.end, len(trimEnd(row))))
	t.from += t.scan.next
	t.line += int64(t.scan.lines)
	return row
}

// fill reads until at least n bytes are there to be used, or no more come.
func (t *Reader) fill(n int) {
	if t.from > 0 {
		copy(t.buffer, t.buffer[t.from:t.to])
		t.from, t.to = 0, t.to-t.from
	}
	if n > len(t.buffer) || t.to == len(t.buffer) {
		t.buffer = append(t.buffer, make([]byte, max(len(t.buffer), n-len(t.buffer)))...)
	}
	for idle := 0; t.to < n && t.err == nil; {
		read, err := t.r.Read(t.buffer[t.to:])
		t.to, t.err = t.to+read, err
		if idle++; read > 0 {
			idle = 0
		} else if idle > 100 && err == nil {
			t.err = io.ErrNoProgress
		}
	}
}

// failed is the error of reading, unless it is the end.
func (t *Reader) failed() error {
	if t.err == io.EOF {
		return nil
	}
	if errors.Is(t.err, errHalf) {
		return &table.Error{Reason: t.err.Error()}
	}
	return t.err
}

// text gives the text of a cell.
func (t *Reader) text(row []byte, c span) string {
	cell := t.scan.text(row, c)
	if t.style.isUTF8() && utf8.Valid(cell) {
		return string(cell)
	}
	if t.style.isUTF8() && t.style.wide == notWide {
		return windows1252.decode(cell)
	}
	return t.style.decode(cell)
}
