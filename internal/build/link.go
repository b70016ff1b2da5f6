package build

import (
	"cmp"
	"maps"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// linked is the outcome of linking: the areas of the index, and which
// localities each is made of.
type linked struct {
	areas   *areas
	groups  map[index.Handle][]uint32 // localities by area
	created int                       // areas of localities that no place was found for
}

// sameLocality is how far apart the middles of two localities of one name may
// be that no place is known for, in metres.
const sameLocality = 30_000

// link finds the place of every locality, by name first and nearness second,
// and makes areas of the places and of the localities without one.
func link(t *localities, ps *places) (*linked, error) {
	if err := ps.linkSources(); err != nil {
		return nil, err
	}
	ofPlace := map[int32][]uint32{}
	var ofRegion, alone []uint32
	for n := range t.list {
		l := &t.list[n]
		at, found, err := ps.placeOf(l)
		switch {
		case err != nil:
			return nil, err
		case found:
			ofPlace[at] = append(ofPlace[at], uint32(n))
		case l.name == "":
			ofRegion = append(ofRegion, uint32(n))
		default:
			alone = append(alone, uint32(n))
		}
	}
	out := &linked{areas: newAreas(ps.world), groups: map[index.Handle][]uint32{}}
	if err := out.learn(t, ps); err != nil {
		return nil, err
	}
	for at := range ps.list {
		if err := out.addPlace(t, &ps.list[at], ofPlace[int32(at)]); err != nil {
			return nil, err
		}
	}
	for _, members := range joinNamesakes(t, alone) {
		if err := out.addAlone(t, members); err != nil {
			return nil, err
		}
	}
	for _, n := range ofRegion {
		l := &t.list[n]
		h, err := out.areas.region(l.country, l.region, l.centre())
		if err != nil {
			return nil, err
		}
		if h == 0 {
			h = out.areas.build.Add(index.NewArea{Kind: index.Place, Point: l.centre(), Box: l.box})
		}
		out.areas.grow(h, l.box)
		out.groups[h] = append(out.groups[h], n)
	}
	return out, nil
}

// placeOf finds the place of a locality.
func (ps *places) placeOf(l *locality) (int32, bool, error) {
	if l.place != 0 {
		area, err := ps.world.Area(l.place)
		return ps.fromWorld(&area), err == nil, err
	}
	if l.name == "" {
		return 0, false, nil
	}
	at, found, err := ps.find(l.name, l.country, l.centre())
	if found {
		ps.list[at].also = append(ps.list[at].also, l.name)
	}
	return at, found, err
}

// learn notes the names of the gazetteer's areas that will be copied.
func (k *linked) learn(t *localities, ps *places) error {
	if ps.world == nil {
		return nil
	}
	var ids []index.ID
	for i := range ps.list {
		ids = append(ids, ps.list[i].world)
	}
	wanted, err := wantedOfWorld(ps.world, ids)
	if err != nil {
		return err
	}
	regions := map[[2]string]bool{}
	for i := range t.list {
		regions[[2]string{t.list[i].country, t.list[i].region}] = true
	}
	for i := range ps.list {
		regions[[2]string{ps.list[i].country, ps.list[i].region}] = true
	}
	for of := range regions {
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

// addPlace makes the area of a place and gives it its localities.
func (k *linked) addPlace(t *localities, p *place, members []uint32) error {
	var made index.NewArea
	if p.world != 0 {
		a, err := k.areas.world.Area(p.world)
		if err != nil {
			return err
		}
		if made, err = k.areas.fromWorld(&a); err != nil {
			return err
		}
		own := p.newArea(made.Parent)
		made.Names = append(made.Names, own.Names...)
		made.Also = append(made.Also, own.Also...)
		made.Also = append(made.Also, index.Alias{Name: own.Name, As: index.OtherLanguage})
		made.Population = max(made.Population, own.Population)
	} else {
		parent, err := k.areas.region(p.country, p.region, p.point)
		if err != nil {
			return err
		}
		made = p.newArea(parent)
	}
	if len(members) > 0 {
		j := t.join(members)
		made.Box = geo.Union(extentOf(j.sample, j.box), geo.Around(made.Point))
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

// addAlone makes an area of localities that no place is known for.
func (k *linked) addAlone(t *localities, members []uint32) error {
	l, j := t.heaviest(members), t.join(members)
	parent, err := k.areas.region(l.country, l.region, l.centre())
	if err != nil {
		return err
	}
	box := extentOf(j.sample, j.box)
	k.areas.grow(parent, box)
	h := k.areas.build.Add(index.NewArea{Kind: index.Place, Parent: parent, Name: l.name, Point: middle(j.sample), Box: box, Also: j.towns})
	k.groups[h] = members
	k.created++
	return nil
}

// joinNamesakes puts those localities together that have one name and country
// and lie near each other.
func joinNamesakes(t *localities, alone []uint32) [][]uint32 {
	byName := map[[2]string][]uint32{}
	for _, n := range alone {
		key := [2]string{t.list[n].country, text.Key(t.list[n].name)}
		byName[key] = append(byName[key], n)
	}
	var groups [][]uint32
	for _, key := range slices.SortedFunc(maps.Keys(byName), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	}) {
		groups = append(groups, near(t, byName[key])...)
	}
	return groups
}

// near splits localities of one name by nearness.
func near(t *localities, members []uint32) (groups [][]uint32) {
	for _, n := range members {
		at := slices.IndexFunc(groups, func(g []uint32) bool {
			return slices.ContainsFunc(g, func(other uint32) bool {
				a, b := &t.list[n], &t.list[other]
				return geo.Distance(a.centre(), b.centre()) < sameLocality || geo.Gap(a.box, b.box) < sameLocality/10
			})
		})
		if at < 0 {
			groups = append(groups, nil)
			at = len(groups) - 1
		}
		groups[at] = append(groups[at], n)
	}
	return groups
}
