package pbf

import "encoding/binary"

// wire reads the fields of one protocol buffer message. The first fault makes
// it end; fault tells it afterwards.
type wire struct {
	rest  []byte
	fault string
	kind  int  // of the field at hand
	taken bool // its value was read
}

// The kinds of fields.
const (
	varintKind  = 0
	fixed64Kind = 1
	bytesKind   = 2
	fixed32Kind = 5
)

// fields gives the numbers of all fields. The value of one that is not read
// with number or bytes is passed over.
func (w *wire) fields(yield func(field int) bool) {
	for field := w.next(); field != 0 && yield(field); field = w.next() {
		if !w.taken {
			w.skip()
		}
	}
}

// next gives the number of the next field, 0 at the end.
func (w *wire) next() int {
	if len(w.rest) == 0 {
		return 0
	}
	key := w.varint()
	w.kind, w.taken = int(key&7), false
	if key>>3 == 0 || key>>3 > 1<<29-1 {
		w.fail("a field's number is out of range")
		return 0
	}
	return int(key >> 3)
}

func (w *wire) fail(fault string) {
	if w.fault == "" {
		w.fault = fault
	}
	w.rest = nil
}

// varint reads a number.
func (w *wire) varint() uint64 {
	v, n := varint(w.rest)
	if n <= 0 {
		w.fail("a number does not end")
		return 0
	}
	w.rest = w.rest[n:]
	return v
}

// number is the value of a field that holds one.
func (w *wire) number() uint64 {
	w.taken = true
	if w.kind != varintKind {
		w.fail("a field that should be a number is none")
		return 0
	}
	return w.varint()
}

// bytes is the value of a field that holds bytes; they are part of the message.
func (w *wire) bytes() []byte {
	w.taken = true
	if w.kind != bytesKind {
		w.fail("a field that should be bytes is none")
		return nil
	}
	size := w.varint()
	if size > uint64(len(w.rest)) {
		w.fail("a field is longer than what holds it")
		return nil
	}
	b := w.rest[:size]
	w.rest = w.rest[size:]
	return b
}

// skip passes over the value of a field.
func (w *wire) skip() {
	switch w.kind {
	case varintKind:
		w.varint()
	case fixed64Kind:
		w.drop(8)
	case bytesKind:
		w.bytes()
	case fixed32Kind:
		w.drop(4)
	default:
		w.fail("a field is of a kind that there is not")
	}
}

func (w *wire) drop(n int) {
	if n > len(w.rest) {
		w.fail("a field is longer than what holds it")
		return
	}
	w.rest = w.rest[n:]
}

// varint is binary.Uvarint with the short numbers, nearly all, first.
func varint(b []byte) (v uint64, n int) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint64(b[0]), 1
	}
	if len(b) > 1 && b[1] < 0x80 {
		return uint64(b[0]&0x7f) | uint64(b[1])<<7, 2
	}
	return binary.Uvarint(b)
}

// zigzag undoes the mapping that keeps small negative numbers short.
func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }

// packed reads the numbers of a packed field, one after another. Past the end
// it gives 0 and is short.
type packed struct {
	rest  []byte
	short bool
}

func (p *packed) more() bool { return len(p.rest) > 0 }

func (p *packed) next() uint64 {
	v, n := varint(p.rest)
	if n <= 0 {
		p.short, p.rest = true, nil
		return 0
	}
	p.rest = p.rest[n:]
	return v
}

// delta reads a number that is the difference from the one before.
func (p *packed) delta() int64 { return zigzag(p.next()) }

// count is how many numbers are left, at no more than a look at each byte.
func (p *packed) count() int {
	n := 0
	for _, b := range p.rest {
		if b < 0x80 {
			n++
		}
	}
	return n
}
