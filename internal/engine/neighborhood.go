package engine

import (
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// besideNeighborhood is how far, in metres, beyond the round town of its
// people a neighborhood reaches of which only a point is known.
const besideNeighborhood = 500

// addNeighborhoods gives answers that are a point of a place the part of it
// that they lie in. A street may lie in several, and has none.
func (b *batch) addNeighborhoods(r *geocode.Request, answers []geocode.Answer) {
	for i := range answers {
		a := &answers[i]
		if a.Address.Neighborhood != "" || a.Address.Locality == "" {
			continue
		}
		switch a.EntityType {
		case geocode.EntityRoad, geocode.EntityPopulatedPlace, geocode.EntityPostcode1:
			continue
		}
		if part := b.neighborhoodAt(a.Display()); part != nil {
			a.Address.Neighborhood = b.name(part, b.culture(r.Culture))
		}
	}
}

// neighborhoodAt is the neighborhood whose polygon holds a point, else the
// nearest, where that is near for its size.
func (b *batch) neighborhoodAt(p geocode.Point) *area {
	for _, a := range b.holdingAreas(p) {
		if a.Kind == index.Neighborhood {
			return a
		}
	}
	var nearest *area
	within := float64(widestNeighborhood)
	for i, ix := range b.indexes {
		list, err := ix.Nearest(p, within, 1, func(a *index.Area) bool { return a.Kind == index.Neighborhood })
		b.note(err)
		if len(list) > 0 && (nearest == nil || list[0].Metres < within) {
			nearest, within = b.adopt(i, list[0].Area), list[0].Metres
		}
	}
	if nearest == nil || within > radius(nearest)+besideNeighborhood {
		return nil
	}
	return nearest
}

// widestNeighborhood is how far, in metres, the middle of a neighborhood may be.
const widestNeighborhood = 3_000
