package geo

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

func TestDistanceToLine(t *testing.T) {
	line := []geocode.Point{at(0, 0), at(0, 1), at(1, 1)}
	tests := []struct {
		p    geocode.Point
		want float64 // degrees of latitude
	}{
		{at(0, 0.5), 0},
		{at(0.25, 0.5), 0.25},
		{at(-1, -1), math.Sqrt2},
		{at(2, 1), 1},
		{at(0.5, 0.9), 0.1},
	}
	for _, test := range tests {
		if got := DistanceToLine(test.p, line) / MetresPerDegree; math.Abs(got-test.want) > 0.001 {
			t.Errorf("DistanceToLine(%v) = %v degrees, want %v", test.p, got, test.want)
		}
	}
	if got := DistanceToLine(at(0, 0), nil); !math.IsInf(got, 1) {
		t.Errorf("distance to no line = %v", got)
	}
	if got := DistanceToLine(at(1, 0), line[:1]); math.Abs(got-MetresPerDegree) > 1 {
		t.Errorf("distance to a line of one point = %v", got)
	}
	if got := DistanceToSegment(at(0, 179.9), at(0, -179.9), at(1, -179.9)); math.Abs(got-0.2*MetresPerDegree) > 1 {
		t.Errorf("distance across the antimeridian = %v", got)
	}
}

func TestRing(t *testing.T) {
	ring := []geocode.Point{at(0, 0), at(0, 10), at(10, 10), at(10, 0)}
	for p, want := range map[geocode.Point]bool{at(5, 5): true, at(0.1, 9.9): true, at(-1, 5): false, at(5, 11): false, at(11, 5): false} {
		if RingHolds(ring, p) != want || RingHolds(append(ring, ring[0]), p) != want {
			t.Errorf("RingHolds(%v) = %v", p, !want)
		}
	}
	// Two rings that share a side hold a point on it once.
	next := []geocode.Point{at(0, 10), at(0, 20), at(10, 20), at(10, 10)}
	if RingHolds(ring, at(5, 10)) == RingHolds(next, at(5, 10)) {
		t.Error("a point on a shared side lies in both rings or in none")
	}
	want := 1.2309e12 // square metres of ten by ten degrees at the equator
	if got := RingArea(ring); math.Abs(got-want) > want/1000 {
		t.Errorf("RingArea = %.4g, want %.4g", got, want)
	}
}

func TestSimplify(t *testing.T) {
	line := []geocode.Point{at(0, 0), at(0.0001, 1), at(0, 2), at(1, 2), at(2, 2.0001), at(3, 2)}
	want := []geocode.Point{at(0, 0), at(0, 2), at(3, 2)}
	if diff := cmp.Diff(want, Simplify(line, 100)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	closed := []geocode.Point{at(0, 0), at(0, 1), at(1, 1), at(0, 0)}
	if diff := cmp.Diff(closed, Simplify(closed, 100)); diff != "" {
		t.Errorf("a small ring (-want +got):\n%s", diff)
	}
}

func TestHilbert(t *testing.T) {
	if got := Hilbert(at(-90, -180)); got != 0 {
		t.Errorf("the curve begins at %d", got)
	}
	if got := Hilbert(at(-90, 180)); got != math.MaxUint32 {
		t.Errorf("the curve ends at %d", got)
	}
	// Cells that follow one another on the curve are neighbours on the map:
	// sorted by it, the points of a grid are visited in steps of one.
	var grid []geocode.Point
	for lat := range 16 {
		for lon := range 16 {
			grid = append(grid, at((float64(lat)+0.5)*180/16-90, (float64(lon)+0.5)*360/16-180))
		}
	}
	slices.SortFunc(grid, func(a, b geocode.Point) int { return int(Hilbert(a)>>16) - int(Hilbert(b)>>16) })
	for i := 1; i < len(grid); i++ {
		dLat, dLon := math.Abs(grid[i].Lat-grid[i-1].Lat)/(180.0/16), math.Abs(grid[i].Lon-grid[i-1].Lon)/(360.0/16)
		if dLat+dLon != 1 {
			t.Fatalf("from %v the curve goes to %v", grid[i-1], grid[i])
		}
	}
}
