package geonames_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/geonames"
)

// reader makes a source.
type reader = func(string, source.Options) (source.Source, error)

func read(ctx context.Context, new reader, location string) ([]source.Feature, source.Report, error) {
	s, err := new(location, source.Options{})
	if err != nil {
		return nil, source.Report{}, err
	}
	var features []source.Feature
	err = s.Read(ctx, func(f *source.Feature) error {
		features = append(features, *f.Clone())
		return nil
	})
	return features, s.Report(), err
}

// folder writes files given by name.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// placeLine makes a line of a dump of places.
func placeLine(id, name, ascii, alternates, lat, lon, class, code, admin1, admin2, population string) string {
	return strings.Join([]string{id, name, ascii, alternates, lat, lon, class, code, "XA", "", admin1, admin2, "", "", population, "", "9", "Europe/X", "2020-01-01"}, "\t") + "\n"
}

func TestPlaces(t *testing.T) {
	dir := folder(t, map[string]string{
		"XA.txt": placeLine("1", "Überstadt", "Uberstadt", "Ueberstadt,Uberstadt,超市,https://example.org/x,\"Quoted, Überstadt", "50.5", "8.25", "P", "PPLA", "06", "123", "5000") +
			placeLine("2", "Oberland", "Oberland", "", "50", "8", "A", "ADM1", "06", "", "-5") +
			placeLine("3", "Old", "Old", "", "50", "8", "P", "PPLH", "", "", "") +
			placeLine("4", "Lake", "Lake", "", "50", "8", "H", "LK", "", "", "") +
			placeLine("5", "Far", "Far", "", "150", "8", "P", "PPL", "", "", "") +
			placeLine("6", "None", "None", "", "0", "0", "P", "PPL", "", "", "") +
			placeLine("7", "Text", "Text", "", "x", "0", "P", "PPL", "", "", "") +
			placeLine("8", "B\xffd", "Bad", "", "1", "2", "P", "PPL", "", "", "") +
			placeLine("9", "", "", "", "1", "2", "P", "PPL", "", "", "") +
			"10\tshort\n",
		"admin1CodesASCII.txt": "XA.06\tOberland\tOberland\t2\n",
		"admin2Codes.txt":      "XA.06.123\tMittelkreis\tMittelkreis\t3\n",
	})
	features, report, err := read(t.Context(), geonames.NewPlaces, filepath.Join(dir, "XA.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := []source.Feature{
		{
			Kind: source.Place, Lat: 50.5, Lon: 8.25, Name: "Überstadt", Country: "XA", SourceID: "1", Population: 5000,
			Names:       []source.Name{{Text: "Uberstadt"}, {Text: "Ueberstadt"}, {Text: "超市"}, {Text: `"Quoted`}},
			FeatureCode: "P.PPLA", Admin1Code: "06", Admin2Code: "123", Region: "Oberland", District: "Mittelkreis",
		},
		{Kind: source.Area, Lat: 50, Lon: 8, Name: "Oberland", Country: "XA", SourceID: "2", FeatureCode: "A.ADM1", Admin1Code: "06", Region: "Oberland", Names: []source.Name{}},
	}
	if diff := cmp.Diff(want, features); diff != "" {
		t.Error(diff)
	}
	checkReasons(t, report, "coordinate.invalid coordinate.range coordinate.zero feature.gone feature.kind name.missing row.fields text.encoding")
}

func checkReasons(t *testing.T, report source.Report, want string) {
	t.Helper()
	var reasons []string
	for _, p := range report.Problems {
		reasons = append(reasons, p.Reason)
	}
	if got := strings.Join(reasons, " "); got != want {
		t.Errorf("reasons %s, want %s", got, want)
	}
	if report.Read != report.Used+report.Skipped {
		t.Errorf("%+v", report)
	}
}

const (
	ownForm = "AD\t1000\tMuster \"A\t\tOberland\t06\tMittelkreis\t123\t\t\t50.5\t8.5\t4\n"
	headed  = "country_code,zipcode,place,state,state_code,province,province_code,community,community_code,latitude,longitude\n" +
		"AD,1000,\"Muster \"\"A\",Oberland,06,Mittelkreis,123,,,50.5,8.5\n,,,,,,,,,1,2\n"
)

// TestPostcodes holds both forms to the same features.
func TestPostcodes(t *testing.T) {
	own := strings.Replace(ownForm, "\t\tOberland", "\tOberland", 1)
	dir := folder(t, map[string]string{"XA.txt": own + "AD\t\tNone\t\t\t\t\t\t\t50.5\t8.5\t4\n", "XA.csv": headed})
	want := []source.Feature{{
		Kind: source.Postcode, Lat: 50.5, Lon: 8.5, Name: `Muster "A`, Locality: `Muster "A`, Postcode: "1000", Country: "AD",
		Region: "Oberland", Admin1Code: "06", District: "Mittelkreis", Admin2Code: "123", Names: []source.Name{},
	}}
	for _, name := range []string{"XA.txt", "XA.csv"} {
		features, report, err := read(t.Context(), geonames.NewPostcodes, filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for i := range features {
			if len(features[i].Names) == 0 {
				features[i].Names = []source.Name{}
			}
		}
		if diff := cmp.Diff(want, features); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		checkReasons(t, report, "postcode.missing")
	}
}

func TestCodes(t *testing.T) {
	dir := folder(t, map[string]string{
		"admin1CodesASCII.txt": "XA.06\tÖberland\tOberland\t2\n",
		"wrong.txt":            "a,b,c\n",
		"countryInfo.txt": "# comment\n#ISO\tISO3\n" +
			"XA\tXAA\t999\tXX\tMusterland\tMusterstadt\t1\t2\tEU\t.xa\tEUR\tEuro\t1\t####\t^(\\d{4})$\tde-XA,fr\t77\tXB,XC\t\n",
	})
	divisions, err := geonames.ReadDivisions(t.Context(), filepath.Join(dir, "admin1CodesASCII.txt"))
	want := map[string]geonames.Division{"XA.06": {Code: "XA.06", Name: "Öberland", ASCIIName: "Oberland", SourceID: "2"}}
	if diff := cmp.Diff(want, divisions); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if _, err := geonames.ReadDivisions(t.Context(), filepath.Join(dir, "wrong.txt")); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("error %v", err)
	}
	countries, err := geonames.ReadCountries(t.Context(), filepath.Join(dir, "countryInfo.txt"))
	wantCountries := []geonames.Country{{
		Code: "XA", Code3: "XAA", Name: "Musterland", Capital: "Musterstadt", Continent: "EU", PostcodeFormat: "####",
		PostcodeRegexp: `^(\d{4})$`, Languages: []string{"de-XA", "fr"}, SourceID: "77", Neighbours: []string{"XB", "XC"},
	}}
	if diff := cmp.Diff(wantCountries, countries); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestClaims(t *testing.T) {
	for name, want := range map[string][2]bool{ // places, postcodes
		"allcountries.txt": {true, false}, "allcountries": {true, false}, "cities5000": {true, false}, "cities500.txt": {true, false},
		"citieslist.csv": {false, false}, "us.txt": {false, false}, "us_postal.txt": {false, true},
	} {
		if got := [2]bool{geonames.Places.Claims(name), geonames.Postcodes.Claims(name)}; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// FuzzDumps holds that any bytes are read to the end with counts that agree.
func FuzzDumps(f *testing.F) {
	f.Add([]byte(placeLine("1", "A", "A", "b,c", "1", "2", "P", "PPL", "", "", "5")))
	f.Add([]byte(ownForm))
	f.Add([]byte(headed))
	path := filepath.Join(f.TempDir(), "x.txt")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		for _, new := range []reader{geonames.NewPlaces, geonames.NewPostcodes} {
			features, report, _ := read(t.Context(), new, path)
			if report.Read != report.Used+report.Skipped || report.Used != int64(len(features)) {
				t.Errorf("%d features, %+v", len(features), report)
			}
		}
	})
}
