package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"github.com/blevesearch/vellum"

	"github.com/milepost/milepost/internal/text"
)

// keys are names as text.Key folds them, and the areas that have each.
type keys map[string][]NameRef

// index notes all keys of an area.
func (p *plan) index(id ID, a *NewArea) {
	keys := p.keys
	if a.Kind == Landmark {
		keys = p.landmarkKeys
	}
	keys.add(a.Name, id, MainName)
	for _, n := range a.Names {
		keys.add(n.Name, id, OtherLanguage)
	}
	keys.add(a.Short, id, Abbreviation)
	keys.add(a.Code, id, CodeName)
	for _, n := range a.Also {
		keys.add(n.Name, id, n.As)
	}
}

// add notes a name of an area, the most telling kind where it has several.
func (k keys) add(name string, id ID, as NameKind) {
	key := text.Key(name)
	if key == "" {
		return
	}
	refs := k[key]
	if n := len(refs); n > 0 && refs[n-1].Area == id { // areas come one after another
		refs[n-1].As = min(refs[n-1].As, as)
		return
	}
	k[key] = append(refs, NameRef{id, as})
}

// dictionary lays out the dictionary and the lists of names that several
// areas share.
func (p *plan) dictionary(keys keys) (fst, postings []byte, err error) {
	var out bytes.Buffer
	builder, err := vellum.New(&out, &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 200_000, RegistryMRUSize: 4})
	if err != nil {
		return nil, nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		refs := keys[key]
		value := refs[0].packed()<<1 | 1
		if len(refs) > 1 {
			if len(refs) > maxRefs {
				return nil, nil, fmt.Errorf("%d areas named %q: %w", len(refs), key, ErrTooLarge)
			}
			value = uint64(len(postings)) << 1
			postings = p.appendRefs(postings, refs)
		}
		if err := builder.Insert([]byte(key), value); err != nil {
			return nil, nil, fmt.Errorf("dictionary key %q: %w", key, err)
		}
	}
	if err := builder.Close(); err != nil {
		return nil, nil, err
	}
	return out.Bytes(), postings, nil
}

// appendRefs writes a list by descending population.
func (p *plan) appendRefs(dst []byte, refs []NameRef) []byte {
	slices.SortFunc(refs, func(x, y NameRef) int {
		return cmp.Or(
			cmp.Compare(p.records[y.Area-1].population, p.records[x.Area-1].population),
			cmp.Compare(x.As, y.As),
			cmp.Compare(x.Area, y.Area))
	})
	dst = binary.AppendUvarint(dst, uint64(len(refs)))
	for _, r := range refs {
		dst = binary.AppendUvarint(dst, r.packed())
	}
	return dst
}
