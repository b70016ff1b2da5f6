package index

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// What is searched in space (addresses, crossings, stretches of streets) is
// written along a Hilbert curve in leaves of 32. A section beside them has the
// box of each leaf, then the box of every 16 of those, and so on until there
// is one: south, west, north, east, i32 in 1e-6 degrees.
const leafThings = 32

// spaceSearch looks for the things nearest to a point, in the plane that
// touches the Earth there: near it that is exact enough to find them.
type spaceSearch struct {
	plane
	tree   *section
	levels []spaceLevel
	look   func(leaf int) error // keeps what is in reach of a leaf
	reach  float64              // square of the distance looked at
	limit  int
	found  []spaceHit // a heap, the farthest first, once there are limit
	queue  []spaceNode
}

type spaceLevel struct{ offset, count int }

// spaceNode is a leaf (level -1) or a node whose content is not read yet.
type spaceNode struct {
	distance float64
	level    int
	at       int
}

// spaceHit is a thing in reach: its number and its nearest point.
type spaceHit struct {
	distance float64
	id       uint32
	point    geocode.Point
}

func (h spaceHit) after(o spaceHit) bool {
	return h.distance > o.distance || h.distance == o.distance && h.id > o.id
}

// slack is how much farther than asked for the plane is searched.
const slack = 1.01

func newSpaceSearch(tree *section, leaves int, p geocode.Point, within float64, limit int) *spaceSearch {
	reach := within/geo.MetresPerDegree*microDegrees*slack + 2
	return &spaceSearch{plane: newPlane(p), tree: tree, levels: spaceLevels(leaves), reach: reach * reach, limit: limit}
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
	if len(f.levels) == 0 {
		return nil
	}
	width := math.Sqrt(f.reach) / max(f.narrow, 1e-6) / microDegrees
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

// walk looks at nodes, the nearest first, until none can hold a nearer thing.
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
			err = f.look(node.at)
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
	data, err := f.tree.bytes(uint64(offset), uint64(to-from)*nodeLength)
	if err != nil {
		return err
	}
	for at := from; at < to; at++ {
		b := data[(at-from)*nodeLength:]
		dy := max(microAt(b)-f.lat, f.lat-microAt(b[8:]), 0)
		dx := max(microAt(b[4:])-f.lon, f.lon-microAt(b[12:]), 0) * f.narrow
		if d := dx*dx + dy*dy; d <= f.reach {
			f.pushNode(spaceNode{d, level, at})
		}
	}
	return nil
}

func microAt(b []byte) float64 { return float64(int32(binary.LittleEndian.Uint32(b))) }

// keep remembers a hit if it is among the nearest so far. Of a thing that is
// met again, by another of its points or beyond the antimeridian, the nearer
// one counts.
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
