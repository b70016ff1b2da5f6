package areas

import (
	"cmp"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// open reads one of the real maps, or skips.
func open(t testing.TB, name, field string) *Areas {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data"), "gazetteer/admin-polygons", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED for want of test data: %v (set MILEPOST_TESTDATA)", err)
	}
	a, err := Open(path, field)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestRealMaps(t *testing.T) {
	tests := []struct {
		file, field string
		areas       int
		want        map[geocode.Point]string
	}{
		{"us-counties-fips.geojson.gz", "id", 3221, map[geocode.Point]string{
			{Lat: 38.2527, Lon: -85.7585}:    "21111", // Louisville
			{Lat: 47.6062, Lon: -122.3321}:   "53033", // Seattle
			{Lat: 40.7831, Lon: -73.9712}:    "36061", // Manhattan
			{Lat: 21.3069, Lon: -157.8583}:   "15003", // Honolulu
			{Lat: 18.4655, Lon: -66.1057}:    "72127", // San Juan
			{Lat: 39.2904, Lon: -76.6122}:    "24510", // Baltimore, a city that is no part of a county
			{Lat: 39.4015, Lon: -76.6019}:    "24005", // Towson, in the county around it
			{Lat: 37.54, Lon: -77.436}:       "51760", // Richmond, the same
			{Lat: 48.8566, Lon: 2.3522}:      "",
			{Lat: 36.999076, Lon: -109.0452}: "35045", // where four states meet, in one of them
		}},
		{"fr-communes-ile-de-france.geojson.gz", "code", 1276, map[geocode.Point]string{
			{Lat: 48.8049, Lon: 2.1204}: "78646", // Versailles
			{Lat: 48.8362, Lon: 2.2396}: "92012", // Boulogne-Billancourt
			{Lat: 48.4047, Lon: 2.7016}: "77186", // Fontainebleau
		}},
		{"fr-departements.geojson.gz", "code", 96, map[geocode.Point]string{
			{Lat: 48.8566, Lon: 2.3522}: "75",
			{Lat: 41.9192, Lon: 8.7386}: "2A",
			{Lat: 46.2044, Lon: 5.2258}: "01",
		}},
		{"us-zcta-dc_district_of_columbia.geojson.gz", "ZCTA5CE10", 53, map[geocode.Point]string{
			{Lat: 38.9072, Lon: -77.0369}: "20036",
		}},
		{"ne_110m_admin_0_countries.json.gz", "ISO_A3", 177, map[geocode.Point]string{
			{Lat: -80, Lon: 0}: "ATA", {Lat: -17.8, Lon: 178}: "FJI", {Lat: 67, Lon: -175}: "RUS", {Lat: -29.5, Lon: 28.2}: "LSO",
		}},
		{"ne_50m_admin_1_states_provinces.json.gz", "iso_3166_2", 100, map[geocode.Point]string{
			{Lat: 37.5, Lon: -85}: "US-KY", {Lat: -33.9, Lon: 151.2}: "AU-NSW",
		}},
	}
	for _, test := range tests {
		a := open(t, test.file, test.field)
		if a.Count() != test.areas {
			t.Errorf("%s: %d areas, want %d", test.file, a.Count(), test.areas)
		}
		for p, want := range test.want {
			if got, _ := a.At(p); got != want {
				t.Errorf("%s: %v is in %q, want %q", test.file, p, got, want)
			}
		}
	}
}

// The grid and the bands find what walking along all rings does.
func TestAgainstRings(t *testing.T) {
	a := open(t, "fr-departements.geojson.gz", "code")
	random := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		p := geocode.Point{Lat: 41 + 10.5*random.Float64(), Lon: -5.5 + 15.5*random.Float64()}
		want := ""
		for i := range a.parts {
			part, odd, from := &a.parts[i], false, 0
			for to := 1; to < len(part.corners); to++ {
				if part.corners[to] == part.corners[from] {
					odd = odd != geo.RingHolds(part.corners[from:to], p)
					to++
					from = to
				}
			}
			if odd {
				want = a.values[part.area]
				break
			}
		}
		if got, _ := a.At(p); got != want {
			t.Fatalf("%v: %q, want %q", p, got, want)
		}
	}
}

// Points spread like people: around the corners of areas, which are dense where
// they are.
func BenchmarkAt(b *testing.B) {
	for name, field := range map[string]string{"us-counties-fips": "id", "fr-departements": "code", "fr-communes-ile-de-france": "code"} {
		b.Run(name, func(b *testing.B) {
			a := open(b, name+".geojson.gz", field)
			random := rand.New(rand.NewPCG(5, 6))
			points := make([]geocode.Point, 1<<16)
			for i := range points {
				part := &a.parts[random.IntN(len(a.parts))]
				p := part.corners[random.IntN(len(part.corners))]
				points[i] = geocode.Point{Lat: p.Lat + random.NormFloat64()*0.1, Lon: p.Lon + random.NormFloat64()*0.1}
			}
			b.ResetTimer()
			for i := range b.N {
				a.At(points[i%len(points)])
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "points/s")
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(b, "us-counties-fips.geojson.gz", "id")
	}
}
