// Package osmxml reads OpenStreetMap's XML format, as the API, Overpass and
// editors write it: a scanner for the elements that the format has, which
// passes over all others, and blocks of some thousand of what it found.
//
// It reads XML as far as these files have it: no entities but the five that
// XML itself has and characters by number, no document type of its own. A tag
// is bounded in length, so that memory is.
package osmxml

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// blockSize is how many elements a block has, as in PBF files.
const blockSize = 8000

// maxTexts bounds what the texts of a block take together, in bytes.
const maxTexts = 4 << 20

// Read calls use for each block of elements, in the file's order, and stops at
// the first error. The block is valid during the call. A fault of the file is
// an *element.FormatError.
func Read(from io.Reader, use func(*element.Block) error) error {
	r := reader{scan: scanner{from: from, buffer: make([]byte, 0, 64<<10), line: 1}, use: use, texts: map[string]uint32{}}
	for {
		t, err := r.scan.next()
		if err == io.EOF && r.closed {
			return r.flush()
		}
		if err == io.EOF {
			return r.scan.fault("the file ends before its last element does", true)
		}
		if err == nil {
			err = r.tag(t)
		}
		if err != nil {
			return err
		}
	}
}

// reader makes elements of tags.
type reader struct {
	scan   scanner
	use    func(*element.Block) error
	block  element.Block
	texts  map[string]uint32
	size   int // of texts, in bytes
	depth  int // 0 before the root, 1 in it
	closed bool

	open    element.Kind // the element that is open, if any
	isOpen  bool
	deleted bool
	node    element.Node
	way     element.Way
	rel     element.Relation
}

// tag takes one tag.
func (r *reader) tag(t *tag) error {
	if r.depth == 0 && !t.end {
		return r.root(t)
	}
	switch {
	case t.is("osm") && t.end:
		r.closed = true
	case t.is("node"), t.is("way"), t.is("relation"):
		return r.element(t)
	case t.end || !r.isOpen:
	case t.is("tag"):
		return r.pair(t)
	case t.is("nd") && r.open == element.WayKind:
		ref, err := r.id(t, "ref")
		r.block.Refs = append(r.block.Refs, ref)
		return err
	case t.is("member") && r.open == element.RelationKind:
		return r.member(t)
	}
	return nil
}

func (r *reader) root(t *tag) error {
	if !t.is("osm") {
		if t.is("osmChange") {
			return r.scan.fault("the file holds changes, no elements: apply them to an extract with: osmium apply-changes", false)
		}
		return r.scan.fault(fmt.Sprintf("the file begins with <%.40s>, not with <osm>", t.name), false)
	}
	r.depth, r.closed = 1, t.empty
	return nil
}

// element opens or closes a node, way or relation.
func (r *reader) element(t *tag) error {
	if t.end {
		return r.close()
	}
	if r.isOpen {
		return r.scan.fault(fmt.Sprintf("<%.40s> stands in another element", t.name), false)
	}
	id, err := r.id(t, "id")
	if err != nil {
		return err
	}
	version, _ := strconv.ParseInt(string(t.attribute("version")), 10, 32)
	version = max(version, 0)
	r.isOpen = true
	r.deleted = string(t.attribute("visible")) == "false" || string(t.attribute("action")) == "delete"
	tags := element.Span{From: uint32(len(r.block.Tags))}
	switch string(t.name) {
	case "node":
		r.open = element.NodeKind
		lat, lon := t.attribute("lat"), t.attribute("lon")
		r.node = element.Node{ID: id, Version: int32(version), Tags: tags, Position: position(lat, lon)}
		if r.node.Position == element.OutOfRange {
			r.block.NoteOutside(id, string(lat[:min(len(lat), longDegrees)]), string(lon[:min(len(lon), longDegrees)]))
		}
	case "way":
		r.open = element.WayKind
		r.way = element.Way{ID: id, Version: int32(version), Tags: tags, Refs: element.Span{From: uint32(len(r.block.Refs))}}
	default:
		r.open = element.RelationKind
		r.rel = element.Relation{ID: id, Version: int32(version), Tags: tags, Members: element.Span{From: uint32(len(r.block.Members))}}
	}
	if t.empty {
		return r.close()
	}
	return nil
}

