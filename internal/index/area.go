package index

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// ID names an area within one build of one index. 0 is no area. IDs of
// another build are others.
type ID uint32

// Kind is what an area is.
type Kind uint8

// The kinds of areas, coarsest first.
const (
	Country      Kind = iota + 1
	District          // first level: state, province, Land
	District2         // second level: county, département, Kreis
	Place             // city, town, village
	Neighborhood      // part of a place
	Landmark          // a thing in a place that people know: a park, a station, a museum
)

var kindNames = [...]string{"none", "country", "district", "district2", "place", "neighborhood", "landmark"}

// String names the kind, e.g. "country".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", k)
}

// Area is a country, district, place or landmark.
type Area struct {
	ID         ID
	Kind       Kind
	Name       string // as its source spells it; see Index.NameIn
	Country    string // ISO 3166-1 alpha-2
	Code       string // "US"; of a district its ISO 3166-2 code where known, "US-WA"; else ""
	Short      string // customary short form, "WA"; else ""
	Population int64  // 0 where unknown; of districts and countries the sum of their places, for ranking only

	// What the area lies in, itself included: the country of a country is
	// that country, the place of a neighborhood the town it is part of. 0
	// where it lies in none or that is not known.
	CountryArea, District, District2, Place ID

	Entity geocode.EntityType // of a landmark: what it is; else ""

	Point geocode.Point // a position within, to show on a map
	Box   geocode.Box   // its extent; of places an estimate, see PlaceBox
}

// An area's record in the section "areas"; its number is the ID. Record 0 is
// zero.
//
//	lat, lon    i32, 1e-7 degrees
//	name        u32, offset in the section "texts"
//	parent      u24, ID
//	population  u24: 20 bits times ten to the power of the upper 4 bits
//	kind        u8; 128 more where the section "details" has a record of it
const (
	areaLength = 19
	hasDetail  = 0x80
)

type record struct {
	lat, lon   int32
	name       uint32
	parent     ID
	population int64
	kind       Kind
	detailed   bool
}

const perDegree = 1e7

func fixed(degrees float64) int32 { return int32(math.Round(degrees * perDegree)) }

func (r *record) point() geocode.Point {
	return geocode.Point{Lat: float64(r.lat) / perDegree, Lon: float64(r.lon) / perDegree}
}

func (r *record) append(dst []byte) []byte {
	dst = binary.LittleEndian.AppendUint32(dst, uint32(r.lat))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(r.lon))
	dst = binary.LittleEndian.AppendUint32(dst, r.name)
	dst = appendUint24(dst, uint32(r.parent))
	dst = appendUint24(dst, packPopulation(r.population))
	last := byte(r.kind)
	if r.detailed {
		last |= hasDetail
	}
	return append(dst, last)
}

func appendUint24(dst []byte, x uint32) []byte {
	return append(dst, byte(x), byte(x>>8), byte(x>>16))
}

func uint24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }

// packPopulation keeps the first six digits.
func packPopulation(people int64) uint32 {
	exponent := uint32(0)
	for people = max(people, 0); people >= 1<<20; people /= 10 {
		exponent++
	}
	return uint32(people) | min(exponent, 15)<<20
}

func unpackPopulation(x uint32) int64 {
	people := int64(x & (1<<20 - 1))
	for range x >> 20 {
		people *= 10
	}
	return people
}

// record reads the record of an area.
func (ix *Index) record(id ID) (record, error) {
	if id == 0 || uint64(id) >= ix.areas.size()/areaLength {
		return record{}, fmt.Errorf("area %d: %w", id, ErrNoArea)
	}
	b, err := ix.areas.bytes(uint64(id)*areaLength, areaLength)
	if err != nil {
		return record{}, err
	}
	return record{
		lat:        int32(binary.LittleEndian.Uint32(b)),
		lon:        int32(binary.LittleEndian.Uint32(b[4:])),
		name:       binary.LittleEndian.Uint32(b[8:]),
		parent:     ID(uint24(b[12:])),
		population: unpackPopulation(uint24(b[15:])),
		kind:       Kind(b[18] &^ hasDetail),
		detailed:   b[18]&hasDetail != 0,
	}, nil
}

