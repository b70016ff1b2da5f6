package osm

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
)

// finish gives everything out, in an order in which whoever takes it needs no
// second look: areas, the coarse ones first, places, postcodes, landmarks,
// streets, addresses.
func (c *collector) finish(countryAt func(geocode.Point) string, emit func(*source.Feature) error) error {
	c.levelAdmins(countryAt)
	slices.SortStableFunc(c.areas, func(a, b *source.Feature) int { return cmp.Compare(rank(a), rank(b)) })
	for _, list := range [][]*source.Feature{c.areas, c.places, c.postcodes} {
		for _, f := range list {
			if err := emit(f); err != nil {
				return err
			}
		}
	}
	if err := c.giveLandmarks(emit); err != nil {
		return err
	}
	if err := c.giveStreets(emit); err != nil {
		return err
	}
	return c.giveAddresses(emit)
}

// rank orders areas; those whose level is not known come last.
func rank(f *source.Feature) int {
	if f.Level == source.NoLevel {
		return 255
	}
	return int(f.Level)
}

// levelAdmins tells what the administrative areas are, each by the table of
// its country: the country it names, else that whose area in the extract holds
// it, else that which the gazetteer knows there.
func (c *collector) levelAdmins(countryAt func(geocode.Point) string) {
	var countries []*source.Feature
	for _, a := range c.admins {
		if a.level == 2 && a.feature.Country != "" && len(a.feature.Rings) > 0 {
			countries = append(countries, a.feature)
		}
	}
	for _, a := range c.admins {
		f := a.feature
		at := geocode.Point{Lat: f.Lat, Lon: f.Lon}
		if f.Country == "" {
			f.Country = holder(countries, at)
		}
		if f.Country == "" && countryAt != nil {
			f.Country = countryAt(at)
		}
		if f.Level = levelOf(f.Country, a.level); f.Level == source.LevelPlace {
			c.places = append(c.places, f)
			f.Kind = source.Area
			continue
		}
		if f.Level != source.NoLevel {
			c.areas = append(c.areas, f)
		}
	}
}

// holder is the country whose rings hold a point, "" for none.
func holder(countries []*source.Feature, at geocode.Point) string {
	for _, f := range countries {
		inside := false
		for _, ring := range f.Rings {
			if geo.RingHolds(ring, at) {
				inside = !inside
			}
		}
		if inside {
			return f.Country
		}
	}
	return ""
}

func (c *collector) giveLandmarks(emit func(*source.Feature) error) error {
	rivers := make([]*source.Feature, 0, len(c.rivers))
	for _, r := range c.rivers {
		rivers = append(rivers, r.feature)
	}
	slices.SortFunc(rivers, func(a, b *source.Feature) int { return cmp.Compare(a.SourceID, b.SourceID) })
	for _, f := range rivers {
		if err := emit(f); err != nil {
			return err
		}
	}
	var d drafts
	return c.landmarks.Each(func(record []byte) error { return emit(d.read(record)) })
}

// giveStreets gives the streets with their joints, now that it is known which
// nodes several of them go through.
func (c *collector) giveStreets(emit func(*source.Feature) error) error {
	shared := c.crossings()
	var d drafts
	return c.streets.Each(func(record []byte) error {
		f := d.read(record)
		joints := f.Joints[:0]
		for i, at := range f.Joints {
			if _, ok := slices.BinarySearch(shared, d.nodes[i]); ok {
				joints = append(joints, at)
			}
		}
		f.Joints = joints
		return emit(f)
	})
}

// crossings lists the nodes that streets of different names go through,
// ascending.
func (c *collector) crossings() (shared []int64) {
	slices.SortFunc(c.meetings, func(a, b meeting) int {
		return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.name, b.name))
	})
	for i, m := range c.meetings {
		if i == 0 {
			continue
		}
		before := c.meetings[i-1]
		if before.node == m.node && before.name != m.name && (len(shared) == 0 || shared[len(shared)-1] != m.node) {
			shared = append(shared, m.node)
		}
	}
	c.meetings = nil
	return shared
}

// giveAddresses gives the addresses, those of an associatedStreet relation
// with the street that one of its ways named.
func (c *collector) giveAddresses(emit func(*source.Feature) error) error {
	var d drafts
	return c.addresses.Each(func(record []byte) error {
		f := d.read(record)
		if f.Street = c.awaitedStreet(f); f.Street == "" {
			of := memberOf(f.SourceID)
			c.note(noStreet, &tags{kind: of.kind, id: of.id}, "addr:housenumber", f.Number)
			return nil
		}
		return emit(f)
	})
}

// memberOf undoes tags.name.
func memberOf(name string) memberKey {
	id, _ := strconv.ParseInt(name[1:], 10, 64)
	return memberKey{kind: element.Kind(strings.IndexByte("nwr", name[0])), id: id}
}
