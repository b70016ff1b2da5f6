package world

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// addDistricts adds the first- and second-level districts that have a place.
// Others have no position in the sources, and are left out.
func (w *world) addDistricts(packages string) error {
	first, err := readDistricts(packages, "admin1.json")
	if err != nil {
		return err
	}
	second, err := readDistricts(packages, "admin2.json")
	if err != nil {
		return err
	}
	iso, err := readSubdivisions(packages)
	if err != nil {
		return err
	}
	codes, err := mapCodes(w.tables, first, iso)
	if err != nil {
		return err
	}
	more, err := tableOf(w.tables, "districts.txt")
	if err != nil {
		return err
	}
	if err := w.addFirst(first, codes, iso, more); err != nil {
		return err
	}
	w.addSecond(second, iso)
	return nil
}

func (w *world) addFirst(first, codes map[string]string, iso *subdivisions, more map[string]*entry) error {
	groups := group(w.places, func(p *place) string { return p.admin1 })
	for _, code := range slices.Sorted(maps.Keys(first)) {
		places := groups[code]
		if len(places) == 0 {
			w.report.Empty = append(w.report.Empty, code+" "+first[code])
			delete(more, codes[code])
			continue
		}
		a := district(first[code], codes[code], iso)
		if e := more[a.Code]; e != nil {
			locals, err := e.locals()
			if err != nil {
				return err
			}
			a.Names = append(slices.Clone(a.Names), locals...)
			e.alias(&a)
			delete(more, a.Code)
		}
		a.Kind, a.Parent = index.District, w.countries[code[:2]]
		a.Box, a.Point, a.Population = around(places)
		w.districts[code] = w.builder.Add(a)
		w.report.Districts++
		if a.Code == "" {
			w.report.Unmapped = append(w.report.Unmapped, code+" "+first[code])
		} else {
			w.report.DistrictsMapped++
		}
	}
	if len(more) > 0 {
		return fmt.Errorf("districts.txt has districts that were not found: %v", slices.Sorted(maps.Keys(more)))
	}
	return nil
}

// addSecond adds the second level. Codes are taken only from equal names.
func (w *world) addSecond(second map[string]string, iso *subdivisions) {
	groups := group(w.places, func(p *place) string { return p.admin2 })
	for _, code := range slices.Sorted(maps.Keys(second)) {
		places := groups[code]
		if len(places) == 0 {
			continue
		}
		a := index.NewArea{Kind: index.District2, Name: second[code], Parent: w.countries[code[:2]]}
		if h := w.districts[code[:strings.LastIndexByte(code, '.')]]; h > 0 {
			a.Parent = h
		}
		a.Also = secondNames(a.Name)
		a.Also = append(a.Also, iso.provinceSign(code[:2], a.Name)...)
		a.Box, a.Point, a.Population = around(places)
		if len(places) == 1 {
			a.Box = geocode.Box{} // the estimate for the place is as good
		}
		w.districts2[code] = w.builder.Add(a)
		w.report.Districts2++
	}
}

// district names a first-level district: as GeoNames does, or as CLDR does
// where that only leaves out what a district is ("Berlin" for "State of
// Berlin"). The other name is understood.
func district(name, code string, iso *subdivisions) index.NewArea {
	a := index.NewArea{Name: name, Code: code, Names: iso.locals[code]}
	if english := iso.names[code]; english != "" && english != name {
		other := english
		if bare(english) == bare(name) && len(english) < len(name) {
			a.Name, other = english, name
		}
		a.Also = append(a.Also, index.Alias{Name: other, As: index.OtherLanguage})
	}
	country, suffix, _ := strings.Cut(code, "-")
	switch {
	case shortByCode[country]:
		a.Short = suffix
	case knownByCode[country]:
		a.Also = append(a.Also, index.Alias{Name: suffix, As: index.Abbreviation})
	}
	return a
}

// shortByCode are the countries where addresses have the letters of the ISO
// code for the district: "Redmond, WA". Where people know them, but do not
// write them as a rule, they are only understood.
var (
	shortByCode = map[string]bool{"US": true, "CA": true, "AU": true, "BR": true, "CH": true}
	knownByCode = map[string]bool{"DE": true, "NL": true, "IN": true, "MX": true, "NZ": true, "ZA": true, "MY": true, "AR": true}
)

// group sorts places by a code; those without one are left out.
func group(places []*place, code func(*place) string) map[string][]*place {
	groups := map[string][]*place{}
	for _, p := range places {
		if c := code(p); c != "" {
			groups[c] = append(groups[c], p)
		}
	}
	return groups
}

// around is the extent of a district: what holds the estimated extents of its
// places. Its point is the middle of it, or where that is far from every
// place, the most populous one; its people are the sum.
func around(places []*place) (box geocode.Box, at geocode.Point, population int64) {
	boxes := make([]geocode.Box, len(places))
	largest := places[0]
	for i, p := range places {
		boxes[i] = p.box()
		if p.city == nil {
			population += p.population
		}
		if p.population > largest.population {
			largest = p
		}
	}
	box = geo.Union(boxes...)
	at = geocode.Point{Lat: (box.South + box.North) / 2, Lon: geo.Longitude(box.West + geo.Width(box)/2)}
	if !slices.ContainsFunc(places, func(p *place) bool { return geo.Distance(p.point, at) < middleWithin }) {
		at = largest.point
	}
	return box, at, population
}

// middleWithin is how near, in metres, a place must be for the middle of a
// district's extent to be taken as lying in it.
const middleWithin = 100_000

// secondWords are what the names of second-level districts have before or
// after the part that people use alone.
var secondWords = struct{ before, after []string }{
	before: []string{
		"Provincia de ", "Província de ", "Provincia di ", "Province of ", "Province de ", "Provincie ", "Provinz ",
		"Politischer Bezirk ", "Bezirk ", "Landkreis ", "Kreis ", "Regierungsbezirk ", "Gemeente ",
		"Powiat ", "Okres ", "Arrondissement de ", "Département de ",
		"City of ", "County of ", "Royal Borough of ", "Metropolitan City of ", "Città metropolitana di ",
	},
	after: []string{" County", " Parish", " Borough", " District", " Kommun", " Kommune", " Shi", "-shi", " Gun", "-gun", " Municipality"},
}

// secondNames are the short forms of a second-level name: "Boone" for "Boone County".
func secondNames(name string) (names []index.Alias) {
	for _, word := range secondWords.before {
		if rest, ok := strings.CutPrefix(name, word); ok && rest != "" {
			names = append(names, index.Alias{Name: rest, As: index.OtherLanguage})
		}
	}
	for _, word := range secondWords.after {
		if rest, ok := strings.CutSuffix(name, word); ok && rest != "" {
			names = append(names, index.Alias{Name: rest, As: index.OtherLanguage})
		}
	}
	return names
}
