package text

import (
	"strconv"
	"strings"
)

// HouseNumber is a house number taken apart.
type HouseNumber struct {
	Number int    // the leading number; 0 where there is none
	Rest   string // what follows it, in canonical form: "a", "b" (also for bis), "-14", "/2", "к3"; all of it where there is no number
	To     int    // the end of a range ("12-14"); 0 where it is none
}

// widestRange is the most numbers that "12-14" spans as a range; "88-38" and
// "10-1024" are something else.
const widestRange = 200

// ParseNumber takes a house number apart. Blanks, "No." and letter case do
// not matter. Numbers above a thousand million are no numbers.
func ParseNumber(s string) HouseNumber {
	if plain, ok := townNumber(s); ok {
		s = plain
	} else if below, ok := strings.CutPrefix(strings.TrimSpace(s), Basement); ok && below != "" {
		s = strings.TrimSpace(below) + Basement
	}
	s = strings.TrimSpace(numberKey(s))
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	n, err := strconv.Atoi(s[:digits])
	if err != nil || n > 1e9 {
		return HouseNumber{Rest: strings.ReplaceAll(s, " ", "")}
	}
	h := HouseNumber{Number: n, Rest: canonicalRest(s[digits:])}
	if to, ok := strings.CutPrefix(h.Rest, "-"); ok && isDigits(to) {
		if end, err := strconv.Atoi(to); err == nil && end > n && end-n <= widestRange {
			h.To = end
		}
	}
	return h
}

// String gives the number's canonical spelling: "12a", "12-14", "88-38", "12 1/2".
func (h HouseNumber) String() string { return SpellNumber(h.Number, h.Rest) }

// SpellNumber joins a number and what follows it, as ParseNumber gives them: a
// fraction is set off by a blank.
func SpellNumber(number int, rest string) string {
	switch {
	case number == 0:
		return rest
	case rest != "" && isDigits(rest[:1]):
		return strconv.Itoa(number) + " " + rest
	case strings.HasSuffix(rest, Basement):
		return Basement + " " + strconv.Itoa(number) + strings.TrimSuffix(rest, Basement)
	}
	return strconv.Itoa(number) + rest
}

// Numbers splits a list of numbers at one point ("12;14", "3, 5, 7") into
// its members; a single number is its own list. Of a list of the flats of a
// house ("80 Flat 1;2;2a") it gives the house.
func Numbers(s string) []string {
	if strings.ContainsAny(s, ";,") {
		s = withoutFlats(s)
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '；' || r == '，' })
	numbers := parts[:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			numbers = append(numbers, p)
		}
	}
	return numbers
}

// withoutFlats cuts a list of flats off: before the word Flat, where the house's
// number stands there, else after the first flat.
func withoutFlats(s string) string {
	at := strings.Index(strings.ToLower(s), "flat ")
	if at < 0 || at > 0 && s[at-1] != ' ' || len(s) != len(strings.ToLower(s)) {
		return s
	}
	if house := strings.TrimSpace(s[:at]); house != "" {
		return house
	}
	return s[:strings.IndexAny(s, ";,")]
}

// numberKey folds a number as Key does, but keeps '-' and '/', and drops the
// words that only announce a number.
func numberKey(s string) string {
	var b strings.Builder
	for i, r := range strings.Trim(s, " #.") {
		switch r {
		case '-', '–', '—', '‐', '‑', '−':
			b.WriteString(" - ")
		case '/', '\\', '⁄':
			b.WriteString(" / ")
		case '½':
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("1 / 2")
		default:
			b.WriteRune(r)
		}
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for _, w := range words {
		if w != "-" && w != "/" {
			w = Key(w)
		}
		if len(kept) == 0 && announcesNumber[w] || w == "" {
			continue
		}
		kept = append(kept, w)
	}
	if len(kept) == 3 && JoinsNumbers(kept[1]) && isDigits(kept[0]) && isDigits(kept[2]) {
		kept[1] = "-"
	}
	return strings.Join(kept, " ")
}

// numberJoiners stand between the first and last of several house numbers.
var numberJoiners = wordList(`to thru through and bis und à et a al hasta y até ao e til till och og ja tot en do i и по до i și`)

// JoinsNumbers tells whether a token's key is a word between two house numbers:
// "12 bis 18", "12 and 14".
func JoinsNumbers(key string) bool { return numberJoiners[key] }

var announcesNumber = map[string]bool{
	"no": true, "nr": true, "n": true, "num": true, "number": true, "numero": true, "nro": true, "hnr": true, "c": true,
	"д": true, "дом": true, "буд": true, "будинок": true, "-": true, "/": true, "lot": true, "unit": true,
}

// canonicalRest gives what follows a number without blanks, a hyphen before
// a lone letter dropped ("12-a" is "12a"), bis, ter and quater as letters.
func canonicalRest(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if short, ok := repetitions[w]; ok {
			words[i] = short
		}
	}
	rest := strings.Join(words, "")
	if letter, ok := strings.CutPrefix(rest, "-"); ok && letter != "" && !isDigits(letter[:1]) {
		return letter
	}
	if letter, ok := strings.CutPrefix(rest, "/"); ok && letter != "" && !isDigits(letter[:1]) {
		return letter
	}
	return rest
}

// repetitions are the words that mark a number used again. Lists write them
// as letters, letters are not used beside them.
var repetitions = map[string]string{"bis": "b", "ter": "t", "quater": "q", "quinquies": "c"}
