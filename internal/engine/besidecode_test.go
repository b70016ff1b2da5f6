package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestPostcodeAmongTheWords asks in one line without commas, where what follows
// the postcode may be the town, a part of it, or the street.
func TestPostcodeAmongTheWords(t *testing.T) {
	e := buildEngine(t, houseRows{
		{Number: "68", Street: "Steinwaldstraße", Locality: "Stuttgart", Country: "DE", Postcode: "70599", Lat: 48.717, Lon: 9.2007},
		{Number: "70", Street: "Steinwaldstraße", Locality: "Stuttgart", Country: "DE", Postcode: "70599", Lat: 48.7171, Lon: 9.2009},
		{Number: "24", Street: "Avenue Ledru-Rollin", Locality: "Paris", Country: "FR", Postcode: "75012", Lat: 48.8468, Lon: 2.3697},
	})
	for query, want := range map[string]string{
		"70599 Stuttgart Steinwaldstraße 68":          "Steinwaldstraße 68",
		"Stuttgart 70599 Steinwaldstraße 68":          "Steinwaldstraße 68",
		"75012 Paris 24 avenue Ledru-Rollin":          "Avenue Ledru-Rollin 24",
		"75012 Paris, 24 avenue Ledru-Rollin":         "Avenue Ledru-Rollin 24",
		"24 avenue Ledru-Rollin 75012 Paris 12e":      "Avenue Ledru-Rollin 24",
		"Steinwaldstraße 68 70599 Stuttgart Birkach":  "Steinwaldstraße 68",
		"Steinwaldstraße 68 70599 Stuttgart Bezirk 2": "Steinwaldstraße 68",
		"Steinwaldstraße 68 70199 Stuttgart":          "Steinwaldstraße 68", // a postcode that nobody has is no flat
	} {
		a := best(t, e, geocode.Request{Query: query})
		if got := a.Street + " " + a.Number; got != want || a.Unit != "" || a.Confidence < geocode.Medium {
			t.Errorf("%s: %s, unit %q (%s, %v), want %s", query, a.Name, a.Unit, a.Confidence, a.Faults, want)
		}
	}
}
