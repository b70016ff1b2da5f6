package geonames_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/geonames"
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
	return filepath.Join(folder, "gazetteer")
}

func report(t testing.TB, new reader, location string) source.Report {
	t.Helper()
	s, err := new(location, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Read(t.Context(), func(*source.Feature) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return s.Report()
}

func TestRealPlaces(t *testing.T) {
	folder := filepath.Join(testData(t), "geonames")
	for name, want := range map[string]int64{"cities5000.zip": 52105, "cities15000.zip": 33203} {
		if r := report(t, geonames.NewPlaces, filepath.Join(folder, name)); r.Used != want {
			t.Errorf("%s: %d places, want %d: %+v", name, r.Used, want, r.Problems)
		}
	}
	if all, err := geonames.ReadDivisions(t.Context(), filepath.Join(folder, "admin2Codes.txt.gz")); len(all) != 45295 || err != nil {
		t.Errorf("%d divisions, error %v", len(all), err)
	}
	if all, err := geonames.ReadCountries(t.Context(), filepath.Join(folder, "countryInfo.txt")); len(all) != 252 || err != nil {
		t.Errorf("%d countries, error %v", len(all), err)
	}
}

func TestRealPostcodes(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testData(t), "geonames-postal/*.csv.gz"))
	if err != nil || len(files) != 117 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	var used int64
	for _, file := range files {
		r := report(t, geonames.NewPostcodes, file)
		if r.Skipped > 0 {
			t.Errorf("%s: %+v", file, r.Problems)
		}
		used += r.Used
	}
	if used != 1201340 {
		t.Errorf("%d postcodes", used)
	}
}

func BenchmarkPostcodes(b *testing.B) {
	file := filepath.Join(testData(b), "geonames-postal/PT.csv.gz")
	var rows int64
	for b.Loop() {
		rows += report(b, geonames.NewPostcodes, file).Read
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkPlaces(b *testing.B) {
	file := filepath.Join(testData(b), "geonames/cities5000.zip")
	var rows int64
	for b.Loop() {
		rows += report(b, geonames.NewPlaces, file).Read
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
