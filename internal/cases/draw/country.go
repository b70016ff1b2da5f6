package draw

// countryShort names the country by a code or its everyday short form.
func countryShort(_ *drawing, q *question, h *house) string {
	q.named = pick(h, "country", append([]string{q.country}, shortCountries[q.country]...))
	return notSo
}

// shortCountries are the short forms of countries beside the alpha-2 code.
var shortCountries = map[string][]string{
	"US": {"USA", "U.S.A.", "U.S."}, "GB": {"UK", "U.K.", "GBR", "Great Britain", "England"}, "DE": {"D", "GER", "DEU", "BRD"}, "CH": {"CHE", "Schweiz"},
	"FR": {"FRA", "F"}, "ES": {"ESP", "E"}, "PT": {"PRT", "P"}, "RU": {"РФ", "RUS", "Россия"}, "UA": {"UKR", "Україна"}, "FI": {"FIN", "Suomi"}, "SE": {"SWE", "S"},
	"DK": {"DNK", "DK-"}, "CA": {"CAN"}, "AU": {"AUS"}, "RO": {"ROU"}, "SK": {"SVK"}, "LI": {"FL", "LIE"}, "BR": {"BRA"},
}
