package build

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// homes tells of every locality which place it is, by number; noHome where it
// has no name and no place.
type homes struct {
	t       *localities
	ps      *places
	of      []int32
	first   map[int32]uint32 // a locality of each place
	drawn   map[string]int32 // places that only areas of --areas tell of
	created int              // of those, and of localities
}

const noHome = -1

// findHomes finds the place of every locality, by name first and nearness
// second; localities without one become places.
func findHomes(t *localities, ps *places) (*homes, error) {
	h := &homes{t: t, ps: ps, first: map[int32]uint32{}, drawn: map[string]int32{}}
	var alone []uint32
	for n := range t.list {
		l := &t.list[n]
		at, found, err := ps.placeOf(l)
		if err != nil {
			return nil, err
		}
		if !found && l.name != "" {
			if at, found = ps.holdingMost(l); !found {
				at, found, err = ps.partOf(l)
			}
			if !found && err == nil {
				at, found, err = ps.shortened(l)
			}
			if err != nil {
				return nil, err
			}
			if found {
				ps.list[at].also = append(ps.list[at].also, l.name)
			}
		}
		switch {
		case found:
			h.of = append(h.of, ps.whole(at))
		default:
			h.of = append(h.of, noHome)
			if l.name != "" && l.count > 0 {
				alone = append(alone, uint32(n))
			}
		}
	}
	for _, members := range joinNamesakes(t, alone) {
		h.create(members)
	}
	for n, at := range h.of {
		if _, known := h.first[at]; !known && at != noHome {
			h.first[at] = uint32(n)
		}
	}
	return h, nil
}

// create makes a place of localities that no other is known for.
func (h *homes) create(members []uint32) {
	l, j := h.t.heaviest(members), h.t.join(members)
	at := int32(len(h.ps.list))
	h.ps.list = append(h.ps.list, place{name: l.name, country: l.country, region: l.region, point: middle(j.sample), alone: true})
	for _, n := range members {
		h.of[n] = at
	}
	h.created++
}

// named gives the place of a name that only an area of --areas has.
func (h *homes) named(name string, at geocode.Point) int32 {
	home, known := h.drawn[name]
	if !known {
		home = int32(len(h.ps.list))
		h.ps.list = append(h.ps.list, place{name: name, point: at, alone: true})
		h.drawn[name] = home
		h.created++
	}
	return home
}

// locality gives a locality of a place, a new one where there is none yet.
func (h *homes) locality(at int32) uint32 {
	n, known := h.first[at]
	if !known {
		n = h.t.number(localityKey{of: at + 1})
		h.of = append(h.of, at)
		h.first[at] = n
	}
	return n
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

// mostOf is the share of a locality's addresses that a place's area must hold
// for the locality to be a part of it.
const mostOf = 0.8

// holdingMost gives the place whose area holds most of a locality: what is no
// place of its own is a part of one, or what the post calls it.
func (ps *places) holdingMost(l *locality) (int32, bool) {
	held := map[int32]int{}
	for _, p := range l.sample {
		if at, found := ps.shapes.smallest(p); found {
			held[at]++
		}
	}
	for at, count := range held {
		if float64(count) >= mostOf*float64(len(l.sample)) {
			return at, true
		}
	}
	return 0, false
}

// partOf gives the town of a locality that is called by it and a short mark,
// as the post does: "København NV", "Praha 4", "Dublin 6W".
func (ps *places) partOf(l *locality) (int32, bool, error) {
	words := strings.Fields(text.Key(l.name))
	n := len(words)
	if !ps.mapped || n < 2 || len(words[n-1]) > 3 || len(words[n-1]) == 3 && !text.HasDigit(words[n-1]) {
		return 0, false, nil
	}
	return ps.findKey(strings.Join(words[:n-1], " "), l.country, l.centre())
}

// shortened gives the place near a locality of whose name the locality's is a
// short form: "Lauf a.d.Pegnitz" for Lauf an der Pegnitz.
func (ps *places) shortened(l *locality) (best int32, found bool, err error) {
	words := strings.Fields(text.Key(l.name))
	if !ps.mapped || len(words) < 2 {
		return 0, false, nil
	}
	return ps.nearNamed(l.centre(), l.country, func(name string) bool { return isShortFor(words, strings.Fields(text.Key(name))) })
}

// isShortFor tells whether words are those of a name, in order, but that some
// after the first are only the beginnings of them.
func isShortFor(words, full []string) bool {
	if len(words) != len(full) || words[0] != full[0] {
		return false
	}
	for i := range words {
		if !strings.HasPrefix(full[i], words[i]) {
			return false
		}
	}
	return true
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

// sameLocality is how far apart the middles of two localities of one name may
// be that no place is known for, in metres.
const sameLocality = 30_000

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

// groups lists the localities of each place, and those without one.
func (h *homes) groups() (ofPlace map[int32][]uint32, without []uint32) {
	ofPlace = map[int32][]uint32{}
	for n, at := range h.of {
		switch {
		case h.t.list[n].count == 0: // nothing came of it
		case at == noHome:
			without = append(without, uint32(n))
		default:
			ofPlace[at] = append(ofPlace[at], uint32(n))
		}
	}
	return ofPlace, without
}
