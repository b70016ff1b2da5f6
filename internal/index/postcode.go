package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// PostcodeID names a postcode of a country within one build of one index. 0
// is none.
type PostcodeID uint32

// Postcode is a postcode of a country.
type Postcode struct {
	ID        PostcodeID
	Text      string // as it is written: "SW1A 1AA"
	Country   string // ISO 3166-1 alpha-2; "" where not known
	Point     geocode.Point
	Box       geocode.Box
	Addresses int // how many have it; 0 where only a postal list names it
}

// Served is an area that a postcode serves.
type Served struct {
	Area      ID
	Addresses int // that have both; 0 where only a postal list says so
}

// A postcode's record in the section "postcodes", sorted by key and country.
// Record 0 is zero.
//
//	 0  text       u32, offset in "postcodetexts": key and text, each with its length
//	 4  areas      u32, offset in "postcodetexts": how many areas, then of each
//	               ID and addresses, all uvarint, the most addresses first
//	 8  country    2 bytes, zero where not known
//	10  zero       u16
//	12  point      2 × i32, 1e-6 degrees
//	20  box        4 × i32, south, west, north, east
//	36  addresses  u32
const postcodeLength = 40

// maxServed bounds the areas that one postcode serves.
const maxServed = 1 << 16

// PostcodeKey folds a postcode for look-up: as text.Key does, without blanks.
func PostcodeKey(key string) string { return strings.ReplaceAll(key, " ", "") }

// PostcodeCount is the number of postcodes; their IDs are 1 to that.
func (s *Streets) PostcodeCount() int { return max(0, int(s.postcodes.size()/postcodeLength)-1) }

func (s *Streets) postcodeRecord(id PostcodeID) ([]byte, error) {
	if id == 0 || int(id) > s.PostcodeCount() {
		return nil, fmt.Errorf("postcode %d: %w", id, ErrNoStreet)
	}
	return s.postcodes.bytes(uint64(id)*postcodeLength, postcodeLength)
}

// postcodeTextAt gives key and text of a record.
func (s *Streets) postcodeTextAt(b []byte) (key, text []byte, err error) {
	key, at, err := s.postcodeTexts.lengthed(uint64(binary.LittleEndian.Uint32(b)))
	if err != nil {
		return nil, nil, err
	}
	text, _, err = s.postcodeTexts.lengthed(at)
	return key, text, err
}

// Postcode reads a postcode.
func (s *Streets) Postcode(id PostcodeID) (p Postcode, err error) {
	err = s.ix.guard(func() error {
		b, err := s.postcodeRecord(id)
		if err != nil {
			return err
		}
		_, text, err := s.postcodeTextAt(b)
		p = Postcode{
			ID:        id,
			Text:      s.ix.stable(text),
			Point:     geocode.Point{Lat: micro(b[12:]), Lon: micro(b[16:])},
			Box:       geocode.Box{South: micro(b[20:]), West: micro(b[24:]), North: micro(b[28:]), East: micro(b[32:])},
			Addresses: int(binary.LittleEndian.Uint32(b[36:])),
		}
		if b[8] != 0 {
			p.Country = s.ix.stable(b[8:10])
		}
		return err
	})
	return p, err
}

// PostcodeAreas appends to dst the areas that a postcode serves, those with
// the most addresses first.
func (s *Streets) PostcodeAreas(dst []Served, id PostcodeID) ([]Served, error) {
	err := s.ix.guard(func() error {
		b, err := s.postcodeRecord(id)
		if err != nil {
			return err
		}
		offset := uint64(binary.LittleEndian.Uint32(b[4:]))
		count, at, err := s.postcodeTexts.uvarint(offset)
		if err != nil {
			return err
		}
		if count > maxServed {
			return s.postcodeTexts.damage("holds no list of areas at %d", offset)
		}
		list, err := s.postcodeTexts.upTo(at, count*2*binary.MaxVarintLen32)
		if err != nil {
			return err
		}
		in := varints{rest: list}
		for range count {
			served := Served{ID(in.next()), int(in.next())}
			if in.bad {
				return s.postcodeTexts.damage("ends within the list at %d", offset)
			}
			dst = append(dst, served)
		}
		return nil
	})
	return dst, err
}

