package main

import (
	"context"
	"slices"

	"github.com/milepost/milepost/internal/index"
)

// hardSet is data that hard rows are drawn from, and the language that its
// country writes.
type hardSet struct {
	language, set string
	mixture
}

// hardSets are all of them, by language: lists, which are wide, and extracts,
// which know crossings and other names.
var hardSets = []hardSet{
	ofList("en", "gb"), ofList("en", "au"), {"en", "county", mixture{"hard-county", countyList.files, "US"}}, {"en", "baltimore", countyOSM}, ofExtract("en", "london"),
	ofList("de", "de"), ofList("de", "ch"), ofExtract("de", "munich"), ofExtract("de", "lauf"), ofExtract("de", "liechtenstein"),
	ofList("fr", "fr"),
	ofList("es", "es"),
	ofExtract("pt", "porto"),
	ofList("fi", "fi"), ofExtract("fi", "helsinki"),
	ofList("sv", "se"),
	ofExtract("da", "copenhagen"),
	ofList("ru", "ru"), ofExtract("ru", "moscow"),
	ofList("uk", "ua"),
	ofList("ro", "ro"),
	ofList("sk", "sk"),
	ofCities("sr", "RS", "Serbia"), ofCities("bg", "BG", "Bulgaria"), ofCities("be", "BY", "Belarus"),
	ofCities("hy", "AM", "Armenia"), ofCities("ka", "GE", "Georgia"),
	ofCities("ar", "EG", "Egypt"),
	ofCities("ko", "KR", "South_Korea"),
	{"ja", "japan", japan},
	ofPlaces("el", "GR"), ofPlaces("el", "CY"), ofPlaces("ru", "RU"), ofPlaces("uk", "UA"), ofPlaces("sr", "RS"), ofPlaces("bg", "BG"), ofPlaces("be", "BY"),
	ofPlaces("hy", "AM"), ofPlaces("ka", "GE"), ofPlaces("ar", "EG"), ofPlaces("ko", "KR"), ofPlaces("ja", "JP"),
}

// ofPlaces is the places of a country of another script, with their names in
// it: all that there is of Greece and Cyprus.
func ofPlaces(language, country string) hardSet {
	return hardSet{language, "places-" + country, mixture{namesOfPlaces, []string{"geonames:gazetteer/geonames/cities5000.zip"}, country}}
}

// namesOfPlaces is the mixture that has no addresses.
const namesOfPlaces = "places"

// japan is the registry's house numbers of a ward and a city, among the towns of all of Japan.
var japan = mixture{"japan", []string{
	"abr:addresses/jp-abr-rsdt/processes_03_make_rsdt.mt_rsdtdsp_rsdt_pref13.csv.zip",
	"abr:addresses/jp-abr-rsdt/processes_10_refresh_csv_ranges.mt_rsdtdsp_rsdt_pref30.csv.zip",
	"jptowns:addresses/jp-geolonia-towns.jsonl.gz",
}, "JP"}

// ofList is a set of one of the lists.
func ofList(language, set string) hardSet {
	for _, l := range lists {
		if l.set == set {
			return hardSet{language, set, mixture{set, []string{"csv:addresses/" + l.file}, l.country}}
		}
	}
	panic("there is no list " + set)
}

// ofCities is a set of a list of cities that no other cases are drawn from.
func ofCities(language, country, file string) hardSet {
	return hardSet{language, file, mixture{"cities-" + country, []string{"csv:addresses/osm-cities/" + file + ".csv.zst"}, country}}
}

func ofExtract(language, set string) hardSet {
	for i := range extracts {
		if extracts[i].set == set {
			return hardSet{language, set, extracts[i].mixture()}
		}
	}
	panic("there is no extract " + set)
}

// postcodesOf are the files of postcodes, by the country of lists whose posts
// name towns otherwise.
var postcodesOf = map[string]string{"GB": "GB", "AU": "AU", "DE": "DE", "CH": "CH", "SE": "SE", "ES": "ES", "RO": "RO", "SK": "SK", "RU": "RU", "UA": "UA", "FR": "FR", "FI": "FI"}

// drawnFrom is what the questions are drawn from: the data that the index is
// built from, and how the post names its towns.
func (s *hardSet) drawnFrom() mixture {
	mix := s.mixture
	country := postcodesOf[s.country]
	if s.set == countyList.name {
		country = "US"
	}
	if country != "" && s.name != namesOfPlaces {
		mix.files = append(slices.Clone(mix.files), "postcodes:gazetteer/geonames-postal/"+country+".csv.gz")
	}
	return mix
}

// openHard opens the index of a set: that of the list where there is one.
func (m *measurement) openHard(ctx context.Context, s hardSet) (*index.Index, error) {
	for _, l := range lists {
		if l.set == s.set {
			b, err := m.shelf.open(ctx, l, false)
			if err != nil {
				return nil, err
			}
			return b.ix, nil
		}
	}
	ix, _, err := m.shelf.openMixture(ctx, s.mixture, false)
	return ix, err
}
