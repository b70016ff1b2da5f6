package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// landmark is a thing that people know, of a source.
type landmark struct {
	name, country string
	entity        geocode.EntityType
	names         []source.Name
	point         geocode.Point
	rings         [][]geocode.Point
	box           geocode.Box
	size          float64 // square metres, 0 of a point
	home          int32   // the place that it is in
}

// landmarks are those of all sources.
type landmarks struct{ list []landmark }

// add takes a landmark of a source.
func (ls *landmarks) add(f *source.Feature) {
	if f.Name == "" {
		return
	}
	l := landmark{name: strings.Clone(f.Name), country: strings.Clone(f.Country), entity: f.Type, names: cloneNames(f.Names), point: geocode.Point{Lat: f.Lat, Lon: f.Lon}}
	l.box = geo.Around(l.point)
	var s *shape
	if l.rings, s = cloneRings(f.Rings); s != nil {
		l.box, l.size = s.box, s.size
	}
	ls.list = append(ls.list, l)
}

// sameLandmark is how far apart, in metres, a landmark may be mapped twice: a
// school as its grounds and its house, a lake in pieces.
const sameLandmark = 250

// distinct makes one of landmarks of one name and type that lie together, the
// largest of them.
func (ls *landmarks) distinct() []landmark {
	slices.SortStableFunc(ls.list, func(a, b landmark) int {
		return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(text.Key(a.name), text.Key(b.name)), cmp.Compare(b.size, a.size),
			cmp.Compare(a.point.Lat, b.point.Lat), cmp.Compare(a.point.Lon, b.point.Lon))
	})
	var kept []landmark
	first := 0 // of those of the name at hand
	for i := range ls.list {
		l := &ls.list[i]
		if i == 0 || l.entity != ls.list[i-1].entity || text.Key(l.name) != text.Key(ls.list[i-1].name) {
			first = len(kept)
		}
		at := slices.IndexFunc(kept[first:], func(k landmark) bool { return geo.Gap(k.box, l.box) <= sameLandmark })
		if at < 0 {
			kept = append(kept, *l)
			continue
		}
		k := &kept[first+at]
		k.names = distinctNames(append(k.names, l.names...), k.name)
	}
	return kept
}
