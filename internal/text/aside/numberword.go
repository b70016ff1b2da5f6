package aside

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// numberTable is the vocabulary of words that announce a house number. Short
// ones are directions, units and codes of countries as well.
const numberTable = `
number: nr, hausnr, haus nr, hausnummer, hnr, hs nr, huisnr, huisnummer, husnr, husnummer, hus nr, talo nro, nro, num, núm, número, numéro, numero, nummer, house no, house number, house nr, door no, plot no
number: numer, nr domu, č, čd, č d, čp, č p, číslo, číslo domu, kbr, kućni broj, broj, br, αρ, αριθ, αριθμός, hsz
number: д, дом, буд, будинок, дім, будынак, дм, двлд, домовл, домовладение, бр, број, кућни број, ном, номер, տուն, տ, სახლი, رقم, מספר, מס
weaknumber: no, n, n o, num o, no no, nos
`

// longestHouseNumber is how many digits a number has that may be a house's:
// one more and it is a postcode.
const longestHouseNumber = 4

// numberWord reads a word that announces the house number: "Hauptstraße Nr. 5",
// "Calle Mayor, núm. 12", "ул. Ленина, д. 7". Only the word is the aside.
func (r *reader) numberWord(i int) int {
	end := r.phrase(i, numberWord|weakNumber)
	if end == i || !r.isHouseNumber(end) || r.joined(end, "-–") || !r.isSpelled(i) {
		return i // "NO-0150 Oslo"
	}
	for next := r.phrase(end, numberWord|weakNumber); next > end && r.isHouseNumber(next); {
		end = next // "дом № 7"
		next = r.phrase(end, numberWord|weakNumber)
	}
	if r.phrase(i, numberWord) == i && !r.announces(i, end) {
		return i
	}
	return end
}

// isSpelled tells whether the word at i is spelled as one that announces a
// number: "č." and "br." are letters of boxes, roads and countries otherwise.
func (r *reader) isSpelled(i int) bool {
	t := r.tokens[i]
	switch t.Key {
	case "c", "cp", "cd":
		return strings.HasPrefix(r.s[t.Start:], "č") || strings.HasPrefix(r.s[t.Start:], "Č")
	case "br":
		return strings.HasPrefix(r.s[t.End:], ".")
	}
	return true
}

// isHouseNumber tells whether the word at i can be a house number, and in the
// segment of the one before it. A word that announces one may stand before it.
func (r *reader) isHouseNumber(i int) bool {
	key := r.follows(i)
	if after := r.phrase(i, numberWord|weakNumber); key != "" && after > i {
		key = r.follows(after)
	}
	digits := 0
	for digits < len(key) && key[digits] >= '0' && key[digits] <= '9' {
		digits++
	}
	return digits > 0 && digits <= longestHouseNumber && key[0] != '0' && !text.IsOrdinal(key)
}

// announces tells whether the words [i, end), which may say something else,
// announce a house number: nothing before them is one, and they begin the line
// or the number ends it. "123 N 500 W", "12 Main Street No 5".
func (r *reader) announces(i, end int) bool {
	if r.numberBefore(i) {
		return r.joined(end+1, "-") && beginsDigit(r.key(end+1)) && beginsDigit(r.key(i-1)) // "Carrera 8 No. 11-60"
	}
	if i == 0 {
		return r.key(i) != "n" && !r.isLast(end+1) // "No. 12 Main Street"
	}
	return r.key(i) != "n" || end > i+1 || r.isLast(end+1) || r.isCode(end+1)
}
