package source_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
)

// TestExpand holds that a pattern stands for the files it fits, behind a prefix
// too, and that all else stays as it was written.
func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"b.pbf", "a.pbf", "a.csv", ".hidden.pbf", "c[1].pbf"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for spec, want := range map[string][]string{
		"osm:?.pbf":                    {"osm:a.pbf", "osm:b.pbf"},
		"osm:./*.pbf":                  {"osm:a.pbf", "osm:b.pbf", "osm:c[1].pbf"},
		"a.*":                          {"a.csv", "a.pbf"},
		"osm:c[1].pbf":                 {"osm:c[1].pbf"},
		"osm:.h*":                      {"osm:.hidden.pbf"},
		"osm:*.osm":                    {"osm:*.osm"},
		"osm:[":                        {"osm:["},
		"http://a/b.pbf?q=*":           {"http://a/b.pbf?q=*"},
		"osm:http://a/b.pbf?q=*":       {"osm:http://a/b.pbf?q=*"},
		filepath.Join(".", "none.pbf"): {"none.pbf"},
	} {
		if diff := cmp.Diff(want, source.Expand([]string{spec})); diff != "" {
			t.Errorf("%s:\n%s", spec, diff)
		}
	}
}
