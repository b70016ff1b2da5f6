package cli

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

func TestInspect(t *testing.T) {
	var m inspection
	if err := json.Unmarshal([]byte(succeed(t, "index", "inspect", "--json", town(t))), &m); err != nil {
		t.Fatal(err)
	}
	if m.Counts["addresses"] != 5 || m.Counts["streets"] != 2 || len(m.Sources) == 0 || m.Build == "" || m.Extent == nil {
		t.Errorf("%+v", m)
	}
	if us := m.Countries["US"]; us["addresses"] != 5 || us["streets"] != 2 || us["places"] != 1 || us["postcodes"] != 1 {
		t.Errorf("of the country: %v", us)
	}
	text := succeed(t, "index", "inspect", town(t))
	for _, want := range []string{"addresses", "SECTION", "LICENCE", "COUNTRY  ADDRESSES  STREETS", "US       5          2", "Natural Earth", "from 24.5"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if text := succeed(t, "index", "inspect"); !strings.Contains(text, "GeoNames") {
		t.Errorf("of the built-in gazetteer:\n%s", text)
	}
	if few, all := succeed(t, "index", "inspect"), succeed(t, "index", "inspect", "--all"); strings.Count(all, "\n")-strings.Count(few, "\n") < 200 || !strings.Contains(few, "--all") {
		t.Errorf("of the built-in gazetteer, %d lines, and all %d", strings.Count(few, "\n"), strings.Count(all, "\n"))
	}
	succeed(t, "index", "verify", town(t))
	succeed(t, "index", "verify")
}

// The census counts what the builder counted, by another way.
func TestCensus(t *testing.T) {
	var m inspection
	if err := json.Unmarshal([]byte(succeed(t, "index", "inspect", "--json")), &m); err != nil {
		t.Fatal(err)
	}
	for kind, counted := range map[string]string{"places": "place", "districts": "district", "districts2": "district2", "neighborhoods": "neighborhood"} {
		sum := 0
		for _, held := range m.Countries {
			sum += held[kind]
		}
		if sum != m.Counts[counted] || sum == 0 {
			t.Errorf("%d %s, the builder counted %d", sum, kind, m.Counts[counted])
		}
	}
}

func TestLookup(t *testing.T) {
	for query, want := range map[string]string{
		"3 Mill Lane, Springvale, KY": "3 Mill Lane",
		"38.1102,-85.7102":            "2 Harbour Street",
		"Paris":                       "France",
	} {
		got := succeed(t, "index", "lookup", "--index", town(t), "--explain", "--max", "1", query)
		if !strings.Contains(got, want) || !strings.Contains(got, "cost ") {
			t.Errorf("%s:\n%s", query, got)
		}
	}
	var found lookedUp
	if err := json.Unmarshal([]byte(succeed(t, "index", "lookup", "--json", "Redmond, WA")), &found); err != nil || found.Status != geocode.Success ||
		len(found.Answers) == 0 || found.Answers[0].Name != "Redmond, WA" || found.Answers[0].Confidence != "High" || found.Answers[0].ReadAs == nil {
		t.Errorf("%+v, %v", found, err)
	}
	if got := call(t, "", "index", "lookup", "--json", "zxqwvzxqwv"); got.status != 1 || !strings.HasPrefix(got.out, `{"status":"NotFound","reason":"No location was found.","answers":[]}`) {
		t.Errorf("%+v", got)
	}
	for _, query := range []string{"zxqwvzxqwv", "91,181", "\u202e", "☃☃☃", strings.Repeat("word ", 10_000), "\x00\x1b[2J"} {
		got := call(t, "", "index", "lookup", "--", query)
		if got.status == 1 && strings.Count(got.err, "\n") != 1 || got.status > 1 {
			t.Errorf("%.40q: %+v", query, got)
		}
	}
}

// What is wrong with an index is told by every command that opens it.
func TestDamagedIndex(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "town")
	buildTown(t, dir, townList)
	files, err := filepath.Glob(dir + "/*")
	if err != nil {
		t.Fatal(err)
	}
	feed := write(t, "feed.csv", "Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query\n1,\"3 Mill Lane, Springvale, KY\"\n")
	for _, file := range files {
		data := read(t, file)
		os.WriteFile(file, []byte(data[:len(data)/2]), 0o600)
		for _, args := range [][]string{{"inspect", dir}, {"verify", dir}, {"lookup", "--index", dir, "3 Mill Lane"}} {
			got := call(t, "", append([]string{"index"}, args...)...)
			if got.status != 1 || !strings.Contains(got.err, dir) || got.out != "" {
				t.Errorf("%s cut in half: index %s: %+v", filepath.Base(file), args[0], got)
			}
		}
		if got := call(t, "", "geocode", feed, "--index", dir); got.status != 1 || got.out != "" || !strings.Contains(got.err, dir) {
			t.Errorf("%s cut in half: geocode: %+v", filepath.Base(file), got)
		}
		flipped := []byte(data)
		flipped[len(flipped)/2] ^= 1
		os.WriteFile(file, flipped, 0o600)
		if got := call(t, "", "index", "verify", dir); got.status != 1 || !strings.Contains(got.err, dir) {
			t.Errorf("%s with a wrong bit: index verify: %+v", filepath.Base(file), got)
		}
		os.WriteFile(file, []byte(data), 0o600)
	}
	succeed(t, "index", "verify", dir)
}

