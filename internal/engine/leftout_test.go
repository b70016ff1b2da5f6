package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestAStreetGoesBeforeItsPlaceWithoutTheNumber asks for numbers that streets
// do not have: the named place does not have them either.
func TestAStreetGoesBeforeItsPlaceWithoutTheNumber(t *testing.T) {
	w := twoCountries()
	way := [][]geocode.Point{{metres(0, 0), metres(500, 0)}}
	bend := [][]geocode.Point{{metres(0, 300), metres(500, 300)}}
	e := w.engineOf(t, village{place: w.place("Lauf", "DE-BY", 20_000, 48, 11), streets: []street{
		{name: "Salisbury Square", lines: way},
		{name: "Cannon Street", lines: way},
		{name: "Mary Lane", lines: way},
		{name: "Hatton Garden", lines: bend, numbers: map[string]geocode.Point{"20": metres(50, 312), "24": metres(200, 312)}},
		{name: "Rua do Cais", lines: way},
		{name: "Cais", lines: bend, numbers: map[string]geocode.Point{"9": metres(50, 290)}},
	}})
	for query, want := range map[string]string{
		"8 Salibsury Square, Lauf":        "Road (Low, UpHierarchy)",
		"60 Cancon Street, Lauf":          "Road (Low, UpHierarchy)",
		"60 Cnnon Street, Lauf":           "Road (Low, UpHierarchy)",
		"22 Htaton Garden, Lauf":          "Address (Medium, Good)",               // between its neighbours
		"26А с4 Salibsury Square, Lauf":   "Road (Low, UpHierarchy)",              // which is no postcode
		"60 Cancon Lane, Lauf":            "PopulatedPlace (Medium, UpHierarchy)", // another type
		"7 Mry Lane, Lauf":                "PopulatedPlace (Medium, UpHierarchy)", // too short
		"8 Salibsury Square, Springfield": "PopulatedPlace",                       // another place
		"Rua do Cais 9, Lauf":             "Road (Low, UpHierarchy)",              // and not the Cais beside it
	} {
		a := ask(t, e, geocode.Request{Query: query}).Answers[0]
		got := string(a.EntityType)
		if len(want) > len(got) {
			got += " (" + a.Confidence.String() + ", " + a.MatchCodes.String() + ")"
		}
		if got != want {
			t.Errorf("%s: %s %s, want %s; %+v", query, got, a.Name, want, a.Faults)
		}
	}
}
