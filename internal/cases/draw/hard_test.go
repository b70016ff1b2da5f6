package draw

import (
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// oneHouse draws the only question of a kind about Landstrasse 7 as a house
// of another country.
func oneHouse(t *testing.T, kind, country, street, number string) string {
	t.Helper()
	f := houseAt(street, number, "Schaan", "9494", here(0, 0))
	f.Country = country
	o := only(kind)
	drawn := drawOf(t, o, f)
	if len(drawn.Cases) != 1 {
		t.Errorf("%s of %s %s: %d questions, want 1", kind, street, number, len(drawn.Cases))
		return ""
	}
	return drawn.Cases[0].Request.Query
}

func TestHardRowsAreWrittenAsMeant(t *testing.T) {
	for _, c := range []struct{ kind, country, street, number, has string }{
		{"unit_inside", "US", "Main Street", "7", "7 "},
		{"unit_inside", "DE", "Landstrasse", "7", "Landstrasse 7 ("},
		{"unit_before", "PT", "Rua Direita", "7", ", Rua Direita 7, "},
		{"scanned_number", "LI", "Landstrasse", "105", "Landstrasse lOS, "},
		{"joined", "LI", "Im Malarsch", "5", "Immalarsch 5"},
		{"joined", "GE", "კრწანისის II", "5", "კრწანისისII 5"},
		{"split", "DE", "Hauptstraße", "5", "Haupt Straße 5"},
		{"split", "SE", "Kungsgatan", "5", "Kungs Gatan 5"},
		{"range", "LI", "Landstrasse", "5", "Landstrasse 5"},
		{"company", "FI", "Kivitie", "5", ", Kivitie 5, 9494 Schaan"},
		{"country_short", "DE", "Landstrasse", "5", "Landstrasse 5, 9494 Schaan, "},
		{"type_missing", "US", "Bolton Avenue", "5", "5 Bolton, Schaan"},
		{"type_doubled", "US", "Bolton Avenue", "5", "5 Bolton Avenue Ave"},
		{"type_doubled", "FR", "Rue Bolton", "5", "Rue Bolton"},
		{"no_direction", "US", "North Bolton Avenue", "5", "5 Bolton Avenue"},
		{"po_box", "DE", "Landstrasse", "5", "Postf"},
		{"letter", "DE", "Landstrasse", "5a", "Landstrasse 5"},
		{"unit_several", "DE", "Landstrasse", "5", "Landstrasse 5"},
		{"in_latin", "RU", "Тверская улица", "5", "5, Schaan"},
		{"postcode_form", "LI", "Landstrasse", "5", "Landstrasse 5, FL-9494 Schaan"},
		{"one_field", "LI", "Landstrasse", "5", "Landstrasse 5 9494 Schaan"},
	} {
		if got := oneHouse(t, c.kind, c.country, c.street, c.number); !strings.Contains(got, c.has) {
			t.Errorf("%s: %q, want %q in it", c.kind, got, c.has)
		}
	}
}

func TestANumberOfARangeIsAnyThatExistsInIt(t *testing.T) {
	for _, c := range drawOf(t, only("range"), village()...).Cases {
		numbers := strings.Split(c.Number, ";")
		if c.Tolerance < addressWithin || len(numbers) > 1 && c.Tolerance < addressWithin+19.9 {
			t.Errorf("%s: tolerance %.0f for the numbers %s", c.Asked(), c.Tolerance, c.Number)
		}
		for _, n := range numbers {
			if strings.HasSuffix(n, "0") || strings.HasSuffix(n, "2") {
				t.Errorf("%s: the number %s is not on that side", c.Asked(), n)
			}
		}
	}
}

func TestATypeThatAnotherStreetHasIsNotTaken(t *testing.T) {
	features := append(village(), houseAt("Landweg", "5", "Schaan", "9494", here(40, 0)), houseAt("Landplatz", "5", "Schaan", "9494", here(40, 0)),
		houseAt("Landgasse", "5", "Schaan", "9494", here(40, 0)), houseAt("Landallee", "5", "Schaan", "9494", here(40, 0)))
	for _, c := range drawOf(t, only("type_wrong"), features...).Cases {
		if strings.HasPrefix(c.Asked(), "Land") {
			t.Errorf("%s: that street is there", c.Asked())
		}
	}
}

func TestHardKindsAreDrawnWhereNamedOnly(t *testing.T) {
	if drawn := drawOf(t, Options{N: 2000}, village()...); drawn.Made["two_typos"] != 0 {
		t.Error("two_typos among the usual kinds")
	}
	if drawn := drawOf(t, Options{N: 2000, Kinds: []string{Hard}}, village()...); drawn.Made["two_typos"] == 0 || drawn.Made["exact"] != 0 {
		t.Errorf("the hard kinds: %v", drawn.Made)
	}
}

func TestScarceNamesAreAskedOfSeveralHouses(t *testing.T) {
	street := source.Feature{
		Kind: source.Street, Street: "Landstrasse", Country: "LI", Line: []geocode.Point{here(0, 0), here(0, 200)},
		Names: []source.Name{{Text: "Reichsstrasse", Role: source.Old}},
	}
	asked := map[string]bool{}
	for _, c := range drawOf(t, only("old_name"), append(village(), street)...).Cases {
		if !strings.HasPrefix(c.Asked(), "Reichsstrasse ") || c.Number == "" {
			t.Errorf("%s, of number %q", c.Asked(), c.Number)
		}
		asked[c.Number] = true
	}
	if len(asked) != mostOnAlias {
		t.Errorf("%d houses of the street are asked for, want %d", len(asked), mostOnAlias)
	}
}

func TestPlacesAreNamedInEnglish(t *testing.T) {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	defer world.Close()
	for _, c := range []struct {
		country, locality, want string
		at                      geocode.Point
	}{
		{"DE", "München", "Munich", geocode.Point{Lat: 48.137, Lon: 11.575}}, // the gazetteer's own name
		{"DE", "Köln", "Cologne", geocode.Point{Lat: 50.937, Lon: 6.96}},     // one of its names
		{"FI", "Helsinki", "", geocode.Point{Lat: 60.17, Lon: 24.94}},        // the same in English
	} {
		o := only("place_english")
		o.World = world
		f := houseAt("Testweg", "7", c.locality, "12345", c.at)
		f.Country = c.country
		var got []string
		for _, drawn := range drawOf(t, o, f).Cases {
			got = append(got, drawn.Asked())
		}
		switch {
		case c.want == "" && len(got) > 0, c.want != "" && (len(got) != 1 || !strings.HasSuffix(got[0], " "+c.want)):
			t.Errorf("%s: asked %q, want the place to be called %q", c.locality, got, c.want)
		}
	}
}
