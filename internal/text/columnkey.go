package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ColumnKey makes spellings of one column's name equal: lower case, no
// accents, letters and digits only, and letters that Unicode does not
// decompose as people write them without (ß as ss, ł as l, ø as o, æ as ae).
func ColumnKey(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'æ':
			b.WriteString("ae")
		case r == 'đ', r == 'ð':
			b.WriteByte('d')
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
