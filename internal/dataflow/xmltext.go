package dataflow

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/text"
)

// text passes over text, up to the next '<'; false at the end of the input.
func (s *xmlScanner) text() bool {
	within := s.depth() > 0
	for {
		if within {
			s.run(xmlText)
		} else {
			s.space()
		}
		b, ok := s.peek()
		switch {
		case !ok:
			if len(s.open) > 0 {
				s.ended(fmt.Sprintf("the element <%s>", s.names[s.open[len(s.open)-1]:]))
			}
			return false
		case b == '<':
			return true
		case !within:
			return s.fail(s.shown() + " outside the root element; a feed is one <GeocodeFeed> element")
		case b == '&':
			ok = s.reference()
		case b == ']':
			ok = s.brackets()
		default:
			ok = s.character()
		}
		if !ok {
			return false
		}
	}
}

// brackets passes over closing brackets; ]]> must not stand in text.
func (s *xmlScanner) brackets() bool {
	if string(s.ahead(3)) == "]]>" {
		return s.fail("]]> in text; write ]]&gt;")
	}
	s.pos++
	return true
}

// declaration passes over what begins with <!.
func (s *xmlScanner) declaration() bool {
	switch {
	case s.skip("!--"):
		return s.comment()
	case s.skip("![CDATA["):
		if s.depth() == 0 {
			return s.failAt(s.tag.begin, "a CDATA section outside the root element")
		}
		return s.until("]]>", xmlCDATA, "a CDATA section")
	case strings.EqualFold(string(s.ahead(len("!DOCTYPE"))), "!DOCTYPE"):
		return s.failAt(s.tag.begin, "a document type declaration (DOCTYPE) is not accepted; send the feed without it")
	}
	if left := string(s.ahead(len("![CDATA["))); strings.HasPrefix("![CDATA[", left) || strings.HasPrefix("!--", left) {
		return s.ended("a tag")
	}
	return s.failAt(s.tag.begin, "<! begins neither a comment nor a CDATA section")
}

func (s *xmlScanner) comment() bool {
	if !s.until("--", xmlComment, "a comment") {
		return false
	}
	return s.expect('>', "after the -- in a comment")
}

// instruction passes over a processing instruction from behind its <?.
func (s *xmlScanner) instruction() bool {
	var name [16]byte
	target, ok := s.name(name[:0], "a processing instruction")
	switch {
	case !ok:
		return false
	case strings.EqualFold(string(target), "xml"):
		return s.failAt(s.tag.begin, "the XML declaration <?xml ...?> may only stand at the very begin of the feed")
	case s.space():
	case len(s.ahead(2)) < 2:
		return s.ended("a processing instruction")
	case string(s.ahead(2)) != "?>":
		return s.fail(s.shown() + " in a processing instruction, where a blank or ?> is expected after its name")
	}
	return s.until("?>", xmlInstruct, "a processing instruction")
}

// until passes over what is closed by end. Every byte of the class can be
// passed over at once; the first byte of end is not in it.
func (s *xmlScanner) until(end string, class uint8, within string) bool {
	for {
		s.run(class)
		b, ok := s.peek()
		switch {
		case !ok:
			return s.ended(within)
		case b != end[0]:
			if !s.character() {
				return false
			}
		case s.skip(end):
			return true
		default:
			s.pos++
		}
	}
}

// reference passes over a reference to a character.
func (s *xmlScanner) reference() bool {
	ahead := s.ahead(maxXMLReference)[1:]
	end := bytes.IndexFunc(ahead, notInReference)
	switch {
	case end < 0 && len(ahead) < maxXMLReference-1:
		return s.ended("a reference")
	case end <= 0 || ahead[end] != ';':
		return s.fail("a & that begins no reference such as &amp;; for the character itself write &amp;")
	}
	name := ahead[:end]
	if _, ok := resolveXML(string(name)); ok {
		s.pos += len("&;") + len(name)
		return true
	}
	if name[0] == '#' {
		return s.fail(fmt.Sprintf("the reference &%s; stands for no character that XML allows", name))
	}
	return s.fail(fmt.Sprintf("the entity &%s; is not defined; there are &lt; &gt; &amp; &quot; &apos; and numbers like &#233;", name))
}

// notInReference tells whether r ends what follows an &.
func notInReference(r rune) bool {
	if r < utf8.RuneSelf {
		return r != '#' && xmlClass[r]&xmlName == 0
	}
	return !isXMLNameRune(r, false)
}

// resolveXML gives the character that a reference stands for: "lt", "#60", "#x3C".
func resolveXML(name string) (rune, bool) {
	r, ok := text.XMLCharacter(name)
	return r, ok && isXMLChar(r)
}

// appendXMLValue appends what an attribute's value means: references stand
// for their characters, white space written as such is blanks (XML 1.0, 3.3.3).
func appendXMLValue(dst []byte, raw string) []byte {
	for i := 0; i < len(raw); i++ {
		switch b := raw[i]; b {
		case '&':
			end := i + strings.IndexByte(raw[i:], ';')
			r, _ := resolveXML(raw[i+1 : end])
			dst = append(dst, string(r)...)
			i = end
		case '\n':
			if i == 0 || raw[i-1] != '\r' {
				dst = append(dst, ' ')
			}
		case '\t', '\r':
			dst = append(dst, ' ')
		default:
			dst = append(dst, b)
		}
	}
	return dst
}
