package index

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
	"strconv"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// Accuracy is what the point of an address stands for.
type Accuracy uint8

// The accuracies, the least known first.
const (
	UnknownAccuracy Accuracy = iota // its source does not say
	Interpolated                    // made from neighbours
	Parcel                          // somewhere in the parcel of land
	Rooftop                         // on the building or its entrance
)

var accuracyNames = [...]string{"unknown", "interpolated", "parcel", "rooftop"}

// String names the accuracy, e.g. "parcel".
func (a Accuracy) String() string {
	if int(a) < len(accuracyNames) {
		return accuracyNames[a]
	}
	return fmt.Sprintf("accuracy %d", a)
}

// Address is a house number on a street and its point.
type Address struct {
	ID       AddressID
	Street   StreetID
	Number   uint32 // 0 where it has none, then Rest is all of it
	Rest     string // what follows the number, as text.ParseNumber gives it: "a", "-14"
	To       uint32 // the end of a range ("12-14"); 0 where it is none
	Point    geocode.Point
	Postcode PostcodeID // 0 where it has none
	Accuracy Accuracy
	Spread   bool // its sources have points of it more than 50 m apart
	Evidence Evidence

	PostcodeEvidence PostcodeEvidence

	Source int    // position in the manifest's Sources of the one the point is from
	Others Others // further sources that have it
}

// Others are up to four positions in the manifest's Sources, each plus one,
// ascending, zeros at the end.
type Others [maxOthers]uint16

const maxOthers = 4

// Evidence is how an address came to its area.
type Evidence uint8

// The evidence of an address's area, the best first.
const (
	OwnField       Evidence = iota // a field of its own names the area
	HeldByArea                     // the area's polygon holds it
	NearestPlace                   // the area is the nearest place
	NearestAddress                 // addresses nearby are in the area
)

// PostcodeEvidence is how an address came to its postcode.
type PostcodeEvidence uint8

// The evidence of an address's postcode, the best first.
const (
	OwnPostcode      PostcodeEvidence = iota // a field of its own names it
	PostalArea                               // the postcode's polygon holds it
	MajorityPostcode                         // most addresses of its street in the area have it
	NearestPostcode                          // the nearest address or street that has one has it
	ListedPostcode                           // it is the only one that its area is listed with
)

var postcodeEvidenceNames = [...]string{"own", "postal area", "majority", "nearest", "listed"}

// String names the evidence, e.g. "postal area".
func (e PostcodeEvidence) String() string {
	if int(e) < len(postcodeEvidenceNames) {
		return postcodeEvidenceNames[e]
	}
	return fmt.Sprintf("postcode evidence %d", e)
}

// HouseNumber gives the address's number in canonical form: "12a", "12-14".
func (a *Address) HouseNumber() string {
	return text.SpellNumber(int(a.Number), a.Rest)
}

// The addresses of a street in the section "addresses" are
//
//	postcodes  uvarint: how many the street has, then the ID of each
//	skips      for every group but the first: number of its first address u32,
//	           offset from the end of the skips u32
//	groups     of 64 addresses, the last of fewer
//
// and an address is
//
//	flags      u8: accuracy (2 bits), rest 4, range 8, spread 16, postcode 32,
//	           source 64, evidence 128
//	number     uvarint, less that of the address before
//	rest       where flagged: length uvarint, bytes
//	to         where flagged: uvarint, less the number; its rest is "-" and to
//	point      latitude and longitude in 1e-6 degrees, less those of the
//	           address before, zigzag uvarint
//	postcode   where flagged: uvarint, 0 for none, else 1 + its place in the
//	           street's list; not flagged: as the address before
//	source     where flagged: position, how many others, the position of each
//	           plus one, all uvarint; not flagged: as the address before
//	evidence   where flagged: u8, that of the area in the lower 4 bits, that of
//	           the postcode in the next 3; not flagged: as the address before
//
// In each group the address before the first has the number 0, the street's
// point, no postcode, source 0, no others and the evidence 0.
const (
	flagAccuracy = 3
	flagRest     = 4
	flagRange    = 8
	flagSpread   = 16
	flagPostcode = 32
	flagSource   = 64
	flagEvidence = 128
)

// groupLength is how many addresses are read to find one.
const groupLength = 64

const skipLength = 8

// maxStreetPostcodes bounds the postcodes of one street.
const maxStreetPostcodes = 1024

// houses is the addresses of one street while they are read.
type houses struct {
	s         *Streets
	street    Street
	count     int
	postcodes []byte // uvarints
	skips     []byte
	groups    []byte
}

// houses finds the parts of a street's addresses.
func (s *Streets) houses(id StreetID) (h houses, err error) {
	if h.street, err = s.street(id); err != nil {
		return h, err
	}
	h.s, h.count = s, h.street.Addresses
	if h.count == 0 {
		return h, nil
	}
	b, err := s.record(id)
	if err != nil {
		return h, err
	}
	next, err := s.record(id + 1)
	if err != nil {
		return h, err
	}
	from, to := extent(b, next)
	if to < from {
		return h, s.streets.damage("has the street %d out of order", id)
	}
	data, err := s.addresses.bytes(from, to-from)
	if err != nil {
		return h, err
	}
	return h, h.split(data)
}

