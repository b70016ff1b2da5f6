package delimited

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/unicode/norm"
)

// Encoding is how a file's characters are written as bytes.
type Encoding struct {
	Name string // as for people: "UTF-8", "UTF-16LE", "Windows-1252"
	Mark string // the byte-order mark that the file begins with; may be ""

	wide wideOrder         // of UTF-16; else notWide
	page *charmap.Charmap  // of an encoding with a byte a character; else nil
	code encoding.Encoding // of any other that is not UTF-8; else nil
}

// UTF8 is the encoding of whatever is not told otherwise.
var UTF8 = Encoding{Name: "UTF-8"}

var windows1252 = Encoding{Name: "Windows-1252", page: charmap.Windows1252}

// marks are the byte-order marks.
var marks = []Encoding{
	{Name: "UTF-8", Mark: "\xef\xbb\xbf"},
	{Name: "UTF-16LE", Mark: "\xff\xfe", wide: littleEndian},
	{Name: "UTF-16BE", Mark: "\xfe\xff", wide: bigEndian},
}

// SniffEncoding tells the encoding by a file's first bytes. Where they end in
// the middle of a character, that is no fault. What is neither UTF nor has
// zero bytes is Windows-1252, of which Latin-1 is the part that texts have.
func SniffEncoding(head []byte) Encoding {
	for _, e := range marks {
		if bytes.HasPrefix(head, []byte(e.Mark)) {
			return e
		}
	}
	if order := sniffWide(head); order != notWide {
		return Encoding{Name: order.name(), wide: order}
	}
	if !validHead(head) && bytes.IndexByte(head, 0) < 0 {
		return windows1252
	}
	return UTF8
}

// validHead tells whether head is UTF-8 but for a last character cut short.
func validHead(head []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(head); cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return cut == 0 || !utf8.FullRune(head[len(head)-cut:])
		}
	}
	return false
}

// FindEncoding finds an encoding by one of the names that the web knows it by,
// e.g. "latin1", "windows-1250", "shift_jis". Those in which a byte of ASCII
// can stand for another character are not read.
func FindEncoding(name string) (Encoding, error) {
	found, err := htmlindex.Get(name)
	if err != nil {
		return Encoding{}, fmt.Errorf("%q is no encoding that is known; there are utf-8, utf-16le, utf-16be, windows-1252, windows-1250, windows-1251, iso-8859-2, koi8-r, shift_jis, euc-jp, gb18030 and the others of the web", name)
	}
	canonical, _ := htmlindex.Name(found) // of what it just gave
	switch canonical {
	case "utf-8":
		return UTF8, nil
	case "utf-16le":
		return Encoding{Name: "UTF-16LE", wide: littleEndian}, nil
	case "utf-16be":
		return Encoding{Name: "UTF-16BE", wide: bigEndian}, nil
	case "iso-2022-jp", "replacement", "x-user-defined":
		return Encoding{}, fmt.Errorf("%s is not read; convert the file to UTF-8", canonical)
	}
	if page, ok := found.(*charmap.Charmap); ok {
		return Encoding{Name: canonical, page: page}, nil
	}
	return Encoding{Name: canonical, code: found}, nil
}

// isUTF8 tells whether text and bytes are the same.
func (e *Encoding) isUTF8() bool { return e.page == nil && e.code == nil }

// decode gives the text of a cell's bytes; what stands for nothing becomes
// U+FFFD.
func (e *Encoding) decode(cell []byte) string {
	switch {
	case e.page != nil:
		var b strings.Builder
		b.Grow(len(cell) + len(cell)/4)
		for _, c := range cell {
			r := e.page.DecodeByte(c)
			if r == utf8.RuneError && isControl(rune(c)) {
				r = rune(c) // stands for nothing, and comes back so
			}
			b.WriteRune(r)
		}
		return b.String()
	case e.code != nil:
		text, err := e.code.NewDecoder().Bytes(cell)
		if err == nil {
			return string(text)
		}
	}
	return strings.ToValidUTF8(string(cell), "�")
}

// appendText appends a text in the encoding. Characters that it does not have
// are written without their accents, else as "?". UTF-16 is made of the whole
// at the end (see wideOrder.appendWide).
func (e *Encoding) appendText(dst []byte, text string) []byte {
	switch {
	case e.isUTF8() || isASCII(text):
		return append(dst, text...)
	case e.page != nil:
		for _, r := range norm.NFC.String(text) {
			dst = e.appendRune(dst, r)
		}
		return dst
	}
	for _, r := range text {
		encoded, err := e.code.NewEncoder().String(string(r))
		if err != nil {
			encoded = "?"
		}
		dst = append(dst, encoded...)
	}
	return dst
}

// appendRune appends a character in an encoding with a byte a character.
func (e *Encoding) appendRune(dst []byte, r rune) []byte {
	if b, ok := e.page.EncodeRune(r); ok {
		return append(dst, b)
	}
	if isControl(r) {
		return append(dst, byte(r))
	}
	if plain, ok := plainLetters[r]; ok {
		return append(dst, plain...)
	}
	any := false
	for _, part := range norm.NFKD.String(string(r)) {
		if b, ok := e.page.EncodeRune(part); ok {
			dst, any = append(dst, b), true
		}
	}
	if !any {
		dst = append(dst, '?')
	}
	return dst
}

// isControl finds the control characters U+0080 to U+009F.
func isControl(r rune) bool { return r >= 0x80 && r <= 0x9f }

// plainLetters are letters that do not come apart into a letter and its accent.
var plainLetters = map[rune]string{
	'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ħ': "h", 'Ħ': "H", 'ı': "i", 'ø': "o", 'Ø': "O",
	'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'þ': "th", 'Þ': "Th", 'ð': "d", 'Ð': "D",
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
