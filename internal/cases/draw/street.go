package draw

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// meeting is a crossing of the sample: a point that several streets share.
type meeting struct {
	town
	order   uint64
	at      geocode.Point
	streets []string
}

// alias is a street of the sample that has other names.
type alias struct {
	town
	order  uint64
	at     geocode.Point
	street string
	others []string
	houses []*house // addresses on it, those with the lowest hashes, in their order
}

// mostOnAlias is how many addresses of a street of several names are asked
// for: such streets are scarce.
const mostOnAlias = 8

// take keeps an address among the lowest.
func (a *alias) take(h *house) {
	at, known := slices.BinarySearchFunc(a.houses, h, func(x, y *house) int { return cmp.Compare(x.order, y.order) })
	if known || at == mostOnAlias {
		return
	}
	a.houses = slices.Insert(a.houses, at, h)
	a.houses = a.houses[:min(len(a.houses), mostOnAlias)]
}

// seeMeetings draws points that the street shares with others.
func (p *pool) seeMeetings(f *source.Feature) {
	if !isAskable(f.Street) {
		return
	}
	for _, i := range f.Joints {
		at := f.Line[i]
		order := p.hash("meeting", pointKey(at))
		m, fresh := p.meetings.at(order)
		if m == nil {
			continue
		}
		if fresh {
			*m = meeting{p.townOf(f), order, at, nil}
		}
		if !slices.ContainsFunc(m.streets, func(name string) bool { return cases.SameStreet(name, f.Street) }) {
			m.streets = append(m.streets, f.Street)
		}
	}
}

// pointKey spells a point to a centimetre.
func pointKey(p geocode.Point) string { return fmt.Sprintf("%.7f %.7f", p.Lat, p.Lon) }

func (p *pool) seeAlias(f *source.Feature) {
	others := otherNames(f, f.Street)
	if !isAskable(f.Street) {
		return
	}
	if len(others) > 0 {
		order := p.hash("alias", f.Street, f.Locality, strings.Join(others, "|"))
		if a, fresh := p.aliases.at(order); fresh {
			*a = alias{town: p.townOf(f), order: order, at: middleOf(f), street: f.Street, others: others}
		}
	}
	p.seeFormer(f)
}

// seeFormer draws streets with former names.
func (p *pool) seeFormer(f *source.Feature) {
	var former []string
	for _, n := range f.Names {
		if n.Role == source.Old && isAskable(n.Text) && !cases.SameStreet(n.Text, f.Street) && !slices.Contains(former, n.Text) {
			former = append(former, n.Text)
		}
	}
	if len(former) == 0 {
		return
	}
	order := p.hash("former", f.Street, f.Locality, strings.Join(former, "|"))
	if a, fresh := p.former.at(order); fresh {
		*a = alias{town: p.townOf(f), order: order, at: middleOf(f), street: f.Street, others: former}
	}
}

// middleOf is a point of a street about its middle.
func middleOf(f *source.Feature) geocode.Point {
	if len(f.Line) > 0 {
		return f.Line[len(f.Line)/2]
	}
	return pointOf(f)
}

// otherNames are names that differ from the main one and that people may use.
// Former names and numbers of roads are not asked for.
func otherNames(f *source.Feature, main string) []string {
	var others []string
	for _, n := range f.Names {
		if n.Role == source.Old || n.Role == source.Ref || !isAskable(n.Text) || cases.SameStreet(n.Text, main) {
			continue
		}
		if !slices.Contains(others, n.Text) {
			others = append(others, n.Text)
		}
	}
	slices.Sort(others)
	return others
}
