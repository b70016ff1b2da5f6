package dataflow

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"unicode/utf8"
)

// What an XML feed may have of each. A feed that has more is refused: no
// client comes near, and memory stays bounded.
const (
	maxXMLDepth      = 256  // elements open at a time
	maxXMLAttributes = 128  // of one element
	maxXMLName       = 1024 // bytes
	maxXMLReference  = 32   // bytes, from & to ;
)

// xmlScanner takes XML apart: it finds the tags, and checks everything
// between them. Split runs it over the stream, Decode over the bytes of a
// chunk, so that the two cannot disagree on what a feed holds.
//
// Its buffer is a window on the feed. Places are offsets in the feed, not in
// the buffer, so that they stay true when the window moves; the bytes
// between two places are there only as long as hold keeps them.
type xmlScanner struct {
	src     io.Reader // nil where buf is all there is
	readErr error     // of src, after the bytes in buf
	buf     []byte
	pos     int   // in buf, of the next byte
	base    int64 // in the feed, of buf's first byte
	err     error
	cut     bool // the input ended within a construct

	hold  int64       // the bytes from here on stay; noPlace: none need to
	piece int64       // likewise, for the scanner's own use
	full  func() bool // asked before more is read; false ends the scan
	named func() bool // told the name of each start tag, as s.tag.name, before its attributes are read; likewise

	line   int64 // of the byte at lineAt
	lineAt int64
	lineCR bool // a carriage return stands before lineAt

	inside  bool   // the bytes are within the root
	names   []byte // of the open elements
	open    []int  // where the name of each begins in names
	closing []byte // the name of an end tag
	tag     xmlTag
}

// noPlace is an offset beyond any feed.
const noPlace = math.MaxInt64

const (
	// xmlReadSize is the buffer's size, in bytes, until it grows.
	xmlReadSize = 64 << 10
	// maxEmptyReads is how often a reader may give neither bytes nor an error.
	maxEmptyReads = 100
)

// streamXML scans a feed as it is read.
func streamXML(r io.Reader) *xmlScanner {
	return &xmlScanner{src: r, buf: make([]byte, 0, xmlReadSize), hold: noPlace, piece: noPlace, line: 1}
}

// scanXML scans what stands in the root from a chunk's begin to its end.
func scanXML(c Chunk, data []byte) *xmlScanner {
	return &xmlScanner{
		buf: data, base: c.Offset, line: c.FirstLine, lineAt: c.Offset,
		hold: noPlace, piece: noPlace, inside: true,
	}
}

// at is the place of the next byte.
func (s *xmlScanner) at() int64 { return s.base + int64(s.pos) }

// bytes gives what stands between two places. It is valid until the scanner
// goes on.
func (s *xmlScanner) bytes(from, to int64) []byte { return s.buf[from-s.base : to-s.base] }

// depth tells how many elements are open; the root counts.
func (s *xmlScanner) depth() int {
	if s.inside {
		return len(s.open) + 1
	}
	return len(s.open)
}

// more reads on, so that there are bytes beyond the buffer's present end. An
// error of the reader counts only when the bytes before it are used up.
func (s *xmlScanner) more() bool {
	if s.src == nil || s.err != nil || s.full != nil && !s.full() {
		return false
	}
	if len(s.buf) == cap(s.buf) {
		s.discard()
	}
	before := len(s.buf)
	for range maxEmptyReads {
		if s.readErr != nil {
			break
		}
		var n int
		n, s.readErr = s.src.Read(s.buf[before:cap(s.buf)])
		if n > 0 {
			s.buf = s.buf[:before+n]
			return true
		}
	}
	s.src = nil
	if s.readErr != io.EOF {
		s.err = readError(cmp.Or(s.readErr, io.ErrNoProgress))
	}
	return false
}

// discard makes room at the buffer's end: what nothing holds goes, and where
// that is little, the buffer grows.
func (s *xmlScanner) discard() {
	from := min(s.at(), s.hold, s.piece)
	s.lineOf(from)
	rest := s.buf[from-s.base:]
	if room := cap(s.buf) - len(rest); room < cap(s.buf)/4 {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), rest...)
	} else {
		s.buf = append(s.buf[:0], rest...)
	}
	s.pos -= int(from - s.base)
	s.base = from
}

// peek gives the next byte; false at the end.
func (s *xmlScanner) peek() (byte, bool) {
	if s.pos == len(s.buf) && !s.more() {
		return 0, false
	}
	return s.buf[s.pos], true
}

// ahead gives up to n of the next bytes; fewer only before the end.
func (s *xmlScanner) ahead(n int) []byte {
	held := s.piece
	s.piece = min(held, s.at())
	for len(s.buf)-s.pos < n && s.more() {
	}
	s.piece = held
	return s.buf[s.pos:min(len(s.buf), s.pos+n)]
}

// skip passes over text, if it comes next.
func (s *xmlScanner) skip(text string) bool {
	if string(s.ahead(len(text))) != text {
		return false
	}
	s.pos += len(text)
	return true
}

// space passes over white space; false where there is none.
func (s *xmlScanner) space() bool {
	from := s.at()
	s.run(xmlBlank)
	return s.at() > from
}

// run passes over the bytes that are of a class.
func (s *xmlScanner) run(class uint8) {
	for {
		rest := s.buf[s.pos:]
		for i, b := range rest {
			if xmlClass[b]&class == 0 {
				s.pos += i
				return
			}
		}
		s.pos = len(s.buf)
		if !s.more() {
			return
		}
	}
}

// character passes over one character that XML allows, of any length.
func (s *xmlScanner) character() bool {
	b := s.buf[s.pos]
	if b < utf8.RuneSelf {
		if b < ' ' && xmlClass[b]&xmlBlank == 0 {
			return s.fail(fmt.Sprintf("the control character U+%04X, which XML does not allow", b))
		}
		s.pos++
		return true
	}
	r, size := s.rune()
	switch {
	case size == 0:
		return s.ended("a character")
	case r == utf8.RuneError && size == 1:
		return s.fail(notUTF8(b))
	case !isXMLChar(r):
		return s.fail(fmt.Sprintf("the character U+%04X, which XML does not allow", r))
	}
	s.pos += size
	return true
}

// rune decodes the next character; its size is 0 where the input ends in it.
func (s *xmlScanner) rune() (rune, int) {
	if !utf8.FullRune(s.buf[s.pos:]) && !utf8.FullRune(s.ahead(utf8.UTFMax)) {
		return utf8.RuneError, 0
	}
	return utf8.DecodeRune(s.buf[s.pos:])
}

// lineOf gives the line of a place that is not before the last one asked for.
func (s *xmlScanner) lineOf(place int64) int64 {
	if place > s.lineAt {
		passed := s.bytes(s.lineAt, place)
		s.line += countLines(passed)
		if s.lineCR && passed[0] == '\n' { // the rest of a CRLF
			s.line--
		}
		s.lineCR = passed[len(passed)-1] == '\r'
		s.lineAt = place
	}
	return s.line
}

// fail ends the scan for a reason that lies at the next byte.
func (s *xmlScanner) fail(reason string) bool { return s.failAt(s.at(), reason) }

func (s *xmlScanner) failAt(place int64, reason string) bool {
	if s.err == nil {
		s.err = &Error{Line: s.lineOf(place), Offset: place, Reason: reason}
	}
	return false
}

// ended ends the scan where the input ends too early.
func (s *xmlScanner) ended(within string) bool {
	s.cut = s.err == nil
	return s.fail("the feed ends within " + within)
}
