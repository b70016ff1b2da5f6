package draw

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// town is where something is, as an address says it.
type town struct {
	locality, region, postcode, country string

	away float64 // metres to the place that gave its name, where one did
}

// house is an address of the sample.
type house struct {
	town
	order          uint64
	number, street string
	whole          string // all numbers of its record: "12;14" of 12
	at             geocode.Point
}

// code is a postcode of the sample: the middle of its addresses.
type code struct {
	town
	sum   geocode.Point
	count int
	box   geocode.Box
}

func (c *code) middle() geocode.Point {
	return geocode.Point{Lat: c.sum.Lat / float64(c.count), Lon: c.sum.Lon / float64(c.count)}
}

// pool is what questions are made of, and what it takes to see whether a name
// means several things.
type pool struct {
	*drawing
	chosen    []kind
	houses    *lowest[house]
	rare      map[string]*lowest[house] // by the kind that wants them
	meetings  *lowest[meeting]
	aliases   *lowest[alias]
	former    *lowest[alias] // others are former names
	places    *lowest[named]
	landmarks *lowest[named]
	codes     *lowest[code]
	natives   *lowest[native]

	towns     []place                  // of the data, to name localities by
	countries []country                // whose borders the data has
	bearer    map[uint64]geocode.Point // of places' and landmarks' names: where the first is
	twice     map[uint64]bool          // names that are borne far apart
	parts     []place                  // of places, of the data
	postal    map[string]string        // what the post calls the town of a postcode, by postalKey
	named     map[string]bool          // localities that addresses name
	mains     map[uint64]bool          // of all streets' main names
	others    map[uint64]bool          // of their other names

	bearers    map[uint64]geocode.Point // of the names of the country's places: where the last is
	borneTwice map[uint64]bool          // those names that are borne far apart
}

// Things that are drawn for each question of a kind: not all do.
const (
	housesEach = 3
	othersEach = 6
	mostCodes  = 2000 // wrong postcodes are taken from them, too
)

func newPool(d *drawing, chosen []kind) *pool {
	houses, rare := 0, map[string]*lowest[house]{}
	for _, k := range kinds {
		if k.ofHouse != nil {
			houses += d.each
		}
	}
	for _, k := range chosen {
		if k.wants != nil {
			rare[k.name] = newLowest[house](housesEach * d.each)
		}
	}
	return &pool{
		drawing: d, chosen: chosen, houses: newLowest[house](housesEach * houses), rare: rare,
		meetings: newLowest[meeting](othersEach * d.each), aliases: newLowest[alias](othersEach * d.each), former: newLowest[alias](othersEach * d.each),
		places: newLowest[named](othersEach * d.each), landmarks: newLowest[named](othersEach * d.each),
		codes:   newLowest[code](max(mostCodes, othersEach*d.each)),
		natives: newLowest[native](othersEach * d.each), bearers: map[uint64]geocode.Point{}, borneTwice: map[uint64]bool{},
		bearer: map[uint64]geocode.Point{}, twice: map[uint64]bool{}, named: map[string]bool{}, postal: map[string]string{}, mains: map[uint64]bool{}, others: map[uint64]bool{},
	}
}

// hash draws by the seed.
func (d *drawing) hash(parts ...string) uint64 {
	return cases.Hash(append(parts, fmt.Sprint(d.Seed))...)
}

// see takes note of a feature.
func (p *pool) see(f *source.Feature) error {
	switch f.Kind {
	case source.Address:
		p.seeHouse(f)
		p.seeCode(f)
	case source.Street:
		p.mains[cases.Hash(p.cores.of(f.Street))] = true
		for _, n := range f.Names {
			p.others[cases.Hash(p.cores.of(n.Text))] = true
		}
		p.seeMeetings(f)
		p.seeAlias(f)
	case source.Place:
		p.seePlace(f)
		p.seeNative(f)
	case source.Area:
		p.seeCountry(f)
		p.bearer[cases.Hash(source.Place.String(), text.Key(f.Name))] = pointOf(f)
	case source.Postcode:
		p.seePostal(f)
	case source.Landmark:
		p.seeNamed(p.landmarks, f, sameLandmark)
	}
	return nil
}

