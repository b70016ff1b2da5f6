package format

import "strings"

// signsOf are the signs, but for the alpha-2 code, that people put before a
// country's postcodes: those of its cars.
var signsOf = map[string]string{
	"AT": "A", "BE": "B", "DE": "D", "ES": "E", "FI": "FIN", "FR": "F", "HU": "H", "IT": "I", "LI": "FL",
	"LU": "L", "NO": "N", "PT": "P", "SE": "S", "SI": "SLO", "GL": "DK", "FO": "FR", "JP": "T", "ME": "MNE",
}

// bySign are the countries whose postcodes people put a sign before.
var bySign = gatherSigns()

func gatherSigns() map[string][]string {
	m := map[string][]string{}
	for country := range shapesOf {
		m[country] = append(m[country], country)
		if sign := signsOf[country]; sign != "" && sign != country {
			m[sign] = append(m[sign], country)
		}
	}
	return m
}

// WithoutSign gives the postcode that stands after the sign of its country
// ("80331" in "D-80331", "411 34" in "S-411 34"), and the countries of that sign
// (alpha-2) that have postcodes of its shape; none where it is no such thing.
func WithoutSign(typed string) (code string, countries []string) {
	n := 0
	for n < len(typed) && (typed[n]|0x20) >= 'a' && (typed[n]|0x20) <= 'z' {
		n++
	}
	if n == 0 || n > 3 || n == len(typed) {
		return "", nil
	}
	code = strings.TrimLeft(typed[n:], " -")
	for _, country := range bySign[strings.ToUpper(typed[:n])] {
		if p, ok := ReadPostcode(country, code); ok && !p.Part && !p.Zeroed {
			countries = append(countries, country)
		}
	}
	return code, countries
}

// withoutSign gives a bare code without the sign of its country before it; nil
// where it has none, or where it was taken away already.
func withoutSign(country string, bare []byte, again bool) []byte {
	n := leadingLetters(bare)
	if again || n == 0 || n == len(bare) {
		return nil
	}
	if sign := string(bare[:n]); sign == country || sign == signsOf[country] {
		return bare[n:]
	}
	return nil
}

// Sign gives what people put before the postcodes of a country, given as
// alpha-2 code: "D" for Germany, "CH"; "" where there are no postcodes.
func Sign(country string) string {
	switch {
	case !HasPostcodes(country):
		return ""
	case signsOf[country] != "":
		return signsOf[country]
	}
	return country
}

// CountryOfSign gives the alpha-2 code of the country that people give by the sign
// of its cars ("D", "FIN"), in capitals; "" for what is none, or is a code itself.
func CountryOfSign(sign string) string {
	if len(sign) == 2 || sign == "T" {
		return "" // FL is Florida, too; T is no car's, but the sign of Japan's post
	}
	for country, own := range signsOf {
		if own == sign {
			return country
		}
	}
	return ""
}

// PostcodePart gives the beginning of a postcode that people of a country give
// for the whole ("SW1A" of "SW1A 1AA", "4050" of "4050-084"); "" where they do not.
func PostcodePart(country, typed string) string {
	whole, ok := ReadPostcode(country, typed)
	if !ok || whole.Part {
		return ""
	}
	end := strings.IndexAny(whole.Text, " -")
	if end < 0 {
		return ""
	}
	if p, ok := ReadPostcode(country, whole.Text[:end]); ok && p.Part {
		return p.Text
	}
	return ""
}
