package build

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// writer makes streets of the sorted records and writes them.
type writer struct {
	out    *index.StreetWriter
	codes  *postcodes
	words  *sorter
	space  *sorter
	counts map[string]int
	rows   int64
	tick   func(rows int64)

	area      index.ID
	group     []street // of one core
	notes     []note   // of aliases of that core
	size      int      // points of them
	key       []byte   // of the last of them
	others    others   // names of the area that are aliases
	joints    *sorter  // places where streets may cross
	stretches *sorter  // of courses, to be found in space
	fill      filler   // postcodes of addresses that have none
	roman     bool     // some name is also to be found in Latin letters
	interned  map[string]string
	buffer    []byte
}

// maxGroup bounds the points of streets of one core that are made at once: a
// list that has one street for all is written in pieces.
const maxGroup = 1 << 18

// localities writes the streets of one area from the records of its localities.
func (w *writer) localities(ctx context.Context, area index.ID, runs []*run, keys []uint32) error {
	records, err := mergeSegments(runs, keys)
	if err != nil {
		return err
	}
	if err := w.out.Locality(area); err != nil {
		return err
	}
	w.area, w.key = area, w.key[:0]
	for {
		record, err := records.next()
		if err == io.EOF {
			if err := w.flush(); err != nil {
				return err
			}
			return w.others.resolve(w.out)
		}
		if err != nil {
			return err
		}
		if err := w.record(record); err != nil {
			return err
		}
		if w.rows++; w.rows&1023 == 0 {
			w.tick(w.rows)
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
}

// record puts a record to the streets of its core.
func (w *writer) record(record []byte) error {
	key, parts, rest, err := splitKey(record)
	if err != nil {
		return err
	}
	n := len(w.group)
	if n == 0 || !bytes.Equal(key, w.key) {
		if n > 0 && string(parts[0]) != w.group[0].name.Core {
			if err := w.flush(); err != nil {
				return err
			}
		}
		w.key = append(w.key[:0], key...)
		w.group = append(w.group, street{keys: []string{string(key)}, name: text.StreetName{
			Core: string(parts[0]), Type: string(parts[1]), Pre: string(parts[2]), Post: string(parts[3]), Articles: string(parts[4]),
		}})
		n = len(w.group)
	}
	kind, err := kindOf(rest)
	switch {
	case err != nil:
		return err
	case kind == kindCourse:
		return w.course(rest)
	case kind == kindAlias:
		return w.note(rest)
	}
	var p point
	if err := p.decode(rest, w.intern); err != nil {
		return err
	}
	s := &w.group[n-1]
	if last := len(s.points) - 1; w.size >= maxGroup && last >= 0 && (s.points[last].number != p.number || s.points[last].rest != p.rest) {
		name, keys := s.name, s.keys
		if err := w.flush(); err != nil {
			return err
		}
		w.group = append(w.group, street{name: name, keys: keys})
		s = &w.group[0]
	}
	s.points = append(s.points, p)
	w.size++
	return nil
}

// course puts a line to the street of the record at hand.
func (w *writer) course(rest []byte) error {
	var c course
	if len(rest) < headLength {
		return errRecord
	}
	if err := c.decode(rest[headLength:]); err != nil || len(c.line) == 0 {
		return err
	}
	s := &w.group[len(w.group)-1]
	s.courses = append(s.courses, c)
	w.size += len(c.line)
	return nil
}

// intern gives the string of b, one for equal ones in a group.
func (w *writer) intern(b []byte) string {
	if s, known := w.interned[string(b)]; known {
		return s
	}
	s := string(b)
	w.interned[s] = s
	return s
}

// flush writes the streets of a core.
func (w *writer) flush() error {
	if len(w.group) == 0 {
		return nil
	}
	core := w.group[0].name.Core
	var id index.CoreID
	var parts []street
	for i := range w.group {
		if !w.group[i].isEmpty() {
			parts = append(parts, w.group[i].split()...)
		}
	}
	for _, s := range linkSources(parts) {
		written, err := w.write(&s)
		if err != nil {
			return err
		}
		id = written
	}
	for _, n := range distinctNotes(w.notes) {
		alias, written, err := w.out.Alias(n.draft())
		if err != nil {
			return err
		}
		id = written
		w.counts["streets' other names"]++
		w.others.wait(alias, &n)
	}
	w.group, w.notes, w.size = w.group[:0], w.notes[:0], 0
	clear(w.interned)
	return w.word(core, id)
}

// word notes a core to be found by its name, and by what it is in Latin letters.
func (w *writer) word(core string, id index.CoreID) error {
	names := text.RomanKeys(core)
	if len(names) > 0 && !w.roman {
		w.roman = true
		names = append(names, text.HasRoman)
	}
	for _, name := range append(names, core) {
		w.buffer = append(append(w.buffer[:0], name...), 0)
		if err := w.words.add(binary.BigEndian.AppendUint32(w.buffer, uint32(id))); err != nil {
			return err
		}
	}
	return nil
}

// write writes a street, and notes what is to be found of it otherwise.
func (w *writer) write(s *street) (index.CoreID, error) {
	d := s.draft(w.codes)
	lines, joints := s.lines()
	d.Lines, d.Point = lines, s.middle(lines)
	w.fill.fill(&d, w.area)
	id, core, first, err := w.out.Street(&d)
	if err != nil {
		return 0, err
	}
	if err := w.out.EachStretch(w.stretches.add); err != nil {
		return 0, err
	}
	w.counts["streets"]++
	w.counts["addresses"] += len(d.Addresses)
	w.counts["address points"] += len(s.points)
	if len(lines) > 0 {
		w.counts["streets with a course"]++
	}
	w.tell(s, &d)
	if err := w.place(d.Addresses, first); err != nil {
		return 0, err
	}
	w.others.known(s, id)
	return core, w.joinAt(joints, s.name.Core, id)
}

// tell tells the postcodes where their addresses are.
func (w *writer) tell(s *street, d *index.StreetDraft) {
	has := map[index.PostcodeID]bool{}
	for i := range d.Addresses {
		a := &d.Addresses[i]
		if a.Spread {
			w.counts["addresses with points apart"]++
		}
		if a.Postcode != 0 {
			has[a.Postcode] = true
			w.codes.byID(a.Postcode).addresses.note(a.Point, w.area)
		}
	}
	for i := range s.points {
		if p := &s.points[i]; p.address && p.postcode != 0 {
			if code := &w.codes.list[p.postcode]; !has[code.id] {
				code.outvoted.note(p.position(), w.area)
			}
		}
	}
}

// place puts the points of addresses among those sorted in space.
func (w *writer) place(addresses []index.AddressDraft, first index.AddressID) error {
	for i := range addresses {
		for _, p := range addresses[i].Points {
			b := binary.BigEndian.AppendUint64(w.buffer[:0], index.CurveKey(p))
			b = binary.BigEndian.AppendUint32(b, uint32(first)+uint32(i))
			b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(p.Lat*1e6))))
			b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(p.Lon*1e6))))
			w.buffer = b
			if err := w.space.add(b); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish writes what is sorted otherwise: addresses and streets in space, and
