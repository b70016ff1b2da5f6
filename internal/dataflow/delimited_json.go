package dataflow

import (
	"unicode/utf8"

	"github.com/milepost/milepost/internal/geocode"
)

// json appends the cell of a query's parse or of points, whichever there
// are; nothing where there are none.
func (w cellWriter) json(dst []byte, parse []geocode.Property, points []geocode.CalculatedPoint) []byte {
	if len(parse)+len(points) == 0 {
		return dst
	}
	var buffer [1024]byte
	text := append(buffer[:0], '[')
	for i, p := range parse {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, `{"Property":`...)
		text = w.jsonString(text, p.Name)
		text = append(text, `,"Value":`...)
		text = w.jsonString(text, p.Value)
		text = append(text, '}')
	}
	for i, p := range points {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, `{"Longitude":"`...)
		text = appendDegrees(text, p.Lon)
		text = append(text, `","Latitude":"`...)
		text = appendDegrees(text, p.Lat)
		text = append(text, `","UsageTypes":"`...)
		text = append(text, p.Usage.String()...)
		text = append(text, `","Type":"Point","CalculationMethod":"`...)
		text = append(text, p.Method...)
		text = append(text, `"}`...)
	}
	text = append(text, ']')
	if w.format == CSV {
		return appendQuoted(dst, string(text))
	}
	return append(dst, text...)
}

// jsonString appends s as a JSON string; in pipe, without a pipe in it.
func (w cellWriter) jsonString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"', r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < ' ', r == rune(w.delimiter) && w.format == Pipe:
			dst = append(dst, `\u00`...)
			dst = append(dst, hex[r>>4], hex[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
