package geo

import (
	"math"
	"slices"

	"github.com/milepost/milepost/internal/geocode"
)

// BoxHolds tells whether p lies in b or on its edge.
func BoxHolds(b geocode.Box, p geocode.Point) bool {
	return b.South <= p.Lat && p.Lat <= b.North && East(b.West, p.Lon) <= Width(b)
}

// Width is the extent of b from west to east in degrees: 0 to 360.
func Width(b geocode.Box) float64 {
	if b.East-b.West >= 360 {
		return 360
	}
	return East(b.West, b.East)
}

// Around is the smallest box that holds all points. It crosses the
// antimeridian where that is narrower. Without points it is the zero box.
func Around(points ...geocode.Point) geocode.Box {
	if len(points) == 0 {
		return geocode.Box{}
	}
	boxes := make([]geocode.Box, len(points))
	for i, p := range points {
		boxes[i] = geocode.Box{South: p.Lat, West: p.Lon, North: p.Lat, East: p.Lon}
	}
	return Union(boxes...)
}

// Union is the smallest box that holds all boxes; see Around.
func Union(boxes ...geocode.Box) geocode.Box {
	if len(boxes) == 0 {
		return geocode.Box{}
	}
	sorted := slices.Clone(boxes)
	slices.SortFunc(sorted, func(a, b geocode.Box) int {
		switch {
		case a.West < b.West:
			return -1
		case a.West > b.West:
			return 1
		}
		return 0
	})
	u := sorted[0]
	for _, b := range sorted {
		u.South, u.North = min(u.South, b.South), max(u.North, b.North)
	}
	u.West, u.East = narrowest(sorted)
	return u
}

// narrowest finds the shortest arc of longitude that covers all boxes, which
// are sorted by their west: the complement of the widest gap between them.
func narrowest(sorted []geocode.Box) (west, east float64) {
	start := sorted[0].West
	reach := 0.0 // how far east of start everything is covered up to here
	gap, gapFrom, gapTo := -1.0, 0.0, 0.0
	for _, b := range sorted {
		from := b.West - start
		if from-reach > gap {
			gap, gapFrom, gapTo = from-reach, reach, from
		}
		reach = max(reach, from+Width(b))
	}
	if reach < 360 && 360-reach >= gap {
		return start, Longitude(start + reach)
	}
	if gap <= 0 {
		return -180, 180
	}
	return Longitude(start + gapTo), Longitude(start + gapFrom)
}

// Pad widens b by so many metres on each side, poles and full circle respected.
func Pad(b geocode.Box, metres float64) geocode.Box {
	dLat := metres / MetresPerDegree
	dLon := 360.0
	if widest := max(math.Abs(b.South), math.Abs(b.North)) + dLat; widest < 90 {
		dLon = dLat / math.Cos(radians(widest))
	}
	b.South, b.North = max(b.South-dLat, -90), min(b.North+dLat, 90)
	if Width(b)+2*dLon >= 360 {
		b.West, b.East = -180, 180
		return b
	}
	b.West, b.East = Longitude(b.West-dLon), Longitude(b.East+dLon)
	return b
}

// DistanceToBox is the metres from p to the nearest point of b, 0 inside.
func DistanceToBox(p geocode.Point, b geocode.Box) float64 {
	if East(b.West, p.Lon) <= Width(b) {
		return MetresPerDegree * max(b.South-p.Lat, p.Lat-b.North, 0)
	}
	return min(distanceToMeridian(p, b.West, b), distanceToMeridian(p, b.East, b))
}

// distanceToMeridian is the metres from p to the side of b at longitude lon.
func distanceToMeridian(p geocode.Point, lon float64, b geocode.Box) float64 {
	lat, dLon := radians(p.Lat), radians(lon-p.Lon)
	nearest := degrees(math.Atan2(math.Sin(lat), math.Cos(lat)*math.Cos(dLon)))
	foot := radians(min(max(nearest, b.South), b.North))
	return EarthRadius * centralAngle(lat, foot, dLon)
}

// Gap is about how many metres lie between a and b, 0 where they touch.
// Degrees of longitude count as on the parallel between the two that is
// nearest to the equator, which errs to the long side.
func Gap(a, b geocode.Box) float64 {
	dLat := max(b.South-a.North, a.South-b.North, 0)
	dLon := 0.0
	if East(a.West, b.West) > Width(a) && East(b.West, a.West) > Width(b) {
		dLon = min(East(a.East, b.West), East(b.East, a.West))
	}
	return MetresPerDegree * math.Hypot(dLat, dLon*math.Cos(radians(nearestParallel(a, b))))
}

// nearestParallel is the latitude nearest to the equator among those that the
// gap between a and b spans.
func nearestParallel(a, b geocode.Box) float64 {
	low, high := max(a.South, b.South), min(a.North, b.North)
	low, high = min(low, high), max(low, high)
	if low <= 0 && high >= 0 {
		return 0
	}
	return min(math.Abs(low), math.Abs(high))
}
