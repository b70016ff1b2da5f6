package engine

import (
	"slices"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// mostRoman bounds the streets of one skeleton that are looked through: every
// town of a country has some names.
const mostRoman = 20_000

// roman looks for streets whose names are in another script than the
// question, which has them in Latin letters: first where the question says,
// then anywhere.
func (s *streetSearch) roman() {
	if !s.hasRoman() {
		return
	}
	for i := range s.lines[:min(len(s.lines), mostLike)] {
		l := &s.lines[i]
		if l.least() >= s.best {
			continue
		}
		for _, name := range text.RomanNames(l.street) {
			s.romanName(l, name)
		}
	}
}

// hasRoman tells whether an index has streets in another script.
func (s *streetSearch) hasRoman() bool {
	return slices.ContainsFunc(s.indexes, func(ix *index.Index) bool {
		if ix.Streets() == nil {
			return false
		}
		cores, err := ix.Streets().CoresNamed(nil, text.HasRoman, 1)
		s.note(err)
		return len(cores) > 0
	})
}

func (s *streetSearch) romanName(l *addressLine, name text.StreetName) {
	for at, ix := range s.indexes {
		streets := ix.Streets()
		if streets == nil {
			continue
		}
		cores, err := streets.CoresNamed(nil, name.Core, mostRoman)
		s.note(err)
		s.weighRoman(at, l, name, cores, 0)
	}
}

// weighRoman weighs cores found by a skeleton.
func (s *streetSearch) weighRoman(at int, l *addressLine, name text.StreetName, cores []index.CoreID, edits int) {
	if len(cores) == 0 {
		return
	}
	here, away := s.partByPlace(at, l, cores)
	before := s.best
	s.weigh(at, l, name, here, edits)
	if s.best >= before || s.best > fair || s.sides {
		s.weigh(at, l, name, away[:min(len(away), mostNamed)], edits)
	}
}

// partByPlace parts cores into those of the localities that the question
// means and others.
func (s *streetSearch) partByPlace(at int, l *addressLine, cores []index.CoreID) (here, away []index.CoreID) {
	away = cores
	for _, r := range s.localities(l.mask) {
		if r.index != at {
			continue
		}
		first, count, err := s.indexes[at].Streets().CoresOf(r.id)
		s.note(err)
		from, _ := slices.BinarySearch(away, first)
		to, _ := slices.BinarySearch(away, first+index.CoreID(count))
		here = append(here, away[from:to]...)
		away = slices.Concat(away[:from], away[to:])
	}
	return here, away
}

// mostLikeRoman bounds the skeletons one letter off that are looked through.
const mostLikeRoman = 8

// likeRoman looks for skeletons one letter off the question's.
func (s *streetSearch) likeRoman() {
	if !s.hasRoman() {
		return
	}
	for i := range s.lines[:min(len(s.lines), 1)] { // the likeliest: each takes as long as a row
		l := &s.lines[i]
		if l.least() >= s.best {
			continue
		}
		for _, name := range text.RomanNames(l.street) {
			if letters(name.Core) <= shortestFuzzy+1 {
				continue
			}
			for at, ix := range s.indexes {
				if ix.Streets() == nil {
					continue
				}
				matches, err := ix.Streets().NamesLike(name.Core, 1, mostLikeRoman)
				s.note(err)
				for _, m := range matches {
					if m.Edits > 0 && m.Core[0] == name.Core[0] {
						cores, err := ix.Streets().Cores(nil, m, mostRoman)
						s.note(err)
						s.weighRoman(at, l, name, cores, m.Edits)
					}
				}
			}
		}
	}
}

// asWritten gives a name in Latin letters the type of the street that it is
// compared with, where both are of one kind.
func (s *streetSearch) asWritten(at int, typed text.StreetName, street *index.Street) text.StreetName {
	class, err := s.indexes[at].Streets().Part(street.Type)
	s.note(err)
	core, err := s.indexes[at].Streets().AppendCore(nil, street.Core)
	s.note(err)
	if kind := text.StreetKind(class, string(core)); kind == typed.Type {
		typed.Type = class
	}
	return typed
}
