package engine

import (
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
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
	if len(list) == 0 {
		return nil
	}
	answer, ok := geocode.Answer{}, false
	if t == geocode.EntityAddress {
		answer, ok = b.addressAnswer(r, at, list)
	} else {
		answer, ok = b.postcodeAt(r, at, &list[0])
	}
	if !ok {
		return nil
	}
	return []geocode.Answer{answer}
}

// postcodeAt answers with the postcode of the nearest address.
func (b *batch) postcodeAt(r *geocode.Request, at int, near *index.NearAddress) (geocode.Answer, bool) {
	street, err := b.indexes[at].Streets().Street(near.Street)
	b.note(err)
	area := b.area(ref{at, street.Area})
	if near.Postcode == 0 || area == nil {
		return geocode.Answer{}, false
	}
	q := &question{culture: b.culture(r.Culture), request: &geocode.Request{}} // no words are parsed
	answer := b.describePostcode(q, area, b.postcodeOf(at, near.Postcode))
	answer.MatchCodes, answer.Confidence, answer.Probability = geocode.Good, geocode.Medium, mediumFrom
	return answer, true
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
func (b *batch) addressAnswer(r *geocode.Request, at int, list []index.NearAddress) (geocode.Answer, bool) {
	near := &list[0]
	street, err := b.indexes[at].Streets().Street(near.Street)
	b.note(err)
	h := house{at: at, street: street, area: b.area(ref{at, street.Area}), line: &addressLine{}, level: onPoint, share: 1}
	if h.area == nil {
		return geocode.Answer{}, false
	}
	h.address, h.point = near.Address, near.Point
	h.postcode = b.postcodeOf(at, near.Postcode)
	a := b.describeHouse(&h, b.culture(r.Culture))
	a.MatchCodes = geocode.Good
	if tied(list) {
		h.charge(addressRival, "")
	}
	if near.Spread {
		h.charge(pointSpread, near.HouseNumber())
	}
	a.Faults = h.faults
	a.Probability = oddsReverse.at(near.Metres)
	if len(h.faults) > 0 {
		a.Probability = oddsReverseDoubtful.at(near.Metres)
	}
	a.Confidence = confidenceOf(a.Probability)
	for i := range a.Points[:1] {
		a.Points[i].Usage = geocode.Display | geocode.Route
	}
	a.Points = a.Points[:1]
	return a, true
}

// tied tells whether another house is about as near as the first.
func tied(list []index.NearAddress) bool {
	for i := range list[1:] {
		other := &list[i+1]
		if other.Metres-list[0].Metres < addressTie && (other.Street != list[0].Street || other.HouseNumber() != list[0].HouseNumber()) {
			return true
		}
	}
	return false
}
