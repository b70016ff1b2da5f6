package text

import (
	"math/bits"
	"sync"
	"unicode/utf8"
)

// mistypedDirection gives the letters of the direction that is one edit away
// from word, or "".
func mistypedDirection(word string) string {
	for _, d := range directionWords {
		if max(len(word)-len(d), len(d)-len(word)) <= utf8.UTFMax && Distance(word, d, 1) == 1 {
			return directions[d]
		}
	}
	return ""
}

// mistypedType gives the class of the type word, usual on that side, that is
// one edit away from word, or two where both are long, or "".
func mistypedType(word string, s side) string {
	best := typeAway(word, s, 1, 0)
	if best.class == "" {
		best = typeAway(word, s, 2, longType)
	}
	return best.class
}

// longType is how many letters a type word has at least that may be mistyped
// in two.
const longType = 6

// typeAway gives the weightiest type word of so many letters at least, usual
// on that side, that is so many edits away from a word.
func typeAway(word string, s side, edits, shortest int) (best typeWord) {
	letters, length := letterSet(word), utf8.RuneCountInString(word)
	if length < shortest-1 {
		return best
	}
	spellings := longSpellings()
	for i := range spellings {
		t := &spellings[i]
		if t.side&s == 0 || t.weight <= best.weight || t.length < shortest || max(t.length-length, length-t.length) > edits ||
			bits.OnesCount32(t.letters&^letters) > edits || bits.OnesCount32(letters&^t.letters) > edits {
			continue
		}
		if Distance(word, t.spelling, edits) == edits {
			best = t.typeWord
		}
	}
	return best
}

// longSpelling is a spelling of a type word that may be mistyped, and what
// tells without comparing letters that a word is none of it: each edit adds at
// most one letter to the set and takes at most one away.
type longSpelling struct {
	typeWord
	spelling string
	letters  uint32
	length   int
}

// longSpellings are those of at least three bytes, in the table's order.
var longSpellings = sync.OnceValue(func() []longSpelling {
	var list []longSpelling
	for _, s := range typeSpellings {
		if len(s) >= 3 {
			list = append(list, longSpelling{typeWords[s], s, letterSet(s), utf8.RuneCountInString(s)})
		}
	}
	return list
})

// letterSet is the set of letters of a word, each by its last five bits.
func letterSet(word string) (set uint32) {
	for _, r := range word {
		set |= 1 << (r & 31)
	}
	return set
}
