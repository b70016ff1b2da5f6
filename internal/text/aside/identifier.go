package aside

import (
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/text"
)

// longestIdentifier is how many letters and digits the number of a unit or box
// has at most in one piece.
const longestIdentifier = 7

// shortestCode is how many digits a number has that is no unit's: postcodes.
const shortestCode = 5

// numberWords announce a number that follows.
var numberWords = set(`no nr n num numero número number nummer nro nº`)

// romans are the Roman numerals that count rooms and floors.
var romans = set(`ii iii iv vi vii viii ix xi xii xiii xiv xv`)

// identifier reads the number of a unit that follows its word: "5B", "A-12",
// "Nr. 4", "3º B", "C". It gives i where there is none.
func (r *reader) identifier(i int) int {
	if i >= len(r.tokens) || i > 0 && r.breaks(i) {
		return i
	}
	if numberWords[r.key(i)] && text.HasDigit(r.follows(i+1)) {
		i++
	}
	return r.number(i)
}

// number reads the number of a unit that begins at i, whatever stands before it.
func (r *reader) number(i int) int {
	key := r.key(i)
	if isDigits(key) && len(key) >= shortestCode {
		return i // "FL 32738"
	}
	if !text.HasDigit(key) && utf8.RuneCountInString(key) != 1 && !romans[key] || len(key) > longestIdentifier && !beginsDigit(key) {
		return i
	}
	end := i + 1
	for !r.isLast(end) && r.joined(end, "-/.") && len(r.key(end)) <= 4 && !r.isHouse(end) {
		end++
	}
	switch next := r.follows(end); {
	case end > i+1 || next == "":
	case r.isOrdinal(i) && (utf8.RuneCountInString(next) == 1 || beginsDigit(next) && r.isOrdinal(end)):
		end++ // "piso 3º B"
	case isDigits(key) && utf8.RuneCountInString(next) == 1 && !beginsDigit(next) && r.isLast(end+1):
		end++ // "Apt 5 B"
	}
	return end
}

// isHouse tells whether the number after a slash is that of the house: of
// "Unit 4/12 High Street" the 12 is.
func (r *reader) isHouse(i int) bool {
	return r.joined(i, "/") && beginsDigit(r.key(i)) && !r.isLast(i+1) && !text.HasDigit(r.follows(i+1)) && strings.HasPrefix(r.between(i+1), " ")
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[text.Key(w)] = true
	}
	return all
}
