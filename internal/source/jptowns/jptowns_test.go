package jptowns_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/jptowns"
)

func read(t testing.TB, location string) (features []source.Feature, report source.Report) {
	t.Helper()
	s, err := jptowns.New(location, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Read(t.Context(), func(f *source.Feature) error {
		features = append(features, *f.Clone())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return features, s.Report()
}

func list(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "geolonia.jsonl")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTowns(t *testing.T) {
	features, report := read(t, list(t, `{"pref":"空想県","city":"夢郡雲町","town":"大字東","koaza":"西","lat":35.5,"lng":139.5}

{"pref":"空想県","city":"夢市","town":"北一丁目","koaza":"","lat":35.25,"lng":139.25}
{"pref":"空想県","city":"夢市","town":"","koaza":"","lat":35.25,"lng":139.25}
{"pref":"空想県","city":"夢市","town":"南","koaza":"","lat":"","lng":139.25}
{"pref":"空想県","city":"夢市","town":"南","koaza":"","lat":35,"lng":"x"}
[1]
`))
	want := []source.Feature{
		{Kind: source.Street, Lat: 35.5, Lon: 139.5, Street: "大字東西", Locality: "夢郡雲町", Region: "空想県", Country: "JP"},
		{Kind: source.Street, Lat: 35.25, Lon: 139.25, Street: "北一丁目", Locality: "夢市", Region: "空想県", Country: "JP"},
	}
	if diff := cmp.Diff(want, features); diff != "" {
		t.Error(diff)
	}
	var reasons []string
	for _, p := range report.Problems {
		reasons = append(reasons, p.Reason)
	}
	if got := strings.Join(reasons, " "); got != "coordinate.invalid coordinate.missing json.town town.missing" || report.Read != 6 || report.Skipped != 4 {
		t.Errorf("%s of %+v", got, report)
	}
}

func TestReal(t *testing.T) {
	folder := os.Getenv("MILEPOST_TESTDATA")
	if folder == "" {
		folder = "../../../../shared/data"
	}
	path := filepath.Join(folder, "addresses/jp-geolonia-towns.jsonl.gz")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no real data at %s: set MILEPOST_TESTDATA", folder)
	}
	if features, report := read(t, path); len(features) != 277_207 {
		t.Errorf("%d towns: %+v", len(features), report)
	}
}

// FuzzRead holds that any list is read with counts that agree.
func FuzzRead(f *testing.F) {
	f.Add(`{"pref":"空想県","city":"夢市","town":"北一丁目","koaza":"","lat":35.25,"lng":139.25}`)
	f.Add("{\"pref\":{},\n\xff")
	path := list(f, "")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := jptowns.New(path, source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		count := int64(0)
		_ = s.Read(t.Context(), func(*source.Feature) error { count++; return nil })
		if r := s.Report(); r.Read != r.Used+r.Skipped || r.Used != count {
			t.Errorf("%d features, %+v", count, r)
		}
	})
}
