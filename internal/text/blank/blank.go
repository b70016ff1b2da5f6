// Package blank tells what people type where an address should be and there is
// none: words for a missing value ("N/A", "unbekannt", "不明"), and noise:
// keyboards struck at random, filler text, numbers alone, ways to reach
// somebody, names of people and firms.
//
// It knows words and shapes, not the world: a village may be called Test, and
// a town None. Whoever has an index looks there before believing it.
//
// The package is pure and safe for concurrent use.
package blank

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// Sort is what a text is, as far as it is no address.
type Sort uint8

// The sorts, in the order of how little is left to be said for the text.
const (
	Meant   Sort = iota // it may be an address, or a part of one
	Person              // a name of somebody, or of a firm
	Number              // digits alone, too few or too many for a postcode
	Noise               // what nobody means as an address
	Contact             // a way to reach somebody that is not by road
	Missing             // in place of a value that is not known
)

// longest is the longest text, in bytes, that is looked at closely; an address
// or a sentence beyond it is neither noise nor missing.
const longest = 120

// Of tells what a text is: a field, or what stands between two commas.
func Of(s string) Sort {
	if s = strings.TrimSpace(s); s == "" {
		return Meant // nothing is no text
	}
	if len(s) > longest {
		if isFiller(text.Key(s[:longest])) {
			return Noise
		}
		return Meant
	}
	if isDigit(s[0]) && strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") && !strings.Contains(s, "@") {
		return Meant // a house number and a street, a postcode and a town: most texts by far
	}
	key := text.Key(s)
	switch {
	case isMissing(key):
		return Missing
	case isContact(s, key):
		return Contact
	case isFiller(key), isStruck(key):
		return Noise
	case !isNumber(key):
		return Meant
	case isDate(key):
		return Noise
	case isNoCode(key):
		return Number
	}
	return Meant
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isNumber tells digits and nothing else, of any grouping.
func isNumber(key string) bool {
	return strings.Trim(key, "0123456789 ") == ""
}

// Digits of postcodes: three in Iceland, ten in Iran.
const (
	shortestCode = 3
	longestCode  = 10
)

// isNoCode tells a number that can be no postcode: by its length, or because
// one digit is all there is.
func isNoCode(key string) bool {
	digits := strings.ReplaceAll(key, " ", "")
	return len(digits) < shortestCode || len(digits) > longestCode || strings.Trim(digits, digits[:1]) == ""
}

// isDate tells a day of digits: "2020 01 31", "31 12 1999".
func isDate(key string) bool {
	parts := strings.Fields(key)
	if len(parts) != 3 {
		return false
	}
	for _, i := range [...]int{0, 2} { // the year comes first, or last
		y, d := parts[i], parts[2-i]
		if len(y) == 4 && (y[:2] == "19" || y[:2] == "20") && isUpTo(parts[1], 31) && isUpTo(d, 31) {
			return true
		}
	}
	return false
}

// isUpTo tells a number of one or two digits from 1 to most.
func isUpTo(digits string, most int) bool {
	n := 0
	for _, c := range digits {
		n = 10*n + int(c-'0')
	}
	return len(digits) <= 2 && n > 0 && n <= most
}
