// Package columns tells which columns of a table are an address or a point,
// and makes requests of its rows.
//
// It works in two steps. Recognise looks once at the header and the first
// rows: a column is what its name says in one of many languages, unless its
// values are something else; what names leave open is told by values alone
// (postcodes, coordinates, country codes, house numbers, addresses in one
// line). What the user chose goes before and instead of all that. The Mapping
// that comes of it makes a geocode.Request of each row, or says what is wrong
// with the row's values.
//
// A Mapping does not change and may be used by many goroutines.
package columns

import (
	"fmt"
	"strings"

	"github.com/milepost/milepost/internal/table"
)

// Way is what rows are asked for.
type Way uint8

// The ways.
const (
	Either  Way = iota // whatever the table has; both are refused
	Forward            // the points of addresses
	Reverse            // the addresses of points
)

// Source is how it is known what a column is.
type Source uint8

// The sources.
const (
	ByName Source = iota
	ByValues
	Given
)

// String says it for people.
func (s Source) String() string { return [...]string{"by its name", "by its values", "as given"}[s] }

// Use is what one field is made of: the values of columns, in that order.
type Use struct {
	Columns []int
	Source  Source
}

// Mapping says which columns are what.
type Mapping struct {
	Reverse bool

	columns []table.Column
	uses    [fields]Use
	notes   []string
}

// Notes are what the user should know, a sentence each: that the header may be
// none.
func (m *Mapping) Notes() []string { return m.notes }

// Each gives the fields that are asked for, and what they are made of, in the
// order of addresses.
func (m *Mapping) Each(visit func(Field, Use)) {
	for f := Query; f < fields; f++ {
		if len(m.uses[f].Columns) > 0 {
			visit(f, m.uses[f])
		}
	}
}

// NameOf gives a column's name for people; one without is named by its
// number, as --columns takes it.
func NameOf(columns []table.Column, column int) string {
	if name := strings.TrimSpace(columns[column].Name); name != "" {
		return table.Printable(name)
	}
	return fmt.Sprintf("#%d", column+1)
}

// describe lists the columns of a use: "Straße + Nr".
func (m *Mapping) describe(f Field) string {
	var list []string
	for _, column := range m.uses[f].Columns {
		list = append(list, NameOf(m.columns, column))
	}
	return strings.Join(list, " + ")
}

// Lines describes the mapping for people, a field a line, and then what is
// not asked for.
func (m *Mapping) Lines() []string {
	var lines []string
	used := map[int]bool{}
	m.Each(func(f Field, use Use) {
		lines = append(lines, fmt.Sprintf("%-10s %s (%s)", f, m.describe(f), use.Source))
		for _, column := range use.Columns {
			used[column] = true
		}
	})
	const most = 12
	var rest []string
	for i := range m.columns {
		if !used[i] && len(rest) < most {
			rest = append(rest, NameOf(m.columns, i))
		}
	}
	if others := len(m.columns) - len(used); others > 0 {
		text := strings.Join(rest, ", ")
		if others > most {
			text += fmt.Sprintf(" and %d more", others-most)
		}
		lines = append(lines, fmt.Sprintf("%-10s %s", "not asked", text))
	}
	return lines
}

func (m *Mapping) has(f Field) bool { return len(m.uses[f].Columns) > 0 }

func (m *Mapping) set(f Field, source Source, columns ...int) { m.uses[f] = Use{columns, source} }

func (m *Mapping) drop(f Field) { m.uses[f] = Use{} }

// hasPoint and hasAddress tell what the table can be asked for.
func (m *Mapping) hasPoint() bool { return m.has(Point) || m.has(Lat) && m.has(Lon) }

func (m *Mapping) hasAddress() bool {
	for f := Query; f < fields; f++ {
		if f.asks() && m.has(f) {
			return true
		}
	}
	return false
}

// listed gives the names of columns for messages, not endlessly.
func listed(columns []table.Column) string {
	const most = 30
	var names []string
	for i := range columns[:min(len(columns), most)] {
		names = append(names, NameOf(columns, i))
	}
	if len(columns) > most {
		names = append(names, fmt.Sprintf("and %d more", len(columns)-most))
	}
	return "[" + strings.Join(names, ", ") + "]"
}
