package blank

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// filler are the words of printers' filler text.
var filler = phrases("lorem|ipsum|dolor|amet|consectetur|consectetuer|adipiscing|elit|eiusmod|tempor|incididunt|labore|dolore|magna|aliqua|quis|nostrud|exercitation|ullamco|laboris|nisi|aliquip|commodo|consequat|duis|aute|irure|reprehenderit|voluptate|velit|cillum|fugiat|nulla|pariatur|excepteur|sint|occaecat|cupidatat|proident|culpa|officia|deserunt|mollit|laborum|sed|ut|enim|sit|et|do")

// enoughFiller is from how many words of it on a text is filler.
const enoughFiller = 3

// isFiller tells filler text: three of its words, and more of them than others.
func isFiller(key string) bool {
	if strings.Count(key, " ") < enoughFiller-1 {
		return strings.HasPrefix(key, "lorem ipsum")
	}
	all, of := 0, 0
	for w := range strings.FieldsSeq(key) {
		all++
		if filler[w] {
			of++
		}
	}
	return strings.HasPrefix(key, "lorem ipsum") || of >= enoughFiller && 2*of > all
}

// rows are keys beside one another on keyboards, and other series, folded as
// dictionary keys are.
var rows = [...]string{
	"qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
	"ицукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "abcdefghijklmnopqrstuvwxyz", "абвгдеж",
}

// shortestRun is how many keys in a row are no accident; three are names: "Asd".
const shortestRun = 4

// isStruck tells keyboard noise: every word is keys in a row, one letter over
// and over, or a few letters again and again: "asdf", "xxxx", "sdfsdfsdf".
func isStruck(key string) bool {
	for w := range strings.FieldsSeq(key) {
		if !isRun(w) && !isOver(w) {
			return false
		}
	}
	return key != "" && !isNumber(key)
}

// isRun tells neighbours on a keyboard, in either direction, digits behind
// them aside: "qwerty123".
func isRun(w string) bool {
	w = strings.TrimRight(w, "0123456789")
	if utf8.RuneCountInString(w) < shortestRun {
		return w == "abc" || w == "asd" || w == "qwe"
	}
	return strings.Contains(bothWays, w)
}

// bothWays are the rows, and after each the same from right to left.
var bothWays = func() string {
	var all strings.Builder
	for _, row := range rows {
		runes := []rune(row)
		slices.Reverse(runes)
		all.WriteString(row + " " + string(runes) + " ")
	}
	return all.String()
}()

// isOver tells one letter three times or more, or two to four letters at
// least three times: "aaa", "jkjkjk".
func isOver(w string) bool {
	if len(w) < 3 || utf8.RuneCountInString(w) < 3 {
		return false
	}
	runes := []rune(w)
	for n := 1; n <= 4 && 3*n <= len(runes); n++ {
		same := true
		for i := n; i < len(runes) && same; i++ {
			same = runes[i] == runes[i-n]
		}
		if same {
			return true
		}
	}
	return false
}
