package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// townAreas is a map of the town's two halves, south and north of 38.105.
const townAreas = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"0007","name":"South"},"geometry":{"type":"Polygon","coordinates":[[[-86,38],[-85,38],[-85,38.105],[-86,38.105],[-86,38]]]}},
{"type":"Feature","properties":{"code":"0008","name":"North"},"geometry":{"type":"Polygon","coordinates":[[[-86,38.105],[-85,38.105],[-85,39],[-86,39],[-86,38.105]]]}}]}`

func TestJoin(t *testing.T) {
	in := write(t, "in.csv", "code,address,city\n1,3 Mill Lane,Springvale\n2,4 Harbour Street,Springvale\n3,,\n")
	areas := write(t, "town.geojson", townAreas)
	got := call(t, "", "geocode", in, "--index", town(t), "--fields", "status", "--join", areas+":code", "--join", areas+":name")
	want := "code,address,city,status,match_code,name\n1,3 Mill Lane,Springvale,Success,0007,South\n2,4 Harbour Street,Springvale,Success,0008,North\n3,,,BadRequest,,\n"
	if diff := cmp.Diff(want, got.out); diff != "" || got.status != 0 {
		t.Errorf("status %d: %s\n%s", got.status, got.err, diff)
	}
	if says := "joins      code of the 2 areas of " + areas; !strings.Contains(got.err, says) {
		t.Errorf("%q is not said: %s", says, got.err)
	}
	broken := write(t, "broken.geojson", townAreas[:300])
	for flag, want := range map[string]struct {
		status int
		says   string
	}{
		areas:             {2, "is not FILE:FIELD"},
		areas + ":GEOID":  {1, `no area has a property "GEOID"; there are code, name`},
		"nowhere.json:id": {1, "no such file"},
		broken + ":code":  {1, "broken.geojson, line 3, column "},
		in + ":code":      {1, "is not how GeoJSON begins"},
	} {
		if got := call(t, "", "geocode", in, "--join", flag); got.status != want.status || !strings.Contains(got.err, want.says) || got.out != "" {
			t.Errorf("%s: %+v\nwant %s", flag, got, want.says)
		}
	}
}

func TestReport(t *testing.T) {
	dir := t.TempDir()
	in, out, page := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv"), filepath.Join(dir, "report.html")
	rows := tableOfRows(9000) + "9000,\"<script>alert(1)</script>\",\n"
	if err := os.WriteFile(in, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	succeed(t, "geocode", in, "--index", town(t), "-o", out, "--report", page)
	whole := read(t, page)
	for _, want := range []string{"of 9\u202f001 rows answered</h1>", "<bdi>in.csv</bdi> → <bdi>out.csv</bdi>", "<svg", "the row has no address", "House number"} {
		if !strings.Contains(whole, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if strings.Contains(whole, "<script") {
		t.Error("a row's text is markup in the report")
	}
	succeed(t, "geocode", in, "--index", town(t), "-o", out, "--report", page, "--workers", "3")
	if read(t, page) != whole {
		t.Error("the same rows gave another report")
	}
	succeed(t, "geocode", in, "--index", town(t), "-o", out+".xlsx", "--report", page)
	if got := strings.Replace(read(t, page), "out.csv.xlsx", "out.csv", 1); got != whole {
		t.Error("a workbook's report is another")
	}
	if left, _ := filepath.Glob(dir + "/*"); len(left) != 4 {
		t.Errorf("left: %q", left)
	}
}

func TestReportIsRefused(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	os.WriteFile(in, []byte("id,city\n1,Paris\n"), 0o600)
	feed := write(t, "feed.csv", "Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query\n1,Paris\n")
	for _, test := range []struct {
		in, page string
		status   int
		says     string
	}{
		{in, in, 2, "would write onto the table"},
		{in, out, 2, "would write onto the output"},
		{in, "-", 2, "goes to a file"},
		{in, dir, 2, "is a directory"},
		{in, filepath.Join(dir, "nowhere", "x.html"), 1, "choose a place that can be written with --report"},
		{feed, filepath.Join(dir, "x.html"), 2, "--report is for tables"},
	} {
		if got := call(t, "", "geocode", test.in, "-o", out, "--report", test.page); got.status != test.status || !strings.Contains(got.err, test.says) {
			t.Errorf("%s: %+v\nwant %s", test.page, got, test.says)
		}
	}
	if left, _ := filepath.Glob(dir + "/*"); fmt.Sprint(left) != fmt.Sprint([]string{in}) {
		t.Errorf("left: %q", left)
	}
}
