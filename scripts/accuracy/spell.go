package main

import "github.com/milepost/milepost/internal/cases"

// numberFirst and codeLast are the countries that write house numbers before
// the street, and postcodes after the locality.
var (
	numberFirst = map[string]bool{"US": true, "CA": true, "AU": true, "GB": true, "FR": true}
	codeLast    = map[string]bool{"US": true, "CA": true, "AU": true, "GB": true}
)

// line is the address line as the country writes it.
func (s *sampled) line(country string) string {
	switch {
	case s.Number == "":
		return s.Street
	case numberFirst[country]:
		return s.Number + " " + s.Street
	}
	return s.Street + " " + s.Number
}

// free is the address on one line as the country writes it.
func (s *sampled) free(country string) string {
	town := cases.Join(" ", s.Postcode, s.Locality)
	if codeLast[country] {
		region := s.Region
		if country == "GB" {
			region = ""
		}
		town = cases.Join(" ", cases.Join(", ", s.Locality, region), s.Postcode)
	}
	return cases.Join(", ", s.line(country), town)
}
