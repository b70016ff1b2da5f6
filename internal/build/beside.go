package build

import (
	"math"

	"github.com/milepost/milepost/internal/index"
)

// Two sources have one house at two points, and by each of them it shall be
// found as if the other were not there. Its own point is that of the better
// accuracy, as long as the other is not further from it than two points of
// one house are. Further apart, but still on one lot, it is half-way between:
// nobody knows which source errs, and so the error is halved. Beyond that they
// mean two buildings, and the one that is known more precisely counts.
const (
	sameSpot    = 10 // metres
	sameLot     = 20 // metres
	leastBeside = 1  // metres, as leastApart, of two sources
)

// worth orders accuracies, the best highest: a source that does not say what
// its points are has measured them, which is more than to make them up.
func worth(a index.Accuracy) int {
	switch a {
	case index.Interpolated:
		return 0
	case index.UnknownAccuracy:
		return 1
	}
	return int(a)
}

// fromOthers gives the points of an address that other sources than the chosen
// one's measured.
func fromOthers(chosen *point, points []point) (others []point) {
	for i := range points {
		p := &points[i]
		if p.source != chosen.source && worth(p.accuracy) > 0 {
			others = append(others, *p)
		}
	}
	return others
}

// mayLie is from how many metres apart two points of one address are kept.
func mayLie(a, b *point) float64 {
	if a.source != b.source {
		return leastBeside
	}
	return leastApart
}

// between is the chosen point, or the one half-way to the nearest of others,
// where no two points are that near on one lot.
func between(chosen *point, others []point) *point {
	if len(others) == 0 || chosen.accuracy == index.Interpolated {
		return chosen
	}
	at := leastBy(len(others), func(i int) float64 { return apart(chosen, &others[i]) })
	if d := apart(chosen, &others[at]); d <= sameSpot || d > sameLot {
		return chosen
	}
	half := *chosen
	half.lat = int32(math.Round((float64(chosen.lat) + float64(others[at].lat)) / 2))
	half.lon = int32(math.Round((float64(chosen.lon) + float64(others[at].lon)) / 2))
	return &half
}

// postcodeOf is the postcode of most points, of those that say it of this very
// place if there are any; of equally many the preferred one, else the lowest.
// 0 for none.
func postcodeOf(points []point, preferred uint32) uint32 {
	own, all := map[uint32]int{}, map[uint32]int{}
	for i := range points {
		if n := points[i].postcode; n != 0 {
			all[n]++
			if !points[i].guest {
				own[n]++
			}
		}
	}
	if len(own) > 0 {
		all = own
	}
	var best uint32
	for n, count := range all {
		if best == 0 || count > all[best] || count == all[best] && best != preferred && (n == preferred || n < best) {
			best = n
		}
	}
	return best
}
