package world

import (
	"fmt"
	"maps"
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// addCountries adds every country that has a place or a piece of the map.
func (w *world) addCountries() error {
	table, err := tableOf(w.tables, "countries.txt")
	if err != nil {
		return err
	}
	for _, code := range w.countryCodes() {
		a, err := w.country(code, table[code])
		if err != nil {
			return err
		}
		delete(table, code)
		w.countries[code] = w.builder.Add(a)
	}
	if len(table) > 0 {
		return fmt.Errorf("countries.txt has countries that do not exist: %v", slices.Sorted(maps.Keys(table)))
	}
	return nil
}

// countryCodes lists them in alphabetical order.
func (w *world) countryCodes() []string {
	set := map[string]bool{}
	for _, p := range w.places {
		set[p.country] = true
	}
	for _, piece := range w.atlas.polygons {
		set[piece.country] = true
	}
	delete(set, "")
	return slices.Sorted(maps.Keys(set))
}

// country puts one together. table may be nil.
func (w *world) country(code string, table *entry) (index.NewArea, error) {
	region, err := language.ParseRegion(code)
	if err != nil {
		return index.NewArea{}, fmt.Errorf("country %q: %w", code, err)
	}
	a := index.NewArea{Kind: index.Country, Code: code, Name: display.English.Regions().Name(region)}
	if iso3 := region.ISO3(); iso3 != "ZZZ" {
		a.Also = append(a.Also, index.Alias{Name: iso3, As: index.CodeName})
	}
	if table != nil {
		table.alias(&a)
	}
	a.Names = regionNames(region, display.English.Regions().Name(region))
	a.Box, a.Point, a.Population = w.countryExtent(code)
	return a, nil
}

// misnomers are names that some language has for a country and that in English
// are those of a part of it.
var misnomers = map[string]string{"GB": "England"}

// regionNames are the names of a region in all languages that are known. Where
// the main name departs from CLDR's, English and its kin keep the main name.
func regionNames(region language.Region, english string) (names []index.LocalName) {
	for _, tag := range display.Supported.Tags() {
		namer := display.Regions(tag)
		if namer == nil || tag == language.English {
			continue
		}
		if name := namer.Name(region); name != "" && name != english && name != misnomers[region.String()] {
			names = append(names, index.LocalName{Language: tag, Name: name})
		}
	}
	return names
}

// countryExtent is the main extent from the map, else around the places, and
// the sum of the places' people.
func (w *world) countryExtent(code string) (box geocode.Box, at geocode.Point, population int64) {
	var boxes []geocode.Box
	var largest *place
	for _, p := range w.places {
		if p.country != code {
			continue
		}
		if p.city == nil {
			population += p.population
		}
		boxes = append(boxes, p.box())
		if largest == nil || p.population > largest.population {
			largest = p
		}
	}
	if box, at, ok := w.atlas.extent(code); ok {
		return box, at, population
	}
	return geo.Union(boxes...), largest.point, population
}
