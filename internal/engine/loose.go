package engine

import (
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// looseEnds charges a candidate for the words of a field that do not speak for it.
func (c *candidate) looseEnds(q *question, f field) {
	loose := q.fieldMask(f) &^ c.agreed
	if loose == 0 {
		return
	}
	switch f {
	case free:
		c.looseText(q, loose)
	case line:
		c.looseLine(q, loose)
	default:
		if loose != q.fieldMask(f) {
			c.chargeUnused(q, loose, 1)
			return
		}
		c.looseField(q, f)
	}
}

// looseLine charges for an address line: for its street, and where no other
// field has the place, for a place that a part of the line names.
func (c *candidate) looseLine(q *question, loose mask) {
	c.charge(streetUnknown, q.texts[line])
	c.chargeCoarse()
	if q.has[locality] || q.has[town] {
		return
	}
	for _, m := range q.mentions {
		if m.field == line && m.mask&^loose == 0 {
			c.charge(m.missed(c), m.key)
			return
		}
	}
}

// chargeCoarse charges a district or country in place of a street a little more
// than the town of its name.
func (c *candidate) chargeCoarse() {
	c.coarser = true
	if c.Kind < index.Place {
		c.charge(streetInDistrict, "")
	}
}

// missed is the fault of a candidate that the mention of a place does not mean.
func (m *mention) missed(c *candidate) charge {
	if c.Kind < index.Place {
		return localityMissing
	}
	return localityMismatch
}

// looseField charges for an address field that as a whole speaks for something else.
func (c *candidate) looseField(q *question, f field) {
	detail := q.texts[f]
	switch f {
	case locality, town:
		c.loosePlace(q, f, detail)
	case district2:
		c.charge(district2Unknown, detail)
	case district:
		switch {
		case c.Kind == index.Country:
			c.charge(districtMissing, detail)
			c.coarser = true
		case q.namesAdmin(f):
			c.charge(districtMismatch, detail)
		default:
			c.charge(districtUnknown, detail)
		}
	case country:
		if q.namesAdmin(f) {
			c.charge(countryMismatch, detail)
		} else {
			c.charge(countryUnknown, detail)
		}
	}
}

// loosePlace charges for a locality or postal town that is not the answer.
func (c *candidate) loosePlace(q *question, f field, detail string) {
	other := locality + town - f
	switch {
	case c.Kind < index.Place:
		if f == locality || !q.has[locality] {
			c.charge(localityMissing, detail)
		}
		c.coarser = true
	case c.mention.field == other && c.namedNear(q, f):
		c.charge(localityNear, detail)
	case c.mention.field == other:
		c.charge(townUnknown, detail)
	default:
		c.charge(localityMismatch, detail)
	}
}

// nearby is how far, in metres, a place may lie from another that is named with it.
const nearby = 40_000

// namedNear tells whether a field names a place near the candidate.
func (c *candidate) namedNear(q *question, f field) bool {
	return slices.ContainsFunc(q.mentions, func(m *mention) bool { return m.field == f && m.near(c) })
}

// near tells whether a mention names a place near the candidate.
func (m *mention) near(c *candidate) bool {
	return c.Kind == index.Place && slices.ContainsFunc(m.names, func(n naming) bool {
		return n.Kind == index.Place && n.ref != c.ref && geo.Distance(n.Point, c.Point) <= nearby
	})
}

// namesAdmin tells whether a field names a country or district at all.
func (q *question) namesAdmin(f field) bool {
	return slices.ContainsFunc(q.mentions, func(m *mention) bool { return m.field == f && len(m.admins) > 0 })
}

// looseText charges for words of the query, segment by segment.
func (c *candidate) looseText(q *question, loose mask) {
	share := 1.0
	if q.structured() {
		share = helpOnly
	}
	street := false
	for _, s := range q.segments {
		rest := loose & maskOf(s.first, s.last)
		if rest == 0 {
			continue
		}
		rest = c.takePostcode(q, rest, share)
		if q.looksLikeStreet(rest) {
			c.chargeStreet(q, rest, share, street)
			street = true
			continue
		}
		rest = c.takeNames(q, rest, share)
		if rest == maskOf(s.first, s.last) && s.first < c.mention.first {
			c.chargeShare(localityUnknown, share, q.spell(rest))
			c.coarser = true
			continue
		}
		c.chargeUnused(q, rest, share)
	}
}

// takePostcode charges for words that look like a postcode, unless they begin
// the text as house numbers do.
func (c *candidate) takePostcode(q *question, rest mask, share float64) mask {
	var code mask
	for i := range q.words {
		if rest.has(i) && text.IsPostcodeLike(q.words[i].Key) && !q.beginsStreet(i, rest) {
			code |= maskOf(i, i+1)
		}
	}
	for _, k := range q.codes { // those of two words that an index has
		if m := k.mask(); m.count() > 1 && len(k.found) > 0 && m&^rest == 0 && !q.beginsStreet(k.last-1, rest) {
			code |= m
		}
	}
	if code != 0 {
		c.postcode |= code
		c.chargeShare(postcodeUnknown, share, q.spell(code))
		c.coarser = true
	}
	return rest &^ code
}

// beginsStreet tells whether the number at i is followed by a street's words.
func (q *question) beginsStreet(i int, rest mask) bool {
	return rest.has(i+1) && !q.words[i+1].Comma && !q.isNumber(i+1) && q.looksLikeStreet(rest&^maskOf(0, i+1))
}

// looksLikeStreet tells whether words hold a house number or a street's word.
func (q *question) looksLikeStreet(rest mask) bool {
	for i := range q.words {
		if rest.has(i) && (q.isNumber(i) || q.isStreetWord(i)) {
			return true
		}
	}
	return false
}

// isStreetWord tells whether the word at i names a kind of street. "St" at the
// beginning is a saint.
func (q *question) isStreetWord(i int) bool {
	w := q.words[i]
	if (w.Key == "st" || w.Key == "ste") && q.segments[w.segment].first == i {
		return false
	}
	return text.IsStreetWord(w.Key)
}

// chargeStreet charges for the words of a street, once a question; a little
// more the more of them would be names of countries and districts.
func (c *candidate) chargeStreet(q *question, rest mask, share float64, before bool) {
	c.street |= rest
	if !before {
		c.chargeShare(streetUnknown, share, q.spell(rest))
		c.chargeCoarse()
	}
	for _, m := range q.mentions {
		if m.mask&^rest == 0 && (len(m.admins) > 0 && m.tellsName() || m.names[0].Population >= bigCity) {
			c.chargeShare(streetName, share, m.key)
			rest &^= m.mask
		}
	}
}

// bigCity is the population from which a place's name in a street is a hint
// that the place was meant.
const bigCity = 100_000

// takeNames charges for names of areas among loose words and gives the words
// that are left.
func (c *candidate) takeNames(q *question, rest mask, share float64) mask {
	if c.Kind < index.Place && rest != 0 && !q.isCode(rest) {
		c.chargeShare(localityMissing, share, q.spell(rest))
		c.coarser = true
		return 0
	}
	for _, m := range q.mentions {
		if m.mask&^rest != 0 {
			continue
		}
		switch {
		case m.tellsArea():
			c.chargeShare(m.mismatch(), share, m.key)
		case m.how == exact && m.near(c):
			c.chargeShare(localityNear, share, m.key)
		case m.whole:
			c.chargeShare(localityMismatch, share, m.key)
		default:
			continue
		}
		rest &^= m.mask
	}
	return rest
}

// isCode tells whether words are one that only names areas by their codes.
func (q *question) isCode(rest mask) bool {
	return slices.ContainsFunc(q.mentions, func(m *mention) bool { return m.mask == rest && !m.tellsName() })
}

// tellsName tells whether the mention is a name of an area, not only a code.
func (m *mention) tellsName() bool {
	return slices.ContainsFunc(m.names, func(n naming) bool { return !m.isCodeOf(n) })
}

// tellsArea tells whether the mention surely names a country or district:
// by its name, or by its code between commas.
func (m *mention) tellsArea() bool {
	return len(m.admins) > 0 && (m.whole || m.tellsName() && m.admins[0].ref == m.names[0].ref)
}

// mismatch is the cheapest explanation of a country or district that does not
// hold the candidate.
func (m *mention) mismatch() charge {
	for _, n := range m.admins {
		if n.Kind != index.Country {
			return districtMismatch
		}
	}
	return countryMismatch
}

// mostUnused is how many unused words are charged.
const mostUnused = 4

// chargeUnused charges for words that mean nothing here.
func (c *candidate) chargeUnused(q *question, rest mask, share float64) {
	if n := min(rest.count(), mostUnused); n > 0 {
		c.chargeShare(unusedWords, share*float64(n), q.spell(rest))
	}
}

// spell writes a set of words as keys.
func (q *question) spell(words mask) string {
	var b []byte
	for i, w := range q.words {
		if words.has(i) {
			if len(b) > 0 {
				b = append(b, ' ')
			}
			b = append(b, w.Key...)
		}
	}
	return string(b)
}

// fieldMask is the set of a field's words.
func (q *question) fieldMask(f field) (m mask) {
	for _, s := range q.segments {
		if s.field == f {
			m |= maskOf(s.first, s.last)
		}
	}
	return m
}
