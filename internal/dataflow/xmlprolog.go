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
		return s.fail("the feed is empty; a <GeocodeFeed> element is expected")
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
	for _, name := range [...]string{"version", "encoding", "standalone"} {
		value, after, ok := cutXMLPseudo(rest, name)
		switch {
		case !ok && name == "version":
			return s.notDeclaration()
		case !ok:
			continue
		case name == "version" && value != "1.0":
			return s.fail(fmt.Sprintf("the feed is in XML %s; 1.0 is expected", quoteValue(value)))
		case name == "encoding" && !isUTF8Encoding(value):
			return s.fail(fmt.Sprintf("the XML declaration names the encoding %s; save the feed as UTF-8", quoteValue(value)))
		case name == "standalone" && value != "yes" && value != "no":
			return s.notDeclaration()
		}
		rest = after
	}
	if strings.Trim(rest, xmlBlanks) != "" {
		return s.notDeclaration()
	}
	s.pos += len(text) + len("?>")
	return true
}

func (s *xmlScanner) notDeclaration() bool {
	return s.fail(`the XML declaration is not like <?xml version="1.0" encoding="utf-8"?>`)
}

// xmlBlanks are the characters of white space.
const xmlBlanks = " \t\r\n"

// cutXMLPseudo cuts name="value" with the blanks before it from s; false
// where s does not begin so.
func cutXMLPseudo(s, name string) (value, after string, ok bool) {
	trimmed := strings.TrimLeft(s, xmlBlanks)
	rest, named := strings.CutPrefix(trimmed, name)
	rest, equals := strings.CutPrefix(strings.TrimLeft(rest, xmlBlanks), "=")
	rest = strings.TrimLeft(rest, xmlBlanks)
	if len(trimmed) == len(s) || !named || !equals || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", s, false
	}
	return strings.Cut(rest[1:], rest[:1])
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
