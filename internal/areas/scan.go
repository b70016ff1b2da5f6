package areas

import (
	"bufio"
	"fmt"
	"io"
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
