package index

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// NearStreet is a street and the point of its course that is nearest.
type NearStreet struct {
	Street   StreetID
	Piece    int // of Streets.Lines
	geo.Foot     // Metres away; Along counts from the piece's beginning
}

// The section "stretches" has the stretches of all streets' courses along the
// Hilbert curve, in leaves (see space_leaves.go), whose boxes are in
// "stretchtree". A stretch is
//
//	box     south, west, north, east: u8 each, in 1/255 of the leaf's box from
//	        its south-west corner, rounded outward
//	street  its ID less that of the stretch before (of a leaf's first: less 0),
//	        zigzag
//	offset  of the stretch in the street's bytes in "streetlines", uvarint
const stretchBox = 4

// NearestStreets lists the streets whose course comes within so many metres of
// p, nearest first and then by ID, at most limit (and 1,000), each once.
func (s *Streets) NearestStreets(p geocode.Point, within float64, limit int) (near []NearStreet, err error) {
	limit = min(limit, maxNearest)
	if limit < 1 || !geo.Valid(p) || !(within >= 0) {
		return nil, nil
	}
	err = s.ix.guard(func() error {
		count, err := s.stretches.count()
		if err != nil || count == 0 {
			return err
		}
		search := newSpaceSearch(s.stretches.tree, leavesOf(count), p, within, limit)
		search.look = func(leaf int) error { return s.lookAtStretches(search, leaf) }
		if err := search.around(p.Lon); err != nil {
			return err
		}
		near, err = s.nearStreets(p, within, search.found)
		return err
	})
	return near, err
}

// lookAtStretches keeps the streets that a leaf has a stretch of in reach.
func (s *Streets) lookAtStretches(search *spaceSearch, leaf int) error {
	data, things, err := s.stretches.leaf(leaf)
	if err != nil {
		return err
	}
	box, err := s.stretches.box(leaf)
	if err != nil {
		return err
	}
	grid := newLeafGrid(box)
	in, street := varints{rest: data}, int64(0)
	for range things {
		if len(in.rest) < stretchBox {
			return s.stretches.section.damage("ends within the leaf %d", leaf)
		}
		corners := in.rest[:stretchBox]
		in.rest = in.rest[stretchBox:]
		street += in.signed()
		offset := in.next()
		if in.bad || street < 0 || street >= int64(s.Count()) {
			return s.stretches.section.damage("holds no stretch of a street in the leaf %d", leaf)
		}
		if grid.distance(search.plane, corners) > search.reach {
			continue
		}
		if err := s.lookAtStretch(search, StreetID(street), offset); err != nil {
			return err
		}
	}
	return nil
}

// lookAtStretch keeps a street if the stretch of it is in reach.
func (s *Streets) lookAtStretch(search *spaceSearch, street StreetID, offset uint64) error {
	course, err := s.course(street)
	if err != nil {
		return err
	}
	if offset >= uint64(len(course.rest)) {
		return s.stretches.section.damage("has a stretch of the street %d beyond its course", street)
	}
	course.rest = course.rest[offset:]
	nearest := search.reach
	found := false
	for ok := course.stretch(); ok; ok = false {
		for a := (micros{course.lat, course.lon}); course.step(); {
			b := micros{course.lat, course.lon}
			if d := search.toSegment(a, b); d <= nearest {
				nearest, found = d, true
			}
			a = b
		}
	}
	if course.bad {
		return s.courses.section.damage("holds no course of the street %d", street)
	}
	if found {
		search.keep(spaceHit{distance: nearest, id: uint32(street)})
	}
	return nil
}

// nearStreets finds the nearest point of each street found.
func (s *Streets) nearStreets(p geocode.Point, within float64, found []spaceHit) ([]NearStreet, error) {
	near := make([]NearStreet, 0, len(found))
	for _, hit := range found {
		course, err := s.course(StreetID(hit.id))
		if err != nil {
			return nil, err
		}
		foot, piece, ok := course.foot(p)
		if course.bad {
			return nil, s.courses.section.damage("holds no course of the street %d", hit.id)
		}
		if ok && foot.Metres <= within {
			near = append(near, NearStreet{StreetID(hit.id), piece, foot})
		}
	}
	slices.SortFunc(near, func(a, b NearStreet) int {
		return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.Street, b.Street))
	})
	return near, nil
}

// leafGrid is the grid of 255 by 255 cells that a leaf's box is cut into.
type leafGrid struct {
	south, west float64 // 1e-6 degrees
	high, wide  float64 // of a cell
}

const gridSteps = 255

func newLeafGrid(box microBox) leafGrid {
	return leafGrid{
		float64(box.south), float64(box.west),
		(float64(box.north) - float64(box.south)) / gridSteps, (float64(box.east) - float64(box.west)) / gridSteps,
	}
}

// gridError is added around a box for the rounding of floating point numbers,
// in 1e-6 degrees.
const gridError = 1e-3

// distance is the square of that from the plane's point to a box of the grid.
func (g leafGrid) distance(p plane, corners []byte) float64 {
	south, north := g.south+float64(corners[0])*g.high-gridError, g.south+float64(corners[2])*g.high+gridError
	west, east := g.west+float64(corners[1])*g.wide-gridError, g.west+float64(corners[3])*g.wide+gridError
	dy := max(south-p.lat, p.lat-north, 0)
	dx := max(west-p.lon, p.lon-east, 0) * p.narrow
	return dx*dx + dy*dy
}
