package draw

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/text"
)

// hasType tells whether a house's street has a word for its kind that can be
// taken for another.
func hasType(h *house) bool {
	_, ok := otherType(h)
	return ok
}

// typeWrong gives the street another kind: Avenue for Street.
func typeWrong(_ *drawing, q *question, h *house) string {
	street, ok := otherType(h)
	if !ok || cases.SameStreet(street, q.street) || text.ParseStreet(street).Core != text.ParseStreet(q.street).Core {
		return unfit
	}
	q.street, q.anyType = street, true
	return notSo
}

// otherType puts another word of the language in place of the street's type.
func otherType(h *house) (string, bool) {
	language := languageOf(h.country)
	words := strings.Fields(h.street)
	for _, at := range []int{0, len(words) - 1} {
		if others := slices.DeleteFunc(slices.Clone(kindsOfStreets[language]), func(w string) bool { return text.Key(w) == text.Key(words[at]) }); len(words) > 1 &&
			len(others) > 0 && len(others) < len(kindsOfStreets[language]) {
			words[at] = pick(h, "type", others)
			return strings.Join(words, " "), true
		}
	}
	endings := endsOfStreets[language]
	for _, ending := range endings {
		if rest, ok := strings.CutSuffix(h.street, ending); ok && len([]rune(lastWord(rest))) >= 3 {
			return rest + pick(h, "type", slices.DeleteFunc(slices.Clone(endings), func(e string) bool { return e == ending })), true
		}
	}
	return h.street, false
}

// kindsOfStreets are the words for kinds of streets that stand alone, and
// endsOfStreets those that end a word, of those that are taken for one another.
var (
	kindsOfStreets = map[string][]string{
		"en": {"Street", "Road", "Avenue", "Drive", "Lane", "Court", "Place", "Way", "Close", "Terrace"},
		"fr": {"Rue", "Avenue", "Boulevard", "Place", "Allée", "Impasse"},
		"es": {"Calle", "Avenida", "Plaza", "Paseo", "Camino"},
		"pt": {"Rua", "Avenida", "Travessa", "Largo", "Praça"},
		"ro": {"Strada", "Bulevardul", "Aleea", "Calea"},
		"ru": {"улица", "переулок", "проспект", "проезд", "бульвар"},
		"be": {"вуліца", "завулак", "праспект"},
		"uk": {"вулиця", "провулок", "проспект", "бульвар"},
		"ka": {"ქუჩა", "გამზირი"},
		"hy": {"փողոց", "պողոտա"},
	}
	endsOfStreets = map[string][]string{
		"de": {"straße", "weg", "platz", "gasse", "allee"},
		"sv": {"gatan", "vägen"},
		"fi": {"katu", "tie", "kuja", "polku"},
		"da": {"vej", "gade", "allé"},
	}
)

// typeWord finds the word of a street's name that says what kind of street it
// is, where it stands alone at an end and the rest is a name still.
func typeWord(street string) (word, rest string, last bool) {
	words := strings.Fields(street)
	n := len(words)
	whole := text.ParseStreet(street)
	if n < 2 || whole.Type == "" {
		return "", "", false
	}
	for _, last := range []bool{true, false} {
		word, rest := words[0], words[1:]
		if last {
			word, rest = words[n-1], words[:n-1]
		}
		name := strings.Join(rest, " ")
		parsed := text.ParseStreet(name)
		if parsed.Type == "" && parsed.Core == whole.Core && parsed.Pre == whole.Pre && parsed.Post == whole.Post && len(parsed.Core) >= 4 && isAskable(name) && !startsSmall(rest[0]) {
			return word, name, last
		}
	}
	return "", "", false
}

// canLackType tells whether a house's street has a type that can be left out.
func canLackType(h *house) bool {
	word, _, _ := typeWord(h.street)
	return word != ""
}

// typeMissing leaves the word for the kind of street out.
func typeMissing(_ *drawing, q *question, h *house) string {
	_, q.street, _ = typeWord(h.street)
	q.anyType = true
	return notSo
}

// typeDoubled writes the type of the street twice: "Main Street St".
func typeDoubled(_ *drawing, q *question, h *house) string {
	word, _, last := typeWord(h.street)
	again := word
	if brief, ok := short[text.Key(word)]; ok && cases.Hash("double", hex(h.order))%2 == 0 {
		again = brief
	}
	if last {
		q.street += " " + again
	} else {
		q.street = again + " " + q.street
	}
	return notSo
}

// hasDirection tells whether a house's street has a direction before or behind
// its name.
func hasDirection(h *house) bool {
	s := text.ParseStreet(h.street)
	return s.Pre != "" || s.Post != ""
}

// noDirection leaves the direction out: East of East Main Street.
func noDirection(d *drawing, q *question, h *house) string {
	words := strings.Fields(q.street)
	parsed := text.ParseStreet(q.street)
	if len(words) < 2 {
		return unfit
	}
	if parsed.Pre != "" && text.IsDirection(text.Key(words[0])) {
		words = words[1:]
	} else if parsed.Post != "" && text.IsDirection(text.Key(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	street := strings.Join(words, " ")
	if street == q.street || text.ParseStreet(street).Core != parsed.Core || !isAskable(street) {
		return unfit
	}
	q.street, q.anyType = street, true
	return notSo
}
