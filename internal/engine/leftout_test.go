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
		{name: "Rua do Cais", lines: way}, {name: "Bahnweg", lines: [][]geocode.Point{{metres(0, 900), metres(500, 900)}}},
		{name: "Cais", lines: bend, numbers: map[string]geocode.Point{"9": metres(50, 290)}},
	}}, village{place: w.place("Altdorf", "DE-BY", 15_000, 48.03, 11), streets: []street{
		{name: "Mary Lane", numbers: map[string]geocode.Point{"12": metres(50, 3300)}}, {name: "Landweg", numbers: map[string]geocode.Point{"2": metres(50, 3400), "4": metres(90, 3400)}},
	}}, village{place: w.place("Feucht", "DE-BY", 15_000, 48.06, 11), streets: []street{
		{name: "Landweg", numbers: map[string]geocode.Point{"12": metres(50, 6600)}},
	}})
	for query, want := range map[string]string{
		"8 Salibsury Square, Lauf":           "Road (Low, UpHierarchy)",
		"60 Cancon Street, Lauf":             "Road (Low, UpHierarchy)",
		"60 Cnnon Street, Lauf":              "Road (Low, UpHierarchy)",
		"22 Htaton Garden, Lauf":             "Address (Medium, Good)",                     // between its neighbours
		"26А с4 Salibsury Square, Lauf":      "Road (Low, UpHierarchy)",                    // which is no postcode
		"60 Cancon Lane, Lauf":               "PopulatedPlace (Medium, UpHierarchy)",       // another type
		"7 Mry Lane, Lauf":                   "PopulatedPlace (Medium, UpHierarchy)",       // too short
		"8 Salibsury Square, Springfield":    "PopulatedPlace",                             // another place
		"12 Landweg, Altdorf":                "RoadBlock (Medium, Ambiguous, UpHierarchy)", // though Feucht has a number 12
		"Ecke Bahnweg / Cannon Street, Lauf": "Road (Low, UpHierarchy)",                    // which do not meet
		"Rua do Cais 9, Lauf":                "Road (Low, UpHierarchy)",                    // and not the Cais beside it
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
