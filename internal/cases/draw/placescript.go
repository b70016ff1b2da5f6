package draw

import (
	"slices"
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// native is a place of the sample that the data calls in the script of its
// country, too.
type native struct {
	order   uint64
	name    string   // in that script
	names   []string // all that the data has
	country string
	at      geocode.Point
}

// seeNative draws a place of the drawing's country that has a name in its
// script, and keeps who bears which name.
func (p *pool) seeNative(f *source.Feature) {
	script := scriptOf(p.Country)
	if script == nil || f.Country != p.Country || f.Level == source.LevelNeighborhood {
		return
	}
	at := pointOf(f)
	order := p.hash("native", f.Name, pointKey(at))
	n := native{order: order, names: []string{f.Name}, country: f.Country, at: at}
	var own []string
	for _, other := range f.Names {
		n.names = append(n.names, other.Text)
		if isAskable(other.Text) && isIn(script, other.Text) {
			own = append(own, other.Text)
		}
	}
	for _, name := range n.names {
		key := cases.Hash(text.Key(name))
		if first, known := p.bearers[key]; known && geo.Distance(first, at) > placeWithin {
			p.borneTwice[key] = true
		}
		p.bearers[key] = at
	}
	if len(own) == 0 {
		return
	}
	n.name = own[order%uint64(len(own))]
	if place, fresh := p.natives.at(order); fresh {
		*place = n
	}
}

// scriptOf is the script of the language most spoken in a country, nil where
// that is Latin.
func scriptOf(country string) *unicode.RangeTable {
	switch languageOf(country) {
	case "el":
		return unicode.Greek
	case "ru", "uk", "be", "bg", "sr":
		return unicode.Cyrillic
	case "hy":
		return unicode.Armenian
	case "ka":
		return unicode.Georgian
	case "ar":
		return unicode.Arabic
	case "ko":
		return unicode.Hangul
	case "ja":
		return unicode.Han
	}
	return nil
}

// isIn tells whether all letters of a name are of a script.
func isIn(script *unicode.RangeTable, name string) bool {
	return strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(script, r) }) < 0
}

// placesInLatin asks for places by their own names in Latin letters: there is
// no list of addresses of some countries, but everybody writes their towns so.
func (d *drawing) placesInLatin(k *kind) error {
	return d.nativePlaces(k, func(n *native) (name, country string) {
		name, ok := latinPlace(n)
		if !ok {
			return "", ""
		}
		return name, format.ParseCulture("en").Country(n.country)
	})
}

// placesInScript asks for them the other way round: by the name in the
// country's script, where the gazetteer calls them in Latin letters.
func (d *drawing) placesInScript(k *kind) error {
	return d.nativePlaces(k, func(n *native) (name, country string) { return n.name, countryName(n.country) })
}

// nativePlaces asks for places of the drawing's country.
func (d *drawing) nativePlaces(k *kind, written func(n *native) (name, country string)) error {
	for _, n := range d.pool.natives.sorted() {
		if d.drawn.Made[k.name] == d.each {
			return nil
		}
		name, country := written(n)
		if name == "" {
			continue
		}
		rivalled, err := d.isElsewhereToo(n, name)
		if err != nil {
			return err
		}
		if rivalled {
			d.drop(twiceOver)
			continue
		}
		request := geocode.Request{Culture: cultureOf(n.country)}
		if d.form(k.name) == cases.Free {
			request.Query = name + ", " + country
		} else {
			request.Address = geocode.Address{Locality: name, CountryRegion: n.country}
		}
		d.add(cases.Case{
			Kind: k.name, Form: d.form(k.name), Expect: cases.Place, Truth: n.at, Tolerance: placeWithin,
			Locality: strings.Join(n.names, "; "), Request: request,
		})
	}
	return nil
}

// isElsewhereToo tells whether another place of the country, of the data or the
// gazetteer, has the name that is written, or its own.
func (d *drawing) isElsewhereToo(n *native, written string) (bool, error) {
	for _, name := range []string{written, n.name} {
		key := cases.Hash(text.Key(name))
		if first, known := d.pool.bearers[key]; d.pool.borneTwice[key] || known && geo.Distance(first, n.at) > placeWithin {
			return true, nil
		}
		elsewhere, err := d.anyArea(&named{name: name, town: town{country: n.country}, at: n.at}, func(metres float64) bool { return metres > 2*samePlace })
		if elsewhere || err != nil {
			return elsewhere, err
		}
	}
	return false, nil
}

// latinPlace writes a place's own name in Latin letters, where that can be done
// letter by letter.
func latinPlace(n *native) (string, bool) {
	switch {
	case strings.IndexFunc(n.name, func(r rune) bool { return unicode.Is(unicode.Greek, r) }) >= 0:
		return greekInLatin(n.name, n.order), true
	case isHangul(n.name):
		return titled(romanised(n.name)), true
	}
	name, ok := latin(n.name, &house{order: n.order})
	return name, ok && text.Key(name) != text.Key(n.name)
}

// greekWays are how Greek is written in Latin letters: by the standard of
// passports and signs (ELOT 743), and by the sound, as most people do. What a
// way lacks is as in the table of letters.
var greekWays = [2]*strings.Replacer{
	strings.NewReplacer("αύ", "af", "αυ", "av", "εύ", "ef", "ευ", "ev", "ού", "ou", "ου", "ou", "γγ", "ng", "γξ", "nx", "γχ", "nch", "χ", "ch", "υ", "y", "ύ", "y", "ξ", "x", "ψ", "ps"),
	strings.NewReplacer("αύ", "af", "αυ", "af", "εύ", "ef", "ευ", "ef", "ού", "ou", "ου", "ou", "αί", "e", "αι", "e", "εί", "i", "ει", "i", "οί", "i", "οι", "i",
		"γγ", "g", "γκ", "g", "μπ", "mp", "ντ", "nt", "χ", "h", "υ", "i", "ύ", "i", "ξ", "x"),
}

// greekInLatin writes a name in one of these ways, its words capitalised.
func greekInLatin(name string, order uint64) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if order%2 == 0 { // the standard writes μπ as b where a word begins
			if rest, ok := strings.CutPrefix(w, "μπ"); ok {
				w = "b" + rest
			}
		}
		w, _ = latin(greekWays[order%2].Replace(w), &house{})
		words[i] = titled(w)
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}
