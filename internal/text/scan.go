package text

import (
	"slices"
	"strings"
	"unicode"
)

// A scanner reads letters as digits that look like them, and the other way
// round. Letters that were read as digits stand within words ("S0nnenstrasse"),
// digits that were read as letters within numbers ("l8", "9O6O7").

// fewestRead is how many letters a word has at least in which a digit is
// taken for a letter.
const fewestRead = 4

// readAs are the letters that a digit within a word may be, the likeliest first.
var readAs = map[rune]string{'0': "oо", '1': "li", '2': "z", '3': "з", '4': "ч", '5': "s", '6': "bб", '8': "b", '9': "g"}

// Unscanned gives what a word with digits in it may be when these are letters:
// nothing where it is a number with a letter or two, unless these spell a kind
// of street ("R0ad", "Teheran-r0").
func Unscanned(key string) (words []string) {
	if isScanned(key) {
		return unscannedWord(key)
	}
	return slices.DeleteFunc(unscannedWord(key), func(word string) bool {
		return word != koreanRoadWord && (len(word) < fewestRead-1 || typeWords[word].class == "")
	})
}

// koreanRoadWord is the word for a road as it is written in Latin letters.
const koreanRoadWord = "ro"

// unscannedWord reads the digits of a word as letters.
func unscannedWord(key string) (words []string) {
	if isDigits(key) || !HasDigit(key) {
		return nil
	}
	isCyrillic := strings.IndexFunc(key, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0
	for _, one := range []rune{'l', 'i'} {
		word := strings.Map(func(r rune) rune {
			if r == '1' {
				return one
			}
			for _, letter := range readAs[r] {
				if unicode.Is(unicode.Cyrillic, letter) == isCyrillic {
					return letter
				}
			}
			return r
		}, key)
		if !HasDigit(word) && (len(words) == 0 || words[0] != word) {
			words = append(words, word)
		}
	}
	return words
}

// isScanned tells whether a word of several letters has one or two digits.
func isScanned(key string) bool {
	letters, digits := 0, 0
	for _, r := range key {
		if unicode.IsDigit(r) {
			digits++
		} else {
			letters++
		}
	}
	return digits > 0 && digits <= 2 && letters >= fewestRead
}

// IsScannedWord tells whether a token's key is a word rather than a number,
// although it begins with a digit: "5onnenstrasse".
func IsScannedWord(key string) bool { return isScanned(key) && ordinal(key) == "" }

var toDigits = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1", "i", "1", "S", "5", "s", "5", "B", "8", "Z", "2", "О", "0", "о", "0", "З", "3", "І", "1", "і", "1")

// longestScanned is how many letters and digits a house number has at most of
// which some were read as letters.
const longestScanned = 5

// asDigits are the letters that are rather the last digit of a number than the
// letter behind it.
const asDigits = "OoIlОо"

// ScannedNumbers gives the house numbers that a word as it was typed may be
// where a scanner took its digits for letters, the likeliest first: 18 of "l8",
// 105 of "lOS", 14a of "l4a", 58 and 5B of "SB". A digit with a letter behind
// it that stands behind numbers, too, is none: "12B", "6S".
func ScannedNumbers(typed string) (numbers []string) {
	letters := []rune(typed)
	n := len(letters)
	if n == 0 || n > longestScanned || IsStreetWord(Key(typed)) {
		return nil
	}
	last := letters[n-1]
	lettered := unicode.IsLetter(last) && !strings.ContainsRune(asDigits, last)
	if whole := toDigits.Replace(typed); isScannedNumber(typed, whole) && !(lettered && isDigits(typed[:1])) {
		numbers = append(numbers, whole) // no number begins with a letter
	}
	if lettered && n > 1 {
		digits := string(letters[:n-1])
		if number := toDigits.Replace(digits); isScannedNumber(digits, number) {
			numbers = append(numbers, number+string(last))
		}
	}
	return numbers
}

// isScannedNumber tells whether what was typed is read as a number that is
// none as it stands.
func isScannedNumber(typed, number string) bool {
	return number != typed && isDigits(number) && number[0] != '0'
}

// codeReplacers read letters of a postcode as digits, the likeliest first.
var codeReplacers = []*strings.Replacer{
	strings.NewReplacer("o", "0"), strings.NewReplacer("l", "1"), strings.NewReplacer("o", "0", "l", "1"),
	strings.NewReplacer("o", "0", "l", "1", "i", "1", "s", "5"),
}

// ScannedCodes gives what a postcode may be where O stands for 0 and l for 1.
func ScannedCodes(key string) (codes []string) {
	if !strings.ContainsAny(key, "olis") {
		return nil
	}
	for _, r := range codeReplacers {
		if code := r.Replace(key); code != key {
			codes = append(codes, code)
		}
	}
	return codes
}

// Letters of a postcode all of whose digits were read as letters: "llOOO".
const (
	shortestAllRead = 4
	longestAllRead  = 6
)

// IsScannedCode tells whether a key may be a postcode all of whose digits were
// read as letters.
func IsScannedCode(key string) bool {
	return len(key) >= shortestAllRead && len(key) <= longestAllRead && strings.Trim(key, "lo") == ""
}
