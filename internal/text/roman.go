package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names in other scripts are also found by those who write them in Latin
// letters. There are several customary ways to do so ("Tverskaya",
// "Tverskaja", "Tverskaia"), so both sides are folded to a skeleton in which
// they agree: the index has the skeleton of each such name among its words,
// and a question is looked up by its own where the name as such is not found.
//
// A skeleton begins with a mark that no name has, so that skeletons and names
// never meet. There are three kinds, because letters say different things:
const (
	romanMark     = "~" // Cyrillic, Greek, Armenian, Georgian
	consonantMark = "^" // Arabic: the consonants alone, vowels are not written
	koreanMark    = "=" // Hangul
)

// HasRoman is the word that an index has which has skeletons at all.
const HasRoman = romanMark

// IsRoman tells whether a core name is a skeleton.
func IsRoman(core string) bool {
	return core != "" && strings.Contains(romanMark+consonantMark+koreanMark, core[:1])
}

// mostRomanKeys bounds the skeletons of one name.
const mostRomanKeys = 4

// RomanKeys gives the words under which an index has a core name that is not
// in Latin letters, besides itself; none for a Latin name, or for one in a
// script that is not known here.
func RomanKeys(core string) (keys []string) {
	script := scriptOf(core)
	if script == nil {
		return nil
	}
	name := withoutOrdinals(core)
	if rest, kind := nativeType(name); kind != "" {
		name = rest
	}
	for _, latin := range script.spell(name) {
		if skeleton := script.fold(latin); skeleton != "" && len(keys) < mostRomanKeys && !slices.Contains(keys, script.mark+skeleton) {
			keys = append(keys, script.mark+skeleton)
		}
	}
	return keys
}

// romanScript is a script, or several, of which names are written in Latin
// letters in one manner.
type romanScript struct {
	mark  string
	spell func(name string) []string // in Latin letters, in the ways that fold does not make one
	fold  func(latin string) string  // the skeleton
}

var (
	alphabets  = &romanScript{romanMark, spellAlphabet, foldRoman}
	consonants = &romanScript{consonantMark, spellConsonants, foldConsonants}
	hangul     = &romanScript{koreanMark, spellHangul, foldKorean}

	romanScripts = []*romanScript{alphabets, consonants, hangul}
)

// scriptOf tells how a name is written in Latin letters; nil where it is.
func scriptOf(name string) *romanScript {
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf:
		case unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Georgian):
			return alphabets
		case unicode.Is(unicode.Arabic, r):
			return consonants
		case unicode.Is(unicode.Hangul, r):
			return hangul
		}
	}
	return nil
}

// RomanNames reads a street's name in Latin letters as one that may be in
// another script: Core is then a skeleton, which only CoresNamed knows, and
// Type a kind of street as StreetKind gives it. There is none of a name that
// has other letters.
func RomanNames(name string) (names []StreetName) {
	tokens, kind := romanTokens(name)
	if len(tokens) == 0 {
		return nil
	}
	for _, script := range romanScripts {
		for _, words := range [...][]string{tokens, leaveArticles(tokens, script)} {
			skeleton := script.fold(strings.Join(words, ""))
			if script == consonants {
				skeleton = script.fold(joinArticles(words))
			}
			n := StreetName{Core: script.mark + skeleton, Type: kind}
			if len(skeleton) >= shortestSkeleton && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// shortestSkeleton is how many letters or digits of a name must be left.
const shortestSkeleton = 2

// romanTokens gives the words of a name in Latin letters without those that
// tell the kind of street.
func romanTokens(name string) (tokens []string, kind string) {
	words := strings.Fields(romanContractions.Replace(Key(name) + " "))
	for i, w := range words {
		if i > 0 && isDigits(words[i-1]) && romanOrdinals[w] {
			continue // "1-ya", "3-rd"
		}
		if strings.IndexFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			return nil, ""
		}
		if title, ok := romanTitles[w]; ok {
			tokens = append(tokens, title)
			continue
		}
		tokens = appendCanonical(tokens, w)
	}
	for _, at := range [...]int{0, len(tokens) - 1} {
		if len(tokens) < 2 {
			break
		}
		if at > 0 {
			at = len(tokens) - 1
		}
		if k := romanTypes[foldRoman(tokens[at])]; k != "" && kind == "" && romanTitles[tokens[at]] == "" {
			kind, tokens = k, slices.Delete(tokens, at, at+1)
		}
	}
	return tokens, kind
}

// romanContractions are the type words that are shortened in the middle, as keys.
var romanContractions = strings.NewReplacer("pr t ", "prospekt ", "pr kt ", "prospekt ", "b r ", "bulvar ", "pr d ", "proezd ", "pl d ", "ploshchad ", "nab ya ", "nab ", "sh se ", "shosse ")

// romanTitles are titles as the index has them in another script: those with
// one spelling there, and those without.
var romanTitles = map[string]string{"akademika": "academician", "akad": "academician", "prof": "prof", "profesor": "profesor", "doktor": "doktor"}

// romanOrdinals are the endings of ordinal numbers behind a hyphen.
var romanOrdinals = wordList(`ya aya ja aja ia iy yi y ij oy oi oj e ye st nd rd th go ogo ga ha ta in`)

// withoutOrdinals drops the endings of ordinal numbers that stay in a core.
func withoutOrdinals(core string) string {
	for _, end := range [...]string{"րդ", "ին", "ы"} {
		for from := 0; ; {
			at := strings.Index(core[from:], end) + from
			if at < from {
				break
			}
			if from = at + len(end); at > 0 && core[at-1] >= '0' && core[at-1] <= '9' {
				core, from = core[:at]+core[from:], at
			}
		}
	}
	return core
}

// leaveArticles leaves out the articles of Arabic, which many do.
func leaveArticles(tokens []string, script *romanScript) []string {
	if script != consonants {
		return tokens
	}
	kept := slices.DeleteFunc(slices.Clone(tokens), func(w string) bool { return arabicArticles[w] })
	if len(kept) == 0 {
		return tokens
	}
	return kept
}

// arabicArticles are the forms that the article takes before the letters of the sun.
var arabicArticles = wordList(`al el ash esh as es an en ar er at et ad ed az ez l`)

// joinArticles joins words, the articles as they are written in Arabic: "ash-shabab" is "al shabab".
func joinArticles(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if arabicArticles[w] {
			w = "l"
		}
		b.WriteString(w)
	}
	return b.String()
}

// StreetKind tells which of the kinds that RomanNames gives a street of that
// type and core name is, "" where that is not known.
func StreetKind(class, core string) string {
	if kind := kindOfClass[class]; kind != "" {
		return kind
	}
	_, kind := nativeType(core)
	return kind
}

// nativeType parts a core name in a script whose words for kinds of streets
// stay in the core from that word.
func nativeType(core string) (rest, kind string) {
	for _, t := range nativeTypes {
		for _, cut := range [...]func(string, string) (string, bool){strings.CutSuffix, strings.CutPrefix} {
			if rest, ok := cut(core, t.word); ok && rest != "" {
				return rest, t.kind
			}
		}
	}
	return core, ""
}
