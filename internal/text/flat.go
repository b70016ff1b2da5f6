package text

import (
	"cmp"
	"strings"
	"unicode"
)

// flatWords stand before the number of a flat, in the keys of tokens.
var flatWords = wordList(`flat flt apt apartment apartments appt unit suite ste nr no num
	wohnung whg wohnungsnr appartement app logement logt porte pta puerta piso apto apartamento depto departamento fracao
	interno int lejl lejlighed leil leilighet lgh lagenhet as asunto huoneisto hto bostad
	кв квартира кварт апартаменты ап kv kvartira lok lokal mieszkanie mieszk m byt daire stan стан ap apartament διαμ`)

// FlatIn gives the flat that a unit names, and no floor, staircase or door
// besides: "кв. 12", "подъезд 2, кв. 12", "Apt 3A", "12". ok is false where
// nothing tells which of its words that is.
func FlatIn(unit string) (flat string, ok bool) {
	tokens, more := Tokens(unit, mostOfUnit)
	if more {
		return "", false
	}
	if len(tokens) == 1 && isFlat(tokens[0].Key) {
		return tokens[0].Key, true
	}
	for i := range tokens {
		if !flatWords[tokens[i].Key] {
			continue
		}
		for i+1 < len(tokens) && flatWords[tokens[i+1].Key] {
			i++
		}
		if i+1 < len(tokens) && isFlat(tokens[i+1].Key) {
			return tokens[i+1].Key, true
		}
	}
	return "", false
}

// isFlat tells whether a key is a number with a letter or two, or one letter.
func isFlat(key string) bool {
	f, ok := parseFlat(key)
	return ok && (f.number > 0 || f.before == "")
}

// flatKey is a flat's number taken apart: "b12a".
type flatKey struct {
	before string
	number int
	behind string
}

const (
	mostOfUnit  = 12 // words
	longestFlat = 6  // digits
	longestPart = 2  // letters before and behind them
)

func parseFlat(key string) (f flatKey, ok bool) {
	digits := strings.IndexFunc(key, unicode.IsDigit)
	if digits < 0 {
		return flatKey{behind: key}, len([]rune(key)) == 1
	}
	f.before = key[:digits]
	rest := key[digits:]
	end := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	f.behind = rest[end:]
	if end == 0 || end > longestFlat || len([]rune(f.before)) > longestPart || len([]rune(f.behind)) > longestPart || HasDigit(f.behind) {
		return f, false
	}
	for _, c := range rest[:end] {
		f.number = 10*f.number + int(c-'0')
	}
	return f, true
}

func (f flatKey) compare(g flatKey) int {
	return cmp.Or(cmp.Compare(f.number, g.number), cmp.Compare(f.behind, g.behind))
}

// HasFlat tells whether a list of flats, as maps write it, has one:
// "1-12; 15A, 20". read is false where nothing of the list can be understood.
func HasFlat(list, flat string) (has, read bool) {
	wanted, ok := parseFlat(flat)
	if !ok {
		return false, false
	}
	for part := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ';' || r == ',' }) {
		from, to, isRange := strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(part), "-")
		first, ok := parseFlat(Key(from))
		if !ok {
			continue
		}
		last := first
		if isRange {
			if last, ok = parseFlat(Key(to)); !ok {
				continue
			}
		}
		if last.before == "" && last.number > 0 {
			last.before = first.before // "A1-12"
		}
		read = true
		if first.before == wanted.before && last.before == wanted.before && (first.number == 0) == (wanted.number == 0) &&
			first.compare(wanted) <= 0 && wanted.compare(last) <= 0 {
			return true, true
		}
	}
	return false, read
}
