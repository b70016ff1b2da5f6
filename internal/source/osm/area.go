package osm

import (
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/ring"
)

// isArea reports whether a closed way or a relation is of use as an area.
func (t *tags) isArea(m uint16) bool {
	return m&hasAddress != 0 ||
		m&hasBoundary != 0 && t.isBoundary() ||
		m&hasPlace != 0 && m&hasName != 0 && placeLevels[t.raw("place")] != source.NoLevel ||
		m&hasLandmark != 0 && m&hasName != 0 && t.entity() != "" ||
		m&hasHighway != 0 && m&hasName != 0 && t.isSquare()
}

// isBoundary reports whether the element bounds an administrative or a postal
// area.
func (t *tags) isBoundary() bool {
	switch t.raw("boundary") {
	case "administrative":
		return t.raw("admin_level") != ""
	case "postal_code":
		return true
	}
	return false
}

// shape is where an area is.
type shape struct {
	rings  [][]element.Position // none where only a point is known
	inside element.Position
	front  element.Position // of a building: its door, else inside
}

// area makes of a way what it is as an area. One that is not closed is none,
// but may have an address or be a river.
func (c *collector) area(t *tags, m uint16, refs []int64) error {
	line, _, whole, err := c.resolve(t, refs)
	if err != nil || len(line) == 0 {
		return err
	}
	present := line[:0]
	for _, at := range line {
		if at != element.OutOfRange {
			present = append(present, at)
		}
	}
	closed := len(refs) > 3 && refs[0] == refs[len(refs)-1]
	if closed && whole {
		rings := [][]element.Position{line}
		inside := ring.Inside(rings)
		return c.shaped(t, m, shape{rings: rings, inside: inside, front: c.front(rings, inside)})
	}
	middle := ring.Along(present, 0.5)
	if closed && len(present) > 2 {
		middle = ring.Inside([][]element.Position{append(present, present[0])})
	}
	if m&hasPlace != 0 && placeLevels[t.raw("place")] != source.NoLevel && !closed {
		c.note(notClosed, t, "", t.text("name"))
	}
	if m&hasLandmark != 0 && m&hasName != 0 {
		if err := c.landmarkLine(t, present, middle); err != nil {
			return err
		}
	}
	if m&hasAddress == 0 {
		return nil
	}
	return c.keepAddress(t, shape{front: middle}, source.Parcel)
}

// shaped keeps what an area is: any of an address, a boundary, a place and a
// landmark.
func (c *collector) shaped(t *tags, m uint16, s shape) error {
	if m&hasBoundary != 0 && t.isBoundary() {
		c.boundary(t, s)
	}
	if m&hasPlace != 0 && m&hasName != 0 {
		c.place(t, s)
	}
	if m&hasLandmark != 0 && m&hasName != 0 {
		if err := c.landmark(t, s.inside, s.rings); err != nil {
			return err
		}
	}
	if m&hasAddress == 0 {
		return nil
	}
	accuracy := source.Parcel
	if t.raw("building") != "" {
		accuracy = source.Rooftop
	}
	return c.keepAddress(t, s, accuracy)
}

// boundary keeps an administrative or postal area.
func (c *collector) boundary(t *tags, s shape) {
	if t.raw("boundary") == "postal_code" {
		c.postalArea(t, s)
		return
	}
	level, err := strconv.Atoi(t.raw("admin_level"))
	name := t.mainName()
	if err != nil || name == "" {
		return
	}
	f := c.placed(t, source.Area, name, s)
	c.admins = append(c.admins, admin{f, level})
	c.postcodesOf(t, f)
}

// admin is an administrative area whose level waits for its country.
type admin struct {
	feature *source.Feature
	level   int // admin_level
}

// placed makes a feature of its own for a named thing with a shape.
func (c *collector) placed(t *tags, kind source.Kind, name string, s shape) *source.Feature {
	f := c.begin(t, kind)
	f.Name = name
	f.Names = t.appendNames(f.Names, name)
	f.Population = population(t.raw("population"))
	at := ring.Point(s.inside)
	f.Lat, f.Lon = at.Lat, at.Lon
	clone := f.Clone()
	clone.Rings = c.degrees(s.rings)
	return clone
}

// population reads a number of people, with or without marks between thousands.
func population(text string) int64 {
	digits := strings.NewReplacer(" ", "", ",", "", ".", "", "'", "", "~", "", "\u00a0", "").Replace(text)
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 || n > 10_000_000_000 {
		return 0
	}
	return n
}

// placeLevels are the values of place that make a place, or a part of one.
var placeLevels = map[string]source.Level{
	"city": source.LevelPlace, "town": source.LevelPlace, "village": source.LevelPlace, "hamlet": source.LevelPlace,
	"isolated_dwelling": source.LevelPlace, "farm": source.LevelPlace, "municipality": source.LevelPlace,
	"borough": source.LevelNeighborhood, "suburb": source.LevelNeighborhood,
	"quarter": source.LevelNeighborhood, "neighbourhood": source.LevelNeighborhood,
}

// place keeps a populated place or a part of one.
func (c *collector) place(t *tags, s shape) {
	level, name := placeLevels[t.raw("place")], t.mainName()
	if level == source.NoLevel || name == "" {
		return
	}
	if s.inside == (element.Position{}) {
		c.note(zeroPoint, t, "", name)
		return
	}
	kind := source.Place
	if level == source.LevelNeighborhood {
		kind = source.Area
	}
	f := c.placed(t, kind, name, s)
	f.Level = level
	if kind == source.Area {
		c.areas = append(c.areas, f)
		return
	}
	c.places = append(c.places, f)
	c.postcodesOf(t, f)
}

// centre is a node that stands for an area.
type centre struct {
	at         element.Position
	population int64
}

// placeNode keeps a place's node, also where it stands for an area.
func (c *collector) placeNode(t *tags, n *element.Node) {
	if _, ok := c.survey.centres[n.ID]; ok {
		c.centres[n.ID] = &centre{n.Position, population(t.raw("population"))}
	}
	c.place(t, shape{inside: n.Position})
}

// postalArea keeps a postcode's area. Its note often has the town after the
// code: "91207 Lauf an der Pegnitz".
func (c *collector) postalArea(t *tags, s shape) {
	code := t.first("postal_code", "postal_code_level", "ref", "addr:postcode")
	if name := t.text("name"); code == "" && strings.ContainsAny(name, "0123456789") && len(name) <= 12 {
		code = name
	}
	if code == "" {
		return
	}
	f := c.placed(t, source.Postcode, "", s)
	f.Names, f.Population, f.Postcode = nil, 0, code
	if town, ok := strings.CutPrefix(t.text("note"), code+" "); ok {
		f.Locality = town
	}
	c.postcodes = append(c.postcodes, f)
}

// postcodesOf keeps the postcodes that a place says it has: with its rings
// where it has one only.
func (c *collector) postcodesOf(t *tags, of *source.Feature) {
	codes := split(strings.ReplaceAll(t.text("postal_code"), ",", ";"))
	for _, code := range codes {
		f := &source.Feature{
			Kind: source.Postcode, Lat: of.Lat, Lon: of.Lon, Postcode: code, Locality: of.Name,
			Country: of.Country, SourceID: of.SourceID,
		}
		if len(codes) == 1 {
			f.Rings = of.Rings
		}
		c.postcodes = append(c.postcodes, f)
	}
}
