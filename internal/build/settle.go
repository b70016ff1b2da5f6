package build

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// Where a map is among the sources, addresses and streets wait until all
// places are known and are then given theirs. Meanwhile they sort by name:
//
//	spelling  the core with its umlauts in two letters, ended by a zero byte
//	own       u8: 1 where that is the core; 0 where the core follows, ended by
//	          a zero byte
//	tag       u8
//	type, pre, post, articles, each ended by a zero byte
//	locality  u32, of addresses; of those that name none, one for their region
//	the rest  as in records that are sorted by locality
//
// so that when the streets of a name come to be placed, the addresses on all
// streets of that name have been, and those of names that differ from it only
// in umlauts.
const (
	tagNamed  = 1 // an address that names its locality
	tagLost   = 2 // one that does not
	tagCourse = 3
)

// appendWaiting appends what a waiting record begins with.
func appendWaiting(b []byte, tag byte, s *streetName) []byte {
	b = append(append(b, s.spelling...), 0)
	if s.spelling == s.Core {
		b = append(b, 1)
	} else {
		b = append(append(append(b, 0), s.Core...), 0)
	}
	b = append(b, tag)
	for _, part := range [...]string{s.Type, s.Pre, s.Post, s.Articles} {
		b = append(append(b, part...), 0)
	}
	return b
}

// settler gives waiting addresses and streets their localities.
type settler struct {
	in    *reader
	homes *homes
	out   *sorter

	spelling string // of the core
	core     string
	twins    twins
	noted    map[twin]bool // what is written in two letters where there is a twin
	parts    []byte        // type and the like of the last record
	on       map[string]*neighbours
	courses  []course
	record   []byte

	held      []held
	heldParts string
}

