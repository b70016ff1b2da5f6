package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/milepost/milepost/internal/geocode"
)

// StreetID names a street within one build of one index. Streets are sorted
// by area and core name, so that those of an area follow one another.
type StreetID uint32

// CoreID names a core name of streets in one area, see Streets.CoresOf.
type CoreID uint32

// AddressID names an address within one build of one index. The addresses of
// a street follow one another, by number and suffix.
type AddressID uint32

// ErrNoStreet is a street, core, address or postcode ID that the index does not have.
var ErrNoStreet = errors.New("no such street, address or postcode in the index")

// Street is what is known of a street without reading its addresses. It holds
// no text: see Streets.Names, AppendCore and Parts.
type Street struct {
	ID       StreetID
	Area     ID     // the locality
	Core     CoreID // its name without type and directionals
	Type     PartID // "st", "ave"; 0 for none
	Pre      PartID // directional or the like before the name; 0 for none
	Post     PartID // directional after the name; 0 for none
	Articles PartID // small words that its core leaves out; 0 for none
	Postcode PostcodeID
	Point    geocode.Point // the address or vertex nearest to the middle
	Box      geocode.Box   // of all its points

	First, Last uint32    // lowest and highest house number; 0 without any
	Address     AddressID // its first address
	Addresses   int       // how many it has

	Course bool // its course is known, see Streets.Lines
	Alias  bool // it only stands for another, see Streets.AliasOf
}

// PartID names the type, a directional or the articles of a street's name; 0 is none.
type PartID uint16

// A street's record in the section "streets"; its number is the ID. One more
// record ends the section, of which only core, address and offset count.
//
//	 0  area      u32
//	 4  core      u32
//	 8  names     u32, offset in "streetnames"
//	12  address   u32, ID of the first address
//	16  offset    u48 in "addresses"
//	22  type      u16 \
//	24  pre       u16  } numbers of texts in "streetparts"
//	26  post      u16 /
//	28  point     2 × i32, latitude and longitude in 1e-6 degrees
//	36  box       4 × i32, south, west, north, east
//	52  first     u32
//	56  last      u32
//	60  postcode  u32, the commonest of its addresses, 0 for none
//	64  articles  u16, number of a text in "streetparts"
//	66  flags     u16: 1 where it has a course, 2 where it is an alias
const (
	streetLength = 68
	flagCourse   = 1
	flagAlias    = 2
)

// microDegrees is the resolution of streets' and addresses' points: 0.11 m.
const microDegrees = 1e6

// Streets is the part of an Index that holds streets, addresses and
// postcodes. It is safe for concurrent use and lives as long as the Index.
type Streets struct {
	ix *Index

	streets, names, cores, coreTexts, parts, localities *section
	addresses, postings, space, tree                    *section
	postcodes, postcodeTexts                            *section

	courses, locals, streetCrossings, recordIDs, doors perStreet // these and the next an index may lack
	crossings, stretches                               spaceLeaves
	aliases                                            *section

	dictionary dictionary
	cultures   cultures[string] // BCP 47 tags
}

// Streets is the part of the index that holds streets; nil where it has none.
func (ix *Index) Streets() *Streets { return ix.streets }

// sections are the fields of the sections that streets are read from.
func (s *Streets) sections() map[string]**section {
	return map[string]**section{
		"localities": &s.localities, "cores": &s.cores, "coretexts": &s.coreTexts,
		"streets": &s.streets, "streetnames": &s.names, "streetparts": &s.parts,
		"streetwords": &s.dictionary.section, "streetpostings": &s.postings,
		"addresses": &s.addresses, "spaceleaves": &s.space, "spacetree": &s.tree,
		"postcodes": &s.postcodes, "postcodetexts": &s.postcodeTexts,
	}
}

// further are the fields of sections that are there only where a street has
// something for them.
func (s *Streets) further() map[string]**section {
	return map[string]**section{
		"streetlines": &s.courses.section, "streetlocals": &s.locals.section, "streetaliases": &s.aliases,
		"crossings": &s.crossings.section, "crossingtree": &s.crossings.tree, "streetcrossings": &s.streetCrossings.section,
		"recordids": &s.recordIDs.section, "doors": &s.doors.section,
		"stretches": &s.stretches.section, "stretchtree": &s.stretches.tree,
	}
}

// Count is the number of streets.
func (s *Streets) Count() int { return max(0, int(s.streets.size()/streetLength)-1) }

// AddressCount is the number of addresses.
func (s *Streets) AddressCount() (n int, err error) {
	err = s.ix.guard(func() error {
		b, err := s.record(StreetID(s.Count()))
		if err == nil {
			n = int(binary.LittleEndian.Uint32(b[12:]))
		}
		return err
	})
	return n, err
}

// record gives the bytes of a street's record, the one at the end included.
func (s *Streets) record(id StreetID) ([]byte, error) {
	if uint64(id) >= s.streets.size()/streetLength {
		return nil, fmt.Errorf("street %d: %w", id, ErrNoStreet)
	}
	return s.streets.bytes(uint64(id)*streetLength, streetLength)
}

