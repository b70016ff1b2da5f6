package openaddresses_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/openaddresses"
)

// write makes a file, a zip archive of members given as name and content by
// turns if there are any.
func write(t testing.TB, name, content string, members ...string) string {
	t.Helper()
	if len(members) > 0 {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := 0; i < len(members); i += 2 {
			member, err := w.Create(members[i])
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(member, members[i+1])
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		content = b.String()
	}
	path := filepath.Join(t.TempDir(), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, location string, options source.Options) ([]source.Feature, source.Source) {
	t.Helper()
	s, err := openaddresses.New(location, options)
	if err != nil {
		t.Fatal(err)
	}
	var features []source.Feature
	err = s.Read(t.Context(), func(f *source.Feature) error {
		features = append(features, *f.Clone())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return features, s
}

const (
	table = "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH\n" +
		"-122.5,37.5,516,CENTRE CT,# 4,ALAMO,,,94502,74-1,abc\n"
	lines = `{"type":"Feature","properties":{"hash":"abc","number":"516","street":"CENTRE CT","unit":"# 4","city":"ALAMO","district":"","region":"","postcode":"94502","id":"74-1","accuracy":"rooftop"},"geometry":{"type":"Point","coordinates":[-122.5,37.5]}}` + "\n"
)

// feature is what both forms give, without what their paths say.
func feature() source.Feature {
	return source.Feature{
		Kind: source.Address, Lat: 37.5, Lon: -122.5, Number: "516", Street: "CENTRE CT", Unit: "# 4", Locality: "ALAMO",
		Postcode: "94502", SourceID: "74-1",
	}
}

func TestForms(t *testing.T) {
	rooftop := feature()
	rooftop.Accuracy = source.Rooftop
	shuffled := "id,Postcode,lat,street,NUMBER,lon,unit,city\n74-1,94502,37.5,CENTRE  CT ,516,-122.5,# 4,ALAMO\n"
	for name, c := range map[string]struct {
		text string
		want source.Feature
	}{"a.csv": {table, feature()}, "b.geojson": {lines, rooftop}, "c.csv": {shuffled, feature()}} {
		got, _ := read(t, write(t, name, c.text), source.Options{})
		if diff := cmp.Diff([]source.Feature{c.want}, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestCollection(t *testing.T) {
	location := write(t, "collection.zip", "",
		"us/ca/alamo.csv", table,
		"us/ca/alamo.vrt", "<OGRVRTDataSource/>",
		"LICENSE.txt", "Data by the County of Alamo\n",
		"README.txt", "Welcome",
		"summary/us/ca/alamo-summary.csv", "lon,lat,count\n1,2,3\n",
		"fr/countrywide.geojson", lines,
		"au/countrywide.csv", table,
	)
	got, s := read(t, location, source.Options{})
	alamo, france, australia := feature(), feature(), feature()
	alamo.Country, alamo.Region = "US", "CA"
	france.Country, france.Accuracy = "FR", source.Rooftop
	australia.Country = "AU"
	if diff := cmp.Diff([]source.Feature{alamo, france, australia}, got); diff != "" {
		t.Error(diff)
	}
	if info := s.Info(); info.Attribution != "Data by the County of Alamo" || info.Kind != "openaddresses" {
		t.Errorf("%+v", info)
	}
}

func TestCountryOfPath(t *testing.T) {
	for path, want := range map[string][2]string{ // in an archive, and as a file
		"us/ca/a.csv":        {"US CA", "US CA"},
		"de/by/a.csv":        {"DE BY", "DE BY"},
		"us/countrywide.csv": {"US ", " "},
		"lists/ca/a.csv":     {"CA ", " "},
		"fr/75/a.csv":        {"FR ", " "},
		"fr/re/a.csv":        {"RE ", " "},
		"lists/a.csv":        {" ", " "},
	} {
		packed, _ := read(t, write(t, "x.zip", "", path, table), source.Options{})
		plain, _ := read(t, write(t, path, table), source.Options{})
		got := [2]string{packed[0].Country + " " + packed[0].Region, plain[0].Country + " " + plain[0].Region}
		if got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for country, region := range map[string]string{"MX": "", "US": "CA"} {
		got, _ := read(t, write(t, "us/ca/a.csv", table), source.Options{Country: country})
		if got[0].Country != country || got[0].Region != region {
			t.Errorf("the user says %s: %+v", country, got[0])
		}
	}
}

func TestRealSamples(t *testing.T) {
	folder := os.Getenv("MILEPOST_TESTDATA")
	if folder == "" {
		folder = "../../../../shared/data"
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no real data at %s: set MILEPOST_TESTDATA", folder)
	}
	for name, want := range map[string]string{
		"alameda.zip":                "5305 of 5306: coordinate.missing",
		"portland_metro.zip":         "767 of 767:",
		"santa_clara.zip":            "4739 of 4913: street.missing coordinate.range",
		"openaddresses_sample.csv":   "8 of 8:",
		"openaddresses_bad_data.csv": "0 of 9: coordinate.missing street.missing coordinate.invalid",
	} {
		features, s := read(t, filepath.Join(folder, "suites/openaddresses-samples", name), source.Options{})
		report := s.Report()
		got := []string{strconv.Itoa(len(features)), "of", strconv.Itoa(int(report.Read)) + ":"}
		for _, p := range report.Problems {
			if p.Skips {
				got = append(got, p.Reason)
			}
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: %s, want %s", name, text, want)
		}
	}
}

// FuzzList holds that any bytes are read to the end with counts that agree.
func FuzzList(f *testing.F) {
	f.Add([]byte(table))
	f.Add([]byte(lines))
	location := write(f, "us/ca/a.csv", "")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(location, content, 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := openaddresses.New(location, source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var given int64
		_ = s.Read(t.Context(), func(f *source.Feature) error {
			given++
			if f.Country == "" || f.Region == "" {
				t.Errorf("%+v", f)
			}
			return nil
		})
		if r := s.Report(); r.Used != given || r.Read != r.Used+r.Skipped {
			t.Errorf("%d given, %+v", given, r)
		}
	})
}
