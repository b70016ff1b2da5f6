package text

import "unicode/utf8"

// Distance is the number of edits (a character changed, dropped or added, or
// two neighbours exchanged) that make b of a: the optimal string alignment
// distance, counted in characters. Where it is above most, it gives most+1.
func Distance(a, b string, most int) int {
	if a == b {
		return 0
	}
	if max(len(a), len(b))/utf8.UTFMax > min(len(a), len(b))+most {
		return most + 1 // however the letters are coded
	}
	if isASCII(a) && isASCII(b) {
		var bufA, bufB [64]byte
		return distance(append(bufA[:0], a...), append(bufB[:0], b...), most)
	}
	var bufA, bufB [64]rune
	return distance(appendRunes(bufA[:0], a), appendRunes(bufB[:0], b), most)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func appendRunes(dst []rune, s string) []rune {
	for _, r := range s {
		dst = append(dst, r)
	}
	return dst
}

func distance[letter byte | rune](a, b []letter, most int) int {
	a, b = trimCommon(a, b)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > most {
		return most + 1
	}
	if len(a) == 0 {
		return len(b)
	}
	if most == 1 {
		if len(b) == 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0] {
			return 1
		}
		return 2
	}
	var buf [3][66]int
	rows := [3][]int{}
	for i := range rows {
		if rows[i] = buf[i][:]; len(a)+1 > len(buf[i]) {
			rows[i] = make([]int, len(a)+1)
		}
	}
	before, last, row := rows[0], rows[1], rows[2]
	for i := range len(a) + 1 {
		last[i] = i
	}
	for j, cb := range b {
		row[0] = j + 1
		least := row[0]
		for i, ca := range a {
			cost := 1
			if ca == cb {
				cost = 0
			}
			row[i+1] = min(last[i]+cost, last[i+1]+1, row[i]+1)
			if i > 0 && j > 0 && ca == b[j-1] && a[i-1] == cb {
				row[i+1] = min(row[i+1], before[i-1]+1)
			}
			least = min(least, row[i+1])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(a)], most+1)
}

// trimCommon drops what a and b have in common at both ends.
func trimCommon[letter byte | rune](a, b []letter) ([]letter, []letter) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
