package osmxml

import (
	"bytes"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/text"
)

// maxTag is the longest tag, in bytes.
const maxTag = 1 << 20

// tag is what stands between < and >. It is valid until the next.
type tag struct {
	name       []byte
	end        bool // </name>
	empty      bool // <name/>
	attributes []attribute
}

type attribute struct{ name, value []byte }

func (t *tag) is(name string) bool { return string(t.name) == name }

// attribute gives a value; nil where there is none.
func (t *tag) attribute(name string) []byte {
	for i := range t.attributes {
		if string(t.attributes[i].name) == name {
			return t.attributes[i].value
		}
	}
	return nil
}

// scanner finds the tags of a file.
type scanner struct {
	from   io.Reader
	buffer []byte // bytes that were read and not yet used begin at at
	at     int
	offset int64 // of buffer's first byte in the file
	line   int64 // of at
	ended  bool
	tag    tag
}

// fault makes an error of the place that was reached.
func (s *scanner) fault(fault string, short bool) error {
	return &element.FormatError{Offset: s.offset + int64(s.at), Line: s.line, Fault: fault, Short: short}
}

// more reads further bytes; io.EOF where there are none.
func (s *scanner) more() error {
	if s.ended {
		return io.EOF
	}
	if s.at > 0 {
		s.offset += int64(s.at)
		s.buffer = s.buffer[:copy(s.buffer, s.buffer[s.at:])]
		s.at = 0
	}
	if len(s.buffer) == cap(s.buffer) {
		s.buffer = append(make([]byte, 0, 2*cap(s.buffer)), s.buffer...)
	}
	n, err := s.from.Read(s.buffer[len(s.buffer):cap(s.buffer)])
	s.buffer = s.buffer[:len(s.buffer)+n]
	if err == io.EOF {
		s.ended = true
		if n > 0 {
			return nil
		}
	}
	return err
}

// until finds the first place after from, counted from at, where find does:
// it gives where that ends.
func (s *scanner) until(from int, find func(b []byte) int) (int, error) {
	for {
		if n := find(s.buffer[s.at+from:]); n >= 0 {
			return from + n, nil
		}
		if len(s.buffer)-s.at > maxTag {
			return 0, s.fault("a tag, comment or text of more than 1 MiB", false)
		}
		if err := s.more(); err == io.EOF {
			return 0, s.fault("the file ends in a tag", true)
		} else if err != nil {
			return 0, err
		}
	}
}

// use passes over n bytes.
func (s *scanner) use(n int) {
	s.line += int64(bytes.Count(s.buffer[s.at:s.at+n], []byte{'\n'}))
	s.at += n
}

// next gives the next tag of an element; io.EOF at the end.
func (s *scanner) next() (*tag, error) {
	for {
		i := bytes.IndexByte(s.buffer[s.at:], '<')
		if i < 0 {
			s.use(len(s.buffer) - s.at)
			if err := s.more(); err != nil {
				return nil, err
			}
			continue
		}
		s.use(i)
		for len(s.buffer)-s.at < 4 && s.more() == nil {
		}
		skipped, err := s.skip()
		if err != nil {
			return nil, err
		}
		if !skipped {
			return s.element()
		}
	}
}

// skip passes over what is no element: the declaration, comments, and a
// document type, which may declare nothing.
func (s *scanner) skip() (skipped bool, err error) {
	rest := s.buffer[s.at:]
	var size int
	switch {
	case bytes.HasPrefix(rest, []byte("<?")):
		size, err = s.until(2, endOf("?>"))
		if err == nil {
			err = s.declared(s.buffer[s.at : s.at+size])
		}
	case bytes.HasPrefix(rest, []byte("<!--")):
		size, err = s.until(4, endOf("-->"))
	case bytes.HasPrefix(rest, []byte("<!")):
		return false, s.fault("the file has a document type or marked text, which this format has not: entities are not read", false)
	default:
		return false, nil
	}
	if err == nil {
		s.use(size)
	}
	return true, err
}

func endOf(mark string) func([]byte) int {
	return func(b []byte) int {
		i := bytes.Index(b, []byte(mark))
		if i < 0 {
			return i
		}
		return i + len(mark)
	}
}

// declared refuses an encoding that is not UTF-8.
func (s *scanner) declared(declaration []byte) error {
	lower := bytes.ToLower(declaration)
	_, encoding, ok := bytes.Cut(lower, []byte("encoding="))
	if !ok || len(encoding) < 2 || bytes.HasPrefix(encoding[1:], []byte("utf-8")) || bytes.HasPrefix(encoding[1:], []byte("us-ascii")) {
		return nil
	}
	return s.fault("the file is not in UTF-8: convert it with iconv", false)
}

// element takes a tag apart.
func (s *scanner) element() (*tag, error) {
	size, err := s.until(1, tagEnd)
	if err != nil {
		return nil, err
	}
	b := s.buffer[s.at+1 : s.at+size-1]
	t := &s.tag
	*t = tag{attributes: t.attributes[:0]}
	if bytes.HasPrefix(b, []byte("/")) {
		t.end, b = true, b[1:]
	} else if bytes.HasSuffix(b, []byte("/")) {
		t.empty, b = true, b[:len(b)-1]
	}
	t.name, b = cutName(b)
	if len(t.name) == 0 {
		return nil, s.fault("a tag without a name", false)
	}
	if fault := t.cut(b); fault != "" {
		return nil, s.fault(fmt.Sprintf("in <%.40s>, %s", t.name, fault), false)
	}
	s.use(size)
	return t, nil
}

// tagEnd finds the > that ends a tag, none of those in quotes. Not found, it
// begins anew when there is more: a tag is mostly whole in the buffer.
func tagEnd(b []byte) int {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '>':
			return i + 1
		case '"', '\'':
			n := bytes.IndexByte(b[i+1:], b[i])
			if n < 0 {
				return -1
			}
			i += n + 1
		}
	}
	return -1
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// cutName takes the name at the beginning off.
func cutName(b []byte) (name, rest []byte) {
	i := 0
	for i < len(b) && !isSpace(b[i]) && b[i] != '=' {
		i++
	}
	return b[:i], b[i:]
}

func trimLeft(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	return b
}

// cut takes the attributes apart; it gives what is wrong.
func (t *tag) cut(b []byte) (fault string) {
	for {
		b = trimLeft(b)
		if len(b) == 0 {
			return ""
		}
		var a attribute
		a.name, b = cutName(b)
		if b = trimLeft(b); len(b) == 0 || b[0] != '=' {
			return fmt.Sprintf("the attribute %.40q has no value", a.name)
		}
		if b = trimLeft(b[1:]); len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			return fmt.Sprintf("the value of %.40q is not in quotes", a.name)
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return fmt.Sprintf("the value of %.40q does not end", a.name)
		}
		var ok bool
		if a.value, _, ok = text.UnescapeXML(b[1 : end+1]); !ok {
			return fmt.Sprintf("the value of %.40q has an entity that there is not", a.name)
		}
		t.attributes = append(t.attributes, a)
		b = b[end+2:]
	}
}
