package osm

import "github.com/milepost/milepost/internal/source"

// counts are of elements, for the report.
type counts struct {
	nodes, ways int64
	plain       int64 // nodes and ways without anything that is looked for
	doubled     int64 // elements that an earlier or later extract had too
	deleted     int64 // elements that an extract gives as deleted
}

// list gives the counts in the order in which people read them, with those of
// features by kind.
func (c *counts) list(relations int64, given []int64) *[]source.Count {
	list := []source.Count{
		{Name: "nodes", N: c.nodes}, {Name: "ways", N: c.ways}, {Name: "relations", N: relations},
		{Name: "nodes and ways of no use here", N: c.plain},
		{Name: "elements of several extracts", N: c.doubled}, {Name: "deleted elements", N: c.deleted},
	}
	for kind, n := range given {
		name := source.Kind(kind).String()
		switch source.Kind(kind) {
		case source.Address:
			name += "es"
		default:
			name += "s"
		}
		list = append(list, source.Count{Name: name, N: n})
	}
	kept := list[:0]
	for _, one := range list {
		if one.N > 0 {
			kept = append(kept, one)
		}
	}
	return &kept
}
