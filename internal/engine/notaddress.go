package engine

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
	"github.com/milepost/milepost/internal/text/blank"
)

// The faults of rows that hold no address, or less than one.
var (
	// Where the address should be stands what is none: "N/A", "unknown", noise.
	notAnAddress = charge{"not_an_address", 0.25}
	// A country is named, and nothing in it.
	onlyCountry = charge{"query.only_country", 0.11}
)

// Up to which cost an answer to the row as it was typed explains every word of
// it: then its strange words are names after all, of the village Test or of
// Unknown Road. Of a row that might be somebody's name, as much as one error in
// a name costs.
const (
	explainsAll  = 0.02
	explainsName = 0.10
)

// answerTyped answers a forward request, unless it holds no address: then it
// answers with what the row names besides, or with nothing.
func (b *batch) answerTyped(r *geocode.Request) ([]geocode.Answer, *geocode.Failure) {
	v := b.voidsOf(r)
	if v.worst == blank.Meant {
		return b.forward(r), nil
	}
	nothing := v.rest == (geocode.Request{})
	if nothing && v.least == blank.Missing {
		return nil, notAddress()
	}
	if v.words {
		if answers := b.forward(r); v.isMeant(answers) {
			return answers, nil
		}
	}
	if nothing {
		return nil, notAddress()
	}
	answers := b.forward(v.asked(r))
	for i := range answers {
		if a := &answers[i]; v.line && isArea(a.EntityType) {
			chargeAnswer(a, notAnAddress, v.typed)
			a.MatchCodes = a.MatchCodes&^geocode.Good | geocode.UpHierarchy
		}
	}
	return answers, nil
}

// notAddress is the failure of a row that holds no address, nor any area.
func notAddress() *geocode.Failure {
	return &geocode.Failure{Status: geocode.NotFound, Reason: geocode.ReasonNotAnAddress, Faults: []geocode.Fault{{Name: notAnAddress.name, Cost: notAnAddress.cost}}}
}

// chargeAnswer adds a fault to an answer that is ranked already: it is not
// likelier or surer than its faults allow, and never High.
func chargeAnswer(a *geocode.Answer, k charge, detail string) {
	at := slices.IndexFunc(a.Faults, func(f geocode.Fault) bool { return f.Cost < k.cost })
	if at < 0 {
		at = len(a.Faults)
	}
	a.Faults = slices.Insert(slices.Clone(a.Faults), at, geocode.Fault{Name: k.name, Cost: k.cost, Detail: detail})
	a.Probability = min(a.Probability, oddsOfArea.at(costOf(a)))
	a.Confidence = min(a.Confidence, geocode.Medium, confidenceOf(a.Probability))
}

func costOf(a *geocode.Answer) (cost float64) {
	for _, f := range a.Faults {
		cost += f.Cost
	}
	return cost
}

// isArea tells areas from streets, addresses and landmarks.
func isArea(t geocode.EntityType) bool {
	switch t {
	case geocode.EntityCountryRegion, geocode.EntityAdminDivision1, geocode.EntityAdminDivision2, geocode.EntityAdminDivision3, geocode.EntityPopulatedPlace,
		geocode.EntityNeighborhood, geocode.EntityPostcode1, geocode.EntityPostcode2, geocode.EntityPostcode3, geocode.EntityPostcode4:
		return true
	}
	return false
}

// isOnlyCountry tells whether a question names a country and nothing else, not
// even a city of the same name, as Singapore is.
func (b *batch) isOnlyCountry(q *question, c *candidate) bool {
	return c.Kind == index.Country && len(q.words) > 0 && c.agreed == q.all() && q.request.Address.PostalCode == "" &&
		!slices.ContainsFunc(b.find([]byte(c.mention.key)), func(n naming) bool { return n.Kind == index.Place && n.Country == c.Country })
}

// voids are the parts of a request that are no parts of an address.
type voids struct {
	worst, least blank.Sort      // of them; Meant where there are none
	rest         geocode.Request // query and address without them
	words        bool            // one of them has words that may be a name
	line         bool            // one of them stands where the street should be
	typed        string          // the first of them
}

// note takes in a part: what is left of it is nothing where it is void.
func (v *voids) note(typed string, sort blank.Sort, inLine bool) string {
	if sort == blank.Meant {
		return typed
	}
	if v.worst == blank.Meant {
		v.typed, v.least = typed, sort
	}
	v.worst, v.least, v.line = max(v.worst, sort), min(v.least, sort), v.line || inLine
	v.words = v.words || sort != blank.Contact && text.Key(typed) != ""
	return ""
}

