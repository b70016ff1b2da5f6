package build

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/source"
)

// BenchmarkBuild builds the lists of the test data and shows time, size and
// memory.
func BenchmarkBuild(b *testing.B) {
	for _, l := range []struct{ name, path, country string }{
		{"kentucky", "addresses/us-ky-louisville-lexington-2015-16.csv.zst", "US"},
		{"germany", "addresses/osm-cities/Germany.csv.zst", "DE"},
		{"united-states", "addresses/osm-cities/United_States.csv.zst", "US"},
	} {
		b.Run(l.name, func(b *testing.B) {
			path := testdata(b, l.path)
			dir := filepath.Join(b.TempDir(), l.name)
			if keep := os.Getenv("KEEP"); keep != "" {
				dir = filepath.Join(keep, l.name)
			}
			for b.Loop() {
				begun := time.Now()
				result, err := Build(b.Context(), dir, []source.Source{&cities{path: path, country: l.country}}, Options{World: world(b)})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(result.Rows)/time.Since(begun).Seconds(), "rows/s")
				b.ReportMetric(float64(result.Bytes)/float64(result.Manifest.Counts["addresses"]), "bytes/address")
				b.Logf("%v %s", result.Manifest.Counts, peak())
				for _, s := range result.Manifest.Sections {
					b.Logf("%s %d", s.Name, s.Length)
				}
			}
		})
	}
}
