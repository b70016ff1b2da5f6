package scan

import (
	"bytes"
	"errors"
)

// ErrJSON is a line that is no JSON object.
var ErrJSON = errors.New("not a JSON object")

// Pair is a member of an object: its name and its value as text. A string's
// text is its content, a number's and truth's as written, null's empty.
type Pair struct{ Name, Value []byte }

// Names that Object gives to what is not a plain member.
const (
	Lon      = "geometry.lon"  // first of a point's coordinates
	Lat      = "geometry.lat"  // second of a point's coordinates
	Geometry = "geometry.type" // "Point"
)

// Object takes flat objects apart: one, or the properties and point of a
// GeoJSON feature. Nested values other than those are left out.
type Object struct {
	pairs []Pair
	line  []byte
	at    int
}

// Parse gives the members of the object in the line, in their order, valid
// until the next call. The line has to be valid UTF-8. The error is ErrJSON.
func (o *Object) Parse(line []byte) ([]Pair, error) {
	o.pairs, o.line, o.at = o.pairs[:0], line, 0
	if o.object(outside) && o.space() == end {
		return o.pairs, nil
	}
	o.pairs = o.pairs[:0]
	if err := o.parseSlowly(line); err != nil {
		return nil, ErrJSON
	}
	return o.pairs, nil
}

// where tells which object is read.
type where uint8

const (
	outside    where = iota // the line's own
	properties              // of a feature
	geometry                // of a feature
)

const end = 0 // what space and next give behind the last byte

// The fast reader below gives up (false) on whatever is unusual: escapes,
// nested values, things that are wrong. encoding/json then decides.

func (o *Object) space() byte {
	for o.at < len(o.line) {
		switch c := o.line[o.at]; c {
		case ' ', '\t', '\r', '\n':
			o.at++
		default:
			return c
		}
	}
	return end
}

// take consumes the byte if it comes next.
func (o *Object) take(c byte) bool {
	if o.space() != c {
		return false
	}
	o.at++
	return true
}

func (o *Object) object(in where) bool {
	if !o.take('{') {
		return false
	}
	if o.take('}') {
		return true
	}
	for {
		name, ok := o.text()
		if !ok || !o.take(':') || !o.member(in, name) {
			return false
		}
		if !o.take(',') {
			return o.take('}')
		}
	}
}

func (o *Object) member(in where, name []byte) bool {
	switch c := o.space(); {
	case c == '{' && in == outside && string(name) == "properties":
		return o.object(properties)
	case c == '{' && in == outside && string(name) == "geometry":
		return o.object(geometry)
	case c == '[' && in == geometry && string(name) == "coordinates":
		return o.point()
	case c == '"':
		text, ok := o.text()
		return ok && o.keep(in, name, text)
	default:
		word, ok := o.word()
		return ok && o.keep(in, name, word)
	}
}

// keep adds a member; of a geometry only the type is worth it.
func (o *Object) keep(in where, name, value []byte) bool {
	if in == geometry {
		if string(name) != "type" {
			return true
		}
		name = geometryName
	}
	o.pairs = append(o.pairs, Pair{name, value})
	return true
}

// text reads a string without escapes.
func (o *Object) text() ([]byte, bool) {
	if !o.take('"') {
		return nil, false
	}
	for i := o.at; i < len(o.line); i++ {
		switch c := o.line[i]; {
		case c == '"':
			text := o.line[o.at:i:i]
			o.at = i + 1
			return text, true
		case c == '\\' || c < ' ':
			return nil, false
		}
	}
	return nil, false
}

// word reads a number, true, false or null.
func (o *Object) word() ([]byte, bool) {
	from := o.at
	for o.at < len(o.line) && !endsWord(o.line[o.at]) {
		o.at++
	}
	word := o.line[from:o.at:o.at]
	switch string(word) {
	case "null":
		return nil, true
	case "true", "false":
		return word, true
	}
	return word, isNumber(word)
}

func endsWord(c byte) bool { return c == ',' || c == '}' || c == ']' || c <= ' ' }

// point reads [lon, lat] or [lon, lat, height].
func (o *Object) point() bool {
	o.at++
	for i := range 3 {
		o.space()
		word, ok := o.word()
		if !ok || !isNumber(word) {
			return false
		}
		if i < len(pointNames) {
			o.pairs = append(o.pairs, Pair{pointNames[i], word})
		}
		if !o.take(',') {
			return i > 0 && o.take(']')
		}
	}
	return false
}

// isNumber holds a word to JSON's grammar of numbers.
func isNumber(word []byte) bool {
	rest := bytes.TrimPrefix(word, []byte("-"))
	whole := digits(rest)
	if whole == 0 || whole > 1 && rest[0] == '0' {
		return false
	}
	rest = rest[whole:]
	if len(rest) > 0 && rest[0] == '.' {
		n := digits(rest[1:])
		if n == 0 {
			return false
		}
		rest = rest[1+n:]
	}
	if len(rest) > 0 && (rest[0] == 'e' || rest[0] == 'E') {
		rest = rest[1:]
		if len(rest) > 0 && (rest[0] == '+' || rest[0] == '-') {
			rest = rest[1:]
		}
		n := digits(rest)
		return n > 0 && n == len(rest)
	}
	return len(rest) == 0
}

// digits counts the digits at the beginning.
func digits(b []byte) int {
	for i, c := range b {
		if c < '0' || c > '9' {
			return i
		}
	}
	return len(b)
}

var (
	geometryName = []byte(Geometry)
	pointNames   = [...][]byte{[]byte(Lon), []byte(Lat)}
)
