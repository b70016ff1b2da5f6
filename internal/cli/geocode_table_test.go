package cli

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// customers is a table in a spreadsheet's German dialect, on the town's index.
const customers = "Kunde;Straße;Nr;Ort;PLZ\r\n007;Mill Lane;3;Springvale;40201\r\n\"008\";Harbour Street;4;Springvale;40201\r\n009;Mill Lane;3;Springvale;40201\r\n010;;;;\r\n"

func TestGeocodeTable(t *testing.T) {
	in := write(t, "customers.csv", customers)
	got := call(t, "", "geocode", in, "--index", town(t), "--country", "US", "--fields", "latitude,longitude,confidence,status,number,street")
	want := "Kunde;Straße;Nr;Ort;PLZ;latitude;longitude;confidence;status;number;street\r\n" +
		"007;Mill Lane;3;Springvale;40201;38.1003;-85.7003;High;Success;3;Mill Lane\r\n" +
		"\"008\";Harbour Street;4;Springvale;40201;38.1104;-85.7104;High;Success;4;Harbour Street\r\n" +
		"009;Mill Lane;3;Springvale;40201;38.1003;-85.7003;High;Success;3;Mill Lane\r\n" +
		"010;;;;;;;;BadRequest;;\r\n"
	if diff := cmp.Diff(want, got.out); diff != "" || got.status != 0 {
		t.Errorf("status %d: %s\n%s", got.status, got.err, diff)
	}
	for _, says := range []string{in + ": cells parted by \";\", UTF-8; asked for the points of addresses", "number     Nr (by its name)", "not asked  Kunde",
		"4 rows: 3 High, 0 Medium, 0 Low, 1 failed", "1 of the failed rows could not be asked for; the first: line 5: the row has no address"} {
		if !strings.Contains(got.err, says) {
			t.Errorf("%q is not said: %s", says, got.err)
		}
	}
	if quiet := call(t, "", "geocode", in, "-q"); quiet.err != "" || quiet.status != 0 {
		t.Errorf("-q: %+v", quiet)
	}
}

// Whatever the number of workers, and whether it comes from a file or a pipe,
// packed or not: the same bytes.
func TestTableGivesTheSameBytes(t *testing.T) {
	text := tableOfRows(9000)
	in := write(t, "in.csv", text)
	want := succeed(t, "geocode", in, "--index", town(t), "--workers", "1")
	if n := strings.Count(want, "\n"); n != 9001 {
		t.Fatalf("%d lines", n)
	}
	var zipped, zstandard bytes.Buffer
	g := gzip.NewWriter(&zipped)
	io.WriteString(g, text)
	g.Close()
	z, _ := zstd.NewWriter(&zstandard)
	io.WriteString(z, text)
	z.Close()
	for name, args := range map[string][]string{"3 workers": {in, "--workers", "3"}, "gzip": {write(t, "in.csv.gz", zipped.String())}, "zstd": {write(t, "in.csv.zst", zstandard.String())}} {
		if got := succeed(t, append([]string{"geocode", "--index", town(t)}, args...)...); got != want {
			t.Errorf("%s: other bytes", name)
		}
	}
	if got := call(t, text, "geocode", "-", "--index", town(t)); got.out != want {
		t.Errorf("a pipe: other bytes, %s", got.err)
	}
}

// tableOfRows makes a table of n rows, some equal, some wrong.
func tableOfRows(n int) string {
	var b strings.Builder
	b.WriteString("id,address,city\n")
	for i := range n {
		switch i % 7 {
		case 3:
			fmt.Fprintf(&b, "%05d,,\n", i)
		case 5:
			fmt.Fprintf(&b, "%05d,3 Mill Lane, Springvale\n", i)
		case 6:
			fmt.Fprintf(&b, "%05d,%d Mill Lane,Springvale,too,many\n", i, i)
		default:
			fmt.Fprintf(&b, "%05d,%d Mill Lane,Springvale\n", i, i%40)
		}
	}
	return b.String()
}

