package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// findNumber looks for the line's house number on the house's street: the
// very address, else one with another letter, else between its neighbours,
// else the nearest end.
func (s *streetSearch) findNumber(h *house) {
	b := s.batch
	h.level, h.point = onStreet, h.street.Point
	h.postcode = b.postcodeOf(h.at, h.street.Postcode)
	number := h.line.number
	switch {
	case h.line.typed == "":
		s.findOnCode(h)
		return
	case h.street.Addresses == 0:
		h.charge(numberUnknown, h.line.typed)
		return
	case h.area.Country == "JP":
		s.findBlock(h)
		return
	}
	streets := b.indexes[h.at].Streets()
	list, err := streets.AddressesNumbered(nil, h.street.ID, uint32(number.Number))
	b.note(err)
	if c := s.codeOutside(s.q, h.line.mask); c != nil && len(list) > 1 {
		b.sortByCode(list, h.at, c)
	}
	if s.elsewhere(h, list) && s.interpolateOnCode(h) {
		return
	}
	if a, fault := chooseNumber(list, number); a != nil {
		if fault != nil {
			h.charge(*fault, h.line.typed+" "+a.HouseNumber())
		}
		if h.twins = s.elsewhereOnStreet(h, list, a); h.twins > 0 {
			h.charge(pointSpread, a.HouseNumber())
		}
		b.settle(h, a)
		return
	}
	b.interpolate(h, streets)
}

// findOnCode puts a street without a number at an address of it that has the
// question's postcode: long streets have many.
func (s *streetSearch) findOnCode(h *house) {
	c := s.codeOutside(s.q, h.line.mask)
	if c == nil || s.codeRank(h.at, h.street.Postcode, c) == 0 {
		return
	}
	err := s.indexes[h.at].Streets().EachAddress(h.street.ID, func(a *index.Address) bool {
		if a.Postcode == 0 || s.codeRank(h.at, a.Postcode, c) != 0 {
			return true
		}
		h.point, h.postcode = a.Point, s.postcodeOf(h.at, a.Postcode)
		return false
	})
	s.note(err)
}

// elsewhere tells whether all of the addresses have another postcode than the
// question, on a street that is numbered anew in each of its districts.
func (s *streetSearch) elsewhere(h *house, list []index.Address) bool {
	c := s.codeOutside(s.q, h.line.mask)
	if c == nil || len(list) == 0 {
		return false
	}
	for i := range list {
		own := s.postcodeOf(h.at, list[i].Postcode)
		if k := compareCodes(c.key, own); own.Text == "" || k == nil || *k == postcodeEdit {
			return false
		}
	}
	return true
}

// interpolateOnCode places a number between its neighbours of the question's
// postcode, where there are such.
func (s *streetSearch) interpolateOnCode(h *house) bool {
	c := s.codeOutside(s.q, h.line.mask)
	number := uint32(h.line.number.Number)
	var n index.Neighbours
	err := s.indexes[h.at].Streets().EachAddress(h.street.ID, func(a *index.Address) bool {
		if a.Postcode == 0 || a.Number == 0 || (a.Number^number)&1 == 1 || s.codeRank(h.at, a.Postcode, c) != 0 {
			return true
		}
		if a.Number < number {
			n.Below, n.HasBelow = *a, true
		} else if a.Number > number && !n.HasAbove {
			n.Above, n.HasAbove = *a, true
		}
		return true
	})
	s.note(err)
	if !n.HasBelow || !n.HasAbove {
		return false
	}
	s.between(h, &n, number)
	h.postcode = s.postcodeOf(h.at, h.address.Postcode)
	return true
}

// sortByCode puts the addresses that have a postcode first: a number may
// stand twice in streets of one name.
func (b *batch) sortByCode(list []index.Address, at int, c *code) {
	slices.SortStableFunc(list, func(x, y index.Address) int {
		return cmp.Compare(b.codeRank(at, x.Postcode, c), b.codeRank(at, y.Postcode, c))
	})
}

// codeRank is 0 where a postcode of an index, or none, is what the question
// has, and 1 where it is another. Neighbours mostly share theirs.
func (b *batch) codeRank(at int, id index.PostcodeID, c *code) int {
	if id == 0 {
		return 0
	}
	if f := (foundCode{at, id}); c.ranked != f {
		c.ranked, c.rank = f, 0
		if k := compareCodes(c.key, b.postcodeOf(at, id)); k != nil {
			c.rank = 1
		}
	}
	return c.rank
}

// settle puts the house at an address of its street.
func (b *batch) settle(h *house, a *index.Address) {
	h.level, h.address, h.point = onPoint, *a, a.Point
	if a.Postcode != 0 {
		h.postcode = b.postcodeOf(h.at, a.Postcode)
	}
	if a.Spread && h.twins == 0 {
		h.chargeSpread(a)
	}
}

