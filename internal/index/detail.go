package index

import (
	"encoding/binary"

	"github.com/milepost/milepost/internal/geocode"
)

// What not all areas have is in the section "details", by ascending ID. Record
// 0 is zero; countries and first-level districts, which all have a record and
// the lowest IDs, have the record of their ID's number.
//
//	area   u32, ID
//	box    4 × i32: south, west, north, east in 1e-7 degrees; all 0 for none
//	code   u32, offset in the section "texts"
//	short  u32, offset in "texts"
//	names  u32, offset in the section "names", 0 for none
const detailLength = 32

type detail struct {
	area               ID
	box                [4]int32
	code, short, names uint32
}

func (d *detail) append(dst []byte) []byte {
	dst = binary.LittleEndian.AppendUint32(dst, uint32(d.area))
	for _, side := range d.box {
		dst = binary.LittleEndian.AppendUint32(dst, uint32(side))
	}
	dst = binary.LittleEndian.AppendUint32(dst, d.code)
	dst = binary.LittleEndian.AppendUint32(dst, d.short)
	return binary.LittleEndian.AppendUint32(dst, d.names)
}

// detail reads an area's record of details; without one it is zero.
func (ix *Index) detail(id ID, r *record) (detail, error) {
	if !r.detailed {
		return detail{}, nil
	}
	// The number is the ID, or less.
	low, high := uint64(1), min(uint64(id)+1, ix.details.size()/detailLength)
	for at := high - 1; low < high; at = (low + high) / 2 {
		b, err := ix.details.bytes(at*detailLength, detailLength)
		if err != nil {
			return detail{}, err
		}
		switch found := ID(binary.LittleEndian.Uint32(b)); {
		case found == id:
			return decodeDetail(b), nil
		case found < id:
			low = at + 1
		default:
			high = at
		}
	}
	return detail{}, ix.details.damage("has no record of the area %d", id)
}

func decodeDetail(b []byte) (d detail) {
	d.area = ID(binary.LittleEndian.Uint32(b))
	for i := range d.box {
		d.box[i] = int32(binary.LittleEndian.Uint32(b[4+4*i:]))
	}
	d.code = binary.LittleEndian.Uint32(b[20:])
	d.short = binary.LittleEndian.Uint32(b[24:])
	d.names = binary.LittleEndian.Uint32(b[28:])
	return d
}

// extent is the stored box, else the estimate for a place.
func (d *detail) extent(r *record) geocode.Box {
	if d.box == [4]int32{} {
		return PlaceBox(r.point(), r.population)
	}
	return geocode.Box{
		South: float64(d.box[0]) / perDegree, West: float64(d.box[1]) / perDegree,
		North: float64(d.box[2]) / perDegree, East: float64(d.box[3]) / perDegree,
	}
}
