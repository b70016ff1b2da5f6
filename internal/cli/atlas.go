package cli

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/report"
)

// atlas is the built-in gazetteer as a report's map is drawn on it.
type atlas struct{ world *index.Index }

// Land tells whether a country holds the point.
func (a atlas) Land(p geocode.Point) (bool, error) {
	holding, err := a.world.Holding(p)
	return len(holding) > 0, err
}

// Outlines gives the borders and coasts of countries.
func (a atlas) Outlines(box geocode.Box, visit func(line []geocode.Point, coast bool)) error {
	return a.world.EachBorder(box, visit)
}

// continental is how wide a box may be, in degrees, whose towns are named:
// on a larger map countries are known by their outlines.
const continental = 50

// Towns lists the largest places in a box.
func (a atlas) Towns(box geocode.Box, most int) ([]report.Town, error) {
	if geo.Width(box) > continental || box.North-box.South > continental {
		return nil, nil
	}
	middle := geocode.Point{Lat: (box.South + box.North) / 2, Lon: geo.Longitude(box.West + geo.Width(box)/2)}
	corner := max(geo.Distance(middle, geocode.Point{Lat: box.South, Lon: box.West}), geo.Distance(middle, geocode.Point{Lat: box.North, Lon: box.West}))
	var found []index.Area
	_, err := a.world.Nearest(middle, corner, 1, func(area *index.Area) bool {
		if area.Kind == index.Place && geo.BoxHolds(box, area.Point) {
			found = append(found, *area)
		}
		return false // all of them are looked at, and none is kept by the index
	})
	slices.SortFunc(found, func(a, b index.Area) int {
		return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.ID, b.ID))
	})
	var towns []report.Town
	for _, area := range found[:min(most, len(found))] {
		towns = append(towns, report.Town{Name: area.Name, Point: area.Point})
	}
	return towns, err
}
