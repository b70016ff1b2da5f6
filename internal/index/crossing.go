package index

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// CrossingID names a crossing within one build of one index.
type CrossingID uint32

// Crossing is where streets of different names meet.
type Crossing struct {
	ID      CrossingID
	Point   geocode.Point
	Streets []StreetID // two or more, ascending
}

// NearCrossing is a crossing and how far away it is.
type NearCrossing struct {
	Crossing
	Metres float64
}

// The section "crossings" has all crossings along the Hilbert curve in leaves
// (see space_leaves.go), whose boxes are in "crossingtree". A crossing is
//
//	step       from the crossing before, of the leaf's first from 0° N 0° E, as
//	           in "streetlines"
//	streets    how many, uvarint; the first less that of the crossing before
//	           (of the leaf's first: less 0), zigzag; each other less the one
//	           before, uvarint
//
// "streetcrossings" has of each street (see per_street.go) the IDs of its
// crossings, ascending, each less the one before, uvarint.

// CrossingCount is the number of crossings; their IDs are 0 to that less one.
func (s *Streets) CrossingCount() (n int, err error) {
	err = s.ix.guard(func() error {
		n, err = s.crossings.count()
		return err
	})
	return n, err
}

// crossingReader reads the crossings of a leaf one after another.
type crossingReader struct {
	varints
	s    *Streets
	id   CrossingID // of the one read last
	left int
	at   micros

	first   uint64 // street
	streets []byte // the others of the one read last, uvarints
	count   int    // of its streets
}

// crossingLeaf begins to read a leaf.
func (s *Streets) crossingLeaf(leaf int) (in crossingReader, err error) {
	data, count, err := s.crossings.leaf(leaf)
	return crossingReader{varints: varints{rest: data}, s: s, id: CrossingID(leaf*leafThings) - 1, left: count}, err
}

// advance reads the next crossing; false at the end of the leaf.
func (in *crossingReader) advance() bool {
	if in.left == 0 || in.bad {
		return false
	}
	in.left--
	in.id++
	north, east := unpackStep(in.next())
	in.at = micros{in.at.lat + north, in.at.lon + east}
	count := in.next()
	in.first += uint64(in.signed())
	if in.bad || count < 2 || count > uint64(len(in.rest))+1 || !in.at.valid() {
		in.bad = true
		return false
	}
	in.count = int(count)
	rest := in.rest
	for range count - 1 {
		in.next()
	}
	in.streets = rest[:len(rest)-len(in.rest)]
	return !in.bad
}

// crossing is the one read last. Its streets are put at the end of room,
// which crossings of one answer share.
func (in *crossingReader) crossing(room *[]StreetID) (Crossing, error) {
	from := len(*room)
	street, others := in.first, varints{rest: in.streets}
	for i := range in.count {
		if i > 0 {
			street += others.next()
		}
		if street >= uint64(in.s.Count()) {
			return Crossing{}, in.damage()
		}
		*room = append(*room, StreetID(street))
	}
	return Crossing{in.id, in.at.point(), (*room)[from:len(*room):len(*room)]}, nil
}

func (in *crossingReader) damage() error {
	return in.s.crossings.section.damage("holds no crossing %d", in.id)
}

// to reads on to a crossing of the leaf.
func (in *crossingReader) to(id CrossingID, room *[]StreetID) (Crossing, error) {
	for in.id != id {
		if !in.advance() {
			return Crossing{}, in.damage()
		}
	}
	return in.crossing(room)
}

// appendCrossings appends the crossings of ascending IDs.
func (s *Streets) appendCrossings(dst []Crossing, ids []CrossingID) ([]Crossing, error) {
	var in crossingReader
	open, room := -1, make([]StreetID, 0, 2*len(ids))
	for _, id := range ids {
		if leaf := int(id / leafThings); leaf != open {
			var err error
			if in, err = s.crossingLeaf(leaf); err != nil {
				return dst, err
			}
			open = leaf
		}
		c, err := in.to(id, &room)
		if err != nil {
			return dst, err
		}
		dst = append(dst, c)
	}
	return dst, nil
}

// Crossing reads a crossing.
func (s *Streets) Crossing(id CrossingID) (c Crossing, err error) {
	err = s.ix.guard(func() error {
		count, err := s.crossings.count()
		if err == nil && int64(id) >= int64(count) {
			err = fmt.Errorf("crossing %d: %w", id, ErrNoStreet)
		}
		if err != nil {
			return err
		}
		in, err := s.crossingLeaf(int(id / leafThings))
		if err == nil {
			c, err = in.to(id, &[]StreetID{})
		}
		return err
	})
	return c, err
}

