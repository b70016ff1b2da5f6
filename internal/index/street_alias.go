package index

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
)

// The section "streetaliases" has the streets that are flagged as aliases,
// ascending, and which street each stands for, u32 both.
const aliasLength = 8

// AliasOf tells whether a street only stands for another: "Mannerheimvägen"
// for "Mannerheimintie", whose core names differ. It has names, parts and a
// position, but no addresses, course or crossings; those are the other's.
func (s *Streets) AliasOf(id StreetID) (of StreetID, is bool, err error) {
	err = s.ix.guard(func() error {
		b, err := s.record(id)
		if err != nil || uint64(id)+1 == s.streets.size()/streetLength || b[66]&flagAlias == 0 {
			return err
		}
		of, err = s.aliasOf(id)
		is = err == nil
		return err
	})
	return of, is, err
}

func (s *Streets) aliasOf(id StreetID) (StreetID, error) {
	if s.aliases == nil {
		return 0, s.streets.damage("has the alias %d, and there is no section of those", id)
	}
	low, high := uint64(0), s.aliases.size()/aliasLength
	for low < high {
		at := (low + high) / 2
		b, err := s.aliases.bytes(at*aliasLength, aliasLength)
		if err != nil {
			return 0, err
		}
		switch found := StreetID(binary.LittleEndian.Uint32(b)); {
		case found == id:
			of := StreetID(binary.LittleEndian.Uint32(b[4:]))
			if int(of) >= s.Count() {
				return 0, s.aliases.damage("has the alias %d of no street", id)
			}
			return of, nil
		case found < id:
			low = at + 1
		default:
			high = at
		}
	}
	return 0, s.aliases.damage("has no record of the alias %d", id)
}

// AliasCount is the number of streets that stand for another.
func (s *Streets) AliasCount() int {
	if s.aliases == nil {
		return 0
	}
	return int(s.aliases.size() / aliasLength)
}

// alias is a street that stands for another.
type alias struct {
	id, of StreetID
	told   bool // which one it stands for
}

// Alias writes a street that only stands for another, in the order of cores as
// any street; see Streets.AliasOf. Which one that is StandsFor tells, so that
// it may be written later. The draft has no addresses and no course. Aliases
// are kept in memory, 12 bytes each.
func (w *StreetWriter) Alias(d *StreetDraft) (StreetID, CoreID, error) {
	if len(d.Addresses) > 0 || len(d.Lines) > 0 {
		return 0, 0, fmt.Errorf("write streets: %q is an alias and has addresses or a course, which belong to the street itself", d.Core)
	}
	w.aliases = append(w.aliases, alias{id: w.street})
	id, core, _, err := w.Street(d)
	return id, core, err
}

// StandsFor tells, once for each alias, which street it stands for. Both are
// written.
func (w *StreetWriter) StandsFor(id, street StreetID) error {
	at, known := slices.BinarySearchFunc(w.aliases, id, func(a alias, id StreetID) int { return cmp.Compare(a.id, id) })
	switch {
	case !known:
		return fmt.Errorf("write streets: %d is no alias that was written", id)
	case street >= w.street || w.isAlias(street):
		return fmt.Errorf("write streets: the alias %d stands for %d, which is no street", id, street)
	}
	w.aliases[at].of, w.aliases[at].told = street, true
	return nil
}

func (w *StreetWriter) isAlias(id StreetID) bool {
	_, known := slices.BinarySearchFunc(w.aliases, id, func(a alias, id StreetID) int { return cmp.Compare(a.id, id) })
	return known
}

// checkAliases finds aliases that stand for nothing.
func (w *StreetWriter) checkAliases() error {
	for _, a := range w.aliases {
		if !a.told {
			return fmt.Errorf("write streets: the alias %d stands for no street", a.id)
		}
	}
	return nil
}

func (w *StreetWriter) writeAliases(out io.Writer) error {
	var b []byte
	for _, a := range w.aliases {
		b = binary.LittleEndian.AppendUint32(b, uint32(a.id))
		b = binary.LittleEndian.AppendUint32(b, uint32(a.of))
	}
	_, err := out.Write(b)
	return err
}
