package draw

import (
	"context"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// Index reads an index as if it were a source: its landmarks and places,
// streets with their names and crossings, and addresses. What it gives is
// what a build made of the sources, errors included.
func Index(ix *index.Index) Reading {
	return func(ctx context.Context, emit func(*source.Feature) error) error {
		r := &indexReader{ix: ix, streets: ix.Streets(), emit: emit, towns: map[index.ID]town{}, codes: map[index.PostcodeID]string{}}
		if r.streets == nil {
			return nil // a gazetteer: nobody's addresses
		}
		if err := r.areas(); err != nil {
			return err
		}
		if err := r.findAliases(); err != nil {
			return err
		}
		for id := range r.streets.Count() {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := r.street(index.StreetID(id)); err != nil {
				return err
			}
		}
		return nil
	}
}

type indexReader struct {
	ix      *index.Index
	streets *index.Streets
	emit    func(*source.Feature) error
	towns   map[index.ID]town
	codes   map[index.PostcodeID]string
	aliases map[index.StreetID][]string // other names that are streets of their own
}

// areas gives landmarks, and the places that streets are in: the others are
// the gazetteer's.
func (r *indexReader) areas() error {
	for id := range r.ix.AreaCount() {
		a, err := r.ix.Area(index.ID(id + 1))
		if err != nil {
			return err
		}
		switch a.Kind {
		case index.Landmark:
			err = r.landmark(&a)
		case index.Place:
			err = r.place(&a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *indexReader) place(a *index.Area) error {
	if _, count, err := r.streets.StreetsOf(a.ID); err != nil || count == 0 {
		return err
	}
	f := source.Feature{Kind: source.Place, Name: a.Name, Lat: a.Point.Lat, Lon: a.Point.Lon, Country: a.Country, Population: a.Population}
	t, err := r.town(a.ID)
	if err != nil {
		return err
	}
	f.Region = t.region
	if err := r.areaNames(&f, a.ID); err != nil {
		return err
	}
	return r.emit(&f)
}

// areaNames gives a place or landmark its names in other languages: an answer
// bears that of the question's culture.
func (r *indexReader) areaNames(f *source.Feature, id index.ID) error {
	names, err := r.ix.NamesOf(id)
	for _, n := range names {
		f.Names = append(f.Names, source.Name{Lang: n.Language.String(), Text: n.Name})
	}
	return err
}

func (r *indexReader) landmark(a *index.Area) error {
	f := source.Feature{Kind: source.Landmark, Name: a.Name, Lat: a.Point.Lat, Lon: a.Point.Lon, Country: a.Country, Type: a.Entity}
	if a.Place != 0 {
		t, err := r.town(a.Place)
		if err != nil {
			return err
		}
		f.Locality, f.Region = t.locality, t.region
	}
	if err := r.areaNames(&f, a.ID); err != nil {
		return err
	}
	return r.emit(&f)
}

// town is an area as addresses name it, with the customary short form of its
// first-level district.
func (r *indexReader) town(id index.ID) (town, error) {
	if t, known := r.towns[id]; known {
		return t, nil
	}
	a, err := r.ix.Area(id)
	if err != nil {
		return town{}, err
	}
	t := town{locality: a.Name, country: a.Country}
	if a.District != 0 {
		district, err := r.ix.Area(a.District)
		if err != nil {
			return town{}, err
		}
		t.region = district.Short
	}
	r.towns[id] = t
	return t, nil
}

func (r *indexReader) code(id index.PostcodeID) (string, error) {
	if id == 0 {
		return "", nil
	}
	text, known := r.codes[id]
	if known {
		return text, nil
	}
	p, err := r.streets.Postcode(id)
	r.codes[id] = p.Text
	return p.Text, err
}

// findAliases collects the streets that only stand for others.
func (r *indexReader) findAliases() error {
	r.aliases = map[index.StreetID][]string{}
	for id := range r.streets.Count() {
		of, is, err := r.streets.AliasOf(index.StreetID(id))
		if err != nil {
			return err
		}
		if !is {
			continue
		}
		name, err := r.streets.Name(index.StreetID(id))
		if err != nil {
			return err
		}
		r.aliases[of] = append(r.aliases[of], name)
	}
	return nil
}

// street gives a street and its addresses.
func (r *indexReader) street(id index.StreetID) error {
	if _, is, err := r.streets.AliasOf(id); err != nil || is {
		return err
	}
	s, err := r.streets.Street(id)
	if err != nil {
		return err
	}
	t, err := r.town(s.Area)
	if err != nil {
		return err
	}
	f := source.Feature{Kind: source.Street, Locality: t.locality, Region: t.region, Country: t.country, Lat: s.Point.Lat, Lon: s.Point.Lon}
	if err := r.names(&f, id); err != nil || f.Street == "" {
		return err
	}
	crossings, err := r.streets.CrossingsOf(nil, id)
	if err != nil {
		return err
	}
	for i, c := range crossings {
		f.Line, f.Joints = append(f.Line, c.Point), append(f.Joints, int32(i))
	}
	if err := r.emit(&f); err != nil {
		return err
	}
	return r.addresses(&f, id)
}

// names gives a street its names.
func (r *indexReader) names(f *source.Feature, id index.StreetID) error {
	names, err := r.streets.Names(id)
	if err != nil || len(names) == 0 {
		return err
	}
	f.Street = names[0]
	for _, name := range append(names[1:], r.aliases[id]...) {
		f.Names = append(f.Names, source.Name{Text: name, Role: source.Alternative})
	}
	locals, err := r.streets.LocalNames(id)
	for _, local := range locals {
		f.Names = append(f.Names, source.Name{Lang: local.Language.String(), Text: local.Name})
	}
	return err
}

// addresses gives a street's addresses; they are collected first, because the
// index must not be read while it is walked.
func (r *indexReader) addresses(street *source.Feature, id index.StreetID) error {
	type entry struct {
		number string
		at     geocode.Point
		code   index.PostcodeID
		how    index.Accuracy
	}
	var entries []entry
	err := r.streets.EachAddress(id, func(a *index.Address) bool {
		entries = append(entries, entry{a.HouseNumber(), a.Point, a.Postcode, a.Accuracy})
		return true
	})
	if err != nil {
		return err
	}
	for _, e := range entries {
		f := source.Feature{
			Kind: source.Address, Number: e.number, Street: street.Street, Lat: e.at.Lat, Lon: e.at.Lon,
			Locality: street.Locality, Region: street.Region, Country: street.Country, Accuracy: source.Accuracy(e.how),
		}
		if f.Postcode, err = r.code(e.code); err != nil {
			return err
		}
		if err := r.emit(&f); err != nil {
			return err
		}
	}
	return nil
}
