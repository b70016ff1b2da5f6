package areas

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads JSON as a stream and knows where it is. Each method reads one
// thing whole. Errors of the reader come as they are, others as *Error.
type scanner struct {
	r       *bufio.Reader
	file    string
	line    int
	column  int
	feature int
	depth   int
	text    []byte // of the string or number that is being read
}

func newScanner(r io.Reader, file string) *scanner {
	return &scanner{r: bufio.NewReaderSize(r, 64<<10), file: file, line: 1}
}

// fault is an error at the byte that was read last.
func (s *scanner) fault(format string, values ...any) error {
	return &Error{File: s.file, Line: s.line, Column: s.column, Feature: s.feature, Reason: fmt.Sprintf(format, values...)}
}

// byte reads the next byte, white space or not.
func (s *scanner) byte() (byte, error) {
	b, err := s.r.ReadByte()
	if err == io.EOF {
		return 0, s.fault("the file ends in the middle of a value; is it whole?")
	}
	s.column++
	if b == '\n' {
		s.line, s.column = s.line+1, 0
	}
	return b, err
}

// next reads the next byte that is no white space.
func (s *scanner) next() (byte, error) {
	for {
		if b, err := s.byte(); err != nil || b > ' ' {
			return b, err
		}
	}
}

// unread takes back the byte that was read last, which was no line end.
func (s *scanner) unread() {
	s.r.UnreadByte()
	s.column--
}

// another looks for a further value at the file's outermost level: white space
// and the separator of GeoJSON text sequences may stand before it.
func (s *scanner) another() (bool, error) {
	const separator = 0x1e
	for {
		if _, err := s.r.Peek(1); err != nil {
			if err == io.EOF {
				err = nil
			}
			return false, err
		}
		if b, err := s.byte(); err != nil || b > ' ' && b != separator {
			s.unread()
			return err == nil, err
		}
	}
}

// expect reads one byte, which should be the one given.
func (s *scanner) expect(want byte, where string) error {
	got, err := s.next()
	if err == nil && got != want {
		err = s.fault("%q stands where %q should be, %s", got, want, where)
	}
	return err
}

// elements reads what stands between brackets, by calling each for every
// element; the opening one is read already.
func (s *scanner) elements(end byte, each func() error) error {
	if s.depth++; s.depth > maxDepth {
		return s.fault("more than %d values stand in one another", maxDepth)
	}
	b, err := s.next()
	if err == nil && b != end {
		s.unread()
		for err == nil {
			if err = each(); err != nil {
				break
			}
			if b, err = s.next(); err != nil || b == end {
				break
			}
			if b != ',' {
				err = s.fault("%q stands where a comma or %q should be", b, end)
			}
		}
	}
	s.depth--
	return err
}

// object reads an object by calling member for each key; member reads the value.
func (s *scanner) object(member func(key string) error) error {
	if err := s.expect('{', "at the beginning of an object"); err != nil {
		return err
	}
	return s.elements('}', func() error {
		if err := s.expect('"', "before a name"); err != nil {
			return err
		}
		key, err := s.string()
		if err == nil {
			err = s.expect(':', "after a name")
		}
		if err != nil {
			return err
		}
		return member(key)
	})
}

// skip reads any value.
func (s *scanner) skip() error {
	b, err := s.next()
	if err != nil {
		return err
	}
	switch b {
	case '{':
		s.unread()
		return s.object(func(string) error { return s.skip() })
	case '[':
		return s.elements(']', s.skip)
	case '"':
		return s.scanString(false)
	}
	return s.scanLiteral(b)
}

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
