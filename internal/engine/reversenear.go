package engine

import (
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// nearest answers with the address, crossing, street or landmark at a point:
// the nearest first, and of things about as near the more precise.
func (b *batch) nearest(r *geocode.Request) []geocode.Answer {
	at, addresses := b.addressesAt(r.Point)
	away := float64(addressReach + 1)
	if len(addresses) > 0 {
		away = addresses[0].Metres
	}
	if away > addressAtOnce {
		if answers := b.crossingFrom(r, away); len(answers) > 0 {
			return b.withLandmark(r, answers)
		}
	}
	if away > addressBefore {
		if answers := b.roadOrLandmark(r, away); len(answers) > 0 {
			return answers
		}
	}
	if len(addresses) == 0 {
		return nil
	}
	return b.withLandmark(r, b.addressAnswer(r, at, addresses))
}

// roadOrLandmark answers with the nearest street or the landmark that holds
// the point, where no address is near.
func (b *batch) roadOrLandmark(r *geocode.Request, away float64) []geocode.Answer {
	roads := b.roadsAt(r.Point)
	if len(roads) > 0 && roads[0].Metres <= roadBefore {
		return b.withLandmark(r, b.roadAnswer(r, roads))
	}
	for _, a := range b.holdingAreas(r.Point) {
		if a.Kind == index.Landmark {
			return b.reverseAnswers(r, &candidate{naming: naming{area: a}})
		}
	}
	if len(roads) > 0 && 2*roads[0].Metres <= away {
		return b.withLandmark(r, b.roadAnswer(r, roads))
	}
	return nil
}

// besideLandmark is how far, in metres, a landmark may be of which only a point is known.
const besideLandmark = 30

// withLandmark adds to an answer the landmark that holds the point, or is near.
func (b *batch) withLandmark(r *geocode.Request, answers []geocode.Answer) []geocode.Answer {
	if a := b.landmarkAt(r.Point); a != nil && len(answers) > 0 {
		answers[0].Address.Landmark = b.name(a, b.culture(r.Culture))
	}
	return answers
}

func (b *batch) landmarkAt(p geocode.Point) *area {
	for _, a := range b.holdingAreas(p) {
		if a.Kind == index.Landmark {
			return a
		}
	}
	var nearest *area
	within := float64(besideLandmark)
	for i, ix := range b.indexes {
		list, err := ix.NearestLandmarks(p, within, 1, nil)
		b.note(err)
		if len(list) > 0 && (nearest == nil || list[0].Metres < within) {
			nearest, within = b.adopt(i, list[0].Area), list[0].Metres
		}
	}
	return nearest
}

// holdingAreas lists the areas whose polygons hold a point, the smallest first
// within each index.
func (b *batch) holdingAreas(p geocode.Point) (list []*area) {
	for i, ix := range b.indexes {
		ids, err := ix.HoldingAreas(nil, p)
		b.note(err)
		for _, id := range ids {
			if a := b.area(ref{i, id}); a != nil {
				list = append(list, a)
			}
		}
	}
	return list
}
