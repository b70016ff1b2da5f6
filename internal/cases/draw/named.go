package draw

import (
	"slices"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// named is a place or landmark of the sample.
type named struct {
	town
	order  uint64
	at     geocode.Point
	name   string
	others []string
	reach  float64 // metres from the point to the farthest of its bounds; 0 where only the point is known
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

func (p *pool) seePlace(f *source.Feature) {
	if f.Level != source.LevelNeighborhood && isAskable(f.Name) {
		p.towns = append(p.towns, place{f.Name, f.Population, pointOf(f)})
	}
	if f.Level == source.LevelNeighborhood && isAskable(f.Name) {
		p.parts = append(p.parts, place{f.Name, f.Population, pointOf(f)})
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
