package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

func TestATownWithItsPostcodeIsNoStreetOfItsName(t *testing.T) {
	w := twoCountries()
	own := street{name: "Upham Avenue", lines: [][]geocode.Point{{metres(0, 0), metres(300, 0)}}, numbers: map[string]geocode.Point{"7": metres(100, 0)}}
	e := w.engineOf(t, village{place: w.place("Upham", "DE-BY", 20_000, 48, 11), streets: []street{own}})
	for _, c := range []struct {
		query, want string
		kind        geocode.EntityType
	}{
		{"Upham, Germany", "Upham", geocode.EntityPopulatedPlace},
		{"12345 Upham, Germany", "Upham", geocode.EntityPopulatedPlace},
		{"Upham Avenue, Upham, Germany", "Upham Avenue", geocode.EntityRoad},
		{"Upham 7, Upham, Germany", "Upham Avenue", geocode.EntityAddress},
	} {
		answers := ask(t, e, geocode.Request{Query: c.query}).Answers
		if len(answers) == 0 {
			t.Errorf("%s: no answer", c.query)
			continue
		}
		if a := answers[0]; a.EntityType != c.kind || a.Street != c.want && a.Address.Locality != c.want {
			t.Errorf("%s: %s %s, want %s %s", c.query, a.EntityType, a.Name, c.kind, c.want)
		}
	}
}
