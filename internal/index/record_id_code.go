package index

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
)

// An identifier begins with a uvarint, whose lower 2 bits are its form; the
// rest is n:
//
//	0  text    the first n bytes of the one before, then a lengthed text
//	1  number  letters as before, then the number before that had them plus n
//	           (zigzag), in decimal digits
//	2  number  the same of the letters that follow, lengthed; the number before
//	           is 0 where the group has none of them
//	3  digest  0: none. Else n/2 bytes, as lower-case hexadecimal; n odd: 16
//	           bytes as a UUID
//
// Before the first of a group stands the empty text without letters, and 0.
const (
	idText   = 0
	idNumber = 1
	idOthers = 2
	idDigest = 3
)

const (
	uuidLength  = 36
	leastDigest = 8 // hexadecimal digits
)

// idState is what an identifier is told by: those of its group before it.
type idState struct {
	before  string
	letters string
	numbers map[string]uint64
}

// splitNumber parts an identifier into letters and a number without leading
// zeros, of so few digits that four times a difference fits 64 bits.
func splitNumber(id string) (letters string, n uint64, ok bool) {
	at := len(id)
	for at > 0 && id[at-1] >= '0' && id[at-1] <= '9' {
		at--
	}
	digits := id[at:]
	if digits == "" || len(digits) > 17 || digits[0] == '0' && digits != "0" {
		return "", 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	return id[:at], n, err == nil
}

// append appends an identifier, "" for none.
func (s *idState) append(b []byte, id string) []byte {
	if id == "" {
		return append(b, idDigest)
	}
	letters, n, isNumber := splitNumber(id)
	if digest, odd, ok := digestOf(id); ok && (letters != "" || !isNumber) {
		b = binary.AppendUvarint(b, (uint64(len(digest))*2+odd)<<2|idDigest)
		s.before = id
		return append(b, digest...)
	}
	if isNumber {
		return s.appendNumber(b, id, letters, n)
	}
	shared := 0
	for shared < min(len(id), len(s.before)) && id[shared] == s.before[shared] {
		shared++
	}
	s.before = id
	return appendText(binary.AppendUvarint(b, uint64(shared)<<2|idText), id[shared:])
}

func (s *idState) appendNumber(b []byte, id, letters string, n uint64) []byte {
	form := uint64(idNumber)
	if letters != s.letters {
		form = idOthers
	}
	b = binary.AppendUvarint(b, zigzag(int64(n)-int64(s.numbers[letters]))<<2|form)
	if form == idOthers {
		b = appendText(b, letters)
	}
	s.note(id, letters, n)
	return b
}

func (s *idState) note(id, letters string, n uint64) {
	if s.numbers == nil {
		s.numbers = map[string]uint64{}
	}
	s.before, s.letters, s.numbers[letters] = id, letters, n
}

// digestOf gives the bytes of an identifier that is lower-case hexadecimal;
// odd is 1 where it is a UUID.
func digestOf(id string) (digest []byte, odd uint64, ok bool) {
	if len(id) == uuidLength {
		if digest, err := hex.DecodeString(strings.ReplaceAll(id, "-", "")); err == nil && spellUUID(digest) == id {
			return digest, 1, true
		}
	}
	if len(id) < leastDigest {
		return nil, 0, false
	}
	digest, err := hex.DecodeString(id)
	return digest, 0, err == nil && hex.EncodeToString(digest) == id
}

func spellUUID(digest []byte) string {
	h := hex.EncodeToString(digest)
	if len(h) != 32 {
		return ""
	}
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// read reads the next identifier of a group; in is bad where there is none.
func (s *idState) read(in *varints) string {
	head := in.next()
	n := head >> 2
	switch head & 3 {
	case idText:
		rest := in.text()
		if n > uint64(len(s.before)) || n+uint64(len(rest)) > MaxRecordID {
			in.bad = true
			return ""
		}
		s.before = s.before[:n] + string(rest)
		return s.before
	case idDigest:
		return s.readDigest(in, n)
	}
	letters := s.letters
	if head&3 == idOthers {
		letters = string(in.text())
	}
	number := s.numbers[letters] + uint64(unzigzag(n))
	if in.bad || number > math.MaxInt64 || len(letters) > MaxRecordID {
		in.bad = true
		return ""
	}
	s.note(letters+strconv.FormatUint(number, 10), letters, number)
	return s.before
}

func (s *idState) readDigest(in *varints, n uint64) string {
	length := n / 2
	if n == 0 {
		return ""
	}
	if in.bad || length > min(MaxRecordID/2, uint64(len(in.rest))) || n&1 == 1 && length != 16 {
		in.bad = true
		return ""
	}
	digest := in.rest[:length]
	in.rest = in.rest[length:]
	s.before = hex.EncodeToString(digest)
	if n&1 == 1 {
		s.before = spellUUID(digest)
	}
	return s.before
}
