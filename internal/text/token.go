package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is one word of a text.
type Token struct {
	Key        string // its key: the keys of all tokens, joined by blanks, are the key of the text
	Start, End int    // where it stands in the text, in bytes
	Comma      bool   // a comma, semicolon, line break or the like stands between it and the token before
}

// Tokens cuts a text into its words, at most limit of them; more tells
// whether words were left. Words made of one character that Unicode
// decomposes into several (㈱, ½) share their place in the text.
func Tokens(s string, limit int) (tokens []Token, more bool) {
	comma := false
	for start := 0; start < len(s); {
		r, size := utf8.DecodeRuneInString(s[start:])
		if isBreak(r) {
			comma = comma || isComma(r)
			start += size
			continue
		}
		end := wordEnd(s, start+size)
		for word := range strings.FieldsSeq(Key(s[start:end])) {
			if len(tokens) == limit {
				return tokens, true
			}
			tokens = append(tokens, Token{word, start, end, comma && len(tokens) > 0})
			comma = false
		}
		start = end
	}
	return tokens, false
}

// wordEnd gives the first break in s at or after i, or fraction: "2½" is two
// words.
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isBreak(r) || isFraction(r) {
			break
		}
		i += size
	}
	return i
}

// isBreak tells whether words end at r: where Key has a blank for it.
func isBreak(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return !(isASCIIWord(byte(r)) || r == '\'' || r == '`' || r == '&')
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), isDropped(r), r == '´':
		return false
	}
	return Key(string(r)) == ""
}

func isASCIIWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// isComma tells whether r sets parts of an address apart.
func isComma(r rune) bool {
	switch r {
	case ',', ';', '\n', '\r', '\t', '|', '，', '、', '؛', '،', '\u2028', '\u2029':
		return true
	}
	return false
}
