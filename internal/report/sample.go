package report

import (
	"cmp"
	"container/heap"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// sample is a fair choice among the points of all answers: those of the rows
// whose numbers hash lowest. So it depends on the rows, not on their order or
// on chance.
type sample struct {
	Points int64 // of all
	Dots   []dot // a heap, the highest hash first
}

// dot is a point of the map.
type dot struct {
	Row        int64
	Lat, Lon   float64
	Confidence geocode.Confidence
}

// take takes in the point of an answer.
func (s *sample) take(o *table.Outcome) {
	if !geo.Valid(o.Point) {
		return
	}
	s.Points++
	d := dot{o.Number, o.Point.Lat, o.Point.Lon, o.Confidence}
	if len(s.Dots) < maxDots {
		heap.Push((*highest)(&s.Dots), d)
		return
	}
	if scatter(d.Row) < scatter(s.Dots[0].Row) {
		s.Dots[0] = d
		heap.Fix((*highest)(&s.Dots), 0)
	}
}

// sorted lists the points by row.
func (s *sample) sorted() []dot {
	dots := slices.Clone(s.Dots)
	slices.SortFunc(dots, func(a, b dot) int { return cmp.Compare(a.Row, b.Row) })
	return dots
}

// scatter turns numbers that follow each other into such that do not; no two
// become the same (the finalizer of splitmix64).
func scatter(row int64) uint64 {
	x := uint64(row) + 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// highest is a heap of points, for package heap.
type highest []dot

func (h highest) Len() int           { return len(h) }
func (h highest) Less(i, j int) bool { return scatter(h[i].Row) > scatter(h[j].Row) }
func (h highest) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *highest) Push(d any)        { *h = append(*h, d.(dot)) }
func (h *highest) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
