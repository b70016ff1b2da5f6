package engine

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/text"
	"github.com/milepost/milepost/internal/text/aside"
)

var (
	// What has no point of its own: its postcode or place stands for it.
	boxOnly      = charge{"box.only", 0.12}
	routeOnly    = charge{"route.only", 0.12}
	militaryOnly = charge{"military.only", 0.12}
	// A name beside the line, of a company or person, that nothing is known of.
	addressee = charge{"query.addressee", 0.03}
)

// setAside takes what stands beside the address out of a field's tokens: a
// unit, a post box, a telephone, a person, a note. What is nothing but such
// stays, unless it is a way to deliver post.
func (q *question) setAside(s string, tokens []text.Token) (kept []word) {
	found := slices.DeleteFunc(aside.Find(s, tokens), q.isPostcodeAside)
	if len(found) == 0 {
		return plainWords(tokens)
	}
	kept = withoutAsides(tokens, found)
	if len(kept) == 0 && slices.ContainsFunc(found, isDelivery) {
		found = slices.DeleteFunc(found, func(a aside.Aside) bool { return a.Kind == aside.Person })
		kept = withoutAsides(tokens, found) // "PO Box 12, Lexington KY": a Ky is a firm elsewhere
	} else if len(kept) == 0 {
		return plainWords(tokens)
	}
	q.asides = append(q.asides, found...)
	return kept
}

// withoutAsides gives the tokens that are none of the asides. A house number
// stays next to its street where a word that announces it stood between.
func withoutAsides(tokens []text.Token, found []aside.Aside) []word {
	kept := make([]word, 0, len(tokens))
	at, gap, comma := 0, false, false
	keep := func(end int) {
		for ; at < end; at++ {
			w := word{Token: tokens[at], gap: gap}
			w.Comma = w.Comma || gap && (comma || !isLoneNumber(kept))
			kept, gap, comma = append(kept, w), false, false
		}
	}
	for _, a := range found {
		keep(a.First)
		if at = a.Last; a.Kind != aside.NumberWord {
			gap, comma = true, comma || tokens[a.First].Comma
		}
	}
	keep(len(tokens))
	if len(kept) > 0 {
		kept[0].Comma, kept[0].gap = false, false
	}
	return kept
}

// isPostcodeAside tells a box that is rather the postcode, as nothing else is.
func (q *question) isPostcodeAside(a aside.Aside) bool {
	return a.Coded && q.request.Address.PostalCode == ""
}

func plainWords(tokens []text.Token) []word {
	words := make([]word, len(tokens))
	for i := range tokens {
		words[i] = word{Token: tokens[i]}
	}
	return words
}

// isLoneNumber tells whether words end with a house number whose street may
// follow behind an aside: "12 Apt 5 Main Street".
func isLoneNumber(words []word) bool {
	n := len(words)
	return n > 0 && words[n-1].Key[0] >= '0' && words[n-1].Key[0] <= '9' && (n == 1 || words[n-1].Comma)
}

// isDelivery tells whether an aside says how post is delivered where there is
// no house to go to.
func isDelivery(a aside.Aside) bool {
	return a.Kind == aside.Box || a.Kind == aside.Route || a.Kind == aside.Military
}

// unit gives the units that were set aside and the words of the line that are
// taken for one, as typed and in their order.
func (q *question) unit(extra []int) string {
	if len(q.asides) == 0 {
		return q.spellWords(extra)
	}
	var units []string
	for _, a := range q.asides {
		if a.Kind != aside.Unit {
			continue
		}
		if len(extra) > 0 && q.words[extra[0]].Start < a.Start {
			units, extra = append(units, q.spellWords(extra)), nil
		}
		if !slices.Contains(units, a.Text) {
			units = append(units, a.Text)
		}
	}
	if len(extra) > 0 {
		units = append(units, q.spellWords(extra))
	}
	return strings.Join(units, ", ")
}

// delivery gives the fault of an answer that stands for a post box or the
// like, where the question has one.
func (q *question) delivery() (k charge, detail string, ok bool) {
	for _, a := range q.asides {
		switch a.Kind {
		case aside.Military:
			return militaryOnly, a.Text, true
		case aside.Route:
			return routeOnly, a.Text, true
		case aside.Box:
			return boxOnly, a.Text, true
		}
	}
	return k, "", false
}

// isDelivered tells whether a post box or the like is all that the question
// has for a line, and the houses found are streets that are named after its
// town: "PO Box 12, Louisville" is not on Louisville Avenue.
func (q *question) isDelivered(houses []house) bool {
	_, _, ok := q.delivery()
	return ok && len(houses) > 0 && houses[0].cost > cheap && (houses[0].line.typed == "" || houses[0].cost > good)
}

// mayBeWhole tells whether the question may be understood better with its
// asides among its words: a street may have the name of anything.
func (q *question) mayBeWhole() bool {
	return slices.ContainsFunc(q.asides, func(a aside.Aside) bool { return a.Kind != aside.Contact })
}

// doubtful tells whether one of the asides is likely to be part of an address.
func (q *question) doubtful() bool {
	return slices.ContainsFunc(q.asides, func(a aside.Aside) bool { return a.Doubtful })
}

// isMilitary tells whether the question is for a post office of the forces,
// which no place of its country is near.
func (q *question) isMilitary() bool {
	k, _, ok := q.delivery()
	return ok && k == militaryOnly
}

// Bounds of the names beside a line.
const (
	longestAddressee = 6 // words
	mostAddressees   = 2
)

// addressees gives those of the loose words that may be the name of a company
// or person: whole segments without a number before the line, or anywhere in
// the line's own field; and what stands before the house number in its segment.
// Beside a line without a number, what is built like a street is none: before
// "Sydney" a lane is not the company, and Sydney the street.
func (q *question) addressees(loose, line mask) (names mask, count int) {
	if line == 0 {
		return 0, 0
	}
	first := line.first()
	f := q.words[first].field
	for _, s := range q.segments {
		last := s.last
		if s.field != f || s.first == last {
			continue
		}
		if s.first < first && first < last && q.beginsNumber(first) {
			last = first
		}
		m := maskOf(s.first, last)
		if m&^loose != 0 || m.count() > longestAddressee || q.digitIn(s.first, last) || last > first && f == free {
			continue
		}
		if !q.numbered(line) && text.ParseStreet(q.typed(s.first, last)).Type != "" {
			continue
		}
		names |= m
		count++
	}
	if count > mostAddressees {
		return 0, 0
	}
	return names, count
}

// numbered tells whether any of some words has a digit.
func (q *question) numbered(words mask) bool {
	for i := range q.words {
		if words.has(i) && q.isNumber(i) {
			return true
		}
	}
	return false
}

// besideCost is what the loose words beside a line cost at least.
func (q *question) besideCost(loose, line mask) float64 {
	if loose == 0 {
		return 0
	}
	names, count := q.addressees(loose, line)
	return addressee.cost*float64(count) + unusedCost(loose&^names)
}

// companiesOf adds to loose words those of areas whose names stand with others
// in one segment: "Riverside Medical Center".
func (q *question) companiesOf(loose, named, span mask) mask {
	for _, s := range q.segments {
		m := maskOf(s.first, s.last)
		if m&span == 0 && m&named != 0 && m&loose != 0 {
			loose |= m & named
		}
	}
	return loose
}

// isFieldPost tells whether the locality is a post office of the forces, and
// the district a code for where it is: "APO", "AE".
func (q *question) isFieldPost() bool {
	a := &q.request.Address
	return a.Locality != "" && len(a.Locality) <= 8 && aside.IsFieldPost(a.Locality)
}
