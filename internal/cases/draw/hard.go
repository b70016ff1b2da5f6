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
	{name: "unit_several", ofHouse: unitSeveral},
	{name: "two_typos", ofHouse: twoTypos},
	{name: "scanned", ofHouse: scanned},
	{name: "scanned_number", ofHouse: scannedNumber, wants: hasScannedDigit},
	{name: "joined", ofHouse: joined, wants: hasGap},
	{name: "split", ofHouse: split},
	{name: "type_missing", ofHouse: typeMissing, wants: canLackType},
	{name: "type_doubled", ofHouse: typeDoubled, wants: canLackType},
	{name: "type_wrong", ofHouse: typeWrong, wants: hasType},
	{name: "no_direction", ofHouse: noDirection, wants: hasDirection},
	{name: "alternative_name", of: (*drawing).otherNames, isScarce: true},
	{name: "old_name", of: (*drawing).oldNames, isScarce: true},
	{name: "bilingual", of: (*drawing).bilingual, isScarce: true},
	{name: "place_typo", ofHouse: placeTypo},
	{name: "place_english", ofHouse: placeEnglish},
	{name: "place_local", ofHouse: placeLocal},
	{name: "place_foreign", ofHouse: placeForeign},
	{name: "place_near", ofHouse: placeNear},
	{name: "place_suburb", ofHouse: placeSuburb},
	{name: "place_postal", ofHouse: placePostal},
	{name: "region_wrong", ofHouse: regionWrong},
	{name: "country_short", ofHouse: countryShort},
	{name: "country_foreign", ofHouse: countryForeign},
	{name: "country_none", ofHouse: countryNone},
	{name: "postcode_form", ofHouse: postcodeForm},
	{name: "reordered", ofHouse: reordered},
	{name: "one_field", ofHouse: oneField},
	{name: "wrong_column", ofHouse: wrongColumn},
	{name: "own_number", ofHouse: ownNumber},
	{name: "company", ofHouse: around("company", companies, nil)},
	{name: "person", ofHouse: around("person", people, nil)},
	{name: "contact", ofHouse: around("contact", contacts, contacts)},
	{name: "note", ofHouse: around("note", nil, notes)},
	{name: "po_box", ofHouse: poBox},
	{name: "po_box_and_street", ofHouse: poBoxAndStreet},
	{name: "rural_route", ofHouse: ruralRoute},
	{name: "military", ofHouse: military},
	{name: "crossing", of: (*drawing).crossings},
	{name: "range", ofHouse: numberRange},
	{name: "half", ofHouse: halfNumber},
	{name: "letter", ofHouse: letter, wants: hasLetter},
	{name: "wrong_letter", ofHouse: wrongLetter},
	{name: "too_high", ofHouse: tooHigh},
	{name: "in_latin", ofHouse: inLatin},
	{name: "place_in_latin", of: (*drawing).placesInLatin},
	{name: "place_in_script", of: (*drawing).placesInScript},
	{name: "japan_counters", ofHouse: japanCounters},
	{name: "japan_dashes", ofHouse: japanDashes},
	{name: "japan_old", ofHouse: japanOld, wants: hasOldHan},
	{name: "japan_building", ofHouse: japanBuilding},
	{name: "japan_short", ofHouse: japanShort},
	{name: "korea_full", ofHouse: koreaFull},
	{name: "korea_latin", ofHouse: koreaLatin},
	{name: "junk", ofHouse: junk},
	{name: "junk_beside", ofHouse: junkBeside},
	{name: "nobody", ofHouse: nobody},
	{name: "only_country", ofHouse: onlyCountry},
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
