package build

import (
	"bytes"
	"encoding/binary"
	"errors"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// A record of an address sorts as addresses are stored:
//
//	locality  u32, number in the table of localities
//	core, type, pre, post, articles, each ended by a zero byte
//	number    u32
//	rest, ended by a zero byte
//	to        u32
//	kind      u8, see kindPoint
//	accuracy  u8, 3 less it: the best first
//	source    u16
//	file      u16, position in the manifest's sources
//	lat, lon  u32, 1e-6 degrees, above -2^31
//	postcode  u32, number in the table of postcodes, 0 for none
//	evidence  u8, with guestBit where another place is named than this, and twinBit
//	          where the street is written otherwise
//	name      the street's as written, ended by a zero byte
//	id        the record's in its source, without zero bytes, ended by a zero byte
//	doors     see appendDoors, without zero bytes, to the end
//
// Integers are big-endian. Courses and aliases have zeros up to kind, and after
// it what is theirs.
type point struct {
	lat, lon int32 // 1e-6 degrees
	postcode uint32
	accuracy index.Accuracy
	source   uint16
	file     uint16 // position in the manifest's sources of the file that it is from
	evidence index.Evidence
	address  bool // with a number, not only a point of a street
	twin     bool // its source writes the street's umlauts in two letters, see twins
	guest    bool // its source names another place: it is here because of another source, see held
	number   uint32
	to       uint32
	rest     string
	name     string
	id       string // of the record in its source; "" for none
	doors    string // see appendDoors; "" for none
}

// The kinds of records.
const (
	kindPoint   = 0 // a point of a street
	kindAddress = 1
	kindCourse  = 2
	kindAlias   = 3
)

// These bits are set in the evidence of what is a guest, or a twin.
const (
	guestBit = 1 << 7
	twinBit  = 1 << 6
)

// headLength is the length of a course's or alias's record before what is
// theirs, without the key.
const headLength = 4 + 1 + 4 + 1

// appendHead appends the zeros and the kind.
func appendHead(b []byte, kind byte) []byte {
	return append(append(b, make([]byte, headLength-1)...), kind)
}

// kindOf is the kind of a record, from after its key; what is a course's or
// an alias's follows after headLength.
func kindOf(b []byte) (byte, error) {
	if len(b) < 4 {
		return 0, errRecord
	}
	end := bytes.IndexByte(b[4:], 0)
	if end < 0 || len(b) < 4+end+1+5 {
		return 0, errRecord
	}
	return b[4+end+1+4], nil
}

// appendKey appends what a record begins with.
func appendKey(b []byte, locality uint32, s *text.StreetName) []byte {
	b = binary.BigEndian.AppendUint32(b, locality)
	for _, part := range [...]string{s.Core, s.Type, s.Pre, s.Post, s.Articles} {
		b = append(append(b, part...), 0)
	}
	return b
}

const pointLength = 4 + 1 + 1 + 2 + 2 + 4 + 4 + 4 + 1 // after rest, before the name

func (p *point) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint32(b, p.number)
	b = append(append(b, p.rest...), 0)
	b = binary.BigEndian.AppendUint32(b, p.to)
	kind := byte(kindPoint)
	if p.address {
		kind = kindAddress
	}
	b = append(b, kind, byte(index.Rooftop-p.accuracy))
	b = binary.BigEndian.AppendUint16(b, p.source)
	b = binary.BigEndian.AppendUint16(b, p.file)
	b = binary.BigEndian.AppendUint32(b, uint32(p.lat)^1<<31)
	b = binary.BigEndian.AppendUint32(b, uint32(p.lon)^1<<31)
	b = binary.BigEndian.AppendUint32(b, p.postcode)
	evidence := byte(p.evidence)
	if p.guest {
		evidence |= guestBit
	}
	if p.twin {
		evidence |= twinBit
	}
	b = append(b, evidence)
	b = append(append(append(b, p.name...), 0), p.id...)
	return append(append(b, 0), p.doors...)
}

var errRecord = errors.New("a record in a temporary file was changed: build the index again")

// splitKey gives the parts of a street's name that a record without its
// locality begins with, together and one by one, and the rest of the record.
func splitKey(record []byte) (key []byte, parts [5][]byte, rest []byte, err error) {
	rest = record
	for i := range parts {
		end := bytes.IndexByte(rest, 0)
		if end < 0 {
			return nil, parts, nil, errRecord
		}
		parts[i], rest = rest[:end], rest[end+1:]
	}
	return record[:len(record)-len(rest)], parts, rest, nil
}

// decode reads a point after the key. Its texts come from intern.
func (p *point) decode(b []byte, intern func([]byte) string) error {
	if len(b) < 4 {
		return errRecord
	}
	p.number = binary.BigEndian.Uint32(b)
	end := bytes.IndexByte(b[4:], 0)
	if end < 0 || len(b) < 4+end+1+pointLength {
		return errRecord
	}
	p.rest = intern(b[4:][:end])
	b = b[4+end+1:]
	p.to = binary.BigEndian.Uint32(b)
	p.address = b[4] == kindAddress
	p.accuracy = index.Rooftop - index.Accuracy(b[5])
	p.source = binary.BigEndian.Uint16(b[6:])
	p.file = binary.BigEndian.Uint16(b[8:])
	p.lat = int32(binary.BigEndian.Uint32(b[10:]) ^ 1<<31)
	p.lon = int32(binary.BigEndian.Uint32(b[14:]) ^ 1<<31)
	p.postcode = binary.BigEndian.Uint32(b[18:])
	p.evidence, p.guest, p.twin = index.Evidence(b[22]&^(guestBit|twinBit)), b[22]&guestBit != 0, b[22]&twinBit != 0
	b = b[pointLength:]
	last := bytes.LastIndexByte(b, 0)
	if end = bytes.LastIndexByte(b[:max(last, 0)], 0); end < 0 {
		return errRecord
	}
	p.name, p.id, p.doors = intern(b[:end]), string(b[end+1:last]), string(b[last+1:])
	return nil
}
