package report

import (
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// view is a part of the Earth drawn on a sheet of so many units: degrees of
// longitude shrink as they do in its middle.
type view struct {
	west, north   float64
	width, height float64 // in units
	scale         float64 // units in a degree of latitude
	shrink        float64 // units in a degree of longitude, as a share of scale
}

const (
	sheetWidth  = 960 // units
	leastHeight = 400
	mostHeight  = 620
	leastExtent = 0.01 // degrees
	around      = 1    // degrees that are shown where all points are nearer than leastExtent
)

// newView shows a box with some room around it.
func newView(box geocode.Box) view {
	const margin = 0.06
	least := float64(leastExtent)
	if wide(box) <= leastExtent { // alone, a point says nothing
		least = around
	}
	lat := (box.South + box.North) / 2
	v := view{width: sheetWidth, shrink: max(math.Cos(lat*math.Pi/180), 0.05)}
	height := max(box.North-box.South, least)
	width := max(geo.Width(box), least/v.shrink)
	v.height = min(max(sheetWidth*height/(width*v.shrink), leastHeight), mostHeight)
	v.scale = (1 - 2*margin) * min(v.height/height, v.width/(width*v.shrink))
	if whole := v.width / (360 * v.shrink); v.scale < whole { // the Earth is not wider
		v.scale = whole
		v.height = max(v.height, height*whole/(1-2*margin))
	}
	v.west = box.West + geo.Width(box)/2 - v.width/2/(v.scale*v.shrink)
	v.north = lat + v.height/2/v.scale
	return v
}

// box is what the view shows.
func (v *view) box() geocode.Box {
	if degrees := v.width / (v.scale * v.shrink); degrees < 360 {
		return geocode.Box{South: max(v.north-v.height/v.scale, -90), North: min(v.north, 90),
			West: geo.Longitude(v.west), East: geo.Longitude(v.west + degrees)}
	}
	return geocode.Box{South: max(v.north-v.height/v.scale, -90), North: min(v.north, 90), West: -180, East: 180}
}

// at is where a point is drawn, in units from the upper left.
func (v *view) at(p geocode.Point) (x, y float64) {
	behind := max(360-v.width/(v.scale*v.shrink), 0) / 2 // degrees that count as west of the sheet
	return (geo.East(v.west-behind, p.Lon) - behind) * v.scale * v.shrink, (v.north - p.Lat) * v.scale
}

// holds tells whether a point is on the sheet.
func (v *view) holds(p geocode.Point) bool {
	x, y := v.at(p)
	return x >= 0 && x <= v.width && y >= 0 && y <= v.height
}

// rare is the share of points at each side that may lie outside of the view.
const rare = 0.01

// mainBox is a box that holds nearly all points, whatever a few of them do.
func mainBox(dots []dot) geocode.Box {
	points := make([]geocode.Point, len(dots))
	for i, d := range dots {
		points[i] = geocode.Point{Lat: d.Lat, Lon: d.Lon}
	}
	all := geo.Around(points...)
	lats, lons := make([]float64, len(dots)), make([]float64, len(dots))
	for i, p := range points {
		lats[i], lons[i] = p.Lat, geo.East(all.West, p.Lon)
	}
	slices.Sort(lats)
	slices.Sort(lons)
	low, high := int(rare*float64(len(dots))), len(dots)-1-int(rare*float64(len(dots)))
	box := geocode.Box{South: lats[low], North: lats[high], West: geo.Longitude(all.West + lons[low]), East: geo.Longitude(all.West + lons[high])}
	if wide(all) < 2*wide(box) {
		return all // the few are not far off
	}
	return box
}

// wide is the larger side of a box, in degrees.
func wide(b geocode.Box) float64 { return max(b.North-b.South, geo.Width(b), leastExtent) }
