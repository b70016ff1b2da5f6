package main

import (
	"cmp"
	"container/heap"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// sampled is an address of a list, to make questions of.
type sampled struct {
	Number, Street, Locality, Region, Postcode string

	Lat, Lon float64
	Order    uint64 // by hash: an order that has nothing to do with the address
	Spread   bool   // the list has points of it further apart than sameWithin
}

// sameWithin is how far apart, in metres, points of one address may lie for
// it to have one truth.
const sameWithin = 50

// sampler takes a sample of each fate from a list, the same on every run: the
// addresses whose hashes are lowest. It sees the list as a build reads it,
// and, where leaveOut, has the build go without those that are left out.
type sampler struct {
	leaveOut bool
	most     int // of each fate
	samples  [3]lowest
}

func newSampler(leaveOut bool, most int) *sampler {
	d := &sampler{leaveOut: leaveOut, most: most}
	for i := range d.samples {
		d.samples[i].at = map[uint64]*sampled{}
	}
	return d
}

// see takes note of a feature, and tells whether it stays in the list.
func (d *sampler) see(f *source.Feature) bool {
	if f.Kind != source.Address || f.Number == "" || f.Street == "" || f.Locality == "" {
		return true
	}
	fate := fateOf(f.Number, f.Street, f.Locality)
	d.samples[fate].add(f, d.most)
	return fate == held || !d.leaveOut
}

// lowest keeps the addresses with the lowest hashes: the highest on top.
type lowest struct {
	heap []*sampled
	at   map[uint64]*sampled
}

func (l *lowest) add(f *source.Feature, most int) {
	order := cases.Hash("sample", f.Street, f.Number, f.Locality)
	if s, seen := l.at[order]; seen {
		s.Spread = s.Spread || geo.Distance(s.point(), geocode.Point{Lat: f.Lat, Lon: f.Lon}) > sameWithin
		s.Postcode = cmp.Or(s.Postcode, f.Postcode)
		return
	}
	if len(l.heap) == most {
		if order >= l.heap[0].Order {
			return
		}
		delete(l.at, heap.Pop(l).(*sampled).Order)
	}
	s := &sampled{f.Number, f.Street, f.Locality, f.Region, f.Postcode, f.Lat, f.Lon, order, false}
	l.at[order] = s
	heap.Push(l, s)
}

// The methods of heap.Interface.

func (l *lowest) Len() int           { return len(l.heap) }
func (l *lowest) Less(i, j int) bool { return l.heap[i].Order > l.heap[j].Order }
func (l *lowest) Swap(i, j int)      { l.heap[i], l.heap[j] = l.heap[j], l.heap[i] }
func (l *lowest) Push(x any)         { l.heap = append(l.heap, x.(*sampled)) }
func (l *lowest) Pop() any {
	last := l.heap[len(l.heap)-1]
	l.heap = l.heap[:len(l.heap)-1]
	return last
}

func (s *sampled) point() geocode.Point { return geocode.Point{Lat: s.Lat, Lon: s.Lon} }

// samples are the drawn addresses by fate.
type samples [3][]*sampled

// save writes the samples beside the index.
func (d *sampler) save(path string) error {
	var all samples
	for i := range d.samples {
		all[i] = d.samples[i].heap
		slices.SortFunc(all[i], func(a, b *sampled) int { return cmp.Compare(a.Order, b.Order) })
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o666)
}

func loadSamples(path string) (all samples, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return all, err
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return all, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}
