package draw

import (
	"context"
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// How far, in metres, what names a locality may be from what does not.
const (
	nearestAddress = 300
	farthest       = 15_000 // a place
	nearest        = 100    // what is nearer is as near
)

// fewest is how many people a place of unknown population has.
const fewest = 1000

// unnamed is a thing of the sample that names no locality.
type unnamed struct {
	*town
	at      geocode.Point
	nearest float64 // metres to the address that it has its locality from
}

// name gives all things of the sample a locality, a country and, where people
// write it, a region.
func (d *drawing) name(ctx context.Context, read Reading) error {
	lacking := d.lacking()
	if len(lacking) > 0 {
		if err := nameByAddresses(ctx, read, lacking); err != nil {
			return err
		}
	}
	towns := newCells[place](farthest)
	for _, t := range d.pool.towns {
		towns.put(t.at, t)
	}
	if err := d.place(); err != nil {
		return err
	}
	for _, u := range lacking {
		if err := u.nameByTown(towns, d.World); err != nil {
			return err
		}
	}
	return nil
}

// lacking are the things without a locality.
func (d *drawing) lacking() []*unnamed {
	var all []*unnamed
	add := func(t *town, at geocode.Point) {
		if t.locality == "" {
			all = append(all, &unnamed{t, at, nearestAddress})
		}
	}
	p := d.pool
	for _, h := range p.everyHouse() {
		add(&h.town, h.at)
	}
	for _, m := range p.meetings.kept {
		add(&m.town, m.at)
	}
	for _, a := range p.everyAlias() {
		add(&a.town, a.at)
	}
	for _, n := range p.landmarks.kept {
		add(&n.town, n.at)
	}
	for _, c := range p.codes.kept {
		add(&c.town, c.middle())
	}
	return all
}

// nameByAddresses takes the locality of the nearest address that has one.
func nameByAddresses(ctx context.Context, read Reading, lacking []*unnamed) error {
	near := newCells[*unnamed](nearestAddress)
	for _, u := range lacking {
		near.put(u.at, u)
	}
	return read(ctx, func(f *source.Feature) error {
		if f.Kind != source.Address || f.Locality == "" {
			return nil
		}
		near.each(pointOf(f), func(u *unnamed) {
			if metres := geo.Distance(u.at, pointOf(f)); metres < u.nearest {
				u.nearest, u.locality = metres, f.Locality
				if f.Region != "" {
					u.region = f.Region
				}
				if f.Country != "" && u.country == "" {
					u.country = f.Country
				}
			}
		})
		return nil
	})
}

// nameByTown takes the place, of the data or of the gazetteer in the same
// country, that draws most: the nearer and the more populous, so that a point
// in a metropolis is in it and not in the village that it swallowed.
func (u *unnamed) nameByTown(towns *cells[place], world *index.Index) error {
	if u.locality != "" {
		return nil
	}
	most := 0.0
	look := func(name string, people int64, at geocode.Point) {
		metres := geo.Distance(u.at, at)
		if pull := math.Sqrt(float64(max(people, fewest))) / max(metres, nearest); metres <= farthest && pull > most {
			most, u.locality, u.away = pull, name, metres
		}
	}
	towns.each(u.at, func(t place) { look(t.name, t.population, t.at) })
	if world == nil {
		return nil
	}
	_, err := world.Nearest(u.at, farthest, 1, func(a *index.Area) bool {
		if a.Kind == index.Place && (u.country == "" || a.Country == u.country) {
			look(a.Name, a.Population, a.Point)
		}
		return false
	})
	return err
}

// place asks the gazetteer for the countries, and the regions where people
// write them, that the data does not give.
func (d *drawing) place() error {
	p := d.pool
	for _, h := range p.everyHouse() {
		if err := d.complete(&h.town, h.at); err != nil {
			return err
		}
	}
	for _, m := range p.meetings.kept {
		if err := d.complete(&m.town, m.at); err != nil {
			return err
		}
	}
	for _, a := range p.everyAlias() {
		if err := d.complete(&a.town, a.at); err != nil {
			return err
		}
	}
	for _, list := range []*lowest[named]{p.places, p.landmarks} {
		for _, n := range list.kept {
			if err := d.complete(&n.town, n.at); err != nil {
				return err
			}
		}
	}
	for _, c := range p.codes.kept {
		if err := d.complete(&c.town, c.middle()); err != nil {
			return err
		}
	}
	return nil
}

// byBorder is how far, in metres, outside all borders a point may be: they are
// coarse at coasts.
const byBorder = 20_000

// complete gives a town its country, by borders in the data where it has them:
// the gazetteer's are coarse.
func (d *drawing) complete(t *town, at geocode.Point) error {
	for i := range d.pool.countries {
		if c := &d.pool.countries[i]; t.country == "" && c.holds(at) {
			t.country = c.code
		}
	}
	if d.World == nil || t.country != "" && (t.region != "" || !writesRegion[t.country]) {
		return nil
	}
	ids, _, err := d.World.HoldingOrNear(at, byBorder)
	if err != nil {
		return err
	}
	for _, id := range ids {
		a, err := d.World.Area(id)
		if err != nil {
			return err
		}
		if t.country == "" {
			t.country = a.Country
		}
		if a.Kind == index.District && t.region == "" && t.country == a.Country {
			t.region = a.Short
		}
	}
	return nil
}
