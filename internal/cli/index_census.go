package cli

import (
	"fmt"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// census counts what an index holds, by country and kind: kinds of areas,
// streets, addresses, postcodes. What has no country is counted under "".
type census map[string]map[string]int

// censusKinds are the kinds that are counted, in the order of columns.
var censusKinds = []string{"addresses", "streets", "postcodes", "places", "neighborhoods", "districts", "districts2"}

// kindOfArea names the kinds of areas as the census does.
var kindOfArea = map[index.Kind]string{
	index.District: "districts", index.District2: "districts2", index.Place: "places", index.Neighborhood: "neighborhoods",
}

func (c census) add(country, kind string, n int) {
	if kind == "" || n == 0 {
		return
	}
	if c[country] == nil {
		c[country] = map[string]int{}
	}
	c[country][kind] += n
}

// takeCensus goes through all areas, streets and postcodes.
func takeCensus(ix *index.Index) (census, error) {
	c := census{}
	countries := make([]string, ix.AreaCount()+1) // by area
	for id := 1; id <= ix.AreaCount(); id++ {
		area, err := ix.Area(index.ID(id))
		if err != nil {
			return nil, err
		}
		countries[id] = area.Country
		c.add(area.Country, kindOfArea[area.Kind], 1)
	}
	streets := ix.Streets()
	if streets == nil {
		return c, nil
	}
	for id := range streets.Count() {
		street, err := streets.Street(index.StreetID(id))
		if err != nil {
			return nil, err
		}
		if int(street.Area) >= len(countries) {
			return nil, fmt.Errorf("street %d is in no area", id)
		}
		if street.Alias {
			continue
		}
		c.add(countries[street.Area], "streets", 1)
		c.add(countries[street.Area], "addresses", street.Addresses)
	}
	for id := 1; id <= streets.PostcodeCount(); id++ {
		postcode, err := streets.Postcode(index.PostcodeID(id))
		if err != nil {
			return nil, err
		}
		c.add(postcode.Country, "postcodes", 1)
	}
	return c, nil
}

// wholeExtent is the box around all countries of an index.
func wholeExtent(m *index.Manifest) (geocode.Box, bool) {
	var boxes []geocode.Box
	for _, e := range m.Extents {
		boxes = append(boxes, e.Box())
	}
	if len(boxes) == 0 {
		return geocode.Box{}, false
	}
	return geo.Union(boxes...), true
}
