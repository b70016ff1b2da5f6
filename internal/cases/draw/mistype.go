package draw

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/text"
)

// fewestTyped is how many letters a word has at least that is mistyped.
const fewestTyped = 5

// Mistype makes errors in the longest word of a street's name: by turns a
// letter dropped, doubled, wrong, or two swapped. The same street and number
// are mistyped the same way. Syllables of Hangul are typed in letters, and
// digits in a word are no letters of it: a road of another number is another
// road.
func Mistype(street, number string, errors int) (mistyped string, ok bool) {
	words := strings.Fields(street)
	if len(words) == 0 {
		return street, false
	}
	at := 0
	for i, w := range words {
		if len([]rune(w)) > len([]rune(words[at])) {
			at = i
		}
	}
	was := words[at]
	word, rest := was, ""
	if text.HasHangul(was) {
		if digit := strings.IndexFunc(was, unicode.IsDigit); digit >= 0 {
			word, rest = was[:digit], was[digit:]
		}
		word = norm.NFD.String(word)
	}
	letters := []rune(word)
	if len(letters) < fewestTyped {
		return street, false
	}
	for n := range errors {
		letters = misspell(letters, cases.Hash("mistype", street, number, fmt.Sprint(n)))
	}
	words[at] = string(letters) + rest
	if text.HasHangul(was) {
		words[at] = norm.NFC.String(words[at])
	}
	return strings.Join(words, " "), words[at] != was
}

// misspell makes one error behind the first letter. One in a syllable leaves it
// a syllable: its last consonant is dropped, or a letter is another one.
func misspell(letters []rune, h uint64) []rune {
	i := 1 + int(h>>8%uint64(len(letters)-2))
	first, last := jamoOf(letters[i])
	switch {
	case first == lastConsonant && h%4 == 0, first == 0 && h%4 == 0:
		return slices.Delete(letters, i, i+1)
	case first > 0 && letters[i] == last:
		letters[i] = first
	case first > 0:
		letters[i]++
	case h%4 == 1:
		return slices.Insert(letters, i, letters[i])
	case h%4 == 2 && letters[i] != letters[i-1]:
		letters[i], letters[i-1] = letters[i-1], letters[i]
	default:
		letters[i] = letters[0] | 0x20
	}
	return letters
}

// lastConsonant is the first of the consonants that close a syllable.
const lastConsonant = 0x11A8

// jamoOf gives the first and last letters of Hangul of the kind of one: those
// that begin syllables, vowels, those that close syllables. They are 0 of
// other letters.
func jamoOf(letter rune) (first, last rune) {
	for _, kind := range [][2]rune{{0x1100, 0x1112}, {0x1161, 0x1175}, {lastConsonant, 0x11C2}} {
		if letter >= kind[0] && letter <= kind[1] {
			return kind[0], kind[1]
		}
	}
	return 0, 0
}
