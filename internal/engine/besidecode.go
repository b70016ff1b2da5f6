package engine

import "github.com/milepost/milepost/internal/text"

// surveyBesideCode takes the words beside a postcode that a locality has for
// that locality's name, misspelt or another: "91207 Lauf a.d. Pegintz". They
// are those of the postcode's segment, and where it has no others, of the one
// before: "Reisterton, MD 21136".
func (s *streetSearch) surveyBesideCode(around *surroundings, a *area, rest mask) bool {
	c := s.codeOutside(s.q, s.q.all()&^rest)
	if c == nil || c.mask() == 0 || !s.serves(a, rest) {
		return false
	}
	at := s.q.words[c.first].segment
	for i := at; i >= max(at-1, 0); i-- {
		segment := s.q.segments[i]
		words := maskOf(segment.first, segment.last) & rest &^ c.mask() &^ s.q.adminMask()
		if words == 0 || s.q.anyNumber(words) && words.first() < c.last {
			continue // a house number, unless it is "75016 Paris 16e"
		}
		name := s.q.spell(words)
		around.agreed |= words
		if text.Distance(name, a.key, 2) <= 2 {
			around.charge(localityEdit, 1, name)
		} else {
			around.charge(placeUnknown, 1, name)
		}
		return true
	}
	return false
}

// surveyPart takes what follows a locality behind its postcode for a part of it:
// "8057 Zürich (Kreis 11) / Oerlikon".
func (s *streetSearch) surveyPart(around *surroundings, a *area, rest mask) {
	if !around.named {
		return
	}
	part := s.townBehindCode(s.q) & rest &^ around.agreed
	if part != 0 && s.serves(a, rest) {
		around.agreed |= part
		around.charge(localityEdit, 1, s.q.spell(part))
	}
}

// adminMask is the set of the words that name countries and districts, and
// nothing else.
func (q *question) adminMask() (m mask) {
	for _, x := range q.mentions {
		if len(x.admins) == len(x.names) {
			m |= x.mask
		}
	}
	return m
}

// anyNumber tells whether one of some words has a digit.
func (q *question) anyNumber(words mask) bool {
	for i := range q.words {
		if words.has(i) && q.isNumber(i) {
			return true
		}
	}
	return false
}

// townBehindCode is the set of the words behind a postcode that an index has, to
// the next comma: whatever they are, they are the town's name, unless the line is
// among them.
func (b *batch) townBehindCode(q *question) mask {
	for _, c := range b.codes(q) {
		if len(c.found) == 0 || c.mask() == 0 || q.words[c.first].field != free {
			continue
		}
		words := maskOf(c.last, q.segments[q.words[c.first].segment].last)
		if words != 0 && !q.holdsLine(words, c.mask()) {
			return words
		}
	}
	return 0
}

// holdsLine tells whether words behind a postcode have the only house number of
// the question, beside a word that names no place: "70599 Stuttgart Steinwaldstr. 68",
// but not "75016 Paris 16e".
func (q *question) holdsLine(words, code mask) bool {
	if q.numbered(q.all() &^ words &^ code) {
		return false
	}
	street := words
	for _, m := range q.mentions {
		street &^= m.mask
	}
	for i := range q.words {
		if words.has(i) && q.beginsNumber(i) {
			return street.has(i-1) || street.has(i+1)
		}
	}
	return false
}