// crossingIDs gives the crossings of a street, ascending.
func (s *Streets) crossingIDs(id StreetID) ([]CrossingID, error) {
	b, err := s.streetCrossings.of(s, id)
	if err != nil || b == nil {
		return nil, err
	}
	ids := make([]CrossingID, 0, len(b)/2+1)
	in, at := varints{rest: b}, uint64(0)
	for len(in.rest) > 0 && !in.bad {
		before := at
		at += in.next()
		if at > 1<<32-1 || len(ids) > 0 && at <= before {
			in.bad = true
		}
		ids = append(ids, CrossingID(at))
	}
	if in.bad {
		return nil, s.streetCrossings.section.damage("holds no crossings of the street %d", id)
	}
	return ids, nil
}

// CrossingsOf appends to dst the crossings of a street, in the order of their IDs.
func (s *Streets) CrossingsOf(dst []Crossing, id StreetID) ([]Crossing, error) {
	err := s.ix.guard(func() error {
		ids, err := s.crossingIDs(id)
		if err == nil {
			dst, err = s.appendCrossings(dst, ids)
		}
		return err
	})
	return dst, err
}

// CrossingsBetween appends to dst the crossings of one street with another, in
// the order of their IDs. Crossings that only one of them has are not read.
func (s *Streets) CrossingsBetween(dst []Crossing, one, other StreetID) ([]Crossing, error) {
	err := s.ix.guard(func() error {
		ids, err := s.crossingIDs(one)
		if err != nil || ids == nil {
			return err
		}
		others, err := s.crossingIDs(other)
		if err != nil {
			return err
		}
		ids = slices.DeleteFunc(ids, func(id CrossingID) bool {
			for len(others) > 0 && others[0] < id {
				others = others[1:]
			}
			return len(others) == 0 || others[0] != id
		})
		dst, err = s.appendCrossings(dst, ids)
		return err
	})
	return dst, err
}

// NearestCrossings lists the crossings within so many metres of p, nearest
// first and then by ID, at most limit (and 1,000).
func (s *Streets) NearestCrossings(p geocode.Point, within float64, limit int) (near []NearCrossing, err error) {
	limit = min(limit, maxNearest)
	if limit < 1 || !geo.Valid(p) || !(within >= 0) {
		return nil, nil
	}
	err = s.ix.guard(func() error {
		count, err := s.crossings.count()
		if err != nil || count == 0 {
			return err
		}
		search := newSpaceSearch(s.crossings.tree, leavesOf(count), p, within, limit)
		search.look = func(leaf int) error { return s.lookAtCrossings(search, leaf) }
		if err := search.around(p.Lon); err != nil {
			return err
		}
		near, err = s.nearCrossings(p, within, search.found)
		return err
	})
	return near, err
}

// lookAtCrossings keeps the crossings of a leaf that are in reach.
func (s *Streets) lookAtCrossings(search *spaceSearch, leaf int) error {
	in, err := s.crossingLeaf(leaf)
	if err != nil {
		return err
	}
	for in.advance() {
		if d := search.toSegment(in.at, in.at); d <= search.reach {
			search.keep(spaceHit{d, uint32(in.id), in.at.point()})
		}
	}
	if in.bad {
		return in.damage()
	}
	return nil
}

// nearCrossings reads what was found, and measures on the sphere.
func (s *Streets) nearCrossings(p geocode.Point, within float64, found []spaceHit) ([]NearCrossing, error) {
	slices.SortFunc(found, func(a, b spaceHit) int { return cmp.Compare(a.id, b.id) })
	ids := make([]CrossingID, 0, len(found))
	for _, hit := range found {
		if geo.Distance(p, hit.point) <= within {
			ids = append(ids, CrossingID(hit.id))
		}
	}
	crossings, err := s.appendCrossings(nil, ids)
	if err != nil {
		return nil, err
	}
	near := make([]NearCrossing, len(crossings))
	for i, c := range crossings {
		near[i] = NearCrossing{c, geo.Distance(p, c.Point)}
	}
	slices.SortFunc(near, func(a, b NearCrossing) int {
		return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.ID, b.ID))
	})
	return near, nil
}
