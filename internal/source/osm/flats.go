package osm

import (
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/ring"
)

// Maps of Russia and of its neighbours have the flats of a house at the doors
// of its staircases: nodes of the building's outline, which have no address of
// their own. Elsewhere a node for each staircase has the address and its
// flats, or the building has all of them.

// doorsOf notes the flats of an address and, of a building, which of its doors
// they are behind.
func (c *collector) doorsOf(f *source.Feature, t *tags, s shape) {
	if flats := t.text("addr:flats"); flats != "" {
		d := source.Door{Flats: flats}
		if len(s.rings) == 0 {
			at := ring.Point(s.front)
			d.Lat, d.Lon = at.Lat, at.Lon
		}
		f.Doors = append(f.Doors, d)
	}
	if len(c.flats) == 0 {
		return
	}
	for _, line := range s.rings {
		for _, node := range line[1:] {
			if flats := c.flats[node]; flats != "" {
				at := ring.Point(node)
				f.Doors = append(f.Doors, source.Door{Flats: flats, Lat: at.Lat, Lon: at.Lon})
			}
		}
	}
}
