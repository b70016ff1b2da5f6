package build

import "github.com/milepost/milepost/internal/text"

// Registers write Aeulestrasse where maps write Äulestrasse, and one map both.
// Their cores differ, and so they would be two streets of a place, each with
// some of the houses. What is written in two letters goes to the street with
// the letter itself, where its place has one: that comes first, since records
// with an umlaut sort before those of the same spelling without.

// streetName is a name taken apart, and how its core is spelled in two letters.
type streetName struct {
	text.StreetName
	spelling string
}

func parseStreet(written string) *streetName {
	n := &streetName{StreetName: text.ParseStreet(written)}
	n.Core, n.Articles = cut(n.Core, maxName), cut(n.Articles, maxName)
	n.spelling = n.Core
	if other := text.InTwoLetters(written); other != written {
		n.spelling = cut(text.ParseStreet(other).Core, maxName)
	}
	return n
}

// twins are the cores with umlauts that a place has of one spelling.
type twins map[twin]string

type twin struct {
	home  int32
	parts string // type and the like
}

// coreIn gives the core under which a street of the name at hand goes to a
// place: its own, or that of the street there that is written with umlauts.
func (s *settler) coreIn(home int32, parts []byte) string {
	if s.core == s.spelling {
		if core, known := s.twins[twin{home, string(parts)}]; known {
			return core
		}
		return s.core
	}
	if _, known := s.twins[twin{home, string(parts)}]; !known && home != noHome {
		s.twins[twin{home, string(parts)}] = s.core
	}
	return s.core
}

// noteTwin notes that the street of a core is also found as an address of it
// writes it, once a place.
func (s *settler) noteTwin(locality uint32, core string, parts []byte, p *point) error {
	key := twin{s.homes.of[locality], string(parts)}
	if s.noted[key] {
		return nil
	}
	s.noted[key] = true
	own := nameOf(s.core, parts)
	a := alias{target: append(append([]byte(core), 0), parts...), name: p.name, at: spot{p.lat, p.lon}, source: p.source}
	s.record = a.append(appendHead(appendKey(s.record[:0], locality, &own), kindAlias))
	return s.out.add(s.record)
}
