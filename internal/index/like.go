package index

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/vellum"

	"github.com/milepost/milepost/internal/text"
)

// Match is a key like the one asked for.
type Match struct {
	Key      string
	Distance int // letters dropped, added, replaced or transposed with their neighbour
	Refs     []NameRef
}

// Bounds of a search with edits.
const (
	MaxEdits   = 2
	maxLikeKey = 48   // runes; longer keys are not searched
	maxLike    = 4096 // matches looked at
)

// maxSteps bounds how much of the dictionary one search walks, and with it
// the time: about 5 ms. Searches for names of more than three letters stay
// well below.
const maxSteps = 400_000

// FindLike lists names within 1 or 2 edits of the key, the key itself
// included: by ascending distance, then by the population of their first
// area, then by key; at most limit. Keys of more than 48 letters find nothing.
func (ix *Index) FindLike(key string, edits, limit int) ([]Match, error) {
	return ix.findLike(&ix.words, key, edits, limit)
}

func (ix *Index) findLike(names *nameTable, key string, edits, limit int) (matches []Match, err error) {
	if edits < 1 || edits > MaxEdits || limit < 1 || key == "" || utf8.RuneCountInString(key) > maxLikeKey {
		return nil, nil
	}
	err = ix.guard(func() error {
		matches, err = ix.matches(names, key, edits, limit)
		return ix.orBroken(err)
	})
	return matches, err
}

// hit is a match whose areas are not read yet.
type hit struct {
	key        string
	distance   int
	value      uint64
	population int64
}

func (ix *Index) matches(names *nameTable, key string, edits, limit int) ([]Match, error) {
	hits, err := ix.hits(names, key, edits)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.population, a.population), strings.Compare(a.key, b.key))
	})
	matches := make([]Match, 0, min(limit, len(hits)))
	for _, h := range hits[:min(limit, len(hits))] {
		refs, err := names.refs(h.value)
		if err != nil {
			return nil, err
		}
		matches = append(matches, Match{h.key, h.distance, refs})
	}
	return matches, nil
}

// hits walks the dictionary with an automaton.
func (ix *Index) hits(names *nameTable, key string, edits int) ([]hit, error) {
	fst, err := names.dictionary.open()
	if err != nil {
		return nil, err
	}
	var hits []hit
	found, err := fst.Search(newLikeness(key, edits), nil, nil)
	for ; err == nil && len(hits) < maxLike; err = found.Next() {
		like, value := found.Current()
		h := hit{key: string(like), value: value}
		h.distance = text.Distance(h.key, key, edits)
		if h.population, err = ix.firstPopulation(names, value); err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	if err != nil && !errors.Is(err, vellum.ErrIteratorDone) {
		return nil, names.dictionary.section.damage("cannot be searched (%v)", err)
	}
	return hits, nil
}

// firstPopulation is that of the most populous area of a name.
func (ix *Index) firstPopulation(names *nameTable, value uint64) (int64, error) {
	refs, err := names.refs(value)
	if err != nil || len(refs) == 0 {
		return 0, err
	}
	r, err := ix.record(refs[0].Area)
	return r.population, err
}
