package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// StreetName is a street's name taken apart, so that its spellings compare:
// "East Second Street", "E 2nd St." and "e. second str" are all
// {Core: "2", Type: "st", Pre: "e"}, "Hauptstraße" and "Haupt Str." both
// {Core: "haupt", Type: "str"}. All parts are in the form of Key.
type StreetName struct {
	Core string // what tells the street from others: its words without blanks, articles or type; never empty unless the name is
	Type string // class of its type word ("st", "ave", "rue"), "" where none is recognised
	Pre  string // direction before the core: "n", "sw", …
	Post string // direction after it
	// Articles are the small words left out of the core ("del", "de la"):
	// streets that differ in nothing else are two streets, but a question may
	// leave them out.
	Articles string
}

// Mangled is the type of a reading that gives up the end of a name: what
// stands there should be a type and is none ("Klaneettitnie").
const Mangled = "?"

// ParseStreet takes a street's name apart. It knows the type words,
// directions, ordinals, titles and articles of the languages in words_*.go
// all at once, whatever the country: the same words give the same parts on
// the side of the index and on the side of the question, and that is all
// that a comparison needs.
func ParseStreet(name string) StreetName {
	if HasHan(name) {
		core, small := townName(name)
		return StreetName{Core: core, Articles: small}
	}
	return parseStreet(streetTokens(name))
}

// titles are what single letters and "st" stand for in some languages, as Key
// gives it.
var titles = map[string][]string{
	"st": {"store"}, "б": {"большая", "большои", "большое"}, "м": {"малая", "малыи", "малое"},
	"в": {"верхняя", "верхнии"}, "н": {"нижняя", "нижнии", "новая", "новыи"}, "с": {"старая", "старыи"},
}

// otherTitles reads a word as another title: "St." is Store in Danish, "Б."
// Большая in Russian, and "Ssint" a mistyped Saint.
func otherTitles(tokens []string, yield func(tokens []string)) {
	for i, t := range tokens {
		others := titles[t]
		switch {
		case len(tokens) < 2 || t == "st" && i > 0:
			continue
		case len(others) == 0 && isMistypedSaint(t):
			others = []string{"st"}
		}
		for _, title := range others {
			other := slices.Clone(tokens)
			other[i] = title
			yield(other)
		}
	}
}

// isMistypedSaint tells a word that is one edit away from Saint, in French or
// in German.
func isMistypedSaint(word string) bool {
	if len(word) < len("sain") || len(word) > len("sainte")+utf8.UTFMax {
		return false
	}
	return Distance(word, "saint", 1) == 1 || Distance(word, "sankt", 1) == 1 || Distance(word, "sainte", 1) == 1
}

// mostReadings bounds the readings of a name.
const mostReadings = 8

func withType(tokens []string, class string) StreetName {
	s := parseStreet(tokens)
	if s.Type == "" {
		s.Type = class
	}
	return s
}

// parseStreet strips, from tokens in canonical form, directions and the type
// word from the ends; what is left is the core.
func parseStreet(tokens []string) StreetName {
	var s StreetName
	tokens = s.takePost(tokens)
	tokens = s.takeType(tokens)
	if s.Post == "" {
		tokens = s.takePost(tokens)
	}
	tokens = s.takePre(tokens)
	s.Core, s.Articles = coreOf(tokens)
	return s
}

// takePost takes a direction off the end, where a name is left before it.
func (s *StreetName) takePost(tokens []string) []string {
	n := len(tokens)
	if n < 2 || directions[tokens[n-1]] == "" || onlyTypes(tokens[:n-1]) {
		return tokens
	}
	s.Post = directions[tokens[n-1]]
	if n > 2 && len(s.Post) == 1 && len(directions[tokens[n-2]]) == 1 && !onlyTypes(tokens[:n-2]) {
		s.Post = directions[tokens[n-2]] + s.Post
		return tokens[:n-2]
	}
	return tokens[:n-1]
}

// takePre takes a direction off the front, where a name is left after it.
func (s *StreetName) takePre(tokens []string) []string {
	if len(tokens) < 2 || directions[tokens[0]] == "" {
		return tokens
	}
	s.Pre = directions[tokens[0]]
	if second := directions[tokens[1]]; len(tokens) > 2 && len(s.Pre) == 1 && len(second) == 1 {
		s.Pre += second
		return tokens[2:]
	}
	return tokens[1:]
}

