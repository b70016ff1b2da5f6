package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"

	"github.com/milepost/milepost/internal/geocode"
)

// testCase is a labelled question.
type testCase struct {
	id, set, kind, form, expect string

	request geocode.Request

	truth     geocode.Point
	number    string
	street    string
	locality  string
	tolerance float64 // metres

	fate fate // of the truth, where it may have been left out
}

// loadCases reads a file of labelled questions.
func loadCases(path string) ([]testCase, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	columns := map[string]int{}
	for i, name := range records[0] {
		columns[name] = i
	}
	var cases []testCase
	for _, record := range records[1:] {
		c, err := newCase(func(name string) string { return record[columns[name]] })
		if err != nil {
			return nil, fmt.Errorf("%s: case %s: %w", path, c.id, err)
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func newCase(field func(string) string) (testCase, error) {
	c := testCase{
		id: field("id"), set: field("set"), kind: field("kind"), form: field("form"), expect: field("expect"),
		number: field("true_number"), street: field("true_street"), locality: field("true_locality"),
		request: geocode.Request{
			Culture: field("culture"), Query: field("query"),
			Address: geocode.Address{
				AddressLine: field("address_line"), Locality: field("locality"), AdminDistrict: field("admin_district"),
				PostalCode: field("postal_code"), CountryRegion: field("country"),
			},
		},
	}
	var err error
	degrees := func(name string) float64 {
		value, e := strconv.ParseFloat(field(name), 64)
		if e != nil && err == nil {
			err = fmt.Errorf("%s: %w", name, e)
		}
		return value
	}
	c.truth = geocode.Point{Lat: degrees("true_lat"), Lon: degrees("true_lon")}
	c.tolerance = degrees("tolerance_m")
	if c.form == "reverse" {
		c.request = geocode.Request{Reverse: true, Culture: c.request.Culture}
		c.request.Point = geocode.Point{Lat: degrees("latitude"), Lon: degrees("longitude")}
	}
	return c, err
}
