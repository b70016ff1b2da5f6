package build

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// placeCourses gives the lines of one street name that were taken their
// places: cut where the place changes, and whole to each place that has
// addresses along them.
func (s *settler) placeCourses() error {
	if len(s.courses) == 0 {
		return nil
	}
	on := s.on[string(s.parts)]
	for _, c := range chain(s.courses) {
		if err := s.placeCourse(on, &c); err != nil {
			return err
		}
	}
	s.courses = s.courses[:0]
	return nil
}

// station is a position along a line for which is asked in which places it is.
type station struct {
	at     spot
	vertex int     // the corner of the line at it, or before it
	metres float64 // from the line's beginning
	homes  []int32 // ascending
}

const (
	stationEvery = 150 // metres at most from one to the next
	alongStreet  = 500 // metres along the line for which an address speaks
	leastPiece   = 100 // metres of a line that count beside what surrounds them
)

// stations lays stations along a line: at its corners, and between those that
// are far apart.
func stations(line []spot) (all []station) {
	metres := 0.0
	for i, s := range line {
		if i > 0 {
			from := line[i-1]
			span := from.metresTo(s)
			between := int(span / stationEvery)
			for n := 1; n <= between; n++ {
				share := float64(n) / float64(between+1)
				all = append(all, station{at: from.towards(s, share), vertex: i - 1, metres: metres + share*span})
			}
			metres += span
		}
		all = append(all, station{at: s, vertex: i, metres: metres})
	}
	return all
}

// towards is the spot at a share of the way to another.
func (s spot) towards(other spot, share float64) spot {
	return spot{
		s.lat + int32(math.Round(share*float64(other.lat-s.lat))),
		s.lon + int32(math.Round(share*float64(other.lon-s.lon))),
	}
}

// placeCourse gives one line its places.
func (s *settler) placeCourse(on *neighbours, c *course) error {
	all := stations(c.line)
	for i := range all {
		on.each(all[i].at, nearOnStreet, func(home int32, _ float64) { all[i].homes = withHome(all[i].homes, home) })
	}
	spreadHomes(all)
	for i := range all {
		if len(all[i].homes) > 0 {
			continue
		}
		home, err := s.homeOfLine(all[i].at.position())
		if err != nil {
			return err
		}
		all[i].homes = []int32{home}
	}
	smooth(all)
	homes := map[int32]bool{}
	for i := range all {
		for _, home := range all[i].homes {
			homes[home] = true
		}
	}
	for _, home := range slices.Sorted(maps.Keys(homes)) {
		for from := 0; from < len(all); {
			if !slices.Contains(all[from].homes, home) {
				from++
				continue
			}
			to := from + 1
			for to < len(all) && slices.Contains(all[to].homes, home) {
				to++
			}
			piece := c.piece(all, from, to)
			if err := s.emit(home, &piece); err != nil {
				return err
			}
			from = to
		}
	}
	return nil
}

func withHome(homes []int32, home int32) []int32 {
	at, found := slices.BinarySearch(homes, home)
	if found {
		return homes
	}
	return slices.Insert(slices.Clip(homes), at, home)
}

// spreadHomes lets addresses speak for the line on both sides of them.
func spreadHomes(all []station) {
	told := make([]int, 0, len(all)) // stations that addresses are near to
	for i := range all {
		if len(all[i].homes) > 0 {
			told = append(told, i)
		}
	}
	if len(told) == 0 {
		return
	}
	next := 0
	for i := range all {
		for next < len(told) && told[next] < i {
			next++
		}
		if next < len(told) && told[next] == i {
			continue
		}
		for _, by := range [...]int{next - 1, next} {
			if by < 0 || by >= len(told) || math.Abs(all[told[by]].metres-all[i].metres) > alongStreet {
				continue
			}
			for _, home := range all[told[by]].homes {
				all[i].homes = withHome(all[i].homes, home)
			}
		}
	}
}

