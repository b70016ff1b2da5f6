package draw

import (
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// koreanCities are the names of cities in Korean, by the key of their label in lists.
var koreanCities = map[string][]string{
	"seoul": {"서울특별시", "서울", "서울시"}, "busan": {"부산광역시", "부산", "부산시"},
}

// koreaFull writes an address from the city down, with a district that lists
// do not have, or with what follows the number.
func koreaFull(_ *drawing, q *question, h *house) string {
	cities := koreanCities[text.Key(q.locality)]
	if q.country != "KR" || len(cities) == 0 || !isHangul(q.street) || !(strings.HasSuffix(q.street, "로") || strings.HasSuffix(q.street, "길")) {
		return unfit // other names run into a number that is written to them
	}
	city := pick(h, "city", cities)
	line := q.street + pick(h, "blank", []string{" ", " ", ""}) + q.number
	end := pick(h, "end", []string{"", "", " 3층", ", 101동 1201호", " (역삼동)"})
	q.meant, q.locality = q.locality, city
	q.write = func(q *question, form cases.Form) geocode.Request {
		if form == cases.Structured {
			return geocode.Request{Address: geocode.Address{AddressLine: line + end, Locality: city, PostalCode: q.postcode, CountryRegion: pick(h, "country", []string{"KR", "대한민국", "South Korea"})}}
		}
		return geocode.Request{Query: cases.Join(" ", pick(h, "front", []string{"", "", "대한민국"}), city, line) + end}
	}
	return notSo
}

func isHangul(s string) bool {
	for _, r := range s {
		if r >= 0xAC00 && r <= 0xD7A3 {
			return true
		}
	}
	return false
}

// Letters of Hangul in the romanisation of the state, by number.
var (
	koreanFirst = strings.Fields(`g kk n d tt r m b pp s ss . j jj ch k t p h`)
	koreanVowel = strings.Fields(`a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i`)
	koreanLast  = strings.Fields(`. k k k n n n t l k m l l l p l m p p t t ng t t k t p t`)
)

// koreaLatin writes a road in Latin letters as signs do, its words apart.
func koreaLatin(_ *drawing, q *question, h *house) string {
	if q.country != "KR" || !isHangul(q.street) {
		return unfit
	}
	street := titled(strings.Trim(romanised(roadWords.Replace(q.street)), "- "))
	q.write = func(q *question, form cases.Form) geocode.Request {
		line := pick(h, "order", []string{q.number + " " + street, q.number + ", " + street, street + " " + q.number})
		if form == cases.Structured {
			return geocode.Request{Address: geocode.Address{AddressLine: line, Locality: q.locality, PostalCode: q.postcode, CountryRegion: "KR"}}
		}
		return geocode.Request{Query: cases.Join(", ", line, cases.Join(" ", q.locality, q.postcode), pick(h, "country", []string{"South Korea", "Korea", "Republic of Korea", ""}))}
	}
	return notSo
}

// romanised writes Hangul in Latin letters, syllable by syllable.
func romanised(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r < 0xAC00 || r > 0xD7A3 {
			b.WriteRune(r)
			continue
		}
		n := int(r - 0xAC00)
		b.WriteString(strings.ReplaceAll(koreanFirst[n/588]+koreanVowel[n%588/28]+koreanLast[n%28], ".", ""))
	}
	return b.String()
}

// roadWords sets apart the words for roads and lanes.
var roadWords = strings.NewReplacer("번길", "beon-gil", "대로", "-대로", "로", "-로", "길", "-길")
