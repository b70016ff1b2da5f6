package build

import (
	"iter"
	"math"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// sameSettlement is how far apart, in metres, two sources may have one place.
const sameSettlement = 3_000

// join makes one of the accounts that sources give of one place: its point in
// its area, and the same place of two sources. Then places are found by point.
func (ps *places) join(wider []territory) {
	for at := range ps.list {
		ps.joinHeld(int32(at))
	}
	for at := range ps.list {
		ps.joinOther(int32(at))
	}
	ps.adopt(wider)
	for at := range ps.list {
		p := &ps.list[at]
		if p.into == 0 && p.shape != nil {
			ps.shapes.add(p.shape, int32(at))
		}
	}
	ps.grid.fill(ps)
}

// joinHeld joins to an area the places of its name that lie in it.
func (ps *places) joinHeld(at int32) {
	p := &ps.list[at]
	if p.shape == nil || p.into > 0 {
		return
	}
	for _, key := range townKeys(p.name) {
		for _, other := range ps.byKey[key] {
			q := &ps.list[other]
			if other == at || q.into > 0 || !sameCountry(p.country, q.country) || !p.shape.holds(q.point) {
				continue
			}
			if q.shape == nil || q.shape.size <= p.shape.size && text.Key(q.name) == text.Key(p.name) {
				ps.put(other, at)
			}
		}
	}
}

// townKeys lists the keys of the town that an area is named after: those of
// its name, but not of parts of it, which may be towns of their own.
func townKeys(name string) []string {
	if strings.ContainsFunc(name, isBetweenNames) || strings.Contains(name, " - ") {
		return []string{text.Key(name)}
	}
	keys := spellings(name)
	words := strings.Fields(text.Key(name))
	if len(words) < 2 || !townTitles[words[0]] {
		return keys
	}
	words = words[1:]
	if len(words) > 1 && articles[words[0]] {
		words = words[1:]
	}
	return append(keys, strings.Join(words, " "))
}

// townTitles are words before the name of a town in that of its area, and
// articles those that may stand between: "Gemeinde Vaduz", "Município do Porto".
var (
	townTitles = map[string]bool{
		"gemeinde": true, "marktgemeinde": true, "stadtgemeinde": true, "markt": true, "stadt": true, "commune": true, "ville": true, "comune": true,
		"municipio": true, "concelho": true, "ayuntamiento": true, "parroquia": true, "obec": true, "mesto": true, "gmina": true, "miasto": true,
		"municipality": true, "city": true, "town": true, "borough": true,
	}
	articles = map[string]bool{"de": true, "do": true, "da": true, "di": true, "du": true, "d": true, "of": true, "la": true}
)

// joinOther joins a place to one that another source gave before it, and the
// outline of one to the place itself.
func (ps *places) joinOther(at int32) {
	p := &ps.list[at]
	if p.into > 0 {
		return
	}
	for _, other := range ps.byKey[text.Key(p.name)] {
		other = ps.whole(other)
		q := &ps.list[other]
		if other == at || !sameCountry(p.country, q.country) {
			continue
		}
		if p.outline && !q.outline && geo.Distance(p.point, q.point) <= placeReach(q.population) {
			ps.put(at, other)
			return
		}
		if other > at || q.source == p.source {
			continue
		}
		if geo.Distance(p.point, q.point) <= sameSettlement || p.shape == nil && q.shape != nil && q.shape.holds(p.point) {
			ps.put(at, other)
			return
		}
	}
}

func sameCountry(a, b string) bool { return a == b || a == "" || b == "" }

// put makes one place a part of another's account: that has all names, and of
// a settlement in an area the name and point of the settlement.
func (ps *places) put(one, of int32) {
	p, q := &ps.list[one], &ps.list[of]
	p.into = of + 1
	names := append(q.names, p.names...)
	if p.shape == nil && q.shape != nil && q.source == p.source {
		names = append(names, source.Name{Text: q.name, Role: source.Official})
		q.name, q.point = p.name, p.point
	} else {
		names = append(names, source.Name{Text: p.name, Role: source.Alternative})
	}
	q.names = distinctNames(names, q.name)
	q.population = max(p.population, q.population)
	if q.shape == nil {
		q.rings, q.shape = p.rings, p.shape
	}
	if q.country == "" {
		q.country = p.country
	}
	if q.region == "" {
		q.region = p.region
	}
	for _, n := range q.names {
		ps.key(n.Text, of)
	}
	ps.key(q.name, of)
}

// distinctNames leaves out names that stand twice, and the main one where its
// language is not said.
func distinctNames(names []source.Name, main string) (kept []source.Name) {
	seen := map[source.Name]bool{{Text: main, Role: source.Main}: true}
	for _, n := range names {
		if !seen[n] && (n.Lang != "" || n.Text != main) {
			seen[n] = true
			kept = append(kept, n)
		}
	}
	return kept
}

// adopt gives a place without a border that of the district or country of its
// name that it lies in, where that is no larger than the place may be: cities
// that are a district of their own are often mapped so.
func (ps *places) adopt(wider []territory) {
	for i := range wider {
		t := &wider[i]
		if t.shape == nil || t.level >= source.LevelPlace {
			continue
		}
		for _, key := range townKeys(t.name) {
			for _, at := range ps.byKey[key] {
				p := &ps.list[ps.whole(at)]
				if p.shape == nil && sameCountry(p.country, t.country) && t.shape.holds(p.point) && t.shape.size <= largest(p.population) {
					p.rings, p.shape = t.rings, t.shape
				}
			}
		}
	}
}

// largest is how many square metres a place of so many people may have.
func largest(population int64) float64 {
	box := index.PlaceBox(geocode.Point{}, population)
	side := (box.North - box.South) * geo.MetresPerDegree
	return side * side
}

// placeGrid finds the places of sources by nearness.
type placeGrid struct {
	cells map[[2]int32][]int32
}

// fill notes all places but those that are a part of another's account.
func (g *placeGrid) fill(ps *places) {
	g.cells = map[[2]int32][]int32{}
	for at := range ps.list {
		if p := &ps.list[at]; p.into == 0 {
			cell := shapeCellOf(p.point)
			g.cells[cell] = append(g.cells[cell], int32(at))
		}
	}
}

// nearestOfSources gives the place of a source that is nearest to a point for its size.
func (ps *places) nearestOfSources(at geocode.Point, country string) (best int32, weighed float64, found bool) {
	weighed = math.Inf(1)
	for cell := range ps.grid.about(at) {
		for _, n := range ps.grid.cells[cell] {
			p := &ps.list[n]
			if !sameCountry(p.country, country) {
				continue
			}
			metres := geo.Distance(at, p.point)
			if d := metres / weight(p.population); metres <= nearbyReach && d < weighed {
				best, weighed, found = n, d, true
			}
		}
	}
	return best, weighed, found
}

// about gives the cells within nearbyReach of a point.
func (g *placeGrid) about(at geocode.Point) iter.Seq[[2]int32] {
	cell := shapeCellOf(at)
	reach := int32(math.Ceil(nearbyReach / (shapeCell * geo.MetresPerDegree)))
	width := int32(math.Ceil(float64(reach) / max(math.Cos(at.Lat*math.Pi/180), 0.1)))
	return func(yield func([2]int32) bool) {
		for y := cell[0] - reach; y <= cell[0]+reach; y++ {
			for x := cell[1] - width; x <= cell[1]+width; x++ {
				if !yield([2]int32{y, x}) {
					return
				}
			}
		}
	}
}

// weight is how much further than a village a place of so many people reaches:
// the root of its size, so that a town's outskirts are the town's and a
// village beside it stays one.
func weight(population int64) float64 {
	box := index.PlaceBox(geocode.Point{}, population)
	return math.Sqrt(box.North * geo.MetresPerDegree / 1000)
}
