package build

import (
	"strings"

	"github.com/milepost/milepost/internal/geo"
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
	home          int32    // of a neighborhood: the place that it is a part of
	area          index.Handle
	gone          bool // another one stands for it
}

// territories are the countries, districts and neighborhoods of sources.
type territories struct {
	list    []territory
	wider   [source.LevelPlace]shapes // those of each level that holds places
	precise map[string]bool           // countries whose border a source gives
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
// name that hold them, or to a point nearby.
func (ts *territories) joinNeighborhoods() {
	byKey := map[string][]int{}
	for i := range ts.list {
		if t := &ts.list[i]; t.level == source.LevelNeighborhood {
			byKey[text.Key(t.name)] = append(byKey[text.Key(t.name)], i)
		}
	}
	for i := range ts.list {
		t := &ts.list[i]
		if t.level != source.LevelNeighborhood || t.gone {
			continue
		}
		for _, other := range byKey[text.Key(t.name)] {
			o := &ts.list[other]
			if other == i || o.gone || !t.stands(o) {
				continue
			}
			o.gone = true
			t.names = distinctNames(append(t.names, o.names...), t.name)
			t.population = max(t.population, o.population)
		}
	}
}

// sameQuarter is how far apart, in metres, the points of one neighborhood may be.
const sameQuarter = 2_000

// stands tells whether a neighborhood is another one of its name, and says
// more of it.
func (t *territory) stands(other *territory) bool {
	switch {
	case t.shape == nil:
		return other.shape == nil && sameCountry(t.country, other.country) && geo.Distance(t.point, other.point) <= sameQuarter
	case other.shape == nil:
		return t.shape.holds(other.point) || geo.DistanceToBox(other.point, t.shape.box) <= sameQuarter/4
	}
	return t.shape.holds(other.point) && other.shape.size <= t.shape.size
}
