package index

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

// plan is a Builder's input laid out as sections.
type plan struct {
	b            *Builder
	sorted       []Handle // by ID, from ID 1
	ids          []ID     // by handle
	texts        pool
	languages    []string
	names        []byte
	details      []byte
	records      []record // by ID, from ID 1
	keys         keys     // of areas other than landmarks
	landmarkKeys keys
	counts       map[string]int
	extents      map[string]Extent
	sections     []planned
}

type planned struct {
	name  string
	write func(io.Writer) error
}

// laidOut is a section whose payload is there.
func laidOut(name string, payload []byte) planned {
	return planned{name, func(out io.Writer) error {
		_, err := out.Write(payload)
		return err
	}}
}

// plan lays everything out.
func (b *Builder) plan() (*plan, error) {
	if b.failed != nil {
		return nil, b.failed
	}
	if len(b.areas) > maxAreas {
		return nil, fmt.Errorf("%d areas: %w", len(b.areas), ErrTooLarge)
	}
	p := &plan{
		b:            b,
		texts:        newPool(),
		names:        []byte{0}, // so that no list has the offset 0
		details:      make([]byte, detailLength),
		keys:         keys{},
		landmarkKeys: keys{},
		counts:       map[string]int{},
		extents:      map[string]Extent{},
	}
	p.sorted, p.ids = b.order()
	p.languages = b.languages()
	for _, h := range p.sorted {
		if err := b.check(h); err != nil {
			return nil, err
		}
		if err := p.area(h); err != nil {
			return nil, fmt.Errorf("area %q: %w", b.areas[h-1].Name, err)
		}
	}
	return p, p.finish()
}

// languages lists all languages of names, sorted.
func (b *Builder) languages() []string {
	set := map[string]bool{}
	for i := range b.areas {
		for _, n := range b.areas[i].Names {
			set[n.Language.String()] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// area lays one area out.
func (p *plan) area(h Handle) error {
	a := &p.b.areas[h-1]
	r := record{
		lat: fixed(a.Point.Lat), lon: fixed(a.Point.Lon),
		parent:     p.ids[a.Parent],
		population: unpackPopulation(packPopulation(a.Population)),
		kind:       a.Kind,
	}
	var err error
	if r.name, err = p.texts.add(a.Name); err != nil {
		return err
	}
	if r.detailed, err = p.detail(p.ids[h], a); err != nil {
		return err
	}
	p.records = append(p.records, r)
	p.counts[a.Kind.String()]++
	if a.Kind == Country && a.Code != "" {
		p.extents[a.Code] = Extent{a.Box.South, a.Box.West, a.Box.North, a.Box.East}
	}
	p.index(p.ids[h], a)
	return nil
}

// detail lays out what not all areas have, and tells whether there is any.
func (p *plan) detail(id ID, a *NewArea) (some bool, err error) {
	d := detail{area: id}
	if d.names, err = p.localNames(a); err != nil {
		return false, err
	}
	if d.code, err = p.texts.add(a.Code); err != nil {
		return false, err
	}
	if d.short, err = p.texts.add(a.Short); err != nil {
		return false, err
	}
	if a.Box != (geocode.Box{}) {
		d.box = [4]int32{fixed(a.Box.South), fixed(a.Box.West), fixed(a.Box.North), fixed(a.Box.East)}
	}
	if d == (detail{area: id}) && a.Kind > District {
		return false, nil
	}
	p.details = d.append(p.details)
	return true, nil
}

// localNames lays out the names in other languages.
func (p *plan) localNames(a *NewArea) (offset uint32, err error) {
	telling := tellingNames(a)
	if len(telling) == 0 {
		return 0, nil
	}
	if len(p.names) > maxOffset || len(telling) > maxLanguages {
		return 0, fmt.Errorf("names in other languages: %w", ErrTooLarge)
	}
	offset = uint32(len(p.names))
	p.names = binary.AppendUvarint(p.names, uint64(len(telling)))
	for _, n := range telling {
		text, err := p.texts.add(n.Name)
		if err != nil {
			return 0, err
		}
		at, _ := slices.BinarySearch(p.languages, n.Language.String())
		p.names = binary.AppendUvarint(p.names, uint64(at))
		p.names = binary.AppendUvarint(p.names, uint64(text))
		p.counts["names in other languages"]++
	}
	return offset, nil
}

// tellingNames are the names that a reader would not get without them, sorted
// by language, one for each.
func tellingNames(a *NewArea) []LocalName {
	byLanguage := map[language.Tag]string{}
	for _, n := range a.Names {
		if byLanguage[n.Language] == "" {
			byLanguage[n.Language] = n.Name
		}
	}
	var telling []LocalName
	for tag, name := range byLanguage {
		inherited := a.Name
		for parent := tag.Parent(); parent != language.Und; parent = parent.Parent() {
			if byLanguage[parent] != "" {
				inherited = byLanguage[parent]
				break
			}
		}
		if name != "" && name != inherited {
			telling = append(telling, LocalName{tag, name})
		}
	}
	slices.SortFunc(telling, func(x, y LocalName) int {
		return cmp.Compare(x.Language.String(), y.Language.String())
	})
	return telling
}

// finish lays out what needs all areas.
func (p *plan) finish() error {
	areas := make([]byte, areaLength, areaLength*(len(p.records)+1))
	for i := range p.records {
		areas = p.records[i].append(areas)
	}
	dictionary, postings, err := p.dictionary(p.keys)
	if err != nil {
		return err
	}
	borders, err := p.borders()
	if err != nil {
		return err
	}
	places, landmarks := p.firstOf(Place), p.firstOf(Landmark)
	further, err := p.landmarks(landmarks)
	if err != nil {
		return err
	}
	p.counts["keys"] = len(p.keys)
	p.sections = append([]planned{
		laidOut("areas", areas), laidOut("details", p.details), laidOut("texts", p.texts.bytes), laidOut("names", p.names),
		laidOut("dictionary", dictionary), laidOut("postings", postings),
		laidOut("tree", appendTree(nil, ID(places+1), p.records[places:landmarks])), laidOut("borders", borders),
	}, further...)
	if len(p.b.rings) > 0 {
		p.polygonSections()
	}
	return nil
}

// firstOf is where the records of a rank begin.
func (p *plan) firstOf(kind Kind) int {
	first, _ := slices.BinarySearchFunc(p.records, kind, func(r record, k Kind) int { return cmp.Compare(rank(r.kind), k) })
	return first
}

// pool is the section "texts": each string once, its length before it.
type pool struct {
	bytes   []byte
	offsets map[string]uint32
}

func newPool() pool {
	return pool{bytes: []byte{0}, offsets: map[string]uint32{"": 0}}
}

func (p *pool) add(s string) (uint32, error) {
	if offset, ok := p.offsets[s]; ok {
		return offset, nil
	}
	if len(s) > maxText || len(p.bytes) > maxOffset {
		return 0, fmt.Errorf("text of %d bytes after %d: %w", len(s), len(p.bytes), ErrTooLarge)
	}
	offset := uint32(len(p.bytes))
	p.bytes = append(binary.AppendUvarint(p.bytes, uint64(len(s))), s...)
	p.offsets[s] = offset
	return offset, nil
}
