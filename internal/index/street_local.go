package index

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/text/language"
)

// The section "streetlocals" has of each street (see per_street.go) its names
// in languages, one after another until the street's bytes end:
//
//	language  uvarint, number of its BCP 47 tag in "streetparts"
//	name      uvarint: 1 + its place among the street's names; or 0, then
//	          length uvarint and bytes

// LocalNames gives a street's names by language, as its source has them; nil
// where it has none.
func (s *Streets) LocalNames(id StreetID) (names []LocalName, err error) {
	err = s.ix.guard(func() error {
		return s.eachLocal(id, func(tag, name []byte) bool {
			names = append(names, LocalName{language.Make(string(tag)), s.ix.stable(name)})
			return true
		})
	})
	return names, err
}

// NameIn gives a street's name in a language or else in its parents: "Rue
// Haute" in fr-BE where fr is known. ok is false where no such name is known,
// then Name gives the one to show.
func (s *Streets) NameIn(id StreetID, culture language.Tag) (name string, ok bool, err error) {
	err = s.ix.guard(func() error {
		if locals, err := s.locals.of(s, id); err != nil || locals == nil {
			return err
		}
		tags := s.cultures.chain(culture, func(tag string) (string, bool) { return tag, true })
		var best []byte
		err := s.eachLocal(id, func(tag, text []byte) bool {
			for i, wanted := range tags {
				if string(tag) == wanted {
					best, tags = text, tags[:i]
					break
				}
			}
			return len(tags) > 0
		})
		name, ok = s.ix.stable(best), best != nil
		return err
	})
	return name, ok, err
}

// eachLocal goes through the names by language until visit says no.
func (s *Streets) eachLocal(id StreetID, visit func(tag, name []byte) bool) error {
	b, err := s.locals.of(s, id)
	if err != nil {
		return err
	}
	for in := (varints{rest: b}); len(in.rest) > 0; {
		part, at := in.next(), in.next()
		var name []byte
		if at == 0 {
			name = in.text()
		} else if name, err = s.nameAt(id, at-1); err != nil {
			return err
		}
		if in.bad || part > maxPart {
			return s.locals.section.damage("holds no names of the street %d", id)
		}
		tag, err := s.partText(PartID(part))
		if err != nil {
			return err
		}
		if !visit(tag, name) {
			return nil
		}
	}
	return nil
}

// nameAt gives one of a street's names by its place among them.
func (s *Streets) nameAt(id StreetID, place uint64) (name []byte, err error) {
	b, err := s.record(id)
	if err != nil {
		return nil, err
	}
	count, at, err := s.names.uvarint(uint64(binary.LittleEndian.Uint32(b[8:])))
	if err != nil {
		return nil, err
	}
	if place >= min(count, maxStreetNames) {
		return nil, s.names.damage("gives the street %d only %d names", id, count)
	}
	for range place + 1 {
		if name, at, err = s.names.lengthed(at); err != nil {
			return nil, err
		}
	}
	return name, nil
}

// text reads a text with its length before it.
func (v *varints) text() []byte {
	length := v.next()
	if v.bad || length > min(maxText, uint64(len(v.rest))) {
		v.bad = true
		return nil
	}
	b := v.rest[:length]
	v.rest = v.rest[length:]
	return b
}

// appendLocals appends the bytes of a street's names by language. A language
// has the first of its names.
func (w *StreetWriter) appendLocals(b []byte, d *StreetDraft) ([]byte, error) {
	if len(d.Locals) > maxLanguages {
		return nil, fmt.Errorf("write streets: a name in %d languages: %w", len(d.Locals), ErrTooLarge)
	}
	for i, local := range d.Locals {
		if local.Name == "" || local.Language == language.Und || hasLanguage(d.Locals[:i], local.Language) {
			continue
		}
		tag, err := w.part(local.Language.String())
		if err != nil {
			return nil, err
		}
		b = binary.AppendUvarint(b, uint64(tag))
		at := 0
		for at < min(len(d.Names), maxStreetNames) && d.Names[at] != local.Name {
			at++
		}
		if at < min(len(d.Names), maxStreetNames) && len(local.Name) <= maxText {
			b = binary.AppendUvarint(b, uint64(at)+1)
		} else {
			b = appendText(append(b, 0), local.Name)
		}
	}
	return b, nil
}

func hasLanguage(names []LocalName, tag language.Tag) bool {
	for _, n := range names {
		if n.Language == tag && n.Name != "" {
			return true
		}
	}
	return false
}
