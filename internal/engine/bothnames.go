package engine

import "github.com/milepost/milepost/internal/text"

// bothNames looks for streets that are given by two of their names and without
// a number, as they stand on signs: "Olofsgatan – Olavinkatu". Both must be
// names of one street: two streets of these names may meet there as well.
func (s *streetSearch) bothNames() {
	for i := range s.lines {
		l := &s.lines[i]
		if l.typed != "" || l.least() > 0 || s.best <= bothNamed.cost {
			continue // a number that would stay unused is one of the street
		}
		if first, second, ok := text.Halves(l.street); ok {
			s.named(l, first, second)
		}
	}
}

// named adds the streets that bear both names.
func (s *streetSearch) named(l *addressLine, first, second string) {
	c := crossing{mask: l.mask, cost: l.beside, sides: [2]side{{first, text.ParseStreet(first)}, {second, text.ParseStreet(second)}}}
	if c.sides[0].name.Core == "" || c.sides[1].name.Core == "" {
		return
	}
	others := map[streetRef]house{}
	for _, h := range s.searchSide(&c, 0).found {
		if k, ok := others[h.streetRef()]; bearsName(&h) && (!ok || h.cost < k.cost) {
			others[h.streetRef()] = h
		}
	}
	if len(others) == 0 {
		return
	}
	for _, h := range s.searchSide(&c, 1).found {
		k, ok := others[h.streetRef()]
		if !ok || !bearsName(&h) {
			continue
		}
		if k.cost < h.cost {
			h = k
		}
		h.line = l
		h.charge(bothNamed, l.street)
		s.chargeCode(&h)
		s.found = append(s.found, h)
		s.best = min(s.best, h.cost)
		s.bothNamed = true
	}
}

// bearsName tells whether a street was found by a name of its own, but for an
// error or so. "Hub / Hubweg" are two streets, where both are.
func bearsName(h *house) bool {
	return h.cost <= fair && !h.hasFault(typeMissing) && !h.hasFault(typeAdded)
}
