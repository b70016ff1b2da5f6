package format

import "strings"

// numberFirst are the countries that write the house number before the street.
var numberFirst = countrySet("US CA GB IE AU NZ FR LU MC IN ZA SG HK MY PH MA TN DZ TH PK BD LK KE NG GH EG SA JO LB IL PR GU VI AS MP JE GG IM GI MT GP MQ RE GF YT NC PF JM TT BB BS BM KY")

// commaBeforeNumber are the countries that set the number off with a comma.
var commaBeforeNumber = countrySet("ES PT BR RO MD RU UA BY KZ IT AR CL UY")

func countrySet(codes string) map[string]bool {
	set := map[string]bool{}
	for code := range strings.FieldsSeq(codes) {
		set[code] = true
	}
	return set
}

// Line writes a house number, street and unit as the address line of a
// country, given as alpha-2 code. Any of them may be "".
func Line(country, number, street, unit string) string {
	line := street
	switch {
	case number == "":
	case street == "":
		line = number
	case numberFirst[country]:
		line = number + " " + street
	case commaBeforeNumber[country]:
		line = street + ", " + number
	default:
		line = street + " " + number
	}
	if unit == "" {
		return line
	}
	return line + ", " + unit
}
