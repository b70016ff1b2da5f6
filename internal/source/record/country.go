package record

import (
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countryLanguages are the languages in which countries' names are known.
const countryLanguages = "en de fr es it pt nl da sv nb fi pl cs sk hu ro hr sl tr el ru uk bg ar he fa hi ja ko zh th vi id"

// customary are names that the Unicode tables do not have.
var customary = map[string]string{
	"usa": "US", "unitedstatesofamerica": "US", "uk": "GB", "greatbritain": "GB", "england": "GB", "scotland": "GB",
	"wales": "GB", "northernireland": "GB", "russianfederation": "RU", "czechrepublic": "CZ", "holland": "NL",
	"macedonia": "MK", "burma": "MM", "ivorycoast": "CI", "capeverde": "CV", "swaziland": "SZ", "turkey": "TR",
	"brd": "DE", "korea": "KR", "republicofkorea": "KR", "uae": "AE", "bosniaandherzegovina": "BA",
}

// countryNames finds an alpha-2 code by the folded name of a country.
var countryNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	var countries []language.Region
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err == nil && region.IsCountry() && region.Canonicalize() == region {
				countries = append(countries, region)
			}
		}
	}
	for _, tag := range splitTags(countryLanguages) {
		namer := display.Regions(tag)
		for _, country := range countries {
			if name := fold(namer.Name(country)); name != "" && names[name] == "" {
				names[name] = country.String()
			}
		}
	}
	for _, country := range countries {
		names[fold(country.String())] = country.String()
		names[fold(country.ISO3())] = country.String()
	}
	for name, code := range customary {
		names[name] = code
	}
	return names
})

func splitTags(list string) (tags []language.Tag) {
	for len(list) >= 2 {
		tags = append(tags, language.MustParse(list[:2]))
		list = list[min(len(list), 3):]
	}
	return tags
}

// CountryCode gives the ISO 3166-1 alpha-2 code of a country that is given as its
// alpha-2 or alpha-3 code or as its name in one of many languages; "" where it
// is not known.
func CountryCode(text string) string { return countryNames()[fold(text)] }
