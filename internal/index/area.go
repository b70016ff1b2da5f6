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
)

var kindNames = [...]string{"none", "country", "district", "district2", "place", "neighborhood"}

// String names the kind, e.g. "country".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", k)
}

// Area is a country, district or place.
type Area struct {
	ID         ID
	Kind       Kind
	Name       string // as its source spells it; see Index.NameIn
	Country    string // ISO 3166-1 alpha-2
	Code       string // "US"; of a district its ISO 3166-2 code where known, "US-WA"; else ""
	Short      string // customary short form, "WA"; else ""
	Population int64  // 0 where unknown; of districts and countries the sum of their places, for ranking only

	// What the area lies in, itself included: the country of a country is
	// that country. 0 where it lies in none or that is not known.
	CountryArea, District, District2 ID

	Point geocode.Point // a position within, to show on a map
	Box   geocode.Box   // its extent; of places an estimate, see PlaceBox
}

// An area's record in the section "areas"; its number is the ID. Record 0 is
// zero. What few areas have is in the section "details".
//
//	lat, lon    i32, 1e-7 degrees
//	name        u32, offset in the section "texts"
//	parent      u32, ID
//	population  u32, capped
//	kind        u8
//	detail      u24, number of the record in "details", 0 for none
const areaLength = 24

// A record in the section "details". Record 0 is zero.
//
//	box    4 × i32: south, west, north, east in 1e-7 degrees; all 0 for none
//	code   u32, offset in "texts"
//	short  u32, offset in "texts"
//	names  u32, offset in "names", 0 for none
const detailLength = 28

type record struct {
	lat, lon   int32
	name       uint32
	parent     ID
	population uint32
	kind       Kind
	detail     uint32
}

type detail struct {
	box                [4]int32
	code, short, names uint32
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
	dst = binary.LittleEndian.AppendUint32(dst, uint32(r.parent))
	dst = binary.LittleEndian.AppendUint32(dst, r.population)
	return binary.LittleEndian.AppendUint32(dst, uint32(r.kind)|r.detail<<8)
}

func (d *detail) append(dst []byte) []byte {
	for _, side := range d.box {
		dst = binary.LittleEndian.AppendUint32(dst, uint32(side))
	}
	dst = binary.LittleEndian.AppendUint32(dst, d.code)
	dst = binary.LittleEndian.AppendUint32(dst, d.short)
	return binary.LittleEndian.AppendUint32(dst, d.names)
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
	last := binary.LittleEndian.Uint32(b[20:])
	return record{
		lat:        int32(binary.LittleEndian.Uint32(b)),
		lon:        int32(binary.LittleEndian.Uint32(b[4:])),
		name:       binary.LittleEndian.Uint32(b[8:]),
		parent:     ID(binary.LittleEndian.Uint32(b[12:])),
		population: binary.LittleEndian.Uint32(b[16:]),
		kind:       Kind(last),
		detail:     last >> 8,
	}, nil
}

// detail reads a record of details; number 0 gives the zero detail.
func (ix *Index) detail(number uint32) (detail, error) {
	if number == 0 {
		return detail{}, nil
	}
	b, err := ix.details.bytes(uint64(number)*detailLength, detailLength)
	if err != nil {
		return detail{}, err
	}
	var d detail
	for i := range d.box {
		d.box[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
	}
	d.code = binary.LittleEndian.Uint32(b[16:])
	d.short = binary.LittleEndian.Uint32(b[20:])
	d.names = binary.LittleEndian.Uint32(b[24:])
	return d, nil
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
	d, err := ix.detail(r.detail)
	if err != nil {
		return Area{}, err
	}
	a := Area{ID: id, Kind: r.kind, Population: int64(r.population), Point: r.point(), Box: d.extent(&r)}
	if a.Name, err = ix.text(r.name); err != nil {
		return Area{}, err
	}
	if a.Code, err = ix.text(d.code); err != nil {
		return Area{}, err
	}
	if a.Short, err = ix.text(d.short); err != nil {
		return Area{}, err
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
		case District2:
			a.District2 = id
		case District:
			a.District = id
		case Country:
			a.CountryArea = id
			d, err := ix.detail(r.detail)
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

// extent is the stored box, else the estimate for a place.
func (d *detail) extent(r *record) geocode.Box {
	if d.box == [4]int32{} {
		return PlaceBox(r.point(), int64(r.population))
	}
	return geocode.Box{
		South: float64(d.box[0]) / perDegree, West: float64(d.box[1]) / perDegree,
		North: float64(d.box[2]) / perDegree, East: float64(d.box[3]) / perDegree,
	}
}

// PlaceBox estimates the extent of a place whose bounds are not known: from
// its centre (people/1000)^0.4 km to each side, at least 0.8 and at most 40:
// 2.5 km for ten thousand people, 16 km for a million.
func PlaceBox(centre geocode.Point, population int64) geocode.Box {
	km := math.Pow(float64(population)/1000, 0.4)
	return geo.Pad(geo.Around(centre), 1000*min(max(km, 0.8), 40))
}