// settle passes all waiting records on, by locality.
func (r *reader) settle(ctx context.Context, h *homes, runs []*run, tick func(rows int64)) error {
	records, err := mergeAll(runs)
	if err != nil {
		return err
	}
	s := &settler{in: r, homes: h, out: r.records, on: map[string]*neighbours{}, twins: twins{}, noted: map[twin]bool{}}
	for n := int64(1); ; n++ {
		record, err := records.next()
		if err == io.EOF {
			return errors.Join(s.release(), s.placeCourses())
		}
		if err == nil {
			err = s.take(record)
		}
		if err != nil {
			return err
		}
		if n&1023 == 0 {
			tick(n)
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
}

// take takes the next record.
func (s *settler) take(record []byte) error {
	spelling, core, rest, err := cutCores(record)
	if err != nil {
		return err
	}
	if string(core) != s.core || string(spelling) != s.spelling {
		if err := errors.Join(s.release(), s.placeCourses()); err != nil {
			return err
		}
		s.begin(spelling, core)
	}
	tag, rest := rest[0], rest[1:]
	end := 0
	for range 4 {
		next := bytes.IndexByte(rest[end:], 0)
		if next < 0 {
			return errRecord
		}
		end += next + 1
	}
	parts, rest := rest[:end], rest[end:]
	if tag != tagNamed {
		if err := s.release(); err != nil {
			return err
		}
	}
	if tag == tagCourse {
		return s.takeCourse(parts, rest)
	}
	return s.takeAddress(tag, parts, rest)
}

// cutCores takes a record's cores off it.
func cutCores(record []byte) (spelling, core, rest []byte, err error) {
	spelling, rest, found := bytes.Cut(record, []byte{0})
	if !found || len(rest) < 2 {
		return nil, nil, nil, errRecord
	}
	core, rest, isOwn := spelling, rest[1:], rest[0] == 1
	if !isOwn {
		core, rest, found = bytes.Cut(rest, []byte{0})
	}
	if !found || len(rest) < 2 {
		return nil, nil, nil, errRecord
	}
	return spelling, core, rest, nil
}

// begin begins the records of a core.
func (s *settler) begin(spelling, core []byte) {
	if string(spelling) != s.spelling {
		clear(s.twins)
		clear(s.noted)
	}
	s.spelling, s.core = string(spelling), string(core)
	clear(s.on)
}

// takeCourse keeps a line until all of its street are there.
func (s *settler) takeCourse(parts, rest []byte) error {
	if !bytes.Equal(parts, s.parts) {
		if err := s.placeCourses(); err != nil {
			return err
		}
		s.parts = append(s.parts[:0], parts...)
	}
	var c course
	if err := c.decode(rest); err != nil {
		return err
	}
	s.courses = append(s.courses, c)
	return nil
}

// takeAddress passes an address on.
func (s *settler) takeAddress(tag byte, parts, rest []byte) error {
	if len(rest) < 4 {
		return errRecord
	}
	locality, rest := binary.BigEndian.Uint32(rest), rest[4:]
	var p point
	if err := p.decode(rest, func(b []byte) string { return string(b) }); err != nil {
		return err
	}
	at := p.position()
	if tag == tagNamed && s.in.several {
		return s.hold(parts, locality, &p)
	}
	if tag == tagLost {
		home, evidence, err := s.homeOf(s.neighboursOn(parts), spot{p.lat, p.lon})
		if err != nil {
			return err
		}
		if home == noHome {
			s.in.problems.note(int(p.source), noArea, &source.Feature{Street: p.name, Number: fmt.Sprint(p.number, p.rest), Lat: at.Lat, Lon: at.Lon})
		} else {
			locality, p.evidence = s.homes.locality(home), evidence
		}
		s.in.localities.list[locality].note(at)
	}
	return s.pass(parts, locality, &p)
}

// neighboursOn are the addresses so far of a street name of the core at hand.
func (s *settler) neighboursOn(parts []byte) *neighbours {
	on := s.on[string(parts)]
	if on == nil {
		on = &neighbours{}
		s.on[string(parts)] = on
	}
	return on
}

// pass passes an address on whose place is known.
func (s *settler) pass(parts []byte, locality uint32, p *point) error {
	home := s.homes.of[locality]
	s.neighboursOn(parts).add(spot{p.lat, p.lon}, home)
	s.record = binary.BigEndian.AppendUint32(s.record[:0], locality)
	core := s.coreIn(home, parts)
	p.twin = core != s.core
	s.record = append(append(append(s.record, core...), 0), parts...)
	s.record = p.append(s.record)
	if err := s.out.add(s.record); err != nil || !p.twin {
		return err
	}
	return s.noteTwin(locality, core, parts, p)
}

// nearOnStreet is how far, in metres, an address of a street may lie from
// another, or from the street's line, to tell which place that is in.
const nearOnStreet = 200

// homeOf finds the place of an address that names none: the place whose area
// holds it, else that of an address of its street nearby, of most addresses
// about it, or the nearest.
func (s *settler) homeOf(on *neighbours, at spot) (int32, index.Evidence, error) {
	p := at.position()
	if home, found := s.in.places.shapes.smallest(p); found {
		return home, index.HeldByArea, nil
	}
	if name, held := s.in.polygons.holding(p); held {
		home, found, err := s.in.places.find(name, "", p)
		if err != nil || found {
			return home, index.HeldByArea, err
		}
		return s.homes.named(name, p), index.HeldByArea, nil
	}
	if home := on.nearest(at, nearOnStreet); home != noHome {
		return home, index.NearestAddress, nil
	}
	if home, found := s.in.homesNear.at(p); found {
		return home, index.NearestAddress, nil
	}
	home, err := s.in.nearestPlace(p)
	return home, index.NearestPlace, err
}

// homeOfLine finds the place of a point of a street that no address of it is
// near to.
func (s *settler) homeOfLine(p geocode.Point) (int32, error) {
	if home, found := s.in.places.shapes.smallest(p); found {
		return home, nil
	}
	if home, found := s.in.homesNear.at(p); found {
		return home, nil
	}
	return s.in.nearestPlace(p)
}

// neighbours are the addresses of streets of one name, with their places.
type neighbours struct {
	list  []neighbour
	cells map[[2]int32][]int32
}

type neighbour struct {
	at   spot
	home int32
}

// onStreetCell is the height, in 1e-6 degrees, of the cells of neighbours: no
// less than nearOnStreet.
const onStreetCell = 2000

func (n *neighbours) cell(at spot) [2]int32 {
	y := floorDiv(int(at.lat), onStreetCell)
	return [2]int32{int32(y), int32(floorDiv(int(at.lon), onStreetCell*widthOf(floorDiv(int(at.lat), gapCell))))}
}

// add takes an address whose place is known.
func (n *neighbours) add(at spot, home int32) {
	if home == noHome {
		return
	}
	if n.cells == nil {
		n.cells = map[[2]int32][]int32{}
	}
	cell := n.cell(at)
	n.cells[cell] = append(n.cells[cell], int32(len(n.list)))
	n.list = append(n.list, neighbour{at, home})
}

// each visits the addresses within so many metres, at most nearOnStreet.
func (n *neighbours) each(at spot, within float64, visit func(home int32, metres float64)) {
	if n == nil || len(n.list) == 0 {
		return
	}
	cell := n.cell(at)
	for dy := int32(-1); dy <= 1; dy++ {
		for dx := int32(-1); dx <= 1; dx++ {
			for _, i := range n.cells[[2]int32{cell[0] + dy, cell[1] + dx}] {
				if metres := at.metresTo(n.list[i].at); metres <= within {
					visit(n.list[i].home, metres)
				}
			}
		}
	}
}

// nearest gives the place of the nearest address; noHome where none is near.
func (n *neighbours) nearest(at spot, within float64) int32 {
	home, least := int32(noHome), within
	n.each(at, within, func(h int32, metres float64) {
		if metres < least || metres == least && h < home {
			home, least = h, metres
		}
	})
	return home
}
