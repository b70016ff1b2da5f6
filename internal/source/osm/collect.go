package osm

import (
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/ring"
	"github.com/milepost/milepost/internal/source/osm/store"
)

// noter notes a problem with an element.
type noter = func(reason source.Reason, t *tags, key, value string)

// collector is the second pass, over nodes and then ways: it makes drafts of
// features, to be given out when all is known.
type collector struct {
	survey    *survey
	country   string // of what does not say
	note      noter
	tags      tags
	feature   source.Feature
	record    []byte
	positions *store.Positions

	doors   map[element.Position]uint8  // ranks of entrances
	flats   map[element.Position]string // behind entrances
	ends    map[int64]*house            // addresses at nodes of interpolation ways
	centres map[int64]*centre           // nodes that stand for areas
	pieces  map[int64]piece             // ways that relations are made of

	admins                        []admin
	areas, places, postcodes      []*source.Feature
	landmarks, streets, addresses *store.Records
	rivers                        map[riverKey]*river
	meetings                      []meeting

	line   []element.Position
	ids    []int64
	joints []int64
	gap    int64 // the last way that lacks nodes, which comes once

	counts counts
}

func newCollector(s *survey, country string, memory int64) *collector {
	return &collector{
		survey: s, country: country, note: s.note, tags: tags{note: s.note},
		positions: store.NewPositions(memory / 2),
		landmarks: store.NewRecords(memory / 10), streets: store.NewRecords(memory / 5), addresses: store.NewRecords(memory / 5),
		doors: map[element.Position]uint8{}, flats: map[element.Position]string{}, ends: map[int64]*house{}, centres: map[int64]*centre{}, pieces: map[int64]piece{},
		rivers: map[riverKey]*river{},
	}
}

// close removes what is kept outside memory.
func (c *collector) close() {
	c.positions.Close()
	for _, r := range []*store.Records{c.landmarks, c.streets, c.addresses} {
		r.Close()
	}
}

// begin gives a feature for an element, which keep takes or which is let go.
func (c *collector) begin(t *tags, kind source.Kind) *source.Feature {
	c.feature.Reset()
	f := &c.feature
	f.Kind, f.SourceID, f.File = kind, t.name(), t.origin.File
	f.Country = c.countryOf(t)
	return f
}

// keep keeps a feature at a point, with a street's nodes at its joints.
func (c *collector) keep(into *store.Records, f *source.Feature, at element.Position, nodes []int64) error {
	if at == (element.Position{}) {
		c.note(zeroPoint, &c.tags, "", f.Name)
		return nil
	}
	p := ring.Point(at)
	f.Lat, f.Lon = p.Lat, p.Lon
	c.record = appendDraft(c.record[:0], f, nodes)
	return into.Add(c.record)
}

func (c *collector) relation(*element.Block, *element.Relation) error { return nil }

// node keeps the position, and what the node is by itself.
func (c *collector) node(b *element.Block, n *element.Node) error {
	c.counts.nodes++
	if n.Position == element.OutOfRange {
		c.note(outOfRange, c.tags.load(b, element.NodeKind, n.ID, n.Tags), "", outside(b, n.ID))
		return nil
	}
	if err := c.positions.Add(n.ID, n.Position); err != nil {
		return err
	}
	m := marksOf(b, n.Tags)
	if m&^(marked|hasName) == 0 {
		c.counts.plain++
		return nil
	}
	t := c.tags.load(b, element.NodeKind, n.ID, n.Tags)
	if m&hasEntrance != 0 {
		if rank := doorRank(t); rank > 0 {
			c.doors[n.Position] = rank
		}
		if flats := t.text("addr:flats"); flats != "" {
			c.flats[n.Position] = flats
		}
	}
	if m&hasPlace != 0 {
		c.placeNode(t, n)
	}
	if m&hasLandmark != 0 && m&hasName != 0 {
		if err := c.landmark(t, n.Position, nil); err != nil {
			return err
		}
	}
	if m&hasAddress == 0 {
		return nil
	}
	if _, ok := c.survey.ends[n.ID]; ok {
		c.ends[n.ID] = c.houseOf(t)
	}
	return c.keepAddress(t, shape{front: n.Position}, source.Rooftop)
}

// way keeps what the way is, and its course where a relation needs it.
func (c *collector) way(b *element.Block, w *element.Way) error {
	c.counts.ways++
	refs := b.Refs[w.Refs.From:w.Refs.To]
	if _, ok := c.survey.pieces[w.ID]; ok && len(refs) > 1 {
		if err := c.keepPiece(w.ID, refs); err != nil {
			return err
		}
	}
	m := marksOf(b, w.Tags)
	if m&(hasAddress|hasHighway|hasPlace|hasBoundary|hasLandmark|hasInterpolation) == 0 {
		c.counts.plain++
		return nil
	}
	t := c.tags.load(b, element.WayKind, w.ID, w.Tags)
	if len(refs) < 2 {
		c.note(fewNodes, t, "", t.text("name"))
		return nil
	}
	if m&(hasHighway|hasPlace) != 0 {
		if name := t.streetName(); name != "" {
			if err := c.namedStreet(t, refs, name); err != nil {
				return err
			}
		}
	}
	if m&hasInterpolation != 0 {
		return c.interpolation(t, refs)
	}
	if t.isArea(m) || m&hasAddress != 0 {
		return c.area(t, m, refs)
	}
	return nil
}

// namedStreet keeps a street, and its name for the houses that a relation
// gives it.
func (c *collector) namedStreet(t *tags, refs []int64, name string) error {
	if n, ok := c.survey.namedBy[t.id]; ok && c.survey.streets[n] == "" {
		c.survey.streets[n] = name
	}
	return c.street(t, refs, name)
}

// outside is the position of a node that is out of range, as its file has it,
// if the block tells of it.
func outside(b *element.Block, id int64) string {
	for _, one := range b.Outside {
		if one.ID == id {
			return one.Lat + ", " + one.Lon
		}
	}
	return ""
}
