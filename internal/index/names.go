package index

import (
	"encoding/binary"
	"slices"
	"sync"

	"golang.org/x/text/language"
)

// An area's names in other languages, in the section "names", are
//
//	count      uvarint
//	count × (language uvarint, position in the manifest's list;
//	         name uvarint, offset in the section "texts")
//
// by ascending language. A name that the language's parents give already, or
// the area's own name for languages without parents, is left out.

// NameIn is the area's name in a language, e.g. "Köln" in German. The language
// may have a region and script; where no name is known for it or its parents,
// the area's own name is given.
func (ix *Index) NameIn(id ID, culture language.Tag) (name string, err error) {
	languages := ix.cultures.chain(culture, func(tag string) (uint64, bool) {
		at := slices.Index(ix.manifest.Languages, tag)
		return uint64(max(at, 0)), at >= 0
	})
	err = ix.guard(func() error {
		name, err = ix.nameIn(id, languages)
		return err
	})
	return name, err
}

// nameIn gives the name in the first of the languages that has one.
func (ix *Index) nameIn(id ID, languages []uint64) (string, error) {
	r, err := ix.record(id)
	if err != nil {
		return "", err
	}
	d, err := ix.detail(id, &r)
	if err != nil {
		return "", err
	}
	if d.names == 0 || len(languages) == 0 {
		return ix.text(r.name)
	}
	best, offset := len(languages), r.name
	err = ix.eachName(d.names, func(lang uint64, text uint32) {
		if at := slices.Index(languages[:best], lang); at >= 0 {
			best, offset = at, text
		}
	})
	if err != nil {
		return "", err
	}
	return ix.text(offset)
}

// eachName goes through the names at an offset of the section "names".
func (ix *Index) eachName(offset uint32, visit func(lang uint64, text uint32)) error {
	list, err := ix.names.upTo(uint64(offset), 2*binary.MaxVarintLen32*(maxLanguages+1))
	if err != nil {
		return err
	}
	in := varints{rest: list}
	count := in.next()
	for range min(count, maxLanguages) {
		lang, text := in.next(), in.next()
		visit(lang, uint32(text))
	}
	if in.bad || count > maxLanguages {
		return ix.names.damage("holds no list of names at %d", offset)
	}
	return nil
}

// maxLanguages bounds the languages of an index.
const maxLanguages = 1000

// varints reads unsigned variable-length integers one after another.
type varints struct {
	rest []byte
	bad  bool // the bytes ended early or were no integer
}

func (v *varints) next() uint64 {
	x, n := binary.Uvarint(v.rest)
	if n <= 0 {
		v.bad = true
		return 0
	}
	v.rest = v.rest[n:]
	return x
}

func (v *varints) signed() int64 {
	x := v.next()
	return int64(x>>1) ^ -int64(x&1)
}

// cultures remembers of each culture and its parents what serves to find names
// in them.
type cultures[T any] struct {
	known sync.Map // language.Tag → []T
	count int      // of known; guarded by mu
	mu    sync.Mutex
}

// maxCultures bounds what is remembered: cultures come from requests.
const maxCultures = 1000

// chain lists what find gives for the culture and its parents, nearest first.
func (c *cultures[T]) chain(culture language.Tag, find func(tag string) (T, bool)) []T {
	if known, ok := c.known.Load(culture); ok {
		return known.([]T)
	}
	var chain []T
	for tag := culture; tag != language.Und; tag = tag.Parent() {
		if one, ok := find(tag.String()); ok {
			chain = append(chain, one)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.count < maxCultures {
		c.known.Store(culture, chain)
		c.count++
	}
	return chain
}
