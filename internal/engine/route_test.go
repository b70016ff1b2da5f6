package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestANumberAloneIsNoRoute asks for a house of a street that is not known,
// whose number is the name of a road.
func TestANumberAloneIsNoRoute(t *testing.T) {
	w := twoCountries()
	e := w.engineOf(t, village{place: w.place("Lauf", "DE-BY", 20_000, 48, 11), streets: []street{
		{name: "Nordring", aliases: []string{"E 12"}, lines: [][]geocode.Point{{metres(0, 0), metres(500, 0)}}},
	}})
	for query, want := range map[string]geocode.EntityType{"Hobrecht 12": "", "Hobrechtstraße 12": "", "E 12, Lauf": geocode.EntityRoad, "Nordring, Lauf": geocode.EntityRoad} {
		got := geocode.EntityType("")
		r := ask(t, e, geocode.Request{Query: query})
		if len(r.Answers) > 0 {
			got = r.Answers[0].EntityType
		}
		if got != want {
			t.Errorf("%s: %s %+v, want %q", query, got, r.Answers, want)
		}
	}
}
