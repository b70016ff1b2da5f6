package aside

import (
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/text"
)

// unit reads a unit of one part or more in one segment: "Bât. C esc. 2",
// "2. OG links". What is a unit only by its place must fill its segment, follow
// a house number at the end of its street, or end its segment.
func (r *reader) unit(i int) int {
	end, surely := i, false
	for {
		next, sure := r.unitPart(end, end > i || r.isFirst(i) || r.afterNumber(i))
		if next == end {
			break
		}
		end, surely = next, surely || sure
		if r.isLast(end) {
			break
		}
	}
	r.doubt = !surely
	switch {
	case end == i:
		return i
	case r.isFirst(i) && r.isLast(end):
		return r.unlessAlone(i, end)
	case r.isFirst(i) && r.isLettered(i, end) && !r.numberLaterHere(end):
		return i // "18 p Rue de Chartres, 75018 Paris": a house number with its letter
	case r.isFirst(i):
		if r.numberLater(end) && (surely || beginsDigit(r.key(end)) || text.IsStreetWord(r.key(end)) || text.HasDigit(r.key(end-1))) {
			return end
		}
		return i
	case surely, r.isLast(end) && (r.afterNumber(i) || r.endsLine(i) || r.building(i) == end && r.afterStreet(i)), r.afterType(i),
		r.afterNumber(i) && r.isCode(end), r.afterStreet(i) && r.isPlain(i, end):
		return end
	}
	return i
}

// isCode tells whether what follows at i without a comma is a postcode.
func (r *reader) isCode(i int) bool { return len(r.key(i)) >= 4 && isDigits(r.key(i)) }

// isPlain tells whether the words [i, end) are a unit that hardly a street is
// named after.
func (r *reader) isPlain(i, end int) bool {
	if r.phrase(i, bareUnit) != end && r.phrase(i+1, floorWord) != end || text.IsStreetWord(r.key(end)) {
		return false
	}
	return end-i >= 2 || len(r.key(i)) >= 8 || r.key(i) == "rdc"
}

// afterType tells whether the words before i in its segment are a house number
// and a street that ends with its type.
func (r *reader) afterType(i int) bool {
	return i-r.begins[i] >= 3 && beginsDigit(r.key(r.begins[i])) && text.IsStreetWord(r.key(i-1))
}

// unlessAlone refuses a unit that is all there is.
func (r *reader) unlessAlone(i, end int) int {
	if i == 0 && end == len(r.tokens) {
		return i
	}
	return end
}

// isLettered tells a number and one letter after it.
func (r *reader) isLettered(i, end int) bool {
	return end == i+2 && beginsDigit(r.key(i)) && utf8.RuneCountInString(r.key(i+1)) == 1
}

// numberLaterHere tells whether a house number follows in the segment.
func (r *reader) numberLaterHere(i int) bool {
	for ; !r.isLast(i); i++ {
		if beginsDigit(r.key(i)) {
			return true
		}
	}
	return false
}

// numberLater tells whether a house number follows in the segment, or is the
// next one.
func (r *reader) numberLater(i int) bool {
	if r.numberLaterHere(i) {
		return true
	}
	for !r.isLast(i) {
		i++
	}
	return beginsDigit(r.key(i)) && r.ends[i]-i <= 3
}

// afterNumber tells whether the word at i follows a house number that stands
// behind the name of its street.
func (r *reader) afterNumber(i int) bool {
	at := i - 1
	if at < 0 || r.breaks(i) {
		return false
	}
	if utf8.RuneCountInString(r.key(at)) == 1 && !beginsDigit(r.key(at)) {
		at-- // "12 a"
	}
	if at < 0 || !beginsDigit(r.key(at)) {
		return false
	}
	if r.isFirst(at) {
		return at > 0 && !beginsDigit(r.key(at-1)) // "Calle Mayor, 12"
	}
	return !beginsDigit(r.key(r.begins[at]))
}

// endsLine tells whether the words before i in its segment can be a house
// number and the street after it.
func (r *reader) endsLine(i int) bool {
	first := r.begins[i]
	return i-first >= 3 && beginsDigit(r.key(first))
}

// unitPart reads one part of a unit. Where it stands loosely, only words that
// are a unit anywhere begin one; sure tells that this is one of them.
func (r *reader) unitPart(i int, fitting bool) (end int, sure bool) {
	if i >= len(r.tokens) {
		return i, false
	}
	if end := r.hash(i); end > i {
		return end, true
	}
	if after := r.phrase(i, unitWord); after > i {
		if end := r.identifier(after); end > after {
			return r.side(end), true
		}
	}
	if end := r.building(i); end > i {
		return end, false
	}
	if end := r.floor(i); end > i {
		return r.side(end), fitting || beginsDigit(r.key(i)) && !isDigits(r.key(i))
	}
	if !fitting && !r.endsLine(i) && !r.afterStreet(i) {
		return i, false
	}
	if after := r.phrase(i, weakUnit); after > i {
		if end := r.identifier(after); end > after {
			return r.side(end), false
		}
	}
	if end := r.door(i); end > i {
		return end, false
	}
	if end := r.phrase(i, bareUnit); end > i && r.mayBeBare(i, end) {
		if e := r.identifier(end); e == end+1 && !text.HasDigit(r.key(end)) && r.isLast(e) {
			end = e
		}
		return r.side(end), false
	}
	return i, false
}

