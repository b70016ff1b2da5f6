package draw

import (
	"container/heap"
	"slices"
)

// lowest keeps the things with the lowest hashes of those it is shown, so many
// of them: a sample that is the same on every run. What it keeps at the end it
// has kept since it was first shown.
type lowest[T any] struct {
	most int
	top  hashes // the highest on top
	kept map[uint64]*T
}

func newLowest[T any](most int) *lowest[T] { return &lowest[T]{most: most, kept: map[uint64]*T{}} }

// at gives the thing with this hash, and whether it is new; nil where it is
// not among the lowest.
func (l *lowest[T]) at(order uint64) (thing *T, fresh bool) {
	if thing, ok := l.kept[order]; ok {
		return thing, false
	}
	if len(l.top) >= l.most {
		if l.most == 0 || order >= l.top[0] {
			return nil, false
		}
		delete(l.kept, heap.Pop(&l.top).(uint64))
	}
	heap.Push(&l.top, order)
	thing = new(T)
	l.kept[order] = thing
	return thing, true
}

// sorted gives what is kept, by hash.
func (l *lowest[T]) sorted() []*T {
	var all []*T
	for _, order := range slices.Sorted(slices.Values(l.top)) {
		all = append(all, l.kept[order])
	}
	return all
}

// hashes is a heap.Interface.
type hashes []uint64

func (h hashes) Len() int           { return len(h) }
func (h hashes) Less(i, j int) bool { return h[i] > h[j] }
func (h hashes) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *hashes) Push(x any)        { *h = append(*h, x.(uint64)) }
func (h *hashes) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
