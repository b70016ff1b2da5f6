package build

import (
	"cmp"
	"maps"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// street is the points and the course of one street name in one locality.
type street struct {
	name    text.StreetName
	points  []point
	courses []course
	keys    []string // by which aliases mean it: its own, and of those linked to it
}

// isEmpty tells that nothing is known of a street but its name.
func (s *street) isEmpty() bool { return len(s.points) == 0 && len(s.courses) == 0 }

// sources is the set of the street's sources.
func (s *street) sources() map[uint16]bool {
	set := map[uint16]bool{}
	for i := range s.points {
		set[s.points[i].source] = true
	}
	for i := range s.courses {
		set[s.courses[i].source] = true
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
	for i := range s.courses {
		for _, at := range s.courses[i].line {
			p := at.position()
			b.South, b.North = min(b.South, p.Lat), max(b.North, p.Lat)
			b.West, b.East = min(b.West, p.Lon), max(b.East, p.Lon)
		}
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
	ofPoint, ofCourse := s.parts()
	var streets []street
	at := map[int]*street{}
	of := func(part int) *street {
		if at[part] == nil {
			at[part] = &street{name: s.name, keys: s.keys}
		}
		return at[part]
	}
	for i := range s.points {
		one := of(ofPoint[i])
		one.points = append(one.points, s.points[i])
	}
	for i := range s.courses {
		one := of(ofCourse[i])
		one.courses = append(one.courses, s.courses[i])
	}
	order := slices.Concat(ofPoint, ofCourse)
	for _, part := range order {
		if one := at[part]; one != nil {
			streets = append(streets, *one)
			delete(at, part)
		}
	}
	return streets
}

// gapSquare is a cell by which streets are split.
type gapSquare struct{ y, x int }

func gapSquareOf(s spot) gapSquare {
	y := floorDiv(int(s.lat), gapCell)
	return gapSquare{y, floorDiv(int(s.lon), gapCell*widthOf(y))}
}

// parts numbers the points and courses by the connected cells they lie in.
func (s *street) parts() (ofPoint, ofCourse []int) {
	group := map[gapSquare]int{}
	squares := make([]gapSquare, len(s.points))
	for i := range s.points {
		squares[i] = gapSquareOf(spot{s.points[i].lat, s.points[i].lon})
		group[squares[i]] = -1
	}
	for i := range s.courses {
		for _, at := range stations(s.courses[i].line) {
			group[gapSquareOf(at.at)] = -1
		}
	}
	connect(group)
	for _, square := range squares {
		ofPoint = append(ofPoint, group[square])
	}
	for i := range s.courses {
		ofCourse = append(ofCourse, group[gapSquareOf(s.courses[i].line[0])])
	}
	return ofPoint, ofCourse
}

// connect numbers cells that touch each other alike.
func connect(group map[gapSquare]int) {
	cells := slices.SortedFunc(maps.Keys(group), func(a, b gapSquare) int { return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x)) })
	for n, c := range cells {
		for open := []gapSquare{c}; len(open) > 0; {
			c := open[len(open)-1]
			open = open[:len(open)-1]
			if g, there := group[c]; !there || g >= 0 {
				continue
			}
			group[c] = n
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					open = append(open, gapSquare{c.y + dy, c.x + dx})
				}
			}
		}
	}
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
			streets[at].courses = append(streets[at].courses, streets[i].courses...)
			streets[at].keys = append(slices.Clip(streets[at].keys), streets[i].keys...)
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
			if own[n] && (len(s.courses) > 0 || len(other.courses) == 0) {
				return -1 // a source that tells them apart; addresses of no street on a map are not told apart by it
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
