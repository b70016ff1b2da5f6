package build

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// reader takes the features of all sources in.
type reader struct {
	o           *Options
	mapped      bool   // a map is among the sources
	several     bool   // so is another source
	files       []int  // where each source's files begin in the manifest's sources
	maps        []bool // which of the sources
	localities  localities
	postcodes   *postcodes
	places      *places
	territories *territories
	landmarks   landmarks
	polygons    *polygons
	records     *sorter
	waiting     *sorter // records whose locality is not known yet, and all of a mapped build
	problems    problems
	streets     map[string]*streetName // by name as written, of late
	nearby      map[[2]int32]index.ID  // nearest places by cell, of late

	homesNear     homesNear
	postcodesNear *nearby // postcodes about a point
	nearestHomes  map[[2]int32]int32
	countries     map[[2]int32]string // by cell, of late

	source int
	rows   int64
	record []byte
}

func newReader(o *Options, records, waiting *sorter, polygons *polygons) *reader {
	r := &reader{
		o: o, mapped: waiting != nil, postcodes: newPostcodes(), places: newPlaces(o.World), territories: newTerritories(), polygons: polygons,
		records: records, waiting: waiting,
		localities: localities{byKey: map[localityKey]uint32{}},
		streets:    map[string]*streetName{}, nearby: map[[2]int32]index.ID{},
		homesNear: newHomesNear(), postcodesNear: newNearby(), nearestHomes: map[[2]int32]int32{}, countries: map[[2]int32]string{},
	}
	r.places.mapped = r.mapped
	return r
}

// isMap tells whether a source has courses, borders and places beside addresses.
func isMap(s source.Source) bool { return s.Info().Kind == "osm" }

// filesOf counts the sources, and the files of those that are made of several.
func filesOf(sources []source.Source) int {
	n := len(sources)
	for _, s := range sources {
		n += len(s.Info().Files)
	}
	return n
}

// firstFiles gives where each source's first file is in the manifest's
// sources: the files of sources that are made of several follow all sources.
func firstFiles(sources []source.Source) (at []int) {
	next := len(sources)
	for i, s := range sources {
		if n := len(s.Info().Files); n > 0 {
			at = append(at, next)
			next += n
		} else {
			at = append(at, i)
		}
	}
	return at
}

