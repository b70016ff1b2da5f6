package index

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// Handle names an area within a Builder. The zero Handle is no area.
type Handle int

// NewArea is an area to put into an index. Country, CountryArea and the like
// follow from Parent; the zero Box leaves the extent to PlaceBox.
type NewArea struct {
	Kind       Kind
	Parent     Handle // of a coarser kind, added before; 0 for none
	Name       string // findable, as are Names, Also, Code and Short
	Code       string
	Short      string
	Population int64
	Point      geocode.Point
	Box        geocode.Box
	Names      []LocalName
	Also       []Alias
	Entity     geocode.EntityType // of a Landmark: what it is

	// Rings enclose the area by the even-odd rule, closed or not, and make its
	// Box where that is zero. Add packs them, to three bytes a corner or so;
	// what the caller holds may then be used again. A ring across the
	// antimeridian goes the short way there; one around a pole is left out.
	Rings [][]geocode.Point
}

// LocalName is a name in a language.
type LocalName struct {
	Language language.Tag
	Name     string
}

// Alias is a further name by which an area is found.
type Alias struct {
	Name string
	As   NameKind
}

// Border is a line between two areas, or around one of them: the rings of an
// area, each cut into lines as one likes, enclose it by the even-odd rule.
// It must not cross the antimeridian other than along it.
type Border struct {
	Areas [2]Handle // 0 where there is nothing on that side
	Line  []geocode.Point
}

// Builder collects areas and borders and writes them as an index. It holds
// them in memory: some 300 bytes an area.
type Builder struct {
	areas   []NewArea
	borders []Border
	rings   []ring
	extents map[Handle]float64 // square metres of those with rings
	failed  error
}

// Add takes an area and gives its handle for those that lie in it.
func (b *Builder) Add(a NewArea) Handle {
	rings := a.Rings
	a.Rings = nil
	b.areas = append(b.areas, a)
	h := Handle(len(b.areas))
	if err := b.addRings(h, rings); err != nil && b.failed == nil {
		b.failed = err
	}
	return h
}

// Grow makes the box of an area hold another one too.
func (b *Builder) Grow(h Handle, box geocode.Box) {
	a := &b.areas[h-1]
	if a.Box == (geocode.Box{}) {
		a.Box = box
		return
	}
	a.Box = geo.Union(a.Box, box)
}

// AddBorder takes a border.
func (b *Builder) AddBorder(border Border) { b.borders = append(b.borders, border) }

// Write writes the index into dir and commits it. Name, Sources and Settings
// of the manifest are taken from about; the rest is filled in.
func (b *Builder) Write(dir string, about Manifest) error {
	w, err := Create(dir)
	if err != nil {
		return err
	}
	defer w.Abort()
	if _, err := b.WriteAreas(w, &about); err != nil {
		return err
	}
	return w.Commit(about)
}

// WriteAreas writes the sections of areas and borders, fills in Counts,
// Extents and Languages of about, and gives the ID of each area, by handle.
func (b *Builder) WriteAreas(w *Writer, about *Manifest) (ids []ID, err error) {
	p, err := b.plan()
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	for _, s := range p.sections {
		if err := w.Section(s.name, 1, s.write); err != nil {
			return nil, err
		}
	}
	about.Counts, about.Extents, about.Languages = p.counts, p.extents, p.languages
	return p.ids, nil
}

// Limits of the format; see ErrTooLarge.
const (
	maxText    = 4096           // bytes of a name
	maxAreas   = math.MaxUint32 // IDs are u32
	maxDetails = 1<<24 - 1      // numbers of details are u24
	maxOffset  = math.MaxUint32 // of texts and names, u32
)

// order numbers the areas: countries first, then districts, then places, then
// landmarks, each along the Hilbert curve, so that neighbours are near in the file. ids gives the ID
// of each handle.
func (b *Builder) order() (sorted []Handle, ids []ID) {
	sorted = make([]Handle, len(b.areas))
	hilbert := make([]uint32, len(b.areas)+1)
	for i := range sorted {
		sorted[i] = Handle(i + 1)
		hilbert[i+1] = geo.Hilbert(b.areas[i].Point)
	}
	slices.SortFunc(sorted, func(x, y Handle) int {
		a, b := &b.areas[x-1], &b.areas[y-1]
		return cmp.Or(
			cmp.Compare(rank(a.Kind), rank(b.Kind)),
			cmp.Compare(hilbert[x], hilbert[y]),
			cmp.Compare(a.Point.Lat, b.Point.Lat), cmp.Compare(a.Point.Lon, b.Point.Lon),
			cmp.Compare(a.Name, b.Name), cmp.Compare(x, y))
	})
	ids = make([]ID, len(b.areas)+1)
	for i, h := range sorted {
		ids[h] = ID(i + 1)
	}
	return sorted, ids
}

// rank is what areas are numbered by first: places and neighborhoods together,
// landmarks last.
func rank(k Kind) Kind {
	if k == Neighborhood {
		return Place
	}
	return k
}

// check refuses what the format cannot say.
func (b *Builder) check(h Handle) error {
	a := &b.areas[h-1]
	switch {
	case a.Kind < Country || a.Kind > Landmark:
		return fmt.Errorf("area %q has no kind", a.Name)
	case a.Parent < 0 || int(a.Parent) > len(b.areas):
		return fmt.Errorf("area %q lies in an area that was never added", a.Name)
	case a.Parent > 0 && b.areas[a.Parent-1].Kind >= a.Kind:
		return fmt.Errorf("%s %q lies in the %s %q, which is no coarser", a.Kind, a.Name, b.areas[a.Parent-1].Kind, b.areas[a.Parent-1].Name)
	case (a.Kind == Landmark) != (a.Entity != ""):
		return fmt.Errorf("%s %q has the entity type %q; landmarks have one, and nothing else", a.Kind, a.Name, a.Entity)
	case !geo.Valid(a.Point):
		return fmt.Errorf("area %q has no position on Earth", a.Name)
	case len(a.Name) > maxText:
		return fmt.Errorf("name of %d bytes: %w", len(a.Name), ErrTooLarge)
	}
	return nil
}
