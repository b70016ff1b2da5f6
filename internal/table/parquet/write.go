package parquet

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"github.com/milepost/milepost/internal/table"
)

// Writer writes a GeoParquet file; it is a table.Writer. Its last column is
// the point of each row's answer.
type Writer struct {
	out     *parquet.GenericWriter[any]
	columns []column
	inputs  int // how many of them are the input's
	batch   []parquet.Row
	values  []parquet.Value // of the batch
	rows    int64           // of the row group
	bytes   int64           // of the row group
	all     int64
	geo     geoMetadata
}

// NewWriter begins a file. Columns of the input are texts, unless like says
// that the input was Parquet: then they are what they were there. Added columns
// are of the kind that the header says.
func NewWriter(w io.Writer, header table.Header, like *Reader) *Writer {
	p := &Writer{inputs: len(header.Input)}
	var names []string
	for i, c := range slices.Concat(header.Input, header.Added) {
		made := column{node: nodeOf(c.Kind)}
		switch {
		case i >= len(header.Input):
		case like != nil && i < len(like.columns):
			made.node = like.columns[i].node
		default:
			made.node = parquet.String()
		}
		made.converter = converterOf(made.node.Type())
		names = append(names, c.Name)
		p.columns = append(p.columns, made)
	}
	names = distinct(append(names, geometryName(header)))
	var root ordered
	for i := range p.columns {
		p.columns[i].name = names[i]
		root = append(root, field{encoded(p.columns[i].node), names[i]})
	}
	point := names[len(names)-1]
	root = append(root, field{parquet.Optional(parquet.Leaf(parquet.ByteArrayType)), point})
	p.geo = newGeoMetadata(point, like, names[:len(header.Input)])
	p.out = parquet.NewGenericWriter[any](w, parquet.NewSchema("milepost", root), parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}),
		parquet.DictionaryMaxBytes(maxDictionary), parquet.CreatedBy("milepost", "1", "parquet-go"))
	return p
}

// batchOut is how many rows are handed on at a time.
const batchOut = 64

// Write writes a row: the input's cells, the answer's, the point.
func (p *Writer) Write(row *table.Row, result *table.Result) error {
	for i := range p.columns {
		cell := table.Cell{Kind: table.Empty}
		if at := i - p.inputs; at < 0 {
			cell = row.Cell(i)
		} else if at < len(result.Values) {
			cell = result.Values[at]
		}
		if err := p.cell(i, cell, row.Line); err != nil {
			return err
		}
	}
	at := len(p.columns)
	if result.Located {
		p.geo.take(result.Point)
		p.values = append(p.values, parquet.ByteArrayValue(wkbPoint(result.Point.Lon, result.Point.Lat)).Level(0, 1, at))
	} else {
		p.values = append(p.values, parquet.NullValue().Level(0, 0, at))
	}
	if p.rows++; p.rows%batchOut == 0 {
		return p.hand()
	}
	return nil
}

// cell adds a cell of the row. Empty cells are nulls, and so are texts without
// a character in columns that hold something else.
func (p *Writer) cell(at int, cell table.Cell, line int64) error {
	c := &p.columns[at]
	if cell.Kind == table.Empty || cell.Text == "" && c.kind != table.Text {
		p.values = append(p.values, parquet.NullValue().Level(0, 0, at))
		return nil
	}
	v, ok := c.back(cell.Text)
	if !ok {
		return &table.Error{Line: line, Column: c.name, Value: cell.Text, Reason: fmt.Sprintf("this does not fit the column's type, %s; write csv or jsonl", c.node.Type())}
	}
	p.bytes += int64(len(cell.Text))
	p.values = append(p.values, v.Level(0, 1, at))
	return nil
}

// hand gives the batch to the library, and ends the row group where it is
// large enough.
func (p *Writer) hand() error {
	width := len(p.columns) + 1
	p.batch = p.batch[:0]
	for from := 0; from < len(p.values); from += width {
		p.batch = append(p.batch, parquet.Row(p.values[from:from+width]))
	}
	n, err := p.out.WriteRows(p.batch)
	clear(p.values)
	p.values = p.values[:0]
	if p.all += int64(n); err != nil || p.rows < groupRows && p.bytes < groupBytes {
		return err
	}
	p.rows, p.bytes = 0, 0
	return p.out.Flush()
}

// Close ends the file.
func (p *Writer) Close() error {
	if err := p.hand(); err != nil {
		return err
	}
	described, err := p.geo.text()
	if err != nil {
		return err
	}
	p.out.SetKeyValueMetadata("geo", described)
	return p.out.Close()
}

// wkbPoint is a point as well-known binary, little-endian.
func wkbPoint(lon, lat float64) []byte {
	const littleEndian, point = 1, 1
	wkb := append(make([]byte, 0, 21), littleEndian)
	wkb = binary.LittleEndian.AppendUint32(wkb, point)
	wkb = binary.LittleEndian.AppendUint64(wkb, math.Float64bits(lon))
	return binary.LittleEndian.AppendUint64(wkb, math.Float64bits(lat))
}
