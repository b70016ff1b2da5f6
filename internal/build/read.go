package build

import (
	"cmp"
	"context"
	"math"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// reader takes the features of all sources in.
type reader struct {
	o          *Options
	localities localities
	postcodes  *postcodes
	places     *places
	polygons   *polygons
	records    *sorter
	problems   problems
	streets    map[string]*text.StreetName // by name as written, of late
	nearby     map[[2]int32]index.ID       // nearest places by cell, of late
	source     int
	rows       int64
	record     []byte
}

func newReader(o *Options, records *sorter, polygons *polygons) *reader {
	return &reader{
		o: o, postcodes: newPostcodes(), places: newPlaces(o.World), records: records, polygons: polygons,
		localities: localities{byKey: map[localityKey]uint32{}},
		streets:    map[string]*text.StreetName{}, nearby: map[[2]int32]index.ID{},
	}
}

// read takes in one source after another.
func (r *reader) read(ctx context.Context, sources []source.Source, tick func(rows int64)) error {
	for i, s := range sources {
		r.source = i
		err := s.Read(ctx, func(f *source.Feature) error {
			r.rows++
			if r.rows&1023 == 0 {
				tick(r.rows)
			}
			return r.feature(f)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) feature(f *source.Feature) error {
	switch f.Kind {
	case source.Place:
		r.places.add(f)
	case source.Postcode:
		r.postcodes.addListed(f)
	case source.Address, source.Street:
		return r.address(f)
	}
	return nil // areas have no extent here: --areas gives those
}

// address takes an address or a point of a street in.
func (r *reader) address(f *source.Feature) error {
	at := geocode.Point{Lat: f.Lat, Lon: f.Lon}
	n, evidence, err := r.locality(f, at)
	if err != nil {
		return err
	}
	street := f.Street
	if street == "" {
		street = cmp.Or(f.Locality, f.District)
		if street == "" {
			r.problems.note(r.source, noStreet, f)
			return nil
		}
		r.problems.note(r.source, placeAsStreet, f)
	}
	name := r.streetName(street)
	if name.Core == "" {
		r.problems.note(r.source, unreadableStreet, f)
		return nil
	}
	l := &r.localities.list[n]
	l.note(at)
	if evidence == index.OwnField {
		l.noteTown(f.PostTown)
	}
	p := point{
		lat: int32(math.Round(f.Lat * 1e6)), lon: int32(math.Round(f.Lon * 1e6)),
		postcode: r.postcodes.number(f.Country, f.Postcode), accuracy: index.Accuracy(f.Accuracy),
		source: uint16(r.source), evidence: evidence, name: cut(street, maxName),
	}
	if f.Kind == source.Street || f.Number == "" {
		if f.Kind == source.Address {
			r.problems.note(r.source, noNumber, f)
		}
		return r.add(n, name, &p)
	}
	for _, number := range text.Numbers(f.Number) {
		h := text.ParseNumber(number)
		p.address, p.number, p.to, p.rest = true, uint32(h.Number), uint32(h.To), cut(h.Rest, maxRest)
		if h.Number == 0 && h.Rest == "" {
			r.problems.note(r.source, unreadableNumber, f)
			p.address = false
		}
		if err := r.add(n, name, &p); err != nil {
			return err
		}
	}
	return nil
}

// Bounds of what one record may have, in bytes; longer texts are cut.
const (
	maxName = 512
	maxRest = 64
)

// cut shortens s to so many bytes, whole characters.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "")
}

func (r *reader) add(locality uint32, name *text.StreetName, p *point) error {
	r.record = appendKey(r.record[:0], locality, name)
	r.record = p.append(r.record)
	return r.records.add(r.record)
}

// maxRemembered bounds the tables that spare a look-up; they begin anew when full.
const maxRemembered = 1 << 16

// streetName takes a street's name apart, most of which come again.
func (r *reader) streetName(written string) *text.StreetName {
	if name, known := r.streets[written]; known {
		return name
	}
	name := text.ParseStreet(cut(written, maxName))
	name.Core, name.Articles = cut(name.Core, maxName), cut(name.Articles, maxName)
	if len(r.streets) == maxRemembered {
		clear(r.streets)
	}
	r.streets[strings.Clone(written)] = &name
	return &name
}

// locality gives the number of the locality of an address and how it is
// known: its own field says it, else the polygon that holds it, else the
// nearest place.
func (r *reader) locality(f *source.Feature, at geocode.Point) (uint32, index.Evidence, error) {
	key := localityKey{country: f.Country, region: f.Region, name: cmp.Or(f.Locality, f.PostTown)}
	key.lat, key.lon = cellOf(at)
	if key.name != "" {
		return r.localities.number(key), index.OwnField, nil
	}
	if p := r.polygons.holding(at); p != nil {
		key.name = p.name
		return r.localities.number(key), index.HeldByArea, nil
	}
	place, err := r.nearest(at)
	if err != nil {
		return 0, 0, err
	}
	if place == 0 {
		r.problems.note(r.source, noArea, f)
		return r.localities.number(localityKey{country: f.Country, region: f.Region, lat: key.lat, lon: key.lon}), index.OwnField, nil
	}
	return r.localities.number(localityKey{place: place}), index.NearestPlace, nil
}

const (
	nearbyCell  = 2000   // 1e-6 degrees; places are looked up for the middle of such a cell
	nearbyReach = 30_000 // metres
)

// nearest gives the place of the gazetteer that is nearest to a point, 0 for none.
func (r *reader) nearest(at geocode.Point) (index.ID, error) {
	if r.o.World == nil {
		return 0, nil
	}
	cell := [2]int32{int32(math.Floor(at.Lat * 1e6 / nearbyCell)), int32(math.Floor(at.Lon * 1e6 / nearbyCell))}
	if id, known := r.nearby[cell]; known {
		return id, nil
	}
	centre := geocode.Point{Lat: (float64(cell[0]) + 0.5) * nearbyCell / 1e6, Lon: (float64(cell[1]) + 0.5) * nearbyCell / 1e6}
	near, err := r.o.World.Nearest(centre, nearbyReach, 1, func(a *index.Area) bool { return a.Kind == index.Place })
	if err != nil {
		return 0, err
	}
	if len(r.nearby) == maxRemembered {
		clear(r.nearby)
	}
	var id index.ID
	if len(near) > 0 {
		id = near[0].Area.ID
	}
	r.nearby[cell] = id
	return id, nil
}
