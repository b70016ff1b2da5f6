package engine

import (
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// Distances of reverse addresses, in metres.
const (
	addressReach = 200 // how far the nearest address may be
	addressTie   = 4   // how much further away another one must be for no doubt
)

// addressOrPostcode gives the address nearest to a reverse request's point, or
// the postcode that it has, where one is near enough.
func (b *batch) addressOrPostcode(r *geocode.Request, t geocode.EntityType) []geocode.Answer {
	at, list := b.addressesAt(r.Point)
	switch {
	case len(list) == 0:
		return nil
	case t == geocode.EntityAddress:
		return b.addressAnswer(r, at, list)
	}
	return b.postcodeAt(r, at, &list[0])
}

// postcodeAt answers with the postcode of the nearest address.
func (b *batch) postcodeAt(r *geocode.Request, at int, near *index.NearAddress) []geocode.Answer {
	street, err := b.indexes[at].Streets().Street(near.Street)
	b.note(err)
	area := b.area(ref{at, street.Area})
	if near.Postcode == 0 || area == nil {
		return nil
	}
	q := &question{culture: b.culture(r.Culture), request: &geocode.Request{}} // no words are parsed
	answer := b.describePostcode(q, area, b.postcodeOf(at, near.Postcode))
	answer.MatchCodes, answer.Confidence, answer.Probability = geocode.Good, geocode.Medium, mediumFrom
	return []geocode.Answer{answer}
}

// addressesAt lists the addresses nearest to a point in the index that has
// the nearest of all.
func (b *batch) addressesAt(p geocode.Point) (at int, best []index.NearAddress) {
	at = -1
	for i, ix := range b.indexes {
		s := ix.Streets()
		if s == nil {
			continue
		}
		near, err := s.NearestAddresses(p, addressReach, 8)
		b.note(err)
		if len(near) > 0 && (at < 0 || near[0].Metres < best[0].Metres) {
			at, best = i, near
		}
	}
	return at, best
}

// addressAnswer answers with the first of the nearest addresses of an index.
func (b *batch) addressAnswer(r *geocode.Request, at int, list []index.NearAddress) []geocode.Answer {
	near := &list[0]
	h, ok := b.streetAt(at, near.Street)
	if !ok {
		return nil
	}
	h.level, h.address, h.point = onPoint, near.Address, near.Point
	h.postcode = b.postcodeOf(at, near.Postcode)
	if b.tied(at, list) {
		h.charge(addressRival, "")
	}
	if near.Spread {
		h.charge(pointSpread, near.HouseNumber())
	}
	table := oddsReverse
	switch {
	case len(h.faults) > 0:
		table = oddsReverseDoubtful
	case b.isClear(at, list):
		table = oddsReverseClear
	}
	return b.reverseHouse(r, h, table.at(near.Metres))
}

// tied tells whether another house is about as near as the first.
func (b *batch) tied(at int, list []index.NearAddress) bool {
	for i := range list[1:] {
		other := &list[i+1]
		if other.Metres-list[0].Metres < addressTie && !b.isSameHouse(at, &list[0], other) {
			return true
		}
	}
	return false
}

// isSameHouse tells whether two addresses are one house: its number and street
// are the same, though two sources may put it into two localities.
func (b *batch) isSameHouse(at int, one, other *index.NearAddress) bool {
	if one.HouseNumber() != other.HouseNumber() {
		return false
	}
	if one.Street == other.Street {
		return true
	}
	streets := b.indexes[at].Streets()
	name, err := streets.Name(one.Street)
	b.note(err)
	otherName, err := streets.Name(other.Street)
	b.note(err)
	return text.ParseStreet(name) == text.ParseStreet(otherName)
}
