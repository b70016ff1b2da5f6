package build

import (
	"encoding/binary"
	"math"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// spot is a position in 1e-6 degrees, the resolution of streets.
type spot struct{ lat, lon int32 }

func spotOf(p geocode.Point) spot {
	return spot{int32(math.Round(p.Lat * 1e6)), int32(math.Round(p.Lon * 1e6))}
}

func (s spot) position() geocode.Point {
	return geocode.Point{Lat: float64(s.lat) / 1e6, Lon: float64(s.lon) / 1e6}
}

// metresTo is about the metres between spots that are near each other.
func (s spot) metresTo(other spot) float64 {
	return apart(&point{lat: s.lat, lon: s.lon}, &point{lat: other.lat, lon: other.lon})
}

// course is a line of a street, or a piece of it, with the names it has there.
type course struct {
	source uint16
	name   string        // as written
	names  []source.Name // the others
	line   []spot
	joints []spot // places of line that another named street shares
}

// A course in a record, after what it begins with:
//
//	source  u16
//	name, lengthed; uvarint count of other names, each: role u8, language and
//	        text, lengthed
//	line    uvarint count, then latitude and longitude of each spot as varint
//	        differences to the one before
//	joints  uvarint count, then each as position in line, uvarint difference
func (c *course) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint16(b, c.source)
	b = appendLengthed(b, c.name)
	b = binary.AppendUvarint(b, uint64(len(c.names)))
	for _, n := range c.names {
		b = append(b, byte(n.Role))
		b = appendLengthed(appendLengthed(b, n.Lang), n.Text)
	}
	b = binary.AppendUvarint(b, uint64(len(c.line)))
	var before spot
	for _, s := range c.line {
		b = binary.AppendVarint(b, int64(s.lat)-int64(before.lat))
		b = binary.AppendVarint(b, int64(s.lon)-int64(before.lon))
		before = s
	}
	return appendJoints(b, c)
}

// appendJoints appends where the joints stand in the line.
func appendJoints(b []byte, c *course) []byte {
	is := make(map[spot]bool, len(c.joints))
	for _, s := range c.joints {
		is[s] = true
	}
	var at []int
	for i, s := range c.line {
		if is[s] {
			at = append(at, i)
			delete(is, s)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(at)))
	before := 0
	for _, i := range at {
		b = binary.AppendUvarint(b, uint64(i-before))
		before = i
	}
	return b
}

func appendLengthed(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// courseReader reads what append wrote.
type courseReader struct {
	b   []byte
	bad bool
}

func (r *courseReader) uvarint() uint64 {
	x, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return x
}

func (r *courseReader) varint() int64 {
	x := r.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

func (r *courseReader) text() string {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.bad = true
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

// count reads how many of something follow, each of at least a byte.
func (r *courseReader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (c *course) decode(b []byte) error {
	if len(b) < 2 {
		return errRecord
	}
	c.source = binary.BigEndian.Uint16(b)
	r := courseReader{b: b[2:]}
	c.name = r.text()
	for range r.count() {
		if len(r.b) == 0 {
			return errRecord
		}
		n := source.Name{Role: source.Role(r.b[0])}
		r.b = r.b[1:]
		n.Lang, n.Text = r.text(), r.text()
		c.names = append(c.names, n)
	}
	var before spot
	c.line = make([]spot, r.count())
	for i := range c.line {
		before.lat += int32(r.varint())
		before.lon += int32(r.varint())
		c.line[i] = before
	}
	at := 0
	for range r.count() {
		at += int(r.uvarint())
		if at >= len(c.line) {
			return errRecord
		}
		c.joints = append(c.joints, c.line[at])
	}
	if r.bad {
		return errRecord
	}
	return nil
}

// Bounds of a course in a record.
const (
	maxOtherNames = 24
	maxNameBytes  = 256
	maxCourse     = 4000 // spots
)

// newCourse makes the course of a street's feature: its line, of a square the
// longest ring, or its point.
func newCourse(f *source.Feature, at int) course {
	c := course{source: uint16(at), name: cut(f.Name, maxName)}
	if c.name == "" {
		c.name = cut(f.Street, maxName)
	}
	for _, n := range f.Names {
		if len(c.names) < maxOtherNames && n.Text != "" && len(n.Text) <= maxNameBytes && len(n.Lang) <= maxNameBytes {
			c.names = append(c.names, source.Name{Lang: strings.Clone(n.Lang), Text: strings.Clone(n.Text), Role: n.Role})
		}
	}
	line := f.Line
	for _, ring := range f.Rings {
		if len(ring) > len(line) {
			line = ring
		}
	}
	if len(line) == 0 {
		line = []geocode.Point{{Lat: f.Lat, Lon: f.Lon}}
	}
	joint := 0
	for i, p := range line {
		if !geo.Valid(p) {
			continue
		}
		s := spotOf(p)
		if joint < len(f.Joints) && int(f.Joints[joint]) == i {
			c.joints = append(c.joints, s)
			joint++
		}
		if n := len(c.line); n == 0 || c.line[n-1] != s {
			c.line = append(c.line, s)
		}
	}
	return c
}

// inPieces cuts a course of very many spots.
func (c *course) inPieces(use func(*course) error) error {
	for rest := c.line; ; {
		piece := *c
		piece.line = rest[:min(len(rest), maxCourse)]
		if err := use(&piece); err != nil || len(piece.line) == len(rest) {
			return err
		}
		rest = rest[maxCourse-1:]
	}
}

// otherKeys lists the names of a course by which its street is found besides
// its own: those that differ from it in more than writing.
func (c *course) otherKeys(own *text.StreetName) (names []text.StreetName, written []string) {
	seen := map[text.StreetName]bool{*own: true}
	for _, n := range c.names {
		name := text.ParseStreet(n.Text)
		name.Core, name.Articles = cut(name.Core, maxName), cut(name.Articles, maxName)
		if name.Core != "" && name.Core != own.Core && !seen[name] {
			seen[name] = true
			names, written = append(names, name), append(written, n.Text)
		}
	}
	return names, written
}
