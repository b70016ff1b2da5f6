package text

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Japanese addresses have no streets: what stands in their place is the town
// with its district (丁目), and the number is of a block and a house in it.
// The same town is written in many ways, of which townName makes one: numerals
// of all kinds before a counter, old and new forms of characters, small and
// large kana between characters (ヶ, ケ, が), 大字 and 字 written or not.

// HasHan tells whether a text has Chinese characters, and no Hangul.
func HasHan(s string) bool {
	if !hasWide(s) {
		return false
	}
	han := false
	for _, r := range s {
		if r >= firstSyllable && r <= lastSyllable {
			return false
		}
		han = han || unicode.Is(unicode.Han, r)
	}
	return han
}

// hasWide tells whether a text may have characters of East Asia: from U+2E80
// on UTF-8 has three bytes that begin with 0xE2 or more.
func hasWide(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xE2 {
			return true
		}
	}
	return false
}

// townName gives the one spelling of a town in Chinese characters, in the form
// of Key without blanks, and the words for parts of towns (大字, 字) in it.
func townName(name string) (core, small string) {
	key := strings.ReplaceAll(Key(name), " ", "")
	key, small = withoutParts(modernKana(modernHan.Replace(key)))
	return countedDigits(key), small
}

// withoutParts leaves out the words for parts of towns.
func withoutParts(key string) (rest, small string) {
	if whole, ok := strings.CutPrefix(key, "大字"); ok && whole != "" && !strings.HasPrefix(whole, "町") {
		key, small = whole, "大字"
	} else if part, ok := strings.CutPrefix(key, "字"); ok && part != "" {
		key, small = part, "字"
	}
	for from := 0; ; {
		at := strings.Index(key[from:], "字")
		if at < 0 {
			return key, small
		}
		at += from
		before, size := utf8.DecodeLastRuneInString(key[:at])
		after := key[at+len("字"):]
		if size == 0 || strings.ContainsRune("文名十", before) || after == "" || strings.HasPrefix(after, "町") {
			from = at + len("字")
			continue
		}
		word := "字"
		if before == '大' || before == '小' {
			at, word = at-size, string(before)+word
		}
		if at == 0 {
			return key, small
		}
		key, small, from = key[:at]+after, small+word, at
	}
}

// modernKana writes the kana between two Chinese characters that people write
// in several ways in one: 霞が関, 霞ヶ関 and 霞ケ関 are one town.
func modernKana(key string) string {
	runes := []rune(key)
	for i := 1; i+1 < len(runes); i++ {
		if !unicode.Is(unicode.Han, runes[i-1]) || !unicode.Is(unicode.Han, runes[i+1]) {
			continue
		}
		switch runes[i] {
		case 'ヶ', 'ケ', 'が', 'ガ', 'ヵ', 'カ', 'け', 'ゖ', '箇', '个':
			runes[i] = 'ケ'
		case 'ノ', 'の', '之', '乃':
			runes[i] = 'ノ'
		case 'ツ', 'ッ', 'つ', 'っ':
			runes[i] = 'ツ'
		}
	}
	return string(runes)
}

// counters are what stands behind the numerals of towns and blocks.
var counters = []string{"丁目", "丁", "条", "番", "号", "線", "地割", "区", "組", "軒"}

// countedDigits writes numerals before a counter in digits.
func countedDigits(key string) string {
	if strings.IndexFunc(key, isHanDigit) < 0 {
		return key
	}
	var b strings.Builder
	for rest := key; rest != ""; {
		n := hanDigits(rest)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(rest)
			b.WriteString(rest[:size])
			rest = rest[size:]
			continue
		}
		if value, ok := hanNumber(rest[:n]); ok && startsWithCounter(rest[n:]) {
			b.WriteString(strconv.Itoa(value))
		} else {
			b.WriteString(rest[:n])
		}
		rest = rest[n:]
	}
	return b.String()
}

func startsWithCounter(s string) bool {
	for _, c := range counters {
		if strings.HasPrefix(s, c) {
			return true
		}
	}
	return false
}

// hanDigits is the length in bytes of the numeral that s begins with.
func hanDigits(s string) int {
	for i, r := range s {
		if !isHanDigit(r) {
			return i
		}
	}
	return len(s)
}

func isHanDigit(r rune) bool {
	return strings.ContainsRune("〇一二三四五六七八九十百千壱弐参", r)
}

// hanNumber reads a numeral: 二十三, 二三, 百五. ok is false where it is none,
// or above 9,999.
func hanNumber(s string) (n int, ok bool) {
	digit, plain := -1, ""
	for _, r := range s {
		switch unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]; {
		case unit > 0:
			n += max(digit, 1) * unit
			digit, plain = -1, "-"
			if digit == 0 {
				return 0, false
			}
		default:
			value := strings.Index("〇一二三四五六七八九", string(r)) / len("一")
			switch r {
			case '壱':
				value = 1
			case '弐':
				value = 2
			case '参':
				value = 3
			}
			if plain != "" && plain[0] != '-' || plain == "" {
				plain += strconv.Itoa(value)
			}
			digit = value
		}
	}
	if plain != "" && plain[0] != '-' {
		n, err := strconv.Atoi(plain)
		return n, err == nil && n <= 9999
	}
	return n + max(digit, 0), n > 0 && n <= 9999
}

// townReadings gives a town's name, as indexes of old have it, too.
func townReadings(name string) []StreetName {
	readings := []StreetName{ParseStreet(name)}
	if plain := parseStreet(streetTokens(name)); plain != readings[0] && plain.Core != "" {
		readings = append(readings, plain)
	}
	return readings
}

// TownVariants gives the other spellings of the name of a Japanese
// municipality that PlaceForms looks for: without the county before it
// (上川郡和寒町), and with the characters and kana in their one form.
func TownVariants(name string) (variants []string) {
	if !HasHan(name) {
		return nil
	}
	add := func(v string) {
		if v != name && v != "" && !slices.Contains(variants, v) {
			variants = append(variants, v)
		}
	}
	one := modernKana(modernHan.Replace(name))
	add(one)
	for _, form := range [...]string{name, one} {
		if _, town, ok := strings.Cut(form, "郡"); ok && utf8.RuneCountInString(town) >= 2 {
			add(town)
		}
	}
	return variants
}
