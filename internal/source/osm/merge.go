package osm

import (
	"context"
	"sync"

	"github.com/milepost/milepost/internal/source/osm/element"
)

// visitor takes the elements of all extracts, each once, sorted by kind and ID.
type visitor interface {
	node(b *element.Block, n *element.Node) error
	way(b *element.Block, w *element.Way) error
	relation(b *element.Block, r *element.Relation) error
}

// merged counts what a merge left out.
type merged struct {
	doubled int64 // elements that another extract had too, in the same or a higher version

	doubledRelations int64 // those of doubled that are relations
	deleted          int64 // elements that an extract gives as deleted

	shared map[[2]*extract]*shared // IDs that two extracts have, the earlier one first
}

// merge walks over several sorted extracts at once, as if they were one. An
// element that several have is the one of the highest version, else that of
// the later extract. Where two extracts have one ID mostly for different
// elements it ends with a clashError.
func merge(ctx context.Context, extracts []*extract, wanted element.Wanted, v visitor) (m merged, err error) {
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel()
	var cursors []*cursor
	for _, x := range extracts {
		c := &cursor{ctx: ctx, extract: x, wanted: wanted, blocks: make(chan *element.Block), taken: make(chan struct{})}
		group.Go(c.run)
		if err := c.next(); err != nil {
			return m, err
		}
		cursors = append(cursors, c)
	}
	for {
		first, bound := nearest(cursors)
		if first == nil {
			break
		}
		if err := m.step(cursors, first, bound, v); err != nil {
			return m, err
		}
	}
	for _, c := range cursors {
		m.deleted += c.deleted
	}
	return m, m.clash(extracts)
}

// nearest finds the cursor whose element comes first, nil for none, and the
// next one's element: nil where there is no other.
func nearest(cursors []*cursor) (first *cursor, bound *key) {
	for _, c := range cursors {
		switch {
		case c.end:
		case first == nil:
			first = c
		case c.key.before(first.key):
			first, bound = c, &first.key
		case bound == nil || c.key.before(*bound):
			bound = &c.key
		}
	}
	return first, bound
}

// step visits the elements of the first cursor before bound, or the best of
// those that have the same key.
func (m *merged) step(cursors []*cursor, first *cursor, bound *key, v visitor) error {
	if bound != nil && first.key == *bound {
		return m.stepDoubled(cursors, first.key, v)
	}
	for !first.end && (bound == nil || first.key.before(*bound)) {
		if err := first.visit(v); err != nil {
			return err
		}
		if err := first.next(); err != nil {
			return err
		}
	}
	return nil
}

func (m *merged) stepDoubled(cursors []*cursor, k key, v visitor) error {
	var best *cursor
	var same []*cursor
	for _, c := range cursors {
		if c.end || c.key != k {
			continue
		}
		for _, before := range same {
			m.noteShared(before, c)
		}
		same = append(same, c)
		if best == nil || c.version() >= best.version() {
			best = c
		}
	}
	if m.doubled += int64(len(same) - 1); k.kind == element.RelationKind {
		m.doubledRelations += int64(len(same) - 1)
	}
	if err := best.visit(v); err != nil {
		return err
	}
	for _, c := range same {
		if err := c.next(); err != nil {
			return err
		}
	}
	return nil
}
