package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestOneHouseOfTwoLocalitiesIsNoRival: two sources may put a house into two
// localities. Another number at the point is a rival.
func TestOneHouseOfTwoLocalitiesIsNoRival(t *testing.T) {
	w := twoCountries()
	e := w.engineOf(t,
		village{place: w.place("Lauf", "DE-BY", 20_000, 48, 11), streets: []street{
			{name: "Old Valley Road", numbers: map[string]geocode.Point{"21": metres(0, 0), "31": metres(0, 300)}},
		}},
		village{place: w.place("Laufen", "DE-BY", 2_000, 48.01, 11), streets: []street{
			{name: "Old Valley Rd", numbers: map[string]geocode.Point{"21": metres(0, 2), "33": metres(0, 302)}},
		}},
	)
	for at, want := range map[geocode.Point]string{
		metres(0, -1):  "Old Valley Road 21, Lauf, BY, Germany (High, Good)",
		metres(0, 299): "Old Valley Road 31, Lauf, BY, Germany (Medium, Good)",
	} {
		if got := best(t, e, geocode.Request{Reverse: true, Point: at}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
