package build

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// postcodeKey tells postcodes apart.
type postcodeKey struct{ country, key string }

// postcode is what is known of a postcode.
type postcode struct {
	postcodeKey
	text   string
	listed []listedPlace // by postal lists
	id     index.PostcodeID

	addresses served
	outvoted  served // of addresses that more points give another postcode
}

// served is where the addresses of a postcode are.
type served struct {
	count          int64
	sumLat, sumLon float64
	box            geocode.Box
	areas          map[index.ID]int
}

// listedPlace is a place that a postal list gives a postcode.
type listedPlace struct {
	name string
	at   geocode.Point
}

// postcodes is the table of postcodes by number, from 1.
type postcodes struct {
	list  []postcode
	byKey map[postcodeKey]uint32
	raw   map[[2]string]uint32 // numbers by country and text, of late

	sorted []uint32 // numbers by ID, from ID 1
	shapes shapes   // of postal areas
}

func newPostcodes() *postcodes {
	return &postcodes{list: make([]postcode, 1), byKey: map[postcodeKey]uint32{}, raw: map[[2]string]uint32{}}
}

// maxRaw bounds the texts of postcodes that are remembered.
const maxRaw = 1 << 17

// number gives the number of a postcode, 0 for none.
func (t *postcodes) number(country, written string) uint32 {
	if written == "" {
		return 0
	}
	if n, known := t.raw[[2]string{country, written}]; known {
		return n
	}
	n := t.add(country, written)
	if len(t.raw) == maxRaw {
		clear(t.raw)
	}
	t.raw[[2]string{strings.Clone(country), strings.Clone(written)}] = n
	return n
}

func (t *postcodes) add(country, written string) uint32 {
	short := written
	if country == "US" { // ZIP+4: the last four digits name a side of a street
		short, _, _ = strings.Cut(written, "-")
	}
	key := postcodeKey{country, index.PostcodeKey(text.Key(short))}
	if key.key == "" || len(key.key) > 32 {
		return 0
	}
	n, known := t.byKey[key]
	if !known {
		n = uint32(len(t.list))
		key = postcodeKey{strings.Clone(key.country), strings.Clone(key.key)}
		t.list = append(t.list, postcode{postcodeKey: key, text: strings.Clone(short)})
		t.byKey[key] = n
	}
	return n
}

// maxListed bounds the places that lists give one postcode.
const maxListed = 1000

// addListed takes a postcode of a postal list.
func (t *postcodes) addListed(f *source.Feature) {
	n := t.number(f.Country, f.Postcode)
	if _, s := cloneRings(f.Rings); n != 0 && s != nil {
		t.shapes.add(s, int32(n))
	}
	if p := &t.list[n]; n != 0 && len(p.listed) < maxListed {
		p.listed = append(p.listed, listedPlace{strings.Clone(cmp.Or(f.Locality, f.Name)), geocode.Point{Lat: f.Lat, Lon: f.Lon}})
	}
}

// assign gives every postcode the ID that it will have.
func (t *postcodes) assign() {
	for n := range t.list[1:] {
		t.sorted = append(t.sorted, uint32(n+1))
	}
	slices.SortFunc(t.sorted, func(a, b uint32) int {
		x, y := &t.list[a], &t.list[b]
		return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.country, y.country))
	})
	for i, n := range t.sorted {
		t.list[n].id = index.PostcodeID(i + 1)
	}
	t.raw, t.byKey = nil, nil
}

// note adds an address.
func (p *served) note(at geocode.Point, area index.ID) {
	one := geocode.Box{South: at.Lat, West: at.Lon, North: at.Lat, East: at.Lon}
	if p.count == 0 {
		p.box, p.areas = one, map[index.ID]int{}
	}
	p.box.South, p.box.North = min(p.box.South, one.South), max(p.box.North, one.North)
	p.box.West, p.box.East = min(p.box.West, one.West), max(p.box.East, one.East)
	p.count++
	p.sumLat += at.Lat
	p.sumLon += at.Lon
	p.areas[area]++
}

// draft is the postcode as it is written: with the addresses that have it, or,
// that it be found at all, those that one source gives it and others do not.
// Areas of postal lists are found by area.
func (p *postcode) draft(area func(listedPlace) (index.ID, error)) (index.PostcodeDraft, error) {
	at := &p.addresses
	if at.count == 0 {
		at = &p.outvoted
	}
	d := index.PostcodeDraft{Key: p.key, Text: p.text, Country: p.country, Box: at.box, Addresses: int(at.count)}
	if at.count > 0 {
		d.Point = geocode.Point{Lat: at.sumLat / float64(at.count), Lon: at.sumLon / float64(at.count)}
	}
	served := map[index.ID]int{}
	maps.Copy(served, at.areas)
	var points []geocode.Point
	for _, l := range p.listed {
		points = append(points, l.at)
		id, err := area(l)
		if err != nil {
			return d, err
		}
		if _, known := served[id]; id != 0 && !known {
			served[id] = 0
		}
	}
	if at.count == 0 && len(points) > 0 {
		d.Point, d.Box = middle(points), geo.Around(points...)
	}
	for id, count := range served {
		d.Areas = append(d.Areas, index.Served{Area: id, Addresses: count})
	}
	slices.SortFunc(d.Areas, func(a, b index.Served) int {
		return cmp.Or(cmp.Compare(b.Addresses, a.Addresses), cmp.Compare(a.Area, b.Area))
	})
	return d, nil
}

// byID finds a postcode by the ID it has in the index.
func (t *postcodes) byID(id index.PostcodeID) *postcode { return &t.list[t.sorted[id-1]] }

// postcodes writes all postcodes.
func (w *writer) postcodes(area func(country string, l listedPlace) (index.ID, error)) error {
	for _, n := range w.codes.sorted {
		p := &w.codes.list[n]
		d, err := p.draft(func(l listedPlace) (index.ID, error) { return area(p.country, l) })
		if err != nil {
			return err
		}
		if err := w.out.Postcode(&d); err != nil {
			return err
		}
	}
	w.counts["postcodes"] = len(w.codes.sorted)
	return nil
}
