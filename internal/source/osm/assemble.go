package osm

import (
	"encoding/binary"
	"slices"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/ring"
)

// piece is the course of a way that relations are made of, as differences.
type piece struct {
	first, last int64 // nodes
	course      []byte
	whole       bool
}

// keepPiece keeps a way's course for the relations.
func (c *collector) keepPiece(id int64, refs []int64) error {
	p := piece{first: refs[0], last: refs[len(refs)-1], whole: true}
	var before element.Position
	for _, ref := range refs {
		at, ok, err := c.positions.Get(ref)
		if err != nil {
			return err
		}
		if !ok {
			p.whole = false
			continue
		}
		p.course = binary.AppendVarint(p.course, int64(at.Lat)-int64(before.Lat))
		p.course = binary.AppendVarint(p.course, int64(at.Lon)-int64(before.Lon))
		before = at
	}
	p.course = slices.Clip(p.course)
	c.pieces[id] = p
	return nil
}

// points are the piece's course.
func (p *piece) points() (line []element.Position) {
	var lat, lon int64
	for rest := p.course; len(rest) > 0; {
		dLat, n := binary.Varint(rest)
		dLon, k := binary.Varint(rest[n:])
		rest = rest[n+k:]
		lat, lon = lat+dLat, lon+dLon
		line = append(line, element.Position{Lat: int32(lat), Lon: int32(lon)})
	}
	return line
}

const (
	// mendWithin is the widest gap, in metres, between pieces that belong
	// together but were not joined at a node.
	mendWithin = 100
	// maxPoints bounds one boundary.
	maxPoints = 2_000_000
)

// assemble makes the areas of the relations, when all ways are known.
func (c *collector) assemble() error {
	for i := range c.survey.relations {
		k := &c.survey.relations[i]
		t := &tags{kind: element.RelationKind, id: k.id, origin: k.origin, list: k.tags, note: c.note}
		s, ok := c.shapeOf(k, t)
		if !ok {
			continue
		}
		if err := c.shaped(t, k.marks, s); err != nil {
			return err
		}
		if k.marks&hasHighway != 0 || t.raw("place") == "square" {
			if err := c.square(t, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// shapeOf finds where a relation's area is: rings of its pieces, else the
// point of the node that stands for it, else nothing.
func (c *collector) shapeOf(k *kept, t *tags) (s shape, ok bool) {
	lines, whole := c.linesOf(k, t)
	if whole {
		a := ring.Assemble(lines, mendWithin)
		switch {
		case len(a.Open) > 0 || len(a.Rings) == 0:
			c.note(brokenBoundary, t, "", t.text("name"))
		default:
			if len(a.Mended) > 0 {
				c.note(mendedBoundary, t, "", t.text("name"))
			}
			s.rings = a.Rings
			s.inside = ring.Inside(a.Rings)
		}
	}
	if k.marks&hasAddress != 0 && len(s.rings) == 0 && len(lines) > 0 { // some of it is better than no address
		s.inside, ok = ring.Along(lines[0].Points, 0.5), true
	}
	for _, m := range k.members {
		centre := c.centres[m.id]
		if m.kind != element.NodeKind || centre == nil {
			continue
		}
		if len(s.rings) == 0 || ring.Holds(s.rings, centre.at) {
			s.inside, ok = centre.at, true
		}
		break
	}
	s.front = c.front(s.rings, s.inside)
	return s, ok || len(s.rings) > 0
}

// linesOf gives the pieces of a relation; whole tells whether all are there.
func (c *collector) linesOf(k *kept, t *tags) (lines []ring.Line, whole bool) {
	if k.refused {
		return nil, false
	}
	seen := map[int64]bool{}
	whole = !k.cut
	points := 0
	for _, m := range k.members {
		if m.kind != element.WayKind || m.role == "subarea" || m.role == "land_area" || seen[m.id] {
			continue
		}
		seen[m.id] = true
		p, ok := c.pieces[m.id]
		if !ok || !p.whole {
			whole = false
			continue
		}
		if line := p.points(); len(line) > 1 {
			lines = append(lines, ring.Line{First: p.first, Last: p.last, Points: line})
			points += len(line)
		}
		if points > maxPoints {
			c.note(hugeBoundary, t, "", t.text("name"))
			return nil, false
		}
	}
	if !whole {
		c.note(partialBoundary, t, "", t.text("name"))
	}
	return lines, whole && len(lines) > 0
}

// square keeps a pedestrian area that is made of several ways as a street.
func (c *collector) square(t *tags, s shape) error {
	name := t.streetName()
	if name == "" || len(s.rings) == 0 {
		return nil
	}
	f := c.begin(t, source.Street)
	f.Street = name
	f.Names = t.appendNames(f.Names, name)
	f.Rings = c.degrees(s.rings)
	return c.keep(c.streets, f, s.inside, nil)
}