func TestTableFormats(t *testing.T) {
	in := write(t, "in.csv", "id,address,city\n1,3 Mill Lane,Springvale\n2,,\n")
	dir := t.TempDir()
	to := func(name string, more ...string) string {
		path := filepath.Join(dir, name)
		succeed(t, append([]string{"geocode", in, "--index", town(t), "-o", path, "--fields", "latitude,longitude,status"}, more...)...)
		return path
	}
	if got, want := read(t, to("a.tsv")), "id\taddress\tcity\tlatitude\tlongitude\tstatus\n1\t3 Mill Lane\tSpringvale\t38.1003\t-85.7003\tSuccess\n2\t\t\t\t\tBadRequest\n"; got != want {
		t.Errorf("tsv: %q", got)
	}
	if got, want := read(t, to("a.jsonl")), `{"id":"1","address":"3 Mill Lane","city":"Springvale","latitude":38.1003,"longitude":-85.7003,"status":"Success"}`+"\n"; !strings.HasPrefix(got, want) {
		t.Errorf("jsonl: %s", got)
	}
	var collection struct {
		Type     string
		Features []struct {
			Geometry   *struct{ Coordinates []float64 }
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(read(t, to("a.geojson"))), &collection); err != nil || len(collection.Features) != 2 || collection.Features[1].Geometry != nil {
		t.Fatalf("geojson: %v, %+v", err, collection)
	}
	if diff := cmp.Diff([]float64{-85.7003, 38.1003}, collection.Features[0].Geometry.Coordinates); diff != "" {
		t.Error(diff)
	}
	// XLSX and Parquet are read back by the same command.
	for _, name := range []string{"a.xlsx", "a.parquet"} {
		again := succeed(t, "geocode", to(name), "--index", town(t), "--forward", "--fields", "status", "--format", "csv")
		rows, err := csv.NewReader(strings.NewReader(again)).ReadAll()
		if err != nil || len(rows) != 3 {
			t.Fatalf("%s: %v: %s", name, err, again)
		}
		if got, want := strings.Join(rows[1][:6], "|"), "1|3 Mill Lane|Springvale|38.1003|-85.7003|Success"; got != want || rows[1][len(rows[1])-1] != "Success" {
			t.Errorf("%s: %s", name, again)
		}
	}
	piped := succeed(t, "geocode", in, "--index", town(t), "--format", "xlsx", "--fields", "latitude,longitude,status")
	if whole := read(t, filepath.Join(dir, "a.xlsx")); piped != whole {
		t.Errorf("a workbook in a pipe: %d bytes, to a file %d", len(piped), len(whole))
	}
	if left, _ := filepath.Glob(dir + "/*"); len(left) != 5 {
		t.Errorf("left: %q", left)
	}
	for args, says := range map[string]string{"--format xml": "for Dataflow feeds", "--format nope": "csv, tsv, geojson", "-o " + dir + "/a.json": "--format geojson or"} {
		if got := call(t, "", append([]string{"geocode", in}, strings.Fields(args)...)...); got.status != 2 || !strings.Contains(got.err, says) {
			t.Errorf("%s: %+v", args, got)
		}
	}
}

func TestReverseTable(t *testing.T) {
	in := write(t, "in.csv", "name;lat;lon;city\nA;38,1003;-85,7003;x\nB;east;-85;y\nC;38,1104;-85,7104;z\n")
	args := []string{"geocode", in, "--index", town(t), "--fields", "match_name,latitude,status,reason"}
	if got := call(t, "", args...); got.status != 1 || !strings.Contains(got.err, "say --forward to find the points of the addresses, or --reverse") {
		t.Errorf("%+v", got)
	}
	got := succeed(t, append(args, "--reverse", "--decimal-comma")...)
	want := "name;lat;lon;city;match_name;latitude;status;reason\n" +
		"A;38,1003;-85,7003;x;3 Mill Lane, Springvale, KY 40201;38,1003;Success;\n" +
		"B;east;-85;y;;;BadRequest;\"line 3, column lat: \"\"east\"\": is no latitude; degrees from -90 to 90 are expected.\"\n" +
		"C;38,1104;-85,7104;z;4 Harbour Street, Springvale, KY 40201;38,1104;Success;\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNarrowedTable(t *testing.T) {
	in := write(t, "in.csv", "id,city\n1,Cambridge\n2,Springfield\n")
	fields := []string{"--fields", "match_name,status,reason"}
	all := succeed(t, append([]string{"geocode", in, "--country", "GB"}, fields...)...)
	if !strings.Contains(all, "1,Cambridge,\"Cambridge, ") || !strings.Contains(all, "United Kingdom") {
		t.Errorf("--country: %s", all)
	}
	boxed := succeed(t, append([]string{"geocode", in, "--bbox=-72,42,-71,43"}, fields...)...)
	if !strings.Contains(boxed, "\"Cambridge, MA\"") || !strings.Contains(boxed, "2,Springfield,,NotFound,No location was found within --bbox.") {
		t.Errorf("--bbox: %s", boxed)
	}
	for args, says := range map[string]string{
		"--bbox=1,2,3": "3 numbers; west,south,east,north", "--bbox=1,2,3,x": "no number", "--bbox=0,50,10,40": "is no box", "--fields=nope": "there are latitude,",
		"--fail-under=2": "is no share", "--forward --reverse": "exclude", "--encoding=klingon": "no encoding", "--delimiter=ab": "one character", "--columns=city": "names no column", "--columns=query=nope": "there is no column",
		"--resume": "--resume",
	} {
		if got := call(t, "", append([]string{"geocode", in}, strings.Fields(args)...)...); got.status != 2 || !strings.Contains(got.err, says) || got.out != "" {
			t.Errorf("%s: %+v", args, got)
		}
	}
	if got := call(t, feedOf("csv", 2, 1), "geocode", "-", "--reverse"); got.status != 2 || !strings.Contains(got.err, "--reverse is for tables") {
		t.Errorf("a feed: %+v", got)
	}
}

func TestFailUnder(t *testing.T) {
	in := write(t, "in.csv", "id,city\n1,Paris\n2,\n")
	out := filepath.Join(t.TempDir(), "out.csv")
	for share, status := range map[string]int{"0.5": 0, "50%": 0, "0.6": 3, "100%": 3} {
		got := call(t, "", "geocode", in, "-o", out, "--fail-under", share)
		if got.status != status || strings.Count(read(t, out), "\n") != 3 {
			t.Errorf("%s: %+v", share, got)
		}
	}
	if got := call(t, feedOf("csv", 2, 7), "geocode", "-", "--fail-under", "0.9"); got.status != 3 || !strings.Contains(got.err, "answered, less than --fail-under 0.9") {
		t.Errorf("a feed: %+v", got)
	}
}

func TestDryRun(t *testing.T) {
	in := write(t, "in.csv", tableOfRows(50))
	out := filepath.Join(t.TempDir(), "out.csv")
	got := call(t, "", "geocode", in, "-o", out, "--dry-run", "--index", town(t))
	if _, err := os.Stat(out); err == nil || got.status != 0 || got.err != "" {
		t.Errorf("%+v", got)
	}
	if n := strings.Count(got.out, "\n"); n != 1+4+1+1+10 || !strings.Contains(got.out, "address    address (by its name)") || !strings.Contains(got.out, "adds       latitude, longitude") {
		t.Errorf("%d lines:\n%s", n, got.out)
	}
}

// Workbooks and Parquet are read though they are packed once more.
func TestPackedBooks(t *testing.T) {
	in := write(t, "in.csv", tableOfRows(20))
	want := succeed(t, "geocode", in, "-q", "--index", town(t))
	for _, format := range []string{"xlsx", "parquet"} {
		book := succeed(t, "geocode", in, "-q", "--index", town(t), "--fields", "status", "--prefix", "first_", "--format", format)
		for name, data := range map[string]string{"gzip": gzipped(t, book), "zip": zipped(t, book), "zstd": zstandard(t, book), "plain": book} {
			path := write(t, "in", data)
			got := succeed(t, "geocode", path, "-q", "--index", town(t), "--format", "csv")
			if strings.ReplaceAll(got, ",first_status,", ",") == got || strings.Count(got, "\n") != strings.Count(want, "\n") {
				t.Errorf("%s in %s:\n%s", format, name, got)
			}
		}
	}
}

func gzipped(t *testing.T, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(data))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipped(t *testing.T, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	file, err := w.Create("book")
	if err != nil {
		t.Fatal(err)
	}
	file.Write([]byte(data))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t *testing.T, data string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(data), nil))
}

