package suites

import (
	"slices"
	"strings"
)

// The reasons why an address is not written as a suite has it.
const (
	leftOut     = "a line that the suite has and Milepost leaves out"
	added       = "a line that Milepost has and the suite leaves out"
	reordered   = "the same lines in another order"
	punctuation = "the same words with other punctuation"
	cleaned     = "a name that the suite shortens or replaces"
	otherPlace  = "another part stands for the place"
)

// Reasons are all of them, in the order of a report.
var Reasons = []string{cleaned, otherPlace, leftOut, added, reordered, punctuation}

// reasonOf tells how an address differs from the one that was wanted; "" where
// it does not.
func reasonOf(got, want []string) string {
	missing, extra := without(want, got), without(got, want)
	switch {
	case slices.Equal(got, want):
		return ""
	case len(missing) == 0 && len(extra) == 0:
		return reordered
	case letters(got) == letters(want):
		return punctuation
	case len(extra) == 0:
		return leftOut
	case len(missing) == 0:
		return added
	case len(missing) == len(extra) && shortened(missing, extra):
		return cleaned
	}
	return otherPlace
}

// without gives the lines that are not among others.
func without(lines, others []string) []string {
	var list []string
	for _, l := range lines {
		if !slices.Contains(others, l) {
			list = append(list, l)
		}
	}
	return list
}

// letters gives all of an address without punctuation.
func letters(lines []string) string {
	return strings.Join(strings.FieldsFunc(strings.Join(lines, " "), func(r rune) bool { return strings.ContainsRune(" ,.-", r) }), "")
}

// shortened tells whether lines that are wanted have words in common with
// those that stand in their place.
func shortened(missing, extra []string) bool {
	for i, want := range missing {
		if !slices.ContainsFunc(strings.Fields(want), func(w string) bool { return strings.Contains(extra[i], strings.Trim(w, ",")) }) {
			return false
		}
	}
	return true
}
