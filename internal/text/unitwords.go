package text

import "strings"

// IsOrdinal tells whether a token's key is an ordinal number: "2nd", "1er".
func IsOrdinal(key string) bool {
	n := ordinal(key)
	return n != "" && len(key) > len(n)+1
}

// IsDirection tells whether a token's key is a direction: "n", "southwest".
func IsDirection(key string) bool { return directions[key] != "" }

// ExtendsNumber tells whether a token's key of several letters can follow a
// house number as part of it: "bis", "к2", "литб".
func ExtendsNumber(key string) bool {
	if repetitions[key] != "" || strings.HasPrefix(key, "лит") {
		return true
	}
	for _, part := range [...]string{"к", "с", "стр", "k", "s", "str"} {
		if rest, ok := strings.CutPrefix(key, part); ok && rest != "" && isDigits(rest[:1]) {
			return true // "к2", "с1а"
		}
	}
	return false
}

// countedNoise stands in addresses behind a number and tells, with it, nothing
// that the rest does not; districtNoise says of a district what it is.
var (
	countedNoise  = wordList(`arrondissement arrdt arrt cedex`)
	districtNoise = wordList(`jud județ județul prov обл область`)
)

// IsNoise tells whether a token's key is a word that says nothing, and whether
// neither does a number before it.
func IsNoise(key string) (noise, counted bool) {
	counted = countedNoise[key]
	return counted || districtNoise[key], counted
}
