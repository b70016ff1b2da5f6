package text

import "strings"

// Hangul syllables are numbered by first consonant, vowel and last consonant.
const (
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
	vowelCount    = 21
	finalCount    = 28
)

// The letters of Hangul in the Revised Romanization, by number.
var (
	initials = strings.Fields(`g kk n d tt r m b pp s ss - j jj ch k t p h`)
	vowels   = strings.Fields(`a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i`)
	finals   = strings.Fields(`- k k k n n n t l k m l l l p l m p p t t ng t t k t p t`)
)

// spellHangul writes Hangul in Latin letters: in syllables, as spoken, and as
// road signs do, where the word for road is kept apart ("Jong-ro").
func spellHangul(name string) []string {
	return []string{spellSyllables(name, inSyllables), spellSyllables(name, onSigns), spellSyllables(name, spoken)}
}

// The ways to write syllables that meet.
const (
	inSyllables = iota
	onSigns
	spoken
)

func spellSyllables(name string, how int) string {
	var b strings.Builder
	last := "" // the final consonant before, which is not written yet
	write := func(initial string, apart bool) {
		if !apart {
			last, initial = meet(last, initial)
		}
		b.WriteString(strings.TrimSuffix(last, "-") + strings.TrimSuffix(initial, "-"))
		last = ""
	}
	for _, r := range name {
		if r < firstSyllable || r > lastSyllable {
			write("", true)
			b.WriteRune(r)
			continue
		}
		at := int(r - firstSyllable)
		write(initials[at/finalCount/vowelCount], how == inSyllables || how == onSigns && r == '로')
		b.WriteString(vowels[at/finalCount%vowelCount])
		last = finals[at%finalCount]
	}
	write("", true)
	return b.String()
}

// meet gives what a final consonant and the initial after it are spoken as.
func meet(final, initial string) (string, string) {
	switch {
	case final == "" || final == "-":
		return final, initial
	case initial == "-" && final != "ng":
		return "-", voiced[final]
	case (initial == "n" || initial == "m") && nasal[final] != "":
		return nasal[final], initial
	case initial == "r":
		return beforeR(final)
	case final == "l" && initial == "n":
		return "l", "l"
	}
	return final, initial
}

// beforeR gives what ㄹ and the consonant before it become.
func beforeR(final string) (string, string) {
	switch final {
	case "n", "l":
		return "l", "l"
	case "m", "ng":
		return final, "n"
	}
	return nasal[final], "n"
}

var (
	nasal  = map[string]string{"k": "ng", "t": "n", "p": "m"}
	voiced = map[string]string{"k": "g", "t": "d", "p": "b", "l": "r", "n": "n", "m": "m"}
)

// koreanFolds make one of the letters that the customs of writing Korean
// differ in: voiced and voiceless, r and l, the vowels with and without e.
var koreanFolds = strings.NewReplacer(
	"ch", "c", "sh", "s", "kk", "k", "tt", "t", "pp", "p", "jj", "c", "g", "k", "d", "t", "b", "p", "j", "c", "r", "l",
	"yeo", "yo", "eo", "o", "eu", "u", "yae", "ye", "wae", "we", "ae", "e", "oe", "we", "woo", "u", "oo", "u", "ee", "i", "ui", "i", "wi", "i", "v", "p", "f", "p",
)

func foldKorean(latin string) string { return single(koreanFolds.Replace(latin)) }
