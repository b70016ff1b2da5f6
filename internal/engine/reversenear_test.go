package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// TestPolygonsDecide asks points of a village that reaches up to the middle of
// the city beside it, with a quarter, a park and a station.
func TestPolygonsDecide(t *testing.T) {
	w := twoCountries() // München, of a million, has its middle at 0 m
	square := func(south, west, north, east float64) [][]geocode.Point {
		return [][]geocode.Point{{metres(south, west), metres(south, east), metres(north, east), metres(north, west)}}
	}
	village := w.Add(index.NewArea{Kind: index.Place, Parent: w.districts["DE-BY"], Name: "Weiler", Population: 600,
		Point: metres(0, 9000), Rings: square(-5000, 1000, 5000, 10_000)})
	w.Add(index.NewArea{Kind: index.Neighborhood, Parent: village, Name: "Westend", Point: metres(0, 2000), Rings: square(-1000, 1000, 1000, 3000)})
	w.Add(index.NewArea{Kind: index.Neighborhood, Parent: village, Name: "Ostend", Point: metres(0, 8000)})
	w.Add(index.NewArea{Kind: index.Landmark, Entity: "Park", Parent: village, Name: "Volkspark", Point: metres(0, 2500), Rings: square(-200, 2300, 200, 2700)})
	w.Add(index.NewArea{Kind: index.Landmark, Entity: "RailwayStation", Parent: village, Name: "Bahnhof", Point: metres(0, 8020)})
	e := w.engineOf(t, parkVillage(village))
	for _, c := range []struct {
		name, types string
		at          geocode.Point
		want        string
		landmark    string
		part        string
	}{
		{"in the village, near the city", "PopulatedPlace", metres(2000, 1100), "Weiler, BY, Germany (High, Good)", "", ""},
		{"outside of it", "PopulatedPlace", metres(2000, 900), "München, BY, Germany (High, Good)", "", ""},
		{"in the quarter", "Neighborhood", metres(900, 1100), "Westend, Weiler, BY, Germany (High, Good)", "", "Westend"},
		{"in the park", "", metres(100, 2400), "Volkspark, Weiler, BY, Germany (High, Good)", "Volkspark", "Westend"},
		{"at a house in the park", "", metres(0, 2500), "Parkweg 1, Weiler, BY, Germany (High, Good)", "Volkspark", "Westend"},
		{"at a house beside the station", "", metres(0, 8000), "Parkweg 2, Weiler, BY, Germany (High, Good)", "Bahnhof", "Ostend"},
	} {
		r := geocode.Request{Reverse: true, Point: c.at, IncludeNeighborhood: true, TypesGiven: c.types != "", EntityTypes: geocode.ParseTypeSet(c.types)}
		got, a := best(t, e, r), ask(t, e, r).Answers[0].Address
		if got != c.want || a.Landmark != c.landmark || a.Neighborhood != c.part {
			t.Errorf("%s: %s at %q in %q, want %s at %q in %q", c.name, got, a.Landmark, a.Neighborhood, c.want, c.landmark, c.part)
		}
	}
}

// parkVillage has a house in the park and one beside the station.
func parkVillage(place index.Handle) village {
	return village{place: place, streets: []street{{name: "Parkweg", numbers: map[string]geocode.Point{"1": metres(0, 2500), "2": metres(0, 8000)}}}}
}
