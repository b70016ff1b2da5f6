package areas

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// collection is a FeatureCollection of features, each "value coordinates".
func collection(features ...string) string {
	var text []string
	for _, f := range features {
		value, coordinates, _ := strings.Cut(f, " ")
		kind := "Polygon"
		if strings.HasPrefix(coordinates, "[[[[") {
			kind = "MultiPolygon"
		}
		text = append(text, fmt.Sprintf(`{"type":"Feature","properties":{"name":"x","code":%s},"geometry":{"type":"%s","coordinates":%s}}`, value, kind, coordinates))
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(text, ",\n") + `]}`
}

func square(west, south, east, north float64) string {
	return fmt.Sprintf("[[%v,%v],[%v,%v],[%v,%v],[%v,%v],[%v,%v]]", west, south, east, south, east, north, west, north, west, south)
}

func read(t *testing.T, text string) *Areas {
	t.Helper()
	a, err := Read(strings.NewReader(text), "test.geojson", "code")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAt(t *testing.T) {
	west, east := square(0, 0, 10, 10), square(10, 0, 20, 10)
	tests := []struct {
		name     string
		file     string
		lat, lon float64
		want     string
	}{
		{"inside", collection(`"W" [` + west + `]`), 5, 5, "W"},
		{"outside", collection(`"W" [` + west + `]`), 5, 15, ""},
		{"no position", collection(`"W" [` + west + `]`), math.NaN(), 5, ""},
		{"a code with zeros", collection(`"01001" [` + west + `]`), 5, 5, "01001"},
		{"a number as it is written", collection(`1001.50 [` + west + `]`), 5, 5, "1001.50"},
		{"a truth value", collection(`true [` + west + `]`), 5, 5, "true"},
		{"no code", collection(`null [`+west+`]`, `"E" [`+east+`]`), 5, 5, ""},
		{"a shared border", collection(`"W" [`+west+`]`, `"E" [`+east+`]`), 5, 10, "E"},
		{"a shared border, the other first", collection(`"E" [`+east+`]`, `"W" [`+west+`]`), 5, 10, "E"},
		{"an outer border", collection(`"W" [`+west+`]`, `"E" [`+east+`]`), 5, 20, "E"},
		{"an outer corner", collection(`"W" [`+west+`]`, `"E" [`+east+`]`), 10, 20, "E"},
		{"a corner of two", collection(`"W" [`+west+`]`, `"E" [`+east+`]`), 10, 10, "W"},
		{"a hole", collection(`"W" [` + west + `,` + square(4, 4, 6, 6) + `]`), 5, 5, ""},
		{"beside a hole", collection(`"W" [` + west + `,` + square(4, 4, 6, 6) + `]`), 5, 3, "W"},
		{"an enclave", collection(`"W" [`+west+`,`+square(4, 4, 6, 6)+`]`, `"I" [`+square(4, 4, 6, 6)+`]`), 5, 5, "I"},
		{"the second part", collection(`"B" [[` + west + `],[` + square(30, 0, 40, 10) + `]]`), 5, 35, "B"},
		{"the smaller of two", collection(`"big" [`+square(0, 0, 50, 50)+`]`, `"W" [`+west+`]`), 5, 5, "W"},
		{"the smaller without its hole", collection(`"S" [`+square(0, 0, 7, 7)+`]`, `"R" [`+west+`,`+square(1, 1, 9, 9)+`]`), 0.5, 0.5, "R"},
		{"the first of two alike", collection(`"1" [`+west+`]`, `"2" [`+west+`]`), 5, 5, "1"},
		{"a ring left open", collection(`"W" [[[0,0],[10,0],[10,10],[0,10]]]`), 5, 5, "W"},
		{"positions with heights", collection(`"W" [[[0,0,7],[10,0,7],[10,10,7],[0,10,7],[0,0,7]]]`), 5, 5, "W"},
		{"over the antimeridian, to the east", collection(`"F" [` + square(170, 0, 190, 10) + `]`), 5, -175, "F"},
		{"over the antimeridian, to the west", collection(`"F" [` + square(-190, 0, -170, 10) + `]`), 5, 175, "F"},
		{"a ring of two corners", collection(`"0" [[[0,0],[10,10],[0,0]]]`, `"W" [`+west+`]`), 5, 5, "W"},
		{"nothing and something", collection(`"0" []`, `"1" [[],[]]`, `"W" [`+west+`]`), 5, 5, "W"},
		{"other geometries", `{"type":"FeatureCollection","features":[
			{"type":"Feature","properties":{"code":"P"},"geometry":{"type":"Point","coordinates":[5,5]}},
			{"type":"Feature","properties":{"code":"L"},"geometry":{"type":"MultiLineString","coordinates":[[[0,0],[10,10]]]}},
			{"type":"Feature","properties":null,"geometry":null},
			{"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,1]},{"coordinates":[` + west + `],"type":"Polygon"}]},"properties":{"code":"C"}}]}`, 5, 5, "C"},
		{"features on lines", `{"type":"Feature","properties":{"code":"W"},"geometry":{"type":"Polygon","coordinates":[` + west + `]}}` + "\n\x1e" +
			`{"type":"Feature","properties":{"code":"E"},"geometry":{"type":"Polygon","coordinates":[` + east + "]}}\n", 5, 15, "E"},
		{"a byte order mark", "\ufeff" + collection(`"W" [`+west+`]`), 5, 5, "W"},
		{"escapes", collection(`"\u00e9\ud83d\ude00\ud83d\n" [` + west + `]`), 5, 5, "é😀\ufffd\n"},
	}
	for _, test := range tests {
		if got, _ := read(t, test.file).At(geocode.Point{Lat: test.lat, Lon: test.lon}); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestID(t *testing.T) {
	feature := `{"type":"Feature","id":"01001","properties":{%s"x":1},"geometry":{"type":"Polygon","coordinates":[` + square(0, 0, 1, 1) + `]}}`
	for properties, want := range map[string]string{"": "01001", `"id":7,`: "7"} {
		a, err := Read(strings.NewReader(fmt.Sprintf(feature, properties)), "x", "id")
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := a.At(geocode.Point{Lat: 0.5, Lon: 0.5}); got != want {
			t.Errorf("%q: %q, want %q", properties, got, want)
		}
	}
}

func TestFaults(t *testing.T) {
	good := `"W" [` + square(0, 0, 10, 10) + `]`
	tests := []struct{ name, file, want string }{
		{"nothing", "", "has no features"},
		{"no feature", `{"type":"FeatureCollection","features":[]}`, "has no features"},
		{"no polygon", `{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}`, "no polygons among its 1 features"},
		{"no such property", strings.ReplaceAll(collection(good), "code", "insee"), `no area has a property "code"; there are name, insee`},
		{"a web page", "<!DOCTYPE html>", "line 1, column 1: '<' is not how GeoJSON begins"},
		{"a bare geometry", `{"type":"Polygon","coordinates":[]}`, `"Polygon" is no feature`},
		{"TopoJSON", `{"type":"Topology","objects":{},"arcs":[[[0,0]]]}`, "this is TopoJSON"},
		{"cut short", collection(good)[:150], "the file ends in the middle"},
		{"cut in a number", `{"type":"FeatureCollection","x":1`, "the file ends in the middle"},
		{"metres", collection(`"W" [[[652381.2,6862305.1]]]`), "(feature 1): the position 652381.2, 6.8623051e+06 is no longitude and latitude"},
		{"the line", collection(good, `"W" [[[1,"2"]]]`), "line 2, column 105 (feature 2)"},
		{"half a position", collection(`"W" [[[1]]]`), "a position needs"},
		{"a polygon of a line's depth", collection(`"W" [[1,2],[3,4]]`), "there are 1 brackets around its positions, not 2"},
		{"unequal brackets", collection(`"W" [[[1,2],[[3,4]]]]`), "not all nested alike"},
		{"an unknown geometry", strings.ReplaceAll(collection(good), "Polygon", "Curve"), `"Curve" is no type of geometry`},
		{"a property that is an object", collection(`{"a":1} [` + square(0, 0, 1, 1) + `]`), `"code" is no string or number`},
		{"a number of Go", collection(`0x10 [` + square(0, 0, 1, 1) + `]`), `"0x10" is no value of JSON`},
		{"a bad escape", collection(`"\x" [` + square(0, 0, 1, 1) + `]`), `\x is no escape`},
		{"deep", strings.Repeat(`{"features":[`, 50), "stand in one another"},
		{"a missing comma", `{"a":1 "b":2}`, "a comma or '}' should be"},
	}
	for _, test := range tests {
		_, err := Read(strings.NewReader(test.file), "test.geojson", "code")
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "test.geojson") {
			t.Errorf("%s: %v\nwant %s", test.name, err, test.want)
		}
	}
}

func TestParse(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.geojson")
	os.WriteFile(file, []byte("{}"), 0o600)
	tests := []struct{ flag, path, field string }{
		{file + ":GEOID", file, "GEOID"},
		{file + ":ref:INSEE", file, "ref:INSEE"},
		{`C:\maps\nowhere.geojson:GEOID`, `C:\maps\nowhere.geojson`, "GEOID"},
		{file, "", ""},
		{file + ":", "", ""},
		{":GEOID", "", ""},
	}
	for _, test := range tests {
		path, field, err := Parse(test.flag)
		if path != test.path || field != test.field || (err == nil) != (test.path != "") {
			t.Errorf("%q: %q, %q, %v", test.flag, path, field, err)
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(collection(`"W" [` + square(0, 0, 10, 10) + `]`)))
	z.Close()
	path := filepath.Join(dir, "a.geojson.gz")
	os.WriteFile(path, packed.Bytes(), 0o600)
	a, err := Open(path, "code")
	if err != nil || a.Count() != 1 || !covers(a, geocode.Point{Lat: 1, Lon: 1}) {
		t.Errorf("%v, %v", a, err)
	}
	os.WriteFile(path, packed.Bytes()[:packed.Len()-9], 0o600)
	if _, err := Open(path, "code"); err == nil || !strings.Contains(err.Error(), "cannot be unpacked") {
		t.Errorf("cut short: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "none"), "code"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// mosaic cuts a square into triangles at wild corners, shared exactly.
func mosaic(random *rand.Rand, n int) string {
	at := make([][2]float64, (n+1)*(n+1))
	for i := range at {
		x, y := float64(i%(n+1)), float64(i/(n+1))
		if x > 0 && x < float64(n) && y > 0 && y < float64(n) {
			x, y = x+random.Float64()*0.8-0.4, y+random.Float64()*0.8-0.4
		}
		at[i] = [2]float64{x / 3, y / 7}
	}
	var features []string
	for y := range n {
		for x := range n {
			a, b, c, d := at[y*(n+1)+x], at[y*(n+1)+x+1], at[(y+1)*(n+1)+x+1], at[(y+1)*(n+1)+x]
			for _, triangle := range [][3][2]float64{{a, b, c}, {d, a, c}} {
				ring := strings.Join(strings.Fields(fmt.Sprintf("%v", triangle)), ",")
				features = append(features, fmt.Sprintf(`"%d" [%s]`, len(features), ring))
			}
		}
	}
	return collection(features...)
}

// Every point of a map without gaps lies in one area, also on the borders.
func TestEveryPointIsInOneArea(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	a := read(t, mosaic(random, 6))
	try := func(p geocode.Point) {
		t.Helper()
		holding := 0
		for i := range a.parts {
			if a.parts[i].where(p) == inside {
				holding++
			}
		}
		onRim := p.Lat == 0 || p.Lon == 0 || p.Lat == 6.0/7 || p.Lon == 2
		if holding > 1 || holding == 0 && !onRim || !covers(a, p) {
			t.Fatalf("%v lies in %d areas, found: %v", p, holding, covers(a, p))
		}
	}
	for i := range a.parts {
		corners := a.parts[i].corners
		for j := 1; j < len(corners); j++ {
			p, q := corners[j-1], corners[j]
			try(p)
			for range 50 { // as near to the border as numbers are
				s := random.Float64()
				try(geocode.Point{Lat: p.Lat + s*(q.Lat-p.Lat), Lon: p.Lon + s*(q.Lon-p.Lon)})
			}
		}
	}
	for range 5000 {
		try(geocode.Point{Lat: random.Float64() * 6 / 7, Lon: random.Float64() * 2})
	}
}

// A ring whose edges all reach from south to north is listed in few bands only.
func TestLongEdges(t *testing.T) {
	var ring []geocode.Point
	for i := range 30_000 {
		ring = append(ring, geocode.Point{Lat: float64(i % 2), Lon: float64(i) / 1000})
	}
	e := newEdges([][]geocode.Point{ring})
	if len(e.list) > maxRepeated*len(e.corners) {
		t.Errorf("%d edges are listed %d times", len(ring), len(e.list))
	}
}

// Boxes as wide as the world are listed in few cells only.
func TestWideBoxes(t *testing.T) {
	boxes := make([]geocode.Box, 100_000)
	for i := range boxes {
		boxes[i] = geocode.Box{South: -90, West: -180, North: 90, East: 180}
	}
	if g := newGrid(boxes); len(g.list) > maxListed {
		t.Errorf("listed %d times", len(g.list))
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(collection(`"W" [`+square(0, 0, 10, 10)+`,`+square(4, 4, 6, 6)+`]`, `7 [[`+square(-190, 0, -170, 10)+`]]`)))
	f.Add([]byte(`{"type":"Feature","properties":{"code":"\ud83d\ude00"},"geometry":null}` + "\n{}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		a, err := Read(bytes.NewReader(text), "x", "code")
		if err != nil {
			return
		}
		for i := range a.parts {
			for _, c := range a.parts[i].corners {
				a.At(c)
			}
		}
		a.At(geocode.Point{Lat: 5, Lon: 5})
	})
}

func covers(a *Areas, p geocode.Point) bool {
	_, found := a.At(p)
	return found
}
