package draw

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/text"
)

// fewestForTwo is how many letters a word has at least, the kind of street in it
// aside, in which two are wrong: of fewer, nobody could tell what was meant
// ("Dmgtaan" for Dimgatan).
const fewestForTwo = 6

// twoTypos makes two errors in the longest word of the street's name.
func twoTypos(d *drawing, q *question, h *house) string {
	if text.HasHan(q.street) {
		return unfit // of three characters nobody gets two wrong
	}
	name, ok := Mistype(q.street, q.number, 2)
	if !ok || text.Letters(text.ParseStreet(longest(q.street)).Core) < fewestForTwo {
		return unfit
	}
	return d.changed(q, name)
}

// longest is the longest word of a name, the first of several.
func longest(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	return slices.MaxFunc(words, func(a, b string) int { return utf8.RuneCountInString(a) - utf8.RuneCountInString(b) })
}

// alike are letters that a scanner reads as others, by what they become.
var alike = [][2]string{
	{"o", "0"}, {"O", "0"}, {"l", "1"}, {"i", "1"}, {"I", "l"}, {"s", "5"}, {"S", "5"}, {"b", "6"}, {"B", "8"}, {"g", "9"}, {"z", "2"}, {"Z", "2"},
	{"rn", "m"}, {"m", "rn"}, {"cl", "d"}, {"d", "cl"}, {"vv", "w"}, {"e", "c"},
	{"о", "0"}, {"О", "0"}, {"з", "3"}, {"З", "3"}, {"б", "6"}, {"ч", "4"}, {"и", "н"}, {"ш", "щ"}, {"ь", "ъ"},
}

// scanned reads one letter of the street's longest word as another that looks
// like it.
func scanned(d *drawing, q *question, h *house) string {
	word := longest(q.street)
	if len([]rune(word)) < 5 {
		return unfit
	}
	var read []string
	for _, pair := range alike {
		for at := 0; at < len(word); at++ {
			if strings.HasPrefix(word[at:], pair[0]) {
				read = append(read, word[:at]+pair[1]+word[at+len(pair[0]):])
			}
		}
	}
	if len(read) == 0 {
		return unfit
	}
	return d.changed(q, strings.Replace(q.street, word, pick(h, "scan", read), 1))
}

// scannedNumber reads digits of the house number and the postcode as letters.
func scannedNumber(_ *drawing, q *question, h *house) string {
	asLetters := strings.NewReplacer("0", "O", "1", "l", "5", "S")
	number := asLetters.Replace(q.number)
	if number == q.number || strings.HasSuffix(number, "S") && !strings.ContainsAny(number[:1], "OlS") {
		return unfit // "6S" may be 6 with a letter
	}
	if cases.Hash("code", hex(h.order))%2 == 0 || strings.ContainsAny(q.postcode, "OlS") {
		q.number = number
		return notSo
	}
	q.number = number
	q.postcode, q.wrongCode = strings.NewReplacer("0", "O", "1", "l").Replace(q.postcode), true
	return notSo
}

// hasScannedDigit tells whether a house number has a digit that is read as a
// letter.
func hasScannedDigit(h *house) bool {
	return strings.ContainsAny(h.number, "015") && len([]rune(text.ParseNumber(h.number).Rest)) <= 1 // no buildings, no lists
}

// hasGap tells whether a street's name has several words.
func hasGap(h *house) bool { return strings.ContainsAny(h.street, " -") }

// joined leaves a blank or hyphen within the street's name out.
func joined(d *drawing, q *question, h *house) string {
	var gaps []int
	for i, r := range q.street {
		if r == ' ' || r == '-' {
			gaps = append(gaps, i)
		}
	}
	if len(gaps) == 0 {
		return unfit
	}
	at := pick(h, "gap", gaps)
	before, after := q.street[:at], q.street[at+1:]
	first, size := utf8.DecodeRuneInString(after)
	if len([]rune(before)) < 2 || len([]rune(after)) < 2 {
		return unfit
	}
	joint := strings.ToLower(string(first))
	if next, _, _ := strings.Cut(after, " "); strings.ToUpper(before) == before || strings.ToUpper(next) == next && utf8.RuneCountInString(next) > 1 {
		joint = string(first) // "EAST STREET", "Carol II"
	}
	return d.changed(q, before+joint+after[size:])
}

// split writes the longest word of a street's name as two: before its type
// ("Haupt Strasse"), else somewhere in its middle.
func split(d *drawing, q *question, h *house) string {
	word := longest(q.street)
	letters := []rune(word)
	if len(letters) < 7 {
		return unfit
	}
	at := 3 + int(cases.Hash("split", hex(h.order))%uint64(len(letters)-5))
	for _, ending := range splitBefore {
		if rest, ok := strings.CutSuffix(word, ending); ok && len([]rune(rest)) >= 3 {
			at = len([]rune(rest))
		}
	}
	if len(letters)-at < 2 {
		return unfit
	}
	apart := string(letters[:at]) + " " + titled(string(letters[at:]))
	return d.changed(q, strings.Replace(q.street, word, apart, 1))
}

func titled(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return strings.ToUpper(string(first)) + word[size:]
}

// splitBefore are the ends of words that say what kind of street it is.
var splitBefore = []string{"straße", "strasse", "weg", "platz", "gasse", "allee", "ring", "gatan", "vägen", "väg", "katu", "tie", "vej", "gade", "allé", "wood", "field", "ville", "brook", "view"}
