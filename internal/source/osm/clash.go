package osm

import (
	"slices"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
)

// Some extracts are numbered anew, from 1, by the tool that cut them: their
// IDs are those of other elements in other extracts. Whether an ID that two
// extracts have is one element or two is told by what they hold; where it is
// mostly two, the later extract's IDs are moved out of the way, and the passes
// begin again.

// idSpace is how far apart the IDs of extracts are that are numbered alike:
// OpenStreetMap has used a six-thousandth of it in twenty years.
const idSpace = 1 << 46

// move adds to all IDs of a block.
func move(b *element.Block, by int64) {
	for i := range b.Nodes {
		b.Nodes[i].ID += by
	}
	for i := range b.Outside {
		b.Outside[i].ID += by
	}
	for i := range b.Ways {
		b.Ways[i].ID += by
	}
	for i := range b.Relations {
		b.Relations[i].ID += by
	}
	for i := range b.Refs {
		b.Refs[i] += by
	}
	for i := range b.Members {
		b.Members[i].ID += by
	}
}

// clashError tells that an extract's IDs have to be moved before it is merged.
type clashError struct{ extract, with *extract }

func (e *clashError) Error() string {
	return e.extract.Name() + " has IDs that " + e.with.Name() + " has for other elements"
}

var renumbered = source.Reason{Name: "extract.renumbered", Want: "the IDs of OpenStreetMap; this extract's are those of other elements in another one, and were kept apart"}

// shared counts, of two extracts, the IDs that both have.
type shared struct{ one, two int64 } // elements

// noteShared counts an ID that two extracts have.
func (m *merged) noteShared(a, b *cursor) {
	if m.shared == nil {
		m.shared = map[[2]*extract]*shared{}
	}
	pair := [2]*extract{a.extract, b.extract}
	if m.shared[pair] == nil {
		m.shared[pair] = &shared{}
	}
	if a.isAlike(b) {
		m.shared[pair].one++
	} else {
		m.shared[pair].two++
	}
}

// clash gives an error for the first pair of extracts whose common IDs are
// mostly those of different elements.
func (m *merged) clash(extracts []*extract) error {
	for at, later := range extracts {
		for _, earlier := range extracts[:at] {
			if n := m.shared[[2]*extract{earlier, later}]; n != nil && n.two > n.one && later.moved == 0 {
				return &clashError{later, earlier}
			}
		}
	}
	return nil
}

// strayed is how far, in units of positions, a node may have been put elsewhere
// between two extracts and still be the same: some kilometre.
const strayed = element.Degree / 100

// isAlike tells whether two cursors are at accounts of one element: a node
// about there, a way or relation of the same name, or with half of its nodes or
// members.
func (c *cursor) isAlike(o *cursor) bool {
	switch c.kind {
	case element.NodeKind:
		a, b := c.block.Nodes[c.at].Position, o.block.Nodes[o.at].Position
		return abs(int64(a.Lat)-int64(b.Lat)) <= strayed && abs(int64(a.Lon)-int64(b.Lon)) <= 2*strayed || a == element.OutOfRange || b == element.OutOfRange
	case element.WayKind:
		a, b := &c.block.Ways[c.at], &o.block.Ways[o.at]
		return sameName(c.block, a.Tags, o.block, b.Tags) || overlap(c.block.Refs[a.Refs.From:a.Refs.To], o.block.Refs[b.Refs.From:b.Refs.To])
	}
	a, b := &c.block.Relations[c.at], &o.block.Relations[o.at]
	return sameName(c.block, a.Tags, o.block, b.Tags) || overlap(membersIn(c.block, a), membersIn(o.block, b))
}

func abs(n int64) int64 { return max(n, -n) }

func sameName(a *element.Block, tagsA element.Span, b *element.Block, tagsB element.Span) bool {
	name := nameIn(a, tagsA)
	return name != "" && name == nameIn(b, tagsB)
}

// nameIn is the name among tags.
func nameIn(b *element.Block, tags element.Span) string {
	for _, t := range b.Tags[tags.From:tags.To] {
		if b.Strings[t.Key] == "name" {
			return b.Strings[t.Value]
		}
	}
	return ""
}

// membersIn lists a relation's members, each by a number of its own.
func membersIn(b *element.Block, r *element.Relation) []int64 {
	ids := make([]int64, 0, r.Members.To-r.Members.From)
	for _, m := range b.Members[r.Members.From:r.Members.To] {
		ids = append(ids, m.ID<<2|int64(m.Kind))
	}
	return ids
}

// mostCompared bounds the nodes or members that are compared.
const mostCompared = 200

// overlap tells whether two lists have half of the IDs of the shorter one in
// common.
func overlap(a, b []int64) bool {
	a, b = a[:min(len(a), mostCompared)], b[:min(len(b), mostCompared)]
	common := 0
	for _, id := range a {
		if slices.Contains(b, id) {
			common++
		}
	}
	return 2*common >= min(len(a), len(b))
}
