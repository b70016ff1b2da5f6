package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

func TestFieldsDecide(t *testing.T) {
	e := twoCountries().engine(t)
	for _, c := range []struct {
		name    string
		address geocode.Address
		want    string
	}{
		{"a place in its district", geocode.Address{Locality: "Springfield", AdminDistrict: "OR", CountryRegion: "US"},
			"Springfield, OR (High, Good)"},
		{"a place in a country", geocode.Address{Locality: "Springfield", CountryRegion: "Germany"},
			"Springfield, BY, Germany (High, Good)"},
		{"a place that two districts have", geocode.Address{Locality: "Springfield", CountryRegion: "USA"},
			"Springfield, WA (Low, Ambiguous)"},
		{"a country by its code", geocode.Address{CountryRegion: "DE"}, "Germany (Medium, Good)"},
		{"a country by its name elsewhere", geocode.Address{CountryRegion: "Vereinigte Staaten"}, "United States (Medium, Good)"},
		{"a district by its short form", geocode.Address{AdminDistrict: "OR", CountryRegion: "US"}, "Oregon, United States (High, Good)"},
		{"a misspelt place, confirmed", geocode.Address{Locality: "Rivrton", AdminDistrict: "OR"}, "Riverton, OR (High, Good)"},
		{"a misspelt place, not confirmed", geocode.Address{Locality: "Rivrton"}, "Riverton, OR (Medium, Good)"},
		{"a misspelt district", geocode.Address{Locality: "Riverton", AdminDistrict: "Oregn"}, "Riverton, OR (High, Good)"},
		{"a place in the wrong district", geocode.Address{Locality: "Riverton", AdminDistrict: "WA", CountryRegion: "US"},
			"Riverton, OR (Medium, Good)"},
		{"a place in the wrong country", geocode.Address{Locality: "München", CountryRegion: "US"},
			"United States (Low, UpHierarchy)"},
		{"an unknown place", geocode.Address{Locality: "Xanadu", AdminDistrict: "OR"}, "Oregon, United States (Low, UpHierarchy)"},
		{"an unknown district", geocode.Address{Locality: "Riverton", AdminDistrict: "Xanadu"}, "Riverton, OR (Medium, Good)"},
		{"an unknown country", geocode.Address{Locality: "Riverton", CountryRegion: "Xanadu"}, "Riverton, OR (Medium, Good)"},
		{"a street", geocode.Address{AddressLine: "12 Elm St", Locality: "Riverton", AdminDistrict: "OR"},
			"Riverton, OR (Medium, UpHierarchy)"},
		{"a street named after a town", geocode.Address{AddressLine: "12 München St", Locality: "Riverton"},
			"Riverton, OR (Medium, UpHierarchy)"},
		{"a street alone", geocode.Address{AddressLine: "12 Riverton Street"}, "No location was found."},
		{"everything in the address line", geocode.Address{AddressLine: "12 Elm St, Riverton, OR"},
			"Riverton, OR (Medium, UpHierarchy)"},
		{"a postcode with a place", geocode.Address{PostalCode: "97000", Locality: "Riverton"}, "Riverton, OR (Medium, UpHierarchy)"},
		{"a postcode alone", geocode.Address{PostalCode: "97000"}, "No location was found."},
		{"a postal town for the locality", geocode.Address{PostalTown: "Riverton"}, "Riverton, OR (High, Good)"},
		{"a village and its postal town", geocode.Address{Locality: "Xanadu", PostalTown: "Riverton", AdminDistrict: "OR"},
			"Riverton, OR (High, Good)"},
		{"a place and its district in one field", geocode.Address{Locality: "Riverton, OR"}, "Riverton, OR (High, Good)"},
		{"a district in the field for places", geocode.Address{Locality: "Bavaria"}, "Bavaria, Germany (Medium, UpHierarchy)"},
		{"a district in the field for countries", geocode.Address{Locality: "Springfield", CountryRegion: "Oregon"},
			"Springfield, OR (High, Good)"},
	} {
		if got := best(t, e, geocode.Request{Address: c.address}); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheQueryHelpsTheFields(t *testing.T) {
	e := twoCountries().engine(t)
	for _, c := range []struct {
		query   string
		address geocode.Address
		want    string
	}{
		{"Springfield", geocode.Address{CountryRegion: "DE"}, "Springfield, BY, Germany (High, Good)"},
		{"Springfield, Oregon", geocode.Address{Locality: "Springfield"}, "Springfield, OR (High, Good)"},
		{"München", geocode.Address{Locality: "Riverton"}, "Riverton, OR (High, Good)"},
	} {
		if got := best(t, e, geocode.Request{Query: c.query, Address: c.address}); got != c.want {
			t.Errorf("%q with %+v: got %s, want %s", c.query, c.address, got, c.want)
		}
	}
}

func TestStrictMatchStaysInside(t *testing.T) {
	e := twoCountries().engine(t)
	for _, c := range []struct {
		name    string
		address geocode.Address
		want    string
	}{
		{"inside", geocode.Address{Locality: "Riverton", AdminDistrict: "OR", CountryRegion: "US"}, "Riverton, OR (High, Good)"},
		{"the wrong district", geocode.Address{Locality: "Riverton", AdminDistrict: "WA", CountryRegion: "US"},
			"Washington, United States (Low, UpHierarchy)"},
		{"the wrong country", geocode.Address{Locality: "Riverton", CountryRegion: "DE"}, "Germany (Low, UpHierarchy)"},
		{"an unknown country", geocode.Address{Locality: "Riverton", CountryRegion: "Xanadu"}, "No location was found."},
	} {
		if got := best(t, e, geocode.Request{Address: c.address, StrictMatch: true}); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestMinimumConfidenceDropsAnswers(t *testing.T) {
	e := twoCountries().engine(t)
	got := best(t, e, geocode.Request{Query: "Springfield", MinimumConfidence: geocode.Medium})
	if want := "No location was found with a confidence of at least Medium."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRivalsAreRankedByPeople(t *testing.T) {
	e := twoCountries().engine(t)
	response := ask(t, e, geocode.Request{Query: "Springfield", MaxResults: 20})
	var names []string
	for _, a := range response.Answers {
		names = append(names, a.Name)
	}
	want := []string{"Springfield, WA", "Springfield, OR", "Springfield, BY, Germany"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := best(t, e, geocode.Request{Query: "Springfield", Culture: "de-DE"}); got != "Springfield, WA (Low, Ambiguous)" {
		t.Errorf("a German village outranks cities: %s", got)
	}
}

func TestQueriesAreParsed(t *testing.T) {
	e := twoCountries().engine(t)
	response := ask(t, e, geocode.Request{Query: "12 Elm Street, RIVERTON, or 97000, usa", IncludeQueryParse: true})
	want := []geocode.Property{
		{Name: "AddressLine", Value: "12 Elm Street"}, {Name: "Locality", Value: "RIVERTON"},
		{Name: "AdminDistrict", Value: "or"}, {Name: "PostalCode", Value: "97000"}, {Name: "CountryRegion", Value: "usa"},
	}
	if diff := cmp.Diff(want, response.Answers[0].QueryParse); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAnswersSpeakTheCulture(t *testing.T) {
	e := twoCountries().engine(t)
	for culture, want := range map[string]string{"": "Germany", "de": "Deutschland", "fr_FR": "Allemagne", "gibberish": "Germany"} {
		response := ask(t, e, geocode.Request{Query: "München", Culture: culture})
		if got := response.Answers[0].Address.CountryRegion; got != want {
			t.Errorf("in %q Munich lies in %s, want %s", culture, got, want)
		}
	}
}
