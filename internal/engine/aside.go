package engine

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/text"
	"github.com/milepost/milepost/internal/text/aside"
)

// The faults of answers to what has no point of its own, for which its
// postcode or place stands.
var (
	boxOnly      = charge{"box.only", 0.12}
	routeOnly    = charge{"route.only", 0.12}
	militaryOnly = charge{"military.only", 0.12}
)

// setAside takes what stands beside the address out of a field's tokens: a
// unit, a post box, a telephone, a person, a note. What is nothing but such
// stays, unless it is a way to deliver post.
func (q *question) setAside(s string, tokens []text.Token) (kept []word) {
	found := aside.Find(s, tokens)
	if len(found) == 0 {
		return plainWords(tokens)
	}
	kept = make([]word, 0, len(tokens))
	at := 0
	for _, a := range found {
		for ; at < a.First; at++ {
			kept = append(kept, word{Token: tokens[at]})
		}
		if at = a.Last; at < len(tokens) {
			w := word{Token: tokens[at], gap: true}
			w.Comma = w.Comma || tokens[a.First].Comma || !q.isLoneNumber(kept)
			kept, at = append(kept, w), at+1
		}
	}
	for ; at < len(tokens); at++ {
		kept = append(kept, word{Token: tokens[at]})
	}
	if len(kept) == 0 && !slices.ContainsFunc(found, isDelivery) {
		return plainWords(tokens)
	}
	if len(kept) > 0 {
		kept[0].Comma, kept[0].gap = false, false
	}
	q.asides = append(q.asides, found...)
	return kept
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
func (q *question) isLoneNumber(words []word) bool {
	n := len(words)
	return n > 0 && words[n-1].Key[0] >= '0' && words[n-1].Key[0] <= '9' && (n == 1 || words[n-1].Comma)
}

// isDelivery tells whether an aside says how post is delivered where there is
// no house to go to.
func isDelivery(a aside.Aside) bool {
	return a.Kind == aside.Box || a.Kind == aside.Route || a.Kind == aside.Military
}

// unit gives the units that were set aside, as typed.
func (q *question) unit() string {
	var units []string
	for _, a := range q.asides {
		if a.Kind == aside.Unit && !slices.Contains(units, a.Text) {
			units = append(units, a.Text)
		}
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
	return charge{}, "", false
}

// doubtful tells whether the question may be understood better with its
// asides among its words: a street may have the name of anything.
func (q *question) doubtful() bool {
	return slices.ContainsFunc(q.asides, func(a aside.Aside) bool { return a.Kind != aside.Contact })
}

// isMilitary tells whether the question is for a post office of the forces,
// which no place of its country is near.
func (q *question) isMilitary() bool {
	k, _, ok := q.delivery()
	return ok && k == militaryOnly
}
