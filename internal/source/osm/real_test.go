package osm_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm"
)

// extractsFolder finds the real extracts, or skips the test.
func extractsFolder(t testing.TB) string {
	t.Helper()
	data := os.Getenv("MILEPOST_TESTDATA")
	if data == "" {
		data = "../../../../shared/data"
	}
	folder := filepath.Join(data, "osm")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("SKIPPED: no extracts in %s; set MILEPOST_TESTDATA", folder)
	}
	return folder
}

// reading reads extracts of the folder as one source.
func reading(t testing.TB, use func(*source.Feature), names ...string) source.Report {
	t.Helper()
	folder := extractsFolder(t)
	var sources []source.Source
	for _, name := range names {
		s, err := osm.New(filepath.Join(folder, name), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, s)
	}
	joined := osm.Join(sources)
	if len(joined) != 1 {
		t.Fatalf("%d sources of %d extracts", len(joined), len(names))
	}
	err := joined[0].Read(context.Background(), func(f *source.Feature) error {
		use(f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return joined[0].Report()
}

// TestExtracts holds the numbers of addresses, streets and elements of the
// extracts, as counted by osmium and by hand, within what is said of them.
func TestExtracts(t *testing.T) {
	for _, c := range []struct {
		name                            string
		nodes, ways, addresses, streets int64
	}{
		{"li-liechtenstein-2022-12.osm.pbf", 308720, 32731, 12503, 2000},
		{"dk-copenhagen-2012.osm.pbf", 132142, 15597, 35124, 1500},
		{"us-md-reisterstown-baltimore-county.osm.pbf", 375263, 37292, 15771, 2000}, // not sorted
		{"pl-poznan-swarzedz-2009.osm.gz", 7197, 1511, 1000, 300},
	} {
		counts := map[string]int64{}
		report := reading(t, func(*source.Feature) {}, c.name)
		for _, count := range report.Counts {
			counts[count.Name] = count.N
		}
		if counts["nodes"] != c.nodes || counts["ways"] != c.ways {
			t.Errorf("%s: %d nodes and %d ways, want %d and %d", c.name, counts["nodes"], counts["ways"], c.nodes, c.ways)
		}
		if counts["addresses"] < c.addresses*97/100 || counts["streets"] < c.streets {
			t.Errorf("%s: %d addresses and %d streets, want about %d and %d", c.name, counts["addresses"], counts["streets"], c.addresses, c.streets)
		}
	}
}

// allExtracts are the names of all extracts in the folder.
func allExtracts(t testing.TB) (names []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(extractsFolder(t), "*.osm.*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no extracts: %v", err)
	}
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	return names
}

// BenchmarkSource reads whole extracts as features.
func BenchmarkSource(b *testing.B) {
	b.Run("liechtenstein", func(b *testing.B) {
		for b.Loop() {
			reading(b, func(*source.Feature) {}, "li-liechtenstein-2022-12.osm.pbf")
		}
	})
	b.Run("all", func(b *testing.B) {
		names := allExtracts(b)
		for b.Loop() {
			reading(b, func(*source.Feature) {}, names...)
		}
	})
}

// TestMergeOfAll holds what the vocabulary promises of every feature of all
// extracts, and their order.
func TestMergeOfAll(t *testing.T) {
	order := map[source.Kind]int{source.Area: 0, source.Place: 0, source.Postcode: 1, source.Landmark: 2, source.Street: 3, source.Address: 4}
	last := 0
	report := reading(t, func(f *source.Feature) {
		if wrong := wrongWith(f); wrong != "" {
			t.Errorf("%s %s %q %q: %s", f.Kind, f.SourceID, f.Name, f.Street, wrong)
		}
		if order[f.Kind] < last {
			t.Errorf("%s %s comes too late", f.Kind, f.SourceID)
		}
		last = order[f.Kind]
	}, allExtracts(t)...)
	for _, c := range report.Counts {
		t.Log(c.N, c.Name)
	}
	for _, p := range report.Problems {
		t.Log(p.Count, p.Reason, p.Samples[0].File, p.Samples[0].Column, p.Samples[0].Value)
	}
}
