package engine_test

import (
	"context"
	"testing"

	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

// houseRows is a list of houses as a source.
type houseRows []source.Feature

func (houseRows) Info() source.Info     { return source.Info{Kind: "csv", Name: "houses", Bytes: -1} }
func (houseRows) Progress() int64       { return 0 }
func (houseRows) Report() source.Report { return source.Report{} }

func (h houseRows) Read(_ context.Context, emit func(*source.Feature) error) error {
	for _, f := range h {
		f.Kind = source.Address
		if err := emit(&f); err != nil {
			return err
		}
	}
	return nil
}

// best asks a question and gives the first answer to it.
func best(t *testing.T, e *engine.Engine, r geocode.Request) *geocode.Answer {
	t.Helper()
	responses, err := e.Geocode(t.Context(), []geocode.Request{r})
	if err != nil {
		t.Fatal(err)
	}
	if len(responses[0].Answers) == 0 {
		return &geocode.Answer{}
	}
	return &responses[0].Answers[0]
}

// featureOf is a house of a list.
func featureOf(number, street, locality, region, country string, lat, lon float64) source.Feature {
	return source.Feature{Number: number, Street: street, Locality: locality, Region: region, Country: country, Lat: lat, Lon: lon}
}
