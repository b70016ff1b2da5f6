package columns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// Request makes the request of a row. The error says what is wrong with its
// values; the row fails alone.
func (m *Mapping) Request(row *table.Row) (geocode.Request, *table.Error) {
	switch {
	case row.Fault != nil:
		return geocode.Request{}, row.Fault
	case m.Reverse:
		return m.reverse(row)
	}
	return m.forward(row)
}

func (m *Mapping) forward(row *table.Row) (geocode.Request, *table.Error) {
	var r geocode.Request
	r.Address.CountryRegion = m.value(row, Country, " ")
	if r.Query = m.value(row, Query, ", "); r.Query != "" {
		return r, nil
	}
	a := &r.Address
	a.AddressLine = m.line(row)
	a.Locality = m.value(row, Locality, ", ")
	a.AdminDistrict2 = m.value(row, District, ", ")
	a.AdminDistrict = m.value(row, Region, ", ")
	a.PostalCode = strings.TrimSuffix(m.value(row, Postcode, " "), ".0") // of a spreadsheet that took it for a number
	if a.AddressLine == "" && a.Locality == "" && a.AdminDistrict2 == "" && a.AdminDistrict == "" && a.PostalCode == "" {
		return r, &table.Error{Line: row.Line, Reason: "the row has no address: " + m.lacking(row) + " empty"}
	}
	return r, nil
}

// line puts number and street together, in the order in which the table has
// them, and the unit behind.
func (m *Mapping) line(row *table.Row) string {
	line := m.value(row, Address, " ")
	if street := m.value(row, Street, " "); street != "" {
		number := m.value(row, Number, " ")
		if suffix := m.value(row, Suffix, " "); number != "" && suffix != "" {
			number += space(suffix) + suffix
		}
		switch {
		case number == "":
			line = join(line, street, ", ")
		case m.uses[Number].Columns[0] < m.uses[Street].Columns[0]:
			line = join(line, number+" "+street, ", ")
		default:
			line = join(line, street+" "+number, ", ")
		}
	}
	if line == "" {
		return ""
	}
	unit := m.value(row, Unit, ", ")
	if isBare(unit) {
		return line + " # " + unit
	}
	return join(line, unit, ", ")
}

// isBare tells whether a unit is only its number or letter, and needs a sign
// that it is one: "5B", "12", "C".
func isBare(unit string) bool {
	return unit != "" && len(unit) <= 6 && !strings.ContainsAny(unit, " #.,") && (len(unit) == 1 || strings.ContainsAny(unit, "0123456789"))
}

// space parts a house number from words ("12 bis"), not from letters ("12a").
func space(suffix string) string {
	if len(suffix) > 1 {
		return " "
	}
	return ""
}

func (m *Mapping) reverse(row *table.Row) (geocode.Request, *table.Error) {
	r := geocode.Request{Reverse: true}
	if m.has(Point) {
		text := m.value(row, Point, ", ")
		point, ok := parsePoint(text)
		if !ok {
			return r, m.fault(row, Point, text, `is no point; "47.6062, -122.3321" or "POINT (-122.3321 47.6062)" is expected`)
		}
		r.Point = point
		return r, nil
	}
	for _, side := range []struct {
		field Field
		into  *float64
		limit float64
		name  string
	}{{Lat, &r.Point.Lat, 90, "latitude"}, {Lon, &r.Point.Lon, 180, "longitude"}} {
		text := m.value(row, side.field, " ")
		degrees, ok := parseDegrees(text)
		if !ok || degrees < -side.limit || degrees > side.limit || degrees != degrees {
			return r, m.fault(row, side.field, text, fmt.Sprintf("is no %s; degrees from -%g to %g are expected", side.name, side.limit, side.limit))
		}
		*side.into = degrees
	}
	return r, nil
}

func (m *Mapping) fault(row *table.Row, f Field, value, reason string) *table.Error {
	if value == "" {
		value, reason = "", "the row has no point: "+m.lacking(row)+" empty"
	}
	return &table.Error{Line: row.Line, Column: m.describe(f), Value: value, Reason: reason}
}

// lacking lists the columns that are asked for and say nothing, with the verb.
func (m *Mapping) lacking(row *table.Row) string {
	var list []string
	m.Each(func(f Field, _ Use) {
		if m.value(row, f, " ") == "" {
			list = append(list, m.describe(f))
		}
	})
	if len(list) == 1 {
		return list[0] + " is"
	}
	return strings.Join(list, ", ") + " are"
}

// value joins the values of a field's columns.
func (m *Mapping) value(row *table.Row, f Field, by string) string {
	columns := m.uses[f].Columns
	if len(columns) == 1 {
		return clean(row.Cell(columns[0]).Text)
	}
	text := ""
	for _, column := range columns {
		if f == Address { // a street and its number, or lines
			by = " "
		}
		text = join(text, clean(row.Cell(column).Text), by)
	}
	return text
}

func join(a, b, by string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + by + b
}

// nothings are what programs write for a missing value.
var nothings = []string{`\N`, "NULL", "null", "N/A", "n/a", "#N/A", "NaN", "nan", "-", "--", "?"}

// clean trims a value; what stands for none is none.
func clean(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= 4 && slices.Contains(nothings, text) {
		return ""
	}
	return text
}

// Question is what a row asks, in one line for people.
func Question(r *geocode.Request) string {
	if r.Reverse {
		return fmt.Sprintf("%g, %g", r.Point.Lat, r.Point.Lon)
	}
	text := r.Query
	a := &r.Address
	for _, part := range []string{a.AddressLine, a.Locality, a.AdminDistrict2, a.AdminDistrict, a.PostalCode, a.CountryRegion} {
		text = join(text, part, ", ")
	}
	return text
}