// voidsOf finds the parts of a request that are no parts of an address.
func (b *batch) voidsOf(r *geocode.Request) *voids {
	v := &voids{}
	a, rest := &r.Address, &v.rest.Address
	v.rest.Query = b.voidSegments(v, r.Query)
	rest.AddressLine = b.voidSegments(v, a.AddressLine)
	for _, f := range [...]struct{ from, to *string }{
		{&a.Locality, &rest.Locality}, {&a.PostalTown, &rest.PostalTown}, {&a.AdminDistrict, &rest.AdminDistrict},
		{&a.AdminDistrict2, &rest.AdminDistrict2}, {&a.CountryRegion, &rest.CountryRegion}, {&a.PostalCode, &rest.PostalCode},
	} {
		*f.to = *f.from
		if *f.from != "" {
			*f.to = v.note(*f.from, b.voidField(*f.from, f.from == &a.PostalCode), false)
		}
	}
	if v.worst == blank.Meant {
		v.notePerson()
	}
	return v
}

// notePerson takes in a name of somebody, where there is nothing else but a
// country.
func (v *voids) notePerson() {
	a := v.rest.Address
	line := &v.rest.Query
	if *line == "" {
		line, a.AddressLine = &v.rest.Address.AddressLine, ""
	}
	if a.CountryRegion = ""; a == (geocode.Address{}) && isName(*line) {
		*line = v.note(*line, blank.Person, true)
	}
}

// voidField tells what a field of one name is, by its words in place of a
// value; digits are no name, and in a postcode's field zeros are none.
func (b *batch) voidField(typed string, isCode bool) blank.Sort {
	sort, known := b.voids[typed]
	if !known {
		if sort = blank.Of(typed); sort == blank.Missing && b.namesArea(typed) {
			sort = blank.Meant
		}
		share(b.voids, typed, sort)
	}
	switch {
	case sort == blank.Number && isCode && strings.Trim(typed, "0 -") != "":
		return blank.Meant
	case sort == blank.Number && isCode:
		return blank.Missing
	}
	return sort
}

// shortestWord is how many letters a word that stands for a missing value has
// at least where it stands among others: shorter ones are codes, but for these.
const shortestWord = 4

var shortVoids = map[string]bool{"n a": true, "k a": true, "o a": true, "n r": true, "nan": true, "nil": true, "tbd": true, "tba": true, "tbc": true, "xxx": true}

// voidSegments gives what is left of a line without its segments that are no
// parts of an address.
func (b *batch) voidSegments(v *voids, line string) string {
	if strings.TrimSpace(line) == "" || len(line) > maxText {
		return line
	}
	segments := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",;|\n\r\t，、؛،", r) })
	sorts, meant, void := make([]blank.Sort, len(segments)), false, false
	for i, s := range segments {
		sorts[i] = blank.Of(s)
		meant, void = meant || sorts[i] == blank.Meant && strings.TrimSpace(s) != "", void || sorts[i] != blank.Meant
	}
	switch {
	case len(segments) == 0: // commas alone
		return v.note(line, blank.Missing, true)
	case !void:
		return line
	}
	kept := segments[:0]
	for i, s := range segments {
		if meant && (sorts[i] == blank.Number || sorts[i] == blank.Missing && b.mayBeCode(s)) {
			sorts[i] = blank.Meant // a number, a code
		}
		if v.note(s, sorts[i], true) != "" {
			kept = append(kept, s)
		}
	}
	return strings.TrimSpace(strings.Join(kept, ","))
}

// mayBeCode tells whether a word for a missing value can be a name or code of
// a country or district, where it stands among others.
func (b *batch) mayBeCode(typed string) bool {
	key := text.Key(typed)
	return key != "" && letters(key) < shortestWord && !shortVoids[key] && key[0] < 0x80 || b.namesArea(typed)
}

// namesArea tells whether a text is the name of a country or district.
func (b *batch) namesArea(typed string) bool {
	key := text.Key(typed)
	return key != "" && slices.ContainsFunc(b.find([]byte(key)), func(n naming) bool { return n.Kind < index.Place })
}

// isName tells whether a query is no more than what may be somebody's name: in
// one piece, or the family's and the given one, parted by a comma.
func isName(query string) bool {
	if at := strings.IndexAny(query, ",;|\n\t"); at >= 0 && (strings.ContainsAny(query[at+1:], ",;|\n\t") || len(strings.Fields(query)) > 2) {
		return false
	}
	return blank.IsPerson(query)
}

// isMeant tells whether answers to the row as it was typed show that its words
// are names after all.
func (v *voids) isMeant(answers []geocode.Answer) bool {
	if len(answers) == 0 {
		return false
	}
	best := &answers[0]
	if len(best.Faults) == 1 && best.Faults[0].Name == onlyCountry.name {
		return true
	}
	if v.worst != blank.Person {
		return costOf(best) <= explainsAll
	}
	words := strings.Fields(text.Key(v.typed))
	named := len(words) > 2 && best.Confidence >= geocode.Medium && text.Key(best.Address.Locality) == words[len(words)-1]
	return named || costOf(best) <= explainsName
}

// asked is a request with the rest only.
func (v *voids) asked(r *geocode.Request) *geocode.Request {
	rest := *r
	rest.Query, rest.Address = v.rest.Query, v.rest.Address
	return &rest
}
