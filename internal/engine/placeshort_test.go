package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestPlacesByTheBeginningOfTheirName asks for houses in towns whose names say
// where they lie, without that. Lauf is another town as well, and Jerez is not.
func TestPlacesByTheBeginningOfTheirName(t *testing.T) {
	e := buildEngine(t, houseRows{
		featureOf("1", "Marktplatz", "Lauf an der Pegnitz", "Bayern", "DE", 49.5117, 11.2811),
		featureOf("3", "Bergstraße", "Laufenburg", "Baden-Württemberg", "DE", 47.5650, 8.0600),
		featureOf("7", "Calle Larga", "Xerezo de la Frontera", "Andalucía", "ES", 36.6800, -6.1300),
	})
	for _, c := range []struct {
		line, locality, country, place string
		confidence                     geocode.Confidence
	}{
		{"Marktplatz 1", "Lauf an der Pegnitz", "DE", "Lauf an der Pegnitz", geocode.High},
		{"Marktplatz 1", "Lauf", "DE", "Lauf an der Pegnitz", geocode.Medium},
		{"Bergstraße 3", "Lauf", "DE", "Lauf", geocode.Medium}, // Laufenburg is no Lauf
		{"Calle Larga 7", "Xerezo", "ES", "Xerezo de la Frontera", geocode.High},
	} {
		for _, r := range []geocode.Request{
			{Address: geocode.Address{AddressLine: c.line, Locality: c.locality, CountryRegion: c.country}},
			{Query: c.line + ", " + c.locality},
		} {
			a := best(t, e, r)
			if a.Address.Locality != c.place || a.Confidence != c.confidence {
				t.Errorf("%+v: %s (%s, %s, %v), want %s (%s)", r, a.Name, a.Confidence, a.MatchCodes, a.Faults, c.place, c.confidence)
			}
		}
	}
}