// smooth takes short stretches in another place for a border that runs along
// the street, or is a little off: they go to what is before them, or after.
func smooth(all []station) {
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && slices.Equal(all[to].homes, all[from].homes) {
			to++
		}
		if all[to-1].metres-all[from].metres < leastPiece && to-from < len(all) {
			by := from - 1
			if from == 0 {
				by = to
			}
			homes := all[by].homes
			for i := from; i < to; i++ {
				all[i].homes = homes
			}
			if from == 0 {
				continue
			}
		}
		from = to
	}
}

// piece is the part of a line between stations, half way on to those before
// and after it.
func (c *course) piece(all []station, from, to int) course {
	p := course{source: c.source, name: c.name, names: c.names}
	if from > 0 {
		p.line = append(p.line, all[from-1].at.towards(all[from].at, 0.5))
	}
	for i := from; i < to; i++ {
		if s := &all[i]; s.at == c.line[s.vertex] && (len(p.line) == 0 || p.line[len(p.line)-1] != s.at) {
			p.line = append(p.line, s.at)
		}
	}
	if to < len(all) {
		if end := all[to-1].at.towards(all[to].at, 0.5); len(p.line) == 0 || p.line[len(p.line)-1] != end {
			p.line = append(p.line, end)
		}
	}
	on := make(map[spot]bool, len(p.line))
	for _, s := range p.line {
		on[s] = true
	}
	for _, joint := range c.joints {
		if on[joint] {
			p.joints = append(p.joints, joint)
		}
	}
	return p
}

// emit passes a piece of a street on to its place, under its name, and for
// each other name a note that leads to it.
func (s *settler) emit(home int32, c *course) error {
	if len(c.line) == 0 {
		return nil
	}
	locality, err := s.localityOf(home, c)
	if err != nil {
		return err
	}
	s.in.localities.list[locality].note(c.line[len(c.line)/2].position())
	core := s.coreIn(home, s.parts)
	if core != s.core {
		c.names = append(slices.Clip(c.names), source.Name{Text: c.name, Role: source.Alternative})
	}
	err = c.inPieces(func(piece *course) error {
		s.record = s.head(locality, core, kindCourse)
		s.record = piece.append(s.record)
		return s.out.add(s.record)
	})
	if err != nil {
		return err
	}
	own := nameOf(core, s.parts)
	names, written := c.otherKeys(&own)
	for i := range names {
		a := alias{target: append(append([]byte(core), 0), s.parts...), name: written[i], at: c.line[len(c.line)/2], source: c.source}
		s.record = appendKey(s.record[:0], locality, &names[i])
		s.record = a.append(appendHead(s.record, kindAlias))
		if err := s.out.add(s.record); err != nil {
			return err
		}
	}
	return nil
}

// head begins a record of the street name at hand, with a core.
func (s *settler) head(locality uint32, core string, kind byte) []byte {
	b := binary.BigEndian.AppendUint32(s.record[:0], locality)
	b = append(append(append(b, core...), 0), s.parts...)
	return appendHead(b, kind)
}

// nameOf is a street name of a core and its parts, each ended by a zero byte.
func nameOf(core string, parts []byte) text.StreetName {
	part := strings.Split(string(parts), "\x00")
	return text.StreetName{Core: core, Type: part[0], Pre: part[1], Post: part[2], Articles: part[3]}
}

// localityOf is the locality of a place, or where there is none that of the
// country.
func (s *settler) localityOf(home int32, c *course) (uint32, error) {
	if home != noHome {
		return s.homes.locality(home), nil
	}
	at := c.line[0].position()
	s.in.problems.note(int(c.source), streetNoArea, &source.Feature{Street: c.name})
	country, err := s.in.countryAt(at)
	if err != nil {
		return 0, err
	}
	key := localityKey{country: country}
	key.lat, key.lon = cellOf(at)
	n := s.in.localities.number(key)
	for int(n) >= len(s.homes.of) {
		s.homes.of = append(s.homes.of, noHome)
	}
	return n, nil
}
