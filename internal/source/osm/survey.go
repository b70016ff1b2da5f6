package osm

import (
	"slices"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
)

// survey is the first pass, over ways and relations: what the second has to
// look out for.
type survey struct {
	note      noter
	relations []kept
	parts     []kept              // relations of no use by themselves, of which others may be made
	pieces    map[int64]struct{}  // ways that relations are made of
	centres   map[int64]struct{}  // nodes that stand for an area
	ends      map[int64]struct{}  // nodes of interpolation ways
	streetOf  map[memberKey]int32 // the associatedStreet of a house, by place in streets
	streets   []string            // names of associated streets; "" until one of their ways gives it
	namedBy   map[int64]int32     // ways that name an associated street
	shared    twice               // nodes of streets

	tags    tags
	names   tags  // of ways, which notes nothing: the second pass looks at them again
	counted int64 // relations
}

// memberKey is an element.
type memberKey struct {
	kind element.Kind
	id   int64
}

// kept is a relation that is used.
type kept struct {
	id      int64
	origin  element.Origin
	marks   uint16
	tags    []tag
	members []member
	cut     bool // the extract lacks a relation that it is made of
	refused bool // what it is made of cannot be told, which was reported
}

type member struct {
	memberKey
	role string
}

func newSurvey(note noter, bytes int64) *survey {
	return &survey{
		note: note, tags: tags{note: note}, names: tags{note: silent}, shared: newTwice(bytes),
		pieces: map[int64]struct{}{}, centres: map[int64]struct{}{}, ends: map[int64]struct{}{},
		streetOf: map[memberKey]int32{}, namedBy: map[int64]int32{},
	}
}

// silent notes nothing.
func silent(source.Reason, *tags, string, string) {}

func (s *survey) node(*element.Block, *element.Node) error { return nil }

// way looks at where streets meet and where numbers are interpolated.
func (s *survey) way(b *element.Block, w *element.Way) error {
	m := marksOf(b, w.Tags)
	if m&hasInterpolation != 0 {
		for _, ref := range b.Refs[w.Refs.From:w.Refs.To] {
			s.ends[ref] = struct{}{}
		}
	}
	if m&hasHighway == 0 || m&hasName == 0 {
		return nil
	}
	if s.names.load(b, element.WayKind, w.ID, w.Tags).streetName() == "" {
		return nil
	}
	refs := b.Refs[w.Refs.From:w.Refs.To]
	for i, ref := range refs {
		if i > 0 && ref == refs[0] {
			continue // a closed way does not meet itself
		}
		s.shared.add(ref)
	}
	return nil
}

// relation keeps areas, and the streets that houses are said to belong to.
func (s *survey) relation(b *element.Block, r *element.Relation) error {
	s.counted++
	m := marksOf(b, r.Tags)
	t := s.tags.load(b, element.RelationKind, r.ID, r.Tags)
	switch t.raw("type") {
	case "associatedStreet", "street":
		s.associated(b, r, t)
		return nil
	case "boundary", "multipolygon":
	default:
		if m&hasBoundary == 0 {
			return nil
		}
	}
	switch {
	case t.isArea(m):
		s.keepArea(b, r, m, t)
	case mayBePart(t):
		s.parts = append(s.parts, kept{id: r.ID, origin: b.Origin, members: membersOf(b, r)})
	}
	return nil
}

// keepArea keeps an area, and notes the ways and nodes that it is made of.
func (s *survey) keepArea(b *element.Block, r *element.Relation, m uint16, t *tags) {
	k := kept{id: r.ID, origin: b.Origin, marks: m, tags: slices.Clone(t.list), members: membersOf(b, r)}
	for _, one := range k.members {
		switch {
		case one.kind == element.WayKind:
			s.pieces[one.id] = struct{}{}
		case one.kind == element.NodeKind && (one.role == "label" || one.role == "admin_centre"):
			s.centres[one.id] = struct{}{}
		}
	}
	s.relations = append(s.relations, k)
}

func membersOf(b *element.Block, r *element.Relation) (members []member) {
	for _, each := range b.Members[r.Members.From:r.Members.To] {
		members = append(members, member{memberKey{each.Kind, each.ID}, b.Strings[each.Role]})
	}
	return members
}

// associated notes which street the members of a relation belong to.
func (s *survey) associated(b *element.Block, r *element.Relation, t *tags) {
	n := int32(len(s.streets))
	s.streets = append(s.streets, t.first("name", "addr:street"))
	for _, m := range b.Members[r.Members.From:r.Members.To] {
		switch b.Strings[m.Role] {
		case "street":
			if m.Kind == element.WayKind {
				s.namedBy[m.ID] = n
			}
		case "house", "address", "addr:houselink", "":
			s.streetOf[memberKey{m.Kind, m.ID}] = n
		}
	}
}

// twice remembers by hash which nodes were added once, and which more than
// once. It may take a node for one that was added more than once, rarely.
type twice struct {
	once, more []uint64
	shift      int
}

// newTwice makes room for an extract of so many bytes: some 50 bits for each
// node of a named street.
func newTwice(bytes int64) twice {
	bits := 16
	for ; bits < 30 && int64(1)<<bits < bytes; bits++ {
	}
	return twice{once: make([]uint64, 1<<(bits-6)), more: make([]uint64, 1<<(bits-6)), shift: 64 - bits}
}

func (t *twice) slot(id int64) (word uint64, bit uint64) {
	h := uint64(id) * 0x9e3779b97f4a7c15 >> t.shift
	return h >> 6, 1 << (h & 63)
}

func (t *twice) add(id int64) {
	word, bit := t.slot(id)
	if t.once[word]&bit != 0 {
		t.more[word] |= bit
	}
	t.once[word] |= bit
}

// has reports whether the node was added more than once, perhaps.
func (t *twice) has(id int64) bool {
	word, bit := t.slot(id)
	return t.more[word]&bit != 0
}
