package text

import "strings"

// Readings of names whose words were joined, doubled or scanned.

// isDoubled tells whether two words, or a word and the end of a compound, name
// the same kind of street.
func isDoubled(a, b string, s side) bool {
	second := typeAt(b, s).class
	if second == "" {
		return false
	}
	first := typeAt(a, s).class
	if first == second || first != "" && strings.HasPrefix(b, a) {
		return true // "R. Rua" has the r of another language's rue
	}
	_, class := compound(a)
	return class == second
}

// undoubled leaves one of two types out: "Main Street St", "Rue Rue Bolton",
// "Hauptstraße Straße", "Calle Mayor Calle".
func undoubled(tokens []string, yield func(tokens []string)) {
	n := len(tokens)
	if n < 2 {
		return
	}
	if n > 2 && isDoubled(tokens[0], tokens[1], prefixSide) {
		yield(tokens[1:])
	}
	if isDoubled(tokens[n-2], tokens[n-1], suffixSide) {
		yield(tokens[:n-1])
	}
	if _, class := compound(tokens[n-1]); class != "" && typeAt(tokens[0], prefixSide|suffixSide).class == class {
		yield(tokens[1:])
	}
	if n > 2 && isDoubled(tokens[0], tokens[n-1], suffixSide) {
		yield(tokens[:n-1])
	}
}

// shortestJoined is how many letters a type has at least that is told from the
// end of the name that it was written together with.
const shortestJoined = 2

// joinedSuffix splits a type off the end of a word that it was typed together
// with, the longest there is: "wilmingtonclose".
func joinedSuffix(word string) (rest, class string) {
	for at := 3; at <= len(word)-shortestJoined; at++ {
		if t := typeAt(word[at:], suffixSide); t.class != "" && word[at:] != "str" {
			return word[:at], t.class
		}
	}
	return "", ""
}

// joinedTitles are directions and titles that a name may be written together
// with, in the form that tokens have: "sodrakungs", "sanktgorans".
var joinedTitles = func() map[string]string {
	titles := map[string]string{"saint": "st", "sankt": "st", "sankta": "st", "sainte": "st", "doktor": "dr", "doctor": "dr", "docteur": "dr", "professor": "prof", "professeur": "prof", "profesor": "prof", "general": "gen", "gamla": "gamla", "nya": "nya", "stora": "stora", "lilla": "lilla"}
	for _, d := range directionWords {
		titles[d] = directions[d]
	}
	return titles
}()

// unjoined parts a direction or title from the word that it was typed
// together with.
func unjoined(tokens []string, yield func(tokens []string)) {
	for i, t := range tokens {
		for n := min(len(t)-3, 9); n >= 3; n-- {
			title, ok := joinedTitles[t[:n]]
			if !ok {
				continue
			}
			apart := append(append([]string{}, tokens[:i]...), title, t[n:])
			yield(append(apart, tokens[i+1:]...))
		}
	}
}

// unscanned gives the words with their digits read as letters.
func unscanned(tokens []string, yield func(tokens []string)) {
	for i, t := range tokens {
		for _, word := range Unscanned(t) {
			other := append([]string{}, tokens...)
			other[i] = word
			yield(other)
		}
	}
}

// Halves parts what may be two names of one street, written with a sign
// between them: "Mannerheimintie / Mannerheimvägen", "Ackerweg - Chemin des Labours".
func Halves(name string) (first, second string, ok bool) {
	for _, sign := range []string{" / ", " - ", " – ", " — ", "/"} {
		if first, second, ok = strings.Cut(name, sign); ok {
			return first, second, true
		}
	}
	return "", "", false
}

// BothNames gives the names of a street that bears two, written as Halves reads them.
func BothNames(name string) (names []StreetName) {
	first, second, ok := Halves(name)
	if !ok {
		return nil
	}
	for _, half := range []string{first, second} {
		if s := ParseStreet(half); s.Core != "" {
			names = append(names, s)
		}
	}
	return names
}

// rejoined writes two words as one where one of them alone would be a type,
// a direction or a title, or the two are one: "Bul lock", "East ern", "Aven
// ida", "Bou Levard".
func rejoined(words []string, yield func(tokens []string)) {
	isSpecial := func(w string) bool {
		return typeWords[w].class != "" || directions[w] != "" || articles[w] || sameWords[w] != ""
	}
	for i := 0; i+1 < len(words); i++ {
		joint := words[i] + words[i+1]
		if !isSpecial(words[i]) && !isSpecial(words[i+1]) && !isSpecial(joint) || isDigits(words[i]) {
			continue
		}
		yield(tokensOf(append(append(append([]string{}, words[:i]...), joint), words[i+2:]...)))
	}
}

// Rejoined gives the readings of a name of which two words were one.
func Rejoined(name string) (names []StreetName) {
	rejoined(streetWordsOf(name), func(other []string) { names = append(names, parseStreet(other)) })
	return names[:min(len(names), mostReadings)]
}

// isCompound tells whether a word ends in its type: what is read of
// "Hviezdoslavovonámestie" has a Finnish one.
func isCompound(word, class string) bool {
	_, own := compound(word)
	return own == class
}

// addJoined adds the readings of names with words joined, doubled or scanned.
func addJoined(tokens []string, first StreetName, add func(StreetName)) {
	unscanned(tokens, func(other []string) { add(parseStreet(other)) })
	undoubled(tokens, func(other []string) { add(parseStreet(other)) })
	unjoined(tokens, func(other []string) { add(parseStreet(other)) })
	if n := len(tokens); n > 0 && (first.Type == "" || isCompound(tokens[n-1], first.Type)) {
		if rest, class := joinedSuffix(tokens[n-1]); class != "" && strings.TrimSpace(rest) != "" {
			add(withType(append(tokens[:n-1:n-1], rest), class))
		}
	}
}
