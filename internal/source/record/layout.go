package record

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/source"
)

// Layout says which field each column is.
type Layout struct {
	Fields []Field // by column; each field but None at most once
	names  []string
	column [fieldCount]int // of a field; -1 where there is none
}

// Has reports whether a column is the field.
func (l *Layout) Has(field Field) bool { return l.column[field] >= 0 }

// Column is the name of the field's column, as written.
func (l *Layout) Column(field Field) string {
	if l.column[field] < 0 {
		return ""
	}
	return l.names[l.column[field]]
}

// Recognise tells the columns by their names, in any case and with any
// punctuation; chosen (a field's name in --columns → a column's name) goes
// before. It fails where a chosen column is not there.
func Recognise(names []string, chosen map[string]string) (*Layout, error) {
	l := newLayout(names)
	if err := l.choose(chosen); err != nil {
		return nil, err
	}
	var ranks [fieldCount]int
	for i, name := range l.names {
		s, ok := known[fold(name)]
		if !ok || l.Fields[i] != None {
			continue
		}
		switch taken := l.column[s.field]; {
		case taken < 0:
			l.set(s.field, i)
			ranks[s.field] = s.rank
		case ranks[s.field] > s.rank && !slices.Contains(chosenFields(chosen), s.field):
			l.Fields[taken] = None
			l.set(s.field, i)
			ranks[s.field] = s.rank
		}
	}
	l.settle(chosen)
	return l, nil
}

func newLayout(names []string) *Layout {
	l := &Layout{Fields: make([]Field, len(names))}
	for _, name := range names {
		l.names = append(l.names, strings.TrimSpace(name))
	}
	for i := range l.column {
		l.column[i] = -1
	}
	return l
}

func (l *Layout) set(field Field, column int) {
	l.Fields[column] = field
	l.column[field] = column
}

func (l *Layout) drop(field Field) {
	if column := l.column[field]; column >= 0 {
		l.Fields[column] = None
		l.column[field] = -1
	}
}

func chosenFields(chosen map[string]string) (fields []Field) {
	for key := range chosen {
		fields = append(fields, columnFields[key])
	}
	return fields
}

// choose sets the columns that the user named.
func (l *Layout) choose(chosen map[string]string) error {
	for _, key := range slices.Sorted(maps.Keys(chosen)) {
		name := chosen[key]
		column := slices.Index(l.names, name)
		if column < 0 {
			column = slices.IndexFunc(l.names, func(n string) bool { return fold(n) == fold(name) })
		}
		if column < 0 {
			return fmt.Errorf("there is no column %q for %s; the columns are %s", name, key, l.list())
		}
		if l.Fields[column] != None || l.Has(columnFields[key]) {
			return fmt.Errorf("--columns: %s and another field name the same thing", key)
		}
		l.set(columnFields[key], column)
	}
	return nil
}

// settle decides between columns that say the same twice: a street beats its
// parts, number and street beat the line that holds both, and Japanese town
// blocks are no towns.
func (l *Layout) settle(chosen map[string]string) {
	mine := chosenFields(chosen)
	if l.Has(Street) {
		for part := StreetBefore; part <= StreetBehind; part++ {
			l.drop(part)
		}
	}
	if l.Has(Number) && (l.Has(Street) || l.Has(StreetName)) && !slices.Contains(mine, Line) {
		l.drop(Line)
	}
	if l.Has(SubBlock) && l.Has(Region) {
		if town := slices.IndexFunc(l.names, func(n string) bool { return fold(n) == "town" }); town >= 0 && l.Fields[town] == None {
			l.set(Block, town)
		}
	}
}

// Kind is what the records are by their columns, and whether they can be
// told.
func (l *Layout) Kind() (kind source.Kind, ok bool) {
	switch {
	case l.Has(Street), l.Has(StreetName), l.Has(Line):
		return source.Address, true
	case l.Has(Block):
		return source.Area, true
	case l.Has(Postcode) && !l.Has(Name):
		return source.Postcode, true
	case l.Has(Name), l.Has(Locality):
		return source.Place, true
	}
	return 0, false
}

// Check reports what is missing that no feature can do without.
func (l *Layout) Check() error {
	for _, field := range []Field{Lat, Lon} {
		if !l.Has(field) {
			key := map[Field]string{Lat: "lat", Lon: "lon"}[field]
			return fmt.Errorf("no column is known as %s: name it with --columns %s=…; the columns are %s", key, key, l.list())
		}
	}
	if _, ok := l.Kind(); !ok {
		return fmt.Errorf("no column is known as street, address, postcode, city or name: name one with --columns street=…; the columns are %s", l.list())
	}
	return nil
}

// list gives the columns' names for people, not endlessly.
func (l *Layout) list() string {
	const most = 40
	names := l.names[:min(len(l.names), most)]
	text := strings.Map(printable, strings.ToValidUTF8(strings.Join(names, ", "), "�"))
	if len(text) > 1000 || len(l.names) > most {
		text = strings.ToValidUTF8(text[:min(len(text), 1000)], "") + " …"
	}
	return text
}

// printable replaces what would move a terminal's cursor or worse.
func printable(r rune) rune {
	if !unicode.IsPrint(r) {
		return '�'
	}
	return r
}

// ParseColumns reads "lat=Breite,lon=Länge" as --columns has it: a field's name
// and its column's. A column whose name holds a comma is to be quoted:
// street="Name, long".
func ParseColumns(text string) (map[string]string, error) {
	columns := map[string]string{}
	for rest := text; rest != ""; {
		key, after, ok := strings.Cut(rest, "=")
		key = strings.ToLower(strings.TrimSpace(key))
		if !ok {
			return nil, fmt.Errorf("--columns: %q has no column: write field=column", key)
		}
		if _, ok := columnFields[key]; !ok {
			return nil, fmt.Errorf("--columns: %q is no field; there are lat, lon, number, suffix, unit, street, address, locality, district, region, postcode, country, id, accuracy, name, population, admin1, admin2", key)
		}
		var name string
		if name, rest, ok = columnName(after); !ok || name == "" {
			return nil, fmt.Errorf("--columns: %s names no column", key)
		}
		if _, twice := columns[key]; twice {
			return nil, fmt.Errorf("--columns: %s is given twice", key)
		}
		columns[key] = name
	}
	if len(columns) == 0 {
		return nil, fmt.Errorf("--columns is empty: write field=column")
	}
	return columns, nil
}

// columnName cuts a column's name off, quoted or up to the next comma.
func columnName(text string) (name, rest string, ok bool) {
	text = strings.TrimSpace(text)
	if quoted, isQuoted := strings.CutPrefix(text, `"`); isQuoted {
		name, rest, ok = strings.Cut(quoted, `"`)
		if rest = strings.TrimSpace(rest); rest != "" {
			rest, isQuoted = strings.CutPrefix(rest, ",")
			ok = ok && isQuoted
		}
		return name, rest, ok
	}
	name, rest, _ = strings.Cut(text, ",")
	return strings.TrimSpace(name), rest, true
}
