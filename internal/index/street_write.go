package index

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/geocode"
)

// StreetDraft is a street to be written.
type StreetDraft struct {
	Names                           []string // the one to show first
	Core, Type, Pre, Post, Articles string   // as text.ParseStreet gives them
	Point                           geocode.Point
	Box                             geocode.Box
	Addresses                       []AddressDraft // by number, then rest
	Postcode                        PostcodeID     // the commonest

	Lines  [][]geocode.Point // its course, a line for each piece; nil where none is known
	Locals []LocalName       // names by language; a name to be found by is among Names too
}

// AddressDraft is an address to be written.
type AddressDraft struct {
	Number, To       uint32
	Rest             string
	Point            geocode.Point
	Points           []geocode.Point // all that it has, for InSpace; Street writes Point alone
	Postcode         PostcodeID
	Accuracy         Accuracy
	Spread           bool
	Evidence         Evidence         // up to 15
	PostcodeEvidence PostcodeEvidence // up to 7
	Source           int              // up to 65535
	RecordID         string           // in that source; "" for none, not kept where longer than MaxRecordID
	Others           Others
	Doors            []Door // up to MaxDoors
}

// StreetWriter collects streets in their order: localities by ascending area,
// within each the streets by ascending core; then, in any order, what is sorted
// otherwise: words, addresses, stretches and crossings in space, postcodes. What
// it wrote so far is in files of its directory; in memory are half a byte an
// address, stretch and crossing, six a street and twelve an alias.
type StreetWriter struct {
	streets, names, cores, coreTexts, localities, addresses *spool
	words                                                   *wordWriter
	spaces                                                  *spaceWriter
	courses, locals, recordIDs, doors                       *perStreetWriter
	crossings                                               *crossingWriter
	stretches                                               *stretchWriter
	parts                                                   map[string]uint16
	partList                                                []string

	area        ID
	core        string
	begun       bool // a core of the area is
	street      StreetID
	coreCount   uint32
	address     AddressID
	buffer      []byte
	course      []byte // of the street written last
	origin      micros // of its point
	aliases     []alias
	origins     bool // some address tells how it came to its postcode
	places      []PostcodeID
	spools      []*spool
	postcodeSet postcodeSpools
}