// split takes the bytes of a street's addresses apart.
func (h *houses) split(data []byte) error {
	in := varints{rest: data}
	n := in.next()
	for range min(n, maxStreetPostcodes) {
		in.next()
	}
	skips := (h.count - 1) / groupLength * skipLength
	if in.bad || n > maxStreetPostcodes || skips > len(in.rest) {
		return h.damage()
	}
	h.postcodes = data[:len(data)-len(in.rest)]
	h.skips, h.groups = in.rest[:skips], in.rest[skips:]
	return nil
}

func (h *houses) damage() error {
	return h.s.addresses.damage("does not hold the %d addresses of the street %d", h.count, h.street.ID)
}

// postcode gives the ID at a place of the street's list, from 1.
func (h *houses) postcode(place uint64) (PostcodeID, bool) {
	in := varints{rest: h.postcodes}
	if place > in.next() {
		return 0, false
	}
	var id uint64
	for range place {
		id = in.next()
	}
	return PostcodeID(id), !in.bad
}

// groupCount is the number of groups.
func (h *houses) groupCount() int { return (h.count + groupLength - 1) / groupLength }

// firstNumber is the number of the first address of a group that is not the
// street's first.
func (h *houses) firstNumber(group int) uint32 {
	return binary.LittleEndian.Uint32(h.skips[(group-1)*skipLength:])
}

// groupOf is the first group that can hold an address of this number.
func (h *houses) groupOf(number uint32) int {
	return sort.Search(len(h.skips)/skipLength, func(i int) bool {
		return binary.LittleEndian.Uint32(h.skips[i*skipLength:]) >= number
	})
}

// each reads the addresses from a group on until visit says no. What visit
// gets is overwritten by the next.
func (h *houses) each(group int, visit func(a *Address) bool) error {
	more := true
	for ; more && group < h.groupCount(); group++ {
		err := h.eachIn(group, func(a *Address) bool {
			more = visit(a)
			return more
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// eachIn reads the addresses of one group until visit says no.
func (h *houses) eachIn(group int, visit func(*Address) bool) error {
	offset := uint32(0)
	if group > 0 {
		offset = binary.LittleEndian.Uint32(h.skips[(group-1)*skipLength+4:])
	}
	if uint64(offset) > uint64(len(h.groups)) {
		return h.damage()
	}
	first := group * groupLength
	return h.eachOfGroup(h.groups[offset:], first, min(groupLength, h.count-first), visit)
}

// reading is where the reading of a group stands.
type reading struct {
	varints
	lat, lon int64
	a        Address
}

func (h *houses) eachOfGroup(data []byte, first, count int, visit func(*Address) bool) error {
	r := reading{varints: varints{rest: data}, lat: microOf(h.street.Point.Lat), lon: microOf(h.street.Point.Lon)}
	r.a.Street = h.street.ID
	for i := range count {
		if !h.next(&r) {
			return h.damage()
		}
		r.a.ID = h.street.Address + AddressID(first+i)
		if !visit(&r.a) {
			return nil
		}
	}
	return nil
}

// next reads one address after another.
func (h *houses) next(r *reading) bool {
	if len(r.rest) == 0 {
		return false
	}
	flags := r.rest[0]
	r.rest = r.rest[1:]
	r.a.Accuracy, r.a.Spread = Accuracy(flags&flagAccuracy), flags&flagSpread != 0
	r.a.Number += uint32(r.next())
	r.a.Rest, r.a.To = "", 0
	if flags&flagRest != 0 && !h.readRest(r) {
		return false
	}
	if flags&flagRange != 0 {
		r.a.To = r.a.Number + uint32(r.next())
		r.a.Rest = "-" + strconv.Itoa(int(r.a.To))
	}
	r.lat += r.signed()
	r.lon += r.signed()
	r.a.Point = geocode.Point{Lat: float64(r.lat) / microDegrees, Lon: float64(r.lon) / microDegrees}
	if flags&flagPostcode != 0 {
		id, ok := h.postcode(r.next())
		if !ok {
			return false
		}
		r.a.Postcode = id
	}
	if flags&flagSource != 0 && !r.sources() {
		return false
	}
	if flags&flagEvidence != 0 {
		both := r.next()
		r.a.Evidence, r.a.PostcodeEvidence = Evidence(both&15), PostcodeEvidence(both>>4&7)
	}
	return !r.bad
}

func (r *reading) sources() bool {
	source, count := r.next(), r.next()
	if source > math.MaxUint16 || count > maxOthers {
		return false
	}
	r.a.Source, r.a.Others = int(source), Others{}
	for i := range count {
		r.a.Others[i] = uint16(r.next())
	}
	return true
}

func (h *houses) readRest(r *reading) bool {
	length := r.next()
	if length > uint64(len(r.rest)) {
		return false
	}
	r.a.Rest = restText(r.rest[:length])
	r.rest = r.rest[length:]
	return true
}

// restText is the string of b; that of one letter costs nothing.
func restText(b []byte) string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	if len(b) == 1 && b[0] >= 'a' && b[0] <= 'z' {
		return letters[b[0]-'a' : b[0]-'a'+1]
	}
	return string(b)
}
