package osm

import (
	"context"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// key is an element's place in the order of files.
type key struct {
	kind element.Kind
	id   int64
}

func (k key) before(o key) bool { return k.kind < o.kind || k.kind == o.kind && k.id < o.id }

// unsortedError tells that an extract has to be gathered before it is merged.
type unsortedError struct{ extract *extract }

func (e *unsortedError) Error() string { return e.extract.Name() + " is not sorted by type and ID" }

// cursor walks over the wanted elements of one extract, in order.
type cursor struct {
	ctx     context.Context
	extract *extract
	wanted  element.Wanted
	blocks  chan *element.Block
	taken   chan struct{} // answers each block, so that it may be filled again
	failed  error         // why the blocks ended; valid once blocks is closed

	block   *element.Block
	at      int // in the block's list of the key's kind
	begun   bool
	key     key
	kind    element.Kind // of the list
	end     bool
	deleted int64
}

// run gives the extract's blocks to whoever walks, until the end or the
// context's.
func (c *cursor) run() {
	defer close(c.blocks)
	if c.extract.whole != nil {
		c.failed = c.hand(c.extract.whole)
	} else {
		c.failed = c.extract.read(c.ctx, c.wanted, c.hand)
	}
}

func (c *cursor) hand(b *element.Block) error {
	select {
	case c.blocks <- b:
	case <-c.ctx.Done():
		return context.Cause(c.ctx)
	}
	select {
	case <-c.taken:
		return nil
	case <-c.ctx.Done():
		return context.Cause(c.ctx)
	}
}

// next goes to the next element; end is set where there is none.
func (c *cursor) next() error {
	c.at++
	for c.block == nil || c.at >= c.count() {
		if err := c.further(); err != nil || c.end {
			return err
		}
	}
	k := key{kind: c.kind, id: c.id()}
	if c.begun && !c.key.before(k) {
		return &unsortedError{c.extract}
	}
	c.begun, c.key = true, k
	return nil
}

// further goes to the next list: the block's next kind, or the next block.
func (c *cursor) further() error {
	c.at = 0
	if c.block != nil && c.kind < element.RelationKind {
		c.kind++
		return nil
	}
	if c.block != nil {
		c.deleted += c.block.Deleted
		c.block = nil
		select {
		case c.taken <- struct{}{}:
		case <-c.ctx.Done():
			return context.Cause(c.ctx)
		}
	}
	b, ok := <-c.blocks
	if !ok {
		c.end = true
		return c.failed
	}
	b.Origin = element.Origin{File: c.extract.file, Moved: c.extract.moved}
	c.block, c.kind = b, element.NodeKind
	return nil
}

// count is how many elements of the kind the block has that are wanted.
func (c *cursor) count() int {
	switch {
	case c.kind == element.NodeKind && c.wanted.Nodes:
		return len(c.block.Nodes)
	case c.kind == element.WayKind && c.wanted.Ways:
		return len(c.block.Ways)
	case c.kind == element.RelationKind && c.wanted.Relations:
		return len(c.block.Relations)
	}
	return 0
}

func (c *cursor) id() int64 {
	switch c.kind {
	case element.NodeKind:
		return c.block.Nodes[c.at].ID
	case element.WayKind:
		return c.block.Ways[c.at].ID
	}
	return c.block.Relations[c.at].ID
}

func (c *cursor) version() int32 {
	switch c.kind {
	case element.NodeKind:
		return c.block.Nodes[c.at].Version
	case element.WayKind:
		return c.block.Ways[c.at].Version
	}
	return c.block.Relations[c.at].Version
}

// visit gives the element to the visitor.
func (c *cursor) visit(v visitor) error {
	switch c.kind {
	case element.NodeKind:
		return v.node(c.block, &c.block.Nodes[c.at])
	case element.WayKind:
		return v.way(c.block, &c.block.Ways[c.at])
	}
	return v.relation(c.block, &c.block.Relations[c.at])
}
