package source_test

import (
	"testing"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/abr"
	"github.com/milepost/milepost/internal/source/geonames"
	"github.com/milepost/milepost/internal/source/jptowns"
	"github.com/milepost/milepost/internal/source/openaddresses"
	"github.com/milepost/milepost/internal/source/osm"
	"github.com/milepost/milepost/internal/source/table"
)

// TestClaims holds that in this order, the most special first, each file's
// name tells its kind, as far as a name can.
func TestClaims(t *testing.T) {
	readers := []source.Reader{osm.Reader, abr.Reader, jptowns.Reader, openaddresses.Reader, geonames.Postcodes, geonames.Places, table.Reader}
	for name, want := range map[string]string{
		"mt_rsdtdsp_rsdt_pref13.csv":         "abr",
		"jp-geolonia-towns.jsonl":            "jptowns",
		"openaddr-collected-us_west":         "openaddresses",
		"openaddresses_sample.csv":           "openaddresses",
		"city_of_x-addresses-county.geojson": "openaddresses",
		"us-postal.csv":                      "postcodes",
		"allcountries.txt":                   "geonames",
		"cities5000":                         "geonames",
		"adresses-75.csv":                    "csv",
		"list.tsv":                           "csv",
		"list.jsonl":                         "csv",
		"county.geojsonl":                    "csv",
		"us":                                 "",
		"boundaries.geojson":                 "",
		"planet.osm.pbf":                     "osm",
		"map.osm":                            "osm",
	} {
		got := ""
		for _, r := range readers {
			if r.Claims(name) {
				got = r.Prefix
				break
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
