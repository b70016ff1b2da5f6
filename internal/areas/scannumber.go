package areas

import (
	"io"
	"strconv"
)

// scanLiteral reads a number, true, false or null, whose first byte is given,
// into s.text.
func (s *scanner) scanLiteral(first byte) error {
	err := s.scanWord(first)
	if err == nil && !valid(s.text) {
		err = s.fault("%q is no value of JSON", s.text)
	}
	return err
}

// number reads a number whose first byte is given.
func (s *scanner) number(first byte) (float64, error) {
	if err := s.scanWord(first); err != nil {
		return 0, err
	}
	n, err := strconv.ParseFloat(string(s.text), 64)
	if err != nil {
		err = s.fault("%q stands where a number should be", s.text)
	}
	return n, err
}

// scanWord reads what a number or word may consist of into s.text. The byte
// after it stays unread.
func (s *scanner) scanWord(first byte) error {
	s.text = append(s.text[:0], first)
	for {
		next, err := s.r.Peek(1)
		if err == io.EOF || err == nil && !literal(next[0]) {
			return nil
		}
		if err != nil {
			return err
		}
		if len(s.text) > 400 {
			return s.fault("a number or word is longer than 400 bytes")
		}
		b, _ := s.byte()
		s.text = append(s.text, b)
	}
}

func literal(b byte) bool {
	return b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// valid tells whether the text is a number or a word of JSON. NaN and the
// infinities, which some programs write, are words too.
func valid(text []byte) bool {
	switch string(text) {
	case "true", "false", "null", "NaN", "Infinity", "-Infinity":
		return true
	}
	if text[0] != '-' && (text[0] < '0' || text[0] > '9') {
		return false
	}
	for _, b := range text {
		if b|0x20 == 'x' || b|0x20 == 'p' || b == '_' { // of Go, not of JSON
			return false
		}
	}
	_, err := strconv.ParseFloat(string(text), 64)
	return err == nil
}
