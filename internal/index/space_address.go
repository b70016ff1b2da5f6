package index

import (
	"cmp"
	"encoding/binary"
	"math"
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
	leafAddresses = 32
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
		search := newSpaceSearch(s, p, within, limit)
		if err := search.around(p.Lon); err != nil {
			return err
		}
		near, err = search.results(p, within)
		return err
	})
	return near, err
}

// spaceSearch looks for the nearest addresses, in a plane whose unit is 1e-6
// degrees of latitude: about a point that is exact enough to find them.
type spaceSearch struct {
	s        *Streets
	leaves   int
	levels   []spaceLevel
	lat, lon float64 // of the point
	cos      float64 // length of a degree of longitude in degrees of latitude
	reach    float64 // square of the distance looked at
	limit    int
	found    []spaceHit // a heap, the farthest first, once there are limit
	queue    []spaceNode
}

type spaceLevel struct{ offset, count int }

// spaceNode is a leaf (level -1) or a node whose content is not read yet.
type spaceNode struct {
	distance float64
	level    int
	at       int
}

type spaceHit struct {
	distance float64
	id       AddressID
	point    geocode.Point
}

func (h spaceHit) after(o spaceHit) bool {
	return h.distance > o.distance || h.distance == o.distance && h.id > o.id
}

// slack is how much farther than asked for the plane is searched.
const slack = 1.01

func newSpaceSearch(s *Streets, p geocode.Point, within float64, limit int) *spaceSearch {
	reach := within/geo.MetresPerDegree*microDegrees*slack + 2
	return &spaceSearch{
		s: s, leaves: int(s.space.size() / leafLength), levels: spaceLevels(int(s.space.size() / leafLength)),
		lat: p.Lat * microDegrees, cos: math.Cos(p.Lat * math.Pi / 180), reach: reach * reach, limit: limit,
	}
}

// spaceLevels are the levels of the tree over so many leaves, leaves' boxes first.
func spaceLevels(leaves int) (levels []spaceLevel) {
	offset := 0
	for count := leaves; count > 0; count = (count + treeFanout - 1) / treeFanout {
		levels = append(levels, spaceLevel{offset, count})
		offset += count
		if count == 1 {
			break
		}
	}
	return levels
}

// around searches about a longitude, and beyond the antimeridian where near.
func (f *spaceSearch) around(lon float64) error {
	if f.leaves == 0 {
		return nil
	}
	width := math.Sqrt(f.reach) / max(f.cos, 1e-6) / microDegrees
	for _, turn := range [...]float64{0, 360, -360} {
		if turn != 0 && math.Abs(lon+turn)-width > 180 {
			continue
		}
		f.lon = (lon + turn) * microDegrees
		if err := f.walk(); err != nil {
			return err
		}
	}
	return nil
}

// walk looks at nodes, the nearest first, until none can hold a nearer address.
func (f *spaceSearch) walk() error {
	f.queue = f.queue[:0]
	top := len(f.levels) - 1
	if err := f.boxes(top, 0, f.levels[top].count); err != nil {
		return err
	}
	for len(f.queue) > 0 {
		node := f.popNode()
		if node.distance > f.reach {
			return nil
		}
		var err error
		if node.level == 0 {
			err = f.leaf(node.at)
		} else {
			below := f.levels[node.level-1]
			from := node.at * treeFanout
			err = f.boxes(node.level-1, from, min(from+treeFanout, below.count))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// boxes puts those nodes of a level in the queue that are within reach.
func (f *spaceSearch) boxes(level, from, to int) error {
	offset := (f.levels[level].offset + from) * nodeLength
	data, err := f.s.tree.bytes(uint64(offset), uint64(to-from)*nodeLength)
	if err != nil {
		return err
	}
	for at := from; at < to; at++ {
		b := data[(at-from)*nodeLength:]
		dy := max(microAt(b)-f.lat, f.lat-microAt(b[8:]), 0)
		dx := max(microAt(b[4:])-f.lon, f.lon-microAt(b[12:]), 0) * f.cos
		if d := dx*dx + dy*dy; d <= f.reach {
			f.pushNode(spaceNode{d, level, at})
		}
	}
	return nil
}

func microAt(b []byte) float64 { return float64(int32(binary.LittleEndian.Uint32(b))) }

// leaf looks at the addresses of a leaf.
func (f *spaceSearch) leaf(at int) error {
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
		dx := (west + float64(uint32(binary.LittleEndian.Uint16(one[2:]))<<shift)) * f.cos
		if d := dx*dx + dy*dy; d <= f.reach {
			at := geocode.Point{Lat: (f.lat + dy) / microDegrees, Lon: microAt(b[4:])/microDegrees + float64(uint32(binary.LittleEndian.Uint16(one[2:]))<<shift)/microDegrees}
			f.keep(spaceHit{d, AddressID(binary.LittleEndian.Uint32(one[4:])), at})
		}
	}
	return nil
}

// keep remembers a hit if it is among the nearest so far. Of an address that
// is met again, by another of its points or beyond the antimeridian, the
// nearer one counts.
func (f *spaceSearch) keep(hit spaceHit) {
	again := slices.IndexFunc(f.found, func(h spaceHit) bool { return h.id == hit.id })
	switch {
	case again >= 0:
		if f.found[again].after(hit) {
			f.found[again] = hit
			down(f.found, again, spaceHit.after)
		}
	case len(f.found) < f.limit:
		f.found = append(f.found, hit)
		up(f.found, spaceHit.after)
	case f.found[0].after(hit):
		f.found[0] = hit
		down(f.found, 0, spaceHit.after)
	}
	if len(f.found) == f.limit {
		f.reach = min(f.reach, f.found[0].distance)
	}
}

func nearer(a, b spaceNode) bool { return a.distance < b.distance }

func (f *spaceSearch) pushNode(n spaceNode) {
	f.queue = append(f.queue, n)
	up(f.queue, nearer)
}

func (f *spaceSearch) popNode() spaceNode {
	n, last := f.queue[0], len(f.queue)-1
	f.queue[0] = f.queue[last]
	f.queue = f.queue[:last]
	down(f.queue, 0, nearer)
	return n
}

// up moves the last element of a heap to its place.
func up[T any](heap []T, before func(a, b T) bool) {
	for i := len(heap) - 1; i > 0 && before(heap[i], heap[(i-1)/2]); i = (i - 1) / 2 {
		heap[i], heap[(i-1)/2] = heap[(i-1)/2], heap[i]
	}
}

// down moves the element of a heap at i to its place, which is there or below.
func down[T any](heap []T, i int, before func(a, b T) bool) {
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && before(heap[child+1], heap[child]) {
			child++
		}
		if !before(heap[child], heap[i]) {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}

// results reads what was found, and measures on the sphere.
func (f *spaceSearch) results(p geocode.Point, within float64) ([]NearAddress, error) {
	near := make([]NearAddress, 0, len(f.found))
	for _, hit := range f.found {
		a, err := f.s.address(hit.id)
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
