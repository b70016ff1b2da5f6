package build

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"slices"

	"github.com/milepost/milepost/internal/index"
)

// A joint of a street sorts as crossings are written:
//
//	curve     u64, place on the Hilbert curve
//	lat, lon  u32, 1e-6 degrees
//	core      u64, hash of the street's core name: two streets of one name
//	          do not make a crossing, one street cut at a border least of all
//	street    u32
const jointLength = 8 + 4 + 4 + 8 + 4

// joinAt notes the joints of a street.
func (w *writer) joinAt(joints []spot, core string, id index.StreetID) error {
	if len(joints) == 0 {
		return nil
	}
	hash := fnv.New64a()
	hash.Write([]byte(core))
	sum := hash.Sum64()
	for _, at := range joints {
		b := binary.BigEndian.AppendUint64(w.buffer[:0], index.CurveKey(at.position()))
		b = binary.BigEndian.AppendUint32(b, uint32(at.lat))
		b = binary.BigEndian.AppendUint32(b, uint32(at.lon))
		b = binary.BigEndian.AppendUint64(b, sum)
		b = binary.BigEndian.AppendUint32(b, uint32(id))
		w.buffer = b
		if err := w.joints.add(b); err != nil {
			return err
		}
	}
	return nil
}

// crossings writes the places where streets of different names meet.
func (w *writer) crossings(ctx context.Context) error {
	var here crossing
	err := w.eachSorted(ctx, w.joints, func(b []byte) error {
		if len(b) != jointLength {
			return errRecord
		}
		at := spot{int32(binary.BigEndian.Uint32(b[8:])), int32(binary.BigEndian.Uint32(b[12:]))}
		if at != here.at {
			if err := w.crossing(&here); err != nil {
				return err
			}
			here = crossing{at: at, streets: here.streets[:0]}
		}
		here.add(binary.BigEndian.Uint64(b[16:]), index.StreetID(binary.BigEndian.Uint32(b[24:])))
		return nil
	})
	if err != nil {
		return err
	}
	return w.crossing(&here)
}

// crossing is the streets that share a place.
type crossing struct {
	at      spot
	streets []index.StreetID
	core    uint64 // of the first
	differ  bool   // there is another
}

func (c *crossing) add(core uint64, id index.StreetID) {
	if len(c.streets) == 0 {
		c.core = core
	}
	c.differ = c.differ || core != c.core
	if !slices.Contains(c.streets, id) {
		c.streets = append(c.streets, id)
	}
}

func (w *writer) crossing(c *crossing) error {
	if !c.differ {
		return nil
	}
	w.counts["crossings"]++
	slices.Sort(c.streets)
	return w.out.Crossing(c.at.position(), c.streets)
}
