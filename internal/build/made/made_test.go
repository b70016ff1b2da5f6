package made

import (
	"context"
	"testing"

	"github.com/milepost/milepost/internal/source"
)

type one struct{ source.Source }

func (one) Read(_ context.Context, emit func(*source.Feature) error) error {
	return emit(&source.Feature{Number: "12", Street: "Magstadter Straße", Locality: "Stuttgart", Country: "DE", Lat: 48.7, Lon: 9})
}

func TestCopiesAreCountriesOfTheirOwn(t *testing.T) {
	lists := Lists{Open: func() ([]source.Source, error) { return []source.Source{one{}, one{}}, nil }, Copies: 26, Rows: 51}
	streets, countries, rows := map[string]bool{}, map[string]bool{}, 0
	err := lists.Read(t.Context(), func(f *source.Feature) error {
		rows++
		streets[f.Street], countries[f.Country] = true, true
		if f.Lat != 48.7 || f.Lon < -180 || f.Lon > 180 || f.Number != "12" || f.Street[len(f.Street)-len(" Straße"):] != " Straße" {
			t.Errorf("made %+v", f)
		}
		return nil
	})
	if err != nil || rows != 51 || len(countries) != 26 || len(streets) < 8 {
		t.Errorf("%d rows, %d streets in %d countries, %v; want 51, at least 8, 26", rows, len(streets), len(countries), err)
	}
}
