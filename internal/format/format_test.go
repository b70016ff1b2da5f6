package format

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

func TestOneLineFollowsTheCountry(t *testing.T) {
	for want, c := range map[string]struct {
		country string
		a       geocode.Address
	}{
		"Redmond, WA": {"US", geocode.Address{Locality: "Redmond", AdminDistrict: "WA", CountryRegion: "United States"}},
		"1 Microsoft Way, Redmond, WA 98052": {"US", geocode.Address{AddressLine: "1 Microsoft Way", Locality: "Redmond",
			AdminDistrict: "WA", PostalCode: "98052", CountryRegion: "United States"}},
		"Washington, United States": {"US", geocode.Address{AdminDistrict: "Washington", CountryRegion: "United States"}},
		"United States":             {"US", geocode.Address{CountryRegion: "United States"}},
		"Munich, BY, Germany":       {"DE", geocode.Address{Locality: "Munich", AdminDistrict: "BY", CountryRegion: "Germany"}},
		"75001 Paris, France":       {"FR", geocode.Address{Locality: "Paris", PostalCode: "75001", CountryRegion: "France"}},
		"Monaco":                    {"MC", geocode.Address{CountryRegion: "Monaco"}},
		"Toronto, ON, Canada":       {"CA", geocode.Address{Locality: "Toronto", AdminDistrict: "ON", CountryRegion: "Canada"}},
		"Sydney NSW, Australia":     {"AU", geocode.Address{Locality: "Sydney", AdminDistrict: "NSW", CountryRegion: "Australia"}},
		"10 Downing Street, London, SW1A 2AA, United Kingdom": {"GB", geocode.Address{AddressLine: "10 Downing Street",
			Locality: "London", PostalCode: "SW1A 2AA", CountryRegion: "United Kingdom"}},
		"Vaduz, Nowhere": {"", geocode.Address{PostalTown: "Vaduz", CountryRegion: "Nowhere"}},
		"":               {"US", geocode.Address{}},
	} {
		if got := OneLine(c.country, &c.a, nil); got != want {
			t.Errorf("OneLine(%q, %+v) = %q, want %q", c.country, c.a, got, want)
		}
	}
}

func TestCulturesAreReadLeniently(t *testing.T) {
	for culture, want := range map[string]string{
		"": "Germany", "en-US": "Germany", "en_US": "Germany", "en US": "Germany", " EN-us ": "Germany",
		"fi": "Saksa", "fr-FR": "Allemagne", "DE": "Deutschland", "de-XX": "Deutschland",
		"zh-Hant-TW": "德國", "iw": "גרמניה", "garbage": "Germany", "xx-YY": "Germany", "und": "Germany",
		"de-thisisnotasubtag": "Deutschland", "-": "Germany", "de-\x00": "Deutschland", "i-klingon": "Germany",
	} {
		if got := ParseCulture(culture).Country("DE"); got != want {
			t.Errorf("Germany in culture %q is %q, want %q", culture, got, want)
		}
	}
}

func TestCountriesHaveNames(t *testing.T) {
	english := ParseCulture("")
	for code, want := range map[string]string{
		"US": "United States", "BA": "Bosnia and Herzegovina", "MK": "North Macedonia",
		"XK": "Kosovo", "CD": "Congo (DRC)", "": "", "Q!": "Q!",
	} {
		if got := english.Country(code); got != want {
			t.Errorf("Country(%q) = %q, want %q", code, got, want)
		}
	}
}

func FuzzParseCulture(f *testing.F) {
	for _, s := range []string{"en-US", "zh-Hant-TW", "x-private", "de-u-co-phonebk", "sl-rozaj-biske", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if name := ParseCulture(s).Country("DE"); name == "" {
			t.Errorf("culture %q has no name for Germany", s)
		}
	})
}
