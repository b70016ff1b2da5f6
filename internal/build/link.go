package build

import (
	"cmp"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// linked is the outcome of linking: the areas of the index, and which
// localities each is made of.
type linked struct {
	in     *reader
	homes  *homes
	areas  *areas
	groups map[index.Handle][]uint32 // localities by area

	landmarks []landmark
}

// link makes the areas of the index: the countries and districts of the
// sources and of the gazetteer, the places of the sources and of all
// localities, and what lies in places.
func link(in *reader, h *homes) (*linked, error) {
	out := &linked{in: in, homes: h, areas: newAreas(in), groups: map[index.Handle][]uint32{}}
	ofPlace, without := h.groups()
	if err := out.house(); err != nil {
		return nil, err
	}
	if err := out.areas.linkTerritories(); err != nil {
		return nil, err
	}
	if err := out.learn(); err != nil {
		return nil, err
	}
	for i := range in.territories.list {
		if t := &in.territories.list[i]; t.level < source.LevelPlace && out.areas.tells(t) {
			if _, err := out.areas.territory(int32(i)); err != nil {
				return nil, err
			}
		}
	}
	for at := range in.places.list {
		if p := &in.places.list[at]; p.into == 0 {
			if err := out.addPlace(p, ofPlace[int32(at)]); err != nil {
				return nil, err
			}
		}
	}
	for _, n := range without {
		if err := out.addRegion(n); err != nil {
			return nil, err
		}
	}
	if err := out.addNeighborhoods(); err != nil {
		return nil, err
	}
	return out, out.addLandmarks()
}

// learn notes the names of the gazetteer's areas that will be copied.
func (k *linked) learn() error {
	world := k.in.places.world
	if world == nil {
		return nil
	}
	ids, err := k.linkedAreas()
	if err != nil {
		return err
	}
	wanted, err := wantedOfWorld(world, ids)
	if err != nil {
		return err
	}
	for of := range k.regions() {
		region, err := k.areas.regionInWorld(of[0], of[1])
		if err != nil {
			return err
		}
		country, err := k.areas.countryInWorld(of[0])
		if err != nil {
			return err
		}
		wanted[region], wanted[country] = true, true
	}
	return k.areas.learnKeys(wanted)
}

// linkedAreas lists the gazetteer's areas that places and districts are, or
// that lie about those that it does not have.
func (k *linked) linkedAreas() (ids []index.ID, err error) {
	for i := range k.in.places.list {
		p := &k.in.places.list[i]
		ids = append(ids, p.world)
		if p.into == 0 && p.world == 0 {
			near, err := k.areas.districtNear(p.point, p.country)
			if err != nil {
				return nil, err
			}
			ids = append(ids, near)
		}
	}
	for i := range k.in.territories.list {
		t := &k.in.territories.list[i]
		near, err := k.areas.districtNear(t.point, t.country)
		if err != nil {
			return nil, err
		}
		ids = append(ids, t.world, near)
	}
	return ids, nil
}

// regions are the countries, and regions in them, that the sources name.
func (k *linked) regions() map[[2]string]bool {
	all := map[[2]string]bool{}
	for i := range k.in.localities.list {
		l := &k.in.localities.list[i]
		all[[2]string{l.country, l.region}] = true
	}
	for i := range k.in.places.list {
		p := &k.in.places.list[i]
		all[[2]string{p.country, p.region}] = true
	}
	for i := range k.in.territories.list {
		all[[2]string{k.in.territories.list[i].country, ""}] = true
	}
	return all
}

// addPlace makes the area of a place and gives it its localities.
func (k *linked) addPlace(p *place, members []uint32) error {
	parent, made, err := k.areas.ofPlace(p)
	if err != nil {
		return err
	}
	made.Parent = parent
	made.Also = append(made.Also, shortNames(p.country, p.name)...)
	if len(members) > 0 {
		j := k.in.localities.join(members)
		box := extentOf(j.sample, j.box)
		if !p.alone {
			box = geo.Union(box, geo.Around(made.Point))
		}
		if p.shape != nil {
			box = geo.Union(p.shape.box, geo.Around(made.Point))
		}
		made.Box = box
		made.Also = append(made.Also, j.towns...)
		k.areas.grow(made.Parent, made.Box)
	}
	p.area = k.areas.build.Add(made)
	if p.world != 0 {
		k.areas.ofWorld[p.world] = p.area
	}
	if len(members) > 0 {
		k.groups[p.area] = members
	}
	return nil
}

// shortNames are what people also write for a place that is named with its county, or with kana of one way.
func shortNames(country, name string) (names []index.Alias) {
	if country != "JP" {
		return nil
	}
	for _, other := range text.TownVariants(name) {
		names = append(names, index.Alias{Name: other, As: index.OtherLanguage})
	}
	return names
}

// addRegion gives a locality without a name to its district or country.
func (k *linked) addRegion(n uint32) error {
	l := &k.in.localities.list[n]
	h, err := k.areas.region(l.country, l.region, l.centre())
	if err != nil {
		return err
	}
	if h == 0 {
		h = k.areas.build.Add(index.NewArea{Kind: index.Place, Point: l.centre(), Box: l.box})
	}
	k.areas.grow(h, l.box)
	k.groups[h] = append(k.groups[h], n)
	return nil
}

// house finds the places that neighborhoods and landmarks are in.
func (k *linked) house() (err error) {
	ts := k.in.territories
	ts.joinNeighborhoods()
	for i := range ts.list {
		if t := &ts.list[i]; t.level == source.LevelNeighborhood && !t.gone {
			if t.home, err = k.homeOf(t.point); err != nil {
				return err
			}
		}
	}
	k.landmarks = k.in.landmarks.distinct()
	for i := range k.landmarks {
		l := &k.landmarks[i]
		if l.home, err = k.homeOf(l.point); err != nil {
			return err
		}
	}
	return nil
}

// homeOf is the place whose area holds a point, else the one most addresses
// about it are in, else the nearest.
func (k *linked) homeOf(at geocode.Point) (int32, error) {
	if home, found := k.in.places.shapes.smallest(at); found {
		return home, nil
	}
	if home, found := k.in.homesNear.at(at); found {
		return home, nil
	}
	return k.in.nearestPlace(at)
}

// within gives the area of a place, or, where there is none, of the smallest
// district or country that holds a point.
func (k *linked) within(home int32, at geocode.Point, country string) (index.Handle, error) {
	if home != noHome {
		return k.in.places.list[k.in.places.whole(home)].area, nil
	}
	return k.areas.above(at, country, source.LevelPlace)
}

// addNeighborhoods makes the areas of neighborhoods, each in its place.
func (k *linked) addNeighborhoods() error {
	for i := range k.in.territories.list {
		t := &k.in.territories.list[i]
		if t.level != source.LevelNeighborhood || t.gone {
			continue
		}
		parent, err := k.within(t.home, t.point, t.country)
		if err != nil {
			return err
		}
		a := index.NewArea{Kind: index.Neighborhood, Parent: parent, Name: t.name, Point: t.point, Population: t.population, Rings: t.rings}
		if t.shape != nil {
			a.Box = t.shape.box
		}
		addNames(&a, t.names)
		t.area = k.areas.build.Add(a)
	}
	return nil
}

// addLandmarks makes the areas of landmarks, each in its place.
func (k *linked) addLandmarks() error {
	for i := range k.landmarks {
		l := &k.landmarks[i]
		parent, err := k.within(l.home, l.point, l.country)
		if err != nil {
			return err
		}
		a := index.NewArea{Kind: index.Landmark, Entity: l.entity, Parent: parent, Name: l.name, Point: l.point, Rings: l.rings, Box: l.box}
		addNames(&a, l.names)
		addBare(&a)
		k.areas.build.Add(a)
	}
	return nil
}

// groupsByArea lists the areas that have streets, by ID.
func (k *linked) groupsByArea(ids []index.ID) (groups []group) {
	for h, members := range k.groups {
		groups = append(groups, group{ids[h], members})
	}
	slices.SortFunc(groups, func(a, b group) int { return cmp.Compare(a.area, b.area) })
	return groups
}

// group is the localities of an area.
type group struct {
	area    index.ID
	members []uint32
}
