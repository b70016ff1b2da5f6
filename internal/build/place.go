package build

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// place is a populated place that localities can be linked to: of a source,
// of the world gazetteer, or both.
type place struct {
	name, country, region, district string
	point                           geocode.Point
	population                      int64
	names                           []source.Name
	also                            []string // names that localities linked to it have
	world                           index.ID // the same place in the gazetteer, 0 where there is none
	area                            index.Handle
}

// places are the places that are known, by name.
type places struct {
	world   *index.Index
	list    []place
	byKey   map[string][]int32
	byWorld map[index.ID]int32
}

func newPlaces(world *index.Index) *places {
	return &places{world: world, byKey: map[string][]int32{}, byWorld: map[index.ID]int32{}}
}

// add takes a place of a source. Its counterpart in the gazetteer is found
// once all are known, by its name.
func (ps *places) add(f *source.Feature) {
	c := f.Clone()
	p := place{name: strings.Clone(c.Name), country: strings.Clone(c.Country), region: strings.Clone(c.Region), district: strings.Clone(c.District),
		point: geocode.Point{Lat: c.Lat, Lon: c.Lon}, population: c.Population}
	for _, n := range c.Names {
		p.names = append(p.names, source.Name{Lang: strings.Clone(n.Lang), Text: strings.Clone(n.Text)})
	}
	ps.list = append(ps.list, p)
	at := int32(len(ps.list) - 1)
	ps.key(p.name, at)
	for _, n := range p.names {
		ps.key(n.Text, at)
	}
}

func (ps *places) key(name string, at int32) {
	key := text.Key(name)
	if n := len(ps.byKey[key]); key != "" && (n == 0 || ps.byKey[key][n-1] != at) {
		ps.byKey[key] = append(ps.byKey[key], at)
	}
}

// samePlace is how far apart a source and the gazetteer have one place.
const samePlace = 10_000

// linkSources finds the places of sources in the gazetteer.
func (ps *places) linkSources() error {
	for at := range ps.list {
		p := &ps.list[at]
		area, found, err := ps.sameInWorld(p)
		if err != nil {
			return err
		}
		if _, taken := ps.byWorld[area.ID]; found && !taken {
			p.world = area.ID
			ps.byWorld[area.ID] = int32(at)
		}
	}
	return nil
}

// sameInWorld finds a place in the gazetteer by any of its names.
func (ps *places) sameInWorld(p *place) (area index.Area, found bool, err error) {
	reach := func(index.Area) float64 { return samePlace }
	area, found, err = ps.inWorld(text.Key(p.name), p.country, p.point, reach)
	for i := 0; i < len(p.names) && !found && err == nil; i++ {
		area, found, err = ps.inWorld(text.Key(p.names[i].Text), p.country, p.point, reach)
	}
	return area, found, err
}

// inWorld finds the place of a name in the gazetteer that lies nearest to a
// point for its size, within the reach that the area has.
func (ps *places) inWorld(key, country string, at geocode.Point, reach func(index.Area) float64) (best index.Area, found bool, err error) {
	if ps.world == nil || key == "" {
		return best, false, nil
	}
	refs, err := ps.world.Find(key)
	if err != nil {
		return best, false, err
	}
	nearest := 1.0
	for _, ref := range refs[:min(len(refs), maxNamesakes)] {
		area, err := ps.world.Area(ref.Area)
		if err != nil {
			return best, false, err
		}
		if area.Kind != index.Place || country != "" && area.Country != country {
			continue
		}
		if d := geo.Distance(at, area.Point) / reach(area); d < nearest {
			best, nearest, found = area, d, true
		}
	}
	return best, found, nil
}

// maxNamesakes bounds the places of one name that are looked at.
const maxNamesakes = 2000

// placeReach is how far from a place's point the middle of its addresses may
// lie: lists cover a part of a place, and postal towns reach far.
func placeReach(population int64) float64 {
	box := index.PlaceBox(geocode.Point{}, population)
	return townReach + 2*geo.MetresPerDegree*box.North
}

