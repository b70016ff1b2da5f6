package text

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// umlauts are the letters that German and the Nordic languages write in two
// where a keyboard or a register lacks them.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "ø", "oe", "Ø", "Oe", "å", "aa", "Å", "Aa")

// InTwoLetters gives a name with each of its umlauts and their like written in
// two letters ("Äulestrasse" as "Aeulestrasse"); the name itself where it has
// none.
func InTwoLetters(name string) string {
	for i := range len(name) {
		if name[i] >= 0xc3 { // no letter beyond ASCII that is meant begins with less
			return umlauts.Replace(norm.NFC.String(name))
		}
	}
	return name
}

// twoLetters are the pairs of a key whose first letter is what it has of the
// one that they stand for.
var twoLetters = [...]string{"ae", "oe", "ue", "aa"}

// mostDigraphs is how many pairs of letters of one name are tried each for
// itself: in "neuemuehle" the second is one letter, and the first two.
const mostDigraphs = 3

// OtherUmlauts gives the readings of a street's name in which umlauts and their
// like are written as letters and not in two, or the other way round.
func OtherUmlauts(street string) (names []StreetName) {
	typed := ParseStreet(street)
	if other := InTwoLetters(street); other != street {
		if s := ParseStreet(other); s.Core != typed.Core {
			names = append(names, s)
		}
	}
	at := digraphsOf(typed.Core)
	if len(at) == 0 {
		return names
	}
	for chosen := 1<<len(at) - 1; chosen > 0; chosen-- {
		s := typed
		s.Core = withLetters(typed.Core, at, chosen)
		names = append(names, s)
		if len(at) > mostDigraphs {
			break // all of them, and no other choice
		}
	}
	return names
}

// digraphsOf gives where a key has two letters that may be one.
func digraphsOf(key string) (at []int) {
	for i := 0; i+1 < len(key); i++ {
		for _, two := range twoLetters {
			if key[i:i+2] == two {
				at = append(at, i)
				i++
				break
			}
		}
	}
	return at
}

// withLetters drops the second letter of the chosen pairs, a bit for each.
func withLetters(key string, at []int, chosen int) string {
	var b strings.Builder
	from := 0
	for n, i := range at {
		if len(at) > mostDigraphs || chosen>>n&1 == 1 {
			b.WriteString(key[from : i+1])
			from = i + 2
		}
	}
	b.WriteString(key[from:])
	return b.String()
}
