package engine_test

import (
	"context"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// codedHouses is a list of houses in countries with postcodes of many forms.
type codedHouses struct{}

func (codedHouses) Info() source.Info {
	return source.Info{Kind: "csv", Name: "coded houses", Bytes: -1}
}
func (codedHouses) Progress() int64       { return 0 }
func (codedHouses) Report() source.Report { return source.Report{} }

func (codedHouses) Read(_ context.Context, emit func(*source.Feature) error) error {
	for _, f := range []source.Feature{
		{Number: "10", Street: "High Street", Locality: "London", Country: "GB", Postcode: "SW1A 2AA", Lat: 51.5034, Lon: -0.1276},
		{Number: "10", Street: "High Street", Locality: "London", Country: "GB", Postcode: "E10 5NP", Lat: 51.5684, Lon: -0.0116},
		{Number: "7", Street: "Cambridge Street", Locality: "Cambridge", Region: "MA", Country: "US", Postcode: "02138", Lat: 42.38, Lon: -71.13},
		{Number: "100", Street: "Essex Street", Locality: "New York", Region: "NY", Country: "US", Postcode: "10002", Lat: 40.718, Lon: -73.988},
		{Number: "3", Street: "Marienplatz", Locality: "München", Country: "DE", Postcode: "80331", Lat: 48.137, Lon: 11.575},
		{Number: "5", Street: "Rua das Flores", Locality: "Porto", Country: "PT", Postcode: "4050-084", Lat: 41.146, Lon: -8.614},
		{Number: "9", Street: "Herengracht", Locality: "Amsterdam", Country: "NL", Postcode: "1017 CD", Lat: 52.366, Lon: 4.892},
		{Number: "4", Street: "Brīvības iela", Locality: "Rīga", Country: "LV", Postcode: "LV-1010", Lat: 56.95, Lon: 24.11},
		{Number: "2", Street: "Rue Cler", Locality: "Paris", Country: "FR", Postcode: "75007", Lat: 48.857, Lon: 2.306},
		{Number: "1", Street: "Drottninggatan", Locality: "Göteborg", Country: "SE", Postcode: "411 14", Lat: 57.705, Lon: 11.966},
	} {
		f.Kind = source.Address
		if err := emit(&f); err != nil {
			return err
		}
	}
	return nil
}

// TestPostcodesAsPeopleWriteThem asks for houses by street and postcode alone.
func TestPostcodesAsPeopleWriteThem(t *testing.T) {
	e := buildEngine(t, codedHouses{})
	for _, c := range []struct{ line, code, country, want string }{
		{"10 High Street", "SW1A 2AA", "GB", "SW1A 2AA"},
		{"10 High Street", "sw1a2aa", "GB", "SW1A 2AA"},
		{"10 High Street", "SW1A", "GB", "SW1A 2AA"},
		{"10 High Street", "E10", "GB", "E10 5NP"},
		{"10 High Street", "E10 5", "GB", "E10 5NP"},
		{"7 Cambridge Street", "02138", "US", "02138"},
		{"7 Cambridge Street", "2138", "US", "02138"},
		{"7 Cambridge Street", "02138-1234", "US", "02138"},
		{"7 Cambridge Street", "2138-1234", "US", "02138"},
		{"Marienplatz 3", "D-80331", "DE", "80331"},
		{"Marienplatz 3", "DE 80331", "DE", "80331"},
		{"Rua das Flores 5", "4050-084", "PT", "4050-084"},
		{"Rua das Flores 5", "4050084", "PT", "4050-084"},
		{"Rua das Flores 5", "4050", "PT", "4050-084"},
		{"Herengracht 9", "1017cd", "NL", "1017 CD"},
		{"Herengracht 9", "1017", "NL", "1017 CD"},
		{"Brīvības iela 4", "LV-1010", "LV", "LV-1010"},
		{"2 Rue Cler", "F-75007", "FR", "75007"},
		{"2 Rue Cler", "75 007", "FR", "75007"},
		{"Drottninggatan 1", "S-411 14", "SE", "411 14"},
		{"Drottninggatan 1", "41114", "SE", "411 14"},
	} {
		for form, r := range map[string]geocode.Request{
			"fields": {Address: geocode.Address{AddressLine: c.line, PostalCode: c.code, CountryRegion: c.country}},
			"query":  {Query: c.line + ", " + c.code},
		} {
			responses, err := e.Geocode(t.Context(), []geocode.Request{r})
			if err != nil {
				t.Fatal(err)
			}
			if len(responses[0].Answers) == 0 {
				t.Errorf("%s, %q (%s): no answer", c.line, c.code, form)
				continue
			}
			a := &responses[0].Answers[0]
			if a.EntityType != geocode.EntityAddress || a.Address.PostalCode != c.want || a.Confidence != geocode.High {
				t.Errorf("%s, %q (%s): %s %s (%s, %v), want a house in %s", c.line, c.code, form, a.EntityType, a.Name, a.Confidence, a.Faults, c.want)
			}
		}
	}
}

// TestNonsenseIsNoPostcode asks with what looks like no postcode of the country.
func TestNonsenseIsNoPostcode(t *testing.T) {
	e := buildEngine(t, codedHouses{})
	for code, want := range map[string]bool{"100": true, "1X0Y2": true, "10003": false, "10002": false} {
		r := geocode.Request{Address: geocode.Address{AddressLine: "100 Essex Street", Locality: "New York", PostalCode: code, CountryRegion: "US"}}
		responses, err := e.Geocode(t.Context(), []geocode.Request{r})
		if err != nil {
			t.Fatal(err)
		}
		said := false
		for _, f := range responses[0].Answers[0].Faults {
			said = said || f.Name == "postcode.malformed"
		}
		if said != want {
			t.Errorf("postcode %q: faults %v", code, responses[0].Answers[0].Faults)
		}
	}
	responses, err := e.Geocode(t.Context(), []geocode.Request{{Query: "100 Essex Street, New York"}})
	if err != nil {
		t.Fatal(err)
	}
	if a := &responses[0].Answers[0]; a.Number != "100" || a.Street != "Essex Street" || a.Confidence != geocode.High {
		t.Errorf("100 Essex Street, New York: %s (%s, %v)", a.Name, a.Confidence, a.Faults)
	}
}

// TestNonsenseBesideAHouseWithoutPostcode: that a house has none makes no word a
// postcode that its country has not.
func TestNonsenseBesideAHouseWithoutPostcode(t *testing.T) {
	e := buildEngine(t, houseRows{
		{Number: "134", Street: "Promienista", Locality: "Poznań", Country: "PL", Lat: 52.3882, Lon: 16.87},
		{Number: "136", Street: "Promienista", Locality: "Poznań", Country: "PL", Lat: 52.3884, Lon: 16.87},
	})
	for query, want := range map[string]geocode.Confidence{
		"Promienista 134, Poznań":          geocode.High,
		"Promienista 134, 60142 Poznań":    geocode.High,
		"Promienista 134, PL-60142 Poznań": geocode.High,
		"Promienista 134, SW1A 1AA Poznań": geocode.Medium,
		"Promienista 134a2, Poznań":        geocode.Medium,
	} {
		a := best(t, e, geocode.Request{Query: query})
		if a.Number != "134" || a.Confidence != want {
			t.Errorf("%s: %s (%s, %s, %v), want %s", query, a.Name, a.EntityType, a.Confidence, a.Faults, want)
		}
	}
}
