package draw

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
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

// meeting is a crossing of the sample: a point that several streets share.
type meeting struct {
	town
	order   uint64
	at      geocode.Point
	streets []string
}

// alias is a street of the sample that has other names.
type alias struct {
	town
	order  uint64
	at     geocode.Point
	street string
	others []string
	house  *house // an address on it, if there is one
}

// named is a place or landmark of the sample.
type named struct {
	town
	order  uint64
	at     geocode.Point
	name   string
	others []string
	reach  float64 // metres from the point to the farthest of its bounds; 0 where only the point is known
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
	houses    *lowest[house]
	meetings  *lowest[meeting]
	aliases   *lowest[alias]
	places    *lowest[named]
	landmarks *lowest[named]
	codes     *lowest[code]

	towns     []place                  // of the data, to name localities by
	countries []country                // whose borders the data has
	bearer    map[uint64]geocode.Point // of places' and landmarks' names: where the first is
	twice     map[uint64]bool          // names that are borne far apart
	mains     map[uint64]bool          // of all streets' main names
	others    map[uint64]bool          // of their other names
}

// place is a populated place of the data.
type place struct {
	name       string
	population int64
	at         geocode.Point
}

// country is a country whose borders are in the data.
type country struct {
	code  string
	rings [][]geocode.Point
}

// seeCountry keeps the borders of a country.
func (p *pool) seeCountry(f *source.Feature) {
	if f.Level == source.LevelCountry && f.Country != "" && len(f.Rings) > 0 {
		p.countries = append(p.countries, country{f.Country, f.Clone().Rings})
	}
}

// holds tells whether a point is within the borders.
func (c *country) holds(at geocode.Point) bool {
	inside := false
	for _, ring := range c.rings {
		inside = inside != geo.RingHolds(ring, at)
	}
	return inside
}

// Things that are drawn for each question of a kind: not all do.
const (
	housesEach = 3
	othersEach = 6
	mostCodes  = 2000 // wrong postcodes are taken from them, too
)

