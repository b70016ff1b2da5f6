package index

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"strings"
	"sync/atomic"
)

// A section file is a header, the payload, a checksum for each block of the
// payload, and a trailer:
//
//	header   magic "MILEPOST", name (16 bytes, NUL-padded), version u32, CRC u32
//	payload  any length
//	sums     CRC-32C of each block, u32
//	trailer  payload length u64, blocks u32, CRC u32, magic "TSOPELIM"
//
// All integers are little-endian; the CRC of header and trailer covers what
// stands before it there.
const (
	headMagic  = "MILEPOST"
	tailMagic  = "TSOPELIM"
	nameLength = 16
	headLength = 8 + nameLength + 4 + 4
	tailLength = 8 + 4 + 4 + 8
	blockSize  = 64 << 10
)

// maxPayload is 256 TiB less a block: a count of blocks fits 32 bits.
const maxPayload = int64(math.MaxUint32) * blockSize

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// section is an open section. Its payload may only be reached through its
// methods, which check bounds and, once, each block's checksum.
type section struct {
	name    string // of the section
	path    string // of the file, for error messages
	version uint32
	file    []byte // the whole, of which payload and sums are parts
	payload []byte
	sums    []byte
	seen    []atomic.Uint64 // one bit a block: checked and found right
	note    func(error)     // told of damage
}

// openSection reads header and trailer of a section file.
func openSection(path, name string, file []byte, note func(error)) (*section, error) {
	if len(file) < headLength+tailLength || string(file[:8]) != headMagic {
		return nil, damaged(path, "is no index section")
	}
	head, tail := file[:headLength], file[len(file)-tailLength:]
	if string(tail[16:]) != tailMagic {
		return nil, damaged(path, "has no end: it is truncated or was changed")
	}
	if !sumHolds(head[:28], head[28:]) || !sumHolds(tail[:12], tail[12:16]) {
		return nil, damaged(path, "does not match the checksum of its header or trailer")
	}
	if got := strings.TrimRight(string(head[8:8+nameLength]), "\x00"); got != name {
		return nil, damaged(path, "holds the section %q where the manifest says %q", got, name)
	}
	length, blocks := binary.LittleEndian.Uint64(tail), binary.LittleEndian.Uint32(tail[8:])
	if length > uint64(len(file)) || uint64(blocks) != (length+blockSize-1)/blockSize ||
		headLength+length+4*uint64(blocks)+tailLength != uint64(len(file)) {
		return nil, damaged(path, "is not as long as its trailer says")
	}
	return &section{
		name:    name,
		path:    path,
		version: binary.LittleEndian.Uint32(head[24:]),
		file:    file,
		payload: file[headLength:][:length:length],
		sums:    file[headLength+length:][:4*uint64(blocks)],
		seen:    make([]atomic.Uint64, (blocks+63)/64),
		note:    note,
	}, nil
}

func sumHolds(data, sum []byte) bool {
	return crc32.Checksum(data, castagnoli) == binary.LittleEndian.Uint32(sum)
}

// size is the length of the payload in bytes.
func (s *section) size() uint64 { return uint64(len(s.payload)) }

// bytes gives length bytes of the payload from offset on. They are valid while
// the index is open, and may only be read under the index's guard.
func (s *section) bytes(offset, length uint64) ([]byte, error) {
	if offset > s.size() || length > s.size()-offset {
		return nil, s.damage("has no byte %d", offset+length)
	}
	if length == 0 {
		return nil, nil
	}
	for block := offset / blockSize; block <= (offset+length-1)/blockSize; block++ {
		if s.seen[block/64].Load()&(1<<(block%64)) == 0 {
			if err := s.check(block); err != nil {
				return nil, err
			}
		}
	}
	return s.payload[offset : offset+length : offset+length], nil
}

// upTo gives at most length bytes from offset on, fewer at the payload's end.
func (s *section) upTo(offset, length uint64) ([]byte, error) {
	if offset < s.size() {
		length = min(length, s.size()-offset)
	}
	return s.bytes(offset, length)
}

// check compares a block with its checksum and remembers that it is right.
func (s *section) check(block uint64) error {
	from := block * blockSize
	data := s.payload[from:min(from+blockSize, s.size())]
	if !sumHolds(data, s.sums[4*block:][:4]) {
		return s.damage("does not match the checksum of its block %d", block)
	}
	s.seen[block/64].Or(1 << (block % 64))
	return nil
}

// damage is an error about this section that the index is told of.
func (s *section) damage(format string, args ...any) error {
	err := damaged(s.path+" (section "+s.name+")", format, args...)
	s.note(err)
	return err
}
