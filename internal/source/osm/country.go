package osm

import (
	"strings"

	"golang.org/x/text/language"
)

// countryKeys hold a country's code; ISO3166-2 holds it before the hyphen.
var countryKeys = []string{"addr:country", "ISO3166-1:alpha2", "ISO3166-1", "country_code_iso3166_1_alpha_2", "is_in:country_code", "ISO3166-2"}

// countryOf is the country that the element names, else that of the source.
func (c *collector) countryOf(t *tags) string {
	for _, key := range countryKeys {
		value := t.raw(key)
		if value == "" {
			continue
		}
		if code := countryCode(value); code != "" {
			return code
		}
		if key == "addr:country" {
			c.note(badCountry, t, key, value)
		}
	}
	return c.country
}

// countryCode gives the code in upper case, "" where it is none.
func countryCode(value string) string {
	value, _, _ = strings.Cut(strings.TrimSpace(value), "-")
	if len(value) != 2 {
		return ""
	}
	code := strings.ToUpper(value)
	if code == "UK" {
		return "GB"
	}
	if region, err := language.ParseRegion(code); err != nil || !region.IsCountry() {
		return ""
	}
	return code
}
