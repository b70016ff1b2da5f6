package columns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/table"
)

// Recognise tells what the columns are by their names and by the first rows.
// chosen, if any, is all that is used. The error says what to do.
func Recognise(columns []table.Column, sample []table.Row, chosen Chosen, way Way) (*Mapping, error) {
	m := &Mapping{columns: columns}
	if len(chosen) > 0 {
		if err := m.choose(chosen); err != nil {
			return nil, err
		}
		return m, m.decide(way)
	}
	v := newValues(columns, sample)
	m.byName(v)
	m.streetOfParts()
	m.byValues(v)
	m.settle(v)
	m.noteNames()
	return m, m.decide(way)
}

// candidate is a column that may be a field.
type candidate struct {
	column int
	spelling
	prefix string
}

// byName takes the columns for what their names say, unless their values
// contradict. Of columns whose names begin alike (billing_city, shipping_city),
// those of one beginning belong together: of that with the most fields.
func (m *Mapping) byName(v *values) {
	groups := map[string]int{}
	var order []string
	var all []candidate
	seen := map[string]bool{}
	for i, c := range m.columns {
		s, prefix := find(c.Name)
		if s.field == None || v.contradict(s.field, i) {
			continue
		}
		all = append(all, candidate{i, s, prefix})
		if _, known := groups[prefix]; !known {
			order = append(order, prefix)
		}
		if key := fmt.Sprint(prefix, " ", s.field); !seen[key] {
			seen[key] = true
			groups[prefix]++
		}
	}
	best := ""
	for _, prefix := range order {
		if groups[prefix] > groups[best] {
			best = prefix
		}
	}
	for f := Query; f < fields; f++ {
		if column, ok := likeliest(all, f, best, v); ok {
			m.set(f, ByName, column)
		}
	}
}

// likeliest finds the column whose name says most clearly that it is the
// field; of columns that say it alike the first that is not empty.
func likeliest(all []candidate, f Field, prefix string, v *values) (column int, ok bool) {
	rank := 0
	for _, c := range all {
		if c.field != f || c.prefix != prefix {
			continue
		}
		if worth := c.rank + v.emptiness(c.column); !ok || worth < rank {
			column, rank, ok = c.column, worth, true
		}
	}
	return column, ok
}

// streetOfParts makes a street of the columns that are its parts.
func (m *Mapping) streetOfParts() {
	var found [len(streetParts)][]int
	others := false
	for i, c := range m.columns {
		if part, ok := partOf(c.Name); ok && len(found[part]) == 0 {
			found[part] = []int{i}
			others = others || part != streetNamePart
		}
	}
	if len(found[streetNamePart]) > 0 && (others || !m.has(Street)) {
		m.set(Street, ByName, slices.Concat(found[:]...)...)
	}
}

// settle leaves out what says the same twice, and points that are half.
func (m *Mapping) settle(v *values) {
	if m.has(Lat) != m.has(Lon) {
		m.drop(Lat)
		m.drop(Lon)
	}
	if m.has(Point) && m.has(Lat) {
		m.drop(Point)
	}
	if m.has(Number) && m.has(Address) && !m.has(Street) && m.isStreet(v) {
		m.uses[Street] = m.uses[Address]
	}
	if m.has(Number) && m.has(Street) && v.share(m.uses[Street].Columns[0], numberWord.MatchString) >= most {
		m.drop(Number) // of something else, as the streets have theirs
	}
	switch {
	case m.has(Number) && m.has(Street):
		m.drop(Address)
	case m.has(Address) && m.has(Street) && v.digits(m.uses[Street].Columns[0]) <= v.digits(m.uses[Address].Columns[0]):
		m.drop(Street)
	case m.has(Address) && m.has(Street):
		m.drop(Address)
	}
	if !m.has(Street) {
		m.drop(Number)
		m.drop(Suffix)
	}
	if !m.has(Street) && !m.has(Address) {
		m.drop(Unit)
	}
}

// isStreet tells whether what is called an address is only a street, whose
// number stands in the column behind it: "Indirizzo", "Civico".
func (m *Mapping) isStreet(v *values) bool {
	address := m.uses[Address].Columns[0]
	return m.uses[Number].Columns[0] == address+1 && v.digits(address) < 0.5
}

// noteNames notes a header that looks like a row.
func (m *Mapping) noteNames() {
	for _, c := range m.columns {
		if name := strings.TrimSpace(c.Name); isDecimal(name) || isAddress(name) && len(strings.Fields(name)) > 2 {
			m.notes = append(m.notes, fmt.Sprintf("the first row has %q where the name of a column should stand: it is taken for the header, and is not asked; put names above the table if it is none", table.Printable(name)))
			return
		}
	}
}

// decide settles whether addresses or points are asked for, and drops the
// other.
func (m *Mapping) decide(way Way) error {
	point, address := m.hasPoint(), m.hasAddress()
	switch {
	case way == Either && point && address:
		return fmt.Errorf("the table has addresses (%s) and points (%s): say --forward to find the points of the addresses, or --reverse to find the addresses of the points",
			m.describe(m.firstAddress()), m.describePoint())
	case way == Reverse && !point:
		return fmt.Errorf("no columns of points recognised in %s; name them: --columns lat=b,lon=c", listed(m.columns))
	case way != Reverse && !address && !(way == Either && point):
		return fmt.Errorf("no address column recognised in %s; name it: --columns query=%s", listed(m.columns), m.suggestion())
	}
	m.Reverse = way == Reverse || way == Either && point
	for f := Query; f < fields; f++ {
		if f.isPoint() != m.Reverse {
			m.drop(f)
		}
	}
	return nil
}

// suggestion is a column that may be meant, for a message.
func (m *Mapping) suggestion() string {
	if len(m.columns) > 1 {
		return NameOf(m.columns, 1)
	}
	return NameOf(m.columns, 0)
}

func (m *Mapping) firstAddress() Field {
	for f := Query; f < fields; f++ {
		if f.asks() && m.has(f) {
			return f
		}
	}
	return None
}

func (m *Mapping) describePoint() string {
	if m.has(Point) {
		return m.describe(Point)
	}
	return m.describe(Lat) + ", " + m.describe(Lon)
}

// used tells whether a column is some field already.
func (m *Mapping) used(column int) bool {
	for _, use := range m.uses {
		if slices.Contains(use.Columns, column) {
			return true
		}
	}
	return false
}