// townReach is how far from a place's point addresses of its name may lie
// beyond its own size.
const townReach = 20_000

// find gives the place that a locality's name stands for near a point. A name
// that is none, nor its parts, is tried with one letter wrong, nearer by.
func (ps *places) find(name, country string, at geocode.Point) (int32, bool, error) {
	if n, found, err := ps.findSpelled(name, country, at); found || err != nil {
		return n, found, err
	}
	return ps.findLike(text.Key(name), country, at)
}

// findSpelled finds a place by its name or a part of it: among those of that
// name the one nearest for its size.
func (ps *places) findSpelled(name, country string, at geocode.Point) (n int32, found bool, err error) {
	for _, key := range spellings(name) {
		if n, found, err = ps.findKey(key, country, at); found || err != nil {
			return n, found, err
		}
	}
	return 0, false, nil
}

// leastLike is how long, in bytes, a name must be for a letter to be wrong.
const leastLike = 5

// findLike finds a place of the gazetteer with one letter wrong ("Hanover"
// for Hannover) about whose point the addresses lie.
func (ps *places) findLike(key, country string, at geocode.Point) (best int32, found bool, err error) {
	if ps.world == nil || len(key) < leastLike {
		return 0, false, nil
	}
	matches, err := ps.world.FindLike(key, 1, maxLike)
	nearest := 0.5
	var area index.Area
	for _, m := range matches {
		a, ok, err := ps.inWorld(m.Key, country, at, func(a index.Area) float64 { return placeReach(a.Population) - townReach })
		if err != nil {
			return 0, false, err
		}
		if d := geo.Distance(at, a.Point) / (placeReach(a.Population) - townReach); ok && d < nearest {
			area, nearest, found = a, d, true
		}
	}
	if !found {
		return 0, false, err
	}
	return ps.fromWorld(&area), true, err
}

// maxLike bounds the names with one letter wrong that are looked at.
const maxLike = 20

func (ps *places) findKey(key, country string, at geocode.Point) (best int32, found bool, err error) {
	nearest := 1.0
	for _, n := range ps.byKey[key] {
		p := &ps.list[n]
		if country != "" && p.country != "" && p.country != country {
			continue
		}
		if d := geo.Distance(at, p.point) / placeReach(p.population); d < nearest {
			best, nearest, found = n, d, true
		}
	}
	area, inWorld, err := ps.inWorld(key, country, at, func(a index.Area) float64 { return placeReach(a.Population) })
	if err != nil || !inWorld || found && nearest <= geo.Distance(at, area.Point)/placeReach(area.Population) {
		return best, found, err
	}
	return ps.fromWorld(&area), true, nil
}

// fromWorld gives the place that is an area of the gazetteer.
func (ps *places) fromWorld(area *index.Area) int32 {
	n, known := ps.byWorld[area.ID]
	if !known {
		n = int32(len(ps.list))
		ps.list = append(ps.list, place{name: area.Name, country: area.Country, point: area.Point, population: area.Population, world: area.ID})
		ps.byWorld[area.ID] = n
	}
	return n
}

// newArea makes the area of a place from what the gazetteer and sources say.
func (p *place) newArea(parent index.Handle) index.NewArea {
	a := index.NewArea{Kind: index.Place, Parent: parent, Name: p.name, Population: p.population, Point: p.point}
	for _, n := range p.names {
		tag, err := language.Parse(n.Lang)
		if n.Lang == "" || err != nil {
			a.Also = append(a.Also, index.Alias{Name: n.Text, As: index.OtherLanguage})
			continue
		}
		a.Names = append(a.Names, index.LocalName{Language: tag, Name: n.Text})
	}
	slices.SortFunc(p.also, cmp.Compare)
	for _, name := range slices.Compact(p.also) {
		a.Also = append(a.Also, index.Alias{Name: name, As: index.OtherLanguage})
	}
	return a
}
