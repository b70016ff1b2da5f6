package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sort"
	"unicode/utf8"
	"unsafe"

	"github.com/milepost/milepost/internal/text"
)

// A core name of one area in the section "cores"; its number is the CoreID.
// Those of an area are sorted by their bytes. One more record ends the
// section.
//
//	 0  text    u32, offset in "coretexts"; it ends where the next begins
//	 4  street  u32, ID of the first street; the last is before the next core's
//	 8  mask    u32, letters in it: bit r mod 32 for the letter r
//	12  length  u32, in letters
const coreLength = 16

// A locality in the section "localities", sorted by area. One more record,
// with the area 2^32-1, ends the section.
//
//	0  area    u32
//	4  core    u32, ID of its first core name
//	8  street  u32, ID of its first street
const localityLength = 12

// maxCoreLetters bounds the names that edit search looks at.
const maxCoreLetters = 64

// locality finds the record of an area and the one after it.
func (s *Streets) locality(area ID) (at, next []byte, err error) {
	n := int(s.localities.size() / localityLength)
	var failed error
	i := sort.Search(n, func(i int) bool {
		b, err := s.localities.bytes(uint64(i)*localityLength, 4)
		if err != nil {
			failed = err
			return true
		}
		return binary.LittleEndian.Uint32(b) >= uint32(area)
	})
	if failed != nil || i+1 >= n {
		return nil, nil, failed
	}
	b, err := s.localities.bytes(uint64(i)*localityLength, 2*localityLength)
	if err != nil || binary.LittleEndian.Uint32(b) != uint32(area) {
		return nil, nil, err
	}
	return b[:localityLength], b[localityLength:], nil
}

// StreetsOf gives the streets of an area: count many from first on.
func (s *Streets) StreetsOf(area ID) (first StreetID, count int, err error) {
	from, n, err := s.ofLocality(area, 8)
	return StreetID(from), n, err
}

// CoresOf gives the core names of an area's streets: count many from first
// on, sorted by their bytes.
func (s *Streets) CoresOf(area ID) (first CoreID, count int, err error) {
	from, n, err := s.ofLocality(area, 4)
	return CoreID(from), n, err
}

// ofLocality reads a field of the area's record and of the next one.
func (s *Streets) ofLocality(area ID, field int) (first uint32, count int, err error) {
	err = s.ix.guard(func() error {
		at, next, err := s.locality(area)
		if err != nil || at == nil {
			return err
		}
		first = binary.LittleEndian.Uint32(at[field:])
		count = int(binary.LittleEndian.Uint32(next[field:])) - int(first)
		if count < 0 {
			return s.localities.damage("has the area %d out of order", area)
		}
		return nil
	})
	return first, count, err
}

// core reads the record of a core name and the one after it.
func (s *Streets) core(id CoreID) (at, next []byte, err error) {
	if uint64(id)+1 >= s.cores.size()/coreLength {
		return nil, nil, fmt.Errorf("core name %d: %w", id, ErrNoStreet)
	}
	b, err := s.cores.bytes(uint64(id)*coreLength, 2*coreLength)
	if err != nil {
		return nil, nil, err
	}
	return b[:coreLength], b[coreLength:], nil
}

// coreText gives the bytes of a core name from its records.
func (s *Streets) coreText(at, next []byte) ([]byte, error) {
	from, to := binary.LittleEndian.Uint32(at), binary.LittleEndian.Uint32(next)
	if to < from || to-from > maxText {
		return nil, s.cores.damage("has texts out of order at %d", from)
	}
	return s.coreTexts.bytes(uint64(from), uint64(to-from))
}

// AppendCore appends a core name to dst.
func (s *Streets) AppendCore(dst []byte, id CoreID) ([]byte, error) {
	err := s.ix.guard(func() error {
		at, next, err := s.core(id)
		if err != nil {
			return err
		}
		name, err := s.coreText(at, next)
		dst = append(dst, name...)
		return err
	})
	return dst, err
}

