package engine_test

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestFlatBeforeItsHouse asks for flats whose number stands before that of the
// house, as Australians and Canadians write, and nobody else.
func TestFlatBeforeItsHouse(t *testing.T) {
	var rows houseRows
	for _, in := range []struct {
		locality, region, country string
		lat, lon                  float64
	}{{"Sydney", "New South Wales", "AU", -33.9, 151.2}, {"Hamilton", "Ontario", "CA", 43.25, -79.86}, {"Bristol", "England", "GB", 51.45, -2.6}} {
		for i, number := range []string{"4", "12", "30", "518/50", "101-375"} {
			rows = append(rows, featureOf(number, "Owen Street", in.locality, in.region, in.country, in.lat+float64(i)/500, in.lon))
		}
	}
	e := buildEngine(t, rows)
	for _, c := range []struct {
		line, locality, country, number, unit string
		confidence                            geocode.Confidence
	}{
		{"4/12 Owen Street", "Sydney", "AU", "12", "4", geocode.High},
		{"4 / 12 Owen St", "Sydney", "AU", "12", "4", geocode.High},
		{"4A/12 Owen St", "Sydney", "AU", "12", "4A", geocode.High},
		{"518/50 Owen St", "Sydney", "AU", "518/50", "", geocode.High},
		{"4/20 Owen St", "Sydney", "AU", "20", "4", geocode.Medium},
		{"4-12 Owen Street", "Hamilton", "CA", "12", "4", geocode.Medium}, // or the houses 4 to 12
		{"204-12 Owen Street", "Hamilton", "CA", "12", "204", geocode.High},
		{"101-375 Owen Street", "Hamilton", "CA", "101-375", "", geocode.High},
		{"4/12 Owen Street", "Bristol", "GB", "4", "", geocode.Medium},
		{"4-12 Owen Street", "Sydney", "AU", "4", "", geocode.High},
	} {
		a := best(t, e, geocode.Request{Address: geocode.Address{AddressLine: c.line, Locality: c.locality, CountryRegion: c.country}})
		if a.Number != c.number || a.Unit != c.unit || a.Confidence != c.confidence {
			t.Errorf("%s, %s: %s with unit %q (%s, %s, %v), want %s with %q (%s)", c.line, c.locality, a.Number, a.Unit, a.Name, a.Confidence, a.Faults, c.number, c.unit, c.confidence)
		}
	}
}
