package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestAStreetOfAnotherTypeHasThePostcode asks for houses whose postcode is one
// digit off, and that of a street which differs by its type.
func TestAStreetOfAnotherTypeHasThePostcode(t *testing.T) {
	e := buildEngine(t, houseRows{
		{Number: "4", Street: "Strada Imașului", Locality: "București", Country: "RO", Postcode: "052332", Lat: 44.3952, Lon: 26.0731},
		{Number: "6", Street: "Strada Imașului", Locality: "București", Country: "RO", Postcode: "052332", Lat: 44.3954, Lon: 26.0731},
		{Number: "8A", Street: "Strada Imașului", Locality: "București", Country: "RO", Postcode: "052332", Lat: 44.3956, Lon: 26.0731},
		{Number: "4", Street: "Aleea Imașului", Locality: "București", Country: "RO", Postcode: "052335", Lat: 44.3931, Lon: 26.0745},
		{Number: "8B", Street: "Aleea Imașului", Locality: "București", Country: "RO", Postcode: "052335", Lat: 44.3933, Lon: 26.0745},
	})
	for _, c := range []struct {
		line, code, street string
		confidence         geocode.Confidence
	}{
		{"Strada Imașului 4", "052335", "Strada Imașului", geocode.Medium},
		{"Strada Imașului 4", "052332", "Strada Imașului", geocode.High},
		{"Strada Imașului 4", "052339", "Strada Imașului", geocode.High}, // which is nobody's
		{"Strada Imașului 6", "052335", "Strada Imașului", geocode.High}, // the other has no number 6
		{"Strada Imașului 8A", "052335", "Strada Imașului", geocode.High},
		{"Aleea Imașului 4", "052332", "Aleea Imașului", geocode.Medium},
	} {
		for _, r := range []geocode.Request{
			{Address: geocode.Address{AddressLine: c.line, Locality: "București", PostalCode: c.code, CountryRegion: "RO"}},
			{Query: c.line + ", " + c.code + " București"},
		} {
			a := best(t, e, r)
			if a.Street != c.street || a.EntityType != geocode.EntityAddress || a.Confidence != c.confidence {
				t.Errorf("%s, %s: %s (%s, %v), want %s (%v)", c.line, c.code, a.Name, a.Confidence, a.Faults, c.street, c.confidence)
			}
		}
	}
}
