package engine_test

import (
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestWhatIsTooMuchForAUnit asks for houses with words behind their number
// that no vocabulary has.
func TestWhatIsTooMuchForAUnit(t *testing.T) {
	e := buildEngine(t, houseRows{
		{Number: "13", Street: "Korkeavuorenkatu", Locality: "Helsinki", Country: "FI", Postcode: "00130", Lat: 60.1614, Lon: 24.9467},
		{Number: "6", Street: "Korkeavuorenkatu", Locality: "Helsinki", Country: "FI", Postcode: "00130", Lat: 60.1618, Lon: 24.9467},
		{Number: "26-11", Street: "Mannerheimintie", Locality: "Helsinki", Country: "FI", Postcode: "00100", Lat: 60.17, Lon: 24.93},
		{Number: "26", Street: "Mannerheimintie", Locality: "Helsinki", Country: "FI", Postcode: "00100", Lat: 60.18, Lon: 24.93},
	})
	for _, c := range []struct {
		query, line string
		confidence  geocode.Confidence
	}{
		{"Korkeavuorenkatu 13, Helsinki Alexandersgatan 13, Helsingfors", "Korkeavuorenkatu 13", geocode.Medium},
		{"Korkeavuorenkatu 13 Alexandersgatan 13, Helsinki", "Korkeavuorenkatu 13", geocode.Medium},
		{"Korkeavuorenkatu 13 Alexandersgatan, Helsinki", "Korkeavuorenkatu 13", geocode.Medium},
		{"Korkeavuorenkatu 13 Turku, Helsinki", "Korkeavuorenkatu 13", geocode.Medium},
		{"Korkeavuorenkatu 13 sininen ovi vasen puoli sisään, Helsinki", "Korkeavuorenkatu 13", geocode.Medium},
		{"Korkeavuorenkatu 13 344, Helsinki", "Korkeavuorenkatu 13", geocode.Medium}, // which has no number 344 either
		{"Korkeavuorenkatu 13 34, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu 13, 344, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu 6/6 с3, Helsinki", "Korkeavuorenkatu 6", geocode.Medium},
		{"Korkeavuorenkatu 13 A 3, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu 13 takana, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu 13 vihree, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu 13 +358 9 1234567, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu, 13 +358 9 1234567, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu, 13 (+358 9 1234567), Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Korkeavuorenkatu 13 0358 9 1234567, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"c/o Virtanen Korkeavuorenkatu 13, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"B rappu Korkeavuorenkatu 13, Helsinki", "Korkeavuorenkatu 13", geocode.High},
		{"Mannerheimintie 26-ll, Helsinki", "Mannerheimintie 26-11", geocode.High},
		{"Mannerheimintie 26-lO, Helsinki", "Mannerheimintie 26", geocode.Medium}, // which has no 26-10
	} {
		a := best(t, e, geocode.Request{Query: c.query})
		line := a.Street + " " + a.Number
		if line != c.line || a.Confidence != c.confidence {
			t.Errorf("%s: %s (%s, %v), want %s (%s)", c.query, a.Name, a.Confidence, a.Faults, c.line, c.confidence)
		}
		if strings.Contains(a.Unit, "Alexandersgatan") || strings.Contains(a.Unit, "Turku") || strings.Contains(a.Unit, "vihree") {
			t.Errorf("%s: the unit is %q", c.query, a.Unit)
		}
	}
}
