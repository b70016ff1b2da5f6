package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
)

func TestParse(t *testing.T) {
	var chosen, path string
	reader := func(prefix, ending string) source.Reader {
		return source.Reader{
			Prefix: prefix,
			Claims: func(name string) bool { return strings.HasSuffix(name, ending) },
			New: func(location string, _ source.Options) (source.Source, error) {
				chosen, path = prefix, location
				return nil, errors.New("made")
			},
		}
	}
	readers := []source.Reader{reader("csv", ".csv"), reader("geonames", "countries.txt")}
	for _, c := range []struct{ spec, chosen, path, fail string }{
		{"csv:a.txt", "csv", "a.txt", ""},
		{"CSV:a.txt", "csv", "a.txt", ""},
		{"a.csv", "csv", "a.csv", ""},
		{"dir/a.CSV.gz", "csv", "dir/a.CSV.gz", ""},
		{"https://example.org/allCountries.txt?key=1", "geonames", "https://example.org/allCountries.txt?key=1", ""},
		{"csv:https://example.org/x", "csv", "https://example.org/x", ""},
		{`C:\lists\a.csv`, "csv", `C:\lists\a.csv`, ""},
		{"dir/odd:name.csv", "csv", "dir/odd:name.csv", ""},
		{"a.txt", "", "", "put one of csv:, geonames: before it"},
		{"osm:a.csv", "", "", `"osm:" is no kind of source`},
		{"csv:", "", "", "write csv:FILE"},
	} {
		chosen, path = "", ""
		_, err := source.Parse(c.spec, readers, source.Options{})
		if c.fail != "" && (err == nil || !strings.Contains(err.Error(), c.fail)) {
			t.Errorf("%s: error %v, want %q", c.spec, err, c.fail)
		}
		if chosen != c.chosen || path != c.path {
			t.Errorf("%s: %s of %s, want %s of %s", c.spec, chosen, path, c.chosen, c.path)
		}
	}
}

func TestTally(t *testing.T) {
	var tally source.Tally
	rare := source.Reason{Name: "rare", Want: "less", Skips: true}
	often := source.Reason{Name: "often", Want: "more"}
	for i := range 7 {
		tally.Read()
		tally.Note(often, "f", int64(i+1), "c", []byte("v"))
		if i > 0 {
			tally.Used()
		}
	}
	tally.Note(rare, "f", 1, "", []byte(strings.Repeat("é", 150)+"\xff"))
	report := tally.Report()
	if report.Read != 7 || report.Used != 6 || report.Skipped != 1 {
		t.Errorf("%+v", report)
	}
	if len(report.Problems) != 2 || report.Problems[0].Reason != "often" || report.Problems[0].Count != 7 || len(report.Problems[0].Samples) != 5 {
		t.Fatalf("%+v", report.Problems)
	}
	want := source.Problem{Reason: "rare", Want: "less", Skips: true, Count: 1, Samples: []source.Sample{{File: "f", Line: 1, Value: strings.Repeat("é", 100)}}}
	if diff := cmp.Diff(want, report.Problems[1]); diff != "" {
		t.Error(diff)
	}
}

func TestClone(t *testing.T) {
	at := func(lat float64) []geocode.Point { return []geocode.Point{{Lat: lat}} }
	f := source.Feature{
		Name: "a", Names: []source.Name{{Lang: "de", Text: "x"}},
		Line: at(1), Joints: []int32{0}, Rings: [][]geocode.Point{at(2)},
	}
	c := f.Clone()
	f.Names[0].Text, f.Line[0].Lat, f.Joints[0], f.Rings[0][0].Lat = "changed", 9, 9, 9
	f.Reset()
	if c.Name != "a" || c.Names[0].Text != "x" || c.Line[0].Lat != 1 || c.Joints[0] != 0 || c.Rings[0][0].Lat != 2 {
		t.Errorf("the clone changed: %+v", c)
	}
	if f.Name != "" || len(f.Names)+len(f.Line)+len(f.Joints)+len(f.Rings) != 0 {
		t.Errorf("not reset: %+v", f)
	}
}
