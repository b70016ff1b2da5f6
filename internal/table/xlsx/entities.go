package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// lines makes line feeds of other line ends, in place, as readers of XML do.
func lines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	out := text[:0]
	for i, b := range text {
		switch {
		case b != '\r':
			out = append(out, b)
		case i+1 == len(text) || text[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}

// unescape replaces the entities of a text, in place.
func unescape(text []byte) ([]byte, error) {
	first := bytes.IndexByte(text, '&')
	if first < 0 {
		return text, nil
	}
	out := text[:first]
	for i := first; i < len(text); i++ {
		if text[i] != '&' {
			out = append(out, text[i])
			continue
		}
		end := bytes.IndexByte(text[i:min(i+12, len(text))], ';')
		if end < 0 {
			return nil, broken("an & begins no entity")
		}
		r, ok := entity(string(text[i+1 : i+end]))
		if !ok {
			return nil, broken("&%s; is no entity", text[i+1:i+end])
		}
		out = utf8.AppendRune(out, r) // never longer than what it replaces
		i += end
	}
	return out, nil
}

// entity is the character that a name between & and ; stands for.
func entity(name string) (rune, bool) {
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
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n > 0 && n <= utf8.MaxRune
}
