package text

import (
	"strings"
	"unicode/utf8"
)

// romanLetters are the customary Latin letters of those of the alphabets, in
// the form of Key, so that accents are gone from both.
var romanLetters = letterTable(`
а a б b в v г g ґ g д d е e ж zh з z и i і i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
ъ - ы y ь - э e ю yu я ya є e ђ d ћ c љ lj њ nj џ dz ѕ dz ј j ә a ғ g қ k ң n ө o ұ u ү u һ h ѐ e
α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s τ t υ y φ f χ h ψ ps ω o
ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r
ս s վ v տ t ր r ց ts ւ v փ p ք k և ev օ o ֆ f
ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ k შ sh ჩ ch ც ts ძ dz
წ ts ჭ ch ხ kh ჯ j ჰ h
`)

// arabicLetters are the consonants; what is written in Latin letters as a
// vowel, or not at all, is left out.
var arabicLetters = letterTable(`
ب b ت t ث t ج g د d ذ z ر r ز z س s ش s ص s ض d ط t ظ z غ g ف f ق k ك k ک k ل l م m ن n خ k پ b چ s ژ z گ g ڤ f
ا - ء - أ - إ - آ - ى - ع - ه - ة - ح - و - ي - ی - ئ - ؤ - ٱ -
`)

func letterTable(table string) map[rune]string {
	letters := map[rune]string{}
	fields := strings.Fields(table)
	for i := 0; i+1 < len(fields); i += 2 {
		r, _ := utf8.DecodeRuneInString(fields[i])
		letters[r] = strings.TrimSuffix(fields[i+1], "-")
	}
	return letters
}

// spellLetters writes a name by a table; what is not in it stays.
func spellLetters(name string, letters map[rune]string) string {
	var b strings.Builder
	for _, r := range name {
		if latin, ok := letters[r]; ok {
			b.WriteString(latin)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// otherAlphabets write letters of which there is more than one custom: those
// of Bulgarian (щ, ъ), the diphthongs of Greek letter by letter or by sound.
var (
	bulgarian   = strings.NewReplacer("щ", "sht", "ъ", "a")
	greekSounds = strings.NewReplacer("ου", "u", "αυ", "av", "ευ", "ev", "ει", "i", "οι", "i", "υι", "i", "αι", "e", "μπ", "b", "ντ", "d", "γκ", "g", "γγ", "g", "χ", "h")
	greekSpelt  = strings.NewReplacer("ου", "u", "αυ", "av", "ευ", "ev", "γγ", "ng", "χ", "ch")
	armenian    = strings.NewReplacer("ու", "u")
)

// spellAlphabet writes a name in Latin letters.
func spellAlphabet(name string) []string {
	plain := spellLetters(armenian.Replace(greekSpelt.Replace(name)), romanLetters)
	ways := []string{plain}
	add := func(way string) {
		if way != plain {
			ways = append(ways, way)
		}
	}
	add(spellLetters(armenian.Replace(greekSpelt.Replace(bulgarian.Replace(name))), romanLetters))
	add(spellLetters(greekSounds.Replace(name), romanLetters))
	add(spellLetters(strings.ReplaceAll(name, "ђ", "дј"), romanLetters))
	if rest, ok := strings.CutPrefix(name, "ո"); ok && !strings.HasPrefix(rest, "ւ") {
		add("v" + plain) // "Voskanyan" begins with an o
	}
	return ways
}

// SameLetter tells whether what follows two house numbers is the same letter in
// two alphabets: "43В" is 43V.
func SameLetter(a, b string) bool {
	return a != "" && scriptOf(a) != scriptOf(b) && spellLetters(a, romanLetters) == spellLetters(b, romanLetters)
}

// romanFolds make one of the letters and pairs of them that customs differ in.
// What stands earlier wins.
var romanFolds = strings.NewReplacer(
	"shch", "s", "tsch", "c", "tch", "c", "sch", "s", "sc", "s", "sh", "s", "zh", "z", "kh", "h", "gh", "h", "ch", "c", "tsz", "c", "ts", "c", "tz", "c", "cz", "c",
	"ph", "v", "th", "t", "dh", "d", "x", "ks", "q", "k", "w", "v", "f", "v", "g", "h", "ou", "u", "y", "i", "j", "i",
)

// foldRoman gives the skeleton of a name in Latin letters: letters that the
// customs of writing Cyrillic, Greek, Armenian or Georgian differ in are one,
// doubled ones single.
func foldRoman(latin string) string {
	return single(soft.Replace(single(romanFolds.Replace(latin))))
}

// soft folds what a soft vowel is written as: "Yesenina" is Esenina.
var soft = strings.NewReplacer("ie", "e", "io", "e")

// single writes doubled letters once; digits stay.
func single(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		if r != last || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func spellConsonants(name string) []string {
	plain := spellLetters(name, arabicLetters)
	return []string{plain, spellLetters(strings.TrimPrefix(name, "ال"), arabicLetters)}
}

// consonantFolds give the consonants of Arabic that Latin letters stand for.
var consonantFolds = strings.NewReplacer(
	"sh", "s", "kh", "k", "gh", "g", "th", "t", "dh", "z", "ch", "s", "ph", "f", "j", "g", "q", "k", "p", "b", "v", "f", "c", "k", "x", "ks",
	"a", "", "e", "", "i", "", "o", "", "u", "", "y", "", "w", "", "h", "",
)

func foldConsonants(latin string) string { return single(consonantFolds.Replace(latin)) }
