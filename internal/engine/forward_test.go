package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

func TestQueriesAreUnderstood(t *testing.T) {
	e := twoCountries().engine(t)
	for query, want := range map[string]string{
		"Riverton":                         "Riverton, OR (High, Good)",
		"riverton or":                      "Riverton, OR (High, Good)",
		"RIVERTON, Oregon, USA":            "Riverton, OR (High, Good)",
		"Springfield, OR":                  "Springfield, OR (High, Good)",
		"Springfield Washington":           "Springfield, WA (High, Good)",
		"Springfield":                      "Springfield, WA (Low, Ambiguous)",
		"Springfield, Germany":             "Springfield, BY, Germany (High, Good)",
		"DE, Springfield":                  "Springfield, BY, Germany (High, Good)",
		"munchen":                          "München, BY, Germany (High, Good)",
		"Muenchen, Deutschland":            "München, BY, Germany (High, Good)",
		"Germany":                          "Germany (Medium, Good)",
		"Deutschland":                      "Germany (Medium, Good)",
		"Washington":                       "Washington, United States (High, Good)",
		"Rivertom, OR":                     "Riverton, OR (High, Good)",
		"Rivetron":                         "Riverton, OR (Medium, Good)",
		"St. Mary's, OR":                   "Saint Marys, OR (High, Good)",
		"12 Elm Street, Riverton, OR":      "Riverton, OR (Medium, UpHierarchy)",
		"12 Elm Street Riverton OR 97000":  "Riverton, OR (Medium, UpHierarchy)",
		"Riverton, WA":                     "Riverton, OR (Medium, Good)",
		"Nowhereville, OR":                 "Oregon, United States (Low, UpHierarchy)",
		"Riverton, best of towns":          "Riverton, OR (Low, Good)",
		"Elm Street":                       "No location was found.",
		"97000":                            "No location was found.",
		"😀":                                "No location was found: this is not an address.",
		"":                                 "No location was found.",
		"\u200fRiverton\u200e,\x00 Oregon": "Riverton, OR (High, Good)",
	} {
		if got := best(t, e, geocode.Request{Query: query}); got != want {
			t.Errorf("%q: got %s, want %s", query, got, want)
		}
	}
}
