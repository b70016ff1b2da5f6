package engine

import (
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// editsFor is how many typing errors a name of that length may hold. A short
// one beside a type, as in "Dofstrasse", is a part of a longer word.
func editsFor(name text.StreetName) int {
	core := name.Core
	n := utf8.RuneCountInString(core)
	if text.HasHangul(core) {
		n = text.Letters(core)
	}
	switch {
	case n == 3 && name.Type != "" && !text.HasDigit(core):
		return 1
	case text.HasDigit(core) && n < 6, n < 4:
		return 0
	case n < 5, text.HasDigit(core) && n < 6:
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
		if l.least() >= s.best {
			continue
		}
		for _, name := range l.readings() {
			if l.least() < s.best && name.Type != text.Mangled {
				s.likeName(l, name)
			}
		}
	}
}

func (s *streetSearch) likeName(l *addressLine, name text.StreetName) {
	edits := editsFor(name)
	if edits == 0 || !try(&l.triedLike, name.Core) {
		return
	}
	for _, r := range s.localities(l.mask) {
		matches, err := s.indexes[r.index].Streets().CoresLike(nil, r.id, name.Core, edits)
		s.note(err)
		for _, m := range matches {
			if n := s.typedEdits(r.index, name.Core, &m); n > 0 && n <= edits {
				s.weigh(r.index, l, name, []index.CoreID{m.Core}, n)
			}
		}
	}
}

// typedEdits is how many letters a core name differs in from the one typed: the
// index compares syllables of Hangul, and of three two may be others.
func (s *streetSearch) typedEdits(at int, typed string, m *index.CoreMatch) int {
	if m.Edits == 0 || !text.HasHangul(typed) {
		return m.Edits
	}
	var room [64]byte
	core, err := s.indexes[at].Streets().AppendCore(room[:0], m.Core)
	s.note(err)
	return text.TypedDistance(typed, string(core), 2)
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
		name := l.name()
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
