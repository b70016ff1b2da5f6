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
		if Distance(word, d, 1) == 1 {
			return directions[d]
		}
	}
	return ""
}

// mistypedType gives the class of the type word, usual on that side, that is
// one edit away from word, or "".
func mistypedType(word string, s side) string {
	best := typeWord{}
	letters, length := letterSet(word), utf8.RuneCountInString(word)
	spellings := longSpellings()
	for i := range spellings {
		t := &spellings[i]
		if t.side&s == 0 || t.weight <= best.weight || max(t.length-length, length-t.length) > 1 ||
			bits.OnesCount32(t.letters&^letters) > 1 || bits.OnesCount32(letters&^t.letters) > 1 {
			continue
		}
		if Distance(word, t.spelling, 1) == 1 {
			best = t.typeWord
		}
	}
	if best.class == "" && length >= longType-1 {
		best = twiceMistyped(word, s)
	}
	return best.class
}

// longType is how many letters a type word has at least that may be mistyped
// in two.
const longType = 6

// twiceMistyped gives the type word that is two edits away from a word.
func twiceMistyped(word string, s side) (best typeWord) {
	spellings := longSpellings()
	for i := range spellings {
		if t := &spellings[i]; t.side&s != 0 && t.weight > best.weight && t.length >= longType && Distance(word, t.spelling, 2) == 2 {
			best = t.typeWord
		}
	}
	return best
}

// longSpelling is a spelling of a type word that may be mistyped, and what
// tells without comparing letters that a word is none of it: an edit adds at
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
