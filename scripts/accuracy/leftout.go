package main

import (
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/text"
)

// fate is what the left-out build does with an address.
type fate uint8

const (
	held          fate = iota // it stays
	numberLeftOut             // the number is left out, its street stays
	streetLeftOut             // the whole street is left out
)

// One street in so many is left out, and of those that stay one number in so many.
const (
	streetsLeftOut = 5
	numbersLeftOut = 10
)

// fateOf decides by hash: the street by its name and locality, the number by
// both and itself, all spellings of a name ("E Main St") and all points of one
// address sharing their fate.
func fateOf(number, street, locality string) fate {
	name := text.ParseStreet(street)
	name.Articles = ""
	key := strings.Join([]string{name.Core, name.Type, name.Pre, name.Post, localityKey(locality)}, "|")
	switch {
	case cases.Hash("street", key)%streetsLeftOut == 0:
		return streetLeftOut
	case cases.Hash("number", key, text.Key(number))%numbersLeftOut == 0:
		return numberLeftOut
	}
	return held
}

// localityKey is a locality without what follows its first digit: the list of
// Paris names arrondissements where its questions name the city.
func localityKey(locality string) string {
	key := text.Key(locality)
	if i := strings.IndexAny(key, "0123456789"); i >= 0 {
		key = key[:i]
	}
	return strings.TrimSpace(key)
}

// isEven tells whether confidence is fitted on the questions about a place;
// on those about the others it is reported.
func isEven(set, locality string) bool { return cases.Hash("place", set, localityKey(locality))%2 == 0 }
