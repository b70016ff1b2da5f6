package columns

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/table"
)

// Choice is a field and the names of the columns that it is made of.
type Choice struct {
	Field   Field
	Columns []string
}

// Chosen is what --columns says.
type Chosen []Choice

// ParseChosen reads "address=Straße+Nr,locality=Ort": fields and columns, several
// columns of one field joined by "+". A column is named in any case, as it is
// written or without accents and punctuation, or by its number: "#3". A name that
// holds "," or "+" is put in double quotes.
func ParseChosen(text string) (Chosen, error) {
	var chosen Chosen
	for rest := text; rest != ""; {
		key, after, ok := strings.Cut(rest, "=")
		key = strings.ToLower(strings.TrimSpace(key))
		field, known := parseField(key)
		switch {
		case !ok:
			return nil, fmt.Errorf("--columns: %q names no column; write field=column, e.g. query=b", key)
		case !known:
			return nil, fmt.Errorf("--columns: %q is no field; there are query, address, number, suffix, street, unit, locality, district, region, postcode, country, lat, lon, point", key)
		}
		choice := Choice{Field: field}
		for more := true; more; {
			var name string
			var end byte
			if name, after, end, ok = cutName(after); !ok || name == "" {
				return nil, fmt.Errorf("--columns: %s names no column; write %s=column, in double quotes where its name holds a comma or a plus", key, key)
			}
			choice.Columns = append(choice.Columns, name)
			more = end == '+'
		}
		rest = after
		if i := slices.IndexFunc(chosen, func(c Choice) bool { return c.Field == field }); i >= 0 {
			chosen[i].Columns = append(chosen[i].Columns, choice.Columns...)
			continue
		}
		chosen = append(chosen, choice)
	}
	return chosen, nil
}

// cutName cuts a column's name off, quoted or up to the next comma or plus,
// which is end.
func cutName(text string) (name, rest string, end byte, ok bool) {
	text = strings.TrimLeft(text, " ")
	if quoted, isQuoted := strings.CutPrefix(text, `"`); isQuoted {
		name, rest, ok = strings.Cut(quoted, `"`)
		if rest = strings.TrimLeft(rest, " "); rest == "" {
			return name, "", 0, ok
		}
		return name, rest[1:], rest[0], ok && (rest[0] == ',' || rest[0] == '+')
	}
	i := strings.IndexAny(text, ",+")
	if i < 0 {
		return strings.TrimSpace(text), "", 0, true
	}
	return strings.TrimSpace(text[:i]), text[i+1:], text[i], true
}

// choose sets the columns that the user named.
func (m *Mapping) choose(chosen Chosen) error {
	for _, choice := range chosen {
		var list []int
		for _, name := range choice.Columns {
			column, ok := findColumn(m.columns, name)
			if !ok {
				return fmt.Errorf("--columns: there is no column %q for %s; the columns are %s", name, choice.Field, listed(m.columns))
			}
			list = append(list, column)
		}
		m.set(choice.Field, Given, list...)
	}
	if m.has(Lat) != m.has(Lon) {
		return fmt.Errorf("--columns: a point needs both lat=… and lon=…, or point=…")
	}
	return nil
}

// findColumn finds a column by its name as written, by its folded name, or by
// its number.
func findColumn(columns []table.Column, name string) (int, bool) {
	for _, same := range []func(table.Column) bool{
		func(c table.Column) bool { return c.Name == name },
		func(c table.Column) bool { return strings.EqualFold(strings.TrimSpace(c.Name), name) },
		func(c table.Column) bool { return fold(name) != "" && fold(c.Name) == fold(name) },
	} {
		if i := slices.IndexFunc(columns, same); i >= 0 {
			return i, true
		}
	}
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		n, err := strconv.Atoi(digits)
		return n - 1, err == nil && n >= 1 && n <= len(columns)
	}
	return 0, false
}
