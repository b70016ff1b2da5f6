package engine

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// readKorean sets apart what stands before the road of an address in Korean:
// country, city, district. Districts that no index knows say nothing, and the
// city is called as the dictionary has it.
func (b *batch) readKorean(q *question) {
	for _, f := range [...]field{free, line, locality} {
		if s := q.texts[f]; len(s) <= maxText && text.HasHangul(s) {
			q.texts[f] = b.koreanText(s)
		}
	}
}

func (b *batch) koreanText(s string) string {
	var kept strings.Builder
	write := func(word, after string) {
		kept.WriteString(word)
		kept.WriteString(after)
	}
	ahead := true // of the road
	words := text.KoreanWords(s)
	for i, word := range words {
		switch {
		case !ahead || !text.HasHangul(word) || text.IsKoreanRoad(word):
			ahead = ahead && !text.IsKoreanRoad(word)
			write(word, " ")
		case text.IsKoreanDistrict(word) && i+1 < len(words) && !b.knows(word):
		default:
			name, isCity := text.KoreanCity(word)
			switch {
			case isCity && b.knows(name): // 서울특별시 is a province, its streets are in 서울
				write(name, ", ")
			case b.knows(word):
				write(word, ", ")
			default:
				write(word, " ")
			}
		}
	}
	if kept.Len() == 0 {
		return s
	}
	return strings.TrimRight(kept.String(), " ,")
}

// knows tells whether a word names an area.
func (b *batch) knows(word string) bool { return len(b.find([]byte(text.Key(word)))) > 0 }
