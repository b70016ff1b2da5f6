package delimited

import (
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// wideOrder is the order of the two bytes of a UTF-16 unit.
type wideOrder uint8

const (
	notWide wideOrder = iota
	littleEndian
	bigEndian
)

func (o wideOrder) name() string { return [...]string{"", "UTF-16LE", "UTF-16BE"}[o] }

func (o wideOrder) unit(b []byte) rune {
	if o == littleEndian {
		return rune(b[0]) | rune(b[1])<<8
	}
	return rune(b[1]) | rune(b[0])<<8
}

func (o wideOrder) append(dst []byte, unit rune) []byte {
	if o == littleEndian {
		return append(dst, byte(unit), byte(unit>>8))
	}
	return append(dst, byte(unit>>8), byte(unit))
}

// widestCell is how many units of UTF-16 a table has at most, on average,
// between two of its marks; bytes of no text have thousands.
const widestCell = 256

// sniffWide tells UTF-16 without a mark: read so it has what tables are held
// together with, often enough, and no control characters.
func sniffWide(head []byte) wideOrder {
	for _, order := range [...]wideOrder{littleEndian, bigEndian} {
		marks, controls, units := 0, 0, 0
		for i := 0; i+1 < min(len(head), 4096); i += 2 {
			units++
			switch unit := order.unit(head[i:]); {
			case unit == ',' || unit == ';' || unit == '|' || unit == '\t' || unit == '\n' || unit == '\r':
				marks++
			case unit < ' ':
				controls++
			}
		}
		if marks > 0 && marks*widestCell >= units && controls == 0 && len(head) >= 4 {
			return order
		}
	}
	return notWide
}

// Halves of characters beyond U+FFFF that stand alone are written in the
// three bytes that UTF-8 would need for them, so that nothing is lost on the
// way through.
func appendUnit(dst []byte, unit rune) []byte {
	return append(dst, 0xe0|byte(unit>>12), 0x80|byte(unit>>6)&0x3f, 0x80|byte(unit)&0x3f)
}

// wideReader gives UTF-16 as UTF-8.
type wideReader struct {
	r       io.Reader
	order   wideOrder
	raw     []byte // read and not decoded
	decoded []byte // and not given yet
	err     error
}

var errHalf = errors.New("the text ends in the middle of a character of UTF-16: it is cut short")

func (w *wideReader) Read(p []byte) (int, error) {
	for len(w.decoded) == 0 {
		if w.err != nil {
			return 0, w.err
		}
		w.fill()
	}
	n := copy(p, w.decoded)
	w.decoded = w.decoded[n:]
	return n, nil
}

// fill reads and decodes a piece.
func (w *wideReader) fill() {
	if cap(w.raw) == 0 {
		w.raw = make([]byte, 0, 64<<10)
	}
	n, err := w.r.Read(w.raw[len(w.raw):cap(w.raw)])
	w.raw = w.raw[:len(w.raw)+n]
	w.err = err
	rest := w.decode(w.raw, err != nil)
	w.raw = append(w.raw[:0], rest...)
	if err == io.EOF && len(rest) > 0 {
		w.err = errHalf
	}
}

// decode decodes what is whole; all units where it is the end.
func (w *wideReader) decode(raw []byte, atEnd bool) (rest []byte) {
	w.decoded = w.decoded[:0]
	for len(raw) >= 2 {
		unit := w.order.unit(raw)
		if !utf16.IsSurrogate(unit) {
			w.decoded = utf8.AppendRune(w.decoded, unit)
			raw = raw[2:]
			continue
		}
		if len(raw) < 4 && !atEnd {
			break
		}
		if len(raw) >= 4 {
			if r := utf16.DecodeRune(unit, w.order.unit(raw[2:])); r != utf8.RuneError {
				w.decoded = utf8.AppendRune(w.decoded, r)
				raw = raw[4:]
				continue
			}
		}
		w.decoded = appendUnit(w.decoded, unit)
		raw = raw[2:]
	}
	return raw
}

// appendWide appends text, as a wideReader gives it, in UTF-16.
func (o wideOrder) appendWide(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 && i+2 < len(text) && text[i] == 0xed && text[i+1] >= 0xa0 {
			r, n = rune(0xd000)|rune(text[i+1]&0x3f)<<6|rune(text[i+2]&0x3f), 3
		}
		i += n
		if r > 0xffff {
			high, low := utf16.EncodeRune(r)
			dst = o.append(o.append(dst, high), low)
			continue
		}
		dst = o.append(dst, r)
	}
	return dst
}
