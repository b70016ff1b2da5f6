// Package format writes places and addresses the way people of a country
// write them, with names in the language of the reader.
//
// Two things are kept apart: the order and punctuation of an address belong
// to its country (layouts.go, one table for all the world, and postcodes.go
// for the shapes of postcodes), the language of names to the request's
// culture (culture.go). Everything is pure and safe for concurrent use.
package format

import (
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// OneLine writes an address in one line, in the order and punctuation of the
// country, which is given as alpha-2 code ("" or unknown: the usual order).
// Parts that are empty are left out together with their punctuation. The
// sovereign of a territory is named in the culture (nil: in English). Addresses
// of the United States go without the country's name, unless there is
// neither locality nor postcode to stand for it. Where no postcode tells which
// of the places of one name is meant, the district does, also in countries
// that do not write it.
func OneLine(country string, a *geocode.Address, culture *Culture) string {
	h := habitOf(country)
	p := partsOf(h, a, culture)
	w := writer{country: country, habit: h, parts: &p}
	w.bare = h.domestic && (p[Locality] != "" || p[PostalCode] != "")
	w.told = p[PostalCode] == "" && h.shapes != nil
	var room [240]byte
	return string(w.address(room[:0], ", "))
}

// Lines writes an address in lines, as on an envelope, the country's name last
// or wherever the country puts it.
func Lines(country string, p *Parts) []string {
	w := writer{country: country, habit: habitOf(country), parts: p}
	text := string(w.address(nil, "\n"))
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// Line writes a house number, street and unit as the address line of a
// country, given as alpha-2 code. Any of them may be "".
func Line(country, number, street, unit string) string {
	w := writer{country: country, habit: habitOf(country), parts: &Parts{Number: number, Street: street, Unit: unit}}
	var room [120]byte
	return string(w.line(room[:0], w.habit.lineFor(w.parts)))
}
