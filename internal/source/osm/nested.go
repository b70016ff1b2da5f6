package osm

import (
	"slices"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// Boundaries may be made of other boundaries: members that are relations, for
// which their ways stand. A way that two of them share lies between them, and
// bounds neither.

// Bounds of nesting: the relations that one boundary is made of, and the
// members that are looked at for all boundaries, which take some second.
const (
	maxNested   = 1000
	maxFollowed = 20_000_000
	perNested   = 10 // members that looking a relation up takes the time of
)

// mayBePart tells whether a relation that is no area of use may be a piece of
// one: a boundary of any kind, or an area without properties of its own.
func mayBePart(t *tags) bool { return t.raw("type") == "boundary" || len(t.list) <= 2 }

// isPart tells whether a relation's member that is a relation is a piece of it.
// Subareas fill it, and are so only where nothing else bounds it.
func (m *member) isPart(bySubareas bool) bool {
	if m.kind != element.RelationKind {
		return false
	}
	switch m.role {
	case "outer", "inner", "exclave", "enclave", "":
		return true
	case "subarea":
		return bySubareas
	}
	return false
}

// hasWays tells whether anything but subareas bounds a relation.
func hasWays(members []member) bool {
	return slices.ContainsFunc(members, func(m member) bool { return m.kind == element.WayKind || m.isPart(false) })
}

// unnest puts the ways of members that are relations in their place.
func (s *survey) unnest() {
	var byID map[int64][]member
	left := maxFollowed
	for i := range s.relations {
		k := &s.relations[i]
		if bySubareas := !hasWays(k.members); !slices.ContainsFunc(k.members, func(m member) bool { return m.isPart(bySubareas) }) {
			continue
		}
		if byID == nil {
			byID = s.membersByID()
		}
		n := nest{byID: byID, left: &left, seen: map[int64]bool{}, open: map[int64]bool{}, ways: map[int64]bool{}}
		n.follow(k.id, k.members)
		k.cut = k.cut || n.lacks
		t := &tags{kind: element.RelationKind, id: k.id, origin: k.origin, list: k.tags, note: s.note}
		switch {
		case n.loops:
			s.note(loopedBoundary, t, "", t.text("name"))
			k.refused = true
		case n.isTooMuch():
			s.note(hugeBoundary, t, "", t.text("name"))
			k.refused = true
		}
		s.replace(k, n.ways)
	}
	s.parts = nil
}

// replace gives a relation the ways of its nested ones.
func (s *survey) replace(k *kept, ways map[int64]bool) {
	kept := k.members[:0]
	for _, m := range k.members {
		if m.kind != element.RelationKind {
			kept = append(kept, m)
		}
	}
	var ids []int64
	for id, odd := range ways {
		if odd {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		kept = append(kept, member{memberKey{element.WayKind, id}, "outer"})
		s.pieces[id] = struct{}{}
	}
	k.members = kept
}

// membersByID lists the members of all relations that may be nested.
func (s *survey) membersByID() map[int64][]member {
	byID := make(map[int64][]member, len(s.relations)+len(s.parts))
	for _, list := range [...][]kept{s.relations, s.parts} {
		for i := range list {
			byID[list[i].id] = slices.Clone(list[i].members)
		}
	}
	return byID
}

// nest is what a relation is made of.
type nest struct {
	byID  map[int64][]member
	left  *int // members that may still be looked at, of this and all others
	seen  map[int64]bool
	open  map[int64]bool // on the way down
	ways  map[int64]bool // true: an odd number of nested relations has it
	loops bool
	lacks bool // a relation that the extract does not have
}

func (n *nest) isTooMuch() bool { return len(n.seen) > maxNested || *n.left < 0 }

// follow adds what a relation's members that are relations are made of.
func (n *nest) follow(id int64, members []member) {
	n.open[id], n.seen[id] = true, true
	defer delete(n.open, id)
	*n.left -= perNested + len(members)
	bySubareas := !hasWays(members)
	for i := range members {
		m := &members[i]
		if n.isTooMuch() {
			return
		}
		if !m.isPart(bySubareas) {
			continue
		}
		nested, known := n.byID[m.id]
		n.loops = n.loops || n.open[m.id]
		n.lacks = n.lacks || !known
		if !known || n.seen[m.id] {
			continue
		}
		for _, way := range nested {
			if way.kind == element.WayKind {
				n.ways[way.id] = !n.ways[way.id]
			}
		}
		n.follow(m.id, nested)
	}
}
