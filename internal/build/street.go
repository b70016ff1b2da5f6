package build

import (
	"cmp"
	"maps"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// street is the points of one street name in one locality.
type street struct {
	name   text.StreetName
	points []point
}

// sources is the set of the street's sources.
func (s *street) sources() map[uint16]bool {
	set := map[uint16]bool{}
	for i := range s.points {
		set[s.points[i].source] = true
	}
	return set
}

func (s *street) box() geocode.Box {
	b := geocode.Box{South: 90, West: 180, North: -90, East: -180}
	for i := range s.points {
		p := s.points[i].position()
		b.South, b.North = min(b.South, p.Lat), max(b.North, p.Lat)
		b.West, b.East = min(b.West, p.Lon), max(b.East, p.Lon)
	}
	return b
}

// gapCell is the width in 1e-6 degrees of latitude of the cells by which a
// street is split: parts with an empty cell of some 3 km between are streets
// of one name.
const gapCell = 27_000

// split parts a street where there is nothing for several kilometres.
func (s *street) split() []street {
	if b := s.box(); geo.Distance(geocode.Point{Lat: b.South, Lon: b.West}, geocode.Point{Lat: b.North, Lon: b.East}) < 6_000 {
		return []street{*s}
	}
	part := s.parts()
	var streets []street
	at := map[int]int{}
	for i := range s.points {
		n, known := at[part[i]]
		if !known {
			n = len(streets)
			at[part[i]] = n
			streets = append(streets, street{name: s.name})
		}
		streets[n].points = append(streets[n].points, s.points[i])
	}
	return streets
}

// parts numbers the points by the connected cells they lie in.
func (s *street) parts() []int {
	type cell struct{ y, x int }
	of := make([]cell, len(s.points))
	group := map[cell]int{}
	for i := range s.points {
		p := &s.points[i]
		y := floorDiv(int(p.lat), gapCell)
		x := floorDiv(int(p.lon), gapCell*widthOf(y))
		of[i] = cell{y, x}
		group[of[i]] = -1
	}
	cells := slices.SortedFunc(maps.Keys(group), func(a, b cell) int { return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x)) })
	for n, c := range cells {
		for open := []cell{c}; len(open) > 0; {
			c := open[len(open)-1]
			open = open[:len(open)-1]
			if g, there := group[c]; !there || g >= 0 {
				continue
			}
			group[c] = n
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					open = append(open, cell{c.y + dy, c.x + dx})
				}
			}
		}
	}
	part := make([]int, len(of))
	for i, c := range of {
		part[i] = group[c]
	}
	return part
}

// widthOf is how many times wider in degrees than high a cell is in a band of
// cells of some degrees; the bands are so wide that few streets cross them.
func widthOf(y int) int {
	lat := (float64(y)*gapCell/1e6 + 90) // from the south pole
	band := float64(int(lat/10)*10+5) - 90
	switch c := max(band, -band); {
	case c < 45:
		return 1
	case c < 62:
		return 2
	case c < 75:
		return 3
	}
	return 6
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

// nearStreet is how far apart, in metres, two sources may have one street.
const nearStreet = 300

// linkSources puts a street without type or direction to the one street of
// its core that has them, where no source has both and they lie together.
func linkSources(streets []street) []street {
	if len(streets) < 2 {
		return streets
	}
	gone := make([]bool, len(streets))
	for i := range streets {
		if at := fuller(streets, gone, i); at >= 0 {
			streets[at].points = append(streets[at].points, streets[i].points...)
			sortPoints(streets[at].points)
			gone[i] = true
		}
	}
	kept := streets[:0]
	for i := range streets {
		if !gone[i] {
			kept = append(kept, streets[i])
		}
	}
	return kept
}

// fuller finds the only street that can be the street at i with a fuller name; -1 for none.
func fuller(streets []street, gone []bool, i int) int {
	s, at := &streets[i], -1
	own := s.sources()
	for j := range streets {
		other := &streets[j]
		if j == i || gone[j] || !isFuller(&s.name, &other.name) || geo.Gap(s.box(), other.box()) > nearStreet {
			continue
		}
		for n := range other.sources() {
			if own[n] {
				return -1 // a source that tells them apart
			}
		}
		if at >= 0 {
			return -1
		}
		at = j
	}
	return at
}

// isFuller tells whether b says what a says, and more.
func isFuller(a, b *text.StreetName) bool {
	return *a != *b && (a.Type == b.Type || a.Type == "") && (a.Pre == b.Pre || a.Pre == "") &&
		(a.Post == b.Post || a.Post == "") && (a.Articles == b.Articles || a.Articles == "")
}

// maxNames bounds the spellings of a street's name that are kept.
const maxNames = 6

// names lists the spellings of a street's name, the commonest first.
func (s *street) names() []string {
	counts := map[string]int{}
	for i := range s.points {
		counts[s.points[i].name]++
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

// draft makes the street as it is written, its points sorted by number.
func (s *street) draft(codes *postcodes) index.StreetDraft {
	d := index.StreetDraft{
		Names: s.names(), Core: s.name.Core, Type: s.name.Type, Pre: s.name.Pre, Post: s.name.Post, Articles: s.name.Articles, Box: s.box(),
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
	d.Postcode = codes.list[postcodeOf(s.points)].id
	d.Point = s.middle()
	return d
}

// middle is the point nearest to the median of all.
func (s *street) middle() geocode.Point {
	positions := make([]geocode.Point, len(s.points))
	for i := range s.points {
		positions[i] = s.points[i].position()
	}
	centre := middle(positions)
	return positions[leastBy(len(positions), func(i int) float64 { return geo.Distance(positions[i], centre) })]
}
