package dataflow

import (
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/geocode"
)

// jsonWords are the constant parts of the cells that hold JSON.
type jsonWords struct {
	begin, end, quote                              string
	property, value, propertyEnd                   string
	longitude, latitude, usages, method, methodEnd string
}

var plainJSON = jsonWords{
	begin: `[`, end: `]`, quote: `"`,
	property: `{"Property":`, value: `,"Value":`, propertyEnd: `}`,
	longitude: `{"Longitude":"`, latitude: `","Latitude":"`, usages: `","UsageTypes":"`,
	method: `","Type":"Point","CalculationMethod":"`, methodEnd: `"}`,
}

// csvJSON are the same words inside a quoted cell.
var csvJSON = func() jsonWords {
	w := plainJSON
	w.begin, w.end = `"[`, `]"`
	for _, word := range []*string{&w.quote, &w.property, &w.value, &w.longitude, &w.latitude, &w.usages, &w.method, &w.methodEnd} {
		*word = strings.ReplaceAll(*word, `"`, `""`)
	}
	return w
}()

func (w *cellWriter) words() *jsonWords {
	if w.format == CSV {
		return &csvJSON
	}
	return &plainJSON
}

// points appends the cell of an answer's points; nothing where there are none.
func (w *cellWriter) points(dst []byte, points []geocode.CalculatedPoint) []byte {
	words := w.words()
	for i := range points {
		p := &points[i]
		dst = append(dst, separator(i, words)...)
		dst = append(dst, words.longitude...)
		dst = appendDegrees(dst, p.Lon)
		dst = append(dst, words.latitude...)
		dst = appendDegrees(dst, p.Lat)
		dst = append(dst, words.usages...)
		dst = append(dst, p.Usage.String()...)
		dst = append(dst, words.method...)
		dst = append(dst, p.Method...)
		dst = append(dst, words.methodEnd...)
	}
	if len(points) > 0 {
		dst = append(dst, words.end...)
	}
	return dst
}

// parse appends the cell of a query's parse; nothing where there is none.
func (w *cellWriter) parse(dst []byte, parse []geocode.Property) []byte {
	words := w.words()
	for i, p := range parse {
		dst = append(dst, separator(i, words)...)
		dst = append(dst, words.property...)
		dst = w.jsonString(dst, p.Name)
		dst = append(dst, words.value...)
		dst = w.jsonString(dst, p.Value)
		dst = append(dst, words.propertyEnd...)
	}
	if len(parse) > 0 {
		dst = append(dst, words.end...)
	}
	return dst
}

func separator(i int, words *jsonWords) string {
	if i == 0 {
		return words.begin
	}
	return ","
}

// jsonString appends s as a JSON string; in pipe, without a pipe in it.
func (w *cellWriter) jsonString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	quote := w.words().quote
	dst = append(dst, quote...)
	for _, r := range s {
		switch {
		case r == '"':
			dst = append(append(dst, '\\'), quote...)
		case r == '\\':
			dst = append(dst, `\\`...)
		case r < ' ', r == '|' && w.format == Pipe:
			dst = append(dst, `\u00`...)
			dst = append(dst, hex[r>>4], hex[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, quote...)
}
