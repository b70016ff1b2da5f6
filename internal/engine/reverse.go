package engine

import (
	"cmp"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// Distances of reverse answers, in metres.
const (
	offshore      = 25_000  // how far off a coast a point still belongs to the country
	townCentre    = 1_000   // a place as near counts for more than any border
	borderBlur    = 3_000   // how far a simplified border may be off: a place as near may lie across it
	districtReach = 100_000 // how far the place may be whose district a point is said to lie in
	districtSure  = 10_000  // and up to where, with all places around agreeing, it surely does
)

// around is how many of the nearest places and neighborhoods are considered.
const around = 10

// reach is how far, in metres, from its centre a place is still the answer:
// 15 km, and one and a half times the radius of a town of that many people.
func reach(a *area) float64 { return 15_000 + 1.5*radius(a) }

// radius is that of a round town, in metres, with 3,000 people to the square kilometre.
func radius(a *area) float64 {
	return 1000 * math.Sqrt(max(float64(a.Population), 500)/3000/math.Pi)
}

// near is a place and how far it is in metres.
type near struct {
	*area
	metres float64
}

// pull orders places by how likely they hold the point: by distance, a town
// sixteen times as big reaching twice as far.
func (n *near) pull() float64 { return n.metres / math.Sqrt(radius(n.area)) }

// position is a point and what is known of it.
type position struct {
	held      []*area // whose polygons hold it, the smallest first
	countries []*area // whose borders hold it, or are near
	afloat    bool    // no border holds it
	places    []near  // nearest first, within districtReach

	neighborhood *near // the nearest
}

// reverse answers a reverse request, most specific first.
func (b *batch) reverse(r *geocode.Request) []geocode.Answer {
	if !r.TypesGiven {
		return b.mostSpecific(r)
	}
	var answers []geocode.Answer
	var p *position
	for _, t := range r.EntityTypes.List() {
		if goodEnough(answers, r) >= max(r.MaxResults, 1) {
			break
		}
		switch t {
		case geocode.EntityAddress, geocode.EntityPostcode1:
			answers = append(answers, b.addressOrPostcode(r, t)...)
			continue
		}
		if p == nil {
			p = b.locate(r.Point)
		}
		if len(p.countries) == 0 {
			continue
		}
		if c := b.holding(p, t); c != nil {
			answers = append(answers, b.reverseAnswers(r, c)...)
		}
	}
	return answers
}

// goodEnough counts the answers that are not below what the request asks for.
func goodEnough(answers []geocode.Answer, r *geocode.Request) (n int) {
	for i := range answers {
		if answers[i].Confidence >= r.MinimumConfidence {
			n++
		}
	}
	return n
}

// mostSpecific gives what is at the point: an address, a crossing, a street, a
// landmark, else the place that it lies in, else its country.
func (b *batch) mostSpecific(r *geocode.Request) []geocode.Answer {
	if answers := b.nearest(r); len(answers) > 0 {
		return answers
	}
	p := b.locate(r.Point)
	if len(p.countries) == 0 {
		return nil
	}
	for _, t := range []geocode.EntityType{geocode.EntityPopulatedPlace, geocode.EntityCountryRegion} {
		if c := b.holding(p, t); c != nil {
			return b.reverseAnswers(r, c)
		}
	}
	return nil
}

func (b *batch) reverseAnswers(r *geocode.Request, list ...*candidate) []geocode.Answer {
	q := &question{culture: b.culture(r.Culture), request: &geocode.Request{}}
	var answers []geocode.Answer
	for _, c := range list {
		c.share = 1
		answers = append(answers, b.answer(q, c))
	}
	return answers
}

// locate finds the countries and places about a point.
func (b *batch) locate(at geocode.Point) *position {
	p := &position{held: b.holdingAreas(at)}
	for i, ix := range b.indexes {
		ids, metres, err := ix.HoldingOrNear(at, offshore)
		b.note(err)
		for _, id := range ids {
			if a := b.area(ref{i, id}); a != nil && a.Kind == index.Country && !p.in(a.Country) {
				p.countries = append(p.countries, a)
				p.afloat = metres > 0
			}
		}
	}
	for _, a := range p.held { // a polygon is drawn more precisely than a border
		if c := b.area(a.country); c != nil && !p.in(a.Country) {
			p.countries, p.afloat = []*area{c}, false
			break
		}
	}
	if len(p.countries) == 0 {
		b.landfall(p, at)
	}
	if len(p.countries) > 0 {
		b.placesAround(p, at)
	}
	return p
}

// landfall takes the country of the nearest place for that of the point: not
// every island has a border.
func (b *batch) landfall(p *position, at geocode.Point) {
	for i, ix := range b.indexes {
		list, err := ix.Nearest(at, offshore, 1, func(a *index.Area) bool { return a.CountryArea != 0 })
		b.note(err)
		if len(list) > 0 && len(p.countries) == 0 {
			p.countries, p.afloat = []*area{b.area(ref{i, list[0].Area.CountryArea})}, true
		}
	}
}

// in tells whether a country is one of the point's, by its code.
func (p *position) in(country string) bool {
	return slices.ContainsFunc(p.countries, func(c *area) bool { return c.Country == country })
}

// placesAround finds the nearest places in the point's countries, and those
// just across a border that may be drawn too roughly. A town is as near as the
// nearest of its neighborhoods.
func (b *batch) placesAround(p *position, at geocode.Point) {
	for i, ix := range b.indexes {
		list, err := ix.Nearest(at, districtReach, around, func(a *index.Area) bool {
			return p.in(a.Country) || geo.Distance(at, a.Point) <= borderBlur
		})
		b.note(err)
		earlier := len(p.places)
		for _, n := range list {
			a := b.adopt(i, n.Area)
			if a.Kind == index.Neighborhood {
				if p.neighborhood == nil {
					p.neighborhood = &near{a, n.Metres}
				}
				a = b.area(a.place)
			}
			if a != nil && !p.knows(a, earlier) {
				p.places = append(p.places, near{a, n.Metres})
			}
		}
	}
	slices.SortStableFunc(p.places, func(x, y near) int {
		return cmp.Or(cmp.Compare(x.metres, y.metres), compareAreas(x.area, y.area))
	})
}

// knows tells whether a place is listed, be it from one of the indexes before,
// whose places are the first of the list.
func (p *position) knows(a *area, earlier int) bool {
	for i, known := range p.places {
		if known.ref == a.ref || i < earlier && sameArea(known.area, a) {
			return true
		}
	}
	return false
}

// holding gives the area of a type that holds the point, or nil.
func (b *batch) holding(p *position, t geocode.EntityType) *candidate {
	if c := p.holdingKind(kindOf(t)); c != nil {
		return c
	}
	switch t {
	case geocode.EntityPopulatedPlace:
		return p.place()
	case geocode.EntityNeighborhood:
		return p.part()
	case geocode.EntityAdminDivision1:
		return p.district(b, func(a *area) ref { return a.district })
	case geocode.EntityAdminDivision2:
		return p.district(b, func(a *area) ref { return a.district2 })
	case geocode.EntityCountryRegion:
		return p.country(b)
	}
	return nil
}

// place is the place that pulls most among those within reach.
func (p *position) place() *candidate {
	var best, second *near
	for i := range p.places {
		n := &p.places[i]
		switch {
		case n.metres > reach(n.area):
		case best == nil || n.pull() < best.pull():
			best, second = n, best
		case second == nil || n.pull() < second.pull():
			second = n
		}
	}
	if best == nil {
		return nil
	}
	c := &candidate{naming: naming{area: best.area}}
	if best.metres > radius(best.area)+1000 {
		c.charge(placeFar, "")
	}
	if second != nil && second.pull() < 2*best.pull() {
		c.charge(placeRival, second.Name)
	}
	return c
}

// part is the nearest neighborhood, where the point lies within the round town
// that its people would fill, or nearly.
func (p *position) part() *candidate {
	n := p.neighborhood
	if n == nil || n.metres > radius(n.area)+1000 {
		return nil
	}
	c := &candidate{naming: naming{area: n.area}}
	if n.metres > radius(n.area) {
		c.charge(placeFar, "")
	}
	return c
}

// holdingKind gives the area of a kind whose polygon holds the point: then no
// other is asked.
func (p *position) holdingKind(kind index.Kind) *candidate {
	for _, a := range p.held {
		if a.Kind == kind {
			return &candidate{naming: naming{area: a}}
		}
	}
	return nil
}

// kindOf gives the kind of areas that an entity type is of.
func kindOf(t geocode.EntityType) index.Kind {
	for kind, entity := range entityTypes {
		if entity == t {
			return kind
		}
	}
	return 0
}

// district is what the place at the point lies in, or else the nearest place:
// midtown Manhattan is nearer to the middle of New Jersey's towns than to that
// of New York, and yet the city's.
func (p *position) district(b *batch, of func(*area) ref) *candidate {
	var c *candidate
	agreed := true
	places := p.places
	if at := cmp.Or(p.holdingKind(index.Place), p.place()); at != nil {
		i := slices.IndexFunc(places, func(n near) bool { return n.ref == at.ref })
		places = slices.Concat(places[i:i+1], places[:i], places[i+1:])
	}
	for _, n := range places {
		switch d := b.area(of(n.area)); {
		case d == nil:
		case c == nil:
			c = &candidate{naming: naming{area: d}}
			if n.metres > districtSure {
				c.charge(placeFar, n.Name)
			}
		case d.ref != c.ref:
			agreed = false
		}
	}
	if c != nil && !agreed {
		c.charge(districtRival, "")
	}
	return c
}

// country is the one whose borders hold the point; of several, or where the
// nearest place lies just across the border, that of the nearest place.
func (p *position) country(b *batch) *candidate {
	best := p.countries[0]
	if len(p.places) > 0 {
		if n := p.places[0]; len(p.countries) > 1 || n.metres <= townCentre {
			best = cmp.Or(b.area(n.country), best)
		}
	}
	c := &candidate{naming: naming{area: best}}
	if p.afloat {
		c.charge(pointOffshore, "")
	}
	if slices.ContainsFunc(p.places, func(n near) bool { return n.Country != best.Country }) {
		c.charge(borderNear, "")
	}
	return c
}
