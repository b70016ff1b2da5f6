package dataflow

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// xmlToken is what the scanner stopped at.
type xmlToken uint8

const (
	xmlDone  xmlToken = iota // the end, or an error
	xmlStart                 // a start tag, or the tag of an empty element
	xmlClose                 // an end tag
)

// xmlTag is the tag that the scanner stopped at.
type xmlTag struct {
	begin      int64  // place of its '<'
	name       []byte // as it stands there; valid until the scanner goes on
	empty      bool   // no end tag follows
	depth      int    // of its element; the root's is 1
	attributes []xmlAttribute
	names      []byte // of the attributes
}

// xmlAttribute is one attribute of a tag. Its value is there as long as the
// scanner holds the tag.
type xmlAttribute struct {
	name, nameEnd int // in the tag's names
	from, to      int64
	plain         bool // the value is what stands there, to the byte
}

func (t *xmlTag) attributeName(a *xmlAttribute) []byte { return t.names[a.name:a.nameEnd] }

// next goes on to the next tag, and checks what lies before it.
func (s *xmlScanner) next() xmlToken {
	for s.text() {
		s.tag.begin = s.at()
		s.pos++ // <
		b, ok := s.peek()
		switch {
		case !ok:
			s.ended("a tag")
		case b == '/':
			s.pos++
			if s.endTag() {
				return xmlClose
			}
		case b == '!':
			s.declaration()
		case b == '?':
			s.pos++
			s.instruction()
		case s.startTag():
			return xmlStart
		}
		if s.err != nil {
			break
		}
	}
	return xmlDone
}

func (s *xmlScanner) startTag() bool {
	s.tag.attributes, s.tag.names = s.tag.attributes[:0], s.tag.names[:0]
	if len(s.open) == maxXMLDepth {
		return s.failAt(s.tag.begin, fmt.Sprintf("more than %d elements within one another", maxXMLDepth))
	}
	begin := len(s.names)
	var ok bool
	s.piece = s.tag.begin
	s.names, ok = s.name(s.names, "a tag")
	s.tag.name = s.names[begin:]
	s.tag.depth = s.depth() + 1
	ok = ok && (s.named == nil || s.named())
	s.piece = noPlace
	if !ok || !s.attributes() {
		return false
	}
	if s.tag.empty {
		s.names = s.names[:begin]
	} else {
		s.open = append(s.open, begin)
	}
	return true
}

// attributes reads a start tag from the end of its name to its own end.
func (s *xmlScanner) attributes() bool {
	for {
		blank := s.space()
		b, ok := s.peek()
		switch {
		case !ok:
			return s.ended("a tag")
		case b == '>':
			s.pos++
			s.tag.empty = false
			return true
		case b == '/':
			s.pos++
			s.tag.empty = true
			return s.expect('>', "after the / of an empty element")
		case !blank:
			return s.fail(fmt.Sprintf("%s in the tag <%s>, where a blank, / or > is expected", s.shown(), s.tag.name))
		case !s.attribute():
			return false
		}
	}
}

func (s *xmlScanner) attribute() bool {
	t := &s.tag
	if len(t.attributes) == maxXMLAttributes {
		return s.fail(fmt.Sprintf("the element <%s> has more than %d attributes", t.name, maxXMLAttributes))
	}
	a := xmlAttribute{name: len(t.names), plain: true}
	place := s.at()
	var ok bool
	if t.names, ok = s.name(t.names, "a tag"); !ok {
		return false
	}
	a.nameEnd = len(t.names)
	name := t.attributeName(&a)
	for i := range t.attributes {
		if bytes.Equal(name, t.attributeName(&t.attributes[i])) {
			return s.failAt(place, fmt.Sprintf("the element <%s> has the attribute %s twice", t.name, name))
		}
	}
	s.space()
	if !s.expect('=', "after the name of an attribute") {
		return false
	}
	s.space()
	if !s.value(&a) {
		return false
	}
	t.attributes = append(t.attributes, a)
	return true
}

