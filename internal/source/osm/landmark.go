package osm

import (
	"math"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/ring"
)

// entity is the type of landmark that the element is by its tags, "" for none.
func (t *tags) entity() geocode.EntityType {
	best := len(landmarkTable)
	for i := range t.list {
		for _, row := range landmarkRows[t.list[i].key] {
			if value := landmarkTable[row].value; row < best && (value == t.list[i].value || value == "*" && t.list[i].value != "no") {
				best = row
			}
		}
	}
	if best == len(landmarkTable) {
		return ""
	}
	row := &landmarkTable[best]
	if row.value == "place_of_worship" {
		if entity, ok := worshipTypes[t.raw("religion")]; ok {
			return entity
		}
		return "Temple"
	}
	return row.entity
}

// landmarkRows are the table's rows by key.
var landmarkRows = func() map[string][]int {
	rows := map[string][]int{}
	for i, row := range landmarkTable {
		rows[row.key] = append(rows[row.key], i)
	}
	return rows
}()

// landmark keeps a named landmark at a point, with its rings where known.
func (c *collector) landmark(t *tags, at element.Position, rings [][]element.Position) error {
	entity, name := t.entity(), t.mainName()
	if entity == "" || name == "" {
		return nil
	}
	f := c.begin(t, source.Landmark)
	f.Name, f.Type = name, entity
	f.Names = t.appendNames(f.Names, name)
	c.address(f, t)
	f.Rings = c.degrees(rings)
	return c.keep(c.landmarks, f, at, nil)
}

// riverKey tells rivers and canals apart: one of a name in a quarter of a
// degree is one.
type riverKey struct {
	name     string
	entity   geocode.EntityType
	lat, lon int32
}

// river is the longest piece of one.
type river struct {
	feature *source.Feature
	metres  float64
}

// landmarkLine keeps a landmark that is a line: of a river's many pieces the
// longest.
func (c *collector) landmarkLine(t *tags, line []element.Position, middle element.Position) error {
	entity, name := t.entity(), t.mainName()
	if entity != "River" && entity != "Canal" {
		if t.raw("highway") != "" || t.raw("railway") != "" {
			return nil
		}
		return c.landmark(t, middle, nil)
	}
	cell := func(v int32) int32 { return int32(math.Floor(float64(v) / (element.Degree / 4))) }
	k := riverKey{name, entity, cell(middle.Lat), cell(middle.Lon)}
	metres := ring.Length(line)
	if known := c.rivers[k]; known != nil && known.metres >= metres {
		return nil
	}
	f := c.placed(t, source.Landmark, name, shape{inside: middle})
	f.Type = entity
	c.rivers[k] = &river{f, metres}
	return nil
}
