// Package objects reads and writes tables whose rows are JSON objects: JSON
// lines, an array of objects, GeoJSON (RFC 7946) as lines of features or as a
// collection.
//
// Members are columns, named after where they stand ("address.street"); the
// header is made of the members of the first rows. A feature's properties are
// columns by their own names, its geometry is one more: a point as WKT.
//
// A line that is no object fails alone. A Reader is for one goroutine, the
// encoders for any number.
package objects

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/table"
)

const (
	maxObject  = 1 << 20 // bytes of a row
	headRows   = 200     // that make the header
	headBytes  = 1 << 20 // of them, together
	maxColumns = 16384   // those of a spreadsheet
)

// Looks tells whether a text that begins so is read here.
func Looks(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	inner := bytes.TrimLeft(head[1:], " \t\r\n")
	return len(inner) > 0 && (head[0] == '{' && (inner[0] == '"' || inner[0] == '}') || head[0] == '[' && (inner[0] == '{' || inner[0] == ']'))
}

// object is a row's bytes and where it stands.
type object struct {
	raw  []byte
	line int64
}

// Reader reads rows of JSON.
type Reader struct {
	next    func() (object, error) // io.EOF is the end
	lines   bool                   // a row is a line, and can be given back as it stands
	waiting []object               // read for the header
	columns []table.Column
	index   map[string]int
	number  int64
	strays  int64
}

// NewReader reads the first rows and makes the header of them. The errors are
// those of r, and an *table.Error where this is no table.
func NewReader(r io.Reader) (*Reader, error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	if mark, _ := buffered.Peek(3); string(mark) == "\ufeff" {
		buffered.Discard(3)
	}
	t := &Reader{index: map[string]int{}}
	if err := t.open(buffered); err != nil {
		return nil, err
	}
	for size := 0; len(t.waiting) < headRows && size < headBytes; {
		o, err := t.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		size += len(o.raw)
		t.waiting = append(t.waiting, o)
		t.learn(o.raw)
	}
	switch {
	case len(t.waiting) == 0:
		return nil, &table.Error{Reason: "the file is empty: objects are expected, one a line"}
	case len(t.columns) == 0:
		return nil, &table.Error{Line: t.waiting[0].line, Reason: "there are no members: objects are expected, one a line"}
	case len(t.columns) > maxColumns:
		return nil, &table.Error{Reason: "the objects have more than 16,384 members: these are no rows of a table"}
	}
	return t, nil
}

// learn takes in the members of an object that are no columns yet.
func (t *Reader) learn(raw []byte) {
	var m members
	if m.parse(raw) != nil {
		return
	}
	for _, member := range m.list {
		if _, known := t.index[member.name]; !known {
			t.index[member.name] = len(t.columns)
			t.columns = append(t.columns, table.Column{Name: member.name})
		}
	}
}

// open tells lines from one document.
func (t *Reader) open(r *bufio.Reader) error {
	head, err := r.Peek(64 << 10)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return err
	}
	if first, _, whole := bytes.Cut(bytes.TrimSpace(head), []byte("\n")); whole && len(first) > 0 && first[0] == '{' && json.Valid(first) || len(first) > 0 && first[0] == '{' && !whole && !isCollection(first) {
		t.lines = true
		t.next = linesOf(r)
		return nil
	}
	d := &document{limit: &limited{r: r}}
	d.decoder = json.NewDecoder(d.limit)
	if err := d.enter(); err != nil {
		return err
	}
	t.next = d.next
	return nil
}

func isCollection(head []byte) bool { return bytes.Contains(head, []byte(`"FeatureCollection"`)) }

// linesOf gives the lines of r that are not blank.
func linesOf(r *bufio.Reader) func() (object, error) {
	line := int64(0)
	return func() (object, error) {
		for {
			raw, err := readLine(r)
			line++
			if len(bytes.TrimSpace(raw)) > 0 && (err == nil || err == io.EOF) {
				return object{raw, line}, nil
			}
			if errors.Is(err, errLong) {
				return object{}, &table.Error{Line: line, Reason: "the line is longer than 1 MiB: objects are expected, one a line"}
			}
			if err != nil {
				return object{}, err
			}
		}
	}
}

var errLong = errors.New("a line is too long")

// readLine reads a line with its end.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
		if len(line) > maxObject {
			return nil, errLong
		}
	}
}

// Columns are the members of the first rows.
func (t *Reader) Columns() []table.Column { return t.columns }

// Lines tells whether the rows are lines, which an encoder can give back.
func (t *Reader) Lines() bool { return t.lines }

// Strays is the number of rows so far with members that are no column: the
// first rows did not have them.
func (t *Reader) Strays() int64 { return t.strays }

// Close does nothing: the reader opened nothing.
func (t *Reader) Close() error { return nil }

// Read gives the next row.
func (t *Reader) Read(row *table.Row) error {
	var o object
	var err error
	if len(t.waiting) > 0 {
		o, t.waiting = t.waiting[0], t.waiting[1:]
	} else if o, err = t.next(); err != nil {
		return err
	}
	row.Number, row.Line, row.Fault, row.Raw = t.number, o.line, nil, row.Raw[:0]
	t.number++
	row.Cells = row.Cells[:0]
	for range t.columns {
		row.Cells = append(row.Cells, table.Cell{Kind: table.Empty})
	}
	var m members
	if err := m.parse(o.raw); err != nil {
		text := string(bytes.ToValidUTF8(bytes.TrimSpace(o.raw), []byte("�")))
		row.Cells[0] = table.Cell{Text: text}
		row.Fault = &table.Error{Line: o.line, Value: text, Reason: fmt.Sprintf("this is no JSON object (%v); the first column holds it whole", err)}
		return nil
	}
	stray := int64(0)
	for _, member := range m.list {
		if i, ok := t.index[member.name]; ok {
			row.Cells[i] = member.cell
		} else {
			stray = 1
		}
	}
	t.strays += stray
	if t.lines && !m.feature {
		row.Raw = append(row.Raw, o.raw...)
	}
	return nil
}