// Postcodes appends to dst the postcodes of all countries that have this key
// (see PostcodeKey), at most limit.
func (s *Streets) Postcodes(dst []PostcodeID, key string, limit int) ([]PostcodeID, error) {
	return s.postcodesFrom(dst, key, limit, func(found []byte) bool { return string(found) == key })
}

// PostcodesBeginning appends to dst the postcodes whose key begins so, by key,
// at most limit.
func (s *Streets) PostcodesBeginning(dst []PostcodeID, prefix string, limit int) ([]PostcodeID, error) {
	return s.postcodesFrom(dst, prefix, limit, func(found []byte) bool { return strings.HasPrefix(string(found), prefix) })
}

func (s *Streets) postcodesFrom(dst []PostcodeID, key string, limit int, wanted func([]byte) bool) ([]PostcodeID, error) {
	if key == "" {
		return dst, nil
	}
	err := s.ix.guard(func() error {
		found, err := s.postcodesWhere(dst, key, limit, wanted)
		dst = found
		return err
	})
	return dst, err
}

func (s *Streets) postcodesWhere(dst []PostcodeID, key string, limit int, wanted func([]byte) bool) ([]PostcodeID, error) {
	count := s.PostcodeCount()
	var failed error
	at := sort.Search(count, func(i int) bool {
		found, err := s.postcodeKey(PostcodeID(i + 1))
		if err != nil {
			failed = err
			return true
		}
		return bytes.Compare(found, readOnly(key)) >= 0
	})
	for i := at; failed == nil && i < count && limit > 0; i++ {
		var found []byte
		if found, failed = s.postcodeKey(PostcodeID(i + 1)); failed != nil || !wanted(found) {
			break
		}
		dst = append(dst, PostcodeID(i+1))
		limit--
	}
	return dst, failed
}

func (s *Streets) postcodeKey(id PostcodeID) ([]byte, error) {
	b, err := s.postcodeRecord(id)
	if err != nil {
		return nil, err
	}
	key, _, err := s.postcodeTexts.lengthed(uint64(binary.LittleEndian.Uint32(b)))
	return key, err
}

// PostcodesLike lists the postcodes within one edit of a key, without the key
// itself, at most limit. Letters are only put where the key has letters, and
// digits where it has digits, or beside such.
func (s *Streets) PostcodesLike(key string, limit int) (ids []PostcodeID, err error) {
	if len(key) > maxPostcodeKey {
		return nil, nil
	}
	err = s.ix.guard(func() error {
		for _, near := range postcodeEdits(key) {
			if ids, err = s.postcodesWhere(ids, near, limit-len(ids), func(b []byte) bool { return string(b) == near }); err != nil {
				return err
			}
		}
		return nil
	})
	slices.SortFunc(ids, func(a, b PostcodeID) int { return cmp.Compare(a, b) })
	return ids, err
}

// maxPostcodeKey bounds the keys that are searched with edits.
const maxPostcodeKey = 12

// postcodeEdits lists the keys that are one edit away from an ASCII key, each
// once, the likely ones (neighbours swapped, a character wrong) first.
func postcodeEdits(key string) []string {
	var near []string
	seen := map[string]bool{key: true, "": true}
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			near = append(near, s)
		}
	}
	for i := range max(len(key)-1, 0) {
		add(key[:i] + key[i+1:i+2] + key[i:i+1] + key[i+2:])
	}
	for i := range len(key) {
		for _, c := range alphabetOf(key[i]) {
			add(key[:i] + string(c) + key[i+1:])
		}
	}
	for i := range len(key) {
		add(key[:i] + key[i+1:])
		for _, c := range alphabetOf(key[i]) {
			add(key[:i] + string(c) + key[i:])
		}
	}
	if key != "" {
		for _, c := range alphabetOf(key[len(key)-1]) {
			add(key + string(c))
		}
	}
	return near
}

// alphabetOf gives the characters of the same kind.
func alphabetOf(c byte) string {
	switch {
	case c >= '0' && c <= '9':
		return "0123456789"
	case c >= 'a' && c <= 'z':
		return "abcdefghijklmnopqrstuvwxyz"
	}
	return ""
}
