package abr_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/abr"
)

const (
	words = "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,koaza,blk_num,rsdt_num,rsdt_num2,ablt_date,status_flg\n"
	spots = "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat\n"
)

// tables writes a pair of tables and gives the path of the words'.
func tables(t testing.TB, wordText, pointText string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"mt_rsdtdsp_rsdt_pref13.csv": wordText, "mt_rsdtdsp_rsdt_pos_pref13.csv": pointText} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "mt_rsdtdsp_rsdt_pref13.csv")
}

func read(t testing.TB, location string) ([]source.Feature, source.Report, error) {
	t.Helper()
	s, err := abr.New(location, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var features []source.Feature
	err = s.Read(t.Context(), func(f *source.Feature) error {
		features = append(features, *f.Clone())
		return nil
	})
	return features, s.Report(), err
}

func TestJoin(t *testing.T) {
	location := tables(t, words+
		"130001,0001001,001,001,,空想市,東区,夢,１丁目,,1,2,,,0\n"+
		"130001,0001001,001,002,,空想市,東区,夢,１丁目,,1,3,,,0\n"+ // without a point
		"130001,0001001,001,003,004,空想市,,夢,,東,1,,4,,0\n"+
		"130001,0001001,001,004,,空想市,,夢,,,1,4,,2001-01-01,0\n"+
		"130001,0001001,001,005,,空想市,,夢,,,1,5,,,0\n"+
		"130001,0001001,001,006,,空想市,,夢,,,,,,,0\n",
		spots+
			"120001,0001001,001,001,,1,2\n"+ // without words
			"\xff,,,,,1,2\n"+
			"130001,0001001,001,001,,139.5,35.5\n"+
			"130001,0001001,001,001,,1,1\n"+ // again
			"130001,0001001,001,003,004,139.6,35.6\n"+
			"130001,0001001,001,004,,139.6,35.6\n"+
			"130001,0001001,001,005,,139.6,x\n"+
			"130001,0001001,001,006,,139.6,35\n"+
			"130001,0001001,001,007,,139.6,35\n")
	features, report, err := read(t, location)
	if err != nil {
		t.Fatal(err)
	}
	want := []source.Feature{
		{Kind: source.Address, Lat: 35.5, Lon: 139.5, Number: "1-2", Street: "夢１丁目", Locality: "空想市東区", Region: "東京都", Country: "JP", SourceID: "130001/0001001/001/001/"},
		{Kind: source.Address, Lat: 35.6, Lon: 139.6, Number: "1-4", Street: "夢東", Locality: "空想市", Region: "東京都", Country: "JP", SourceID: "130001/0001001/001/003/004"},
	}
	if diff := cmp.Diff(want, features); diff != "" {
		t.Error(diff)
	}
	var reasons []string
	for _, p := range report.Problems {
		reasons = append(reasons, p.Reason)
	}
	if got := strings.Join(reasons, " "); got != "address.gone coordinate.invalid coordinate.missing number.missing" || report.Read != 6 || report.Skipped != 4 {
		t.Errorf("%s of %+v", got, report)
	}
}

func TestRefused(t *testing.T) {
	ordered := "1,1,1,1,,c,,o,,,1,1,,,\n2,1,1,1,,c,,o,,,1,1,,,\n"
	for name, c := range map[string]struct{ words, points, want string }{
		"unordered words":  {words + "2,1,1,1,,c,,o,,,1,1,,,\n1,1,1,1,,c,,o,,,1,1,,,\n", spots, "line 3: the records are not ordered"},
		"unordered points": {words + ordered, spots + "2,1,1,1,,1,2\n1,1,1,1,,1,2\n3,1,1,1,,1,2\n", "line 3: the records are not ordered"},
		"other table":      {"a,b\n", spots, "has no column lg_code"},
		"empty points":     {words + ordered, "", "is empty"},
	} {
		if _, _, err := read(t, tables(t, c.words, c.points)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	location := tables(t, words, spots)
	points := strings.Replace(location, "rsdt_pref", "rsdt_pos_pref", 1)
	if _, err := abr.New(points, source.Options{}); err == nil || !strings.Contains(err.Error(), "mt_rsdtdsp_rsdt_pref13.csv") {
		t.Errorf("error %v", err)
	}
	if err := os.Remove(points); err != nil {
		t.Fatal(err)
	}
	if _, err := abr.New(location, source.Options{}); err == nil || !strings.Contains(err.Error(), "points of the addresses are missing") {
		t.Errorf("error %v", err)
	}
}

func TestReal(t *testing.T) {
	folder := os.Getenv("MILEPOST_TESTDATA")
	if folder == "" {
		folder = "../../../../shared/data"
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no real data at %s: set MILEPOST_TESTDATA", folder)
	}
	for name, want := range map[string]int{"processes_03_make_rsdt.mt_rsdtdsp_rsdt_pref13.csv.zip": 30156, "processes_10_refresh_csv_ranges.mt_rsdtdsp_rsdt_pref30.csv.zip": 34015} {
		features, report, err := read(t, filepath.Join(folder, "addresses/jp-abr-rsdt", name))
		if err != nil || len(features) != want {
			t.Errorf("%s: %d addresses, error %v: %+v", name, len(features), err, report)
		}
	}
}

// FuzzJoin holds that any two tables are read with counts that agree.
func FuzzJoin(f *testing.F) {
	f.Add([]byte(words+"1,1,1,1,,c,,o,,,1,1,,,\n"), []byte(spots+"1,1,1,1,,1,2\n"))
	f.Add([]byte(words+"\"1,1,1,1,,c,,o,,,1,1,,,\n"), []byte(spots+"\"1,1,1,1,,1,2\n\xff,1,1,1,,1,2\n"))
	location := tables(f, "", "")
	f.Fuzz(func(t *testing.T, wordText, pointText []byte) {
		for name, text := range map[string][]byte{location: wordText, strings.Replace(location, "rsdt_pref", "rsdt_pos_pref", 1): pointText} {
			if err := os.WriteFile(name, text, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		features, report, _ := read(t, location)
		if report.Read != report.Used+report.Skipped || report.Used != int64(len(features)) {
			t.Errorf("%d features, %+v", len(features), report)
		}
	})
}
