package store

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"

	"github.com/milepost/milepost/internal/source/osm/element"
)

const (
	groupSize   = 64             // positions that are encoded together
	groupBytes  = groupSize * 20 // most that they take: 10 for an ID, 5 each for latitude and longitude
	cacheGroups = 1 << 11        // groups that are kept decoded, 1 KiB each
)

// Positions are the places of nodes by ID: some 6 bytes for a node, of which
// a quarter of a byte always lies in memory. A group is its nodes one after
// another, each as the differences of ID, latitude and longitude from the one
// before (the first from zero), as varints.
type Positions struct {
	chunks  chunks
	firsts  []int64 // the first ID of each group
	offsets []int64 // where each group begins
	last    element.Node
	inGroup int
	cache   []group
	buffer  []byte
}

// group is a decoded group.
type group struct {
	number int // from 1; 0 where the place is free
	count  int
	ids    [groupSize]int64
	at     [groupSize]element.Position
}

// NewPositions makes an empty store that uses about so many bytes of memory.
func NewPositions(memory int64) *Positions {
	return &Positions{chunks: newChunks(memory), buffer: make([]byte, groupBytes)}
}

// Add keeps a node's position. IDs must ascend.
func (s *Positions) Add(id int64, at element.Position) error {
	if s.inGroup == groupSize || len(s.firsts) == 0 {
		if err := s.chunks.room(groupBytes); err != nil {
			return err
		}
		s.firsts, s.offsets = append(s.firsts, id), append(s.offsets, s.chunks.offset())
		s.last, s.inGroup = element.Node{}, 0
	} else if id <= s.last.ID {
		return fmt.Errorf("positions of nodes: %d after %d", id, s.last.ID)
	}
	b := s.chunks.last
	b = binary.AppendVarint(b, id-s.last.ID)
	b = binary.AppendVarint(b, int64(at.Lat)-int64(s.last.Lat))
	s.chunks.last = binary.AppendVarint(b, int64(at.Lon)-int64(s.last.Lon))
	s.last.ID, s.last.Position = id, at
	s.inGroup++
	return nil
}

// Get gives a node's position; ok is false where there is none.
func (s *Positions) Get(id int64) (at element.Position, ok bool, err error) {
	n := sort.Search(len(s.firsts), func(i int) bool { return s.firsts[i] > id })
	if n == 0 {
		return at, false, nil
	}
	g, err := s.group(n)
	if err != nil {
		return at, false, err
	}
	i, ok := slices.BinarySearch(g.ids[:g.count], id)
	if !ok {
		return at, false, nil
	}
	return g.at[i], true, nil
}

// group gives the n-th group, from 1, decoded.
func (s *Positions) group(n int) (*group, error) {
	if s.cache == nil {
		s.cache = make([]group, min(cacheGroups, len(s.firsts)))
	}
	g := &s.cache[n%len(s.cache)]
	if g.number == n {
		return g, nil
	}
	g.number, g.count = 0, groupSize
	if n == len(s.firsts) {
		g.count = s.inGroup
	}
	b, err := s.chunks.read(s.offsets[n-1], groupBytes, s.buffer)
	if err != nil {
		return nil, err
	}
	var id, lat, lon int64
	for i := range g.count {
		for _, sum := range [...]*int64{&id, &lat, &lon} {
			v, size := binary.Varint(b)
			if size <= 0 {
				return nil, fmt.Errorf("positions of nodes: what was kept is damaged")
			}
			*sum += v
			b = b[size:]
		}
		g.ids[i], g.at[i] = id, element.Position{Lat: int32(lat), Lon: int32(lon)}
	}
	g.number = n
	return g, nil
}

// Close removes what is kept outside memory.
func (s *Positions) Close() error { return s.chunks.close() }
