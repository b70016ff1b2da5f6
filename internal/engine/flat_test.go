package engine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// TestFlatsAreEntered asks for flats of a house with two staircases, and of one
// whose doors are not known.
func TestFlatsAreEntered(t *testing.T) {
	w := twoCountries()
	lauf := w.place("Lauf", "DE-BY", 20_000, 48, 11)
	house, first, second := metres(20, 0), metres(20, -30), metres(20, 30)
	e := w.engineOf(t, village{place: lauf, streets: []street{{
		name: "Bergweg", lines: [][]geocode.Point{{metres(0, -100), metres(0, 100)}},
		numbers: map[string]geocode.Point{"4": house, "6": metres(20, 90)},
		doors: map[string][]index.Door{
			"4": {{Flats: "1-8", Point: first}, {Flats: "9-16;18", Point: second}},
			"6": {{Flats: "1-3"}},
		},
	}}})
	for _, c := range []struct {
		line string
		at   geocode.Point
		want string // unit, confidence and faults
	}{
		{"Bergweg 4, Wohnung 3", first, "Wohnung 3 High"},
		{"Bergweg 4, Whg. 18", second, "Whg. 18 High"},
		{"Bergweg 4, Wohnung 17", house, "Wohnung 17 High unit.elsewhere 17"},
		{"Bergweg 4, 2. OG links", house, "2. OG links High"},
		{"Bergweg 4", house, " High"},
		{"Bergweg 6, Wohnung 2", metres(20, 90), "Wohnung 2 High"},
		{"Bergweg 6, Wohnung 4", metres(20, 90), "Wohnung 4 High unit.elsewhere 4"},
	} {
		a := ask(t, e, lineIn(c.line, "Lauf")).Answers[0]
		got := []string{a.Unit, a.Confidence.String()}
		for _, f := range a.Faults {
			got = append(got, fmt.Sprint(f.Name, " ", f.Detail))
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s: got %q, want %q", c.line, all, c.want)
		}
		isNear(t, c.line, a.Display(), c.at)
	}
}
