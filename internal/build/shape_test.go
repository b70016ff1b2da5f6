package build

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// wavyRing goes around a point with so many corners, out and in again.
func wavyRing(corners int, at geocode.Point, radius float64) (ring []geocode.Point) {
	for i := range corners {
		angle := 2 * math.Pi * float64(i) / float64(corners)
		r := radius * (1 + 0.3*math.Sin(7*angle))
		ring = append(ring, geocode.Point{Lat: at.Lat + r*math.Sin(angle), Lon: at.Lon + r*math.Cos(angle)})
	}
	return ring
}

// TestShapesHoldWhatTheirRingsDo compares shapes with the even-odd rule ring by ring.
func TestShapesHoldWhatTheirRingsDo(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	centre := geocode.Point{Lat: 50, Lon: 10}
	for _, corners := range []int{3, 10, 1000, 100_000} {
		rings := [][]geocode.Point{wavyRing(corners, centre, 1), wavyRing(corners, centre, 0.5), wavyRing(5, centre, 0.1)}
		s := newShape(rings)
		for range 200 {
			p := geocode.Point{Lat: centre.Lat + 3*r.Float64() - 1.5, Lon: centre.Lon + 3*r.Float64() - 1.5}
			want := false
			for _, ring := range rings {
				want = want != geo.RingHolds(ring, p)
			}
			if s.holds(p) != want {
				t.Fatalf("a shape of %d corners holds %v: %v, want %v", corners, p, !want, want)
			}
		}
		outer, hole, island := geo.RingArea(rings[0]), geo.RingArea(rings[1]), geo.RingArea(rings[2])
		if want := outer - hole + island; math.Abs(s.size-want) > want/1e6 {
			t.Errorf("a shape of %d corners has %g m², want %g", corners, s.size, want)
		}
	}
}

func TestShapesOfNothing(t *testing.T) {
	for _, rings := range [][][]geocode.Point{nil, {{}}, {{{Lat: 1, Lon: 1}}}, {{{Lat: 1, Lon: 1}, {Lat: 1, Lon: 1}, {Lat: 1, Lon: 1}}}, {{{Lat: 1, Lon: 1}, {Lat: 2, Lon: 2}}}} {
		if s := newShape(rings); s != nil {
			t.Errorf("%v has the shape %v", rings, s)
		}
	}
}

func BenchmarkHolds(b *testing.B) {
	s := newShape([][]geocode.Point{wavyRing(100_000, geocode.Point{Lat: 50, Lon: 10}, 1)})
	for i := 0; b.Loop(); i++ {
		s.holds(geocode.Point{Lat: 50 + float64(i%100)/100, Lon: 10})
	}
}

// FuzzCourse reads courses and aliases of any bytes.
func FuzzCourse(f *testing.F) {
	c := course{name: "Elm Street", line: []spot{{1, 2}, {3, 4}}, joints: []spot{{3, 4}}}
	f.Add(c.append(nil))
	a := alias{target: []byte("elm\x00"), name: "Rue des Ormes", at: spot{1, 2}}
	f.Add(a.append(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		var c course
		if err := c.decode(b); err == nil {
			var again course
			if err := again.decode(c.append(nil)); err != nil || len(again.line) != len(c.line) {
				t.Errorf("%v comes back as %v, %v", c, again, err)
			}
		}
		var a alias
		a.decode(b)
	})
}
