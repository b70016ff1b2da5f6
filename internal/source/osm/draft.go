package osm

import (
	"encoding/binary"
	"math"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// A draft is a feature as it waits for those that come before it, as bytes:
// numbers as varints, texts with their length before them, points in 1e-7
// degrees as the differences from the one before. The codec is its own
// reader's only; what it reads it wrote itself.

// texts are the feature's fields that hold text, in the order of the draft.
func texts(f *source.Feature) [11]*string {
	return [11]*string{
		&f.Name, &f.Number, &f.Street, &f.Locality, &f.Neighborhood, &f.District, &f.Region,
		&f.Postcode, &f.Country, &f.SourceID, (*string)(&f.Type),
	}
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendDraft adds the feature and a street's nodes at its joints.
func appendDraft(b []byte, f *source.Feature, nodes []int64) []byte {
	b = append(b, byte(f.Kind), byte(f.Accuracy), byte(f.Level))
	b = binary.AppendVarint(binary.AppendVarint(b, f.Population), int64(f.File))
	for _, s := range texts(f) {
		b = appendText(b, *s)
	}
	b = binary.AppendUvarint(b, uint64(len(f.Names)))
	for _, n := range f.Names {
		b = append(appendText(appendText(b, n.Lang), n.Text), byte(n.Role))
	}
	b = binary.AppendUvarint(b, uint64(len(f.Doors)))
	for _, d := range f.Doors {
		b = appendText(b, d.Flats)
		b = binary.AppendVarint(binary.AppendVarint(b, units(d.Lat)), units(d.Lon))
	}
	at := geocode.Point{Lat: f.Lat, Lon: f.Lon}
	b = appendPoints(b, []geocode.Point{at})
	b = appendPoints(b, f.Line)
	b = binary.AppendUvarint(b, uint64(len(f.Rings)))
	for _, ring := range f.Rings {
		b = appendPoints(b, ring)
	}
	b = binary.AppendUvarint(b, uint64(len(nodes)))
	for i, node := range nodes {
		b = binary.AppendVarint(binary.AppendUvarint(b, uint64(f.Joints[i])), node)
	}
	return b
}

func appendPoints(b []byte, points []geocode.Point) []byte {
	b = binary.AppendUvarint(b, uint64(len(points)))
	var lat, lon int64
	for _, p := range points {
		y, x := units(p.Lat), units(p.Lon)
		b = binary.AppendVarint(binary.AppendVarint(b, y-lat), x-lon)
		lat, lon = y, x
	}
	return b
}

func units(degrees float64) int64 { return int64(math.Round(degrees * degreeUnits)) }

const degreeUnits = 1e7

// drafts decodes them one after another.
type drafts struct {
	feature source.Feature
	nodes   []int64 // at the feature's joints
	rest    []byte
	all     string
}

// read decodes a draft into the feature, which is valid until the next. Its
// texts share one allocation.
func (d *drafts) read(record []byte) *source.Feature {
	f := &d.feature
	f.Reset()
	d.rest, d.all = record, ""
	f.Kind, f.Accuracy, f.Level = source.Kind(d.rest[0]), source.Accuracy(d.rest[1]), source.Level(d.rest[2])
	d.rest = d.rest[3:]
	f.Population, f.File = d.number(), int32(d.number())
	// The texts' bytes are copied together, as a string that the fields cut up.
	head := d.rest
	for range texts(f) {
		d.skipText()
	}
	names := int(d.count())
	for range names {
		d.skipText()
		d.skipText()
		d.rest = d.rest[1:]
	}
	d.all = string(head[:len(head)-len(d.rest)])
	d.rest = head
	base := len(head)
	for _, s := range texts(f) {
		*s = d.text(base)
	}
	d.count()
	for range names {
		n := source.Name{Lang: d.text(base), Text: d.text(base), Role: source.Role(d.rest[0])}
		d.rest = d.rest[1:]
		f.Names = append(f.Names, n)
	}
	d.doors(f)
	d.geometry(f)
	return f
}

func (d *drafts) doors(f *source.Feature) {
	for range d.count() {
		n := d.count()
		door := source.Door{Flats: string(d.rest[:n])}
		d.rest = d.rest[n:]
		door.Lat, door.Lon = float64(d.number())/degreeUnits, float64(d.number())/degreeUnits
		f.Doors = append(f.Doors, door)
	}
}

func (d *drafts) geometry(f *source.Feature) {
	at := d.points(nil)[0]
	f.Lat, f.Lon = at.Lat, at.Lon
	f.Line = d.points(f.Line)
	for range d.count() {
		var ring []geocode.Point
		if n := len(f.Rings); n < cap(f.Rings) {
			ring = f.Rings[:n+1][n][:0]
		}
		f.Rings = append(f.Rings, d.points(ring))
	}
	d.nodes = d.nodes[:0]
	for range d.count() {
		f.Joints = append(f.Joints, int32(d.count()))
		d.nodes = append(d.nodes, d.number())
	}
}

func (d *drafts) count() uint64 {
	v, n := binary.Uvarint(d.rest)
	d.rest = d.rest[n:]
	return v
}

func (d *drafts) number() int64 {
	v, n := binary.Varint(d.rest)
	d.rest = d.rest[n:]
	return v
}

func (d *drafts) skipText() {
	n := d.count()
	d.rest = d.rest[n:]
}

// text cuts the next text out of all, whose first byte is base bytes before
// the end of the record.
func (d *drafts) text(base int) string {
	n := int(d.count())
	at := base - len(d.rest)
	d.rest = d.rest[n:]
	return d.all[at : at+n]
}

func (d *drafts) points(into []geocode.Point) []geocode.Point {
	var lat, lon int64
	for range d.count() {
		lat += d.number()
		lon += d.number()
		into = append(into, geocode.Point{Lat: float64(lat) / degreeUnits, Lon: float64(lon) / degreeUnits})
	}
	return into
}
