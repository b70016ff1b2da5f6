package table_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/table"
)

// testData finds the real data, or skips.
func testData(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("MILEPOST_TESTDATA")
	if folder == "" {
		folder = "../../../../shared/data"
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no real data at %s: set MILEPOST_TESTDATA", folder)
	}
	return folder
}

// counts is what a file gives.
type counts struct {
	Read, Skipped int64
	Kinds         map[string]int64
}

func count(t testing.TB, location string, options source.Options) counts {
	t.Helper()
	s, err := table.New(location, options)
	if err != nil {
		t.Fatal(err)
	}
	c := counts{Kinds: map[string]int64{}}
	err = s.Read(t.Context(), func(f *source.Feature) error {
		c.Kinds[f.Kind.String()]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if s.Progress() != s.Info().Bytes {
		t.Errorf("%s: progress %d of %d bytes at the end", location, s.Progress(), s.Info().Bytes)
	}
	r := s.Report()
	if r.Read != r.Used+r.Skipped {
		t.Errorf("%s: read %d, but used %d and skipped %d", location, r.Read, r.Used, r.Skipped)
	}
	c.Read, c.Skipped = r.Read, r.Skipped
	return c
}

func TestRealLists(t *testing.T) {
	folder := filepath.Join(testData(t), "addresses")
	for name, want := range map[string]counts{
		"fr-75-paris-ban.csv.gz":                     {Read: 158048, Kinds: map[string]int64{"address": 158048}},
		"us-ky-louisville-lexington-2015-16.csv.zst": {Read: 545774, Kinds: map[string]int64{"address": 545773, "street": 1}},
		"us-md-baltimore-county-2014.geojsonl.gz":    {Read: 96224, Kinds: map[string]int64{"address": 95888, "street": 336}},
		"jp-geolonia-towns.jsonl.gz":                 {Read: 277676, Skipped: 469, Kinds: map[string]int64{"area": 277207}},
	} {
		t.Run(name, func(t *testing.T) {
			got := count(t, filepath.Join(folder, name), source.Options{})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestRealCities reads every city list: each row is used, and each country is
// known by its English name.
func TestRealCities(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testData(t), "addresses/osm-cities/*.csv.zst"))
	if err != nil || len(files) == 0 {
		t.Fatal("no city lists", err)
	}
	var rows int64
	for _, file := range files {
		if testing.Short() && filepath.Base(file) == "United_States.csv.zst" {
			continue
		}
		s, err := table.New(file, source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		err = s.Read(t.Context(), func(f *source.Feature) error {
			if len(f.Country) != 2 {
				t.Errorf("%s: %+v has no country", file, f)
			}
			rows++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if report := s.Report(); report.Skipped > 0 {
			t.Errorf("%s: %+v", file, report.Problems)
		}
	}
	if want := int64(5599416); !testing.Short() && rows != want {
		t.Errorf("%d rows, want %d", rows, want)
	}
}

func BenchmarkKentucky(b *testing.B) {
	benchmarkFile(b, "addresses/us-ky-louisville-lexington-2015-16.csv.zst")
}
func BenchmarkUnitedStates(b *testing.B) {
	benchmarkFile(b, "addresses/osm-cities/United_States.csv.zst")
}
func BenchmarkParis(b *testing.B) { benchmarkFile(b, "addresses/fr-75-paris-ban.csv.gz") }
func BenchmarkBaltimore(b *testing.B) {
	benchmarkFile(b, "addresses/us-md-baltimore-county-2014.geojsonl.gz")
}

func benchmarkFile(b *testing.B, name string) {
	file := filepath.Join(testData(b), name)
	b.ReportAllocs()
	var rows int64
	for b.Loop() {
		rows += count(b, file, source.Options{}).Read
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
