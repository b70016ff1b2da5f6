package pbf

import (
	"strconv"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// block decodes one PrimitiveBlock.
type block struct {
	to     *element.Block
	wanted element.Wanted

	granularity          int64 // nanodegrees
	latOffset, lonOffset int64 // nanodegrees
	fault                string
}

// Bounds of what one block may hold. The format advises 8,000 elements; nobody
// writes more than 32,000 or so. With them a hostile block, whose nodes may take
// three bits each once inflated, stays within some 70 MB.
const (
	maxElements = 1 << 18
	maxTexts    = 1 << 20
	maxLists    = 32 << 20 // bytes of tags, ways' nodes and members
	maxList     = 1 << 20  // tags of one element or of all dense nodes, nodes of a way, members of a relation
)

// decodeBlock fills to from the bytes of a PrimitiveBlock. The result shares no
// memory with message. The fault is "" where all is well.
func decodeBlock(message []byte, to *element.Block, wanted element.Wanted) (fault string) {
	b := block{to: to, wanted: wanted, granularity: 100}
	to.Reset()
	var table []byte
	w := wire{rest: message}
	for field := range w.fields {
		switch field {
		case 1:
			table = w.bytes()
		case 17:
			b.granularity = int64(int32(w.number()))
		case 19:
			b.latOffset = int64(w.number())
		case 20:
			b.lonOffset = int64(w.number())
		}
	}
	if w.fault != "" {
		return w.fault
	}
	if b.granularity <= 0 || b.granularity > maxGranularity {
		return "its granularity is no part of a degree"
	}
	if max(b.latOffset, b.lonOffset) > maxUnits || min(b.latOffset, b.lonOffset) < -maxUnits {
		return "its positions begin beyond the Earth"
	}
	b.strings(table)
	w = wire{rest: message}
	for field := range w.fields { // groups may stand before what they need
		if field == 2 {
			b.group(w.bytes())
		}
		if b.fault != "" {
			break
		}
	}
	return b.fault
}

func (b *block) fail(fault string) {
	if b.fault == "" {
		b.fault = fault
	}
}

// strings fills the table of texts, which share one allocation.
func (b *block) strings(table []byte) {
	all := string(table)
	w := wire{rest: table}
	for field := range w.fields {
		if field != 1 {
			continue
		}
		s := w.bytes()
		at := len(table) - len(w.rest)
		b.to.Strings = append(b.to.Strings, all[at-len(s):at])
		if len(b.to.Strings) > maxTexts {
			b.fail("it holds more texts than its elements can use")
			break
		}
	}
	if w.fault != "" {
		b.fail("in its texts, " + w.fault)
	}
	if len(b.to.Strings) == 0 {
		b.to.Strings = append(b.to.Strings, "")
	}
}

func (b *block) group(message []byte) {
	w := wire{rest: message}
	for field := range w.fields {
		switch {
		case field == 1 && b.wanted.Nodes:
			b.node(w.bytes())
		case field == 2 && b.wanted.Nodes:
			b.dense(w.bytes())
		case field == 3 && b.wanted.Ways:
			b.way(w.bytes())
		case field == 4 && b.wanted.Relations:
			b.relation(w.bytes())
		}
		if len(b.to.Nodes)+len(b.to.Ways)+len(b.to.Relations) > maxElements {
			b.fail("it holds more elements than the 8,000 that a block should by far")
		}
		if 8*(len(b.to.Tags)+len(b.to.Refs))+16*len(b.to.Members) > maxLists {
			b.fail("its elements have more tags, nodes and members than a block should by far")
		}
		if b.fault != "" {
			break
		}
	}
	if w.fault != "" {
		b.fail("in a group, " + w.fault)
	}
}

// What cannot run over when multiplied: positions on Earth are below maxUnits
// at any granularity, in nanodegrees as in units.
const (
	maxGranularity = 1e7
	maxUnits       = 1 << 38
)

// position makes 1e-7 degrees of the block's units.
func (b *block) position(id, lat, lon int64) element.Position {
	units := [2]int64{lat, lon}
	if b.granularity != 100 || b.latOffset != 0 || b.lonOffset != 0 {
		if max(lat, lon) > maxUnits || min(lat, lon) < -maxUnits {
			return b.outside(id, units)
		}
		lat, lon = (b.latOffset+b.granularity*lat)/100, (b.lonOffset+b.granularity*lon)/100
	}
	if lat > 90*element.Degree || lat < -90*element.Degree || lon > 180*element.Degree || lon < -180*element.Degree {
		return b.outside(id, units)
	}
	return element.Position{Lat: int32(lat), Lon: int32(lon)}
}

// outside notes a position that is none on Earth.
func (b *block) outside(id int64, units [2]int64) element.Position {
	degrees := func(offset, units int64) string {
		return strconv.FormatFloat((float64(offset)+float64(b.granularity)*float64(units))/1e9, 'f', 7, 64)
	}
	b.to.NoteOutside(id, degrees(b.latOffset, units[0]), degrees(b.lonOffset, units[1]))
	return element.OutOfRange
}

// list is a packed field of one element; of no more numbers than one may have.
func (b *block) list(field []byte) packed {
	p := packed{rest: field}
	if len(field) > maxList && p.count() > maxList {
		b.fail("an element has more tags, nodes or members than one may have by far")
		p.rest = nil
	}
	return p
}

// text checks the number of a text.
func (b *block) text(n uint64) uint32 {
	if n >= uint64(len(b.to.Strings)) {
		b.fail("it refers to a text that it does not have")
		return 0
	}
	return uint32(n)
}

// tags reads keys and values that stand in two fields.
func (b *block) tags(keys, values []byte) element.Span {
	from := uint32(len(b.to.Tags))
	k, v := b.list(keys), b.list(values)
	for k.more() {
		b.to.Tags = append(b.to.Tags, element.Tag{Key: b.text(k.next()), Value: b.text(v.next())})
	}
	if k.short || v.short || v.more() {
		b.fail("an element has not as many keys as values")
	}
	return element.Span{From: from, To: uint32(len(b.to.Tags))}
}

// info reads an element's metadata.
func (b *block) info(message []byte) (version int32, deleted bool) {
	w := wire{rest: message}
	for field := range w.fields {
		switch field {
		case 1:
			version = int32(w.number())
		case 6:
			deleted = w.number() == 0
		}
	}
	if w.fault != "" {
		b.fail("in an element's metadata, " + w.fault)
	}
	if deleted {
		b.to.Deleted++
	}
	return max(version, 0), deleted
}
