package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

// Words that several names stand for are told once.
func TestWordsOfAQueryHaveOneMeaning(t *testing.T) {
	q := newBatch(nil).ask(&geocode.Request{Query: "Elm Street Riverton"}, true)
	s := spans{q: q}
	for _, add := range []struct {
		name  string
		words mask
	}{{"Locality", maskOf(2, 3)}, {"AddressLine", maskOf(0, 2)}, {"Locality", maskOf(2, 3)}, {"AdminDistrict", maskOf(2, 3)}} {
		s.add(add.name, add.words)
	}
	want := []geocode.Property{{Name: "AddressLine", Value: "Elm Street"}, {Name: "Locality", Value: "Riverton"}}
	if diff := cmp.Diff(want, s.found); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
