package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// shaped makes an index of places with the given polygons, named by number.
func shaped(t testing.TB, polygons ...[][]geocode.Point) *Index {
	t.Helper()
	var b Builder
	for i, rings := range polygons {
		b.Add(NewArea{Kind: Place, Name: fmt.Sprint(i), Point: geocode.Point{Lat: 1, Lon: 1}, Rings: rings})
	}
	return opened(t, write(t, &b))
}

// holding names the areas that hold p, in the order of the answer.
func holding(t testing.TB, ix *Index, p geocode.Point) string {
	t.Helper()
	ids, err := ix.HoldingAreas(nil, p)
	check(t, err)
	var names []string
	for _, id := range ids {
		area, err := ix.Area(id)
		check(t, err)
		names = append(names, area.Name)
	}
	return strings.Join(names, " ")
}

func TestPolygonsHoldWhatTheirRingsHold(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	var polygons [][][]geocode.Point
	for i, corners := range []int{3, 4, 50, 500, 3000, 5000} {
		centre := geocode.Point{Lat: 40 + r.Float64(), Lon: 10 + r.Float64()}
		rings := [][]geocode.Point{star(r, centre, 0.1+float64(i)/3, corners)}
		if i%2 == 1 {
			rings = append(rings, star(r, centre, 0.01, corners/2+3))
		}
		polygons = append(polygons, rings)
	}
	ix := shaped(t, polygons...)
	for range 1000 {
		p := geocode.Point{Lat: round6(39 + 3*r.Float64()), Lon: round6(9 + 3*r.Float64())}
		ids, err := ix.HoldingAreas(nil, p)
		check(t, err)
		for i, rings := range polygons {
			held, near := false, false
			for _, ring := range rings {
				held = held != geo.RingHolds(ring, p)
				near = near || geo.DistanceToLine(p, append(slices.Clone(ring), ring[0])) < 0.2
			}
			got := slices.ContainsFunc(ids, func(id ID) bool {
				area, err := ix.Area(id)
				return err == nil && area.Name == fmt.Sprint(i)
			})
			if got != held && !near {
				t.Errorf("polygon %d holds %v: %v, want %v", i, p, got, held)
			}
		}
	}
}

// star is a ring about a point whose corners lie at random distances from it.
func star(r *rand.Rand, centre geocode.Point, radius float64, corners int) (ring []geocode.Point) {
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(corners))
		far := radius * (0.8 + r.Float64()/5)
		ring = append(ring, geocode.Point{Lat: round6(centre.Lat + far*sin), Lon: round6(centre.Lon + far*cos)})
	}
	return ring
}

// Areas that share edges and corners divide the land: every point of it lies
// in one of them, also one on an edge or at a corner.
func TestPolygonsDivideTheLand(t *testing.T) {
	for name, step := range map[string]float64{"wide": 0.11, "narrow": 0.000_009} {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(2, 2))
			const side = 12
			south, west := round6(10*squareSide/1e6-90-6*step), round6(190*squareSide/1e6-180-6*step) // about a corner of squares
			var corners [side + 1][side + 1]geocode.Point
			for i := range corners {
				for j := range corners[i] {
					jitter := func() float64 { return step * (r.Float64() - .5) * .7 }
					corners[i][j] = geocode.Point{Lat: round6(south + float64(i)*step + jitter()), Lon: round6(west + float64(j)*step + jitter())}
				}
			}
			var polygons [][][]geocode.Point
			var asked []geocode.Point
			for i := range side {
				for j := range side {
					ring := []geocode.Point{corners[i][j], corners[i][j+1], corners[i+1][j+1], corners[i+1][j]}
					polygons = append(polygons, [][]geocode.Point{ring})
					if i == 0 || j == 0 || i == side-1 || j == side-1 {
						continue
					}
					for k, a := range ring {
						b := ring[(k+1)%4]
						asked = append(asked, a, geocode.Point{Lat: (a.Lat + b.Lat) / 2, Lon: (a.Lon + b.Lon) / 2},
							geocode.Point{Lat: a.Lat + (ring[(k+2)%4].Lat-a.Lat)*r.Float64(), Lon: a.Lon + (ring[(k+2)%4].Lon-a.Lon)*r.Float64()})
					}
				}
			}
			ix := shaped(t, polygons...)
			for _, p := range asked {
				if ids, err := ix.HoldingAreas(nil, p); len(ids) != 1 || err != nil {
					t.Errorf("%v lies in %v, %v, want one", p, ids, err)
				}
			}
		})
	}
}

