package objects

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/table"
)

// member is a value and its name, with those of the objects around it.
type member struct {
	name string
	cell table.Cell
}

// members are the values of an object.
type members struct {
	list    []member
	feature bool // of GeoJSON
}

// maxNesting bounds how deep objects in objects are taken apart; what is
// deeper is a text of JSON.
const maxNesting = 4

var errNoObject = errors.New("{ is expected")

// parse reads an object.
func (m *members) parse(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || raw[0] != '{' {
		return errNoObject
	}
	if !json.Valid(raw) {
		return json.Unmarshal(raw, new(any)) // says where
	}
	var kind struct {
		Type       string
		Properties json.RawMessage
		Geometry   json.RawMessage
	}
	if bytes.Contains(raw, []byte(`"Feature"`)) && json.Unmarshal(raw, &kind) == nil && kind.Type == "Feature" {
		m.feature = true
		if len(kind.Properties) > 0 && kind.Properties[0] == '{' {
			m.object(kind.Properties, "", 0)
		}
		m.add("geometry", geometry(kind.Geometry))
		return nil
	}
	m.object(raw, "", 0)
	return nil
}

// object adds the members of an object that is valid.
func (m *members) object(raw []byte, prefix string, depth int) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.Token() // {
	for d.More() {
		token, err := d.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return
		}
		name = prefix + name
		if value[0] == '{' && depth < maxNesting {
			m.object(value, name+".", depth+1)
			continue
		}
		m.add(name, cellOf(value))
	}
}

func (m *members) add(name string, cell table.Cell) { m.list = append(m.list, member{name, cell}) }

// cellOf makes a cell of a value.
func cellOf(value []byte) table.Cell {
	switch c := value[0]; {
	case c == '"':
		var text string
		json.Unmarshal(value, &text)
		return table.Cell{Text: text}
	case c == 'n':
		return table.Cell{Kind: table.Empty}
	case c == 't', c == 'f':
		return table.Cell{Text: string(value), Kind: table.Bool}
	case c == '-', c >= '0' && c <= '9':
		if bytes.ContainsAny(value, ".eE") {
			return table.Cell{Text: string(value), Kind: table.Number}
		}
		return table.Cell{Text: string(value), Kind: table.Integer}
	}
	return table.Cell{Text: string(value)}
}

// geometry writes a point as WKT; what is none stays JSON.
func geometry(raw []byte) table.Cell {
	if len(raw) == 0 || raw[0] != '{' {
		return table.Cell{Kind: table.Empty}
	}
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	var at []float64
	if json.Unmarshal(raw, &g) != nil || g.Type != "Point" || json.Unmarshal(g.Coordinates, &at) != nil || len(at) < 2 {
		return table.Cell{Text: string(raw)}
	}
	return table.Cell{Text: fmt.Sprintf("POINT (%s %s)", number(at[0]), number(at[1]))}
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// uniqueNames names members for a header whose names may be blank or doubled.
func uniqueNames(columns []table.Column) []string {
	taken := map[string]bool{}
	var names []string
	for i, c := range columns {
		name := c.Name
		if strings.TrimSpace(name) == "" {
			name = fmt.Sprintf("column_%d", i+1)
		}
		for n, base := 2, name; taken[name]; n++ {
			name = fmt.Sprintf("%s_%d", base, n)
		}
		taken[name] = true
		names = append(names, name)
	}
	return names
}