// value reads an attribute's value with its quotes.
func (s *xmlScanner) value(a *xmlAttribute) bool {
	quote, ok := s.peek()
	switch {
	case !ok:
		return s.ended("a tag")
	case quote != '"' && quote != '\'':
		return s.fail(s.shown() + ", where the quote before an attribute's value is expected")
	}
	s.pos++
	a.from = s.at()
	for {
		s.run(xmlPlain)
		b, ok := s.peek()
		switch {
		case !ok:
			return s.ended("the value of an attribute")
		case b == quote:
			a.to = s.at()
			s.pos++
			return true
		case b == '<':
			return s.fail("a < in the value of an attribute; write &lt;")
		case b == '&':
			a.plain = false
			ok = s.reference()
		default:
			a.plain = a.plain && b >= ' '
			ok = s.character()
		}
		if !ok {
			return false
		}
	}
}

// endTag reads an end tag from behind its slash, and closes its element.
func (s *xmlScanner) endTag() bool {
	var ok bool
	s.closing, ok = s.name(s.closing[:0], "a tag")
	if !ok {
		return false
	}
	closed := s.closing
	s.space()
	if !s.expect('>', "at the end of an end tag") {
		return false
	}
	if len(s.open) == 0 {
		return s.failAt(s.tag.begin, fmt.Sprintf("the end tag </%s> closes an element that is not open", closed))
	}
	begin := s.open[len(s.open)-1]
	s.tag.name = s.names[begin:]
	if !bytes.Equal(s.tag.name, closed) {
		return s.failAt(s.tag.begin, fmt.Sprintf("the end tag </%s> stands where </%s> is expected", closed, s.tag.name))
	}
	s.tag.depth = s.depth()
	s.open, s.names = s.open[:len(s.open)-1], s.names[:begin]
	return true
}

// name reads a name and appends it.
func (s *xmlScanner) name(dst []byte, within string) ([]byte, bool) {
	begin, held := s.at(), s.piece
	s.piece = min(held, begin)
	ok := s.nameEnd(within)
	s.piece = held
	if !ok {
		return dst, false
	}
	name := s.bytes(begin, s.at())
	if first := bytes.IndexByte(name, ':'); first >= 0 && bytes.IndexByte(name[first+1:], ':') >= 0 {
		return dst, s.failAt(begin, fmt.Sprintf("the name %s has more than one colon", name))
	}
	return append(dst, name...), true
}

// nameEnd passes over a name.
func (s *xmlScanner) nameEnd(within string) bool {
	begin := s.at()
	for class := uint8(xmlFirst); ; class = xmlName {
		rest := s.buf[s.pos:]
		n := 0
		for n < len(rest) && xmlClass[rest[n]]&class != 0 {
			n++
			class = xmlName
		}
		s.pos += n
		if s.at()-begin > maxXMLName {
			return s.failAt(begin, fmt.Sprintf("a name of more than %d bytes", maxXMLName))
		}
		b, ok := s.peek()
		switch {
		case !ok:
			return s.ended(within)
		case b < utf8.RuneSelf:
			if xmlClass[b]&class == 0 {
				return s.at() > begin || s.fail(s.shown()+", where a name is expected")
			}
		default:
			r, size := s.rune()
			if size == 0 {
				return s.ended(within)
			}
			if size == 1 || !isXMLNameRune(r, s.at() == begin) {
				return s.fail(s.shown() + ", where a name is expected")
			}
			s.pos += size
		}
	}
}

// expect passes over one byte that must come next.
func (s *xmlScanner) expect(want byte, where string) bool {
	b, ok := s.peek()
	switch {
	case !ok:
		return s.ended("a tag")
	case b != want:
		return s.fail(fmt.Sprintf("%s, where %c is expected %s", s.shown(), want, where))
	}
	s.pos++
	return true
}

// shown describes the next character for an error.
func (s *xmlScanner) shown() string {
	r, _ := s.rune()
	if r < ' ' || r == utf8.RuneError {
		return fmt.Sprintf("the byte 0x%02X", s.buf[s.pos])
	}
	return fmt.Sprintf("%q", r)
}
