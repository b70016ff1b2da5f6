package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// lauf is a town in Bavaria with an L-shaped main street, which has houses on
// its first leg and a few on the second, a street without numbers, and one
// without a line.
func lauf(t *testing.T) *Engine {
	w := twoCountries()
	place := w.place("Lauf", "DE-BY", 20_000, 48, 11)
	return w.engineOf(t, village{place: place, streets: []street{
		{
			name: "Hauptstraße", aliases: []string{"Rue principale", "Kaiserallee"}, lines: [][]geocode.Point{{metres(0, 0), metres(200, 0), metres(200, 400)}},
			locals: map[string]string{"en": "Main Street", "fr": "Rue principale"},
			numbers: map[string]geocode.Point{
				"1": metres(20, -12), "3": metres(40, -12), "11": metres(212, 60), "2": metres(20, 12), "10": metres(100, 12), "30": metres(188, 300),
			},
		},
		{name: "Bergweg", lines: [][]geocode.Point{{metres(0, 300), metres(150, 300)}}},
		{name: "Am Markt", numbers: map[string]geocode.Point{"1": metres(-100, 0), "9": metres(-100, 80), "4": metres(-120, 40)}},
	}})
}

func TestHousesHaveAPointOnTheRoad(t *testing.T) {
	e := lauf(t)
	for _, c := range []struct {
		line           string
		kind           geocode.EntityType
		display, route geocode.Point
		how, to        geocode.CalculationMethod
	}{
		{"Hauptstraße 1", "Address", metres(20, -12), metres(20, 0), "Rooftop", "Interpolation"},
		{"Hauptstraße 7", "Address", metres(150, -12), metres(150, 0), "InterpolationOffset", "Interpolation"},
		{"Hauptstraße 20", "Address", metres(188, 100), metres(200, 100), "InterpolationOffset", "Interpolation"},
		{"Hauptstraße 40", "RoadBlock", metres(200, 300), metres(200, 300), "Interpolation", "Interpolation"},
		{"Hauptstraße", "Road", metres(200, 0), metres(200, 0), "Interpolation", "Interpolation"},
		{"Bergweg", "Road", metres(150, 300), metres(150, 300), "Interpolation", "Interpolation"},
		{"Bergweg 5", "Road", metres(150, 300), metres(150, 300), "Interpolation", "Interpolation"},
		{"Am Markt 9", "Address", metres(-100, 80), metres(-100, 80), "Rooftop", "Rooftop"},
		{"Am Markt 5", "Address", metres(-100, 40), metres(-100, 40), "InterpolationOffset", "InterpolationOffset"},
	} {
		a := ask(t, e, geocode.Request{Address: geocode.Address{AddressLine: c.line, Locality: "Lauf", CountryRegion: "DE"}}).Answers[0]
		display, route := a.Points[0], a.Points[1]
		if a.EntityType != c.kind || display.Method != c.how || route.Method != c.to || display.Usage != geocode.Display || route.Usage != geocode.Route {
			t.Errorf("%s: %s with %s and %s, want %s with %s and %s", c.line, a.EntityType, display.Method, route.Method, c.kind, c.how, c.to)
		}
		isNear(t, c.line+", display", display.Point, c.display)
		isNear(t, c.line+", route", route.Point, c.route)
	}
}

func TestNumbersOfTheOtherSideShowTheBlock(t *testing.T) {
	w := twoCountries()
	e := w.engineOf(t, village{place: w.place("Lauf", "DE-BY", 20_000, 48, 11), streets: []street{{
		name: "Ring", lines: [][]geocode.Point{{metres(0, 0), metres(500, 0)}},
		numbers: map[string]geocode.Point{"2": metres(50, 12), "8": metres(200, 12), "20": metres(480, 12)},
	}}})
	for line, want := range map[string]geocode.Point{"Ring 1": metres(50, 0), "Ring 7": metres(200, 0), "Ring 11": metres(200, 0), "Ring 17": metres(480, 0), "Ring 99": metres(480, 0)} {
		a := ask(t, e, geocode.Request{Address: geocode.Address{AddressLine: line, Locality: "Lauf"}}).Answers[0]
		if a.EntityType != geocode.EntityRoadBlock || a.MatchCodes != geocode.UpHierarchy || a.Confidence == geocode.High {
			t.Errorf("%s: %s, %v, %v", line, a.EntityType, a.MatchCodes, a.Confidence)
		}
		isNear(t, line, a.Points[0].Point, want)
	}
}

func TestStreetsAreNamedInTheCulture(t *testing.T) {
	e := lauf(t)
	for culture, want := range map[string]string{
		"": "Main Street 1", "en-GB": "Main Street 1", "fr-CH": "Rue principale 1", "de": "Hauptstraße 1", "ru": "Hauptstraße 1",
	} {
		a := ask(t, e, geocode.Request{Culture: culture, Address: geocode.Address{AddressLine: "Hauptstr. 1", Locality: "Lauf"}}).Answers[0]
		if a.Address.AddressLine != want {
			t.Errorf("in %q: %s, want %s", culture, a.Address.AddressLine, want)
		}
	}
}

// TestAnyNameFindsTheStreet asks by an old name and by that of another language.
func TestAnyNameFindsTheStreet(t *testing.T) {
	e := lauf(t)
	for _, line := range []string{"Kaiserallee 3", "3 rue principale", "Kaiseralee 3", "Hauptstr. 3"} {
		a := ask(t, e, geocode.Request{Culture: "de", Address: geocode.Address{AddressLine: line, Locality: "Lauf", CountryRegion: "DE"}}).Answers[0]
		if a.Address.AddressLine != "Hauptstraße 3" || a.EntityType != geocode.EntityAddress || a.Confidence != geocode.High {
			t.Errorf("%s: %s %s, %v", line, a.EntityType, a.Address.AddressLine, a.Confidence)
		}
		isNear(t, line, a.Points[0].Point, metres(40, -12))
	}
}
