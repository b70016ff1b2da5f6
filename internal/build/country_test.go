package build

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
)

// TestBordersWinOverTags has houses with the code of another country than that
// whose border holds them.
func TestBordersWinOverTags(t *testing.T) {
	m := drawing("map", `
		country|LI|Liechtenstein|47.05 9.47 47.27 9.63
		country|CN|China|20 110 25 116
		town|LI|Vaduz|47.14 9.52
		town|CN|Hong Kong|22.3 114.2`)
	for i, country := range []string{"LI", "CH", "", "HK"} {
		f := source.Feature{Number: string(rune('1' + i)), Street: "Gasse", Postcode: "9490", Country: country, Lat: 47.14, Lon: 9.52 + float64(i)/1000}
		if country == "HK" {
			f.Lat, f.Lon = 22.3, 114.2
		}
		m.features = append(m.features, f)
	}
	ix := built(t, Options{}, m)
	ids, err := ix.Streets().Postcodes(nil, "9490", 9)
	check(t, err)
	got := map[string]int{}
	for _, id := range ids {
		code, err := ix.Streets().Postcode(id)
		check(t, err)
		got[code.Country] = code.Addresses
	}
	if diff := cmp.Diff(map[string]int{"LI": 3, "HK": 1}, got); diff != "" {
		t.Errorf("addresses of 9490 by country: %s", diff)
	}
	for _, p := range ix.Manifest().Problems {
		if p.Reason == otherCountry.Name && p.Count == 1 {
			return
		}
	}
	t.Errorf("the report has %+v, want one house with another country", ix.Manifest().Problems)
}
