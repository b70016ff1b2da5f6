package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestSignsAndLostZeroes asks for rows that give the country by the sign of its
// cars, and postcodes that a spreadsheet took for numbers.
func TestSignsAndLostZeroes(t *testing.T) {
	e := buildEngine(t, houseRows{
		{Number: "155", Street: "Herner Straße", Locality: "Bochum", Country: "DE", Postcode: "44809", Lat: 51.4955, Lon: 7.2123},
		{Number: "17", Street: "Mechelininkatu", Locality: "Helsinki", Country: "FI", Postcode: "00100", Lat: 60.1726, Lon: 24.9201},
		{Number: "19", Street: "Mechelininkatu", Locality: "Helsinki", Country: "FI", Postcode: "00100", Lat: 60.1728, Lon: 24.9201},
		{Number: "19d", Street: "Mechelininkatu", Locality: "Helsinki", Country: "FI", Postcode: "00100", Lat: 60.1735, Lon: 24.9201},
	})
	if a := best(t, e, geocode.Request{Query: "Mechelininkatu 19 D 00100 Helsinki"}); a.Number != "19d" {
		t.Errorf("the letter of a house before a postcode: %s (%s, %v)", a.Name, a.Confidence, a.Faults)
	}
	for _, c := range []struct {
		request    geocode.Request
		confidence geocode.Confidence
	}{
		{geocode.Request{Query: "Herner Straße 155, 44809 Bochum, D"}, geocode.High},
		{geocode.Request{Query: "Herner Straße 155, 44809 Bochum, A"}, geocode.Medium},
		{geocode.Request{Address: geocode.Address{AddressLine: "Herner Straße 155", Locality: "Bochum", CountryRegion: "D"}}, geocode.High},
		{geocode.Request{Address: geocode.Address{AddressLine: "Mechelininkatu 17", Locality: "Helsinki", PostalCode: "100", CountryRegion: "FIN"}}, geocode.High},
		{geocode.Request{Address: geocode.Address{AddressLine: "Mechelininkatu 17", PostalCode: "100", CountryRegion: "Suomi"}}, geocode.High},
	} {
		a := best(t, e, c.request)
		if a.EntityType != geocode.EntityAddress || a.Confidence != c.confidence {
			t.Errorf("%+v: %s (%s, %v), want %s", c.request, a.Name, a.Confidence, a.Faults, c.confidence)
		}
	}
}
