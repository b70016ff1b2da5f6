package index

import (
	"errors"

	"github.com/blevesearch/vellum"
	"golang.org/x/text/language"
)

// NamesOf lists an area's names in other languages.
func (ix *Index) NamesOf(id ID) (names []LocalName, err error) {
	err = ix.guard(func() error {
		r, err := ix.record(id)
		if err != nil {
			return err
		}
		d, err := ix.detail(id, &r)
		if err != nil || d.names == 0 {
			return err
		}
		var failed error
		err = ix.eachName(d.names, func(lang uint64, offset uint32) {
			name, err := ix.text(offset)
			if err != nil || lang >= uint64(len(ix.manifest.Languages)) {
				failed = err
				return
			}
			names = append(names, LocalName{language.Make(ix.manifest.Languages[lang]), name})
		})
		return errors.Join(err, failed)
	})
	return names, err
}

// EachKey goes through all names by which areas are found, other than
// landmarks, by key, and the areas that have each. visit must not read the index.
func (ix *Index) EachKey(visit func(key string, refs []NameRef)) error {
	return ix.guard(func() error {
		fst, err := ix.words.dictionary.open()
		if err != nil {
			return ix.orBroken(err)
		}
		found, err := fst.Iterator(nil, nil)
		for ; err == nil; err = found.Next() {
			key, value := found.Current()
			refs, err := ix.words.refs(value)
			if err != nil {
				return err
			}
			visit(string(key), refs)
		}
		if !errors.Is(err, vellum.ErrIteratorDone) {
			return ix.words.dictionary.section.damage("cannot be read (%v)", err)
		}
		return nil
	})
}

// AreaCount is the number of areas; their IDs are 1 to that.
func (ix *Index) AreaCount() int { return max(0, int(ix.areas.size()/areaLength)-1) }