func (p *pool) townOf(f *source.Feature) town {
	t := town{locality: f.Locality, region: f.Region, postcode: f.Postcode, country: f.Country}
	if t.country == "" {
		t.country = p.Country
	}
	return t
}

// seeHouse draws an address that people can ask for: one with a number and a
// street that look like it.
func (p *pool) seeHouse(f *source.Feature) {
	p.mains[cases.Hash(p.cores.of(f.Street))] = true
	if !p.named[f.Locality] {
		p.named[strings.Clone(f.Locality)] = true
	}
	if f.Accuracy == source.Interpolated || !isAskable(f.Street) || f.Locality != "" && !isAskable(f.Locality) || p.Only != nil && !p.Only(f) {
		return
	}
	numbers := text.Numbers(f.Number)
	if len(numbers) == 0 || !isNumber(numbers[0]) {
		return
	}
	order := p.hash("house", f.Street, numbers[0], f.Locality, f.Postcode)
	seen := house{p.townOf(f), order, numbers[0], f.Street, f.Number, pointOf(f)}
	if h, fresh := p.houses.at(order); fresh {
		*h = seen
	}
	for i := range p.chosen {
		k := &p.chosen[i]
		if k.wants == nil || !k.wants(&seen) {
			continue
		}
		if h, fresh := p.rare[k.name].at(order); fresh {
			*h = seen
		}
	}
}

// housesOf gives the addresses that a kind takes its own from.
func (p *pool) housesOf(k *kind) *lowest[house] {
	if k.wants != nil {
		return p.rare[k.name]
	}
	return p.houses
}

// everyAlias gives all streets of the sample with other names, present and
// former.
func (p *pool) everyAlias() []*alias { return append(p.aliases.sorted(), p.former.sorted()...) }

// everyHouse gives all addresses of the sample, in an order that is always the same.
func (p *pool) everyHouse() []*house {
	all := p.houses.sorted()
	for i := range p.chosen {
		if p.chosen[i].wants != nil {
			all = append(all, p.rare[p.chosen[i].name].sorted()...)
		}
	}
	return all
}

// Longest number and names, in bytes, that are asked for.
const (
	longestNumber = 12
	longestName   = 60
)

// isNumber tells whether a house number begins as one and is no more: "12",
// "12 bis", "8/2 с1", but not "11 B 9", which has a flat in it, nor a floor or
// building of Korea ("2층").
func isNumber(number string) bool {
	return number[0] >= '0' && number[0] <= '9' && len(number) <= longestNumber && len(strings.Fields(number)) <= 2 && !text.HasHangul(number)
}

// isAskable tells whether a name is one that people write: of at least three
// letters, in one line, and no list.
func isAskable(name string) bool {
	letters := 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3 && len(name) <= longestName && utf8.ValidString(name) && !strings.ContainsAny(name, ";,&/|\n\r\t\"")
}

// seePostal keeps the name of a postcode's town, the first of several.
func (p *pool) seePostal(f *source.Feature) {
	key := postalKey(f.Country, f.Postcode)
	if _, known := p.postal[key]; !known && isAskable(f.Locality) {
		p.postal[key] = f.Locality
	}
}

func pointOf(f *source.Feature) geocode.Point { return geocode.Point{Lat: f.Lat, Lon: f.Lon} }

func (p *pool) seeCode(f *source.Feature) {
	if f.Postcode == "" {
		return
	}
	t := p.townOf(f)
	c, fresh := p.codes.at(p.hash("code", t.country, text.Key(t.postcode)))
	if c == nil {
		return
	}
	if fresh {
		c.town = t
		c.box = geocode.Box{South: f.Lat, North: f.Lat, West: f.Lon, East: f.Lon}
	}
	c.sum.Lat += f.Lat
	c.sum.Lon += f.Lon
	c.count++
	c.box.South, c.box.North = min(c.box.South, f.Lat), max(c.box.North, f.Lat)
	c.box.West, c.box.East = min(c.box.West, f.Lon), max(c.box.East, f.Lon)
}