// names.
func (w *writer) finish(ctx context.Context) error {
	if err := w.eachSorted(ctx, w.stretches, w.out.StretchInSpace); err != nil {
		return err
	}
	if err := w.eachSorted(ctx, w.space, func(b []byte) error {
		lat, lon := int32(binary.BigEndian.Uint32(b[12:])), int32(binary.BigEndian.Uint32(b[16:]))
		return w.out.InSpace(geocode.Point{Lat: float64(lat) / 1e6, Lon: float64(lon) / 1e6}, index.AddressID(binary.BigEndian.Uint32(b[8:])))
	}); err != nil {
		return err
	}
	if err := w.crossings(ctx); err != nil {
		return err
	}
	var last []byte
	return w.eachSorted(ctx, w.words, func(b []byte) error {
		if bytes.Equal(b, last) {
			return nil // a core written in pieces
		}
		last = append(last[:0], b...)
		return w.out.Word(b[:len(b)-5], index.CoreID(binary.BigEndian.Uint32(b[len(b)-4:])))
	})
}

func (w *writer) eachSorted(ctx context.Context, s *sorter, use func([]byte) error) error {
	runs, err := s.finish()
	if err != nil {
		return err
	}
	records, err := mergeAll(runs)
	for n := 0; err == nil; n++ {
		var record []byte
		if record, err = records.next(); err == nil {
			err = use(record)
		}
		if n&0xffff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if err != io.EOF {
		return err
	}
	s.close()
	return nil
}
