package text

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// HasHangul tells whether a text has syllables of Hangul.
func HasHangul(s string) bool {
	return hasWide(s) && strings.IndexFunc(s, func(r rune) bool { return r >= firstSyllable && r <= lastSyllable }) >= 0
}

// Letters counts the letters and digits that a name is typed in: a syllable of
// Hangul is two or three.
func Letters(name string) (n int) {
	for _, r := range name {
		if r < firstSyllable || r > lastSyllable {
			n++
		} else if n += 2; (r-firstSyllable)%finalCount > 0 {
			n++
		}
	}
	return n
}

// TypedDistance is Distance counted in what is typed: of Hangul in the letters
// of its syllables.
func TypedDistance(a, b string, most int) int {
	if HasHangul(a) && HasHangul(b) {
		a, b = norm.NFD.String(a), norm.NFD.String(b)
	}
	return Distance(a, b, most)
}

var (
	// A road and the number written to it: 강서로47라길21, 세종대로110.
	koreanRoad = regexp.MustCompile(`^(\S*?(?:대로|로|길)(?:[0-9]+[가-힣]{0,3}길)?)([0-9]+(?:-[0-9]+)?)$`)
	// A number below ground.
	koreanBasement = regexp.MustCompile(`(^|\s|[로길])지하\s*([0-9]+(?:-[0-9]+)?)(\s|,|$)`)
	// A part of the town, or a building, behind the number.
	koreanAside = regexp.MustCompile(`\(([^()]*\p{Hangul}[^()]*)\)`)
)

// KoreanWords cuts an address in Korean into words: the number apart from the
// road, one below ground as "110지하", and without what stands in parentheses
// behind it, the names of a part of town and a building.
func KoreanWords(s string) []string {
	s = koreanAside.ReplaceAllString(s, " ")
	s = koreanBasement.ReplaceAllString(s, "$1 ${2}"+Basement+"$3")
	var words []string
	for word := range strings.FieldsSeq(strings.ReplaceAll(s, ",", " , ")) {
		if at := koreanRoad.FindStringSubmatch(word); at != nil {
			words = append(words, at[1], at[2])
			continue
		}
		if n := len(words); koreanUnit.MatchString(word) && n > 1 {
			if words[n-1] == "," {
				words = words[:n-1] // "세종대로 110, 3층"
			} else if koreanUnit.MatchString(words[n-1]) {
				words[n-1] += word
				continue
			}
		}
		words = append(words, word)
	}
	return words
}

// koreanUnit is a building, floor or room by its number, or several.
var koreanUnit = regexp.MustCompile(`^((지하|B)?[0-9]+(동|층|호실|호))+$`)

// Basement marks a number below ground; it stands before the number as people
// write it, and behind it where numbers are compared.
const Basement = "지하"

// koreanCities are what the names of large cities and provinces end in.
var koreanCities = []string{"특별자치시", "특별자치도", "특별시", "광역시", "시", "도"}

// KoreanCity gives the name of a city or province without what kind it is.
func KoreanCity(word string) (name string, ok bool) {
	for _, end := range koreanCities {
		if name, ok := strings.CutSuffix(word, end); ok && len(name) >= len("서울") {
			return name, true
		}
	}
	return word, false
}

// IsKoreanDistrict tells whether a word is the name of a district, town,
// township or quarter, or of a village.
func IsKoreanDistrict(word string) bool {
	if strings.IndexFunc(word, unicode.IsDigit) >= 0 {
		return false
	}
	for _, end := range [...]string{"구", "군", "읍", "면", "동", "리"} {
		if name, ok := strings.CutSuffix(word, end); ok && name != "" {
			return true
		}
	}
	return false
}

// IsKoreanRoad tells whether a word is the name of a road or lane.
func IsKoreanRoad(word string) bool {
	return strings.HasSuffix(word, "로") || strings.HasSuffix(word, "길")
}
