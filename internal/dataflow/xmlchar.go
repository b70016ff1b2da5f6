package dataflow

import "unicode/utf8"

// The classes of bytes, as flags: what can be passed over without a look,
// and what names are made of.
const (
	xmlBlank    = 1 << iota // white space
	xmlText                 // in text
	xmlPlain                // in an attribute's value, and means itself
	xmlComment              // in a comment
	xmlCDATA                // in a CDATA section
	xmlInstruct             // in a processing instruction
	xmlName                 // in a name
	xmlFirst                // at the begin of a name
)

// xmlClass tells the classes of each byte. Bytes of characters beyond ASCII
// are in none but those of names.
var xmlClass = func() (class [256]uint8) {
	for b := range utf8.RuneSelf {
		set := func(flag uint8, ok bool) {
			if ok {
				class[b] |= flag
			}
		}
		blank := b == ' ' || b == '\t' || b == '\n' || b == '\r'
		letter := b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b == ':'
		char := b >= ' ' || blank
		set(xmlBlank, blank)
		set(xmlText, char && b != '<' && b != '&' && b != ']')
		set(xmlPlain, b >= ' ' && b != '<' && b != '>' && b != '&' && b != '"' && b != '\'')
		set(xmlComment, char && b != '-')
		set(xmlCDATA, char && b != ']')
		set(xmlInstruct, char && b != '?')
		set(xmlName, letter || b >= '0' && b <= '9' || b == '-' || b == '.')
		set(xmlFirst, letter)
	}
	return class
}()

// isXMLChar tells whether XML 1.0 has the character.
func isXMLChar(r rune) bool {
	return r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune ||
		r == '\t' || r == '\n' || r == '\r'
}

// xmlNameRanges are the characters beyond ASCII that may begin a name (XML
// 1.0, fifth edition, production 4).
var xmlNameRanges = [...][2]rune{
	{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D},
	{0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

// isXMLNameRune tells whether a character beyond ASCII may stand in a name,
// or begin one.
func isXMLNameRune(r rune, first bool) bool {
	for _, span := range xmlNameRanges {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return !first && (r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040)
}
