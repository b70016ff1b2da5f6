package draw

import (
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// hex spells a hash.
func hex(x uint64) string { return strconv.FormatUint(x, 16) }

// crossings asks where two streets meet.
func (d *drawing) crossings(k *kind) error {
	for _, m := range d.pool.meetings.sorted() {
		j := d.survey.crossed[m]
		switch {
		case d.drawn.Made[k.name] == d.each:
			return nil
		case j == nil || m.locality == "": // the streets that meet have one name
			continue
		case j.meetsElsewhere(crossingWithin):
			d.drop(apart)
			continue
		}
		q := question{town: m.town, line: writtenCrossing(m)}
		q.postcode = ""
		d.add(cases.Case{
			Kind: k.name, Form: d.form(k.name), Expect: cases.Crossing, Truth: m.at, Tolerance: crossingWithin,
			Street: strings.Join(m.streets, " & "), Locality: m.locality, Request: q.request(d.form(k.name)),
		})
	}
	return nil
}

// places asks for populated places.
func (d *drawing) places(k *kind) error {
	for _, n := range d.pool.places.sorted() {
		if d.drawn.Made[k.name] == d.each {
			return nil
		}
		elsewhere, err := d.isElsewhere(n)
		if err != nil {
			return err
		}
		if elsewhere || d.pool.isTwice(source.Place, n.name) {
			d.drop(twiceOver)
			continue
		}
		q := question{town: town{locality: n.name, region: n.region, country: n.country}}
		request := q.request(d.form(k.name))
		if request.Query != "" {
			request.Query = cases.Join(", ", request.Query, countryName(n.country))
		}
		d.add(cases.Case{
			Kind: k.name, Form: d.form(k.name), Expect: cases.Place, Truth: n.at, Tolerance: max(placeWithin, n.reach),
			Locality: strings.Join(append([]string{n.name}, n.others...), "; "), Request: request,
		})
	}
	return nil
}

// isElsewhere tells whether the gazetteer has an area of this name and
// country far from the place.
func (d *drawing) isElsewhere(n *named) (bool, error) {
	return d.anyArea(n, func(metres float64) bool { return metres > 2*max(samePlace, n.reach) })
}

// isPlace tells whether the gazetteer has an area of this name about.
func (d *drawing) isPlace(n *named) (bool, error) {
	return d.anyArea(n, func(metres float64) bool { return metres <= farthest })
}

// anyArea tells whether an area of this name and country is as far from a
// thing as is asked for.
func (d *drawing) anyArea(n *named, is func(metres float64) bool) (bool, error) {
	if d.World == nil {
		return false, nil
	}
	refs, err := d.World.Find(text.Key(n.name))
	for i := range refs {
		a, err := d.World.Area(refs[i].Area)
		if err != nil {
			return false, err
		}
		if a.Country == n.country && is(geo.Distance(a.Point, n.at)) {
			return true, nil
		}
	}
	return false, err
}

func countryName(code string) string { return format.ParseCulture(cultureOf(code)).Country(code) }

// codes asks for postcodes.
func (d *drawing) codes(k *kind) error {
	for _, c := range d.pool.codes.sorted() {
		if d.drawn.Made[k.name] == d.each {
			return nil
		}
		if c.count < 3 || strings.ContainsAny(c.postcode, ";,") {
			continue
		}
		corner := geocode.Point{Lat: c.box.South, Lon: c.box.West}
		q := question{town: town{postcode: c.postcode, country: c.country}}
		request := q.request(d.form(k.name))
		if request.Query != "" {
			request.Query = cases.Join(", ", request.Query, countryName(c.country))
		}
		d.add(cases.Case{
			Kind: k.name, Form: d.form(k.name), Expect: cases.Postcode, Truth: c.middle(), Tolerance: max(placeWithin, geo.Distance(corner, c.middle())),
			Locality: c.locality, Postcode: c.postcode, Request: request,
		})
	}
	return nil
}

// inTown is how far, in metres, a landmark may be from the place that it is
// asked for in.
const inTown = 5000

// landmarks asks for landmarks by name and town.
func (d *drawing) landmarks(k *kind) error {
	for _, n := range d.pool.landmarks.sorted() {
		if d.drawn.Made[k.name] == d.each {
			return nil
		}
		core := cases.Hash(text.ParseStreet(n.name).Core)
		if n.locality == "" || d.pool.mains[core] || d.pool.others[core] || n.name[0] >= '0' && n.name[0] <= '9' {
			continue // it is a street, or an address
		}
		if n.away > inTown {
			continue // nobody says that it is there
		}
		near, err := d.isPlace(n)
		if err != nil {
			return err
		}
		if near || d.pool.isTwice(source.Landmark, n.name) || d.pool.isBorne(source.Place, n.name) {
			d.drop(twiceOver)
			continue
		}
		q := question{town: town{locality: n.locality, region: n.region, country: n.country}, line: n.name}
		d.add(cases.Case{
			Kind: k.name, Form: d.form(k.name), Expect: cases.Landmark, Truth: n.at, Tolerance: max(landmarkWithin, n.reach),
			Street: strings.Join(append([]string{n.name}, n.others...), "; "), Locality: n.locality, Request: q.request(d.form(k.name)),
		})
	}
	return nil
}