// takeType takes the type word off the end that has the heavier one.
func (s *StreetName) takeType(tokens []string) []string {
	n := len(tokens)
	if n == 0 {
		return tokens
	}
	prefix, suffix := typeWord{}, typeWord{}
	if n > 1 {
		prefix, suffix = typeAt(tokens[0], prefixSide), typeAt(tokens[n-1], suffixSide)
		if n > 2 && prefix.class == "" && directions[tokens[0]] != "" {
			if inner := typeAt(tokens[1], prefixSide); inner.class != "" && inner.weight > suffix.weight {
				s.Type = inner.class // "N. Avenue de …": the direction stands before the type
				return append([]string{tokens[0]}, tokens[2:]...)
			}
		}
	}
	switch {
	case prefix.class != "" && prefix.weight > suffix.weight:
		s.Type = prefix.class
		return tokens[1:]
	case suffix.class != "":
		s.Type = suffix.class
		return tokens[:n-1]
	}
	if rest, class := compound(tokens[n-1]); class != "" {
		s.Type = class
		return append(tokens[:n-1:n-1], rest)
	}
	return tokens
}

// coreOf joins the tokens that are no articles, and the articles apart; where
// there is nothing but articles, they are the core.
func coreOf(tokens []string) (core, small string) {
	var b, a strings.Builder
	for _, t := range tokens {
		switch {
		case articles[t]:
			a.WriteString(t)
		case len(tokens) > 1 && typeWords[t].class != "":
			b.WriteString(typeWords[t].class) // "street" or "st" within a name
		default:
			b.WriteString(t)
		}
	}
	if b.Len() == 0 {
		return a.String(), ""
	}
	return b.String(), a.String()
}

// onlyTypes tells whether tokens are nothing but one type word, so that what
// stands beside it is the name ("Avenue E").
func onlyTypes(tokens []string) bool {
	return len(tokens) == 1 && typeWords[tokens[0]].class != ""
}

// streetTokens gives the words of a name in canonical form.
func streetTokens(name string) []string { return tokensOf(streetWordsOf(name)) }

// streetWordsOf gives the words of a name as they are typed, in the form of Key.
func streetWordsOf(name string) []string {
	name = splitElisions(name)
	if strings.IndexByte(name, '-') > 0 && !isASCII(name) {
		name = contractions.Replace(name)
	}
	return strings.Fields(Key(name))
}

// tokensOf gives words in canonical form.
func tokensOf(words []string) []string {
	tokens := make([]string, 0, len(words)+2)
	for i, w := range words {
		isLast := i == len(words)-1 && len(words) > 1 && w[0] < 0x80 // "2 St" is a street, "2 nd St" too
		if i > 0 && isDigits(words[i-1]) && isOrdinalEnding(w) && !isLast {
			continue // "1-й", "2 nd"
		}
		tokens = appendCanonical(tokens, w)
	}
	return tokens
}

// contractions are the type words that are shortened in the middle. All have a
// hyphen behind letters that are not of ASCII.
var contractions = strings.NewReplacer("пр-т", "проспект", "пр-кт", "проспект", "Пр-т", "проспект", "пр-д", "проезд", "б-р", "бульвар", "Б-р", "бульвар",
	"пл-дь", "площадь", "наб-я", "набережная", "пер-к", "переулок", "ш-се", "шоссе", "просп-т", "проспект")

// appendCanonical appends the one spelling of a word that has several.
func appendCanonical(tokens []string, word string) []string {
	if c, ok := sameWords[word]; ok {
		return append(tokens, strings.Fields(c)...)
	}
	if n := ordinal(word); n != "" {
		return append(tokens, n)
	}
	return append(tokens, word)
}

// ordinal gives the digits of "2nd", "1er", "3ème", "12th".
func ordinal(word string) string {
	digits := len(word) - len(strings.TrimLeft(word, "0123456789"))
	if digits == 0 || digits == len(word) || !isOrdinalEnding(word[digits:]) {
		return ""
	}
	return word[:digits]
}

func isOrdinalEnding(s string) bool { return ordinalEndings[s] }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// splitElisions parts the articles that some languages join to the next word
// with an apostrophe ("d'Emili", "l'Opéra", "dell'Arco"), which Key would drop.
func splitElisions(name string) string {
	if !mayHoldApostrophe(name) {
		return name
	}
	var b strings.Builder
	start := 0 // of the current word
	for i, r := range name {
		switch r {
		case '\'', '’', '´', '`':
			if elided[strings.ToLower(name[start:i])] {
				b.WriteByte(' ')
				start = i + len(string(r))
				continue
			}
		case ' ', '-', '/', ',', '.', '(':
			start = i + 1
		}
		b.WriteRune(r)
	}
	return b.String()
}

// mayHoldApostrophe tells by single bytes, the first ones of ´ and ’ too.
func mayHoldApostrophe(name string) bool {
	for i := range len(name) {
		switch name[i] {
		case '\'', '`', "´"[0], "’"[0]:
			return true
		}
	}
	return false
}

func typeAt(word string, s side) typeWord {
	if t := typeWords[word]; t.side&s != 0 {
		return t
	}
	return typeWord{}
}
