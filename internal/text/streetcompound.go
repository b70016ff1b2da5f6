package text

import (
	"strings"
	"unicode/utf8"
)

// compound splits the type off a word that ends with it: "hauptstrasse",
// "skolgatan", "porvoontie".
func compound(word string) (rest, class string) {
	for _, c := range compounds {
		if rest, ok := strings.CutSuffix(word, c.ending); ok && len(rest) >= 3 {
			return rest, c.class
		}
	}
	return "", ""
}

// swapped tells whether two neighbouring letters exchanged make b of a.
func swapped(a, b string) bool {
	for i := range len(a) - 1 {
		if a[:i] == b[:i] && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] && a[i] != a[i+1] {
			return true
		}
	}
	return false
}

// swappedInto splits off an ending whose first letter was exchanged with the
// last one of the name before it: "beckwaeg" is beckaweg.
func swappedInto(word, ending string) (rest string) {
	at := len(word) - len(ending) // where the letter stands that belongs before
	if len(ending) < 3 || at < 1 || word[at-1] != ending[0] || word[at+1:] != ending[1:] || word[at] == ending[0] || word[at] >= 0x80 {
		return ""
	}
	return word[:at-1] + word[at:at+1]
}

// abbreviatedCompound splits off a type of which only the first letter is
// written: "urheiluk." is urheilukatu, "skolg." skolgatan.
func abbreviatedCompound(word string) (rest, class string) {
	if len(word) < 5 {
		return "", ""
	}
	rest = word[:len(word)-1]
	return rest, map[byte]string{'k': "katu", 't': "tie", 'g': "gata", 'v': "vag"}[word[len(word)-1]]
}

// mistypedCompounds gives the ways to split a mistyped type off the end of a
// word ("bahnhofstraae", "skvattramsvagn"), the likeliest first. A wrong
// letter of "straße" may be two of "strasse".
func mistypedCompounds(word string, yield func(rest, class string)) {
	for _, c := range compounds {
		if rest := swappedInto(word, c.ending); len(rest) >= 3 {
			yield(rest, c.class)
		}
		if len(c.ending) < 4 {
			if at := len(word) - 3; len(c.ending) == 3 && at >= 3 && (swapped(word[at:], c.ending) || at >= longBefore && isOneWrong(word[at:], c.ending)) {
				yield(word[:at], c.class)
			}
			continue
		}
		most := 1
		if c.ending == "strasse" {
			most = 2
		}
		for _, n := range []int{len(c.ending), len(c.ending) - 1, len(c.ending) + 1, len(c.ending) - 2, len(c.ending) + 2} {
			at := len(word) - n
			if at >= 3 && n >= len(c.ending)-most && n <= len(c.ending)+most && Distance(word[at:], c.ending, most) <= most {
				yield(word[:at], c.class)
			}
		}
	}
}

// longestJoined is how long a type word is, in bytes, that a name is written
// together with: "набережная".
const longestJoined = 20

// longBefore is how long, in bytes, a name is at least whose type of three
// letters has a wrong one: "mannerheimintme".
const longBefore = 6

// isOneWrong tells whether one letter of two words of the same length differs.
func isOneWrong(a, b string) bool {
	wrong := 0
	for i := range len(b) {
		if a[i] != b[i] {
			wrong++
		}
	}
	return wrong == 1
}

// joinedPrefix splits a type word off the front of a word that it was typed
// together with: "avenuede", "ruevictor", "переулокмакаренко".
func joinedPrefix(word string) (rest, class string) {
	for n := min(len(word)-2, longestJoined); n >= 3; n-- {
		if !utf8.RuneStart(word[n]) || word[n-1] >= utf8.RuneSelf && n < shortestJoinedWide {
			continue
		}
		if t := typeWords[word[:n]]; t.class != "" && t.side&prefixSide != 0 && t.weight >= 5 {
			return word[n:], t.class
		}
	}
	return "", ""
}

// shortestJoinedWide is how long, in bytes, such a word of other letters than
// Latin ones is at least: their abbreviations begin too many names ("пер", "наб").
const shortestJoinedWide = 2 * 5
