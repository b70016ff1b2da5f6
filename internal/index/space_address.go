package index

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// The section "spaceleaves" holds all points of all addresses along a Hilbert curve, 32 a
// leaf, and the section "spacetree" the boxes of the leaves, then the boxes of
// every 16 of those, and so on until there is one. It is searched from there.
//
// A leaf is
//
//	 0  south   i32, 1e-6 degrees
//	 4  west    i32
//	 8  count   u8, 1 to 32
//	 9  shift   u8
//	10  zero    u16
//	12  32 ×    north of south u16 and east of west u16, both in 2^shift ·
//	            1e-6 degrees, address u32; zero beyond count
//
// and a box south, west, north, east, i32 in 1e-6 degrees.
const (
	leafAddresses = leafThings
	leafHead      = 12
	leafLength    = leafHead + 8*leafAddresses
)

// maxNearest bounds the addresses of one search.
const maxNearest = 1000

// NearAddress is an address and how far away it is. Of an address that has
// several points, Point is the nearest.
type NearAddress struct {
	Address
	Metres float64
}

// NearestAddresses lists the addresses within so many metres of p, nearest
// first and then by ID, at most limit (and 1,000).
func (s *Streets) NearestAddresses(p geocode.Point, within float64, limit int) (near []NearAddress, err error) {
	limit = min(limit, maxNearest)
	if limit < 1 || !geo.Valid(p) || !(within >= 0) {
		return nil, nil
	}
	err = s.ix.guard(func() error {
		search := addressSearch{newSpaceSearch(s.tree, int(s.space.size()/leafLength), p, within, limit), s}
		search.look = search.leaf
		if err := search.around(p.Lon); err != nil {
			return err
		}
		near, err = search.results(p, within)
		return err
	})
	return near, err
}

// addressSearch looks for the nearest addresses.
type addressSearch struct {
	*spaceSearch
	s *Streets
}

// leaf looks at the addresses of a leaf.
func (f *addressSearch) leaf(at int) error {
	b, err := f.s.space.bytes(uint64(at)*leafLength, leafLength)
	if err != nil {
		return err
	}
	south, west, count, shift := microAt(b)-f.lat, microAt(b[4:])-f.lon, int(b[8]), b[9]
	if count > leafAddresses || shift > 16 {
		return f.s.space.damage("holds no leaf %d", at)
	}
	for i := range count {
		one := b[leafHead+8*i:]
		dy := south + float64(uint32(binary.LittleEndian.Uint16(one))<<shift)
		dx := (west + float64(uint32(binary.LittleEndian.Uint16(one[2:]))<<shift)) * f.narrow
		if d := dx*dx + dy*dy; d <= f.reach {
			at := geocode.Point{Lat: (f.lat + dy) / microDegrees, Lon: microAt(b[4:])/microDegrees + float64(uint32(binary.LittleEndian.Uint16(one[2:]))<<shift)/microDegrees}
			f.keep(spaceHit{d, binary.LittleEndian.Uint32(one[4:]), at})
		}
	}
	return nil
}

// results reads what was found, and measures on the sphere.
func (f *addressSearch) results(p geocode.Point, within float64) ([]NearAddress, error) {
	near := make([]NearAddress, 0, len(f.found))
	for _, hit := range f.found {
		a, err := f.s.address(AddressID(hit.id))
		if err != nil {
			return nil, err
		}
		if geo.Distance(a.Point, hit.point) > 1 { // coarse in the leaf, exact in the address
			a.Point = hit.point
		}
		if metres := geo.Distance(p, a.Point); metres <= within {
			near = append(near, NearAddress{a, metres})
		}
	}
	slices.SortFunc(near, func(a, b NearAddress) int {
		return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.ID, b.ID))
	})
	return near, nil
}
