package build

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// spellings lists the keys by which the place of a locality's name may be
// known, the likeliest first: the name, its variants, and parts of it.
func spellings(name string) []string {
	var keys []string
	add := func(s string) {
		key := text.Key(s)
		for _, k := range append([]string{key}, text.Variants(key)...) {
			if k != "" && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	add(name)
	if town, ok := withoutArrondissement(text.Key(name)); ok {
		add(town)
	}
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(name, " - ", "/"), isBetweenNames) {
		add(part) // Cottbus - Chóśebuz, San Buenaventura (Ventura), Donostia/San Sebastián
	}
	words := strings.Fields(text.Key(name))
	if len(words) > 2 && words[1] == "of" && townWords[words[0]] {
		add(strings.Join(words[2:], " "))
	}
	if n := len(words); n > 1 && townWords[words[n-1]] {
		add(strings.Join(words[:n-1], " "))
	}
	return keys
}

func isBetweenNames(r rune) bool { return strings.ContainsRune("/()[],;", r) }

// townWords are words of official names that are left out in others.
var townWords = map[string]bool{
	"city": true, "town": true, "village": true, "township": true, "borough": true, "municipality": true,
	"kommun": true, "kommune": true, "gmina": true, "stadt": true,
}

// withoutArrondissement gives the town of "paris 1er arrondissement".
func withoutArrondissement(key string) (town string, ok bool) {
	words := strings.Fields(key)
	n := len(words)
	if n < 3 || words[n-1] != "arrondissement" || words[n-2][0] < '0' || words[n-2][0] > '9' {
		return "", false
	}
	return strings.Join(words[:n-2], " "), true
}
