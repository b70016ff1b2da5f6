package index

import (
	"bytes"
	"math"
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

// tinyWorld has two countries that share a border: Eastland on both sides of
// the antimeridian, Westland west of it, with three towns, two of one name.
func tinyWorld() *Builder {
	var b Builder
	west := b.Add(NewArea{
		Kind: Country, Name: "Westland", Code: "WL", Population: 52_000,
		Point: geocode.Point{Lat: 5, Lon: 165}, Box: geocode.Box{South: 0, West: 160, North: 10, East: 170},
		Names: []LocalName{
			{language.German, "Westland"}, // repeats the main name: not stored
			{language.French, "Terre de l’Ouest"},
			{language.CanadianFrench, "Terre de l’Ouest"}, // repeats its parent: not stored
			{language.Spanish, "Tierra del Oeste"},
			{language.MustParse("es-MX"), "Tierra de Oeste"},
		},
		Also: []Alias{{"W.L.", Abbreviation}},
	})
	east := b.Add(NewArea{
		Kind: Country, Name: "Eastland", Code: "EL", Population: 9_000,
		Point: geocode.Point{Lat: 5, Lon: 175}, Box: geocode.Box{South: 0, West: 170, North: 10, East: -175},
	})
	upper := b.Add(NewArea{
		Kind: District, Parent: west, Name: "Upper Province", Code: "WL-UP", Short: "UP", Population: 52_000,
		Point: geocode.Point{Lat: 7, Lon: 165}, Box: geocode.Box{South: 6, West: 161, North: 9, East: 169},
	})
	b.Add(NewArea{Kind: Place, Parent: upper, Name: "Münster", Population: 50_000, Point: geocode.Point{Lat: 7, Lon: 165},
		Names: []LocalName{{language.Italian, "Monastero"}}})
	b.Add(NewArea{Kind: Place, Parent: upper, Name: "Ford", Population: 2_000, Point: geocode.Point{Lat: 8, Lon: 168}})
	b.Add(NewArea{Kind: Place, Parent: east, Name: "Ford", Population: 9_000, Point: geocode.Point{Lat: 5, Lon: -179.5}})
	b.AddBorder(Border{Areas: [2]Handle{west, east}, Line: line(0, 170, 10, 170)})
	b.AddBorder(Border{Areas: [2]Handle{west}, Line: line(10, 170, 10, 160, 0, 160, 0, 170)})
	b.AddBorder(Border{Areas: [2]Handle{east}, Line: line(0, 170, 0, 180, 10, 180, 10, 170)})
	b.AddBorder(Border{Areas: [2]Handle{east}, Line: line(0, -180, 0, -175, 10, -175, 10, -180, 0, -180)})
	return &b
}

// fullWorld is the tiny world with what later versions of the format have:
// landmarks in Münster and in Ford, and polygons of some areas.
func fullWorld() *Builder {
	b := tinyWorld()
	const munster, ford = 4, 6
	b.Add(NewArea{Kind: Landmark, Entity: "Park", Parent: munster, Name: "City Park", Point: geocode.Point{Lat: 7.01, Lon: 165.01},
		Rings: [][]geocode.Point{wheel(geocode.Point{Lat: 7.01, Lon: 165.01}, 0.005, 300), wheel(geocode.Point{Lat: 7.011, Lon: 165.01}, 0.001, 5)}})
	b.Add(NewArea{Kind: Neighborhood, Parent: munster, Name: "Old Town", Point: geocode.Point{Lat: 7, Lon: 165},
		Rings: [][]geocode.Point{line(6.99, 164.9, 6.99, 165.1, 7.1, 165.1, 7.1, 164.9)}})
	b.Add(NewArea{Kind: Landmark, Entity: "ReligiousInstitution", Parent: munster, Name: "Dom", Point: geocode.Point{Lat: 7.001, Lon: 165.001},
		Names: []LocalName{{language.English, "Cathedral"}}})
	b.Add(NewArea{Kind: Landmark, Entity: "Park", Parent: ford, Name: "City Park", Point: geocode.Point{Lat: 5, Lon: 180}})
	return b
}

// wheel is a ring of so many corners about a point, whose corners lie in turn
// on a circle and halfway to it.
func wheel(centre geocode.Point, radius float64, corners int) (ring []geocode.Point) {
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(corners))
		r := radius / float64(1+i%2)
		ring = append(ring, geocode.Point{Lat: round6(centre.Lat + r*sin), Lon: round6(centre.Lon + r*cos)})
	}
	return ring
}

// line makes a line of latitudes and longitudes in turn.
func line(degrees ...float64) []geocode.Point {
	var points []geocode.Point
	for i := 0; i < len(degrees); i += 2 {
		points = append(points, geocode.Point{Lat: degrees[i], Lon: degrees[i+1]})
	}
	return points
}

// about is the manifest that test indexes are written with.
var about = Manifest{
	Name: "tiny world",
	Sources: []Source{
		{Name: "imagination", Licence: "CC0-1.0"},
		{Name: "atlas", Licence: "CC-BY-4.0", Attribution: "© the atlas"},
	},
}

// write writes a builder's index into a directory of its own.
func write(t testing.TB, b *Builder) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := b.Write(dir, about); err != nil {
		t.Fatal(err)
	}
	return dir
}

// opened opens an index until the test ends.
func opened(t testing.TB, dir string) *Index {
	t.Helper()
	ix, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

// packed is the archive of an index.
func packed(t testing.TB, dir string) string {
	t.Helper()
	var out bytes.Buffer
	if err := Pack(dir, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// eachTinyWorld runs a test on the tiny world from a directory and from an archive.
func eachTinyWorld(t *testing.T, test func(*testing.T, *Index)) {
	dir := write(t, tinyWorld())
	t.Run("directory", func(t *testing.T) { test(t, opened(t, dir)) })
	t.Run("archive", func(t *testing.T) {
		ix, err := OpenArchive("tiny.tar", packed(t, dir))
		if err != nil {
			t.Fatal(err)
		}
		test(t, ix)
	})
}

// find gives the one area of a name.
func find(t testing.TB, ix *Index, key string) Area {
	t.Helper()
	refs, err := ix.Find(key)
	if err != nil || len(refs) == 0 {
		t.Fatalf("Find(%q) = %v, %v, want an area", key, refs, err)
	}
	a, err := ix.Area(refs[0].Area)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
