package text

import (
	"slices"
	"strings"
)

// Variants gives the other keys under which a place with this key may be
// known: abbreviated words in full and full words abbreviated (St, Saint),
// and the letters that German and the Nordic languages write in two for one
// (Muenchen, Aarhus). The key itself is not among them.
func Variants(key string) []string {
	var variants []string
	words := strings.Fields(key)
	for i, word := range words {
		for _, other := range abbreviations[word] {
			words[i] = other
			variants = append(variants, strings.Join(words, " "))
		}
		words[i] = word
	}
	if plain := digraphs.Replace(key); plain != key {
		variants = append(variants, plain)
	}
	return variants
}

var digraphs = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")

// abbreviations maps words of place names to their other spellings.
var abbreviations = bothWays(map[string][]string{
	"st": {"saint", "sankt"}, "ste": {"sainte"}, "sta": {"santa"}, "sto": {"santo"}, "s": {"san", "south"},
	"mt": {"mount"}, "ft": {"fort"}, "pt": {"port", "point"}, "n": {"north"}, "e": {"east"}, "w": {"west"},
	"gt": {"great"}, "lt": {"little"}, "ctr": {"center"}, "centre": {"center"}, "hts": {"heights"},
	"twp": {"township"}, "spgs": {"springs"}, "jct": {"junction"}, "vlg": {"village"}, "is": {"island"},
	"und": {"and"}, "et": {"and"}, "y": {"and"},
})

// bothWays adds the way back from every spelling to its abbreviation.
func bothWays(table map[string][]string) map[string][]string {
	both := make(map[string][]string, 2*len(table))
	for short, long := range table {
		for _, word := range long {
			both[short] = append(both[short], word)
			both[word] = append(both[word], short)
		}
	}
	for _, words := range both {
		slices.Sort(words)
	}
	return both
}