// text reads a string of the section "texts".
func (ix *Index) text(offset uint32) (string, error) {
	if offset == 0 {
		return "", nil
	}
	head, err := ix.texts.upTo(uint64(offset), binary.MaxVarintLen16)
	if err != nil {
		return "", err
	}
	length, n := binary.Uvarint(head)
	if n <= 0 || length > maxText {
		return "", ix.texts.damage("holds no text at %d", offset)
	}
	b, err := ix.texts.bytes(uint64(offset)+uint64(n), length)
	if err != nil {
		return "", err
	}
	return ix.stable(b), nil
}

// stable is the string of b, copied only if b can go away with the mapping.
func (ix *Index) stable(b []byte) string {
	switch {
	case len(b) == 2 && isUpper(b[0]) && isUpper(b[1]): // a country: by far the commonest
		at := 2 * (26*int(b[0]-'A') + int(b[1]-'A'))
		return pairs[at : at+2]
	case ix.source.lasting():
		return unsafe.String(unsafe.SliceData(b), len(b))
	}
	return string(b)
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// pairs are all two-letter codes one after another.
var pairs = func() string {
	var b []byte
	for i := range 26 * 26 {
		b = append(b, byte('A'+i/26), byte('A'+i%26))
	}
	return string(b)
}()

// Area reads an area.
func (ix *Index) Area(id ID) (a Area, err error) {
	err = ix.guard(func() error {
		a, err = ix.area(id)
		return err
	})
	return a, err
}

func (ix *Index) area(id ID) (Area, error) {
	r, err := ix.record(id)
	if err != nil {
		return Area{}, err
	}
	d, err := ix.detail(id, &r)
	if err != nil {
		return Area{}, err
	}
	a := Area{ID: id, Kind: r.kind, Population: r.population, Point: r.point(), Box: d.extent(&r)}
	if a.Name, err = ix.text(r.name); err != nil {
		return Area{}, err
	}
	if a.Code, err = ix.text(d.code); err != nil {
		return Area{}, err
	}
	if a.Short, err = ix.text(d.short); err != nil {
		return Area{}, err
	}
	if r.kind == Landmark {
		if a.Entity, err = ix.entity(id); err != nil {
			return Area{}, err
		}
	}
	err = ix.climb(&a, r)
	return a, err
}

// climb fills in what the area lies in. Parents are of a coarser kind than
// their children, so that it ends whatever the file holds.
func (ix *Index) climb(a *Area, r record) error {
	id := a.ID
	for {
		switch r.kind {
		case Place:
			a.Place = id
		case District2:
			a.District2 = id
		case District:
			a.District = id
		case Country:
			a.CountryArea = id
			d, err := ix.detail(id, &r)
			if err != nil {
				return err
			}
			a.Country, err = ix.text(d.code)
			return err
		}
		if r.parent == 0 {
			return nil
		}
		parent, err := ix.record(r.parent)
		if err != nil {
			return err
		}
		if parent.kind >= r.kind {
			return ix.areas.damage("has the area %d within an area of no coarser kind", id)
		}
		id, r = r.parent, parent
	}
}

// PlaceBox estimates the extent of a place whose bounds are not known: from
// its centre (people/1000)^0.4 km to each side, at least 0.8 and at most 40:
// 2.5 km for ten thousand people, 16 km for a million.
func PlaceBox(centre geocode.Point, population int64) geocode.Box {
	km := math.Pow(float64(population)/1000, 0.4)
	box := geocode.Box{South: centre.Lat, West: centre.Lon, North: centre.Lat, East: centre.Lon}
	return geo.Pad(box, 1000*min(max(km, 0.8), 40))
}
