package cli

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// demoExpected says of each row of the sample what must come back: the
// status, the entity type, and a point and the kilometres around it in which
// the answer must lie.
//
//go:embed demo/expected.csv
var demoExpected []byte

// demoRow is a row of a table, by column name.
type demoRow map[string]string

func (d demoRow) id() string { return d["Id"] }

// question is what the row asked, in one line.
func (d demoRow) question() string {
	if lat := d["ReverseGeocodeRequest/Location/Latitude"]; lat != "" {
		return lat + " " + d["ReverseGeocodeRequest/Location/Longitude"]
	}
	if q := d["GeocodeRequest/Query"]; q != "" {
		return q
	}
	var parts []string
	for _, field := range []string{"Locality", "AdminDistrict", "PostalCode", "CountryRegion"} {
		if v := d["GeocodeRequest/Address/"+field]; v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " | ")
}

// point is where the answer lies.
func (d demoRow) point() (geocode.Point, error) {
	lat, err := strconv.ParseFloat(d["GeocodeResponse/Point/Latitude"], 64)
	if err != nil {
		return geocode.Point{}, err
	}
	lon, err := strconv.ParseFloat(d["GeocodeResponse/Point/Longitude"], 64)
	return geocode.Point{Lat: lat, Lon: lon}, err
}

// readDemoRows reads a delimited feed of schema 2.0.
func readDemoRows(feed []byte) ([]demoRow, error) {
	_, table, found := bytes.Cut(feed, []byte("\n"))
	if !found {
		return nil, fmt.Errorf("the download has no preamble: %.60q", feed)
	}
	return readTable(table)
}

func readTable(table []byte) ([]demoRow, error) {
	records, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil || len(records) == 0 {
		return nil, fmt.Errorf("read a table: %w", err)
	}
	var rows []demoRow
	for _, record := range records[1:] {
		row := demoRow{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// checkDemo compares the rows that came back with what is expected.
func checkDemo(rows []demoRow) error {
	expected, err := readTable(demoExpected)
	if err != nil {
		return err
	}
	byID := map[string]demoRow{}
	for _, row := range rows {
		byID[row.id()] = row
	}
	var wrong []string
	for _, want := range expected {
		if complaint := compareDemo(byID[want.id()], want); complaint != "" {
			wrong = append(wrong, fmt.Sprintf("row %s: %s", want.id(), complaint))
		}
	}
	if len(rows) != len(expected) {
		wrong = append(wrong, fmt.Sprintf("%d rows came back of %d", len(rows), len(expected)))
	}
	if len(wrong) > 0 {
		return fmt.Errorf("not what was expected: %s", strings.Join(wrong, "; "))
	}
	return nil
}

// compareDemo says what is wrong with a row, or "".
func compareDemo(got, want demoRow) string {
	switch {
	case got == nil:
		return "did not come back"
	case got["StatusCode"] != want["StatusCode"]:
		return fmt.Sprintf("status %s, want %s", got["StatusCode"], want["StatusCode"])
	case want["EntityType"] == "":
		return ""
	case got["GeocodeResponse/EntityType"] != want["EntityType"]:
		return fmt.Sprintf("%s is a %s, want a %s", got["GeocodeResponse/Name"], got["GeocodeResponse/EntityType"], want["EntityType"])
	}
	point, err := got.point()
	if err != nil {
		return err.Error()
	}
	lat, _ := strconv.ParseFloat(want["Latitude"], 64)
	lon, _ := strconv.ParseFloat(want["Longitude"], 64)
	within, _ := strconv.ParseFloat(want["within_km"], 64)
	if km := geo.Distance(point, geocode.Point{Lat: lat, Lon: lon}) / 1000; km > within || math.IsNaN(km) {
		return fmt.Sprintf("%s lies %.0f km from where it should", got["GeocodeResponse/Name"], km)
	}
	return ""
}
