package index

import (
	"encoding/binary"

	"github.com/milepost/milepost/internal/geocode"
)

// The section "doors" has of each street (see per_street.go) the doors behind
// which the flats of its addresses are, by address, to the end:
//
//	address  uvarint, of those of the street less the one before
//	flats    text, as written
//	known    u8, 1 where the door's point follows
//	lat, lon zigzag, from the street's point in 1e-6 degrees
//
// Of a street that has none it has no bytes.

// Door is where some flats of an address are entered.
type Door struct {
	Flats string        // as written: "1-12", "1;3;5A"; at most MaxFlats bytes
	Point geocode.Point // zero where it is not known
}

// Bounds of what is kept of an address.
const (
	MaxFlats = 255 // bytes
	MaxDoors = 200
)

// appendDoors appends the doors of the addresses of a street at a point.
func appendDoors(b []byte, at geocode.Point, addresses []AddressDraft) []byte {
	before := 0
	for i := range addresses {
		a := &addresses[i]
		for _, d := range a.Doors[:min(len(a.Doors), MaxDoors)] {
			b = binary.AppendUvarint(b, uint64(i-before))
			b = appendText(b, d.Flats)
			before = i
			if d.Point == (geocode.Point{}) {
				b = append(b, 0)
				continue
			}
			b = binary.AppendVarint(append(b, 1), microOf(d.Point.Lat)-microOf(at.Lat))
			b = binary.AppendVarint(b, microOf(d.Point.Lon)-microOf(at.Lon))
		}
	}
	return b
}

// Doors lists the doors of an address; none where the index knows of none.
func (s *Streets) Doors(a *Address) (doors []Door, err error) {
	if s.doors.section == nil {
		return nil, nil
	}
	err = s.ix.guard(func() error {
		doors, err = s.doorsOf(a)
		return err
	})
	return doors, err
}

func (s *Streets) doorsOf(a *Address) (doors []Door, err error) {
	b, err := s.doors.of(s, a.Street)
	if err != nil || b == nil {
		return nil, err
	}
	street, err := s.street(a.Street)
	if err != nil {
		return nil, err
	}
	wanted, at := uint64(a.ID)-uint64(street.Address), uint64(0)
	for in := (varints{rest: b}); len(in.rest) > 0 && at <= wanted; {
		at += in.next()
		d, ok := in.door(street.Point)
		if !ok {
			return nil, s.doors.section.damage("does not hold the doors of the street %d", a.Street)
		}
		if at == wanted {
			doors = append(doors, d)
		}
	}
	return doors, nil
}

// door reads a door on a street at a point.
func (v *varints) door(at geocode.Point) (d Door, ok bool) {
	n := v.next()
	if v.bad || n > maxText || n >= uint64(len(v.rest)) {
		return d, false
	}
	d.Flats = string(v.rest[:n])
	known := v.rest[n]
	v.rest = v.rest[n+1:]
	if known == 0 {
		return d, true
	}
	lat, lon := microOf(at.Lat)+v.signed(), microOf(at.Lon)+v.signed()
	d.Point = geocode.Point{Lat: float64(lat) / microDegrees, Lon: float64(lon) / microDegrees}
	return d, !v.bad
}
