package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestTheCountryOfAPostcodeGoesFirst asks by a code that names a district of
// another country as well as the one that has the postcode.
func TestTheCountryOfAPostcodeGoesFirst(t *testing.T) {
	row := featureOf("3", "Landstrasse", "Vaduz", "", "LI", 47.143, 9.5185)
	row.Postcode = "9490"
	e := buildEngine(t, houseRows{row})
	for query, want := range map[string]geocode.EntityType{
		"9490, LI": geocode.EntityPostcode1, "LI, 9490": geocode.EntityPostcode1, "Nirgendwo 5, 9490, LI": geocode.EntityPostcode1,
		"6211, LI": geocode.EntityAdminDivision1, // of the Netherlands
	} {
		a := best(t, e, geocode.Request{Query: query})
		if a.EntityType != want {
			t.Errorf("%s: %s %s (%s, %v), want %s", query, a.EntityType, a.Name, a.Confidence, a.Faults, want)
		}
	}
}

// TestAPostcodeDoesNotHelpItsTownAgainstAStreet asks for a street whose type is
// misspelt, beside a postcode and town that are known.
func TestAPostcodeDoesNotHelpItsTownAgainstAStreet(t *testing.T) {
	row := featureOf("57", "Kaktusvej", "København", "", "DK", 55.6548, 12.6044)
	row.Postcode = "2300"
	e := buildEngine(t, houseRows{row})
	a := best(t, e, geocode.Request{Query: "Kaktusej 57, 2300 København S"})
	if a.EntityType != geocode.EntityAddress {
		t.Errorf("%s %s (%s, %v)", a.EntityType, a.Name, a.Confidence, a.Faults)
	}
}
