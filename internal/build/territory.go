package build

import (
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// territory is a country, district or neighborhood of a source.
type territory struct {
	level         source.Level
	name, country string
	code          string // ISO 3166-2 of a district, where the source says
	names         []source.Name
	point         geocode.Point
	population    int64
	rings         [][]geocode.Point
	shape         *shape   // nil where only a point is known
	world         index.ID // the same in the gazetteer, 0 where there is none
	area          index.Handle
	gone          bool // another one stands for it
}

// territories are the countries, districts and neighborhoods of sources.
type territories struct {
	list      []territory
	countries shapes
	wider     [source.LevelPlace]shapes // those of each level that holds places
	precise   map[string]bool           // countries whose border a source gives
}

func newTerritories() *territories {
	return &territories{precise: map[string]bool{}}
}

// add takes an area of a source, or the point of a neighborhood.
func (ts *territories) add(f *source.Feature) {
	t := territory{level: f.Level, name: strings.Clone(f.Name), country: strings.Clone(f.Country), code: strings.Clone(f.Admin1Code), names: cloneNames(f.Names),
		point: geocode.Point{Lat: f.Lat, Lon: f.Lon}, population: f.Population}
	t.rings, t.shape = cloneRings(f.Rings)
	at := int32(len(ts.list))
	ts.list = append(ts.list, t)
	if t.shape == nil || t.level >= source.LevelPlace {
		return
	}
	ts.wider[t.level].add(t.shape, at)
	if t.level == source.LevelCountry && t.country != "" {
		ts.precise[t.country] = true
	}
}

// holding gives the territory of a level that holds a point; -1 for none.
func (ts *territories) holding(level source.Level, p geocode.Point) int32 {
	if at, found := ts.wider[level].smallest(p); found {
		return at
	}
	return -1
}

// countryAt gives the code of the country whose border in the sources holds a
// point; "" for none.
func (ts *territories) countryAt(p geocode.Point) string {
	if at := ts.holding(source.LevelCountry, p); at >= 0 {
		return ts.list[at].country
	}
	return ""
}

// joinNeighborhoods puts the points of neighborhoods to the areas of their
// name that hold them.
func (ts *territories) joinNeighborhoods() {
	byKey := map[string][]int{}
	for i := range ts.list {
		if t := &ts.list[i]; t.level == source.LevelNeighborhood {
			byKey[text.Key(t.name)] = append(byKey[text.Key(t.name)], i)
		}
	}
	for i := range ts.list {
		t := &ts.list[i]
		if t.level != source.LevelNeighborhood || t.shape == nil || t.gone {
			continue
		}
		for _, other := range byKey[text.Key(t.name)] {
			o := &ts.list[other]
			if other == i || o.gone || !t.shape.holds(o.point) || o.shape != nil && o.shape.size > t.shape.size {
				continue
			}
			o.gone = true
			t.names = distinctNames(append(t.names, o.names...), t.name)
			t.population = max(t.population, o.population)
		}
	}
}
