package engine

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// house is a street, and what is known of a house number on it, that may be
// the answer.
type house struct {
	at     int // the index
	street index.Street
	area   *area // the locality it lies in
	line   *addressLine
	edits  int          // of its name
	other  index.Street // that it crosses, of level atCrossing

	level    houseLevel
	address  index.Address // of levels onPoint and between: the nearest
	point    geocode.Point
	route    geocode.Point // before it on the road, where routed
	routed   bool
	postcode index.Postcode

	agreed mask // words of the question that speak for it
	faults []geocode.Fault
	cost   float64
	share  float64 // see judgeHouses

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

// Costs at which the search for a street stops.
const (
	cheap = 0.012 // nothing better can be hoped for
	fair  = 0.115 // cheaper than any place without its street
	good  = 0.16  // better than a place without its street, where a line is given
	poor  = 0.30  // so bad that the whole index is searched
)

// mostHouses bounds the streets of one reading whose numbers are looked at.
const mostHouses = 12

// streetSearch is the search for one question's street.
type streetSearch struct {
	*batch
	q      *question
	lines  []addressLine
	found  []house
	best   float64
	places map[placeKey]surroundings
	tried  map[triedName]bool

	typedPlace string // key of what is read of the locality

	crossings     []crossing // see cross
	crossingsRead bool
	sides         bool // it looks for one of two streets that meet
}

// triedName is a core name that an index's streets were already searched for.
type triedName struct {
	line int
	core string
	how  string
}

// houses lists the streets and addresses that may be the answer, the best first.
func (b *batch) houses(q *question) []house {
	if !b.hasStreets() {
		return nil
	}
	s := &streetSearch{batch: b, q: q, lines: b.lines(q), best: tooDear, places: map[placeKey]surroundings{}, tried: map[triedName]bool{}}
	s.typedPlace = q.spell(q.fieldMask(locality))
	s.exact()
	if s.best > cheap {
		s.cross(true)
	}
	if s.best > fair {
		s.like()
	}
	if s.best > fair {
		s.cross(false)
	}
	if s.best > poor {
		s.anywhereLike()
	}
	return s.ranked()
}

func (b *batch) hasStreets() bool {
	return slices.ContainsFunc(b.indexes, func(ix *index.Index) bool { return ix.Streets() != nil })
}

// exact looks for streets of the very names: first where the question says,
// then anywhere.
func (s *streetSearch) exact() {
	for i := range s.lines {
		if l := &s.lines[i]; l.least() < s.best {
			s.exactName(i, l.names[0])
		}
		if s.best <= cheap {
			return
		}
	}
	if s.best <= fair {
		return
	}
	for i := range s.lines {
		l := &s.lines[i]
		for _, name := range l.readings()[1:] {
			if l.least() < s.best {
				s.exactName(i, name)
			}
		}
	}
}

// mostNamed bounds the streets of one name that are weighed.
const mostNamed = 400

func (s *streetSearch) exactName(i int, name text.StreetName) {
	if key := (triedName{i, name.Core, "exact"}); s.tried[key] {
		return
	} else {
		s.tried[key] = true
	}
	l := &s.lines[i]
	hypotheses := s.localities(l.mask)
	for at, ix := range s.indexes {
		streets := ix.Streets()
		if streets == nil {
			continue
		}
		var cores []index.CoreID
		for _, r := range hypotheses {
			if r.index != at {
				continue
			}
			id, ok, err := streets.CoreIn(r.id, name.Core)
			s.note(err)
			if ok {
				cores = append(cores, id)
			}
		}
		before := s.best
		s.weigh(at, l, name, cores, 0)
		if s.best < before && s.best <= fair && !s.sides {
			continue
		}
		all, err := streets.CoresNamed(nil, name.Core, mostNamed)
		s.note(err)
		all = slices.DeleteFunc(all, func(c index.CoreID) bool { return slices.Contains(cores, c) })
		s.weigh(at, l, name, all, 0)
	}
}

// editsFor is how many typing errors a name of that length may hold. A short
// one beside a type, as in "Dofstrasse", is a part of a longer word.
func editsFor(name text.StreetName) int {
	core := name.Core
	n := utf8.RuneCountInString(core)
	switch {
	case n == 3 && name.Type != "" && !text.HasDigit(core):
		return 1
	case text.HasDigit(core) && n < 6, n < 4:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// mostLike bounds the readings that are searched for with typing errors.
const mostLike = 6

// like looks, where the question says, for streets with names like those typed.
func (s *streetSearch) like() {
	for i := range s.lines[:min(len(s.lines), mostLike)] {
		l := &s.lines[i]
		for _, name := range l.readings() {
			if l.least() < s.best && name.Type != text.Mangled {
				s.likeName(i, name)
			}
		}
	}
}

func (s *streetSearch) likeName(i int, name text.StreetName) {
	edits := editsFor(name)
	key := triedName{i, name.Core, "like"}
	if edits == 0 || s.tried[key] {
		return
	}
	s.tried[key] = true
	l := &s.lines[i]
	for _, r := range s.localities(l.mask) {
		matches, err := s.indexes[r.index].Streets().CoresLike(nil, r.id, name.Core, edits)
		s.note(err)
		for _, m := range matches {
			if m.Edits > 0 {
				s.weigh(r.index, l, name, []index.CoreID{m.Core}, m.Edits)
			}
		}
	}
}

// Bounds of the search for a misspelt name in all of an index.
const (
	mostAnywhere = 12
	mostCores    = 60
)

// anywhereLike looks in all of the indexes for names one letter off.
func (s *streetSearch) anywhereLike() {
	for i := range s.lines[:min(len(s.lines), 3)] {
		l := &s.lines[i]
		name := l.names[0]
		if editsFor(name) == 0 || l.least() >= s.best {
			continue
		}
		for at, ix := range s.indexes {
			streets := ix.Streets()
			if streets == nil {
				continue
			}
			matches, err := streets.NamesLike(name.Core, 1, mostAnywhere)
			s.note(err)
			for _, m := range matches {
				cores, err := streets.Cores(nil, m, mostCores)
				s.note(err)
				s.weigh(at, l, name, cores, max(m.Edits, 1))
			}
		}
	}
}

// weigh charges the streets of some core names for how they differ from the
// question, and looks up the house number on the best of them.
func (s *streetSearch) weigh(at int, l *addressLine, name text.StreetName, cores []index.CoreID, edits int) {
	window, most := rivalWithin, mostHouses
	if s.sides {
		window, most = sideWithin, mostSides
	}
	var list []house
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
			if h.area == nil {
				continue
			}
			if name != l.names[0] {
				h.charge(nameReread, l.street)
			}
			s.chargeName(&h, name)
			if l.isRoute() {
				h.charge(numberAlone, l.street)
			}
			s.followAlias(&h)
			h.nameFaults, h.nameCost = len(h.faults), h.cost
			s.chargePlace(&h)
			if h.cost+l.cost < min(tooDear, s.best+window) {
				list = append(list, h)
			}
		}
	}
	chargeNamesakes(list)
	slices.SortFunc(list, func(x, y house) int {
		return cmp.Or(compareCosts(x.cost, y.cost), cmp.Compare(x.street.ID, y.street.ID))
	})
	for i := range list[:min(len(list), most)] {
		h := &list[i]
		s.locate(h)
		h.cost += l.cost
		h.faults = append(h.faults, l.faults...)
		if h.cost < tooDear {
			s.found = append(s.found, *h)
			s.best = min(s.best, h.cost)
		}
	}
}

// chargeNamesakes charges streets whose type was left out where their locality
// has a street of the very name: beside Widum, Widum is not Widumweg.
func chargeNamesakes(list []house) {
	for i := range list {
		h := &list[i]
		if h.hasFault(typeMissing) && slices.ContainsFunc(list, func(k house) bool { return k.nameFaults == 0 && k.area == h.area }) {
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
	h.charge(streetAlias, h.line.street)
}

// sameDigits tells whether a core name that is like the one typed has the
// same digits: the first lane is not a mistyped second one.
func (s *streetSearch) sameDigits(at int, typed string, found index.CoreID) bool {
	var room [64]byte
	core, err := s.indexes[at].Streets().AppendCore(room[:0], found)
	s.note(err)
	return digitsOf(typed) == digitsOf(string(core))
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func (h *house) charge(k charge, detail string) { h.chargeShare(k, 1, detail) }

func (h *house) chargeShare(k charge, share float64, detail string) {
	h.faults = append(h.faults, geocode.Fault{Name: k.name, Cost: k.cost * share, Detail: detail})
	h.cost += k.cost * share
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
	kept := list[:0]
	for _, h := range list {
		if !slices.ContainsFunc(kept, h.same) {
			kept = append(kept, h)
		}
	}
	return kept
}

// sameWithin is how near, in metres, the same number on the same street is one address.
const sameWithin = 50

// same tells whether two houses are one answer.
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