// close takes the open element into the block.
func (r *reader) close() error {
	if !r.isOpen {
		return r.scan.fault("an element is closed that was not opened", false)
	}
	r.isOpen = false
	b, end := &r.block, uint32(len(r.block.Tags))
	switch {
	case r.deleted:
		b.Deleted++
	case r.open == element.NodeKind:
		r.node.Tags.To = end
		b.Nodes = append(b.Nodes, r.node)
	case r.open == element.WayKind:
		r.way.Tags.To, r.way.Refs.To = end, uint32(len(b.Refs))
		b.Ways = append(b.Ways, r.way)
	default:
		r.rel.Tags.To, r.rel.Members.To = end, uint32(len(b.Members))
		b.Relations = append(b.Relations, r.rel)
	}
	if len(b.Nodes)+len(b.Ways)+len(b.Relations) >= blockSize || r.size > maxTexts || len(b.Refs)+len(b.Members) > 1<<20 {
		return r.flush()
	}
	return nil
}

// flush gives the block to its user.
func (r *reader) flush() error {
	b := &r.block
	if len(b.Nodes)+len(b.Ways)+len(b.Relations) == 0 && b.Deleted == 0 {
		return nil
	}
	err := r.use(b)
	b.Reset()
	clear(r.texts)
	r.size = 0
	return err
}

// mostParts bounds the tags, nodes or members of one element: the database
// allows 2,000 nodes of a way and 32,000 members of a relation.
const mostParts = 1 << 20

func (r *reader) pair(t *tag) error {
	key, value := t.attribute("k"), t.attribute("v")
	if len(r.block.Tags) > mostParts || r.size > 16*maxTexts {
		return r.scan.fault("an element has more tags than the 5,000 that one may by far", false)
	}
	r.block.Tags = append(r.block.Tags, element.Tag{Key: r.text(key), Value: r.text(value)})
	return nil
}

func (r *reader) member(t *tag) error {
	id, err := r.id(t, "ref")
	if err != nil {
		return err
	}
	m := element.Member{ID: id, Role: r.text(t.attribute("role"))}
	switch kind := string(t.attribute("type")); kind {
	case "node":
		m.Kind = element.NodeKind
	case "way":
		m.Kind = element.WayKind
	case "relation":
		m.Kind = element.RelationKind
	default:
		return r.scan.fault(fmt.Sprintf("a member of the type %.40q: node, way or relation it may be", kind), false)
	}
	r.block.Members = append(r.block.Members, m)
	return nil
}

func (r *reader) text(b []byte) uint32 {
	n, known := r.texts[string(b)]
	if !known {
		n = uint32(len(r.block.Strings))
		s := string(b)
		r.block.Strings = append(r.block.Strings, s)
		r.texts[s] = n
		r.size += len(s)
	}
	return n
}

func (r *reader) id(t *tag, name string) (int64, error) {
	text := bytes.TrimSpace(t.attribute(name))
	id, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return 0, r.scan.fault(fmt.Sprintf("<%s> has the %s %.40q: a whole number it should be", t.name, name, text), false)
	}
	if len(r.block.Refs) > 1<<22 || len(r.block.Members) > 1<<22 {
		return 0, r.scan.fault("an element has more parts than the 32,000 that one may by far", false)
	}
	return id, nil
}

// longDegrees is how much of what should be degrees is told, in bytes.
const longDegrees = 20

// position reads degrees; what is no place on Earth is out of range.
func position(lat, lon []byte) element.Position {
	y, errY := strconv.ParseFloat(string(lat), 64)
	x, errX := strconv.ParseFloat(string(lon), 64)
	if errY != nil || errX != nil || !(math.Abs(y) <= 90) || !(math.Abs(x) <= 180) {
		return element.OutOfRange
	}
	return element.Position{Lat: int32(math.Round(y * element.Degree)), Lon: int32(math.Round(x * element.Degree))}
}
