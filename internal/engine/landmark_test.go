package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// sights is a town with a park, two museums of one name, a station that is
// named like a street, and a church that is named like another town.
func sights(t *testing.T) *Engine {
	w := twoCountries()
	place := w.place("Lauf", "DE-BY", 20_000, 48, 11)
	landmark := func(name string, entity geocode.EntityType, at geocode.Point) {
		w.Add(index.NewArea{Kind: index.Landmark, Parent: place, Name: name, Entity: entity, Point: at})
	}
	landmark("Freizeitpark", geocode.EntityType("Park"), metres(300, 300))
	landmark("Heimatmuseum", geocode.EntityType("Museum"), metres(100, -100))
	landmark("Heimatmuseum", geocode.EntityType("Museum"), metres(100, 2000))
	landmark("Bergweg", geocode.EntityType("RailwayStation"), metres(900, 0))
	landmark("Riverton", geocode.EntityType("Church"), metres(0, 900))
	landmark("Schloss Lauf", geocode.EntityType("Fort"), metres(700, 900))
	landmark("Lauf College, Strand Campus", geocode.EntityType("School"), metres(700, 1200))
	landmark("Pier 39", geocode.EntityType("TouristStructure"), metres(700, 0))
	return w.engineOf(t, village{place: place, streets: []street{
		{name: "Bergweg", lines: [][]geocode.Point{{metres(0, 300), metres(150, 300)}}},
	}})
}

func TestLandmarksAnswerToTheirNames(t *testing.T) {
	e := sights(t)
	for _, c := range []struct {
		question geocode.Request
		kind     geocode.EntityType
		want     string
	}{
		{geocode.Request{Query: "Freizeitpark, Lauf"}, "Park", "Freizeitpark, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Freizeitpark Lauf"}, "Park", "Freizeitpark, Lauf, BY, Germany (High, Good)"},
		{lineIn("Freizeitpark", "Lauf"), "Park", "Freizeitpark, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Freizeitpakr, Lauf, Germany"}, "Park", "Freizeitpark, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Freizeitpark"}, "Park", "Freizeitpark, Lauf, BY, Germany (Medium, Good)"},
		{geocode.Request{Query: "Freizeitpark, München"}, "Park", "Freizeitpark, Lauf, BY, Germany (Medium, Good)"},
		{geocode.Request{Query: "Schloss Lauf"}, "Fort", "Schloss Lauf, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Schloss, Lauf"}, "Fort", "Schloss Lauf, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Schloss Lauf, Lauf"}, "Fort", "Schloss Lauf, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Lauf College, Strand Campus"}, "School", "Lauf College, Strand Campus, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Schloss Lauf, Springfield, WA"}, "PopulatedPlace", "Springfield, WA (Medium, UpHierarchy)"},
		{geocode.Request{Query: "Pier 39, Lauf"}, "TouristStructure", "Pier 39, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Heimatmuseum, Lauf"}, "Museum", "Heimatmuseum, Lauf, BY, Germany (Low, Ambiguous)"},
		{geocode.Request{Query: "Bergweg, Lauf"}, "Road", "Bergweg, Lauf, BY, Germany (High, Good)"},
		{geocode.Request{Query: "Riverton"}, "PopulatedPlace", "Riverton, OR (High, Good)"},
		{geocode.Request{Query: "Freizeitpark, Springfield, WA"}, "PopulatedPlace", "Springfield, WA (Medium, UpHierarchy)"},
	} {
		got, a := best(t, e, c.question), ask(t, e, c.question).Answers[0]
		if got != c.want || a.EntityType != c.kind {
			t.Errorf("%s%s: %s %s, want %s %s; %v %+v", c.question.Query, c.question.Address.AddressLine, a.EntityType, got, c.kind, c.want, a.Probability, a.Faults)
		}
		if c.kind != "Road" && (a.EntityType != "PopulatedPlace") != (a.Address.Landmark != "") {
			t.Errorf("%s: the landmark is %q", c.question.Query, a.Address.Landmark)
		}
	}
}

func TestALandmarkOfTheVeryNameGoesBeforeAMisspeltStreet(t *testing.T) {
	w := twoCountries()
	lauf, altdorf := w.place("Lauf", "DE-BY", 20_000, 48, 11), w.place("Altdorf", "DE-BY", 15_000, 48.02, 11)
	w.Add(index.NewArea{Kind: index.Landmark, Parent: lauf, Name: "Walmart", Entity: "ShoppingCenter", Point: metres(300, 300)})
	e := w.engineOf(t, village{place: altdorf, streets: []street{{name: "Almart Road", lines: [][]geocode.Point{{metres(0, 2300), metres(150, 2300)}}}}})
	for query, want := range map[string]geocode.EntityType{
		"Walmart, Altdorf": "ShoppingCenter", "Almart, Altdorf": "Road", "Walmart Road, Altdorf": "Road", "Walmart Road 5, Altdorf": "Road",
	} {
		if a := ask(t, e, geocode.Request{Query: query}).Answers[0]; a.EntityType != want {
			t.Errorf("%s: %s %s, want %s; %+v", query, a.EntityType, a.Name, want, a.Faults)
		}
	}
	a := ask(t, e, geocode.Request{Address: geocode.Address{AddressLine: "Walmart", Locality: "Altdorf"}}).Answers[0]
	if a.EntityType != "ShoppingCenter" {
		t.Errorf("in fields: %s %s, want the landmark; %+v", a.EntityType, a.Name, a.Faults)
	}
}
