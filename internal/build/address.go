package build

import (
	"cmp"
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// maxSpread is how far apart, in metres, the points of one address may lie.
const maxSpread = 50

// maxPairs bounds the points that are compared each with each.
const maxPairs = 100

// maxApart is how far, in metres, a point of one number may lie from the next
// for them to be one address. Beyond it the number stands twice: in two parts
// of a street, or in two streets of one name.
const maxApart = 100

// joinAddresses makes addresses of the points of one number on one street:
// one as a rule, and one for each place where they lie far apart. Those of
// most points come first.
func joinAddresses(points []point, codes *postcodes) []index.AddressDraft {
	groups := byNearness(points)
	slices.SortStableFunc(groups, func(a, b []point) int { return cmp.Compare(len(b), len(a)) })
	drafts := make([]index.AddressDraft, 0, len(groups))
	for _, group := range groups {
		drafts = append(drafts, joinAddress(group, codes))
	}
	return drafts
}

// byNearness groups points of which each is near another of its group. Very
// many points are one group. Those of less accuracy than the best join the
// group that they are nearest to, and do not make one of two.
func byNearness(points []point) (groups [][]point) {
	if len(points) > maxPairs {
		return [][]point{points}
	}
	best, lesser := ofBestAccuracy(points)
	groups = connected(best)
	var rest []point
	for i := range lesser {
		at, metres := nearestGroup(groups, &lesser[i])
		if metres > maxApart {
			rest = append(rest, lesser[i])
			continue
		}
		groups[at] = append(groups[at], lesser[i])
	}
	return append(groups, connected(rest)...)
}

// ofBestAccuracy parts the points of the best accuracy among them from all others.
func ofBestAccuracy(points []point) (best, lesser []point) {
	most := 0
	for i := range points {
		most = max(most, worth(points[i].accuracy))
	}
	for _, p := range points {
		if worth(p.accuracy) == most {
			best = append(best, p)
		} else {
			lesser = append(lesser, p)
		}
	}
	return best, lesser
}

// connected groups points of which each is near another of its group.
func connected(points []point) (groups [][]point) {
	rest := slices.Clone(points)
	for len(rest) > 0 {
		group := rest[:1:1]
		rest = rest[1:]
		for i := 0; i < len(group); i++ {
			far := rest[:0:0]
			for _, p := range rest {
				if apart(&group[i], &p) <= maxApart {
					group = append(group, p)
				} else {
					far = append(far, p)
				}
			}
			rest = far
		}
		groups = append(groups, group)
	}
	return groups
}

// nearestGroup gives the group that has the point nearest to p.
func nearestGroup(groups [][]point, p *point) (at int, metres float64) {
	metres = math.Inf(1)
	for i := range groups {
		for j := range groups[i] {
			if d := apart(&groups[i][j], p); d < metres {
				at, metres = i, d
			}
		}
	}
	return at, metres
}

// joinAddress makes one address of the points of one number. Those of the
// best accuracy count, of these those that two sources agree on, if there are
// any, and of these the one in the middle.
func joinAddress(points []point, codes *postcodes) (d index.AddressDraft) {
	best, _ := ofBestAccuracy(points)
	likely := agreed(best)
	one := &likely[medoid(likely)]
	elsewhere := fromOthers(one, points)
	at := between(one, elsewhere)
	d = index.AddressDraft{
		Number: one.number, To: one.to, Rest: one.rest, Point: at.position(), Accuracy: one.accuracy,
		Evidence: one.evidence, Source: int(one.file), Spread: spread(likely), RecordID: one.id,
		Points: distinct(at, slices.Concat(best, elsewhere)), Postcode: codes.list[postcodeOf(points, one.postcode)].id,
		Doors: doorsOf(points),
	}
	others := 0
	for i := range points {
		p := &points[i]
		d.To = max(d.To, p.to)
		position := uint16(p.source) + 1
		if p.source != one.source && others < len(d.Others) && !slices.Contains(d.Others[:others], position) {
			d.Others[others] = position
			others++
		}
	}
	slices.Sort(d.Others[:others])
	return d
}

// agreed gives the points near which another source has the number too; all
// where there are none, or too many to compare.
func agreed(points []point) []point {
	if len(points) < 3 || len(points) > maxPairs {
		return points
	}
	var both []point
	for i := range points {
		if slices.ContainsFunc(points, func(p point) bool { return p.source != points[i].source && apart(&p, &points[i]) <= maxSpread }) {
			both = append(both, points[i])
		}
	}
	if len(both) == 0 {
		return points
	}
	return both
}

// Points of one address that are kept for finding it by a point.
const (
	leastApart = 2 // metres, of one source
	mostPoints = 256
)

// distinct gives the points of an address that lie apart, the chosen one first.
func distinct(chosen *point, points []point) []geocode.Point {
	kept := []*point{chosen}
	for i := range points {
		p := &points[i]
		if len(kept) < mostPoints && !slices.ContainsFunc(kept, func(k *point) bool { return apart(k, p) < mayLie(k, p) }) {
			kept = append(kept, p)
		}
	}
	positions := make([]geocode.Point, len(kept))
	for i, p := range kept {
		positions[i] = p.position()
	}
	return positions
}

func (p *point) position() geocode.Point {
	return geocode.Point{Lat: float64(p.lat) / 1e6, Lon: float64(p.lon) / 1e6}
}

// medoid is the point with the least distance to all others; of very many
// points that nearest to their median.
func medoid(points []point) (at int) {
	if len(points) < 3 {
		return 0
	}
	if len(points) > maxPairs {
		positions := make([]geocode.Point, len(points))
		for i := range points {
			positions[i] = points[i].position()
		}
		centre := middle(positions)
		return leastBy(len(points), func(i int) float64 { return geo.Distance(positions[i], centre) })
	}
	return leastBy(len(points), func(i int) (sum float64) {
		for j := range points {
			sum += apart(&points[i], &points[j])
		}
		return sum
	})
}

// leastBy is the first of n whose value is the least.
func leastBy(n int, value func(int) float64) (at int) {
	least := math.Inf(1)
	for i := range n {
		if v := value(i); v < least {
			at, least = i, v
		}
	}
	return at
}

// apart is about the metres between points that are near each other.
func apart(a, b *point) float64 {
	cos := math.Cos(float64(a.lat) / 1e6 * math.Pi / 180)
	return geo.MetresPerDegree / 1e6 * math.Hypot(float64(a.lat)-float64(b.lat), (float64(a.lon)-float64(b.lon))*cos)
}

// spread tells whether points lie further apart than those of one address
// may. Of very many points the corners of their box stand for them.
func spread(points []point) bool {
	if len(points) < 2 {
		return false
	}
	low, high := points[0], points[0]
	for i := range points {
		low.lat, low.lon = min(low.lat, points[i].lat), min(low.lon, points[i].lon)
		high.lat, high.lon = max(high.lat, points[i].lat), max(high.lon, points[i].lon)
	}
	if apart(&low, &high) <= maxSpread || len(points) > maxPairs {
		return apart(&low, &high) > maxSpread
	}
	for i := range points {
		for j := range i {
			if apart(&points[i], &points[j]) > maxSpread {
				return true
			}
		}
	}
	return false
}

// sortPoints sorts points by number and rest.
func sortPoints(points []point) {
	slices.SortStableFunc(points, func(a, b point) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.rest, b.rest))
	})
}
