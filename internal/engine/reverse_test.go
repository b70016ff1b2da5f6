package engine

import (
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

func TestPointsAreAnswered(t *testing.T) {
	e := twoCountries().engine(t)
	for _, c := range []struct {
		name     string
		lat, lon float64
		want     string
	}{
		{"in the middle of a town", 33, -93, "Riverton, OR (High, Good)"},
		{"at the edge of a town", 33.02, -93.05, "Riverton, OR (Medium, Good)"},
		{"far from all towns", 38, -98, "United States (High, Good)"},
		{"a little off the coast", 39.9, -89.9, "United States (Medium, Good)"},
		{"in mid-ocean", 20, -50, "No location was found."},
		{"at a pole", 90, 0, "No location was found."},
		{"on the antimeridian", 0, -180, "No location was found."},
	} {
		if got := best(t, e, reverse(c.lat, c.lon)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func reverse(lat, lon float64) geocode.Request {
	return geocode.Request{Reverse: true, Point: geocode.Point{Lat: lat, Lon: lon}}
}

func TestTypesOfPointsAreChosen(t *testing.T) {
	e := twoCountries().engine(t)
	for _, c := range []struct {
		types string
		max   int
		want  string
	}{
		{"CountryRegion,PopulatedPlace,AdminDivision1", 20,
			"PopulatedPlace Riverton, OR; AdminDivision1 Oregon, United States; CountryRegion United States"},
		{"CountryRegion,PopulatedPlace", 1, "PopulatedPlace Riverton, OR"},
		{"AdminDivision1", 0, "AdminDivision1 Oregon, United States"},
		{"Address,CountryRegion", 0, "CountryRegion United States"},
		{"Address", 0, ""},
		{"Spaceport", 0, ""},
	} {
		r := reverse(33, -93)
		r.TypesGiven, r.EntityTypes, r.MaxResults = true, geocode.ParseTypeSet(c.types), c.max
		var got []string
		for _, a := range ask(t, e, r).Answers {
			got = append(got, string(a.EntityType)+" "+a.Name)
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s, at most %d: got %s, want %s", c.types, c.max, got, c.want)
		}
	}
}

func TestABigTownReachesFurther(t *testing.T) {
	w := newWorld()
	w.country("FR", "France", 40, 0)
	w.district("FR-IDF", "Paris Region")
	w.place("Grande", "FR-IDF", 2_000_000, 45, 5)
	w.place("Petite", "FR-IDF", 1_000, 45, 5.2)
	e := w.engine(t)
	for lon, want := range map[float64]string{5.1: "Grande", 5.19: "Petite"} {
		response := ask(t, e, reverse(45, lon))
		if got := response.Answers[0].Address.Locality; got != want {
			t.Errorf("at longitude %v: got %s, want %s", lon, got, want)
		}
	}
}

func TestATownIsAsNearAsItsNeighborhoods(t *testing.T) {
	w := newWorld()
	w.country("FR", "France", 40, 0)
	w.district("FR-IDF", "Paris Region")
	w.place("Grande", "FR-IDF", 2_000_000, 45, 5)
	w.place("Petite", "FR-IDF", 60_000, 45, 5.12)
	city := w.Add(index.NewArea{
		Kind: index.Place, Parent: w.districts["FR-IDF"], Name: "Autre", Population: 1_000_000, Point: geocode.Point{Lat: 47, Lon: 5},
	})
	w.Add(index.NewArea{
		Kind: index.Neighborhood, Parent: city, Name: "Faubourg", Population: 30_000, Point: geocode.Point{Lat: 45, Lon: 5.1},
	})
	e := w.engine(t)
	if got, want := best(t, e, reverse(45, 5.1)), "Autre, IDF, France (High, Good)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	r := reverse(45, 5.1)
	r.TypesGiven, r.EntityTypes, r.MaxResults = true, geocode.ParseTypeSet("Neighborhood,PopulatedPlace"), 2
	answers := ask(t, e, r).Answers
	if len(answers) != 2 || answers[0].Name != "Faubourg, Autre, IDF, France" || answers[0].Address.Neighborhood != "Faubourg" {
		t.Errorf("got %+v, want the neighborhood first", answers)
	}
	if got, want := best(t, e, geocode.Request{Query: "Faubourg, Autre"}), "Faubourg, Autre, IDF, France (High, Good)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
