package cases

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// columns are those of a file of cases, in the order written.
var columns = []string{
	"id", "set", "kind", "form", "culture",
	"query", "address_line", "locality", "admin_district", "postal_code", "country", "latitude", "longitude",
	"expect", "true_lat", "true_lon", "true_number", "true_unit", "true_street", "true_locality", "true_postal_code", "tolerance_m",
}

// needed are the columns that a file cannot do without.
var needed = []string{"id", "form", "expect", "true_lat", "true_lon", "tolerance_m"}

// ReadFile reads a file of cases.
func ReadFile(path string) ([]Case, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return Read(file, path)
}

// Read reads cases as csv with a heading, columns in any order. What is wrong
// is told with the name, line, column and value.
func Read(from io.Reader, name string) ([]Case, error) {
	in := csv.NewReader(from)
	in.ReuseRecord = true
	heading, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s is empty: a file of cases begins with the names of its columns, %s, …", name, strings.Join(columns[:5], ","))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	at := map[string]int{}
	for i, column := range heading {
		at[strings.TrimPrefix(column, "\ufeff")] = i
	}
	for _, column := range needed {
		if _, ok := at[column]; !ok {
			return nil, fmt.Errorf("%s has no column %q; a file of cases has %s", name, column, strings.Join(columns, ","))
		}
	}
	var all []Case
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		r := reading{record: record, at: at}
		c := r.readCase()
		if r.err != nil {
			line, _ := in.FieldPos(0)
			return nil, fmt.Errorf("%s, line %d: %w", name, line, r.err)
		}
		all = append(all, c)
	}
}

// reading is one record being read; err is the first that is wrong with it.
type reading struct {
	record []string
	at     map[string]int
	err    error
}

func (r *reading) text(column string) string {
	i, ok := r.at[column]
	if !ok {
		return ""
	}
	return strings.Clone(r.record[i])
}

func (r *reading) fail(column, want string) {
	if r.err == nil {
		r.err = fmt.Errorf("column %s: %q is not %s", column, r.text(column), want)
	}
}

func (r *reading) number(column, want string) float64 {
	x, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil {
		r.fail(column, want)
	}
	return x
}

func (r *reading) point(lat, lon string) geocode.Point {
	p := geocode.Point{Lat: r.number(lat, "a latitude in degrees"), Lon: r.number(lon, "a longitude in degrees")}
	if !geo.Valid(p) {
		r.fail(lat, "within ±90, or "+lon+" not within ±180 degrees")
	}
	return p
}

func (r *reading) readCase() Case {
	c := Case{
		ID: r.text("id"), Set: r.text("set"), Kind: r.text("kind"), Form: Form(r.text("form")), Expect: Expect(r.text("expect")),
		Number: r.text("true_number"), Unit: r.text("true_unit"), Street: r.text("true_street"), Locality: r.text("true_locality"), Postcode: r.text("true_postal_code"),
		Truth: r.point("true_lat", "true_lon"), Tolerance: r.number("tolerance_m", "a number of metres"),
	}
	c.Request.Culture = r.text("culture")
	switch c.Form {
	case Reverse:
		c.Request.Reverse, c.Request.Point = true, r.point("latitude", "longitude")
	default:
		c.Request.Query = r.text("query")
		c.Request.Address = geocode.Address{
			AddressLine: r.text("address_line"), Locality: r.text("locality"), AdminDistrict: r.text("admin_district"),
			PostalCode: r.text("postal_code"), CountryRegion: r.text("country"),
		}
	}
	if !forms[c.Form] {
		r.fail("form", "free, structured or reverse")
	}
	if !expectations[c.Expect] {
		r.fail("expect", "one of "+strings.Join(sortedExpectations(), ", "))
	}
	return c
}

func sortedExpectations() []string {
	var names []string
	for e := range expectations {
		names = append(names, string(e))
	}
	slices.Sort(names)
	return names
}
