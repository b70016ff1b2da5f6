package index

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// ring is a ring of an area's polygon as the Builder holds it: about three
// bytes a corner.
type ring struct {
	area     Handle
	corners  int
	steps    []byte // from place 0, 0 to the first corner, and from each to the next
	min, max place
}

// addRings takes the rings of an area: they are packed, so that what the
// caller has may go. The area's box, where it has none, becomes theirs.
func (b *Builder) addRings(h Handle, rings [][]geocode.Point) error {
	if len(rings) == 0 {
		return nil
	}
	a := &b.areas[h-1]
	first := len(b.rings)
	if b.extents == nil {
		b.extents = map[Handle]float64{}
	}
	for _, points := range rings {
		for _, p := range points {
			if !geo.Valid(p) {
				return fmt.Errorf("the polygon of %q goes through %v, which is not on Earth", a.Name, p)
			}
		}
		if r := packRing(h, points); r.corners > 2 {
			b.rings = append(b.rings, r)
			b.extents[h] += r.extent()
		}
	}
	if a.Box == (geocode.Box{}) {
		for _, r := range b.rings[first:] {
			b.Grow(h, r.box())
		}
	}
	return nil
}

// packRing packs a ring. One that goes around a pole cannot be kept and is
// empty; one across the antimeridian goes on beyond 180°.
func packRing(h Handle, points []geocode.Point) ring {
	r := ring{area: h, min: place{math.MaxInt64, math.MaxInt64}, max: place{math.MinInt64, math.MinInt64}}
	var at, first place
	for i, p := range points {
		to := placeOf(p)
		if i == 0 {
			first = to
		} else if to.x = shortWay(at.x, to.x); to == at {
			continue
		}
		r.steps = binary.AppendUvarint(r.steps, packStep(to.y-at.y, to.x-at.x))
		r.min = place{min(r.min.x, to.x), min(r.min.y, to.y)}
		r.max = place{max(r.max.x, to.x), max(r.max.y, to.y)}
		r.corners++
		at = to
	}
	if shortWay(at.x, first.x) != first.x {
		return ring{}
	}
	return r
}

// shortWay is x or a full turn east or west of it, what is nearer to from.
func shortWay(from, x int64) int64 {
	for x-from > halfTurn {
		x -= 2 * halfTurn
	}
	for from-x > halfTurn {
		x += 2 * halfTurn
	}
	return x
}

// box is the ring's extent.
func (r *ring) box() geocode.Box {
	return geocode.Box{
		South: float64(r.min.y)/microDegrees - 90, North: float64(r.max.y)/microDegrees - 90,
		West: geo.Longitude(float64(r.min.x)/microDegrees - 180), East: geo.Longitude(float64(r.max.x)/microDegrees - 180),
	}
}

// extent is the ring's square metres.
func (r *ring) extent() float64 {
	points := make([]geocode.Point, r.corners)
	in, at := varints{rest: r.steps}, place{}
	for i := range points {
		at = in.step(at)
		points[i] = geocode.Point{Lat: float64(at.y)/microDegrees - 90, Lon: float64(at.x)/microDegrees - 180}
	}
	return geo.RingArea(points)
}

// edges goes through the edges of the ring, the one that closes it last, and
// again a turn farther west or east where it goes beyond 180°.
func (r *ring) edges(visit func(a, b place)) {
	for _, turn := range [...]int64{0, 2 * halfTurn, -2 * halfTurn} {
		if turn > 0 && r.min.x >= 0 || turn < 0 && r.max.x <= 2*halfTurn {
			continue
		}
		in := varints{rest: r.steps}
		first := in.step(place{turn, 0})
		at := first
		for range r.corners - 1 {
			to := in.step(at)
			visit(at, to)
			at = to
		}
		if at != first {
			visit(at, first)
		}
	}
}
