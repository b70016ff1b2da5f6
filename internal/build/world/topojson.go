package world

import (
	"encoding/json"
	"fmt"
)

// rawArcs are the arcs of a geometry: rings for a Polygon, polygons for a
// MultiPolygon, so they are kept until the type is known.
type rawArcs = json.RawMessage

// pieces decodes the polygons of a geometry, each at least one ring of arcs.
func (g *geometry) pieces(arcs int) (pieces [][][]int, err error) {
	switch g.Type {
	case "Polygon":
		pieces = make([][][]int, 1)
		err = json.Unmarshal(g.Arcs, &pieces[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Arcs, &pieces)
	default:
		err = fmt.Errorf("geometry of type %q", g.Type)
	}
	if err != nil {
		return nil, err
	}
	for _, rings := range pieces {
		if len(rings) == 0 {
			return nil, fmt.Errorf("polygon without a ring")
		}
		for _, ring := range rings {
			for _, i := range ring {
				if max(i, ^i) >= arcs {
					return nil, fmt.Errorf("arc %d of %d", i, arcs)
				}
			}
		}
	}
	return pieces, nil
}
