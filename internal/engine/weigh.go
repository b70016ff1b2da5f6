package engine

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// mostHouses bounds the streets of one reading whose numbers are looked at.
const mostHouses = 12

// weigh charges the streets of some core names for how they differ from the
// question, and looks up the house number on the best of them.
func (s *streetSearch) weigh(at int, l *addressLine, name text.StreetName, cores []index.CoreID, edits int) {
	window, most := rivalWithin, mostHouses
	if s.sides {
		window, most = sideWithin, mostSides
	}
	list := s.room[:0]
	for _, core := range cores {
		if edits > 0 && !s.sameDigits(at, name.Core, core) {
			continue
		}
		first, count, err := s.indexes[at].Streets().StreetsWithCore(core)
		s.note(err)
		for id := range index.StreetID(count) {
			street, err := s.indexes[at].Streets().Street(first + id)
			s.note(err)
			if s.err != nil {
				return
			}
			h := house{at: at, street: street, area: s.area(ref{at, street.Area}), line: l, edits: edits}
			if h.area == nil || !l.suits(h.area.Country) {
				continue
			}
			switch {
			case text.IsRoman(name.Core):
				h.charge(transliterated, l.street)
				s.chargeName(&h, s.asWritten(at, name, &street))
			case name != l.name():
				h.charge(nameReread, l.street)
				fallthrough
			default:
				s.chargeName(&h, name)
			}
			if l.isRoute() {
				h.charge(numberAlone, l.street)
			}
			s.followAlias(&h)
			h.nameFaults, h.nameCost = len(h.faults), h.cost
			s.chargePlace(&h)
			if l.isRoute() && h.hasFault(placeNowhere) {
				continue // "Hobrecht 12": nothing speaks for a road 12 anywhere
			}
			if h.cost+l.cost < min(tooDear, s.best+window) {
				list = append(list, h)
			}
		}
	}
	s.room = list[:0]
	chargeNamesakes(list)
	slices.SortFunc(list, func(x, y house) int {
		return cmp.Or(compareCosts(x.cost, y.cost), cmp.Compare(x.street.ID, y.street.ID))
	})
	for i := range list[:min(len(list), most)] {
		h := &list[i]
		s.locate(h)
		if h.isFlatOf() {
			continue
		}
		h.cost += l.cost
		h.faults = append(h.faults, l.faults...)
		if h.cost < tooDear {
			s.found = append(s.found, *h)
			s.best = min(s.best, h.cost)
		}
	}
}

// chargeNamesakes charges streets whose type was left out or added where their
// locality has a street of the very name: beside Widum, Widum is not Widumweg,
// and beside Rua do Cais, that is not Cais.
func chargeNamesakes(list []house) {
	for i := range list {
		h := &list[i]
		if (h.hasFault(typeMissing) || h.hasFault(typeAdded)) && slices.ContainsFunc(list, func(k house) bool { return k.nameFaults == 0 && k.area == h.area }) {
			h.charge(typeNamesake, "")
		}
	}
}

// locate puts a house where its number is on the street. Where two streets
// meet is looked for once both are known.
func (s *streetSearch) locate(h *house) {
	if s.sides {
		h.level, h.point = onStreet, h.street.Point
		h.postcode = s.postcodeOf(h.at, h.street.Postcode)
		return
	}
	s.findNumber(h)
	if h.initial && h.line.typed != "" && h.level != onPoint {
		h.charge(streetInitial, h.line.street)
	}
	s.findFlat(h)
	s.chargeCode(h)
}

// followAlias puts the street that an alias stands for in its place.
func (s *streetSearch) followAlias(h *house) {
	if !h.street.Alias {
		return
	}
	streets := s.indexes[h.at].Streets()
	of, _, err := streets.AliasOf(h.street.ID)
	s.note(err)
	street, err := streets.Street(of)
	s.note(err)
	h.street = street
	name, err := streets.Name(of)
	s.note(err)
	if text.ParseStreet(text.InTwoLetters(name)).Core != text.ParseStreet(text.InTwoLetters(h.line.street)).Core {
		h.charge(streetAlias, h.line.street) // not only a spelling of its umlauts
	}
}
