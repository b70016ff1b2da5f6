package dataflow

import (
	"bytes"
	"fmt"
	"strings"
)

// prolog reads the byte-order mark and the XML declaration, where there are any.
func (s *xmlScanner) prolog() bool {
	s.skip(byteOrderMark)
	s.tag.begin = s.at()
	begin := s.ahead(len("<?xml "))
	switch {
	case len(begin) == 0:
		return s.err == nil && s.fail("the feed is empty; a <GeocodeFeed> element is expected")
	case begin[0] == 0 || begin[0] >= 0xfe || len(begin) > 1 && begin[1] == 0:
		return s.fail("the feed is UTF-16, or no text; save it as UTF-8")
	case len(begin) == len("<?xml ") && string(begin[:5]) == "<?xml" && xmlClass[begin[5]]&xmlBlank != 0:
		return s.xmlDeclaration()
	}
	return true
}

// maxXMLDeclaration is the length, in bytes, that <?xml ...?> may have.
const maxXMLDeclaration = 1024

// xmlDeclaration reads <?xml version="1.0" encoding="..." standalone="..."?>.
func (s *xmlScanner) xmlDeclaration() bool {
	text, _, closed := bytes.Cut(s.ahead(maxXMLDeclaration), []byte("?>"))
	if !closed {
		return s.fail("the XML declaration <?xml ... has no end ?>")
	}
	rest := string(text[len("<?xml"):])
	for i, name := range [...]string{"version", "encoding", "standalone"} {
		value, after, found, ok := cutXMLPseudo(rest, name)
		switch {
		case !ok || i == 0 && !found:
			return s.fail(`the XML declaration is not like <?xml version="1.0" encoding="utf-8"?>`)
		case !found:
			continue
		case name == "version" && value != "1.0":
			return s.fail(fmt.Sprintf("the feed is in XML %s; 1.0 is expected", quoteValue(value)))
		case name == "encoding" && !isUTF8Encoding(value):
			return s.fail(fmt.Sprintf("the XML declaration names the encoding %s; save the feed as UTF-8", quoteValue(value)))
		}
		rest = after
	}
	if strings.Trim(rest, xmlBlanks) != "" {
		return s.fail(`the XML declaration is not like <?xml version="1.0" encoding="utf-8"?>`)
	}
	s.pos += len(text) + len("?>")
	return true
}

// xmlBlanks are the characters of white space.
const xmlBlanks = " \t\r\n"

// cutXMLPseudo cuts name="value" with the blanks before it from s; ok is
// false where it is found, but is not written so.
func cutXMLPseudo(s, name string) (value, after string, found, ok bool) {
	trimmed := strings.TrimLeft(s, xmlBlanks)
	rest, found := strings.CutPrefix(trimmed, name)
	if !found {
		return "", s, false, true
	}
	rest, equals := strings.CutPrefix(strings.TrimLeft(rest, xmlBlanks), "=")
	rest = strings.TrimLeft(rest, xmlBlanks)
	if !equals || len(trimmed) == len(s) || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", s, true, false
	}
	value, after, ok = strings.Cut(rest[1:], rest[:1])
	return value, after, true, ok
}

// isUTF8Encoding tells whether a feed that says it is written so can be
// read: UTF-16 is a habit of .NET, which writes it over UTF-8 bytes.
func isUTF8Encoding(name string) bool {
	switch strings.ToLower(name) {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf-16":
		return true
	}
	return false
}