// NewStreetWriter begins the streets of an index. Its temporary files go to
// dir and are removed by Close.
func NewStreetWriter(dir string) (*StreetWriter, error) {
	w := &StreetWriter{parts: map[string]uint16{"": 0}, partList: []string{""}}
	for name, field := range map[string]**spool{
		"streets": &w.streets, "streetnames": &w.names, "cores": &w.cores, "coretexts": &w.coreTexts,
		"localities": &w.localities, "addresses": &w.addresses,
	} {
		var err error
		if *field, err = w.spool(dir, name); err != nil {
			w.Close()
			return nil, err
		}
	}
	if err := w.beginOthers(dir); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// beginOthers begins the sections that have writers of their own.
func (w *StreetWriter) beginOthers(dir string) (err error) {
	for _, begin := range []func() error{
		func() error { w.words, err = newWordWriter(w, dir); return err },
		func() error { w.spaces, err = newSpaceWriter(w, dir); return err },
		func() error { w.postcodeSet, err = newPostcodeSpools(w, dir); return err },
		func() error { w.courses, err = newPerStreetWriter(w, dir, "streetlines"); return err },
		func() error { w.locals, err = newPerStreetWriter(w, dir, "streetlocals"); return err },
		func() error { w.recordIDs, err = newPerStreetWriter(w, dir, "recordids"); return err },
		func() error { w.doors, err = newPerStreetWriter(w, dir, "doors"); return err },
		func() error { w.crossings, err = newCrossingWriter(w, dir); return err },
		func() error { w.stretches, err = newStretchWriter(w, dir); return err },
	} {
		if err := begin(); err != nil {
			return err
		}
	}
	return nil
}

func (w *StreetWriter) spool(dir, name string) (*spool, error) {
	s, err := newSpool(dir, name)
	if err == nil {
		w.spools = append(w.spools, s)
	}
	return s, err
}

// Close removes the temporary files.
func (w *StreetWriter) Close() error {
	var failed error
	for _, s := range w.spools {
		if err := s.remove(); err != nil && failed == nil {
			failed = err
		}
	}
	w.spools = nil
	return failed
}

// Locality begins the streets of an area, which is above the one before.
func (w *StreetWriter) Locality(area ID) error {
	if area <= w.area {
		return fmt.Errorf("write streets: area %d after %d", area, w.area)
	}
	w.area, w.begun = area, false
	return w.writeLocality(uint32(area))
}

func (w *StreetWriter) writeLocality(area uint32) error {
	b := binary.LittleEndian.AppendUint32(w.buffer[:0], area)
	b = binary.LittleEndian.AppendUint32(b, w.coreCount)
	b = binary.LittleEndian.AppendUint32(b, uint32(w.street))
	w.buffer = b
	_, err := w.localities.Write(b)
	return err
}

// Street writes a street of the area begun, and gives its ID, that of its core
// and that of its first address.
func (w *StreetWriter) Street(d *StreetDraft) (StreetID, CoreID, AddressID, error) {
	if w.area == 0 || w.begun && d.Core < w.core {
		return 0, 0, 0, fmt.Errorf("write streets: %q after %q in area %d", d.Core, w.core, w.area)
	}
	if uint64(w.address)+uint64(len(d.Addresses)) > math.MaxUint32 || w.names.size > math.MaxUint32 || w.coreTexts.size > math.MaxUint32 {
		return 0, 0, 0, fmt.Errorf("write streets: more than 4294967295 addresses or bytes of names: %w", ErrTooLarge)
	}
	if !w.begun || d.Core != w.core {
		w.core, w.begun = d.Core, true
		if err := w.writeCore(d.Core); err != nil {
			return 0, 0, 0, err
		}
	}
	id, first := w.street, w.address
	if err := w.writeStreet(d); err != nil {
		return 0, 0, 0, err
	}
	w.street++
	w.address += AddressID(len(d.Addresses))
	return id, CoreID(w.coreCount - 1), first, nil
}

func (w *StreetWriter) writeCore(core string) error {
	b := binary.LittleEndian.AppendUint32(w.buffer[:0], uint32(w.coreTexts.size))
	b = binary.LittleEndian.AppendUint32(b, uint32(w.street))
	b = binary.LittleEndian.AppendUint32(b, letterMask(core))
	b = binary.LittleEndian.AppendUint32(b, uint32(utf8.RuneCountInString(core)))
	w.buffer = b
	w.coreCount++
	if _, err := w.cores.Write(b); err != nil {
		return err
	}
	_, err := io.WriteString(w.coreTexts, core)
	return err
}

func (w *StreetWriter) writeStreet(d *StreetDraft) (err error) {
	if w.course, err = appendCourse(w.course[:0], d.Point, d.Lines); err != nil {
		return err
	}
	w.origin = microPoint(d.Point)
	var parts [4]uint16
	for i, part := range [...]string{d.Type, d.Pre, d.Post, d.Articles} {
		if parts[i], err = w.part(part); err != nil {
			return err
		}
	}
	first, last := numberSpan(d.Addresses)
	b := binary.LittleEndian.AppendUint32(w.buffer[:0], uint32(w.area))
	b = binary.LittleEndian.AppendUint32(b, w.coreCount-1)
	b = binary.LittleEndian.AppendUint32(b, uint32(w.names.size))
	b = binary.LittleEndian.AppendUint32(b, uint32(w.address))
	b = appendU48(b, w.addresses.size)
	for _, part := range parts[:3] {
		b = binary.LittleEndian.AppendUint16(b, part)
	}
	b = appendMicro(b, d.Point.Lat, d.Point.Lon, d.Box.South, d.Box.West, d.Box.North, d.Box.East)
	b = binary.LittleEndian.AppendUint32(b, first)
	b = binary.LittleEndian.AppendUint32(b, last)
	b = binary.LittleEndian.AppendUint32(b, uint32(d.Postcode))
	b = binary.LittleEndian.AppendUint16(b, parts[3])
	b = binary.LittleEndian.AppendUint16(b, w.flags())
	w.buffer = b
	if _, err := w.streets.Write(b); err != nil {
		return err
	}
	if err := w.writeNames(d.Names); err != nil {
		return err
	}
	if err := w.writeFurther(d); err != nil {
		return err
	}
	return w.writeAddresses(d)
}

// flags are those of the street whose course was laid out last.
func (w *StreetWriter) flags() (flags uint16) {
	if len(w.course) > 0 {
		flags |= flagCourse
	}
	if n := len(w.aliases); n > 0 && w.aliases[n-1].id == w.street {
		flags |= flagAlias
	}
	return flags
}

// writeFurther writes what not all streets have.
func (w *StreetWriter) writeFurther(d *StreetDraft) (err error) {
	if err := w.courses.add(w.course); err != nil {
		return fmt.Errorf("write streets: course: %w", err)
	}
	if w.buffer, err = w.appendLocals(w.buffer[:0], d); err != nil {
		return err
	}
	if err := w.locals.add(w.buffer); err != nil {
		return err
	}
	w.buffer = appendRecordIDs(w.buffer[:0], d.Addresses)
	if err := w.recordIDs.add(w.buffer); err != nil {
		return err
	}
	w.buffer = appendDoors(w.buffer[:0], d.Point, d.Addresses)
	return w.doors.add(w.buffer)
}

func (w *StreetWriter) writeNames(names []string) error {
	names = names[:min(len(names), maxStreetNames)]
	b := binary.AppendUvarint(w.buffer[:0], uint64(len(names)))
	for _, name := range names {
		b = appendText(b, name)
	}
	w.buffer = b
	_, err := w.names.Write(b)
	return err
}

// appendText appends a text with its length before it, cut to maxText.
func appendText(b []byte, s string) []byte {
	for len(s) > maxText {
		_, last := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-last]
	}
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// part gives the number of a part of names.
func (w *StreetWriter) part(text string) (uint16, error) {
	n, known := w.parts[text]
	if !known {
		if len(w.partList) > math.MaxUint16 {
			return 0, fmt.Errorf("write streets: more than %d types of streets: %w", math.MaxUint16, ErrTooLarge)
		}
		n = uint16(len(w.partList))
		w.parts[text] = n
		w.partList = append(w.partList, text)
	}
	return n, nil
}

func numberSpan(addresses []AddressDraft) (first, last uint32) {
	for _, a := range addresses {
		if a.Number == 0 {
			continue
		}
		if first == 0 {
			first = a.Number
		}
		last = max(last, a.Number)
	}
	return first, last
}

func appendU48(b []byte, x uint64) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(x))
	return binary.LittleEndian.AppendUint16(b, uint16(x>>32))
}

func appendMicro(b []byte, degrees ...float64) []byte {
	for _, d := range degrees {
		b = binary.LittleEndian.AppendUint32(b, uint32(int32(microOf(d))))
	}
	return b
}

// microOf is an angle in 1e-6 degrees.
func microOf(degrees float64) int64 { return int64(math.Round(degrees * microDegrees)) }
