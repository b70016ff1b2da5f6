package build

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/index"
)

// What a map has in Mount Washington a list has in Baltimore, as the post
// does: whoever asks for either shall find the house, and the street that it
// is on. Named addresses of one street name are held back until all are
// there; those of two sources that are one house go to the place of each, and
// are one address there. A house that only a list has goes to the place that
// the map has about it as well.

// held is an address that waits for those of its street's name.
type held struct {
	point
	locality uint32
	also     []int32 // places where another source has it
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
	s.held = append(s.held, held{point: *p, locality: locality})
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
		if err := s.passAlso(h); err != nil {
			return err
		}
	}
	s.held = s.held[:0]
	return nil
}

// passAlso passes an address on to the places where others have it.
func (s *settler) passAlso(h *held) error {
	own := s.homes.of[h.locality]
	if home, evidence := s.onMap(h); home != noHome && home != own && !slices.Contains(h.also, home) {
		p := h.point
		p.evidence = evidence
		if err := s.passTo(home, &p); err != nil {
			return err
		}
	}
	for _, home := range h.also {
		if err := s.passTo(home, &h.point); err != nil {
			return err
		}
	}
	return nil
}

func (s *settler) passTo(home int32, p *point) error {
	locality := s.homes.locality(home)
	s.in.localities.list[locality].note(p.position())
	guest := *p
	guest.guest = true
	return s.pass([]byte(s.heldParts), locality, &guest)
}

// onMap gives the place that the map has about an address of a list: the one
// whose area holds it, else that of most addresses on the map. noHome where
// the map has none, and for what is on the map.
func (s *settler) onMap(h *held) (int32, index.Evidence) {
	if s.in.maps[h.source] {
		return noHome, 0
	}
	p := h.position()
	if home, found := s.in.places.shapes.smallest(p); found {
		return home, index.HeldByArea
	}
	if home, found := s.in.homesNear.onMap.at(p); found {
		return int32(home), index.NearestAddress
	}
	return noHome, 0
}

// unify finds the addresses that two sources have in two places.
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

// unifyPair gives each of two addresses the place of the other as well, if
// they are one house.
func (s *settler) unifyPair(a, b *held) {
	x, y := s.homes.of[a.locality], s.homes.of[b.locality]
	if a.source == b.source || x == y || x == noHome || y == noHome || apart(&a.point, &b.point) > maxSpread {
		return
	}
	a.also, b.also = withHome(a.also, y), withHome(b.also, x)
}
