package format

import (
	"fmt"
	"slices"
	"strings"
)

// A layout is the order of an address: its lines, and of each the parts with
// what stands between them. In the table of layouts it is written as
//
//	name / line / locality , short postcode / country
//
// where "/" ends a line, "suburb|quarter" is the first of the two that the
// address has, and ",", "-" and "--" set off the parts beside them by ", ",
// "-" and " - "; "+" sets off nothing. Other parts have a blank between. "number." is the number
// with a full stop, "〒postcode" one with that sign, "=Channel_Islands" is written as it is. What an address does not have is left out together with
// its punctuation.
type layout [][]token

// token is a place in a layout.
type token struct {
	parts  []Part // the first that the address has is written
	before string // what parts it from what stands before it in its line
	sign   string // is written with it, before
	after  string // is written with it
	text   string // what is written, where it is no part of the address
}

// marks are the separators of a layout.
var marks = map[string]string{",": ", ", "-": "-", "--": " - ", "+": ""}

// parseLayout reads a layout as the table writes it.
func parseLayout(s string) (layout, error) {
	var l layout
	for written := range strings.SplitSeq(s, "/") {
		var tokens []token
		before := " "
		for word := range strings.FieldsSeq(written) {
			if mark, ok := marks[word]; ok {
				before = mark
				continue
			}
			t := token{before: before}
			if fixed, ok := strings.CutPrefix(word, "="); ok {
				t.text = strings.ReplaceAll(fixed, "_", " ")
				tokens, before = append(tokens, t), " "
				continue
			}
			if bare, ok := strings.CutSuffix(word, "."); ok {
				word, t.after = bare, "."
			}
			if bare, ok := strings.CutPrefix(word, "〒"); ok {
				word, t.sign = bare, "〒"
			}
			for name := range strings.SplitSeq(word, "|") {
				part, ok := partNames[name]
				if !ok {
					return nil, fmt.Errorf("layout %q: %q is no part of an address", s, name)
				}
				t.parts = append(t.parts, part)
			}
			tokens, before = append(tokens, t), " "
		}
		if len(tokens) == 0 {
			return nil, fmt.Errorf("layout %q has a line without parts", s)
		}
		l = append(l, tokens)
	}
	return l, nil
}

// has tells whether a part has a place in the layout.
func (l layout) has(part Part) bool {
	for _, tokens := range l {
		for i := range tokens {
			if slices.Contains(tokens[i].parts, part) {
				return true
			}
		}
	}
	return false
}