// read takes in one source after another: maps first, whose borders tell in
// which country all others' records are.
func (r *reader) read(ctx context.Context, sources []source.Source, tick func(rows int64)) error {
	r.several = len(sources) > 1
	for _, s := range sources {
		r.maps = append(r.maps, isMap(s))
	}
	r.files = firstFiles(sources)
	for _, onMap := range [...]bool{true, false} {
		for i, s := range sources {
			if r.maps[i] != onMap {
				continue
			}
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
	}
	return nil
}

func (r *reader) feature(f *source.Feature) error {
	if r.mapped && f.Country == "" {
		country, err := r.countryAt(geocode.Point{Lat: f.Lat, Lon: f.Lon})
		if err != nil {
			return err
		}
		f.Country = country
	} else if r.mapped {
		r.correctCountry(f)
	}
	switch f.Kind {
	case source.Place, source.Area:
		r.area(f)
	case source.Postcode:
		r.postcodes.addListed(f)
	case source.Landmark:
		r.landmarks.add(f)
	case source.Street:
		if r.mapped && len(f.Line)+len(f.Rings)+len(f.Names) > 0 {
			return r.course(f)
		}
		return r.address(f)
	case source.Address:
		return r.address(f)
	}
	return nil
}

// area takes a place or another area in. Areas of no level are of no use:
// nothing tells what they hold.
func (r *reader) area(f *source.Feature) {
	switch {
	case f.Name == "":
	case f.Kind == source.Place && f.Level != source.LevelNeighborhood, f.Level == source.LevelPlace:
		r.places.add(f, r.source)
	case f.Level != source.NoLevel:
		r.territories.add(f)
	}
}

// course takes the line of a street in, or the edge or point of a square.
func (r *reader) course(f *source.Feature) error {
	c := newCourse(f, r.source)
	name := r.streetName(c.name)
	if name.Core == "" || len(c.line) == 0 {
		r.problems.note(r.source, unreadableStreet, f)
		return nil
	}
	return c.inPieces(func(piece *course) error {
		r.record = piece.append(appendWaiting(r.record[:0], tagCourse, name))
		return r.waiting.add(r.record)
	})
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
	if !r.mapped || l.name != "" {
		l.note(at)
	}
	if evidence == index.OwnField {
		l.noteTown(f.PostTown)
	}
	p := point{
		lat: int32(math.Round(f.Lat * 1e6)), lon: int32(math.Round(f.Lon * 1e6)),
		postcode: r.postcodes.number(f.Country, f.Postcode), accuracy: index.Accuracy(f.Accuracy),
		source: uint16(r.source), file: uint16(r.files[r.source] + int(f.File)), evidence: evidence, name: cut(street, maxName),
	}
	p.id, p.doors = r.idOf(f), encodeDoors(f.Doors)
	if f.Kind == source.Street || f.Number == "" {
		if f.Kind == source.Address {
			r.problems.note(r.source, noNumber, f)
		}
		return r.add(n, name, &p)
	}
	return r.numbers(n, name, &p, f)
}

// idOf is the identifier that is kept of a feature; "" for none.
func (r *reader) idOf(f *source.Feature) string {
	switch {
	case r.o.NoIDs:
		return ""
	case len(f.SourceID) > index.MaxRecordID || strings.Contains(f.SourceID, "\x00"):
		r.problems.note(r.source, unfitID, f)
		return ""
	}
	return f.SourceID
}

// numbers takes each of the house numbers of an address in.
func (r *reader) numbers(locality uint32, name *streetName, p *point, f *source.Feature) error {
	numbers := text.Numbers(f.Number)
	if len(numbers) == 0 {
		numbers = []string{f.Number} // ";", which is unreadable
	}
	for _, number := range numbers {
		h := text.ParseNumber(number)
		if subNumbered[f.Country] {
			h.To = 0
		}
		p.address, p.number, p.to, p.rest = true, uint32(h.Number), uint32(h.To), cut(h.Rest, maxRest)
		if h.Number == 0 && h.Rest == "" {
			r.problems.note(r.source, unreadableNumber, f)
			p.address = false
		}
		if err := r.add(locality, name, p); err != nil {
			return err
		}
	}
	return nil
}

// subNumbered are the countries where "2-3" is no range: a house of a block, or
// the third entrance beside one number.
var subNumbered = map[string]bool{"JP": true, "KR": true, "TW": true}

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

func (r *reader) add(locality uint32, name *streetName, p *point) error {
	if r.mapped {
		return r.wait(locality, name, p)
	}
	r.record = appendKey(r.record[:0], locality, &name.StreetName)
	r.record = p.append(r.record)
	return r.records.add(r.record)
}

// wait puts an address among those that wait for all places to be known.
func (r *reader) wait(locality uint32, name *streetName, p *point) error {
	tag := byte(tagNamed)
	if r.localities.list[locality].name == "" {
		tag = tagLost
	} else {
		r.homesNear.note(p.position(), locality, r.maps[r.source])
	}
	if p.postcode != 0 {
		r.postcodesNear.note(p.position(), p.postcode)
	}
	r.record = binary.BigEndian.AppendUint32(appendWaiting(r.record[:0], tag, name), locality)
	r.record = p.append(r.record)
	return r.waiting.add(r.record)
}

// maxRemembered bounds the tables that spare a look-up; they begin anew when full.
const maxRemembered = 1 << 16

// streetName takes a street's name apart, most of which come again.
func (r *reader) streetName(written string) *streetName {
	if name, known := r.streets[written]; known {
		return name
	}
	name := parseStreet(cut(written, maxName))
	if len(r.streets) == maxRemembered {
		clear(r.streets)
	}
	r.streets[strings.Clone(written)] = name
	return name
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
	if r.mapped {
		key.name = ""
		return r.localities.number(key), index.OwnField, nil
	}
	if name, held := r.polygons.holding(at); held {
		key.name = name
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
	cell := nearbyCellOf(at)
	if id, known := r.nearby[cell]; known {
		return id, nil
	}
	centre := nearbyCentre(cell)
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

func nearbyCellOf(p geocode.Point) [2]int32 {
	return [2]int32{int32(math.Floor(p.Lat * 1e6 / nearbyCell)), int32(math.Floor(p.Lon * 1e6 / nearbyCell))}
}

func nearbyCentre(cell [2]int32) geocode.Point {
	return geocode.Point{Lat: (float64(cell[0]) + 0.5) * nearbyCell / 1e6, Lon: (float64(cell[1]) + 0.5) * nearbyCell / 1e6}
}