// StreetsWithCore gives the streets that have a core name: count many from
// first on. They differ in type or directionals, or lie far apart.
func (s *Streets) StreetsWithCore(id CoreID) (first StreetID, count int, err error) {
	err = s.ix.guard(func() error {
		at, next, err := s.core(id)
		if err != nil {
			return err
		}
		first, count, err = s.streetsBetween(at, next)
		return err
	})
	return first, count, err
}

func (s *Streets) streetsBetween(at, next []byte) (first StreetID, count int, err error) {
	first = StreetID(binary.LittleEndian.Uint32(at[4:]))
	end := binary.LittleEndian.Uint32(next[4:])
	if end < uint32(first) || uint64(end) >= s.streets.size()/streetLength {
		return 0, 0, s.cores.damage("has the streets %d out of order", first)
	}
	return first, int(end - uint32(first)), nil
}

// CoreIn finds a core name among the streets of an area.
func (s *Streets) CoreIn(area ID, core string) (id CoreID, found bool, err error) {
	first, count, err := s.CoresOf(area)
	if err != nil || count == 0 {
		return 0, false, err
	}
	err = s.ix.guard(func() error {
		var failed error
		n, hit := sort.Find(count, func(i int) int {
			at, next, err := s.core(first + CoreID(i))
			if err == nil {
				var name []byte
				if name, err = s.coreText(at, next); err == nil {
					return bytes.Compare(readOnly(core), name)
				}
			}
			failed = err
			return 0
		})
		id, found = first+CoreID(n), hit
		return failed
	})
	return id, found && err == nil, err
}

// CoreMatch is a core name found by its likeness.
type CoreMatch struct {
	Core  CoreID
	Edits int
}

// CoresLike appends to dst the core names of an area's streets that become
// the given one by at most so many edits (a letter left out, added, wrong, or
// two neighbours swapped), those without an edit included.
func (s *Streets) CoresLike(dst []CoreMatch, area ID, core string, edits int) ([]CoreMatch, error) {
	first, count, err := s.CoresOf(area)
	if err != nil || count == 0 {
		return dst, err
	}
	query := newCoreQuery(core, edits)
	err = s.ix.guard(func() error {
		records, err := s.cores.bytes(uint64(first)*coreLength, uint64(count+1)*coreLength)
		if err != nil {
			return err
		}
		for i := range count {
			at := records[i*coreLength:][: 2*coreLength : 2*coreLength]
			if !query.maybe(binary.LittleEndian.Uint32(at[8:]), int(binary.LittleEndian.Uint32(at[12:]))) {
				continue
			}
			name, err := s.coreText(at, at[coreLength:])
			if err != nil {
				return err
			}
			if n := text.Distance(query.core, unsafe.String(unsafe.SliceData(name), len(name)), edits); n <= edits {
				dst = append(dst, CoreMatch{first + CoreID(i), n})
			}
		}
		return nil
	})
	return dst, err
}

// coreQuery is a name that others are compared with.
type coreQuery struct {
	core   string
	length int
	mask   uint32
	limit  int
}

func newCoreQuery(core string, limit int) coreQuery {
	return coreQuery{core, utf8.RuneCountInString(core), letterMask(core), limit}
}

// letterMask is the set of letters of a name, each by its last five bits.
func letterMask(name string) (mask uint32) {
	for _, r := range name {
		mask |= 1 << (r & 31)
	}
	return mask
}

// maybe tells by mask and length whether a name can be near: every edit adds
// at most one letter and takes at most one away.
func (q *coreQuery) maybe(mask uint32, length int) bool {
	if length > q.length+q.limit || length < q.length-q.limit || length > maxCoreLetters {
		return false
	}
	added, taken := mask&^q.mask, q.mask&^mask
	for range q.limit {
		added &= added - 1 // one letter less
		taken &= taken - 1
	}
	return added|taken == 0
}
