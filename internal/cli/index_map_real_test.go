package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// TestMapsAnswer builds real extracts, alone and with a list of the same
// streets, and asks what people would.
func TestMapsAnswer(t *testing.T) {
	data := realData(t)
	extract := func(name string) string { return "osm:" + filepath.Join(data, "osm", name+".osm.pbf") }
	for _, one := range []struct {
		name    string
		args    []string
		answers map[string]string // the beginning of the first answer, by question
	}{
		{"Liechtenstein and Helsinki", []string{extract("li-liechtenstein-2022-12"), extract("fi-helsinki-centre-2019")}, map[string]string{
			"Städtle 36, Vaduz":                  "Städtle 36, 9490 Vaduz",
			"47.139044,9.522281":                 "Städtle 36, 9490 Vaduz",
			"Mannerheimvägen 2, Helsingfors":     "Mannerheimintie 2, 00100 Helsinki",
			"Steinbösstrasse / Oberdorf, Mauren": "Steinbösstrasse & Oberdorf, 9493 Mauren",
			"Feldkircher Strasse 50, 9494, LI":   "Feldkircher Strasse 50, 9494 Schaan",
		}},
		{"Copenhagen", []string{extract("dk-copenhagen-2012")}, map[string]string{
			"Nørregade 10, 1165 København K": "Nørregade 10, 1165 Copenhagen",
			"Nørregade 10, Copenhagen":       "Nørregade 10, 1165 Copenhagen",
		}},
		{"Baltimore County", []string{"--country", "US", extract("us-md-reisterstown-baltimore-county"),
			"csv:" + filepath.Join(data, "addresses", "us-md-baltimore-county-2014.geojsonl.gz")}, map[string]string{
			"6001 Altamont Pl, Roland Park, MD":           "6001 Altamont Place, Roland Park, MD 21210", // as the map says
			"6001 Altamont Pl, Baltimore, MD":             "6001 Altamont Place, Baltimore, MD 21210",   // as the list says
			"2850 Quarry Lake Drive, Mount Washington":    "2850 Quarry Lake Drive, Mount Washington, MD",
			"Our Lane & Longacre Lane, Owings Mills":      "Our Lane & Longacre Lane, Owings Mills",
			"West Seminary Avenue, Lutherville, MD 21093": "West Seminary Avenue, Lutherville, MD 21093",
			"21153":                              "Stevenson, MD 21153",
			"21319 Gunpowder Rd, Manchester, MD": "21319 GUNPOWDER RD, Manchester, MD 21102", // of the list alone
		}},
	} {
		t.Run(one.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			succeed(t, append([]string{"index", "build", "-q", "-o", dir}, one.args...)...)
			for question, want := range one.answers {
				out := succeed(t, "index", "lookup", "--max", "5", "--index", dir, question)
				_, first, _ := strings.Cut(out, "\n")
				if !strings.HasPrefix(first, want) {
					t.Errorf("%s is answered with %.90q, want %q", question, first, want)
				}
				if number, _, _ := strings.Cut(want, " "); text.HasDigit(number) && strings.Count(first, "\n"+number+" ") > 0 {
					t.Errorf("%s has two answers of one house: %s", question, first)
				}
			}
			if n := doubled(t, dir); n > 5 {
				t.Errorf("%d house numbers stand twice within 50 m under one street's name in one place", n)
			}
		})
	}
}

// doubled counts house numbers that two streets of one name and place have at
// one point.
func doubled(t *testing.T, dir string) (count int) {
	t.Helper()
	ix, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	type house struct {
		area         index.ID
		name, number string
		lat, lon     int // about 50 m
	}
	s := ix.Streets()
	seen := map[house]index.StreetID{}
	for id := range index.StreetID(s.Count()) {
		name, err := s.Name(id)
		if err != nil {
			t.Fatal(err)
		}
		street, err := s.Street(id)
		if err != nil {
			t.Fatal(err)
		}
		err = s.EachAddress(id, func(a *index.Address) bool {
			h := house{street.Area, strings.ToLower(name), a.HouseNumber(), int(a.Point.Lat * 2000), int(a.Point.Lon * 2000)}
			if before, is := seen[h]; is && before != id {
				count++
			}
			seen[h] = id
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return count
}
