package draw

import (
	"context"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// Index reads an index as if it were a source: its places, streets with their
// names, and addresses. What it gives is what a build made of the sources,
// errors included.
func Index(ix *index.Index) Reading {
	return func(ctx context.Context, emit func(*source.Feature) error) error {
		r := &indexReader{ix: ix, emit: emit, towns: map[index.ID]town{}, codes: map[index.PostcodeID]string{}}
		if err := r.places(); err != nil {
			return err
		}
		streets := ix.Streets()
		if streets == nil {
			return nil
		}
		for id := range streets.Count() {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := r.street(streets, index.StreetID(id)); err != nil {
				return err
			}
		}
		return nil
	}
}

type indexReader struct {
	ix    *index.Index
	emit  func(*source.Feature) error
	towns map[index.ID]town
	codes map[index.PostcodeID]string
}

// places gives those that streets are in: the others are the gazetteer's.
func (r *indexReader) places() error {
	streets := r.ix.Streets()
	for id := range r.ix.AreaCount() {
		a, err := r.ix.Area(index.ID(id + 1))
		if err != nil {
			return err
		}
		if a.Kind != index.Place {
			continue
		}
		if streets != nil {
			if _, count, err := streets.StreetsOf(a.ID); err != nil || count == 0 {
				if err != nil {
					return err
				}
				continue
			}
		}
		f := source.Feature{Kind: source.Place, Name: a.Name, Lat: a.Point.Lat, Lon: a.Point.Lon, Country: a.Country, Population: a.Population}
		if f.Region, err = r.region(&a); err != nil {
			return err
		}
		if err := r.emit(&f); err != nil {
			return err
		}
	}
	return nil
}

// region is the customary short form of an area's first-level district.
func (r *indexReader) region(a *index.Area) (string, error) {
	if a.District == 0 {
		return "", nil
	}
	district, err := r.ix.Area(a.District)
	return district.Short, err
}

func (r *indexReader) town(id index.ID) (town, error) {
	if t, known := r.towns[id]; known {
		return t, nil
	}
	a, err := r.ix.Area(id)
	if err != nil {
		return town{}, err
	}
	t := town{locality: a.Name, country: a.Country}
	t.region, err = r.region(&a)
	r.towns[id] = t
	return t, err
}

func (r *indexReader) code(id index.PostcodeID) (string, error) {
	if id == 0 {
		return "", nil
	}
	text, known := r.codes[id]
	if known {
		return text, nil
	}
	p, err := r.ix.Streets().Postcode(id)
	r.codes[id] = p.Text
	return p.Text, err
}

// street gives a street and its addresses.
func (r *indexReader) street(streets *index.Streets, id index.StreetID) error {
	s, err := streets.Street(id)
	if err != nil {
		return err
	}
	names, err := streets.Names(id)
	if err != nil || len(names) == 0 {
		return err
	}
	t, err := r.town(s.Area)
	if err != nil {
		return err
	}
	f := source.Feature{Kind: source.Street, Street: names[0], Locality: t.locality, Region: t.region, Country: t.country, Lat: s.Point.Lat, Lon: s.Point.Lon}
	for _, name := range names[1:] {
		f.Names = append(f.Names, source.Name{Text: name, Role: source.Alternative})
	}
	if err := r.emit(&f); err != nil {
		return err
	}
	return r.addresses(streets, &f, id)
}

// addresses gives a street's addresses; they are collected first, because the
// index must not be read while it is walked.
func (r *indexReader) addresses(streets *index.Streets, street *source.Feature, id index.StreetID) error {
	type house struct {
		number string
		at     geocode.Point
		code   index.PostcodeID
		how    index.Accuracy
	}
	var houses []house
	err := streets.EachAddress(id, func(a *index.Address) bool {
		houses = append(houses, house{a.HouseNumber(), a.Point, a.Postcode, a.Accuracy})
		return true
	})
	if err != nil {
		return err
	}
	for _, h := range houses {
		f := source.Feature{
			Kind: source.Address, Number: h.number, Street: street.Street, Lat: h.at.Lat, Lon: h.at.Lon,
			Locality: street.Locality, Region: street.Region, Country: street.Country, Accuracy: source.Accuracy(h.how),
		}
		if f.Postcode, err = r.code(h.code); err != nil {
			return err
		}
		if err := r.emit(&f); err != nil {
			return err
		}
	}
	return nil
}
