package index

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// writtenCrossings writes so many crossings of random streets, with a street
// that crosses nothing, and gives them as they should be read.
func writtenCrossings(t testing.TB, count int) (s *Streets, all []Crossing) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 5))
	one := listed{place: NewArea{Kind: Place, Name: "Town", Point: geocode.Point{Lat: -17, Lon: 179.9}}}
	streets := max(3, count/5)
	for i := range streets {
		one.streets = append(one.streets, StreetDraft{Names: []string{"S"}, Core: fmt.Sprintf("%06d", i)})
	}
	for range count {
		p := geocode.Point{Lat: round6(-17 + r.Float64()/10), Lon: round6(geo.Longitude(179.95 + r.Float64()/10))}
		one.crossed = append(one.crossed, crossed{p, []int{r.IntN(streets - 1), streets - 2, r.IntN(streets - 1)}[:2+r.IntN(2)]})
	}
	one.crossed = slices.DeleteFunc(one.crossed, func(c crossed) bool { return c.streets[0] == c.streets[1] })
	dir, _ := writeList(t, []listed{one}, nil)
	slices.SortStableFunc(one.crossed, func(a, b crossed) int { return cmp.Compare(CurveKey(a.at), CurveKey(b.at)) })
	for i, c := range one.crossed {
		meet := Crossing{ID: CrossingID(i), Point: c.at}
		for _, n := range c.streets {
			meet.Streets = append(meet.Streets, StreetID(n))
		}
		slices.Sort(meet.Streets)
		meet.Streets = slices.Compact(meet.Streets)
		all = append(all, meet)
	}
	return opened(t, dir).Streets(), all
}

func TestCrossingsAreRead(t *testing.T) {
	for _, count := range []int{1, 31, 32, 33, 64, 1000} {
		s, all := writtenCrossings(t, count)
		of := map[StreetID][]Crossing{}
		for _, c := range all {
			got, err := s.Crossing(c.ID)
			if diff := gocmp.Diff(c, got, near6); diff != "" || err != nil {
				t.Fatalf("%d: Crossing(%d): %s, %v", count, c.ID, diff, err)
			}
			for _, street := range c.Streets {
				of[street] = append(of[street], c)
			}
		}
		for id := range StreetID(s.Count()) {
			got, err := s.CrossingsOf(nil, id)
			if diff := gocmp.Diff(of[id], got, near6); diff != "" || err != nil {
				t.Fatalf("%d: CrossingsOf(%d): %s, %v", count, id, diff, err)
			}
			for other := range min(id, 20) {
				want := slices.DeleteFunc(slices.Clone(of[id]), func(c Crossing) bool { return !slices.Contains(c.Streets, other) })
				got, err := s.CrossingsBetween(nil, id, other)
				if diff := gocmp.Diff(want, append([]Crossing{}, got...), near6); len(want)+len(got) > 0 && diff != "" || err != nil {
					t.Fatalf("%d: CrossingsBetween(%d, %d): %s, %v", count, id, other, diff, err)
				}
			}
		}
		if n, err := s.CrossingCount(); n != len(all) || err != nil {
			t.Errorf("CrossingCount = %d, %v, want %d", n, err, len(all))
		}
		if _, err := s.Crossing(CrossingID(len(all))); !errors.Is(err, ErrNoStreet) {
			t.Errorf("a crossing beyond the last: %v", err)
		}
	}
}

func TestNearestCrossingsAreTheNearest(t *testing.T) {
	s, all := writtenCrossings(t, 2000)
	r := rand.New(rand.NewPCG(9, 9))
	for range 200 {
		p := geocode.Point{Lat: -17 + r.Float64()/10, Lon: geo.Longitude(179.95 + r.Float64()/10)}
		var want []NearCrossing
		for _, c := range all {
			if d := geo.Distance(p, c.Point); d <= 400 {
				want = append(want, NearCrossing{c, d})
			}
		}
		slices.SortFunc(want, func(a, b NearCrossing) int { return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.ID, b.ID)) })
		got, err := s.NearestCrossings(p, 400, 6)
		check(t, err)
		if diff := gocmp.Diff(want[:min(6, len(want))], append([]NearCrossing{}, got...), near6); len(want)+len(got) > 0 && diff != "" {
			t.Errorf("NearestCrossings(%v): %s", p, diff)
		}
	}
}

func TestCrossingsThatCannotBe(t *testing.T) {
	w, err := NewStreetWriter(t.TempDir())
	check(t, err)
	defer w.Close()
	check(t, w.Locality(1))
	for _, core := range []string{"a", "b"} {
		_, _, _, err = w.Street(&StreetDraft{Core: core})
		check(t, err)
	}
	_, _, err = w.Alias(&StreetDraft{Core: "c"})
	check(t, err)
	at := geocode.Point{Lat: 40, Lon: 10}
	check(t, w.Crossing(at, []StreetID{1, 0}))
	for name, one := range map[string]Crossing{
		"one street":   {Point: at, Streets: []StreetID{1, 1}},
		"no street":    {Point: at, Streets: []StreetID{1, 3}},
		"an alias":     {Point: at, Streets: []StreetID{1, 2}},
		"out of order": {Point: geocode.Point{Lat: -40, Lon: -170}, Streets: []StreetID{0, 1}},
		"off Earth":    {Point: geocode.Point{Lat: 91, Lon: 10}, Streets: []StreetID{0, 1}},
	} {
		if w.Crossing(one.Point, one.Streets) == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// Crossings of streets are sorted a few streets at a time or all at once.
func TestCrossingsInLittleRoom(t *testing.T) {
	write := func(room uint64) string {
		w, err := NewStreetWriter(t.TempDir())
		check(t, err)
		defer w.Close()
		w.crossings.room = room
		check(t, w.Locality(1))
		for n := range 40 {
			_, _, _, err = w.Street(&StreetDraft{Core: fmt.Sprintf("%02d", n)})
			check(t, err)
		}
		for n := range StreetID(100) {
			check(t, w.Crossing(geocode.Point{Lat: 40, Lon: 10}, []StreetID{n % 39, n%39 + 1, 7}))
		}
		check(t, w.end())
		in, err := w.crossings.of.groups.again()
		check(t, err)
		written, err := io.ReadAll(in)
		check(t, err)
		return string(written)
	}
	whole := write(crossingRoom)
	for _, room := range []uint64{0, 1, 17, 100} {
		if write(room) != whole {
			t.Errorf("in room for %d other bytes are written", room)
		}
	}
}

func BenchmarkCrossingsOf(b *testing.B) {
	s, _ := writtenCrossings(b, 5000)
	b.ReportAllocs()
	var all []Crossing
	for n := 0; b.Loop(); n++ {
		var err error
		if all, err = s.CrossingsOf(all[:0], StreetID(n%900)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNearestCrossings(b *testing.B) {
	s, _ := writtenCrossings(b, 5000)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if _, err := s.NearestCrossings(geocode.Point{Lat: -17 + float64(n%100)/1000, Lon: 179.96}, 200, 1); err != nil {
			b.Fatal(err)
		}
	}
}
