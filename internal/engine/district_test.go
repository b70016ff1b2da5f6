package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestDistrictsOfLists asks for houses of lists that know their town and its
// first-level district, with the counties, provinces and codes of real rows.
func TestDistrictsOfLists(t *testing.T) {
	e := buildEngine(t, houseRows{
		{Number: "107", Street: "Calle Arabial", Locality: "Granada", Region: "Andalusia", Country: "ES", Postcode: "18003", Lat: 37.1795, Lon: -3.6131},
		{Number: "44", Street: "Strada Alexandru Marghiloman", Locality: "Buzău", Region: "Buzău", Country: "RO", Postcode: "120031", Lat: 45.1535, Lon: 26.8287},
		{Number: "7", Street: "Pentire Avenue", Locality: "Southampton", Region: "England", Country: "GB", Postcode: "SO15 7RR", Lat: 50.9286, Lon: -1.4209},
		{Number: "10", Street: "Trumslagarvägen", Locality: "Gävle", Region: "Gävleborg", Country: "SE", Postcode: "80432", Lat: 60.6653, Lon: 17.2388},
		{Number: "17", Street: "Mechelininkatu", Locality: "Helsinki", Region: "Uusimaa", Country: "FI", Postcode: "00100", Lat: 60.1726, Lon: 24.9201},
	})
	for _, c := range []struct {
		query      string
		confidence geocode.Confidence
	}{
		{"Calle Arabial 107, Granada, Granada, España", geocode.High},
		{"Calle Arabial 107, Granada, prov. Granada", geocode.High},
		{"Calle Arabial 107, Granada, Barcelona, España", geocode.Medium},
		{"Str. Alexandru Marghiloman 44, Buzău, BZ, RO", geocode.High},
		{"Str. Alexandru Marghiloman 44, Buzău, jud. Buzău", geocode.High},
		{"Str. Alexandru Marghiloman 44 jud. Buzău", geocode.High},
		{"Str. Alexandru Marghiloman 44, Buzău, CJ, RO", geocode.Medium},
		{"7 Pentire Avenue, Southampton, Hampshire, UK", geocode.High},
		{"7 Pentire Avenue, Southampton, Kent, UK", geocode.Medium},
		{"Mechelininkatu 17, Helsinki, Helsinki", geocode.High},
	} {
		a := best(t, e, geocode.Request{Query: c.query})
		if a.EntityType != geocode.EntityAddress || a.Confidence != c.confidence || a.Unit != "" {
			t.Errorf("%s: %s, unit %q (%s, %v), want %s", c.query, a.Name, a.Unit, a.Confidence, a.Faults, c.confidence)
		}
	}
	a := best(t, e, geocode.Request{Address: geocode.Address{AddressLine: "Calle Arabial 107", Locality: "Granada", AdminDistrict: "Granada", CountryRegion: "España"}})
	if a.EntityType != geocode.EntityAddress || a.Confidence != geocode.High {
		t.Errorf("the province in the region's field: %s (%s, %v)", a.Name, a.Confidence, a.Faults)
	}
	// What stands first is the address, and no code of a letter.
	for query, want := range map[string]geocode.Confidence{"Trumslagarvägen 10, Gävle, X": geocode.High, "X, 80432 Gävle": geocode.Medium} {
		if a := best(t, e, geocode.Request{Query: query}); a.Confidence != want {
			t.Errorf("%s: %s (%s, %v), want %s", query, a.Name, a.Confidence, a.Faults, want)
		}
	}
}
