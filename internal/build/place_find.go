package build

import (
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

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
		n = ps.whole(n)
		p := &ps.list[n]
		if country != "" && p.country != "" && p.country != country {
			continue
		}
		d := geo.Distance(at, p.point) / placeReach(p.population)
		if p.shape != nil && p.shape.holds(at) {
			d = 0
		}
		if d < nearest {
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

// nearNamed gives the place of the sources or the gazetteer that is nearest to
// a point among those whose name is the one wanted.
func (ps *places) nearNamed(at geocode.Point, country string, wanted func(name string) bool) (best int32, found bool, err error) {
	nearest := math.Inf(1)
	for cell := range ps.grid.about(at) {
		for _, n := range ps.grid.cells[cell] {
			p := &ps.list[n]
			if metres := geo.Distance(at, p.point); metres <= nearbyReach && metres < nearest && sameCountry(p.country, country) && wanted(p.name) {
				best, nearest, found = n, metres, true
			}
		}
	}
	if ps.world == nil {
		return best, found, nil
	}
	near, err := ps.world.Nearest(at, nearbyReach, 1, func(a *index.Area) bool {
		return a.Kind == index.Place && sameCountry(a.Country, country) && wanted(a.Name)
	})
	if err == nil && len(near) > 0 && geo.Distance(at, near[0].Area.Point) < nearest {
		return ps.whole(ps.fromWorld(&near[0].Area)), true, nil
	}
	return best, found, err
}
