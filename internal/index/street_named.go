package index

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/blevesearch/vellum"

	"github.com/milepost/milepost/internal/text"
)

// The section "streetwords" is an FST of vellum's format 1 from core names to
// a number: 2·core + 1 where one area has the name, else twice the offset of
// a list in the section "streetpostings". A list is its length and the
// ascending core IDs, each less the one before, all uvarint.

// maxPostings bounds the areas that have a street of one name.
const maxPostings = 1 << 24

// CoresNamed appends to dst the cores of all areas that have a street of this
// core name, in the order of their areas, at most limit.
func (s *Streets) CoresNamed(dst []CoreID, core string, limit int) ([]CoreID, error) {
	if core == "" || len(core) > maxText {
		return dst, nil
	}
	err := s.ix.guard(func() error {
		value, found, err := s.dictionary.get(core)
		if err != nil || !found {
			return s.ix.orBroken(err)
		}
		dst, err = s.coresAt(dst, value, limit)
		return err
	})
	return dst, err
}

// StreetsNamed appends to dst the streets of this core name, in the order of
// their areas, at most limit.
func (s *Streets) StreetsNamed(dst []StreetID, core string, limit int) ([]StreetID, error) {
	cores, err := s.CoresNamed(nil, core, limit)
	if err != nil {
		return dst, err
	}
	err = s.ix.guard(func() error {
		dst, err = s.streetsOfCores(dst, cores, limit)
		return err
	})
	return dst, err
}

func (s *Streets) streetsOfCores(dst []StreetID, cores []CoreID, limit int) ([]StreetID, error) {
	for _, core := range cores {
		at, next, err := s.core(core)
		if err != nil {
			return dst, err
		}
		first, count, err := s.streetsBetween(at, next)
		if err != nil {
			return dst, err
		}
		for i := range min(count, limit) {
			dst = append(dst, first+StreetID(i))
			limit--
		}
	}
	return dst, nil
}

// coresAt reads what a value of the dictionary stands for.
func (s *Streets) coresAt(dst []CoreID, value uint64, limit int) ([]CoreID, error) {
	if value&1 == 1 {
		return append(dst, CoreID(value>>1)), nil
	}
	offset := value >> 1
	count, at, err := s.postings.uvarint(offset)
	if err != nil {
		return dst, err
	}
	if count > maxPostings {
		return dst, s.postings.damage("holds no list at %d", offset)
	}
	count = min(count, uint64(max(limit, 0)))
	list, err := s.postings.upTo(at, count*binary.MaxVarintLen32)
	if err != nil {
		return dst, err
	}
	in, core := varints{rest: list}, uint64(0)
	for range count {
		core += in.next()
		if in.bad {
			return dst, s.postings.damage("ends within the list at %d", offset)
		}
		dst = append(dst, CoreID(core))
	}
	return dst, nil
}

// NameMatch is a core name like the one asked for, in some area.
type NameMatch struct {
	Core  string
	Edits int
	value uint64
}

// NamesLike lists the core names of all streets within 1 or 2 edits of core,
// itself included, by edits and then by name, at most limit. Where the area
// is known, CoresLike is much quicker. Cores gives where a name occurs.
func (s *Streets) NamesLike(core string, edits, limit int) (matches []NameMatch, err error) {
	if edits < 1 || edits > MaxEdits || limit < 1 || core == "" || utf8.RuneCountInString(core) > maxLikeKey {
		return nil, nil
	}
	err = s.ix.guard(func() error {
		matches, err = s.namesLike(core, edits)
		return s.ix.orBroken(err)
	})
	slices.SortFunc(matches, func(a, b NameMatch) int {
		return cmp.Or(cmp.Compare(a.Edits, b.Edits), cmp.Compare(a.Core, b.Core))
	})
	return matches[:min(limit, len(matches))], err
}

func (s *Streets) namesLike(core string, edits int) (matches []NameMatch, err error) {
	fst, err := s.dictionary.open()
	if err != nil {
		return nil, err
	}
	found, err := fst.Search(newLikeness(core, edits), nil, nil)
	for ; err == nil && len(matches) < maxLike; err = found.Next() {
		like, value := found.Current()
		name := string(like)
		matches = append(matches, NameMatch{name, text.Distance(name, core, edits), value})
	}
	if err != nil && !errors.Is(err, vellum.ErrIteratorDone) {
		return nil, s.dictionary.section.damage("cannot be searched (%v)", err)
	}
	return matches, nil
}

// Cores appends to dst the cores that a match stands for, at most limit.
func (s *Streets) Cores(dst []CoreID, m NameMatch, limit int) ([]CoreID, error) {
	err := s.ix.guard(func() (err error) {
		dst, err = s.coresAt(dst, m.value, limit)
		return err
	})
	return dst, err
}

// StreetsNamedLike appends to dst the streets whose core name is within so
// many edits (1 or 2), nearest names first, at most limit.
func (s *Streets) StreetsNamedLike(dst []StreetID, core string, edits, limit int) ([]StreetID, error) {
	matches, err := s.NamesLike(core, edits, limit)
	if err != nil {
		return dst, err
	}
	err = s.ix.guard(func() error {
		for _, m := range matches {
			cores, err := s.coresAt(nil, m.value, limit)
			if err != nil {
				return err
			}
			before := len(dst)
			if dst, err = s.streetsOfCores(dst, cores, limit); err != nil {
				return err
			}
			limit -= len(dst) - before
		}
		return nil
	})
	return dst, err
}
