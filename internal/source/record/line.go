package record

import "bytes"

// SplitLine takes the house number off a line that holds number and street,
// before or behind: "12 bis Rue X", "12-14 Main St", "Hauptstraße 5a",
// "Calle Mayor, 5". Where there is none the whole is the street; an ordinal
// ("5th Avenue", "1. Mai Straße") is none. The line has single spaces.
func SplitLine(line []byte) (number, street []byte) {
	if n := leadingNumber(line); n > 0 {
		street = bytes.TrimLeft(line[n:], " ,")
		if len(street) > 0 {
			return bytes.TrimRight(line[:n], ","), street
		}
	}
	if at := trailingNumber(line); at > 0 {
		street = bytes.TrimRight(line[:at], " ,")
		if len(street) > 0 {
			return line[at:], street
		}
	}
	return nil, line
}

// leadingNumber is the length of the number at the beginning, with what
// belongs to it; 0 where there is none.
func leadingNumber(line []byte) int {
	word := firstWord(line)
	if !isNumber(bytes.TrimRight(word, ",")) {
		return 0
	}
	n := len(word)
	if bytes.HasSuffix(word, []byte(",")) || n == len(line) {
		return n
	}
	if next := firstWord(line[n+1:]); isSuffix(bytes.TrimRight(next, ",")) {
		return n + 1 + len(next)
	}
	return n
}

// trailingNumber is where the number at the end begins; 0 where there is none.
func trailingNumber(line []byte) int {
	at := bytes.LastIndexByte(line, ' ') + 1
	if isNumber(line[at:]) {
		if isNumberedRoad(line[:max(at-1, 0)]) {
			return 0
		}
		return at
	}
	before := bytes.LastIndexByte(line[:max(at-1, 0)], ' ') + 1
	if at > 0 && before > 0 && isTail(line[at:]) && isNumber(line[before:at-1]) {
		return before
	}
	return 0
}

// isNumberedRoad reports whether the last word is one that roads are numbered
// by: "Highway 12" and "Calle 8" have no house number.
func isNumberedRoad(street []byte) bool {
	word := bytes.ToLower(street[bytes.LastIndexByte(street, ' ')+1:])
	switch string(bytes.TrimRight(word, ".")) {
	case "highway", "hwy", "route", "rte", "road", "rd", "interstate", "calle", "cl", "carrera", "cra", "kr", "km", "autopista":
		return true
	}
	return false
}

func firstWord(line []byte) []byte {
	word, _, _ := bytes.Cut(line, []byte(" "))
	return word
}

// isNumber reports whether the word begins with a digit and goes on as house
// numbers do: digits, a letter or two, and - / between several.
func isNumber(word []byte) bool {
	if len(word) == 0 || word[0] < '0' || word[0] > '9' {
		return false
	}
	letters := 0
	for _, c := range word {
		switch {
		case c >= '0' && c <= '9', c == '-', c == '/':
			letters = 0
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			if letters++; letters > 1 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// isSuffix finds words that belong to the number before them. A single letter
// is none: it may be a direction ("12 N Main St").
func isSuffix(word []byte) bool {
	switch string(bytes.ToLower(word)) {
	case "bis", "ter", "quater", "1/2", "1/4", "3/4", "1/3", "2/3":
		return true
	}
	return false
}

// isTail is isSuffix behind a number at the end, where a letter is one.
func isTail(word []byte) bool {
	return isSuffix(word) || len(word) == 1 && word[0]|0x20 >= 'a' && word[0]|0x20 <= 'z'
}
