package draw

import (
	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/text"
)

// hardKinds ask as files do that a thousand people typed over thirty years. A
// kind whose words a language lacks, or whose parts an address lacks, is not
// made of it.
var hardKinds = []kind{
	{name: "unit_after", ofHouse: unitAfter},
	{name: "unit_before", ofHouse: unitBefore},
	{name: "unit_inside", ofHouse: unitInside},
	{name: "two_typos", ofHouse: twoTypos},
	{name: "scanned", ofHouse: scanned},
	{name: "scanned_number", ofHouse: scannedNumber},
	{name: "joined", ofHouse: joined},
	{name: "split", ofHouse: split},
	{name: "type_wrong", ofHouse: typeWrong, wants: hasType},
	{name: "place_typo", ofHouse: placeTypo},
	{name: "country", ofHouse: countryShort},
	{name: "one_field", ofHouse: oneField},
	{name: "company", ofHouse: company},
	{name: "range", ofHouse: numberRange},
}

// pick takes one of a list by the address, salted so that two lists are not
// gone through in step.
func pick[T any](h *house, salt string, list []T) T {
	return list[cases.Hash(salt, hex(h.order))%uint64(len(list))]
}

// languageOf is the language most spoken in a country: "de".
func languageOf(country string) string {
	culture := cultureOf(country)
	if len(culture) < 2 {
		return ""
	}
	return culture[:2]
}

// changed writes a street's name otherwise, if it is another then, and that of
// no other street.
func (d *drawing) changed(q *question, street string) string {
	switch {
	case text.Key(street) == text.Key(q.street):
		return unfit
	case text.ParseStreet(street).Core == text.ParseStreet(q.street).Core:
		q.street, q.anyType = street, true
		return notSo
	}
	q.street = street
	return d.unlessStreet(street)
}
