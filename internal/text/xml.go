package text

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// XMLCharacter gives the character that a name between & and ; stands for in
// XML without declarations of its own: one of the five ("lt"), or a number
// ("#60", "#x3C"). Which characters a format allows is for its reader to say;
// no number of none is one.
func XMLCharacter(name string) (r rune, ok bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 31)
	return rune(n), err == nil && n > 0 && utf8.ValidRune(rune(n))
}

// maxXMLName bounds what is looked at for the end of a name behind an &, in
// bytes.
const maxXMLName = 12

// UnescapeXML replaces in place what stands for a character; nothing is
// shorter than what it stands for. Where something stands for none, ok is
// false and wrong is its name; "" where no ; ends it.
func UnescapeXML(s []byte) (plain []byte, wrong string, ok bool) {
	first := bytes.IndexByte(s, '&')
	if first < 0 {
		return s, "", true
	}
	plain = s[:first]
	for i := first; i < len(s); i++ {
		if s[i] != '&' {
			plain = append(plain, s[i])
			continue
		}
		end := bytes.IndexByte(s[i:min(i+maxXMLName, len(s))], ';')
		if end < 0 {
			return nil, "", false
		}
		r, known := XMLCharacter(string(s[i+1 : i+end]))
		if !known {
			return nil, string(s[i+1 : i+end]), false
		}
		plain = utf8.AppendRune(plain, r)
		i += end
	}
	return plain, "", true
}
