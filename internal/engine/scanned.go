package engine

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// scannedNumbers appends to lines those that have their first or last word for
// a number whose digits were read as letters: "Landstrasse l8", "2lO4 Main Street".
func (q *question) scannedNumbers(lines []addressLine, first, last int, words []int) []addressLine {
	n := len(words)
	if n < 2 {
		return lines
	}
	splits := [...]struct{ number, letter, street []int }{{words[n-1:], nil, words[:n-1]}, {words[:1], nil, words[1:]}, {}}
	if last := q.words[words[n-1]].Key; n > 2 && letters(last) == 1 && !text.HasDigit(last) {
		splits[2].number, splits[2].letter, splits[2].street = words[n-2:n-1], words[n-1:], words[:n-2]
	}
	if n > 2 {
		if digits, ok := q.scannedBehind(words[n-1]); ok { // "26-ll"
			if l, ok := q.newLine(first, last, words[n-2:], words[:n-2], q.unit(nil)); ok {
				typed := l.typed
				l.typed = q.typed(words[n-2], words[n-2]+1) + "-" + digits
				l.number = text.ParseNumber(l.typed)
				l.charge(numberScanned, 1, typed)
				lines = append(lines, l)
			}
		}
	}
	for _, split := range splits {
		typed := q.spellWords(split.number)
		for _, number := range text.ScannedNumbers(typed) {
			if l, ok := q.newLine(first, last, split.number, split.street, q.unit(nil)); ok {
				l.typed = number + q.spellWords(split.letter)
				l.number = text.ParseNumber(l.typed)
				l.charge(numberScanned, 1, typed)
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// endsInNumber tells whether a line without a number ends in an article that
// was rather one: of "Hauptstraße l" and "Calle Mayor lOS" the number is 1 and
// 105.
func (l *addressLine) endsInNumber(typed text.StreetName) bool {
	last := l.street[strings.LastIndexByte(l.street, ' ')+1:]
	return l.typed == "" && typed.Articles != "" && strings.HasSuffix(typed.Articles, text.Key(last)) && len(text.ScannedNumbers(last)) > 0
}

// unscannedCode gives the postcode of an index that a key is where a scanner
// took its digits for letters, and the key itself where there is none.
func (b *batch) unscannedCode(key string) (string, []foundCode) {
	for _, code := range text.ScannedCodes(key) {
		if found := b.findCode(code); len(found) > 0 {
			return code, found
		}
	}
	return key, nil
}
