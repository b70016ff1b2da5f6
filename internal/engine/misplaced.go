package engine

import (
	"regexp"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// straighten puts what stands in the wrong field into its own, where the fields
// alone show it: the line and the place the other way round, the whole address
// where the place should be, a place where a district should be. What may be as
// meant stays.
func (b *batch) straighten(q *question) {
	t := &q.texts
	switch {
	case t[line] == "" && t[free] == "" && isLineLike(t[locality]):
		t[free], t[locality] = t[locality], ""
	case isLineLike(t[locality]) && b.namesTown(t[line]):
		t[line], t[locality] = t[locality], t[line]
	}
	if t[line] == "" || t[locality] != "" || t[town] != "" {
		return
	}
	for _, f := range []field{district, district2} {
		if t[f] != "" && b.namesPlace(t[f]) && !b.namesAdmin(t[f]) {
			t[locality], t[f] = t[f], ""
			return
		}
	}
}

// isLineLike tells whether a place's field holds a number and a street: digits,
// and beside what may be a postcode a word more than a place has.
func isLineLike(s string) bool {
	if len(s) > maxText || !text.HasDigit(s) {
		return false
	}
	tokens, _ := text.Tokens(s, longestLine)
	streetWord, numbers := false, 0
	for i, t := range tokens {
		if i == 0 && (beforeCode(tokens) || beforeStreet(tokens)) {
			numbers++
			continue
		}
		streetWord = streetWord || text.IsStreetWord(t.Key) || text.ParseStreet(t.Key).Type != "" || text.IsKoreanRoad(t.Key)
		if text.HasDigit(t.Key) && !text.IsOrdinal(t.Key) && (!text.IsPostcodeLike(t.Key) || isLettered(t.Key) || i == 0 && len(t.Key) < 4) {
			numbers++
		}
	}
	return numbers > 0 && (streetWord || len(tokens) > 2)
}

// beforeCode tells whether a number that might be a postcode stands before
// words of which a later one is: "7401 Old Pimlico Rd, Baltimore, MD 21209".
func beforeCode(tokens []text.Token) bool {
	first, last := tokens[0].Key, tokens[len(tokens)-1].Key
	return len(tokens) > 3 && len(first) <= longestOfHouse && text.IsPostcodeLike(first) && text.IsPostcodeLike(last) && len(last) >= len(first)
}

// longestOfHouse is how many digits a house number has at most.
const longestOfHouse = 5

// beforeStreet tells whether a number that might be a postcode stands before a
// street: "9114 Samoset Road". A town may end in a street, as Neustadt an der
// Weinstraße does, but not in a word for one alone.
func beforeStreet(tokens []text.Token) bool {
	number, last := tokens[0].Key, tokens[len(tokens)-1].Key
	return len(tokens) > 2 && len(number) <= longestOfHouse && strings.Trim(number, "0123456789") == "" && text.IsStreetWord(last) && text.ParseStreet(last).Type == ""
}

// namesTown tells whether a text is a town and no line, its arrondissement aside.
func (b *batch) namesTown(s string) bool {
	if town := arrondissement.ReplaceAllString(s, ""); len(town) < len(s) {
		s = town
	}
	return !text.HasDigit(s) && b.namesPlace(s)
}

// arrondissement is a part of Paris, Lyon or Marseille, as it stands behind the town.
var arrondissement = regexp.MustCompile(`(?i)\s+\d{1,2}(er|e|[eè]me)?\s+arr(ondissement|dt)?\.?$`)

// namesPlace tells whether a text is the name of a populated place.
func (b *batch) namesPlace(s string) bool {
	return b.namesKind(s, func(k index.Kind) bool { return k >= index.Place })
}

// namesAdmin tells whether a text is the name of a country or district.
func (b *batch) namesAdmin(s string) bool {
	return b.namesKind(s, func(k index.Kind) bool { return k < index.Place })
}

func (b *batch) namesKind(s string, is func(index.Kind) bool) bool {
	if len(s) > maxText {
		return false
	}
	key := text.Key(s)
	return key != "" && len(key) <= longestKey && slices.ContainsFunc(b.find([]byte(key)), func(n naming) bool { return is(n.Kind) })
}