// Street reads a street; nothing is allocated.
func (s *Streets) Street(id StreetID) (street Street, err error) {
	err = s.ix.guard(func() error {
		street, err = s.street(id)
		return err
	})
	return street, err
}

func (s *Streets) street(id StreetID) (Street, error) {
	b, err := s.record(id)
	if err != nil {
		return Street{}, err
	}
	next, err := s.record(id + 1)
	if err != nil {
		return Street{}, err
	}
	street := decodeStreet(b)
	street.ID = id
	street.Addresses = int(binary.LittleEndian.Uint32(next[12:])) - int(street.Address)
	if street.Addresses < 0 {
		return Street{}, s.streets.damage("has the street %d out of order", id)
	}
	return street, nil
}

func decodeStreet(b []byte) Street {
	return Street{
		Area:     ID(binary.LittleEndian.Uint32(b)),
		Core:     CoreID(binary.LittleEndian.Uint32(b[4:])),
		Address:  AddressID(binary.LittleEndian.Uint32(b[12:])),
		Type:     PartID(binary.LittleEndian.Uint16(b[22:])),
		Pre:      PartID(binary.LittleEndian.Uint16(b[24:])),
		Post:     PartID(binary.LittleEndian.Uint16(b[26:])),
		Point:    geocode.Point{Lat: micro(b[28:]), Lon: micro(b[32:])},
		Box:      geocode.Box{South: micro(b[36:]), West: micro(b[40:]), North: micro(b[44:]), East: micro(b[48:])},
		First:    binary.LittleEndian.Uint32(b[52:]),
		Last:     binary.LittleEndian.Uint32(b[56:]),
		Postcode: PostcodeID(binary.LittleEndian.Uint32(b[60:])),
		Articles: PartID(binary.LittleEndian.Uint16(b[64:])),
		Course:   b[66]&flagCourse != 0,
		Alias:    b[66]&flagAlias != 0,
	}
}

// micro reads degrees.
func micro(b []byte) float64 { return float64(int32(binary.LittleEndian.Uint32(b))) / microDegrees }

// extent gives where a street's addresses lie in the section "addresses".
func extent(b, next []byte) (from, to uint64) { return u48(b[16:]), u48(next[16:]) }

func u48(b []byte) uint64 {
	return uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint16(b[4:]))<<32
}

// Names gives a street's names, the one to show first.
func (s *Streets) Names(id StreetID) (names []string, err error) {
	err = s.ix.guard(func() error {
		names, err = s.streetNames(id, maxText)
		return err
	})
	return names, err
}

// Name gives the name of a street to show.
func (s *Streets) Name(id StreetID) (name string, err error) {
	err = s.ix.guard(func() error {
		names, err := s.streetNames(id, 1)
		if len(names) > 0 {
			name = names[0]
		}
		return err
	})
	return name, err
}

// streetNames reads at most limit names of a street. In "streetnames" they
// are a count and, each with its length before it, the texts.
func (s *Streets) streetNames(id StreetID, limit uint64) ([]string, error) {
	b, err := s.record(id)
	if err != nil {
		return nil, err
	}
	at := uint64(binary.LittleEndian.Uint32(b[8:]))
	count, at, err := s.names.uvarint(at)
	if err != nil {
		return nil, err
	}
	if count > maxStreetNames {
		return nil, s.names.damage("gives the street %d %d names", id, count)
	}
	names := make([]string, 0, min(count, limit))
	for range min(count, limit) {
		var text []byte
		if text, at, err = s.names.lengthed(at); err != nil {
			return nil, err
		}
		names = append(names, s.ix.stable(text))
	}
	return names, nil
}

// maxStreetNames bounds the names of one street.
const maxStreetNames = 64

// Part gives the text of a part of a name, as text.ParseStreet gives it.
func (s *Streets) Part(id PartID) (part string, err error) {
	if id == 0 {
		return "", nil
	}
	err = s.ix.guard(func() error {
		text, err := s.partText(id)
		part = s.ix.stable(text)
		return err
	})
	return part, err
}

// maxPart is the highest number of a part.
const maxPart = math.MaxUint16

func (s *Streets) partText(id PartID) ([]byte, error) {
	b, err := s.parts.bytes(4*uint64(id), 8)
	if err != nil {
		return nil, err
	}
	from, to := binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:])
	if to < from || to-from > maxText {
		return nil, s.parts.damage("has the text %d out of order", id)
	}
	return s.parts.bytes(uint64(from), uint64(to-from))
}

// uvarint reads a number of a section and says where the next byte is.
func (s *section) uvarint(at uint64) (x, next uint64, err error) {
	b, err := s.upTo(at, binary.MaxVarintLen64)
	if err != nil {
		return 0, 0, err
	}
	x, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, 0, s.damage("holds no number at %d", at)
	}
	return x, at + uint64(n), nil
}

// lengthed reads bytes that have their count before them, at most maxText.
func (s *section) lengthed(at uint64) (text []byte, next uint64, err error) {
	length, at, err := s.uvarint(at)
	if err != nil {
		return nil, 0, err
	}
	if length > maxText {
		return nil, 0, s.damage("holds no text at %d", at)
	}
	text, err = s.bytes(at, length)
	return text, at + length, err
}
