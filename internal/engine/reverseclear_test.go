package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestALoneHouseIsSurerThanOneOfARow asks for what is beside houses: 8 m beside
// one of a row is where a missing one may stand, beside a lone one it is not.
func TestALoneHouseIsSurerThanOneOfARow(t *testing.T) {
	const lat, lon, metre = 49.5117, 11.2811, 1.0 / 111_195
	e := buildEngine(t, houseRows{
		featureOf("1", "Marktplatz", "Lauf an der Pegnitz", "Bayern", "DE", lat, lon),
		featureOf("2", "Landweg", "Lauf an der Pegnitz", "Bayern", "DE", lat+0.02, lon),
		featureOf("4", "Landweg", "Lauf an der Pegnitz", "Bayern", "DE", lat+0.02-14*metre, lon),
	})
	for _, c := range []struct {
		lat, metres float64
		line        string
		confidence  geocode.Confidence
		least, most float64
	}{
		{lat, 1, "Marktplatz 1", geocode.High, 0.99, 1},
		{lat, 8, "Marktplatz 1", geocode.Medium, 0.80, 0.95},
		{lat, 22, "Marktplatz 1", geocode.Low, 0.30, 0.50},
		{lat, 150, "Marktplatz 1", geocode.Low, 0, 0.05},
		{lat + 0.02, 1, "Landweg 2", geocode.High, 0.99, 1},
		{lat + 0.02, 8, "Landweg 2", geocode.Low, 0, 0.75},
	} {
		a := best(t, e, geocode.Request{Reverse: true, Point: geocode.Point{Lat: c.lat + c.metres*metre, Lon: lon}})
		if a.Street+" "+a.Number != c.line || a.Confidence != c.confidence || a.Probability < c.least || a.Probability > c.most {
			t.Errorf("%.0f m from %s: %s (%s, %.3f, %v)", c.metres, c.line, a.Name, a.Confidence, a.Probability, a.Faults)
		}
	}
}
