package record

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/scan"
)

// maxNames is how many members' names of JSON lines are told apart.
const maxNames = 1000

// Record is one record's values by field, as they stand in the input. It is
// valid until the next is read.
type Record struct {
	Line   int64 // where it begins, from 1
	Values [fieldCount][]byte
}

// A Layouter makes the layout of columns of these names. It is called once for
// a table, and for JSON lines again when a name is new.
type Layouter func(names []string) (*Layout, error)

// Reader gives the records of one file.
type Reader interface {
	// Next gives the next record. A fault is the record's alone, and the next
	// can be read; an error, io.EOF behind the last record, ends the reading.
	Next() (r *Record, fault *Fault, err error)

	// Layout tells the columns known so far.
	Layout() *Layout
}

// Fault is what is wrong with a record.
type Fault struct {
	Reason source.Reason
	Line   int64
	Column string
	Value  []byte
}

// NewReader reads a table with a header, or JSON lines where the first
// character is a brace.
func NewReader(from io.Reader, layout Layouter) (Reader, error) {
	buffered := bufio.NewReaderSize(from, 64<<10)
	head, err := buffered.Peek(512)
	if err != nil && err != io.EOF {
		return nil, err
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(head) == 0:
		return nil, errors.New("the file is empty")
	case head[0] == '[', bytes.HasPrefix(bytes.ReplaceAll(head, []byte(" "), nil), []byte(`{"type":"FeatureCollection"`)):
		return nil, errors.New("it is one JSON value: write one object a line (jq -c '.[]', or jq -c '.features[]' of GeoJSON)")
	case head[0] == '{':
		return &objects{lines: scan.NewLines(buffered), make: layout, index: map[string]int{}}, nil
	}
	return newTable(buffered, layout)
}

// table reads the records of a delimited file.
type table struct {
	rows   *scan.Rows
	layout *Layout
	record Record
}

func newTable(from io.Reader, layout Layouter) (*table, error) {
	t := &table{rows: scan.NewRows(from)}
	header, err := t.rows.Next()
	if scan.Survivable(err) {
		return nil, fmt.Errorf("the header cannot be read: %w", err)
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range header {
		names = append(names, string(name))
	}
	if t.layout, err = layout(names); err != nil {
		return nil, err
	}
	return t, t.layout.Check()
}

func (t *table) Layout() *Layout { return t.layout }

func (t *table) Next() (*Record, *Fault, error) {
	fields, err := t.rows.Next()
	if scan.Survivable(err) {
		return nil, &Fault{Reason: scanReason(err), Line: t.rows.Line()}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	t.record.Line = t.rows.Line()
	if extra := fields[min(len(fields), len(t.layout.Fields)):]; len(extra) > 0 {
		for _, value := range extra {
			if len(bytes.TrimSpace(value)) > 0 {
				return nil, &Fault{Reason: tooManyFields, Line: t.record.Line, Value: value}, nil
			}
		}
	}
	for i, field := range t.layout.Fields {
		if field == None {
			continue
		}
		if t.record.Values[field] = nil; i < len(fields) {
			t.record.Values[field] = fields[i]
		}
	}
	return &t.record, nil, nil
}

// objects reads the records of JSON lines.
type objects struct {
	lines  *scan.Lines
	object scan.Object
	make   Layouter
	layout *Layout
	names  []string // in the order in which they were first seen
	index  map[string]int
	record Record
}

func (o *objects) Layout() *Layout { return o.layout }

func (o *objects) Next() (*Record, *Fault, error) {
	line, err := o.lines.Next()
	if scan.Survivable(err) {
		return nil, &Fault{Reason: scanReason(err), Line: o.lines.Line()}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if !utf8.Valid(line) {
		return nil, &Fault{Reason: source.NotUTF8, Line: o.lines.Line(), Value: line}, nil
	}
	pairs, err := o.object.Parse(line)
	if err != nil {
		return nil, &Fault{Reason: notJSON, Line: o.lines.Line(), Value: line}, nil
	}
	if err := o.learn(pairs); err != nil {
		return nil, nil, err
	}
	o.record = Record{Line: o.lines.Line()}
	for i, pair := range pairs {
		if column := o.column(i, pair.Name); column >= 0 {
			o.record.Values[o.layout.Fields[column]] = pair.Value
		}
	}
	return &o.record, nil, nil
}

// column finds the column of a name, which mostly is where it was before; -1
// where the name is none of those told apart.
func (o *objects) column(i int, name []byte) int {
	if i < len(o.names) && string(name) == o.names[i] {
		return i
	}
	if column, ok := o.index[string(name)]; ok {
		return column
	}
	return -1
}

// learn makes the layout anew if there are names that were not seen before.
func (o *objects) learn(pairs []scan.Pair) error {
	known := len(o.names)
	for i, pair := range pairs {
		if len(o.names) < maxNames && o.column(i, pair.Name) < 0 {
			o.index[string(pair.Name)] = len(o.names)
			o.names = append(o.names, string(pair.Name))
		}
	}
	if o.layout != nil && len(o.names) == known {
		return nil
	}
	var err error
	o.layout, err = o.make(slices.Clone(o.names))
	return err
}
