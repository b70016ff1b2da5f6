package build

import (
	"cmp"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// kindOfLevel gives the kind of area that a level is.
var kindOfLevel = [...]index.Kind{
	source.LevelCountry: index.Country, source.LevelDistrict: index.District, source.LevelDistrict2: index.District2,
	source.LevelPlace: index.Place, source.LevelNeighborhood: index.Neighborhood,
}

// linkTerritories finds the countries and districts of the sources in the
// gazetteer, by code, and by name where they lie in the same place.
func (as *areas) linkTerritories() error {
	if as.world == nil {
		return nil
	}
	for i := range as.in.territories.list {
		t := &as.in.territories.list[i]
		if t.level >= source.LevelPlace {
			continue
		}
		id, err := as.counterpart(t)
		if err != nil {
			return err
		}
		if before, taken := as.drawn[id]; id == 0 || taken && as.in.territories.list[before].shape != nil {
			continue
		}
		t.world = id
		as.drawn[id] = int32(i)
	}
	return nil
}

// counterpart finds a territory in the gazetteer; 0 for none.
func (as *areas) counterpart(t *territory) (index.ID, error) {
	kind := kindOfLevel[t.level]
	if t.level == source.LevelCountry && t.country != "" {
		return as.countryInWorld(t.country)
	}
	if t.code != "" {
		id, err := as.findInWorld(t.code, func(a *index.Area) bool { return a.Kind == kind && a.Code == t.code })
		if id != 0 || err != nil {
			return id, err
		}
	}
	fits := func(a *index.Area) bool {
		return a.Kind == kind && sameCountry(a.Country, t.country) && (t.shape == nil && geo.BoxHolds(a.Box, t.point) ||
			t.shape != nil && (geo.BoxHolds(t.shape.box, a.Point) || geo.BoxHolds(a.Box, t.point)))
	}
	names := []string{t.name}
	for _, n := range t.names {
		names = append(names, n.Text)
	}
	for _, name := range names {
		for _, key := range districtKeys(name) {
			id, err := as.findInWorld(key, fits)
			if id != 0 || err != nil {
				return id, err
			}
		}
	}
	return 0, nil
}

// districtKeys lists the names of a district, in full and without the word
// for what it is.
func districtKeys(name string) []string {
	key := text.Key(name)
	return append([]string{key}, text.Variants(key)...)
}

// tells tells whether a territory is of use: the gazetteer has it, or its
// border is known, or at least no place is called as it is. What a map has of
// a city's own district beyond its edge would stand beside the city for nothing.
func (as *areas) tells(t *territory) bool {
	return t.world != 0 || t.shape != nil || len(as.in.places.byKey[text.Key(t.name)]) == 0
}

// territory gives the area of a country or district of the sources, made with
// all that it lies in where it is the first time.
func (as *areas) territory(at int32) (index.Handle, error) {
	t := &as.in.territories.list[at]
	var err error
	switch {
	case t.area != 0:
	case t.world != 0:
		t.area, err = as.inWorld(t.world)
	case t.level == source.LevelCountry && as.ofCode[t.country] != 0:
		t.area = as.ofCode[t.country]
	default:
		a := index.NewArea{Kind: kindOfLevel[t.level], Name: t.name, Code: t.code, Point: t.point}
		if a.Kind == index.Country {
			a.Code = t.country
		} else if a.Parent, err = as.above(t.point, t.country, t.level); err != nil {
			return 0, err
		}
		t.overlay(&a)
		t.area = as.build.Add(a)
		if t.level == source.LevelCountry {
			as.ofCode[t.country] = t.area
		}
	}
	return t.area, err
}

// overlay puts what a source says of a territory over what the gazetteer does.
func (t *territory) overlay(a *index.NewArea) {
	a.Population = max(a.Population, t.population)
	if t.name != a.Name {
		a.Also = append(a.Also, index.Alias{Name: t.name, As: index.OtherLanguage})
	}
	addNames(a, t.names)
	if t.shape != nil {
		a.Rings, a.Box = t.rings, t.shape.box
	} else if a.Box == (geocode.Box{}) {
		a.Box = geo.Around(t.point)
	}
}

// above gives the area of the smallest district, coarser than a level, or
// country that holds a point: by the borders of the sources, else that of the
// gazetteer's place nearest to it in the country.
func (as *areas) above(p geocode.Point, country string, level source.Level) (index.Handle, error) {
	if level > source.LevelDistrict2 {
		if at := as.in.territories.holding(source.LevelDistrict2, p); at >= 0 {
			return as.territory(at)
		}
	}
	if level > source.LevelDistrict {
		if at := as.in.territories.holding(source.LevelDistrict, p); at >= 0 {
			return as.territory(at)
		}
		id, err := as.districtNear(p, country)
		if err != nil {
			return 0, err
		}
		if id != 0 {
			return as.inWorld(id)
		}
	}
	if at := as.in.territories.holding(source.LevelCountry, p); at >= 0 && level > source.LevelCountry {
		return as.territory(at)
	}
	return as.country(country, p)
}

// districtNear gives the first-level district of the gazetteer's place that
// is nearest to a point in a country; 0 where there is none, or no map among
// the sources whose places want a district.
func (as *areas) districtNear(p geocode.Point, country string) (index.ID, error) {
	if as.world == nil || !as.in.mapped || country == "" {
		return 0, nil
	}
	cell := nearbyCellOf(p)
	if id, known := as.near[cell]; known {
		return id, nil
	}
	near, err := as.world.Nearest(p, nearbyReach, 1, func(a *index.Area) bool { return a.Kind == index.Place && a.Country == country })
	if err != nil {
		return 0, err
	}
	var id index.ID
	if len(near) > 0 {
		id = cmp.Or(near[0].Area.District, 0)
	}
	as.near[cell] = id
	return id, nil
}

// ofPlace gives the area of a place as the gazetteer and the sources tell of
// it, and what it lies in: the smallest district of the sources that holds it,
// unless the gazetteer knows a smaller one.
func (as *areas) ofPlace(p *place) (parent index.Handle, made index.NewArea, err error) {
	made = p.newArea()
	var world index.Area
	if p.world != 0 {
		if world, err = as.world.Area(p.world); err != nil {
			return 0, made, err
		}
		copied, err := as.fromWorld(&world)
		if err != nil {
			return 0, made, err
		}
		made = onto(copied, made)
		parent = made.Parent
	}
	ts := as.in.territories
	d2, d1 := ts.holding(source.LevelDistrict2, p.point), ts.holding(source.LevelDistrict, p.point)
	switch {
	case d2 >= 0:
		parent, err = as.territory(d2)
	case d1 >= 0 && (parent == 0 || ts.list[d1].world == 0 || ts.list[d1].world != world.District):
		parent, err = as.territory(d1)
	case parent != 0:
	case p.region != "" || !as.in.mapped:
		parent, err = as.region(p.country, p.region, p.point)
	default:
		parent, err = as.above(p.point, p.country, source.LevelPlace)
	}
	return parent, made, err
}

// onto puts what the sources say of a place over what the gazetteer says.
func onto(world, own index.NewArea) index.NewArea {
	world.Names = append(world.Names, own.Names...)
	world.Also = append(world.Also, own.Also...)
	world.Also = append(world.Also, index.Alias{Name: own.Name, As: index.OtherLanguage})
	world.Population = max(world.Population, own.Population)
	world.Rings = own.Rings
	if own.Rings != nil {
		world.Box, world.Point = own.Box, own.Point
	}
	return world
}
