package text

import (
	"slices"
	"strings"
)

// Readings gives ParseStreet's reading of a name as somebody typed it and,
// after it, the less likely ones: a mistyped or joined type word ("Stret",
// "Avenuede la Paix"), or a direction or type that belongs to the name.
func Readings(name string) []StreetName {
	if HasHan(name) {
		return townReadings(name)
	}
	tokens := streetTokens(name)
	first := parseStreet(tokens)
	r := readings{tokens: tokens, first: first, list: []StreetName{first}}
	otherTitles(tokens, func(other []string) {
		if r.hasRoom() {
			r.add(parseStreet(other))
		}
	})
	addJoined(tokens, first, r.add)
	if first.Type == "" && len(tokens) > 0 {
		r.addMistyped()
		r.addCompounds()
		r.addMangled()
	}
	r.addDirections()
	r.addArticles()
	if first.Pre != "" || first.Post != "" || first.Type != "" {
		core, small := coreOf(tokens)
		r.add(StreetName{Core: core, Articles: small})
	}
	return r.list
}

// readings collects what a street's name may be, the likeliest first.
type readings struct {
	tokens []string
	first  StreetName // what ParseStreet makes of them
	list   []StreetName
}

// hasRoom tells whether a reading that is seldom right may be added.
func (r *readings) hasRoom() bool { return len(r.list) < mostReadings }

// add adds a reading that has a core and is none of the others.
func (r *readings) add(s StreetName) {
	if s.Core != "" && !slices.Contains(r.list, s) {
		r.list = append(r.list, s)
	}
}

// addMistyped takes a word at either end for a type with a typing error.
func (r *readings) addMistyped() {
	last := len(r.tokens) - 1
	if last == 0 {
		return
	}
	if class := mistypedType(r.tokens[last], suffixSide); class != "" {
		r.add(withType(r.tokens[:last], class))
	}
	if class := mistypedType(r.tokens[0], prefixSide); class != "" {
		r.add(withType(r.tokens[1:], class))
	}
}

// addCompounds takes a type off the word that it is written together with.
func (r *readings) addCompounds() {
	last := len(r.tokens) - 1
	before := r.tokens[:last:last]
	if rest, class := abbreviatedCompound(r.tokens[last]); class != "" {
		r.add(withType(append(before, rest), class))
	}
	if rest, class := joinedPrefix(r.tokens[0]); class != "" {
		r.add(withType(append([]string{rest}, r.tokens[1:]...), class))
	}
	mistypedCompounds(r.tokens[last], func(rest, class string) {
		if r.hasRoom() {
			r.add(withType(append(before, rest), class))
		}
	})
}

// addMangled gives up the end of the last word, see Mangled.
func (r *readings) addMangled() {
	last := len(r.tokens) - 1
	word := []rune(r.tokens[last])
	for cut := 3; cut <= 4 && len(word) >= cut+5; cut++ {
		s := parseStreet(append(r.tokens[:last:last], string(word[:len(word)-cut])))
		s.Type = Mangled
		r.add(s)
	}
}

// addDirections takes a word at either end for a direction with a typing error.
func (r *readings) addDirections() {
	if len(r.tokens) < 2 {
		return
	}
	for _, at := range [...]int{0, len(r.tokens) - 1} {
		if !r.hasRoom() {
			return
		}
		if d := mistypedDirection(r.tokens[at]); d != "" {
			mended := slices.Clone(r.tokens)
			mended[at] = d
			r.add(parseStreet(mended))
		}
	}
}

// addArticles takes an article off the name that it is written together with.
func (r *readings) addArticles() {
	for _, article := range joinedArticles {
		if rest, ok := strings.CutPrefix(r.first.Core, article); ok && len(rest) >= 4 && r.hasRoom() {
			apart := r.first
			apart.Core, apart.Articles = rest, article+r.first.Articles
			r.add(apart)
		}
	}
}
