package engine_test

import (
	"strconv"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// TestNumbersThatStandTwice: where a number stands in two districts of a town,
// a row without its postcode may mean either; where one address has points far
// apart, the answer is Medium, and the less sure the longer its street is.
func TestNumbersThatStandTwice(t *testing.T) {
	const north = 1.0 / 111_195 // a metre
	var rows houseRows
	add := func(number int, street, postcode string, metres float64) {
		f := featureOf(strconv.Itoa(number), street, "Burnwood", "KY", "US", 38.2+metres*north, -85.5)
		f.Postcode = postcode
		rows = append(rows, f)
	}
	for i := range 10 {
		add(2*i+2, "Hill Street", "40001", 30*float64(i))
		add(2*i+2, "Hill Street", "40002", 6_000+30*float64(i))
		add(2*i+2, "Short Street", "40001", 30*float64(i))
		add(2*i+2, "Long Street", "40001", 150*float64(i))
	}
	add(12, "Short Street", "40001", 230)
	add(12, "Long Street", "40001", 830)
	e := buildEngine(t, rows)
	sure := map[string]float64{}
	for line, want := range map[string]struct {
		postcode   string
		confidence geocode.Confidence
		ambiguous  bool
	}{
		"12 Hill Street":  {"", geocode.Low, true},
		"14 Hill Street":  {"40002", geocode.High, false},
		"12 Short Street": {"40001", geocode.Medium, false},
		"14 Short Street": {"40001", geocode.High, false},
		"12 Long Street":  {"40001", geocode.Medium, false},
		"14 Long Street":  {"40001", geocode.High, false},
	} {
		a := best(t, e, geocode.Request{Address: geocode.Address{AddressLine: line, Locality: "Burnwood", AdminDistrict: "KY", PostalCode: want.postcode, CountryRegion: "US"}})
		if a.Street+" "+a.Number != line[3:]+" "+line[:2] || a.Confidence != want.confidence || (a.MatchCodes&geocode.Ambiguous != 0) != want.ambiguous {
			t.Errorf("%s, %s: got %s (%v, %v, %.2f, %v), want %v, ambiguous %v", line, want.postcode, a.Name, a.EntityType, a.Confidence, a.Probability, a.Faults, want.confidence, want.ambiguous)
		}
		sure[line] = a.Probability
	}
	if sure["12 Long Street"] >= sure["12 Short Street"] || sure["12 Short Street"] >= sure["14 Short Street"] {
		t.Errorf("as sure as others: %v", sure)
	}
}
