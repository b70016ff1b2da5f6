package engine

import (
	"cmp"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
	"github.com/milepost/milepost/internal/text/blank"
)

// ref names an area of one of the indexes. The zero ref is no area.
type ref struct {
	index int
	id    index.ID
}

// area is an area with what the engine needs besides. Areas are compared by
// their refs: a batch that forgot one reads it anew.
type area struct {
	index.Area
	ref
	country, district, district2 ref
	place                        ref    // of a neighborhood
	districtCode                 string // of the district: what names it across indexes
	key                          string // of its name
}

// within tells whether a is or lies in b.
func (a *area) within(b *area) bool {
	switch b.Kind {
	case index.Country:
		return a.Country == b.Country
	case index.District:
		return a.district == b.ref || b.Code != "" && a.districtCode == b.Code
	case index.District2:
		return a.district2 == b.ref
	case index.Place:
		return a.place == b.ref || a.ref == b.ref
	}
	return a.ref == b.ref
}

// naming is an area and what a key is to it.
type naming struct {
	*area
	as index.NameKind
}

// batch is what the rows of one batch share: everything that was read from
// the indexes, so that the rows of one town read it once.
type batch struct {
	indexes  []*index.Index
	names    map[string][]naming
	likes    map[string][]likeness
	areas    map[ref]*area
	cultures map[string]*format.Culture
	nations  map[nation]string
	voids    map[string]blank.Sort // what fields of one name are: see voidField

	postcodes     map[string][]foundCode
	localityRefs  map[string][]ref
	localityNames map[indexKey][]ref

	wholes []origin // of the indexes, once one is asked for

	err error // the first that an index gave; then nothing else counts
}

// maxShared bounds the entries of each of a batch's maps. One that is full is
// emptied.
const maxShared = 20_000

func newBatch(indexes []*index.Index) *batch {
	return &batch{
		indexes:  indexes,
		names:    map[string][]naming{},
		likes:    map[string][]likeness{},
		areas:    map[ref]*area{},
		cultures: map[string]*format.Culture{},
		nations:  map[nation]string{},
		voids:    map[string]blank.Sort{},

		postcodes:     map[string][]foundCode{},
		localityRefs:  map[string][]ref{},
		localityNames: map[indexKey][]ref{},
	}
}

// share keeps a value in one of the batch's maps.
func share[K comparable, V any](m map[K]V, key K, value V) V {
	if len(m) >= maxShared {
		clear(m)
	}
	m[key] = value
	return value
}

func (b *batch) note(err error) {
	if err != nil && b.err == nil {
		b.err = err
	}
}

// culture reads a culture.
func (b *batch) culture(s string) *format.Culture {
	if c, ok := b.cultures[s]; ok {
		return c
	}
	return share(b.cultures, s, format.ParseCulture(s))
}

// nation is a country, and the culture that it is named in.
type nation struct {
	culture *format.Culture
	code    string
}

// nationIn names a country in a culture.
func (b *batch) nationIn(culture *format.Culture, code string) string {
	key := nation{culture, code}
	if name, ok := b.nations[key]; ok {
		return name
	}
	return share(b.nations, key, culture.Country(code))
}

// area reads an area; nil for the zero ref, and where the index is damaged.
func (b *batch) area(r ref) *area {
	if r.id == 0 {
		return nil
	}
	if a, ok := b.areas[r]; ok {
		return a
	}
	stored, err := b.indexes[r.index].Area(r.id)
	if err != nil {
		b.note(err)
		return nil
	}
	return b.adopt(r.index, stored)
}

// adopt makes an area of one that an index gave.
func (b *batch) adopt(at int, stored index.Area) *area {
	r := ref{at, stored.ID}
	if a, ok := b.areas[r]; ok {
		return a
	}
	a := &area{Area: stored, ref: r, key: text.Key(stored.Name)}
	a.country = ref{at, stored.CountryArea}
	a.district = refOrNone(at, stored.District)
	a.district2 = refOrNone(at, stored.District2)
	a.place = refOrNone(at, stored.Place)
	if a.Kind == index.District {
		a.districtCode = a.Code
	} else if d := b.area(a.district); d != nil {
		a.districtCode = d.Code
	}
	return share(b.areas, r, a)
}

func refOrNone(at int, id index.ID) ref {
	if id == 0 {
		return ref{}
	}
	return ref{at, id}
}

// find lists the areas that have a name, most telling names and most people
// first. What several indexes hold is listed once.
func (b *batch) find(key []byte) []naming {
	if list, ok := b.names[string(key)]; ok {
		return list
	}
	var list []naming
	for at, ix := range b.indexes {
		refs, err := ix.Find(string(key))
		b.note(err)
		list = b.join(list, at, refs)
	}
	return share(b.names, string(key), list)
}

// join adds areas to a list of those of earlier indexes.
func (b *batch) join(list []naming, at int, refs []index.NameRef) []naming {
	earlier := list
	for _, r := range refs {
		a := b.area(ref{at, r.Area})
		if a != nil && !slices.ContainsFunc(earlier, func(n naming) bool { return sameArea(n.area, a) }) {
			list = append(list, naming{a, r.As})
		}
	}
	return list
}

// joinWithin is how near, in metres, the points of one place may lie in two indexes.
const joinWithin = 10_000

// sameArea tells whether areas of two indexes are one.
func sameArea(a, b *area) bool {
	switch {
	case a.Kind != b.Kind || a.Country != b.Country:
		return false
	case a.Kind == index.Country:
		return true
	case a.Kind == index.District && a.Code != "" && b.Code != "":
		return a.Code == b.Code
	}
	within := float64(joinWithin)
	if a.Kind == index.Landmark {
		within = oneLandmark
	}
	return a.key == b.key && geo.Distance(a.Point, b.Point) <= within
}

// likeness is a name that was probably meant.
type likeness struct {
	key   string
	names []naming
}

// maxLikenesses bounds the names that a misspelling is taken for.
const maxLikenesses = 12

// findLike lists the names within one typing error of a key, itself excluded.
func (b *batch) findLike(key string) []likeness {
	if list, ok := b.likes[key]; ok {
		return list
	}
	var list []likeness
	for at, ix := range b.indexes {
		matches, err := ix.FindLike(key, 1, maxLikenesses)
		b.note(err)
		for _, m := range matches {
			if m.Key == key {
				continue
			}
			i := slices.IndexFunc(list, func(l likeness) bool { return l.key == m.Key })
			if i < 0 {
				i = len(list)
				list = append(list, likeness{key: m.Key})
			}
			list[i].names = b.join(list[i].names, at, m.Refs)
		}
	}
	return share(b.likes, strings.Clone(key), list)
}

// compareAreas orders areas for good: by people, then as the indexes have them.
func compareAreas(a, b *area) int {
	return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.index, b.index), cmp.Compare(a.id, b.id))
}
