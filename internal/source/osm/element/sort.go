package element

import (
	"cmp"
	"slices"
)

// Append adds the contents of another block.
func (b *Block) Append(o *Block) {
	texts, tags, refs, members := uint32(len(b.Strings)), uint32(len(b.Tags)), uint32(len(b.Refs)), uint32(len(b.Members))
	b.Strings = append(b.Strings, o.Strings...)
	for _, t := range o.Tags {
		b.Tags = append(b.Tags, Tag{t.Key + texts, t.Value + texts})
	}
	b.Refs = append(b.Refs, o.Refs...)
	for _, m := range o.Members {
		m.Role += texts
		b.Members = append(b.Members, m)
	}
	for _, n := range o.Nodes {
		n.Tags = n.Tags.shift(tags)
		b.Nodes = append(b.Nodes, n)
	}
	for _, w := range o.Ways {
		w.Tags, w.Refs = w.Tags.shift(tags), w.Refs.shift(refs)
		b.Ways = append(b.Ways, w)
	}
	for _, r := range o.Relations {
		r.Tags, r.Members = r.Tags.shift(tags), r.Members.shift(members)
		b.Relations = append(b.Relations, r)
	}
	for _, one := range o.Outside {
		b.NoteOutside(one.ID, one.Lat, one.Lon)
	}
	b.Deleted += o.Deleted
}

func (s Span) shift(by uint32) Span { return Span{From: s.From + by, To: s.To + by} }

// Sort puts the block's elements in the order of their IDs. Of those with the
// same ID it keeps the one of the highest version, else the last; it gives how
// many it dropped.
func (b *Block) Sort() (dropped int) {
	before := len(b.Nodes) + len(b.Ways) + len(b.Relations)
	b.Nodes = sorted(b.Nodes, func(n *Node) (int64, int32) { return n.ID, n.Version })
	b.Ways = sorted(b.Ways, func(w *Way) (int64, int32) { return w.ID, w.Version })
	b.Relations = sorted(b.Relations, func(r *Relation) (int64, int32) { return r.ID, r.Version })
	return before - len(b.Nodes) - len(b.Ways) - len(b.Relations)
}

func sorted[E any](list []E, key func(*E) (id int64, version int32)) []E {
	slices.SortStableFunc(list, func(a, b E) int {
		idA, versionA := key(&a)
		idB, versionB := key(&b)
		return cmp.Or(cmp.Compare(idA, idB), cmp.Compare(versionA, versionB))
	})
	kept := list[:0]
	for i := range list {
		id, _ := key(&list[i])
		if i+1 < len(list) {
			if next, _ := key(&list[i+1]); next == id {
				continue
			}
		}
		kept = append(kept, list[i])
	}
	return kept
}
