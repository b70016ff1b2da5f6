package build

import (
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// countryAt gives the code of the country that a point is in: by the borders
// of the sources, else by the gazetteer's, which are rougher; "" where neither
// tells.
func (r *reader) countryAt(p geocode.Point) (string, error) {
	if code := r.territories.countryAt(p); code != "" || r.o.World == nil {
		return code, nil
	}
	cell := nearbyCellOf(p)
	if code, known := r.countries[cell]; known {
		return code, nil
	}
	code, err := r.countryInWorld(nearbyCentre(cell))
	if err != nil {
		return "", err
	}
	if len(r.countries) == maxRemembered {
		clear(r.countries)
	}
	r.countries[cell] = code
	return code, nil
}

// correctCountry lets the border that a source draws about a feature win over
// the country that the feature names: one house beside a border with the other
// country's code would be an address, a postcode and a street of their own.
func (r *reader) correctCountry(f *source.Feature) {
	if f.Kind == source.Area {
		return
	}
	holder := r.territories.countryAt(geocode.Point{Lat: f.Lat, Lon: f.Lon})
	if holder == "" || holder == f.Country || partOf[f.Country] == holder {
		return
	}
	r.problems.note(r.source, otherCountry, f)
	f.Country = holder
}

// partOf are the territories that have a code of their own, and lie within the
// border of another country as maps draw it.
var partOf = map[string]string{
	"AX": "FI", "BQ": "NL", "AW": "NL", "CW": "NL", "SX": "NL", "SJ": "NO", "BV": "NO", "GL": "DK", "FO": "DK", "HK": "CN", "MO": "CN", "TW": "CN",
	"BL": "FR", "GF": "FR", "GP": "FR", "MF": "FR", "MQ": "FR", "NC": "FR", "PF": "FR", "PM": "FR", "RE": "FR", "TF": "FR", "WF": "FR", "YT": "FR",
	"AS": "US", "GU": "US", "MP": "US", "PR": "US", "UM": "US", "VI": "US", "CC": "AU", "CX": "AU", "HM": "AU", "NF": "AU", "TK": "NZ", "CK": "NZ", "NU": "NZ",
	"IC": "ES", "EA": "ES", "EH": "MA", "XK": "RS", "PS": "IL", "GG": "GB", "IM": "GB", "JE": "GB", "GI": "GB", "FK": "GB",
}

// offshore is how far off the gazetteer's borders a point may lie, in metres.
const offshore = 5_000

// countryInWorld gives the country by the gazetteer: by its borders, or, where
// those name a country whose true border the sources have, by the nearest
// place in another.
func (r *reader) countryInWorld(p geocode.Point) (string, error) {
	ids, _, err := r.o.World.HoldingOrNear(p, offshore)
	if err != nil {
		return "", err
	}
	ruledOut := false
	for _, id := range ids {
		a, err := r.o.World.Area(id)
		if err != nil {
			return "", err
		}
		if !r.territories.precise[a.Country] && a.Country != "" {
			return a.Country, nil
		}
		ruledOut = true
	}
	if !ruledOut {
		return "", nil
	}
	near, err := r.o.World.Nearest(p, nearbyReach, 1, func(a *index.Area) bool {
		return a.Kind == index.Place && !r.territories.precise[a.Country]
	})
	if err != nil || len(near) == 0 {
		return "", err
	}
	return near[0].Area.Country, nil
}

// nearestPlace gives the place of the sources or the gazetteer that is nearest
// to a point for its size, in the country that the point is in; noHome where
// none is near.
func (r *reader) nearestPlace(at geocode.Point) (int32, error) {
	cell := nearbyCellOf(at)
	if home, known := r.nearestHomes[cell]; known {
		return home, nil
	}
	home, err := r.findNearestPlace(nearbyCentre(cell))
	if err != nil {
		return noHome, err
	}
	if len(r.nearestHomes) == maxRemembered {
		clear(r.nearestHomes)
	}
	r.nearestHomes[cell] = home
	return home, nil
}

// maxNear bounds the places of the gazetteer that are weighed.
const maxNear = 8

func (r *reader) findNearestPlace(at geocode.Point) (int32, error) {
	country, err := r.countryAt(at)
	if err != nil {
		return noHome, err
	}
	home, least, found := r.places.nearestOfSources(at, country)
	if !found {
		home = noHome
	}
	if r.o.World == nil {
		return home, nil
	}
	near, err := r.o.World.Nearest(at, nearbyReach, maxNear, func(a *index.Area) bool {
		return a.Kind == index.Place && sameCountry(a.Country, country)
	})
	if err != nil {
		return noHome, err
	}
	var nearest *index.Area
	for i := range near {
		a := &near[i].Area
		if d := geo.Distance(at, a.Point) / weight(a.Population); d < least {
			nearest, least = a, d
		}
	}
	if nearest != nil {
		home = r.places.whole(r.places.fromWorld(nearest))
	}
	return home, nil
}
