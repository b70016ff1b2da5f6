package index

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// courseTown writes a town of streets of random courses, some of them on the
// other side of the antimeridian.
func courseTown(t testing.TB, streets int) (*Streets, []StreetDraft) {
	t.Helper()
	r := rand.New(rand.NewPCG(8, 8))
	town := listed{place: NewArea{Kind: Place, Name: "Town", Point: geocode.Point{Lat: -17, Lon: 179.99}}}
	for i := range streets {
		centre := geocode.Point{Lat: -17 + r.Float64()/20, Lon: geo.Longitude(179.96 + r.Float64()/20)}
		d := StreetDraft{Names: []string{"S"}, Core: string(rune('a' + i%26)), Point: centre, Lines: randomLines(r, centre)}
		town.streets = append(town.streets, d)
	}
	slices.SortStableFunc(town.streets, func(a, b StreetDraft) int { return cmp.Compare(a.Core, b.Core) })
	dir, _ := writeList(t, []listed{town}, nil)
	return opened(t, dir).Streets(), town.streets
}

func TestNearestStreetsAreTheNearest(t *testing.T) {
	s, streets := courseTown(t, 300)
	r := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		p := geocode.Point{Lat: -17 + r.Float64()/20, Lon: geo.Longitude(179.96 + r.Float64()/20)}
		var want []float64
		for _, d := range streets {
			metres := math.Inf(1)
			for _, line := range d.Lines {
				metres = min(metres, geo.DistanceToLine(p, line))
			}
			if metres <= 500 {
				want = append(want, metres)
			}
		}
		slices.Sort(want)
		near, err := s.NearestStreets(p, 500, 7)
		check(t, err)
		if len(near) != min(7, len(want)) {
			t.Fatalf("NearestStreets(%v) finds %d streets, want %d", p, len(near), min(7, len(want)))
		}
		for i, n := range near {
			if math.Abs(n.Metres-want[i]) > 0.01 || math.Abs(geo.Distance(p, n.Point)-n.Metres) > 1 {
				t.Errorf("NearestStreets(%v)[%d] = %+v, want %.2f m", p, i, n, want[i])
			}
			lines, err := s.Lines(n.Street)
			check(t, err)
			if at, _ := geo.PointAlong(lines[n.Piece], n.Along); geo.Distance(at, n.Point) > 0.5 {
				t.Errorf("%.1f m along the piece is %v, not %v", n.Along, at, n.Point)
			}
		}
	}
}

func TestStreetsBesideALine(t *testing.T) {
	at := func(lat, lon float64) geocode.Point { return geocode.Point{Lat: lat, Lon: lon} }
	s := oneStreet(t, StreetDraft{Names: []string{"A"}, Core: "a", Point: at(50, 8), Lines: [][]geocode.Point{
		{at(50.1, 8), at(50.1, 8.01)}, {at(50, 8), at(50, 8.01), at(50.01, 8.01)}}})
	for _, one := range []struct {
		p      geocode.Point
		metres float64
		piece  int
		side   geo.Side
		found  int
	}{
		{at(50.0001, 8.005), 11.1, 1, geo.Left, 1}, // north of a line to the east
		{at(49.9999, 8.005), 11.1, 1, geo.Right, 1},
		{at(50.005, 8.0101), 7.1, 1, geo.Right, 1}, // east of a line to the north
		{at(50.1, 8.02), 713.1, 0, geo.Middle, 1},  // beyond the end
		{at(50.2, 8.005), 0, 0, geo.Middle, 0},
	} {
		near, err := s.NearestStreets(one.p, 1000, 3)
		check(t, err)
		if len(near) != one.found {
			t.Fatalf("NearestStreets(%v) = %v", one.p, near)
		}
		if one.found > 0 && (math.Abs(near[0].Metres-one.metres) > 0.2 || near[0].Piece != one.piece || near[0].Side != one.side) {
			t.Errorf("NearestStreets(%v) = %+v, want %.1f m, piece %d, %s", one.p, near[0], one.metres, one.piece, one.side)
		}
	}
}

func TestStretchesThatCannotBe(t *testing.T) {
	w, err := NewStreetWriter(t.TempDir())
	check(t, err)
	defer w.Close()
	check(t, w.Locality(1))
	d := StreetDraft{Core: "a", Lines: randomLines(rand.New(rand.NewPCG(2, 1)), geocode.Point{Lat: 50, Lon: 8})}
	_, _, _, err = w.Street(&d)
	check(t, err)
	var records [][]byte
	check(t, w.EachStretch(func(record []byte) error {
		records = append(records, slices.Clone(record))
		return nil
	}))
	slices.SortFunc(records, slices.Compare)
	if len(records) < 2 {
		t.Fatalf("only %d stretches", len(records))
	}
	check(t, w.StretchInSpace(records[1]))
	foreign := slices.Clone(records[1])
	foreign[11]++
	for name, record := range map[string][]byte{"one out of order": records[0], "one too short": records[1][:31], "one of no street": foreign} {
		if w.StretchInSpace(record) == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func BenchmarkNearestStreets(b *testing.B) {
	s, _ := courseTown(b, 3000)
	for n := 0; b.Loop(); n++ {
		p := geocode.Point{Lat: -17 + float64(n%100)/2000, Lon: 179.96 + float64(n%37)/1000}
		if _, err := s.NearestStreets(p, 200, 3); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFootOnStreet(b *testing.B) {
	s, _ := courseTown(b, 3000)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if _, _, _, err := s.FootOnStreet(StreetID(n%3000), geocode.Point{Lat: -17, Lon: 179.99}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLines(b *testing.B) {
	s, _ := courseTown(b, 3000)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if _, err := s.Lines(StreetID(n % 3000)); err != nil {
			b.Fatal(err)
		}
	}
}
