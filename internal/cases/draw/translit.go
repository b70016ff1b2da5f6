package draw

import (
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/cases"
)

// inLatin writes an address of another script in Latin letters, street,
// number and town.
func inLatin(_ *drawing, q *question, h *house) string {
	street, ok := latin(q.street, h)
	if !ok {
		return unfit
	}
	q.street = street
	q.number, _ = latin(q.number, h)
	if town, ok := latin(q.locality, h); ok {
		q.locality, q.meant = town, q.locality
	}
	q.anyType = true
	return notSo
}

// latin writes the letters of other scripts in Latin ones as people do who
// have no keyboard for them, and tells whether there were any, and all of
// them known.
func latin(s string, h *house) (string, bool) {
	letters := latinLetters[0]
	if cases.Hash("latin", hex(h.order))%2 == 0 {
		letters = latinLetters[1]
	}
	var b strings.Builder
	found := false
	for _, r := range s {
		small := unicode.ToLower(r)
		to, ok := letters[small]
		if !ok {
			to, ok = latinLetters[0][small]
		}
		switch {
		case ok && r != small:
			b.WriteString(titled(to))
		case ok:
			b.WriteString(to)
		case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			return s, false
		default:
			b.WriteRune(r)
		}
		found = found || ok
	}
	return b.String(), found
}

// latinLetters are two usual ways to write the letters: as in English
// transcription, and as on signs and in passports. What the second lacks is
// as in the first.
var latinLetters = [2]map[rune]string{
	letterTable(`а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya
		і i ї i є ie ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz
		ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h
		ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ u փ p ք k օ o ֆ f և ev
		α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ά a έ e ή i ί i ό o ύ y ώ o ϊ i ΐ i ϋ y ΰ y`),
	letterTable(`ё yo й i х h ц c щ sch ы i ю iu я ia є ye ї yi х h ж j`),
}

// letterTable reads pairs of a letter and what it becomes; - is nothing.
func letterTable(table string) map[rune]string {
	letters := map[rune]string{}
	words := strings.Fields(table)
	for i := 0; i+1 < len(words); i += 2 {
		letters[[]rune(words[i])[0]] = strings.Trim(words[i+1], "-")
	}
	return letters
}
