package build

import (
	"cmp"
	"maps"
	"slices"
)

// What one source has in Mount Washington another has in Baltimore, as the
// post does: a house must not stand twice for it. Named addresses of one
// street name are held back until all are there, and those of two sources that
// are one go to one place, which is then found by the other's name too.

// held is an address that waits for those of its street's name.
type held struct {
	point
	locality uint32
}

// maxHeld bounds the addresses that are held back: those of a list that has
// one street for all are compared in pieces.
const maxHeld = 1 << 18

// hold keeps a named address.
func (s *settler) hold(parts []byte, locality uint32, p *point) error {
	if string(parts) != s.heldParts || len(s.held) == maxHeld {
		if err := s.release(); err != nil {
			return err
		}
		s.heldParts = string(parts)
	}
	s.held = append(s.held, held{*p, locality})
	return nil
}

// release passes the addresses held back on.
func (s *settler) release() error {
	s.unify()
	for i := range s.held {
		h := &s.held[i]
		if err := s.pass([]byte(s.heldParts), h.locality, &h.point); err != nil {
			return err
		}
	}
	s.held = s.held[:0]
	return nil
}

// unify gives one place to addresses that two sources have in two.
func (s *settler) unify() {
	byNumber := make([]*held, 0, len(s.held))
	for i := range s.held {
		if s.held[i].address {
			byNumber = append(byNumber, &s.held[i])
		}
	}
	compare := func(a, b *held) int { return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.rest, b.rest)) }
	slices.SortStableFunc(byNumber, compare)
	for from := 0; from < len(byNumber); {
		to := from + 1
		for to < len(byNumber) && compare(byNumber[from], byNumber[to]) == 0 {
			to++
		}
		for i := from; i < to && to-from <= maxPairs; i++ {
			for j := from; j < i; j++ {
				s.unifyPair(byNumber[i], byNumber[j])
			}
		}
		from = to
	}
}

// unifyPair moves the one of two addresses that is in the smaller place.
func (s *settler) unifyPair(a, b *held) {
	x, y := s.homes.of[a.locality], s.homes.of[b.locality]
	if a.source == b.source || x == y || x == noHome || y == noHome || apart(&a.point, &b.point) > maxSpread {
		return
	}
	if s.larger(x, y) {
		a, x, y = b, y, x
	}
	a.locality = s.homes.locality(y)
	s.in.localities.list[a.locality].note(a.position())
	s.moved[[2]int32{x, y}]++
}

// larger tells whether a place has more addresses than another; of equal ones
// the first known counts as larger.
func (s *settler) larger(a, b int32) bool {
	return cmp.Or(cmp.Compare(s.homes.sizes[a], s.homes.sizes[b]), cmp.Compare(b, a)) > 0
}

// Addresses that must have moved from one place to another, and their share of
// all in the first, for its name to find the other.
const (
	leastMoved      = 5
	leastShareMoved = 0.1
)

// renamed has places found by the names of those that addresses moved from.
func (s *settler) renamed() {
	for _, pair := range slices.SortedFunc(maps.Keys(s.moved), func(a, b [2]int32) int { return slices.Compare(a[:], b[:]) }) {
		from, to := pair[0], pair[1]
		if n := s.moved[pair]; n < leastMoved || float64(n) < leastShareMoved*float64(s.homes.sizes[from]) {
			continue
		}
		of := &s.homes.ps.list[to]
		of.also = append(of.also, s.homes.ps.list[from].name)
		of.also = append(of.also, s.homes.ps.list[from].also...)
	}
}
