package build

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// place is a populated place that localities can be linked to: of a source,
// of the world gazetteer, of localities alone, or of several of these.
type place struct {
	name, country, region, district string
	point                           geocode.Point
	population                      int64
	names                           []source.Name
	also                            []string // names that localities linked to it have
	source                          int
	world                           index.ID // the same place in the gazetteer, 0 where there is none
	rings                           [][]geocode.Point
	shape                           *shape // of the rings, nil where there are none
	into                            int32  // the place that this one is a part of the account of, plus 1; 0 for none
	alone                           bool   // known of localities only
	outline                         bool   // an area, though of no known border: its point is only about where it is
	area                            index.Handle
}

// places are the places that are known, by name.
type places struct {
	world   *index.Index
	mapped  bool // a map is among the sources
	list    []place
	byKey   map[string][]int32
	byWorld map[index.ID]int32
	shapes  shapes // of places, once all are known
	grid    placeGrid
}

func newPlaces(world *index.Index) *places {
	return &places{world: world, byKey: map[string][]int32{}, byWorld: map[index.ID]int32{}}
}

// add takes a place of a source, which may be a point or an area. Its
// counterparts in the gazetteer and in other sources are found once all are
// known, by name.
func (ps *places) add(f *source.Feature, at int) {
	p := place{name: strings.Clone(f.Name), country: strings.Clone(f.Country), region: strings.Clone(f.Region), district: strings.Clone(f.District),
		point: geocode.Point{Lat: f.Lat, Lon: f.Lon}, population: f.Population, names: cloneNames(f.Names), source: at}
	p.rings, p.shape = cloneRings(f.Rings)
	p.outline = f.Kind == source.Area && p.shape == nil
	ps.list = append(ps.list, p)
	n := int32(len(ps.list) - 1)
	ps.key(p.name, n)
	for _, name := range p.names {
		ps.key(name.Text, n)
	}
}

// cloneNames keeps the names of a feature, its references left out.
func cloneNames(names []source.Name) (kept []source.Name) {
	for _, n := range names {
		if n.Role != source.Ref && n.Text != "" {
			kept = append(kept, source.Name{Lang: strings.Clone(n.Lang), Text: strings.Clone(n.Text), Role: n.Role})
		}
	}
	return kept
}

// cloneRings keeps the rings of a feature; none where they hold nothing.
func cloneRings(rings [][]geocode.Point) ([][]geocode.Point, *shape) {
	kept := make([][]geocode.Point, 0, len(rings))
	for _, ring := range rings {
		kept = append(kept, slices.Clone(ring))
	}
	s := newShape(kept)
	if s == nil {
		return nil, nil
	}
	return kept, s
}

// whole is the place that stands for the one at a position.
func (ps *places) whole(at int32) int32 {
	for ps.list[at].into > 0 {
		at = ps.list[at].into - 1
	}
	return at
}

func (ps *places) key(name string, at int32) {
	key := text.Key(name)
	if n := len(ps.byKey[key]); key != "" && (n == 0 || ps.byKey[key][n-1] != at) {
		ps.byKey[key] = append(ps.byKey[key], at)
	}
}

// samePlace is how far apart a source and the gazetteer have one place.
const samePlace = 10_000

// linkSources finds the places of sources in the gazetteer.
func (ps *places) linkSources() error {
	for at := range ps.list {
		p := &ps.list[at]
		if p.into > 0 {
			continue
		}
		area, found, err := ps.sameInWorld(p)
		if err != nil {
			return err
		}
		of, taken := ps.byWorld[area.ID]
		switch {
		case !found:
		case !taken:
			p.world = area.ID
			ps.byWorld[area.ID] = int32(at)
		case (p.outline || ps.list[of].outline) && text.Key(p.name) == text.Key(ps.list[of].name):
			ps.put(int32(at), of)
		}
	}
	return nil
}

// sameInWorld finds a place in the gazetteer by any of its names.
func (ps *places) sameInWorld(p *place) (area index.Area, found bool, err error) {
	reach := func(a index.Area) float64 {
		if p.outline {
			return placeReach(a.Population)
		}
		return samePlace
	}
	area, found, err = ps.inWorld(text.Key(p.name), p.country, p.point, reach)
	for i := 0; i < len(p.names) && !found && err == nil; i++ {
		area, found, err = ps.inWorld(text.Key(p.names[i].Text), p.country, p.point, reach)
	}
	return area, found, err
}

// newArea makes the area of a place from what the sources say.
func (p *place) newArea() index.NewArea {
	a := index.NewArea{Kind: index.Place, Name: p.name, Population: p.population, Point: p.point, Rings: p.rings}
	addNames(&a, p.names)
	if p.shape != nil {
		a.Box = geo.Union(p.shape.box, geo.Around(p.point))
	}
	slices.SortFunc(p.also, cmp.Compare)
	for _, name := range slices.Compact(p.also) {
		a.Also = append(a.Also, index.Alias{Name: name, As: index.OtherLanguage})
	}
	return a
}

// addNames adds names to an area: those of a language to be shown in it, all
// to be found by.
func addNames(a *index.NewArea, names []source.Name) {
	for _, n := range names {
		tag, err := language.Parse(n.Lang)
		if n.Lang == "" || err != nil || n.Role != source.Main {
			a.Also = append(a.Also, index.Alias{Name: n.Text, As: index.OtherLanguage})
			continue
		}
		a.Names = append(a.Names, index.LocalName{Language: tag, Name: n.Text})
	}
}