// mayBeBare tells whether the words [i, end), which say all of a unit, stand
// where one can: short ones are words of streets and districts too.
func (r *reader) mayBeBare(i, end int) bool {
	closed := r.isLast(end) || r.side(end) > end
	switch {
	case r.isFirst(i):
		return true
	case r.key(i) == "rdc" && r.afterStreet(i):
		return closed || r.isCode(end)
	case len(r.key(i)) <= 3 && end == i+1:
		return r.afterNumber(i) && (closed || beginsDigit(r.key(end)))
	case r.phraseBefore(i, unitWord|weakUnit|floorWord):
		return closed
	}
	return true
}

// hash reads "#3", "# 204".
func (r *reader) hash(i int) int {
	b := strings.TrimSpace(r.between(i))
	if !strings.HasSuffix(b, "#") {
		return i
	}
	if i == 0 && !r.isLast(i+1) && !beginsDigit(r.follows(i+1)) {
		return i // "#12 Main Street"
	}
	return r.number(i)
}

// floor reads an ordinal number and the word of a floor: "3. OG", "2nd Floor",
// "2 tr", "B-rappu", "B rappu".
func (r *reader) floor(i int) int {
	key := r.key(i)
	if isFloorWord(key) {
		return i + 1 // "3og" in one word
	}
	letter := utf8.RuneCountInString(key) == 1 && (r.joined(i+1, "-") || !beginsDigit(key) && r.phrase(i+1, stairWord) > i+1)
	if !beginsDigit(key) && !ordinalNames[key] && !letter || len(key) > 5 && !ordinalNames[key] || r.isLast(i+1) {
		return i
	}
	after := i + 1
	if w := r.follows(after); (text.IsOrdinal("1"+w) || w == "y" || w == "ый" || w == "й") && !r.isLast(after+1) && r.phrase(after+1, floorWord) > after+1 {
		after++ // "2-й подъезд"
	}
	end := r.phrase(after, floorWord)
	if letter && !r.joined(i+1, "-") && r.identifier(end) > end && (len(r.key(end)) == 1 || beginsDigit(r.key(end)) && i > 0) {
		return i // "12 D rappu B": the letter is the house's
	}
	if end == after || !r.isOrdinal(i) && !text.IsOrdinal(key) && beginsDigit(key) && r.phrase(after, unitWord|weakUnit) > after && r.identifier(end) > end {
		return i // "12 piso 3": 12 is the house
	}
	return end
}

// isFloorWord tells whether a key is a floor in one word: "3og", "h0201".
func isFloorWord(key string) bool {
	rest := strings.TrimLeft(key, "0123456789")
	if len(rest) == len(key) {
		return len(key) == 5 && strings.ContainsRune("hlku", rune(key[0])) && isDigits(key[1:])
	}
	return rest == "og" || rest == "ug"
}

// longestBuilding is how many words a building's name has at most, its kind
// included.
const longestBuilding = 6

// building reads the name of a building, which ends its segment: "Rés. du Parc".
func (r *reader) building(i int) int {
	after := r.phrase(i, buildingWord)
	if end := r.ends[i]; after > i && end > after && end-i <= longestBuilding && r.numberBefore(i) && !beginsDigit(r.key(end-1)) {
		return end
	}
	return i
}

// door reads what a floor's ordinal number and a side, letter or second number
// are: "2. tv", "3º B", "1º 2ª", "4ºC", "3º izq".
func (r *reader) door(i int) int {
	key := r.key(i)
	if r.isFirst(i) && utf8.RuneCountInString(key) == 1 && !beginsDigit(key) && isDigits(r.follows(i+1)) && len(r.key(i+1)) <= 3 && r.isLast(i+2) {
		return i + 2 // "A 12" of Finland
	}
	digits := len(key) - len(strings.TrimLeft(key, "0123456789"))
	if digits == 0 || digits > 2 || r.isFirst(i) && i == 0 && !r.isLast(i+1) && !r.isOrdinal(i) {
		return i
	}
	end := i + 1
	if next := r.follows(end); r.isOrdinal(i) && (next == "o" || next == "a") && r.joined(end, ".") {
		end++ // "3.º"
	}
	if side := r.side(end); side > end && (r.isOrdinal(i) || r.afterNumber(i) || r.isFirst(i) && r.isLast(side)) {
		return side
	}
	if !r.isOrdinal(i) {
		return i
	}
	if r.isFirst(i) && !r.isLast(end) && utf8.RuneCountInString(r.follows(end)) != 1 && !r.isOrdinal(end) {
		return i // "2. linja 23"
	}
	if next := r.follows(end); utf8.RuneCountInString(next) == 1 || next != "" && r.isOrdinal(end) && next[0] <= '9' {
		end++
	}
	return end
}

// isOrdinal tells whether the number at i is typed as an ordinal one: "3º",
// "1.", "2ª".
func (r *reader) isOrdinal(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	t := r.tokens[i]
	if strings.ContainsAny(r.s[t.Start:t.End], "ºª°") {
		return true
	}
	return isDigits(t.Key) && strings.HasPrefix(r.s[t.End:], ".")
}

// side takes the sides of a floor: "links", "tv", "izq".
func (r *reader) side(i int) int {
	for n := 0; n < 2 && !r.isLast(i); n++ {
		end := r.phrase(i, sideWord)
		if end == i {
			break
		}
		i = end
	}
	return i
}
