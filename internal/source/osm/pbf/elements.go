package pbf

import "github.com/milepost/milepost/internal/source/osm/element"

// node reads a node that stands alone.
func (b *block) node(message []byte) {
	var id, lat, lon int64
	var keys, values, info []byte
	w := wire{rest: message}
	for field := range w.fields {
		switch field {
		case 1:
			id = zigzag(w.number())
		case 2:
			keys = w.bytes()
		case 3:
			values = w.bytes()
		case 4:
			info = w.bytes()
		case 8:
			lat = zigzag(w.number())
		case 9:
			lon = zigzag(w.number())
		}
	}
	version, deleted := b.info(info)
	if w.fault != "" {
		b.fail("in a node, " + w.fault)
	}
	if deleted {
		return
	}
	b.to.Nodes = append(b.to.Nodes, element.Node{ID: id, Position: b.position(id, lat, lon), Version: version, Tags: b.tags(keys, values)})
}

// denseNodes are the fields of nodes that stand together, field by field.
type denseNodes struct {
	ids, lats, lons    packed
	tags               packed // key and value by turns, 0 after each node; empty where none has tags
	versions, visibles packed // empty where the file has no metadata
}

func (b *block) dense(message []byte) {
	var d denseNodes
	w := wire{rest: message}
	for field := range w.fields {
		switch field {
		case 1:
			d.ids.rest = w.bytes()
		case 5:
			b.denseInfo(w.bytes(), &d)
		case 8:
			d.lats.rest = w.bytes()
		case 9:
			d.lons.rest = w.bytes()
		case 10:
			d.tags.rest = w.bytes()
		}
	}
	if w.fault != "" {
		b.fail("in its nodes, " + w.fault)
		return
	}
	b.denseEach(&d)
}

func (b *block) denseInfo(message []byte, d *denseNodes) {
	w := wire{rest: message}
	for field := range w.fields {
		switch field {
		case 1:
			d.versions.rest = w.bytes()
		case 6:
			d.visibles.rest = w.bytes()
		}
	}
	if w.fault != "" {
		b.fail("in the nodes' metadata, " + w.fault)
	}
}

func (b *block) denseEach(d *denseNodes) {
	var id, lat, lon int64
	tagged, versioned, history := d.tags.more(), d.versions.more(), d.visibles.more()
	if len(b.to.Nodes)+d.ids.count() > maxElements {
		b.fail("it holds more nodes than the 8,000 that a block should by far")
		return
	}
	if len(d.tags.rest) > 2*maxList && d.tags.count() > 2*maxList+maxElements {
		b.fail("its nodes have more tags than a block should by far")
		return
	}
	for d.ids.more() {
		id += d.ids.delta()
		lat += d.lats.delta()
		lon += d.lons.delta()
		n := element.Node{ID: id, Position: b.position(id, lat, lon)}
		if tagged {
			n.Tags = b.denseTags(&d.tags)
		}
		if versioned {
			n.Version = max(int32(d.versions.next()), 0)
		}
		if history && d.visibles.next() == 0 {
			b.to.Deleted++
			continue
		}
		b.to.Nodes = append(b.to.Nodes, n)
	}
	if d.ids.short || d.lats.short || d.lons.short || d.tags.short || d.versions.short || d.visibles.short || d.lats.more() || d.lons.more() {
		b.fail("its nodes have not as many positions, versions or tags as IDs")
	}
}

// denseTags reads the tags of one node up to the 0 that ends them.
func (b *block) denseTags(p *packed) element.Span {
	from := uint32(len(b.to.Tags))
	for {
		key := p.next()
		if key == 0 || p.short {
			return element.Span{From: from, To: uint32(len(b.to.Tags))}
		}
		b.to.Tags = append(b.to.Tags, element.Tag{Key: b.text(key), Value: b.text(p.next())})
	}
}

// grouped is a way or relation as it lies in the file.
type grouped struct {
	id                 int64
	keys, values, info []byte
	lists              [3][]byte // fields 8 to 10
}

// grouped reads the fields that ways and relations have alike; ok tells that
// it is not one that was deleted.
func (b *block) grouped(message []byte, what string) (g grouped, version int32, ok bool) {
	w := wire{rest: message}
	for field := range w.fields {
		switch field {
		case 1:
			g.id = int64(w.number())
		case 2:
			g.keys = w.bytes()
		case 3:
			g.values = w.bytes()
		case 4:
			g.info = w.bytes()
		case 8, 9, 10:
			g.lists[field-8] = w.bytes()
		}
	}
	version, deleted := b.info(g.info)
	if w.fault != "" {
		b.fail("in a " + what + ", " + w.fault)
	}
	return g, version, !deleted
}

func (b *block) way(message []byte) {
	g, version, ok := b.grouped(message, "way")
	if !ok {
		return
	}
	way := element.Way{ID: g.id, Version: version, Tags: b.tags(g.keys, g.values)}
	way.Refs.From = uint32(len(b.to.Refs))
	p := b.list(g.lists[0])
	for ref := int64(0); p.more(); {
		ref += p.delta()
		b.to.Refs = append(b.to.Refs, ref)
	}
	if p.short {
		b.fail("a way's nodes do not end")
	}
	way.Refs.To = uint32(len(b.to.Refs))
	b.to.Ways = append(b.to.Ways, way)
}

func (b *block) relation(message []byte) {
	g, version, ok := b.grouped(message, "relation")
	if !ok {
		return
	}
	r := element.Relation{ID: g.id, Version: version, Tags: b.tags(g.keys, g.values)}
	r.Members = b.members(b.list(g.lists[0]), b.list(g.lists[1]), b.list(g.lists[2]))
	b.to.Relations = append(b.to.Relations, r)
}

func (b *block) members(roles, ids, kinds packed) element.Span {
	from := uint32(len(b.to.Members))
	for id := int64(0); ids.more(); {
		id += ids.delta()
		m := element.Member{ID: id, Role: b.text(roles.next()), Kind: element.Kind(min(kinds.next(), 3))}
		if m.Kind > element.RelationKind {
			b.fail("a relation has a member of a kind that there is not")
		}
		b.to.Members = append(b.to.Members, m)
	}
	if roles.short || ids.short || kinds.short || roles.more() || kinds.more() {
		b.fail("a relation has not as many roles or kinds as members")
	}
	return element.Span{From: from, To: uint32(len(b.to.Members))}
}
