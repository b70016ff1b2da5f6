package index

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// The sections "tree" and "landmarktree" are packed R-trees over areas first … first+count-1,
// which the Builder numbered along a Hilbert curve. Each node has the box of
// up to 16 consecutive children; the lowest level's children are the areas.
//
//	first  u32, ID
//	count  u32
//	nodes  level by level from the lowest, up to one with a single node;
//	       each 4 × i32: south, west, north, east in 1e-7 degrees
const (
	treeHead   = 8
	treeFanout = 16
	nodeLength = 16
)

// Near is an area and how far its point is.
type Near struct {
	Area   Area
	Metres float64
}

// Nearest lists the places and neighborhoods whose point is nearest to p, the
// nearest first: at most max of those within so many metres that accept takes
// (nil takes all). Of equally near ones the lower ID comes first.
func (ix *Index) Nearest(p geocode.Point, within float64, max int, accept func(*Area) bool) ([]Near, error) {
	return ix.nearest(ix.tree, p, within, max, accept)
}

func (ix *Index) nearest(tree *section, p geocode.Point, within float64, max int, accept func(*Area) bool) ([]Near, error) {
	if tree == nil || !geo.Valid(p) {
		return nil, nil
	}
	var list []Near
	walk := treeWalk{ix: ix, tree: tree, from: p, within: within}
	err := ix.guard(walk.start)
	for err == nil && len(list) < max {
		var near Near
		var ok bool
		err = ix.guard(func() (err error) {
			near, ok, err = walk.next()
			return err
		})
		if err != nil || !ok {
			break
		}
		if accept == nil || accept(&near.Area) { // outside the guard: a panic there is not the index's
			list = append(list, near)
		}
	}
	if err != nil {
		return nil, err
	}
	return list, nil
}

// treeWalk visits areas by distance: a queue of nodes and areas, nearest first.
type treeWalk struct {
	ix     *Index
	tree   *section
	from   geocode.Point
	within float64
	first  ID
	count  uint64
	levels []level // lowest first
	queue  []waiting
	room   [64]waiting // of queue, for the usual walk
}

// level is where the nodes of a level are in the section.
type level struct {
	offset, nodes uint64
}

// waiting is a node of a level, or an area (level -1), yet to be visited.
type waiting struct {
	metres float64
	level  int
	at     uint64
}

func compareWaiting(a, b waiting) int {
	return cmp.Or(cmp.Compare(a.metres, b.metres), cmp.Compare(b.level, a.level), cmp.Compare(a.at, b.at))
}

// start lays out the levels and queues the root.
func (w *treeWalk) start() error {
	head, err := w.tree.bytes(0, treeHead)
	if err != nil {
		return err
	}
	w.first, w.count = ID(binary.LittleEndian.Uint32(head)), uint64(binary.LittleEndian.Uint32(head[4:]))
	w.queue = w.room[:0]
	if w.count == 0 {
		return nil
	}
	offset := uint64(treeHead)
	for nodes := w.count; nodes > 1 || len(w.levels) == 0; {
		nodes = (nodes + treeFanout - 1) / treeFanout
		w.levels = append(w.levels, level{offset, nodes})
		offset += nodes * nodeLength
	}
	w.push(waiting{level: len(w.levels) - 1})
	return nil
}

// next gives the next area by distance; ok is false when there is none within reach.
func (w *treeWalk) next() (near Near, ok bool, err error) {
	for len(w.queue) > 0 {
		top := w.pop()
		if top.level < 0 {
			area, err := w.ix.area(w.first + ID(top.at))
			return Near{area, top.metres}, true, err
		}
		if err := w.expand(top); err != nil {
			return Near{}, false, err
		}
	}
	return Near{}, false, nil
}

// expand queues the children of a node that are within reach.
func (w *treeWalk) expand(node waiting) error {
	children := w.count
	if node.level > 0 {
		children = w.levels[node.level-1].nodes
	}
	from := node.at * treeFanout
	for at := from; at < min(from+treeFanout, children); at++ {
		child := waiting{level: node.level - 1, at: at}
		var err error
		if child.metres, err = w.distance(child); err != nil {
			return err
		}
		if child.metres <= w.within {
			w.push(child)
		}
	}
	return nil
}

// distance is how far a node's box or an area's point is.
func (w *treeWalk) distance(c waiting) (float64, error) {
	if c.level < 0 {
		r, err := w.ix.record(w.first + ID(c.at))
		return geo.Distance(w.from, r.point()), err
	}
	b, err := w.tree.bytes(w.levels[c.level].offset+c.at*nodeLength, nodeLength)
	if err != nil {
		return 0, err
	}
	side := func(i int) float64 { return float64(int32(binary.LittleEndian.Uint32(b[4*i:]))) / perDegree }
	box := geocode.Box{South: side(0), West: side(1), North: side(2), East: side(3)}
	// Rounding must not put a box beyond a point in it.
	return math.Max(0, geo.DistanceToBox(w.from, box)-0.01), nil
}

// push and pop keep the queue a binary heap.
func (w *treeWalk) push(item waiting) {
	w.queue = append(w.queue, item)
	for i := len(w.queue) - 1; i > 0; {
		parent := (i - 1) / 2
		if compareWaiting(w.queue[parent], w.queue[i]) <= 0 {
			break
		}
		w.queue[parent], w.queue[i] = w.queue[i], w.queue[parent]
		i = parent
	}
}

func (w *treeWalk) pop() waiting {
	top, last := w.queue[0], len(w.queue)-1
	w.queue[0] = w.queue[last]
	w.queue = w.queue[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= last {
			return top
		}
		if child+1 < last && compareWaiting(w.queue[child+1], w.queue[child]) < 0 {
			child++
		}
		if compareWaiting(w.queue[i], w.queue[child]) <= 0 {
			return top
		}
		w.queue[i], w.queue[child] = w.queue[child], w.queue[i]
		i = child
	}
}

// appendTree writes the section for the points of areas first, first+1, ….
func appendTree(dst []byte, first ID, points []record) []byte {
	dst = binary.LittleEndian.AppendUint32(dst, uint32(first))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(points)))
	boxes := make([][4]int32, len(points))
	for i, r := range points {
		boxes[i] = [4]int32{r.lat, r.lon, r.lat, r.lon}
	}
	for len(boxes) > 0 {
		var parents [][4]int32
		for children := range slices.Chunk(boxes, treeFanout) {
			box := children[0]
			for _, c := range children[1:] {
				box = [4]int32{min(box[0], c[0]), min(box[1], c[1]), max(box[2], c[2]), max(box[3], c[3])}
			}
			parents = append(parents, box)
			for _, side := range box {
				dst = binary.LittleEndian.AppendUint32(dst, uint32(side))
			}
		}
		if len(parents) == 1 {
			break
		}
		boxes = parents
	}
	return dst
}
