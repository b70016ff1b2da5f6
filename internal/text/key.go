package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key gives the dictionary key of a name: lower case, without accents,
// apostrophes and invisible characters, letters that Unicode does not
// decompose folded (ł, ø, ß, …), "&" spelled "and", any other punctuation
// and white space one blank, trimmed. Text without a letter or digit has the
// key "". Key is idempotent, and returns s itself where s is its own key.
func Key(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return foldKey(s)
		}
	}
	if isASCIIKey(s) {
		return s
	}
	return asciiKey(s)
}

// isASCIIKey tells whether s, which is ASCII, is its own key.
func isASCIIKey(s string) bool {
	blank := true // at the start, and after a blank, none may follow
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			blank = false
		case c == ' ' && !blank:
			blank = true
		default:
			return false
		}
	}
	return !blank || s == ""
}

func asciiKey(s string) string {
	key := make([]byte, 0, len(s)+4)
	for i := range len(s) {
		key = appendASCII(key, s[i])
	}
	return string(trimBlank(key))
}

// appendASCII adds what one ASCII character gives to a key.
func appendASCII(key []byte, c byte) []byte {
	switch {
	case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		return append(key, c)
	case 'A' <= c && c <= 'Z':
		return append(key, c|0x20)
	case c == '\'' || c == '`':
		return key
	case c == '&':
		return append(appendBlank(key), "and "...)
	}
	return appendBlank(key)
}

func appendBlank(key []byte) []byte {
	if n := len(key); n == 0 || key[n-1] == ' ' {
		return key
	}
	return append(key, ' ')
}

func trimBlank(key []byte) []byte {
	if n := len(key); n > 0 && key[n-1] == ' ' {
		return key[:n-1]
	}
	return key
}

// foldKey is Key for text beyond ASCII.
func foldKey(s string) string {
	key := make([]byte, 0, len(s)+8)
	ascii := true
	s = beforeFolding.Replace(strings.ToValidUTF8(s, " "))
	for _, r := range norm.NFKD.String(s) {
		if r < utf8.RuneSelf {
			key = appendASCII(key, byte(r))
			continue
		}
		r = unicode.ToLower(r)
		fold, folded := folds[r]
		switch {
		case folded:
			key = append(key, fold...)
		case isDropped(r):
		case unicode.IsLetter(r) || unicode.IsMark(r):
			key = utf8.AppendRune(key, r)
			ascii = false
		case unicode.IsDigit(r):
			key = append(key, digit(r))
		case unicode.IsNumber(r):
			key = utf8.AppendRune(key, r)
			ascii = false
		default:
			key = appendBlank(key)
		}
	}
	key = trimBlank(key)
	if ascii {
		return string(key)
	}
	return string(norm.NFC.Bytes(key)) // Hangul, kana and Indic letters in one piece again
}

// beforeFolding mends what NFKD makes another thing of: it would make a blank
// of the accent that is typed for an apostrophe, and 21⁄2 of 2½.
var beforeFolding = strings.NewReplacer("´", "'", "½", " ½", "¼", " ¼", "¾", " ¾", "⅓", " ⅓", "⅔", " ⅔")

// isFraction tells whether r is one of the fractions that house numbers have.
func isFraction(r rune) bool { return r == '½' || r == '¼' || r == '¾' || r == '⅓' || r == '⅔' }

// digit gives the ASCII digit of a decimal digit of any script. Every block
// of decimal digits begins at its zero and is ten long.
func digit(r rune) byte {
	n := byte(0)
	for n < 9 && unicode.IsDigit(r-1) {
		r, n = r-1, n+1
	}
	return '0' + n
}

// isDropped tells whether r leaves no trace in a key: accents of the Latin,
// Greek, Cyrillic, Hebrew and Arabic scripts, apostrophes, and characters
// that do not show. Marks of other scripts (Indic vowels, the sound marks of
// kana) are letters in their own right.
func isDropped(r rune) bool {
	switch {
	case r == '\u3099' || r == '\u309a':
		return false
	case unicode.Is(unicode.Mn, r):
		return unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic, unicode.Cyrillic)
	}
	return unicode.Is(unicode.Cf, r) || isApostrophe(r)
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '‘', '’', '‛', '′', 'ʹ', 'ʺ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', '׳', 'ꞌ', '＇':
		return true
	}
	return false
}

// folds are the letters that look like an accented letter to a reader but
// that Unicode does not decompose.
var folds = map[rune]string{
	'ß': "ss", 'ø': "o", 'æ': "ae", 'œ': "oe", 'ł': "l", 'đ': "d", 'ð': "d",
	'þ': "th", 'ı': "i", 'ŋ': "n", 'ħ': "h", 'ŧ': "t", 'ĸ': "k", 'ə': "e",
	'ɛ': "e", 'ɔ': "o", 'ɓ': "b", 'ɗ': "d", 'ɖ': "d", 'ɣ': "g", 'ƙ': "k",
	'ɲ': "n", 'ƴ': "y", 'ɨ': "i", 'ʉ': "u", 'ƀ': "b", 'ɵ': "o", 'ƒ': "f",
	'ȷ': "j", 'ǥ': "g", 'ɉ': "j", 'ɍ': "r", 'ⱡ': "l", 'ɫ': "l", 'ς': "σ",
	'ª': "a", 'º': "o",
}
