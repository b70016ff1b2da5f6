package engine

import (
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
)

// oddsReverseClear is by metres, for the address nearest to a point that lies
// well within its lot, as far as the houses around tell. It is set by hand, to
// what came of points beside houses of lists, half of which had the house
// left out: without those, they are right 99 times in 100.
var oddsReverseClear = odds{
	{1.7740, 0.9988}, {2.8687, 0.9957}, {9, 0.86}, {16, 0.50}, {25, 0.36}, {60, 0.20}, {addressReach, 0.05},
}

// lotShare is how far from a house a point may be, in shares of the way from
// that house to the next, to lie well within its lot: where a house is missing
// between two others, a point beside it is farther from either.
const lotShare = 0.45

// isClear tells whether a point lies well within the lot of the nearest house.
func (b *batch) isClear(at int, list []index.NearAddress) bool {
	near := &list[0]
	apart := addressReach - near.Metres // any other is at least as far from it
	for i := range list[1:] {
		other := &list[i+1]
		if !b.isSameHouse(at, near, other) {
			apart = min(apart, geo.Distance(near.Point, other.Point))
		}
	}
	return near.Metres <= lotShare*apart
}