func TestPolygonsInOrder(t *testing.T) {
	square := func(lat, lon, half float64) []geocode.Point {
		return line(lat-half, lon-half, lat-half, lon+half, lat+half, lon+half, lat+half, lon-half)
	}
	closed := square(50, 8, 1)
	closed = append(closed, closed[0])
	ix := shaped(t,
		[][]geocode.Point{closed},
		[][]geocode.Point{square(50, 8, 3), square(50, 8, 2)},             // with a hole
		[][]geocode.Point{square(50, 8, 0.1), square(60, 8, 0.1)},         // in two parts
		[][]geocode.Point{line(-17, 179, -17, -179, -16, -179, -16, 179)}, // across the antimeridian
		[][]geocode.Point{line(80, 0, 80, 90, 80, 180, 80, -90)},          // around the pole
		[][]geocode.Point{line(1, 1, 2, 2), nil},                          // no polygon
		[][]geocode.Point{square(50, 8, 0.1)},                             // as large as part of another
	)
	for p, want := range map[geocode.Point]string{
		{Lat: 50, Lon: 8}:         "6 2 0",
		{Lat: 50.5, Lon: 8}:       "0",
		{Lat: 51.5, Lon: 8}:       "",
		{Lat: 52.5, Lon: 8}:       "1",
		{Lat: 60.05, Lon: 8.05}:   "2",
		{Lat: 55, Lon: 8}:         "",
		{Lat: -16.5, Lon: 179.5}:  "3",
		{Lat: -16.5, Lon: -179.5}: "3",
		{Lat: -16.5, Lon: 180}:    "3",
		{Lat: -16.5, Lon: -180}:   "3",
		{Lat: -16.5, Lon: 178.9}:  "",
		{Lat: -16.5, Lon: 0}:      "",
		{Lat: 85, Lon: 0}:         "",
		{Lat: 90, Lon: 180}:       "",
		{Lat: 1.5, Lon: 1.5}:      "",
		{Lat: 91, Lon: 0}:         "",
	} {
		if got := holding(t, ix, p); got != want {
			t.Errorf("%v lies in %q, want %q", p, got, want)
		}
	}
	area, err := ix.Area(find(t, ix, "3").ID)
	if err != nil || area.Box != (geocode.Box{South: -17, West: 179, North: -16, East: -179}) {
		t.Errorf("the box across the antimeridian is %v, %v", area.Box, err)
	}
}

func TestPolygonOfTheWholeEarth(t *testing.T) {
	ix := shaped(t, [][]geocode.Point{line(-90, -180, -90, 0, -90, 180, 90, 180, 90, 0, 90, -180)})
	for _, p := range []geocode.Point{{Lat: 0, Lon: 0}, {Lat: -90, Lon: -180}, {Lat: 89.999999, Lon: 179.999999}, {Lat: 45, Lon: 180}} {
		if got := holding(t, ix, p); got != "0" {
			t.Errorf("%v lies in %q", p, got)
		}
	}
}

func TestPolygonOffTheEarth(t *testing.T) {
	var b Builder
	b.Add(NewArea{Kind: Place, Name: "x", Rings: [][]geocode.Point{line(0, 0, 91, 0, 0, 1)}})
	if err := b.Write(t.TempDir(), about); err == nil || !strings.Contains(err.Error(), "not on Earth") {
		t.Errorf("it is written: %v", err)
	}
}

// Long teeth side by side are not told apart by cutting: they must not fill
// the disk either.
func TestPolygonOfAComb(t *testing.T) {
	var comb []geocode.Point
	for i := range 5000 {
		comb = append(comb, geocode.Point{Lat: float64(20 + 20*(i%2)), Lon: round6(10 + float64(i)/1e5)})
	}
	comb = append(comb, geocode.Point{Lat: 10, Lon: 10.1}, comb[0])
	ix := shaped(t, [][]geocode.Point{comb})
	if size := ix.polygons.size(); size > 6<<20 {
		t.Errorf("a comb of 5,000 teeth takes %d bytes", size)
	}
	for i := range 100 {
		p := geocode.Point{Lat: 30.3, Lon: round6(10 + float64(i)/2e3)}
		if held, err := ix.HoldingAreas(nil, p); err != nil || (len(held) == 1) != geo.RingHolds(comb, p) && geo.DistanceToLine(p, comb) > 0.2 {
			t.Errorf("%v: %v, %v", p, held, err)
		}
	}
}

// coast is a ring about a point that winds as its corners are apart.
func coast(r *rand.Rand, centre geocode.Point, radius float64, corners int) (ring []geocode.Point) {
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(corners))
		far := radius * (1 + math.Sin(float64(i)*40/float64(corners))/20 + 6*(r.Float64()-.5)/float64(corners))
		ring = append(ring, geocode.Point{Lat: round6(centre.Lat + far*sin), Lon: round6(centre.Lon + far*cos)})
	}
	return ring
}

func BenchmarkHoldingAreas(b *testing.B) {
	for _, corners := range []int{10, 1000, 100_000} {
		b.Run(fmt.Sprint(corners, " corners"), func(b *testing.B) {
			r := rand.New(rand.NewPCG(6, 1))
			var polygons [][][]geocode.Point
			for i := range 4 {
				polygons = append(polygons, [][]geocode.Point{coast(r, geocode.Point{Lat: 50, Lon: 10}, 1+float64(i)/100, corners)})
			}
			ix := shaped(b, polygons...)
			var ids []ID
			var err error
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				sin, cos := math.Sincos(float64(n))
				if ids, err = ix.HoldingAreas(ids[:0], geocode.Point{Lat: 50 + .95*sin, Lon: 10 + .95*cos}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(ix.polygons.size()+ix.polygonCells.size())/float64(4*corners), "B/corner")
		})
	}
}
