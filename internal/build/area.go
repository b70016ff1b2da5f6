package build

import (
	"cmp"
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// areas makes the areas of the index: those of its localities and places, and
// what they lie in.
type areas struct {
	build     index.Builder
	world     *index.Index
	worldKeys map[index.ID][]index.Alias // names of areas of the gazetteer
	ofWorld   map[index.ID]index.Handle
	ofCode    map[string]index.Handle // countries
	ofRegion  map[[2]string]index.Handle
	made      map[index.Handle]index.Handle // those not in the gazetteer, and what they lie in

	in    *reader
	drawn map[index.ID]int32    // territories of sources that are areas of the gazetteer
	near  map[[2]int32]index.ID // districts of the nearest place, by cell
}

func newAreas(in *reader) *areas {
	return &areas{
		in: in, world: in.o.World, drawn: map[index.ID]int32{}, near: map[[2]int32]index.ID{}, worldKeys: map[index.ID][]index.Alias{}, ofWorld: map[index.ID]index.Handle{},
		ofCode: map[string]index.Handle{}, ofRegion: map[[2]string]index.Handle{}, made: map[index.Handle]index.Handle{},
	}
}

// learnKeys notes by what names the gazetteer finds the areas that are wanted
// and what they lie in.
func (as *areas) learnKeys(wanted map[index.ID]bool) error {
	if as.world == nil {
		return nil
	}
	return as.world.EachKey(func(key string, refs []index.NameRef) {
		for _, ref := range refs {
			if wanted[ref.Area] {
				as.worldKeys[ref.Area] = append(as.worldKeys[ref.Area], index.Alias{Name: key, As: ref.As})
			}
		}
	})
}

// inWorld gives the area that stands for one of the gazetteer, made with all
// that it lies in where it is the first time.
func (as *areas) inWorld(id index.ID) (index.Handle, error) {
	if h, known := as.ofWorld[id]; known || id == 0 {
		return h, nil
	}
	a, err := as.world.Area(id)
	if err != nil {
		return 0, err
	}
	made, err := as.fromWorld(&a)
	if err != nil {
		return 0, err
	}
	h := as.build.Add(made)
	as.ofWorld[id] = h
	if a.Kind == index.Country {
		as.ofCode[a.Code] = h
	}
	return h, nil
}

// fromWorld copies an area of the gazetteer.
func (as *areas) fromWorld(a *index.Area) (index.NewArea, error) {
	names, err := as.world.NamesOf(a.ID)
	if err != nil {
		return index.NewArea{}, err
	}
	made := index.NewArea{Kind: a.Kind, Name: a.Name, Code: a.Code, Short: a.Short, Population: a.Population,
		Point: a.Point, Names: names, Also: as.worldKeys[a.ID]}
	if a.Kind < index.Place {
		made.Box = a.Box
	}
	if at, drawn := as.drawn[a.ID]; drawn {
		as.in.territories.list[at].overlay(&made)
	}
	for _, parent := range [...]index.ID{a.District2, a.District, a.CountryArea} {
		if parent != 0 && parent != a.ID {
			made.Parent, err = as.inWorld(parent)
			return made, err
		}
	}
	return made, nil
}

// country gives the area of a country, made where the gazetteer has none.
func (as *areas) country(code string, at geocode.Point) (index.Handle, error) {
	if h, known := as.ofCode[code]; known || code == "" {
		return h, nil
	}
	if id, err := as.countryInWorld(code); id != 0 || err != nil {
		if err != nil {
			return 0, err
		}
		return as.inWorld(id)
	}
	name := code
	if region, err := language.ParseRegion(code); err == nil {
		name = cmp.Or(display.English.Regions().Name(region), code)
	}
	h := as.build.Add(index.NewArea{Kind: index.Country, Name: name, Code: code, Point: at, Box: geo.Around(at)})
	as.ofCode[code], as.made[h] = h, 0
	return h, nil
}

// grow makes an area that is not in the gazetteer, and what it lies in, hold
// the box of what lies in it.
func (as *areas) grow(h index.Handle, box geocode.Box) {
	for of, made := as.made[h]; made; of, made = as.made[h] {
		as.build.Grow(h, box)
		h = of
	}
}

// countryInWorld finds a country in the gazetteer.
func (as *areas) countryInWorld(code string) (index.ID, error) {
	return as.findInWorld(code, func(a *index.Area) bool { return a.Kind == index.Country && a.Code == code })
}

// region gives the area of a first-level district of a country by its name or
// short form, made where the gazetteer has none; without a name the country.
func (as *areas) region(country, name string, at geocode.Point) (index.Handle, error) {
	of, err := as.country(country, at)
	if name == "" || err != nil {
		return of, err
	}
	key := [2]string{country, text.Key(name)}
	if h, known := as.ofRegion[key]; known {
		return h, nil
	}
	id, err := as.regionInWorld(country, name)
	if err != nil {
		return 0, err
	}
	if id != 0 {
		as.ofRegion[key], err = as.inWorld(id)
		return as.ofRegion[key], err
	}
	h := as.build.Add(index.NewArea{Kind: index.District, Parent: of, Name: name, Point: at, Box: geo.Around(at)})
	as.ofRegion[key], as.made[h] = h, of
	return h, nil
}

// regionInWorld finds a first-level district of a country in the gazetteer.
func (as *areas) regionInWorld(country, name string) (index.ID, error) {
	return as.findInWorld(name, func(a *index.Area) bool { return a.Kind == index.District && a.Country == country })
}

// findInWorld finds the area of a name that is the one wanted; 0 for none.
func (as *areas) findInWorld(name string, wanted func(*index.Area) bool) (index.ID, error) {
	if as.world == nil {
		return 0, nil
	}
	refs, err := as.world.Find(text.Key(name))
	if err != nil {
		return 0, err
	}
	for _, ref := range refs[:min(len(refs), maxNamesakes)] {
		a, err := as.world.Area(ref.Area)
		if err != nil {
			return 0, err
		}
		if wanted(&a) {
			return a.ID, nil
		}
	}
	return 0, nil
}

// wantedOfWorld are areas of the gazetteer and what they lie in.
func wantedOfWorld(world *index.Index, ids []index.ID) (map[index.ID]bool, error) {
	wanted := map[index.ID]bool{}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if id == 0 {
			continue
		}
		a, err := world.Area(id)
		if err != nil {
			return nil, err
		}
		for _, one := range [...]index.ID{a.ID, a.District2, a.District, a.CountryArea} {
			wanted[one] = true
		}
	}
	return wanted, nil
}
