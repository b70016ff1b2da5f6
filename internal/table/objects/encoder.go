package objects

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/table"
)

// Encoder writes a row as an object: as a line, or as a feature.
type Encoder struct {
	names   []string // of all columns, ready to be written: "name":
	inputs  int
	feature bool
	echo    bool // rows that are lines of JSON are given back as they stand
}

// NewLines makes an encoder of JSON lines. echo tells that the rows come from
// a Reader of lines, whose objects then stay as they stand and get more
// members.
func NewLines(header table.Header, echo bool) *Encoder {
	e := newEncoder(header)
	e.echo = echo
	return e
}

// NewGeoJSON makes an encoder of a FeatureCollection, a feature a row and a
// line; rows that have no point have no geometry.
func NewGeoJSON(header table.Header) *Encoder {
	e := newEncoder(header)
	e.feature = true
	return e
}

func newEncoder(header table.Header) *Encoder {
	e := &Encoder{inputs: len(header.Input)}
	columns := append(append([]table.Column{}, header.Input...), header.Added...)
	for _, name := range uniqueNames(columns) {
		e.names = append(e.names, string(append(appendString(nil, name), ':')))
	}
	return e
}

// AppendHead appends what stands before the rows.
func (e *Encoder) AppendHead(dst []byte) []byte {
	if e.feature {
		return append(dst, `{"type":"FeatureCollection","features":[`+"\n"...)
	}
	return dst
}

// AppendTail appends what stands behind the rows.
func (e *Encoder) AppendTail(dst []byte) []byte {
	if e.feature {
		return append(dst, "\n]}\n"...)
	}
	return dst
}

// AppendRow appends a row and its answers.
func (e *Encoder) AppendRow(dst []byte, row *table.Row, result *table.Result) []byte {
	if !e.feature {
		dst = e.appendObject(dst, row, result)
		return append(dst, '\n')
	}
	if row.Number > 0 {
		dst = append(dst, ",\n"...)
	}
	dst = append(dst, `{"type":"Feature","geometry":`...)
	if result.Located {
		dst = append(dst, `{"type":"Point","coordinates":[`...)
		dst = strconv.AppendFloat(dst, round(result.Point.Lon), 'f', -1, 64)
		dst = append(dst, ',')
		dst = strconv.AppendFloat(dst, round(result.Point.Lat), 'f', -1, 64)
		dst = append(dst, "]}"...)
	} else {
		dst = append(dst, "null"...)
	}
	dst = append(dst, `,"properties":`...)
	return append(e.appendObject(dst, row, result), '}')
}

// round keeps seven digits behind the point, a centimetre.
func round(degrees float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(degrees, 'f', 7, 64), 64)
	return rounded
}

func (e *Encoder) appendObject(dst []byte, row *table.Row, result *table.Result) []byte {
	if e.echo && len(row.Raw) > 0 {
		text := bytes.TrimRight(row.Raw, " \t\r\n")
		text = bytes.TrimRight(text[:len(text)-1], " \t\r\n") // without }
		dst = append(dst, text...)
	} else {
		dst = append(dst, '{')
		for i := range e.inputs {
			dst = e.appendMember(dst, i, row.Cell(i))
		}
	}
	for i, value := range result.Values {
		dst = e.appendMember(dst, e.inputs+i, value)
	}
	return append(dst, '}')
}

func (e *Encoder) appendMember(dst []byte, column int, cell table.Cell) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	dst = append(dst, e.names[column]...)
	switch cell.Kind {
	case table.Empty:
		return append(dst, "null"...)
	case table.Integer, table.Number, table.Bool:
		return append(dst, cell.Text...)
	}
	return appendString(dst, cell.Text)
}

const hex = "0123456789abcdef"

// appendString appends a string as JSON has it; what is no UTF-8 becomes
// U+FFFD.
func appendString(dst []byte, text string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
			continue
		}
		switch {
		case c == '"', c == '\\':
			dst = append(dst, '\\', c)
		case c == '\n':
			dst = append(dst, `\n`...)
		case c == '\r':
			dst = append(dst, `\r`...)
		case c == '\t':
			dst = append(dst, `\t`...)
		case c < ' ':
			dst = append(dst, `\u00`...)
			dst = append(dst, hex[c>>4], hex[c&15])
		default:
			dst = append(dst, c)
		}
		i++
	}
	return append(dst, '"')
}
