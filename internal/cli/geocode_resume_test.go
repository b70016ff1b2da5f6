package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
)

// stopping is a geocoder that fails after some calls: the rows before those
// are written, with one worker.
type stopping struct {
	geocode.Geocoder
	left atomic.Int64
}

var errStopped = errors.New("stopped")

func (g *stopping) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	if g.left.Add(-1) < 0 {
		return nil, errStopped
	}
	return g.Geocoder.Geocode(ctx, requests)
}

// interruptedWork geocodes a table and is stopped after some chunks.
func interruptedWork(t *testing.T, c geocodeCommand, chunks int64) error {
	t.Helper()
	ctx := t.Context()
	r := &run{Streams: Streams{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}, ctx: ctx, quiet: true}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	set, err := openIndexes(c.Index)
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	in, err := openFeed(ctx, c.In, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	geocoder := engine.New(set...)
	w, err := c.openWork(r, in, tableWork{indexes: set, geocoder: geocoder, build: geocoder.Build()})
	if err != nil {
		t.Fatal(err)
	}
	defer w.table.Close()
	g := &stopping{Geocoder: w.geocoder}
	g.left.Store(chunks)
	w.geocoder = g
	return w.do()
}

// Work that was interrupted and gone on with, twice, gives the bytes of an
// undisturbed run, in every format, and so does its report.
func TestResume(t *testing.T) {
	in := write(t, "in.csv", tableOfRows(15_000))
	for _, format := range []string{"csv", "tsv", "jsonl", "geojson", "xlsx", "parquet"} {
		dir := t.TempDir()
		whole, out := filepath.Join(dir, "whole."+format), filepath.Join(dir, "out."+format)
		page, again := filepath.Join(dir, "whole.html"), filepath.Join(dir, "out.html")
		succeed(t, "geocode", in, "-o", whole, "--index", town(t), "--report", page, "-q")
		c := geocodeCommand{In: in, Out: out, Index: []string{town(t)}, Workers: 1, tableFlags: tableFlags{Report: again}}
		for i, chunks := range []int64{3, 2} {
			err := interruptedWork(t, c, chunks)
			if !errors.Is(err, errStopped) || !strings.Contains(err.Error(), "rows are in "+out+".partial, all of them whole: the same command with --resume") {
				t.Fatalf("%s, interruption %d: %v", format, i, err)
			}
			if _, err := os.Stat(out); err == nil {
				t.Errorf("%s is there", out)
			}
			partial, err := os.OpenFile(out+".partial", os.O_WRONLY|os.O_APPEND, 0)
			if err != nil {
				t.Fatal(err)
			}
			partial.WriteString("half a row, as a kill leaves it")
			partial.Close()
			c.Resume = true
		}
		got := call(t, "", "geocode", in, "-o", out, "--index", town(t), "--report", again, "--resume")
		if got.status != 0 || !strings.Contains(got.err, "of the rows were done before") {
			t.Fatalf("%s: %+v", format, got)
		}
		if read(t, out) != read(t, whole) {
			t.Errorf("%s: other bytes than an undisturbed run", format)
		}
		if strings.ReplaceAll(read(t, again), "out."+format, "whole."+format) != read(t, page) {
			t.Errorf("%s: another report", format)
		}
		if left, _ := filepath.Glob(dir + "/*"); len(left) != 4 {
			t.Errorf("left: %q", left)
		}
	}
}

// A feed is gone on with like a table.
func TestResumeOfAFeed(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	feed := feedOf("csv", 2, 9000)
	if err := os.WriteFile(in, []byte(feed), 0o600); err != nil {
		t.Fatal(err)
	}
	want := call(t, feed, "geocode", "-", "-q").out
	damaged := []byte(feed)
	damaged[len(damaged)-20] = 0xff
	os.WriteFile(in, damaged, 0o600)
	if got := call(t, "", "geocode", in, "-o", out); got.status != 1 || !strings.Contains(got.err, "the first 8000 rows are in") {
		t.Fatalf("%+v", got)
	}
	os.WriteFile(in, []byte(feed), 0o600) // mended, at the same length
	if got := call(t, "", "geocode", in, "-o", out, "--resume"); got.status != 0 || read(t, out) != want {
		t.Errorf("%+v", got)
	}
}

// What ends a file does not count as done: whoever goes on writes it again.
func TestTheTailIsNotDone(t *testing.T) {
	in, err := openFeed(t.Context(), write(t, "in.csv", "a\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	path := filepath.Join(t.TempDir(), "out.geojson")
	out, err := createOutput(outputOptions{path: path, settings: settings{}}, nil, in)
	if err != nil {
		t.Fatal(err)
	}
	done := tally{rows: 1}
	for _, err := range []error{out.rows([]byte("head"), []byte("row")), out.reached(&done), out.end([]byte("head"), []byte("tail"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.abandon(errStopped); !strings.Contains(err.Error(), "with --resume goes on") {
		t.Error(err)
	}
	if from, err := loadCheckpoint(path+".checkpoint", settings{}); err != nil || from.Size != int64(len("headrow")) {
		t.Errorf("%+v, %v", from, err)
	}
}

// What is wrong with the input is not mended by going on.
func TestABadInputIsNotResumed(t *testing.T) {
	in := write(t, "in.csv", tableOfRows(3000)+"<html><body>Bad gateway\n")
	got := call(t, "", "geocode", in, "-o", filepath.Join(t.TempDir(), "out.csv"), "--index", town(t))
	if got.status != 1 || !strings.Contains(got.err, "the first 3000 rows are in ") || strings.Contains(got.err, "--resume") {
		t.Errorf("%+v", got)
	}
}

// Who begins anew is told what that costs.
func TestInterruptedWorkIsNotReplacedInSilence(t *testing.T) {
	in := write(t, "in.csv", tableOfRows(6000))
	out := filepath.Join(t.TempDir(), "out.csv")
	c := geocodeCommand{In: in, Out: out, Index: []string{town(t)}, Workers: 1}
	if err := interruptedWork(t, c, 1); !errors.Is(err, errStopped) {
		t.Fatal(err)
	}
	says := out + ".partial of an interrupted run is replaced, 2000 rows; --resume would"
	for i, told := range []bool{true, false} {
		if got := call(t, "", "geocode", in, "-o", out, "--index", town(t)); got.status != 0 || strings.Contains(got.err, says) != told {
			t.Errorf("run %d: %+v", i, got)
		}
	}
}

func TestWhatIsNotResumed(t *testing.T) {
	in := write(t, "in.csv", tableOfRows(6000))
	out := filepath.Join(t.TempDir(), "out.csv")
	c := geocodeCommand{In: in, Out: out, Index: []string{town(t)}, Workers: 1}
	if err := interruptedWork(t, c, 1); !errors.Is(err, errStopped) {
		t.Fatal(err)
	}
	for args, says := range map[string]string{
		"--country US":                           "another --country;",
		"--fields status --format tsv":           "another choice of fields, another format;",
		"--columns query=address":                "another choice of columns;",
		"--index " + town(t) + " --bbox=0,0,1,1": "another --bbox",
	} {
		all := append([]string{"geocode", in, "-o", out, "--resume"}, strings.Fields(args)...)
		if !strings.Contains(args, "--index") {
			all = append(all, "--index", town(t))
		}
		if got := call(t, "", all...); got.status != 1 || !strings.Contains(got.err, says) {
			t.Errorf("%s: %+v", args, got)
		}
	}
	if got := call(t, "", "geocode", write(t, "in.csv", tableOfRows(7000)), "-o", out, "--resume", "--index", town(t)); got.status != 1 || !strings.Contains(got.err, "another input") {
		t.Errorf("another input: %+v", got)
	}
	os.WriteFile(out+".checkpoint", []byte("{"), 0o600)
	if got := call(t, "", "geocode", in, "-o", out, "--resume", "--index", town(t)); got.status != 1 || !strings.Contains(got.err, "start anew without --resume") {
		t.Errorf("a damaged checkpoint: %+v", got)
	}
	os.Remove(out + ".checkpoint") // nothing to go on from: from the beginning
	if got := call(t, "", "geocode", in, "-o", out, "--resume", "--index", town(t)); got.status != 0 || strings.Count(read(t, out), "\n") != 6001 ||
		!strings.Contains(got.err, "nothing to go on from: there is no "+out+".checkpoint;") {
		t.Errorf("without a checkpoint: %+v", got)
	}
}

func TestJoinedAreas(t *testing.T) {
	areas := write(t, "areas.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"GEOID":"021"},"geometry":{"type":"Polygon","coordinates":[[[-86,38],[-85.7004,38],[-85.7004,39],[-86,39],[-86,38]]]}}]}`)
	in := write(t, "in.csv", "GEOID,address,city\nx,3 Mill Lane,Springvale\ny,4 Harbour Street,Springvale\nz,,\n")
	got := succeed(t, "geocode", in, "--index", town(t), "--join", areas+":GEOID", "--fields", "status")
	if want := "GEOID,address,city,status,match_GEOID\nx,3 Mill Lane,Springvale,Success,\ny,4 Harbour Street,Springvale,Success,021\nz,,,BadRequest,\n"; got != want {
		t.Error(got)
	}
	for flag, says := range map[string]string{areas: "is not FILE:FIELD", areas + ":nope": "nope", "none.geojson:x": "none.geojson"} {
		if got := call(t, "", "geocode", in, "--join", flag); got.status == 0 || !strings.Contains(got.err, "--join") || !strings.Contains(got.err, says) {
			t.Errorf("%s: %+v", flag, got)
		}
	}
	if got := call(t, "", "geocode", in, "--report", in); got.status != 2 || !strings.Contains(got.err, "would write onto the table") {
		t.Errorf("%+v", got)
	}
}

// counting is a geocoder that counts what it is asked.
type counting struct {
	geocode.Geocoder
	asked atomic.Int64
}

func (g *counting) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	g.asked.Add(int64(len(requests)))
	return g.Geocoder.Geocode(ctx, requests)
}

// A question that many rows ask is asked once in the whole file.
func TestEqualRowsAreAskedOnce(t *testing.T) {
	in := write(t, "in.csv", "city\n"+strings.Repeat("Paris\nLondon\nParis\nMadrid\nParis\n", 3000))
	g := &counting{Geocoder: nowhere{}}
	c := geocodeCommand{In: in, Out: "-", Workers: 1}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	file, err := openFeed(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := &run{Streams: Streams{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}, ctx: t.Context(), quiet: true}
	w, err := c.openWork(r, file, tableWork{geocoder: g})
	if err != nil {
		t.Fatal(err)
	}
	defer w.table.Close()
	if err := w.do(); err != nil || g.asked.Load() != 3 {
		t.Errorf("asked %d questions, %v; want 3", g.asked.Load(), err)
	}
}

// What memory forgets, it forgets a generation at a time, and not what was
// just asked for.
func TestMemoryIsBounded(t *testing.T) {
	m := newMemory()
	for i := range 5 * remembered {
		m.remember([]string{fmt.Sprint(i)}, []*answered{{fault: fmt.Sprint(i)}})
		if m.recall([]string{"0"})[0] == nil {
			t.Fatalf("what is always asked for is forgotten after %d", i)
		}
	}
	if n := len(m.young) + len(m.old); n > 2*remembered {
		t.Errorf("%d answers are kept", n)
	}
	if m.recall([]string{"1"})[0] != nil {
		t.Error("nothing is forgotten")
	}
}
