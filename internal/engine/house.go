package engine

import (
	"cmp"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// house is a street, and what is known of a house number on it, that may be
// the answer.
type house struct {
	at      int // the index
	street  index.Street
	area    *area // the locality it lies in
	line    *addressLine
	edits   int          // of its name
	initial bool         // one of them is of its first letter
	other   index.Street // that it crosses, of level atCrossing

	level    houseLevel
	address  index.Address // of levels onPoint and between: the nearest
	point    geocode.Point
	route    geocode.Point // before it on the road, where routed
	routed   bool
	postcode index.Postcode

	agreed mask // words of the question that speak for it
	named  bool // its locality is among them
	faults []geocode.Fault
	cost   float64
	share  float64 // see judgeHouses
	twins  int     // addresses of the very number elsewhere on the street
	extent float64 // of the street, in metres, where points of the address lie far apart; else 0

	nameFaults int // how many of the faults, the first, are those of the name
	nameCost   float64
}

// streetRef names a street of one of the indexes.
type streetRef struct {
	at int
	id index.StreetID
}

func (h *house) streetRef() streetRef { return streetRef{h.at, h.street.ID} }

// houseLevel is how precisely a house number was found.
type houseLevel uint8

const (
	onPoint    houseLevel = iota // the address itself
	atCrossing                   // where two streets meet
	between                      // interpolated
	onBlock                      // the nearest part of the street
	onStreet                     // the street; no number was asked for, or none is known
)

func (h *house) charge(k charge, detail string) { h.chargeShare(k, 1, detail) }

func (h *house) chargeShare(k charge, share float64, detail string) {
	h.faults = append(h.faults, geocode.Fault{Name: k.name, Cost: k.cost * share, Detail: detail})
	h.cost += k.cost * share
}

// trustedCore is from how many letters on a name with one error is believed
// without its number, in the place that is named.
const trustedCore = 5

// costBesideAreas is what the house costs where it is compared with areas. The
// place that is named knows the number as little as its street does, so that
// is not held against a street there of the very name or one letter off; nor
// that it does not meet another.
func (h *house) costBesideAreas() float64 {
	if h.line.crossing && h.named && h.nameCost == 0 && h.hasFault(crossingUnknown) {
		return h.cost - crossingUnknown.cost
	}
	if !h.named || h.line.crossing || h.edits > 1 || h.edits == 1 && letters(h.line.name().Core) < trustedCore {
		return h.cost
	}
	cost := h.cost
	for i, f := range h.faults {
		switch {
		case i < h.nameFaults && f.Name != streetEdit1.name && f.Name != streetEditShort.name,
			f.Name == postcodeMismatch.name, h.edits > 0 && f.Name == postcodeNear.name:
			return h.cost
		case strings.HasPrefix(f.Name, "number.") && f.Name != numberInName.name, f.Name == pointSpread.name:
			cost -= f.Cost
		}
	}
	return cost
}

// ranked orders what was found, the cheapest first, without the same address twice.
func (s *streetSearch) ranked() []house {
	list := slices.DeleteFunc(s.found, func(h house) bool { return s.q.request.StrictMatch && h.strays() })
	slices.SortStableFunc(list, func(x, y house) int {
		return cmp.Or(
			compareCosts(x.cost, y.cost), cmp.Compare(x.level, y.level), cmp.Compare(y.area.Population, x.area.Population),
			cmp.Compare(y.street.Addresses, x.street.Addresses), cmp.Compare(x.at, y.at), cmp.Compare(x.street.ID, y.street.ID),
		)
	})
	preferNamed(list)
	kept := list[:0]
	for _, h := range list {
		if !slices.ContainsFunc(kept, h.same) {
			kept = append(kept, h)
		}
	}
	return kept
}

// goesOn is how far, in metres, from a street its numbers may lie that are
// said to be in the next place.
const goesOn = 2_000

// preferNamed puts the street of the named place before a number in another
// that costs as much, unless that lies where the street goes on: a town's
// addresses may bear the name of the next one, and a street's name be in both.
func preferNamed(list []house) {
	if len(list) == 0 || list[0].named {
		return
	}
	best := &list[0]
	for i := 1; i < len(list) && compareCosts(list[i].cost, best.cost) == 0; i++ {
		h := list[i]
		if h.named && h.nameCost == best.nameCost && geo.DistanceToBox(best.point, h.street.Box) > goesOn {
			copy(list[1:i+1], list[:i])
			list[0] = h
			return
		}
	}
}

// sameWithin is how near, in metres, the same number on the same street is one address.
const sameWithin = 50

// sameAs tells whether two houses are one answer.
func (h *house) sameAs(k *house) bool {
	if h.at == k.at && h.street.ID == k.street.ID && h.level != atCrossing && k.level != atCrossing {
		return true
	}
	return h.level == k.level && h.line.number == k.line.number && geo.Distance(h.point, k.point) <= sameWithin
}

func (h house) same(k house) bool { return h.sameAs(&k) }

// strays tells whether a house lies outside a country or district that was given.
func (h *house) strays() bool {
	return slices.ContainsFunc(h.faults, func(f geocode.Fault) bool {
		switch f.Name {
		case countryMismatch.name, districtMismatch.name, countryUnknown.name, districtUnknown.name:
			return true
		}
		return false
	})
}
