// Package format writes places and addresses the way people of a country
// write them, with names in the language of the reader.
//
// Two things are kept apart: the order and punctuation of an address belong
// to its country (layouts.go), the language of names to the request's
// culture (culture.go). Everything is pure and safe for concurrent use.
package format

import (
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// OneLine writes an address in one line, in the order and punctuation of the
// country, which is given as alpha-2 code ("" or unknown: the usual order).
// Parts that are empty are left out together with their punctuation. The
// country's own name is written where the country's layout has it, and
// wherever there is neither locality nor postcode to stand for it.
func OneLine(country string, a *geocode.Address) string {
	var b strings.Builder
	groups := layoutOf(country)
	for _, group := range groups {
		writeGroup(&b, group, a)
	}
	if a.Locality == "" && a.PostalTown == "" && a.PostalCode == "" && !groups.hasCountry() {
		writeGroup(&b, []part{countryName}, a)
	}
	return b.String()
}

// writeGroup writes parts with blanks between, after a comma if need be.
func writeGroup(b *strings.Builder, group []part, a *geocode.Address) {
	separator := ", "
	for _, p := range group {
		text := p.of(a)
		if text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(separator)
		}
		b.WriteString(text)
		separator = " "
	}
}
