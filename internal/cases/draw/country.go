package draw

import (
	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
)

// countryShort names the country by a code or its everyday short form.
func countryShort(_ *drawing, q *question, h *house) string {
	q.named = pick(h, "country", append([]string{q.country}, shortCountries[q.country]...))
	return notSo
}

// shortCountries are the short forms of countries beside the alpha-2 code.
var shortCountries = map[string][]string{
	"US": {"USA", "U.S.A.", "U.S.", "United States"}, "GB": {"UK", "U.K.", "GBR", "Great Britain", "England"}, "DE": {"D", "GER", "DEU", "BRD"}, "CH": {"CHE", "Schweiz"},
	"FR": {"FRA", "F"}, "ES": {"ESP", "E"}, "PT": {"PRT", "P"}, "RU": {"РФ", "RUS", "Россия"}, "UA": {"UKR", "Україна"}, "FI": {"FIN", "Suomi"}, "SE": {"SWE", "S"},
	"DK": {"DNK", "DK"}, "CA": {"CAN"}, "AU": {"AUS"}, "RO": {"ROU"}, "SK": {"SVK"}, "LI": {"FL", "LIE"}, "BR": {"BRA"}, "BY": {"BLR", "РБ"}, "RS": {"SRB"},
	"BG": {"BGR"}, "AM": {"ARM"}, "GE": {"GEO"}, "EG": {"EGY"}, "AE": {"UAE", "U.A.E."},
}

// countryForeign names the country in a language that is not its own.
func countryForeign(_ *drawing, q *question, h *house) string {
	var names []string
	for _, tag := range []language.Tag{language.English, language.German, language.French, language.Spanish, language.Italian, language.Russian, language.Polish, language.Dutch} {
		if base, _ := tag.Base(); base.String() != languageOf(h.country) {
			names = append(names, format.ParseCulture(tag.String()).Country(h.country))
		}
	}
	q.named = pick(h, "country name", names)
	return notSo
}

// countryNone leaves the country out: of the row, and of the culture, which is
// then American English, as clients send it that never set one.
func countryNone(_ *drawing, q *question, h *house) string {
	if h.country == "US" || q.postcode == "" {
		return unfit
	}
	q.write = func(q *question, form cases.Form) geocode.Request {
		plain := *q
		plain.write = nil
		r := plain.request(form)
		r.Address.CountryRegion = ""
		return r
	}
	q.culture = format.DefaultCulture
	return notSo
}
