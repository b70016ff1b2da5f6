package build

import (
	"cmp"
	"maps"
	"slices"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// maxNames bounds the spellings of a street's name that are kept.
const maxNames = 6

// names lists the spellings of a street's name, the commonest first; a map
// knows best how it is written.
func (s *street) names() []string {
	counts := map[string]int{}
	for i := range s.points {
		counts[s.points[i].name]++
	}
	for i := range s.courses {
		counts[s.courses[i].name] += len(s.points) + 1
	}
	for i := range s.courses {
		for _, n := range s.courses[i].names {
			if counts[n.Text] == 0 && text.ParseStreet(n.Text).Core == s.name.Core {
				counts[n.Text] = 1
			}
		}
	}
	sorted := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var names []string
	keys := map[string]bool{}
	for _, name := range sorted {
		if key := text.Key(name); !keys[key] && len(names) < maxNames {
			keys[key] = true
			names = append(names, name)
		}
	}
	return names
}

// locals lists the names of a street by language, sorted; of several in one
// language the first.
func (s *street) locals() (locals []index.LocalName) {
	seen := map[language.Tag]bool{}
	for i := range s.courses {
		for _, n := range s.courses[i].names {
			tag, err := language.Parse(n.Lang)
			if n.Lang == "" || n.Role != source.Main || err != nil || seen[tag] {
				continue
			}
			seen[tag] = true
			locals = append(locals, index.LocalName{Language: tag, Name: n.Text})
		}
	}
	slices.SortFunc(locals, func(a, b index.LocalName) int { return cmp.Compare(a.Language.String(), b.Language.String()) })
	return locals
}

// lines is the course of a street, its pieces joined where they meet, and the
// spots that it may share with other streets.
func (s *street) lines() (lines [][]geocode.Point, joints []spot) {
	if len(s.courses) == 0 {
		return nil, nil
	}
	for _, c := range chain(s.courses) {
		if len(c.line) < 2 {
			continue // a square of which only a point is known
		}
		line := make([]geocode.Point, len(c.line))
		for i, at := range c.line {
			line[i] = at.position()
		}
		lines = append(lines, line)
		joints = append(joints, c.joints...)
	}
	slices.SortFunc(joints, func(a, b spot) int { return cmp.Or(cmp.Compare(a.lat, b.lat), cmp.Compare(a.lon, b.lon)) })
	return lines, slices.Compact(joints)
}

// draft makes the street as it is written, its points sorted by number.
func (s *street) draft(codes *postcodes) index.StreetDraft {
	d := index.StreetDraft{
		Names: s.names(), Core: s.name.Core, Type: s.name.Type, Pre: s.name.Pre, Post: s.name.Post, Articles: s.name.Articles, Box: s.box(),
		Locals: s.locals(),
	}
	for from := 0; from < len(s.points); {
		to := from + 1
		for to < len(s.points) && s.points[to].number == s.points[from].number && s.points[to].rest == s.points[from].rest {
			to++
		}
		if one := slices.DeleteFunc(slices.Clone(s.points[from:to]), func(p point) bool { return !p.address }); len(one) > 0 {
			d.Addresses = append(d.Addresses, joinAddresses(one, codes)...)
		}
		from = to
	}
	d.Postcode = codes.list[postcodeOf(s.points, 0)].id
	return d
}

// middle is the point of the street's lines nearest to the median of all its
// points; where it has no lines, of its points.
func (s *street) middle(lines [][]geocode.Point) geocode.Point {
	positions := make([]geocode.Point, len(s.points))
	for i := range s.points {
		positions[i] = s.points[i].position()
	}
	if len(positions) == 0 {
		for i := range s.courses {
			for _, at := range s.courses[i].line {
				positions = append(positions, at.position())
			}
		}
	}
	centre := middle(positions)
	best := positions[leastBy(len(positions), func(i int) float64 { return geo.Distance(positions[i], centre) })]
	least := float64(maxOff)
	for _, line := range lines {
		if foot, ok := geo.Project(centre, line); ok && foot.Metres < least {
			best, least = foot.Point, foot.Metres
		}
	}
	return best
}

// maxOff is how far, in metres, the middle of a street's addresses may lie
// from its line for that to be a line of theirs.
const maxOff = 1000
