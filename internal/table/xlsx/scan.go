package xlsx

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// token is a piece of XML.
type token uint8

const (
	opening token = iota // a start tag, or an empty element's, after which closing follows
	closing
	chars // text between tags
)

// scanner reads XML tag by tag. Prefixes of names are left out: the parts of a
// workbook have one vocabulary each. What it gives is valid until the next call.
type scanner struct {
	r     *bufio.Reader
	name  []byte // of a tag
	attrs []byte // the rest of a start tag
	text  []byte
	tag   []byte
	empty bool // the tag that was read last closes itself
}

func newScanner(r io.Reader) *scanner { return &scanner{r: bufio.NewReaderSize(r, 64<<10)} }

// broken is XML that cannot be read.
func broken(format string, values ...any) error {
	return &damage{fmt.Sprintf(format, values...)}
}

// damage is a fault in a part of the workbook, as a clause.
type damage struct{ reason string }

func (d *damage) Error() string { return d.reason }

// next gives the next token; io.EOF is the end.
func (s *scanner) next() (token, error) {
	if s.empty {
		s.empty = false
		return closing, nil
	}
	for {
		first, err := s.r.ReadByte()
		if err != nil {
			return 0, err
		}
		if first != '<' {
			s.r.UnreadByte()
			return chars, s.readText()
		}
		if err := s.readTag(); err != nil {
			return 0, err
		}
		switch {
		case len(s.tag) == 0:
			return 0, broken("a tag has no name")
		case s.tag[0] == '/':
			s.name = bare(bytes.TrimRight(s.tag[1:], " \t\r\n"))
			return closing, nil
		case s.tag[0] == '?':
			continue
		case s.tag[0] == '!':
			if found, err := s.special(); found || err != nil {
				return chars, err
			}
			continue
		}
		s.split()
		return opening, nil
	}
}

// bare is a name without its prefix.
func bare(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// readText reads to the next tag.
func (s *scanner) readText() error {
	s.text = s.text[:0]
	for {
		piece, err := s.r.ReadSlice('<')
		if err == nil {
			s.r.UnreadByte()
			piece = piece[:len(piece)-1]
		}
		if s.text = append(s.text, piece...); len(s.text) > maxText {
			return broken("a text is longer than %d bytes", maxText)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && err != io.EOF {
			return err
		}
		s.text = lines(s.text)
		s.text, err = unescape(s.text)
		return err
	}
}

// readTag reads what stands between < and >; a > in quotes ends no tag.
func (s *scanner) readTag() error {
	s.tag = s.tag[:0]
	var quote byte
	for {
		piece, err := s.r.ReadSlice('>')
		from := len(s.tag)
		if s.tag = append(s.tag, piece...); len(s.tag) > maxText {
			return broken("a tag is longer than %d bytes", maxText)
		}
		if err == io.EOF {
			return broken("it ends in the middle of a tag")
		}
		if err != nil && err != bufio.ErrBufferFull {
			return err
		}
		if s.tag[0] != '!' && s.tag[0] != '?' {
			quote = within(s.tag[from:], quote)
		}
		if err == nil && quote == 0 {
			s.tag = s.tag[:len(s.tag)-1]
			return nil
		}
	}
}

// within tells which quote is open behind a text, given the one before it.
func within(text []byte, quote byte) byte {
	for _, b := range text {
		switch {
		case quote == 0 && (b == '"' || b == '\''):
			quote = b
		case b == quote:
			quote = 0
		}
	}
	return quote
}

// special reads the rest of what begins with <!: comments are left out, CDATA
// is a text.
func (s *scanner) special() (text bool, err error) {
	for _, kind := range [...]struct{ begin, end string }{{"!--", "--"}, {"![CDATA[", "]]"}} {
		if !bytes.HasPrefix(s.tag, []byte(kind.begin)) {
			continue
		}
		for len(s.tag) < len(kind.begin)+len(kind.end) || !bytes.HasSuffix(s.tag, []byte(kind.end)) {
			piece, err := s.r.ReadSlice('>')
			if s.tag = append(append(s.tag, '>'), piece...); len(s.tag) > maxText {
				return false, broken("a comment or text is longer than %d bytes", maxText)
			}
			if err == io.EOF {
				return false, broken("it ends in the middle of a comment or text")
			}
			if err != nil && err != bufio.ErrBufferFull {
				return false, err
			}
			if err == nil {
				s.tag = s.tag[:len(s.tag)-1]
			}
		}
		s.text = append(s.text[:0], s.tag[len(kind.begin):len(s.tag)-len(kind.end)]...)
		return kind.begin != "!--", nil
	}
	return false, broken("it has a document type, which no workbook has")
}

// split takes a start tag apart.
func (s *scanner) split() {
	tag := s.tag
	if s.empty = tag[len(tag)-1] == '/'; s.empty {
		tag = tag[:len(tag)-1]
	}
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	s.name, s.attrs = bare(tag[:end]), tag[end:]
}

// attr gives the value of an attribute without a prefix, nil where there is
// none. Entities are left as they stand: those that are asked for have none.
func (s *scanner) attr(name string) []byte {
	for rest := s.attrs; ; {
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:equals])
		rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : 1+end]
		}
		rest = rest[end+2:]
	}
}
