package table

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// Spool is the Encoder of rows that wait to be given to a Writer: a format
// that only a SpoolReader reads. It keeps everything but Raw and Fault.
//
//	row     number, line: uvarint
//	        count of cells, cells; count of values, values
//	        located: u8; if 1: latitude, longitude: float64, little endian
//	cell    kind: u8; length of the text: uvarint; text
type Spool struct{}

// AppendHead appends nothing.
func (Spool) AppendHead(dst []byte) []byte { return dst }

// AppendTail appends nothing.
func (Spool) AppendTail(dst []byte) []byte { return dst }

// AppendRow appends a row and its result.
func (Spool) AppendRow(dst []byte, row *Row, result *Result) []byte {
	dst = binary.AppendUvarint(dst, uint64(row.Number))
	dst = binary.AppendUvarint(dst, uint64(row.Line))
	for _, cells := range [...][]Cell{row.Cells, result.Values} {
		dst = binary.AppendUvarint(dst, uint64(len(cells)))
		for _, c := range cells {
			dst = append(dst, byte(c.Kind))
			dst = binary.AppendUvarint(dst, uint64(len(c.Text)))
			dst = append(dst, c.Text...)
		}
	}
	if !result.Located {
		return append(dst, 0)
	}
	dst = append(dst, 1)
	dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(result.Point.Lat))
	return binary.LittleEndian.AppendUint64(dst, math.Float64bits(result.Point.Lon))
}

// SpoolReader reads what a Spool wrote, for one goroutine.
type SpoolReader struct {
	r    *bufio.Reader
	text []byte
}

// NewSpoolReader reads from r, which begins with a row.
func NewSpoolReader(r io.Reader) *SpoolReader {
	return &SpoolReader{r: bufio.NewReaderSize(r, 256<<10)}
}

var errSpool = errors.New("the rows that wait to be written are damaged: start anew without --resume")

// most bounds what a damaged length can ask for: cells of a row, bytes of a
// text.
const most = 64 << 20

// Read gives the next row; io.EOF is the end.
func (s *SpoolReader) Read(row *Row, result *Result) error {
	number, err := binary.ReadUvarint(s.r)
	if err == io.EOF {
		return io.EOF
	}
	line, err2 := binary.ReadUvarint(s.r)
	cells, err3 := s.cells(row.Cells[:0])
	values, err4 := s.cells(result.Values[:0])
	point, err5 := s.point()
	if err := errors.Join(err, err2, err3, err4, err5); err != nil {
		return errors.Join(errSpool, err)
	}
	*row = Row{Number: int64(number), Line: int64(line), Cells: cells}
	*result = Result{Values: values}
	if len(point) == 2 {
		result.Located, result.Point.Lat, result.Point.Lon = true, point[0], point[1]
	}
	return nil
}

func (s *SpoolReader) cells(dst []Cell) ([]Cell, error) {
	count, err := binary.ReadUvarint(s.r)
	if err != nil || count > most {
		return nil, errors.Join(errSpool, err)
	}
	for range count {
		kind, err := s.r.ReadByte()
		length, err2 := binary.ReadUvarint(s.r)
		if err != nil || err2 != nil || length > most || Kind(kind) > Empty {
			return nil, errSpool
		}
		if uint64(cap(s.text)) < length {
			s.text = make([]byte, length)
		}
		text := s.text[:length]
		if _, err := io.ReadFull(s.r, text); err != nil {
			return nil, err
		}
		dst = append(dst, Cell{string(text), Kind(kind)})
	}
	return dst, nil
}

// point reads latitude and longitude; none where there is no point.
func (s *SpoolReader) point() ([]float64, error) {
	located, err := s.r.ReadByte()
	if err != nil || located == 0 {
		return nil, err
	}
	var sides [16]byte
	if _, err := io.ReadFull(s.r, sides[:]); err != nil {
		return nil, err
	}
	return []float64{math.Float64frombits(binary.LittleEndian.Uint64(sides[:])), math.Float64frombits(binary.LittleEndian.Uint64(sides[8:]))}, nil
}
