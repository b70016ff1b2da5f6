package engine

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
	"github.com/milepost/milepost/internal/text/aside"
)

// Words beside a house number that no vocabulary knows are likely a flat where
// they are few. The more there are, the likelier they are something else that
// the row says: another address, as a second one behind the first.
const (
	unitWords  = 3 // as many cost no more than one
	unitLetter = 3 // letters from which on a word is no door or staircase
	longNumber = 3 // digits from which on a number straight behind the house's is hardly a door
	otherHouse = 2 // shares of the cost for each sign of another address
	mostShares = 6
)

// unitShare is how many times unit.unknown costs for words taken for a unit, and
// whether they are rather no unit, to be given back as one.
func (q *question) unitShare(extra []int) (_ float64, other bool) {
	share := 1 + max(0, len(extra)-unitWords)
	signs, named := 0, 0 // of another address; words so far
	for n, i := range extra {
		key := q.words[i].Key
		switch {
		case n == 0 && len(key) >= longNumber && q.onlyDigits(i) && !q.words[i].Comma && i > 0 && q.isNumber(i-1):
			share += otherHouse // "로86 344": either may be the house's
		case text.HasDigit(key):
			if named > 0 {
				signs++ // "… Alexandersgatan 13"
				named = 0
			}
			continue
		case letters(key) < unitLetter:
			continue
		case letters(key) > unitLetter && text.IsStreetWord(key):
			signs++
		}
		named++
	}
	if q.namesPlaceIn(extra) {
		signs++
	}
	return float64(min(share+otherHouse*signs, mostShares)), signs > 0 || len(extra) > 0 && !slices.ContainsFunc(extra, q.mayBeUnit)
}

// longestUnit is how many letters a word has at most that is a flat's by itself.
const longestUnit = 3

// mayBeUnit tells whether the word at i can be one of a flat's name: by its
// digits, as a letter or code, or because a vocabulary has it.
func (q *question) mayBeUnit(i int) bool {
	key := q.words[i].Key
	return text.HasDigit(key) || letters(key) <= longestUnit || aside.IsUnitWord(key)
}

// shortestTown is how many letters the name of a place has at least that tells
// of another address: shorter ones are words for flats and sides somewhere.
const shortestTown = 5

// namesPlaceIn tells whether a place is named among words that are taken for a unit.
func (q *question) namesPlaceIn(extra []int) bool {
	var words mask
	for _, i := range extra {
		words |= maskOf(i, i+1)
	}
	return slices.ContainsFunc(q.mentions, func(m *mention) bool {
		return m.mask&^words == 0 && m.letters >= shortestTown && m.how == exact &&
			slices.ContainsFunc(m.names, func(n naming) bool { return n.Kind == index.Place })
	})
}

// goesOnNumber tells whether words that are taken for a unit are rather the rest
// of the house number: they hold a building of it ("6 с3" of "6/6 с3"), or stand
// behind a hyphen for digits that were read as letters ("ll" of "26-ll").
func (q *question) goesOnNumber(extra []int) bool {
	if len(extra) == 0 {
		return false
	}
	if slices.ContainsFunc(extra, func(i int) bool { return text.ExtendsNumber(q.words[i].Key) }) {
		return true
	}
	_, scanned := q.scannedBehind(extra[0])
	return scanned
}

// scannedBehind gives the digits that the word at i stands for, which a hyphen
// joins to the number before it.
func (q *question) scannedBehind(i int) (digits string, ok bool) {
	if i == 0 || q.words[i].Comma || q.between(i-1) != "-" || !q.isNumber(i-1) {
		return "", false
	}
	numbers := text.ScannedNumbers(q.typed(i, i+1))
	if len(numbers) == 0 || letters(q.words[i].Key) == 1 {
		return "", false
	}
	return numbers[0], true
}

// onlyDigits tells whether the word at i is a number and nothing else.
func (q *question) onlyDigits(i int) bool {
	return strings.Trim(q.words[i].Key, "0123456789") == ""
}
