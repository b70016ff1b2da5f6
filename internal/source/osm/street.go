package osm

import (
	"hash/maphash"
	"slices"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/ring"
)

// streetName is what addresses call the way; "" where it is no street.
func (t *tags) streetName() string {
	class := t.raw("highway")
	if class == "" {
		if t.raw("place") == "square" {
			return t.mainName()
		}
		return ""
	}
	if _, ok := streetClasses[class]; !ok {
		return ""
	}
	if name := t.mainName(); name != "" {
		return name
	}
	if refClasses[class] {
		for _, ref := range split(t.text("ref")) {
			return ref
		}
	}
	return ""
}

// isSquare reports whether a closed way is an area to be on rather than a
// street that comes back to where it began.
func (t *tags) isSquare() bool {
	return t.raw("area") == "yes" || t.raw("place") == "square"
}

// street makes drafts of a named way for traffic: one for each run of nodes
// that are there.
func (c *collector) street(t *tags, refs []int64, name string) error {
	line, ids, whole, err := c.resolve(t, refs)
	if err != nil || len(line) == 0 {
		return err
	}
	f := c.begin(t, source.Street)
	f.Street = name
	f.Names = t.appendRefs(t.appendNames(f.Names, name), name)
	f.Postcode = t.first("postal_code", "addr:postcode")
	if whole && len(line) > 3 && line[0] == line[len(line)-1] && t.isSquare() {
		f.Rings = c.degrees([][]element.Position{line})
		return c.keep(c.streets, f, ring.Inside([][]element.Position{line}), nil)
	}
	ran := false
	for from := 0; from < len(line); {
		to := from
		for to < len(line) && line[to] != element.OutOfRange {
			to++
		}
		if to-from > 1 {
			ran = true
			if err := c.run(f, line[from:to], ids[from:to]); err != nil {
				return err
			}
		}
		from = to + 1
	}
	if ran {
		return nil
	}
	known := slices.IndexFunc(line, func(at element.Position) bool { return at != element.OutOfRange })
	return c.keep(c.streets, f, line[known], nil) // a point of it is better than nothing
}

// run keeps a street's run of nodes that are there.
func (c *collector) run(f *source.Feature, line []element.Position, ids []int64) error {
	f.Line, f.Joints, c.joints = f.Line[:0], f.Joints[:0], c.joints[:0]
	name := nameHash(f.Street)
	for i, at := range line {
		f.Line = append(f.Line, ring.Point(at))
		if c.survey.shared.has(ids[i]) {
			f.Joints = append(f.Joints, int32(i))
			c.joints = append(c.joints, ids[i])
			c.meetings = append(c.meetings, meeting{ids[i], name})
		}
	}
	return c.keep(c.streets, f, ring.Along(line, 0.5), c.joints)
}

// meeting says that a street of a name goes through a node.
type meeting struct {
	node int64
	name uint64
}

var nameSeed = maphash.MakeSeed()

func nameHash(name string) uint64 { return maphash.String(nameSeed, name) }

// resolve gives the positions of nodes, OutOfRange for those that are not
// there, none where none is, with their IDs. The same node twice in a row is
// one.
func (c *collector) resolve(t *tags, refs []int64) (line []element.Position, ids []int64, whole bool, err error) {
	c.line, c.ids = c.line[:0], c.ids[:0]
	found := 0
	for i, id := range refs {
		if i > 0 && id == refs[i-1] {
			continue
		}
		at, ok, err := c.positions.Get(id)
		if err != nil {
			return nil, nil, false, err
		}
		if ok {
			found++
		} else {
			at = element.OutOfRange
		}
		c.line, c.ids = append(c.line, at), append(c.ids, id)
	}
	switch {
	case found == 0:
		c.noteGap(noNodes, t)
		return nil, nil, false, nil
	case found < len(c.line):
		c.noteGap(someNodes, t)
	}
	return c.line, c.ids, found == len(c.line), nil
}

// noteGap notes that nodes of a way are not there: once, also where the way is
// several things and is resolved for each.
func (c *collector) noteGap(reason source.Reason, t *tags) {
	if c.gap != t.id {
		c.gap = t.id
		c.note(reason, t, "", t.text("name"))
	}
}

// degrees makes a feature's rings.
func (c *collector) degrees(rings [][]element.Position) [][]geocode.Point {
	into := make([][]geocode.Point, 0, len(rings))
	for _, r := range rings {
		points := make([]geocode.Point, len(r))
		for i, at := range r {
			points[i] = ring.Point(at)
		}
		into = append(into, points)
	}
	return into
}
