package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// crossingWriter writes the crossings along the curve, and then of each street
// which are its own.
type crossingWriter struct {
	*leafWriter
	pairs *spool // street and crossing, u32 each, in the order of crossings
	of    *perStreetWriter

	key    uint64 // along the curve, of the last
	at     micros // of the last in the leaf
	first  StreetID
	room   uint64 // for crossings of streets that are sorted at once
	buffer []byte
}

func newCrossingWriter(w *StreetWriter, dir string) (c *crossingWriter, err error) {
	c = &crossingWriter{room: crossingRoom}
	if c.leafWriter, err = newLeafWriter(w, dir, "crossings"); err != nil {
		return nil, err
	}
	if c.pairs, err = w.spool(dir, "crossing-streets"); err != nil {
		return nil, err
	}
	c.of, err = newPerStreetWriter(w, dir, "streetcrossings")
	return c, err
}

// Crossing adds a crossing of two or more streets (in any order, repeated or
// not). All streets are written, and crossings come in the order of CurveKey;
// the first has the ID 0, the next 1.
func (w *StreetWriter) Crossing(p geocode.Point, streets []StreetID) error {
	c := w.crossings
	key := CurveKey(p)
	streets = slices.Compact(slices.Sorted(slices.Values(streets)))
	switch {
	case !geo.Valid(p) || key < c.key:
		return fmt.Errorf("write crossings: %v is out of order or not on Earth", p)
	case len(streets) < 2:
		return fmt.Errorf("write crossings: at %v there is no second street", p)
	case streets[len(streets)-1] >= w.street || slices.ContainsFunc(streets, w.isAlias):
		return fmt.Errorf("write crossings: at %v one of %v is no street", p, streets)
	}
	c.key = key
	if err := c.write(microPoint(p), streets); err != nil {
		return fmt.Errorf("write crossings: %w", err)
	}
	return nil
}

func (c *crossingWriter) write(p micros, streets []StreetID) error {
	if c.fresh() {
		c.at, c.first = micros{}, 0
	}
	b := binary.AppendUvarint(c.buffer[:0], packStep(p.lat-c.at.lat, p.lon-c.at.lon))
	b = binary.AppendUvarint(b, uint64(len(streets)))
	b = binary.AppendVarint(b, int64(streets[0])-int64(c.first))
	for i, street := range streets[1:] {
		b = binary.AppendUvarint(b, uint64(street-streets[i]))
	}
	id := c.count
	if err := c.add(b, p.box()); err != nil {
		return err
	}
	b = b[:0]
	for _, street := range streets {
		b = binary.LittleEndian.AppendUint32(b, uint32(street))
		b = binary.LittleEndian.AppendUint32(b, id)
	}
	c.buffer, c.at, c.first = b, p, streets[0]
	_, err := c.pairs.Write(b)
	return err
}

// crossingRoom is 32 MB.
const crossingRoom = 8 << 20

// end writes what ends the section of crossings, and those of each street: as
// many streets at a time as there is room for, each time from a pass over all
// pairs.
func (c *crossingWriter) end(streets StreetID) error {
	if c.count == 0 {
		return nil
	}
	if err := c.leafWriter.end(); err != nil {
		return err
	}
	counts := make([]uint32, streets)
	if err := c.eachPair(func(street StreetID, _ CrossingID) { counts[street]++ }); err != nil {
		return err
	}
	for from := StreetID(0); from < streets; {
		to, sum := from, uint64(0)
		for to < streets && (to == from || sum+uint64(counts[to]) <= c.room) {
			sum += uint64(counts[to])
			to++
		}
		if err := c.window(from, counts[from:to], sum); err != nil {
			return err
		}
		from = to
	}
	return c.of.end()
}

// window writes the crossings of some streets, from the first on.
func (c *crossingWriter) window(from StreetID, counts []uint32, sum uint64) error {
	ids, ends := make([]CrossingID, sum), make([]uint64, len(counts))
	for i := 1; i < len(counts); i++ {
		ends[i] = ends[i-1] + uint64(counts[i-1])
	}
	err := c.eachPair(func(street StreetID, id CrossingID) {
		if at := int(street) - int(from); at >= 0 && at < len(counts) {
			ids[ends[at]] = id
			ends[at]++
		}
	})
	for i, count := range counts {
		b, before := c.buffer[:0], CrossingID(0)
		for _, id := range ids[ends[i]-uint64(count) : ends[i]] {
			b = binary.AppendUvarint(b, uint64(id-before))
			before = id
		}
		if c.buffer = b; err == nil {
			err = c.of.add(b)
		}
	}
	return err
}

// eachPair goes through all pairs in the order of crossings.
func (c *crossingWriter) eachPair(visit func(StreetID, CrossingID)) error {
	file, err := c.pairs.again()
	if err != nil {
		return err
	}
	in := bufio.NewReaderSize(file, blockSize)
	var pair [8]byte
	for {
		if _, err := io.ReadFull(in, pair[:]); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("write crossings: %w", err)
		}
		visit(StreetID(binary.LittleEndian.Uint32(pair[:])), CrossingID(binary.LittleEndian.Uint32(pair[4:])))
	}
}
