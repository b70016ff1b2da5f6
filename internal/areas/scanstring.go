package areas

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// string reads a string whose opening quote is read.
func (s *scanner) string() (string, error) {
	err := s.scanString(true)
	return strings.ToValidUTF8(string(s.text), "\ufffd"), err
}

// scanString reads to the closing quote, and keeps the text where asked to.
func (s *scanner) scanString(keep bool) error {
	s.text = s.text[:0]
	for {
		b, err := s.byte()
		switch {
		case err != nil:
			return err
		case b == '"':
			return nil
		case b < ' ':
			return s.fault("a control character stands in a string; a quote may be missing")
		case len(s.text) > maxText:
			return s.fault("a string is longer than %d bytes", maxText)
		case b == '\\':
			if err := s.escape(); err != nil {
				return err
			}
			if !keep {
				s.text = s.text[:0]
			}
		case keep:
			s.text = append(s.text, b)
		}
	}
}

// escape reads what follows a backslash.
func (s *scanner) escape() error {
	b, err := s.byte()
	if err != nil {
		return err
	}
	switch b {
	case '"', '\\', '/':
	case 'b':
		b = '\b'
	case 'f':
		b = '\f'
	case 'n':
		b = '\n'
	case 'r':
		b = '\r'
	case 't':
		b = '\t'
	case 'u':
		return s.unicode()
	default:
		return s.fault("\\%c is no escape in a string", b)
	}
	s.text = append(s.text, b)
	return nil
}

// unicode reads the digits of \uXXXX. A pair of surrogates becomes one
// character when its second half comes; a half alone becomes U+FFFD.
func (s *scanner) unicode() error {
	var digits [4]byte
	for i := range digits {
		b, err := s.byte()
		if err != nil {
			return err
		}
		digits[i] = b
	}
	code, err := strconv.ParseUint(string(digits[:]), 16, 16)
	if err != nil {
		return s.fault("\\u%q is no escape in a string; four hexadecimal digits are expected", digits)
	}
	if low := rune(code); low >= 0xdc00 && low < 0xe000 && len(s.text) >= len(surrogate) {
		last := s.text[len(s.text)-3:]
		if last[0] == 0xed && last[1] >= 0xa0 && last[1] < 0xb0 { // the first half, as three bytes
			high := rune(0xd000) | rune(last[1]&0x3f)<<6 | rune(last[2]&0x3f)
			s.text = utf8.AppendRune(s.text[:len(s.text)-3], (high-0xd800)<<10|(low-0xdc00)+0x10000)
			return nil
		}
	}
	if code >= 0xd800 && code < 0xdc00 {
		s.text = append(s.text, 0xed, byte(0x80|code>>6&0x3f), byte(0x80|code&0x3f))
		return nil
	}
	s.text = utf8.AppendRune(s.text, rune(code))
	return nil
}

// surrogate stands for the length of a half of a pair in s.text.
const surrogate = "\xed\xa0\x80"