// A build that is interrupted, or fails, leaves the index from before.
func TestBuildThatFailsLeavesTheIndex(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "town")
	buildTown(t, dir, townList)
	before := succeed(t, "index", "inspect", "--json", dir)
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	var said strings.Builder
	r := &run{Streams: Streams{Err: &said}, ctx: ctx}
	c := indexBuildCommand{Out: dir, Sources: []string{"csv:" + write(t, "new.csv", townList+"9,New Street,Springvale,KY,40201,38.2,-85.8\n")}, sourceFlags: sourceFlags{Country: "US"}, Memory: "1GB"}
	if err := c.Run(r); err == nil || !strings.Contains(err.Error(), "interrupted") {
		t.Errorf("interrupted: %v", err)
	}
	if got := call(t, "", "index", "build", "-o", dir, "csv:"+write(t, "cut.csv.gz", "\x1f\x8b\x08\x00")); got.status != 1 {
		t.Errorf("of a file cut short: %+v", got)
	}
	useless := write(t, "useless.csv", "number,street,city,lat,lon\n1,Main St,Springvale,95,200\n")
	if got := call(t, "", "index", "build", "-o", dir, "csv:"+useless); got.status != 1 || !strings.Contains(got.err, "coordinate.range") || !strings.Contains(got.err, "no record that can be used") {
		t.Errorf("of a file without one good row: %+v", got)
	}
	if after := succeed(t, "index", "inspect", "--json", dir); after != before {
		t.Errorf("the index was changed:\n%s\n%s", before, after)
	}
	succeed(t, "index", "verify", dir)
	if left, _ := os.ReadDir(parent); len(left) != 1 {
		t.Errorf("beside the index: %v", left)
	}
}

// An index is not strewn among other things.
func TestBuildLeavesOtherFoldersAlone(t *testing.T) {
	list := write(t, "town.csv", townList)
	dir := filepath.Dir(list)
	if got := call(t, "", "index", "build", "-o", dir, "csv:"+list); got.status != 1 || !strings.Contains(got.err, "such as town.csv: name a directory that is new or empty") {
		t.Errorf("a folder with a list in it: %+v", got)
	}
	if got := call(t, "", "index", "build", "-o", list, "csv:"+list); got.status != 1 || !strings.Contains(got.err, "cannot be a directory of an index") {
		t.Errorf("a file: %+v", got)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("beside the list: %v", left)
	}
}

func TestBuildTellsWhatItSkipped(t *testing.T) {
	list := write(t, "town.csv", townList+"11,Mill Lane,Springvale,KY,40201,north,-85.7\n")
	got := call(t, "", "index", "build", "-o", filepath.Join(t.TempDir(), "town"), "--country", "us", "csv:"+list)
	if got.status != 0 || got.out != "" || !strings.Contains(got.err, "6 records read, 5 used, 1 skipped") || !strings.Contains(got.err, "north") || !strings.Contains(got.err, "5 addresses on 2 streets") {
		t.Errorf("%+v", got)
	}
}

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{
		"512MB": 512e6, "2GiB": 2 << 30, "1gb": 1e9, "100": 100, "3M": 3 << 20,
		"": 0, "0GB": 0, "-1GB": 0, "much": 0, "1.5GB": 0, "9999999999999GB": 0, "1 GB": 0, "01GB": 0,
	} {
		if got, err := parseSize(text); got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
}

// A build tells what became of each source's records, and keeps who is to be
// named for the data.
func TestBuildOfSeveralSources(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	got := call(t, "", "index", "build", "-o", dir, "--country", "US", "--licence", "CC0-1.0", "--attribution", "The town of Springvale",
		"csv:"+write(t, "town.csv", townList),
		"csv:"+write(t, "county.csv", townList+"7,...,Springvale,KY,40201,38.1007,-85.7007\n9,Mill Lane,Springvale,KY,40201,north,-85.7\n"))
	if got.status != 0 {
		t.Fatalf("%+v", got)
	}
	for _, want := range []string{"town.csv: 5 records read, 5 used, 0 skipped", "county.csv: 7 records read, 5 used, 2 skipped",
		"1 × address.street.unreadable", `"7, ..., Springvale`, "1 × coordinate.invalid", `county.csv line 8 lat "north"`, "5 addresses on 2 streets"} {
		if !strings.Contains(got.err, want) {
			t.Errorf("%q is not in\n%s", want, got.err)
		}
	}
	if text := succeed(t, "version", "--index", dir); !strings.Contains(text, "GeoNames") || strings.Count(text, "The town of Springvale") != 1 {
		t.Errorf("version --index: %s", text)
	}
}
