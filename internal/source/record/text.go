package record

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// tidy gives a value without white space around it and with single spaces
// inside. It mostly has nothing to do and gives the value itself; ok is false
// where the value is no UTF-8.
func tidy(value []byte) (tidied []byte, ok bool) {
	before := byte(' ')
	plain, ascii := true, true
	for _, c := range value {
		if c <= ' ' && (c < ' ' || before == ' ') || c == 0x7f {
			plain = false
		}
		if c >= utf8.RuneSelf {
			ascii = false
		}
		before = c
	}
	if plain && ascii && (before != ' ' || len(value) == 0) {
		return value, true
	}
	if !ascii && !utf8.Valid(value) {
		return nil, false
	}
	if plain && before != ' ' && !bytes.ContainsFunc(value, isWideSpace) {
		return value, true
	}
	words := bytes.FieldsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	return bytes.Join(words, []byte(" ")), true
}

// isWideSpace finds white space and control characters beyond ASCII.
func isWideSpace(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsSpace(r) || unicode.IsControl(r))
}

// onlyZeros reports whether the value is one or more zeros.
func onlyZeros(value []byte) bool {
	return len(value) > 0 && len(bytes.Trim(value, "0")) == 0
}

// withoutFraction drops the ".0" that some programs put behind whole numbers.
func withoutFraction(value []byte) []byte {
	whole, isFraction := bytes.CutSuffix(value, []byte(".0"))
	if !isFraction || len(whole) == 0 {
		return value
	}
	for _, c := range whole {
		if c < '0' || c > '9' {
			return value
		}
	}
	return whole
}