// chooseNumber takes the address that is meant out of those with the same
// leading number, and says what is wrong with it.
func chooseNumber(list []index.Address, number text.HouseNumber) (*index.Address, *charge) {
	var plain, other, alike *index.Address
	for i := range list {
		a := &list[i]
		switch {
		case a.Rest == number.Rest:
			return a, nil
		case text.SameLetter(a.Rest, number.Rest):
			alike = a
		case a.Rest == "":
			plain = a
		case other == nil:
			other = a
		}
	}
	switch {
	case alike != nil:
		return alike, nil
	case plain != nil && number.To > 0:
		return plain, &numberRange
	case plain != nil:
		return plain, &numberSuffix
	case other == nil:
		return nil, nil
	case other.To > 0 && (number.Rest == "" || number.To > 0):
		return other, &numberRange
	case number.Rest == "":
		return other, &numberSuffixMissing
	}
	return other, &numberSuffix
}

// interpolate places a number that the street does not have.
func (b *batch) interpolate(h *house, streets *index.Streets) {
	number := uint32(h.line.number.Number)
	n, err := streets.Neighbours(h.street.ID, number)
	b.note(err)
	switch {
	case n.HasHolding:
		h.charge(rangeFault(&n.Holding, number), h.line.typed+" "+n.Holding.HouseNumber())
		b.settle(h, &n.Holding)
	case b.within(h, streets):
	case number > 0 && n.HasBelow && n.HasAbove && n.Below.Number > 0:
		b.between(h, &n, number)
	case number > 0 && (n.HasBelow || n.HasAbove):
		h.charge(numberOutside, h.line.typed)
		h.level, h.address = onBlock, n.Below
		if !n.HasBelow {
			h.address = n.Above
		}
		h.point = h.address.Point
	case number > 0 && b.across(h, streets, number):
	default:
		h.charge(numberUnknown, h.line.typed)
		return
	}
	if h.address.Postcode != 0 {
		h.postcode = b.postcodeOf(h.at, h.address.Postcode)
	}
}

// within puts the house at the first number of its range ("12-18") that the
// street has, of the side that both ends are on.
func (b *batch) within(h *house, streets *index.Streets) bool {
	first, last := h.line.number.Number, h.line.number.To
	step := 1
	if (last-first)%2 == 0 {
		step = 2
	}
	for n := first + step; n <= min(last, first+wideRange*step); n += step {
		list, err := streets.AddressesNumbered(nil, h.street.ID, uint32(n))
		b.note(err)
		if a, _ := chooseNumber(list, text.HouseNumber{Number: n}); a != nil {
			h.charge(numberRange, h.line.typed+" "+a.HouseNumber())
			b.settle(h, a)
			return true
		}
	}
	return false
}

// wideRange is how many numbers a range may span whose one point is taken
// for all of them.
const wideRange = 8

// rangeFault is what it costs that a number lies within a range. One of the
// other parity stands across the street as a rule.
func rangeFault(a *index.Address, number uint32) charge {
	if a.To-a.Number > wideRange || (a.To-a.Number)%2 == 0 && (number-a.Number)%2 == 1 {
		return numberWideRange
	}
	return numberRange
}

// widestGap is how far apart, in metres, two neighbours may lie for a number
// between them to have a point.
const widestGap = 1_000

// between puts the house between two neighbours on its side of the street:
// along its course, or straight where none is known.
func (b *batch) between(h *house, n *index.Neighbours, number uint32) {
	below, above := &n.Below, &n.Above
	share := float64(number-below.Number) / float64(above.Number-below.Number)
	h.address = *below
	if share > 0.5 {
		h.address = *above
	}
	if geo.Distance(below.Point, above.Point) > widestGap {
		h.charge(numberGap, h.line.typed)
		h.level, h.point = onBlock, h.address.Point
		return
	}
	h.charge(numberInterpolated, h.line.typed)
	h.level = between
	if f, ok := b.course(h).between(below.Point, above.Point, share); ok {
		h.point, h.route, h.routed = f.display, f.route, true
		return
	}
	h.point = geocode.Point{
		Lat: below.Point.Lat + share*(above.Point.Lat-below.Point.Lat),
		Lon: below.Point.Lon + share*(above.Point.Lon-below.Point.Lon),
	}
}

// course reads where the house's street runs.
func (b *batch) course(h *house) course {
	lines, err := b.indexes[h.at].Streets().Lines(h.street.ID)
	b.note(err)
	return lines
}

// across looks for the block of a number on the other side of its street,
// where its own has none.
func (b *batch) across(h *house, streets *index.Streets, number uint32) bool {
	facing := number + 1
	if number%2 == 0 {
		facing = number - 1
	}
	list, err := streets.AddressesNumbered(nil, h.street.ID, facing)
	b.note(err)
	n, err := streets.Neighbours(h.street.ID, facing)
	b.note(err)
	switch {
	case len(list) > 0:
		h.address = list[0]
	case n.HasBelow && (!n.HasAbove || facing-n.Below.Number <= n.Above.Number-facing):
		h.address = n.Below
	case n.HasAbove:
		h.address = n.Above
	default:
		return false
	}
	h.charge(numberAcross, h.line.typed)
	h.level, h.point = onBlock, h.address.Point
	return true
}
