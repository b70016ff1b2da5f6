package build

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// localityKey is what tells localities apart while sources are read. Those of
// one name and region that lie far apart differ by cell; linking joins them
// again where they are one.
type localityKey struct {
	country, region, name string
	lat, lon              int16    // cell of one degree
	place                 index.ID // in the gazetteer, of localities by nearness
	of                    int32    // in places, plus 1, of localities by area or nearness
}

// locality is what is known of a locality while sources are read.
type locality struct {
	localityKey
	towns  []string // of the post, where they are called otherwise
	count  int64
	box    geocode.Box // of all points; West <= East
	sample []geocode.Point
	stride int64 // every so many addresses one goes into the sample
}

// maxSample bounds the points kept of a locality.
const maxSample = 64

// localities is the table of localities by number.
type localities struct {
	list  []locality
	byKey map[localityKey]uint32
	last  localityKey // of the record before, by far the likeliest
	at    uint32
}

// number gives the number of a locality, a new one where it is the first of it.
func (t *localities) number(key localityKey) uint32 {
	if len(t.list) > 0 && key == t.last {
		return t.at
	}
	n, known := t.byKey[key]
	if !known {
		key.country, key.region, key.name = strings.Clone(key.country), strings.Clone(key.region), strings.Clone(key.name)
		n = uint32(len(t.list))
		t.list = append(t.list, locality{localityKey: key, stride: 1})
		t.byKey[key] = n
	}
	t.last, t.at = t.list[n].localityKey, n
	return n
}

// maxTowns bounds the post towns of one locality.
const maxTowns = 16

// noteTown adds the town that the post writes for an address.
func (l *locality) noteTown(town string) {
	if town != "" && town != l.name && len(l.towns) < maxTowns && !slices.Contains(l.towns, town) {
		l.towns = append(l.towns, strings.Clone(town))
	}
}

// note adds an address to what is known of its locality.
func (l *locality) note(p geocode.Point) {
	if l.count == 0 {
		l.box = geocode.Box{South: p.Lat, West: p.Lon, North: p.Lat, East: p.Lon}
	}
	l.box.South, l.box.North = min(l.box.South, p.Lat), max(l.box.North, p.Lat)
	l.box.West, l.box.East = min(l.box.West, p.Lon), max(l.box.East, p.Lon)
	if l.count%l.stride == 0 {
		if len(l.sample) == maxSample { // keep every other one, and take half as many from now on
			for i := range maxSample / 2 {
				l.sample[i] = l.sample[2*i]
			}
			l.sample, l.stride = l.sample[:maxSample/2], 2*l.stride
		}
		if l.count%l.stride == 0 {
			l.sample = append(l.sample, p)
		}
	}
	l.count++
}

// centre is the middle of the sample, by latitude and longitude.
func (l *locality) centre() geocode.Point { return middle(l.sample) }

// middle is the median of the points, each coordinate by itself.
func middle(points []geocode.Point) geocode.Point {
	if len(points) == 0 {
		return geocode.Point{}
	}
	lats, lons := coordinates(points)
	return geocode.Point{Lat: lats[len(lats)/2], Lon: lons[len(lons)/2]}
}

// coordinates are the latitudes and the longitudes of points, sorted.
func coordinates(points []geocode.Point) (lats, lons []float64) {
	for _, p := range points {
		lats, lons = append(lats, p.Lat), append(lons, p.Lon)
	}
	slices.Sort(lats)
	slices.Sort(lons)
	return lats, lons
}

// extentOf is the box of a locality without its strays: that of the middle
// nine tenths of the sample, half as large again, within the box of all.
func extentOf(sample []geocode.Point, all geocode.Box) geocode.Box {
	lats, lons := coordinates(sample)
	strays := len(lats) / 20
	south, north := lats[strays], lats[len(lats)-1-strays]
	west, east := lons[strays], lons[len(lons)-1-strays]
	dLat, dLon := max((north-south)/4, 0.002), max((east-west)/4, 0.003)
	return geocode.Box{
		South: max(south-dLat, all.South), West: max(west-dLon, all.West),
		North: min(north+dLat, all.North), East: min(east+dLon, all.East),
	}
}

// cellOf is the cell of one degree that holds p.
func cellOf(p geocode.Point) (lat, lon int16) {
	return int16(math.Floor(p.Lat)), int16(math.Floor(p.Lon))
}

// joined is where several localities that are one lie, and their post towns.
type joined struct {
	box    geocode.Box
	sample []geocode.Point
	towns  []index.Alias
}

// join puts localities together.
func (t *localities) join(members []uint32) (j joined) {
	var boxes []geocode.Box
	for _, n := range members {
		l := &t.list[n]
		boxes = append(boxes, l.box)
		j.sample = append(j.sample, l.sample...)
		for _, town := range l.towns {
			if alias := (index.Alias{Name: town, As: index.OtherLanguage}); !slices.Contains(j.towns, alias) {
				j.towns = append(j.towns, alias)
			}
		}
	}
	j.box = geo.Union(boxes...)
	return j
}

// heaviest is the locality of most addresses, which names them all.
func (t *localities) heaviest(members []uint32) *locality {
	return &t.list[slices.MaxFunc(members, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(t.list[a].count, t.list[b].count), cmp.Compare(b, a))
	})]
}
