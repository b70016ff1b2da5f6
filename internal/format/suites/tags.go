package suites

import (
	"cmp"
	"strings"

	"github.com/milepost/milepost/internal/format"
)

// placeTags are the tags of OpenStreetMap that give each part of an address,
// the first that there is.
var placeTags = map[format.Part][]string{
	format.Number:        {"house_number", "housenumber"},
	format.Street:        {"road", "street", "pedestrian", "footway", "path", "road_reference", "road_reference_intl"},
	format.Neighbourhood: {"neighbourhood", "city_block"},
	format.Suburb:        {"suburb", "subcounty", "area"},
	format.Quarter:       {"quarter", "city_district", "residential"},
	format.Locality:      {"postal_city", "village", "town", "city", "city_district", "municipality", "hamlet", "locality", "local_administrative_area"},
	format.Island:        {"island", "archipelago"},
	format.County:        {"county", "department", "district"},
	format.Region:        {"state_district", "region"},
	format.District:      {"state", "province"},
	format.Short:         {"state_code"},
	format.PostalCode:    {"postcode", "partial_postcode"},
	format.Country:       {"country"},
}

// besides are tags that say nothing of an address.
var besides = map[string]bool{"country_code": true, "continent": true, "county_code": true, "commune": true}

// Parts puts the tags into the parts that Milepost's layouts know. What is no
// part of a place is the name of what stands there.
func (c *Case) Parts() (country string, p format.Parts) {
	country = strings.ToUpper(c.Tags["country_code"])
	known := map[string]bool{}
	for part, tags := range placeTags {
		for _, tag := range tags {
			known[tag] = true
			p[part] = cmp.Or(p[part], c.Tags[tag])
		}
	}
	for _, tag := range c.Order {
		if !known[tag] && !besides[tag] && p[format.Name] == "" && !strings.HasPrefix(c.Tags[tag], "http") {
			p[format.Name] = c.Tags[tag]
		}
	}
	if strings.ContainsAny(p[format.PostalCode], ",;") {
		p[format.PostalCode] = "" // the several of an area, none of which is the address's
	}
	c.nameCountries(country, &p)
	return country, p
}

// nameCountries names a territory's sovereign as the suite does, the
// territories of France in French, and by its code what the data names after
// its waters or by a number.
func (c *Case) nameCountries(country string, p *format.Parts) {
	switch sovereign := format.SovereignOf(country); sovereign {
	case "":
	case "FR":
		french := format.ParseCulture("fr")
		p[format.Country], p[format.Sovereign] = french.Country(country), french.Country(sovereign)
	default:
		p[format.Sovereign] = format.ParseCulture("en").Country(sovereign)
	}
	if name := p[format.Country]; strings.HasPrefix(name, "Territorial waters") || strings.Trim(name, "0123456789") == "" && name != "" {
		p[format.Country] = format.ParseCulture("en").Country(country)
	}
	for _, part := range []format.Part{format.Country, format.Sovereign} {
		switch p[part] {
		case "United States", "USA", "US":
			p[part] = "United States of America"
		}
	}
}
