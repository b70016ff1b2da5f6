package engine

import (
	"slices"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// Costs at which the search for a street stops.
const (
	cheap = 0.012 // nothing better can be hoped for
	fair  = 0.115 // cheaper than any place without its street
	good  = 0.16  // better than a place without its street, where a line is given
	poor  = 0.30  // so bad that the whole index is searched
)

// streetSearch is the search for one question's street.
type streetSearch struct {
	*batch
	q      *question
	lines  []addressLine
	found  []house
	best   float64
	places map[placeKey]surroundings

	typedPlace string // key of what is read of the locality

	where []hypothesis // see localities
	room  []house      // of weigh

	crossings     []crossing // see cross
	crossingsRead bool
	sides         bool // it looks for one of two streets that meet
	bothNamed     bool // a street that bears two names was found by both of them
}

// try notes that streets of a core name are looked for, and tells whether they
// were not before.
func try(tried *[]string, core string) bool {
	if slices.Contains(*tried, core) {
		return false
	}
	*tried = append(*tried, core)
	return true
}

// houses lists the streets and addresses that may be the answer, the best first.
func (b *batch) houses(q *question) []house {
	if !b.hasStreets() {
		return nil
	}
	s := &streetSearch{batch: b, q: q, lines: b.lines(q), best: tooDear, places: map[placeKey]surroundings{}}
	s.typedPlace = q.spell(q.fieldMask(locality))
	s.exact()
	unknown := s.best > fair
	if s.best > cheap {
		s.dropNameless()
		s.bothNames()
		s.cross(true)
	}
	landmark := unknown && s.best > nameReread.cost && s.isLandmark()
	if unknown && s.best > nameReread.cost && !landmark {
		s.reread()
	}
	if s.best > cheap { // a namesake in Latin letters may have other numbers
		s.roman()
	}
	if s.best > fair && !landmark {
		s.like()
	}
	if s.best > fair {
		s.cross(false)
	}
	if s.best > poor && !landmark {
		s.likeRoman()
		s.anywhereLike()
	}
	ranked := s.ranked()
	s.doubtCode(ranked)
	return ranked
}

// dropNameless leaves out the lines whose street is no name: "12 Junior". Houses
// that were found keep theirs.
func (s *streetSearch) dropNameless() {
	nameless := false
	for i := range s.lines {
		nameless = s.lines[i].name().Core == "" || nameless
	}
	if nameless {
		s.lines = slices.DeleteFunc(slices.Clone(s.lines), func(l addressLine) bool { return l.name().Core == "" })
	}
}

func (b *batch) hasStreets() bool {
	return slices.ContainsFunc(b.indexes, func(ix *index.Index) bool { return ix.Streets() != nil })
}

// exact looks for streets of the very names: first where the question says,
// then anywhere.
func (s *streetSearch) exact() {
	for i := range s.lines {
		if l := &s.lines[i]; l.least() < s.best && l.name().Core != "" {
			s.exactName(l, l.name())
		}
		if s.best <= cheap {
			return
		}
	}
}

// reread looks for streets of the other readings of the names.
func (s *streetSearch) reread() {
	for i := range s.lines {
		l := &s.lines[i]
		if l.least() >= s.best {
			continue
		}
		for _, name := range append(text.OtherUmlauts(l.street), l.readings()[1:]...) {
			if l.least() < s.best {
				s.exactName(l, name)
			}
		}
	}
	for i := range s.lines[:min(len(s.lines), mostLike)] {
		l := &s.lines[i]
		if s.best <= fair || l.least() >= s.best {
			continue
		}
		for _, name := range l.seldom() {
			if s.best > fair && l.least() < s.best {
				s.exactName(l, name)
			}
		}
	}
}

// mostNamed bounds the streets of one name that are weighed.
const mostNamed = 400

func (s *streetSearch) exactName(l *addressLine, name text.StreetName) {
	if !try(&l.tried, name.Core) {
		return
	}
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
