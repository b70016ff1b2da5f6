package build

import (
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
)

// filler gives postcodes to addresses that have none, where a map is among
// the sources.
type filler struct {
	on    bool
	codes *postcodes
	near  *nearby
	only  map[index.ID]uint32 // areas to which postal lists give one postcode
}

// maxBorrow is how far, in metres, an address may lie from one of its street
// whose postcode it gets.
const maxBorrow = 500

// fill gives postcodes to the addresses of a street and to the street itself:
// of the postal area that holds them, else of the nearest address of the
// street, else of most addresses about them, else the only one of the place.
func (f *filler) fill(d *index.StreetDraft, area index.ID) {
	if !f.on {
		return
	}
	var own []*index.AddressDraft
	for i := range d.Addresses {
		if a := &d.Addresses[i]; a.Postcode != 0 {
			own = append(own, a)
		}
	}
	for i := range d.Addresses {
		if a := &d.Addresses[i]; a.Postcode == 0 {
			f.address(a, own, area)
		}
	}
	if d.Postcode != 0 {
		return
	}
	a := index.AddressDraft{Point: d.Point}
	f.address(&a, own, area)
	d.Postcode = a.Postcode
}

// address gives one address its postcode, and says how it is known.
func (f *filler) address(a *index.AddressDraft, own []*index.AddressDraft, area index.ID) {
	if n, held := f.codes.shapes.smallest(a.Point); held {
		a.Postcode, a.PostcodeEvidence = f.codes.list[n].id, index.PostalArea
		return
	}
	least := math.Inf(1)
	for _, other := range own {
		if metres := geo.Distance(a.Point, other.Point); metres <= maxBorrow && metres < least {
			least, a.Postcode, a.PostcodeEvidence = metres, other.Postcode, index.NearestPostcode
		}
	}
	if a.Postcode != 0 {
		return
	}
	if n, found := f.near.at(a.Point); found {
		a.Postcode, a.PostcodeEvidence = f.codes.list[n].id, index.NearestPostcode
	} else if n := f.only[area]; n != 0 {
		a.Postcode, a.PostcodeEvidence = f.codes.list[n].id, index.ListedPostcode
	}
}

// only finds the areas to which postal lists give one postcode.
func (t *postcodes) only(areaOf func(country string, l listedPlace) (index.ID, error)) (map[index.ID]uint32, error) {
	only := map[index.ID]uint32{}
	for _, n := range t.sorted {
		p := &t.list[n]
		for _, l := range p.listed {
			area, err := areaOf(p.country, l)
			if err != nil {
				return nil, err
			}
			if before, known := only[area]; known && before != n {
				only[area] = 0
				continue
			}
			only[area] = n
		}
	}
	delete(only, 0)
	return only, nil
}
