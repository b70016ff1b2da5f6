package engine

import (
	"slices"

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
	case isLineLike(t[locality]) && b.namesPlace(t[line]) && !text.HasDigit(t[line]):
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
		streetWord = streetWord || text.IsStreetWord(t.Key) || text.ParseStreet(t.Key).Type != ""
		if text.HasDigit(t.Key) && !text.IsOrdinal(t.Key) && (!text.IsPostcodeLike(t.Key) || isLettered(t.Key) || i == 0 && len(t.Key) < 4) {
			numbers++
		}
	}
	return numbers > 0 && (streetWord || len(tokens) > 2)
}

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