func newPool(d *drawing) *pool {
	houses := 0
	for _, k := range kinds {
		if k.ofHouse != nil {
			houses += d.each
		}
	}
	return &pool{
		drawing: d, houses: newLowest[house](housesEach * houses),
		meetings: newLowest[meeting](othersEach * d.each), aliases: newLowest[alias](othersEach * d.each),
		places: newLowest[named](othersEach * d.each), landmarks: newLowest[named](othersEach * d.each),
		codes:  newLowest[code](max(mostCodes, othersEach*d.each)),
		bearer: map[uint64]geocode.Point{}, twice: map[uint64]bool{}, mains: map[uint64]bool{}, others: map[uint64]bool{},
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
	case source.Area:
		p.seeCountry(f)
		p.bearer[cases.Hash(source.Place.String(), text.Key(f.Name))] = pointOf(f)
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
	if f.Accuracy == source.Interpolated || !isAskable(f.Street) || f.Locality != "" && !isAskable(f.Locality) || p.Only != nil && !p.Only(f) {
		return
	}
	numbers := text.Numbers(f.Number)
	if len(numbers) == 0 || !isNumber(numbers[0]) {
		return
	}
	order := p.hash("house", f.Street, numbers[0], f.Locality, f.Postcode)
	h, fresh := p.houses.at(order)
	if !fresh {
		return
	}
	*h = house{p.townOf(f), order, numbers[0], f.Street, f.Number, pointOf(f)}
}

// Longest number and names, in bytes, that are asked for.
const (
	longestNumber = 12
	longestName   = 60
)

// isNumber tells whether a house number begins as one and is no more: "12",
// "12 bis", "8/2 с1", but not "11 B 9", which has a flat in it.
func isNumber(number string) bool {
	return number[0] >= '0' && number[0] <= '9' && len(number) <= longestNumber && len(strings.Fields(number)) <= 2
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

// seeMeetings draws points that the street shares with others.
func (p *pool) seeMeetings(f *source.Feature) {
	if !isAskable(f.Street) {
		return
	}
	for _, i := range f.Joints {
		at := f.Line[i]
		order := p.hash("meeting", pointKey(at))
		m, fresh := p.meetings.at(order)
		if m == nil {
			continue
		}
		if fresh {
			*m = meeting{p.townOf(f), order, at, nil}
		}
		if !slices.ContainsFunc(m.streets, func(name string) bool { return cases.SameStreet(name, f.Street) }) {
			m.streets = append(m.streets, f.Street)
		}
	}
}

// pointKey spells a point to a centimetre.
func pointKey(p geocode.Point) string { return fmt.Sprintf("%.7f %.7f", p.Lat, p.Lon) }

func (p *pool) seeAlias(f *source.Feature) {
	others := otherNames(f, f.Street)
	if len(others) == 0 || !isAskable(f.Street) {
		return
	}
	order := p.hash("alias", f.Street, f.Locality, strings.Join(others, "|"))
	if a, fresh := p.aliases.at(order); fresh {
		*a = alias{town: p.townOf(f), order: order, at: middleOf(f), street: f.Street, others: others}
	}
}

// middleOf is a point of a street about its middle.
func middleOf(f *source.Feature) geocode.Point {
	if len(f.Line) > 0 {
		return f.Line[len(f.Line)/2]
	}
	return pointOf(f)
}

// otherNames are names that differ from the main one and that people may use.
// Former names and numbers of roads are not asked for.
func otherNames(f *source.Feature, main string) []string {
	var others []string
	for _, n := range f.Names {
		if n.Role == source.Old || n.Role == source.Ref || !isAskable(n.Text) || cases.SameStreet(n.Text, main) {
			continue
		}
		if !slices.Contains(others, n.Text) {
			others = append(others, n.Text)
		}
	}
	slices.Sort(others)
	return others
}

func (p *pool) seePlace(f *source.Feature) {
	if f.Level != source.LevelNeighborhood && isAskable(f.Name) {
		p.towns = append(p.towns, place{f.Name, f.Population, pointOf(f)})
	}
	p.seeNamed(p.places, f, samePlace)
}

// How far apart, in metres, things of one name may be and be one: a place is
// often in the data as a point and as an area.
const (
	samePlace    = 5000
	sameLandmark = 300
)

func (p *pool) seeNamed(into *lowest[named], f *source.Feature, same float64) {
	if !isAskable(f.Name) {
		return
	}
	key := cases.Hash(f.Kind.String(), text.Key(f.Name))
	at := pointOf(f)
	if first, ok := p.bearer[key]; !ok {
		p.bearer[key] = at
	} else if geo.Distance(first, at) > same {
		p.twice[key] = true
	}
	for _, other := range f.Names {
		key := cases.Hash(f.Kind.String(), text.Key(other.Text))
		if _, ok := p.bearer[key]; !ok {
			p.bearer[key] = at
		}
	}
	order := p.hash("named", f.Kind.String(), f.Name)
	n, fresh := into.at(order)
	if fresh {
		*n = named{town: p.townOf(f), order: order, at: at, name: f.Name}
	}
	if n != nil {
		n.see(f)
	}
}

// see adds what a feature tells of the thing that it is, or is a part of.
func (n *named) see(f *source.Feature) {
	for _, ring := range f.Rings {
		for _, corner := range ring {
			n.reach = max(n.reach, geo.Distance(n.at, corner))
		}
	}
	for _, other := range f.Names {
		if isAskable(other.Text) && other.Role != source.Ref && !slices.Contains(n.others, other.Text) {
			n.others = append(n.others, other.Text)
		}
	}
}

// isTwice tells whether a name is borne by things far apart.
func (p *pool) isTwice(kind source.Kind, name string) bool {
	return p.twice[cases.Hash(kind.String(), text.Key(name))]
}

// isBorne tells whether something of this kind has the name.
func (p *pool) isBorne(kind source.Kind, name string) bool {
	_, ok := p.bearer[cases.Hash(kind.String(), text.Key(name))]
	return ok
}