// A letter beyond what is looked at first tells the encoding, where the file
// can be looked through.
func TestEncodingToldLate(t *testing.T) {
	text := "id;city\n" + strings.Repeat("1;Paris\n", 30_000)
	for _, tail := range [...]string{"2;M\xfcnchen\n", "2;München\n"} {
		in := write(t, "in.csv", text+tail)
		got := call(t, "", "geocode", in, "--fields", "match_name")
		latin := tail[3] == 0xfc
		if lines := strings.Split(strings.TrimSpace(got.out), "\n"); got.status != 0 || !strings.HasPrefix(lines[len(lines)-1], tail[:len(tail)-1]+";Munich, Bavaria, Germany") ||
			strings.Contains(got.err, "Windows-1252") != latin || strings.Contains(lines[1], "Île") == latin {
			t.Errorf("%q: %q… %q, %s", tail, lines[1], lines[len(lines)-1], got.err)
		}
		got = call(t, text+tail, "geocode", "-", "--fields", "match_name")
		if latin != strings.Contains(got.err, "1 row not in UTF-8, read as Windows-1252 and given back as found; if the whole file is in that, say --encoding windows-1252") {
			t.Errorf("%q in a pipe: %s", tail, got.err)
		}
	}
}

// Bad tables get a clear answer, and lose nothing.
func TestBadTables(t *testing.T) {
	for name, c := range map[string]struct{ in, says string }{
		"empty":           {"", "is empty"},
		"one line":        {"address", "0 rows"},
		"blank names":     {",\nx,y\n", "no address column recognised in [#1, #2]"},
		"binary junk":     {"PK\x03\x00\x00\x01", "binary data"},
		"a workbook's":    {"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x13\x00\x00\x00[Content_Types].xml", "standard input"},
		"Parquet's head":  {"PAR1xxxx", "standard input"},
		"a web page":      {"<!DOCTYPE html>\n<html></html>", "web page"},
		"a page halfway":  {tableOfRows(3000) + "<html><body>Bad gateway\n", "line 3002: \"<html><body>Bad gateway\": here the table turns into a web page"},
		"many addresses":  {strings.Repeat("address,", 99) + "address\n" + strings.Repeat(",", 50) + "Paris" + strings.Repeat(",", 49) + "\n", "1 High"},
		"doubled headers": {"city,city\nParis,London\n", "1 High"},
		"damaged JSON":    {"[{\"city\":\"Paris\"},{", "damaged or cut short"},
		"JSON":            {"{\"city\":\"Paris\"}\n{\"city\":\n", "1 of the failed rows could not be asked for; the first: line 2"},
		"an XML feed":     {"<GeocodeFeed", "standard input"},
	} {
		got := call(t, c.in, "geocode", "-", "--index", town(t))
		if !strings.Contains(got.err, c.says) || strings.Contains(got.err, "panic") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
