package cli

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/job"
)

// feedOf makes a feed of n rows, some of which fail, in a format and schema.
func feedOf(format dataflow.Format, version dataflow.Version, n int) string {
	places := []string{"Paris", "Redmond, WA", "", "München", "nowhere at all zxqwv", "3 Mill Lane, Springvale, KY", "Springfield"}
	var b strings.Builder
	if format == dataflow.XML {
		fmt.Fprintf(&b, `<GeocodeFeed xmlns="http://schemas.microsoft.com/search/local/2010/5/geocode" Version="%d.0">`, version)
		for i := range n {
			fmt.Fprintf(&b, `<GeocodeEntity Id="%d"><GeocodeRequest Query="%s"/></GeocodeEntity>`, i, places[i%len(places)])
		}
		b.WriteString("</GeocodeFeed>")
		return b.String()
	}
	mark := map[dataflow.Format]string{dataflow.CSV: ",", dataflow.Tab: "\t", dataflow.Pipe: "|"}[format]
	tail := strings.Repeat(mark, 28)
	if version == dataflow.V2 {
		b.WriteString("Bing Spatial Data Services, 2.0\n" + strings.Join([]string{"Id", "GeocodeRequest/Culture", "GeocodeRequest/Query", "GeocodeResponse/Name", "GeocodeResponse/Confidence", "StatusCode", "FaultReason", "TraceId"}, mark) + "\n")
		tail = strings.Repeat(mark, 5)
	}
	for i := range n {
		fmt.Fprintf(&b, "%d%s%s%q%s\n", i, mark, mark, places[i%len(places)], tail)
	}
	return b.String()
}

// jobOutput is what a job gives for a feed, both sides put together in the
// order of the input.
func jobOutput(t *testing.T, dirs []string, feed string, format dataflow.Format) string {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	house, err := openHouse(t.Context(), houseOptions{dataDir: t.TempDir(), indexes: dirs, drain: time.Second, log: log})
	if err != nil {
		t.Fatal(err)
	}
	defer house.Close()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- house.Run(ctx) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	j, err := house.Submit(t.Context(), job.Submission{Account: "a", KeyID: "k", Format: format}, strings.NewReader(feed))
	if err != nil {
		t.Fatal(err)
	}
	if j, err = house.Wait(t.Context(), j.ID); err != nil || j.Status != job.Completed {
		t.Fatalf("%+v, %v", j, err)
	}
	return mergeSides(t, house, j)
}

func mergeSides(t *testing.T, house *house, j job.Job) string {
	t.Helper()
	side := func(side job.Side) string {
		o, err := house.Output(t.Context(), j.ID, side)
		if err != nil {
			t.Fatal(err)
		}
		defer o.Close()
		data, err := io.ReadAll(o)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	succeeded, failed, head := side(job.Succeeded), side(job.Failed), string(j.Feed.AppendHead(nil))
	var merged strings.Builder
	merged.WriteString(head)
	for record, err := range house.Records(t.Context(), j.ID) {
		if err != nil {
			t.Fatal(err)
		}
		from := failed
		if record.Status == geocode.Success {
			from = succeeded
		}
		merged.WriteString(from[int64(len(head))+record.Offset:][:record.Size])
	}
	return merged.String() + string(j.Feed.AppendTail(nil))
}

// What milepost geocode writes is byte for byte what a job gives, whatever
// the number of workers.
func TestGeocodeGivesWhatAJobGives(t *testing.T) {
	index := town(t)
	for _, format := range []dataflow.Format{dataflow.CSV, dataflow.Tab, dataflow.Pipe, dataflow.XML} {
		for _, version := range []dataflow.Version{dataflow.V1, dataflow.V2} {
			feed := feedOf(format, version, 4500)
			want := jobOutput(t, []string{index}, feed, format)
			for _, workers := range []string{"1", "3"} {
				in := write(t, "feed", feed)
				got := call(t, "", "geocode", in, "--input", string(format), "--index", index, "--workers", workers)
				if got.status != 0 || got.out != want {
					t.Errorf("%s %d.0, %s workers: status %d, %d bytes where a job gives %d\n%s", format, version, workers, got.status, len(got.out), len(want), got.err)
				}
				if !strings.HasPrefix(got.err, "4500 rows: ") {
					t.Errorf("summary: %q", got.err)
				}
			}
		}
	}
}

// The format is told by the feed; --input is for feeds without a heading.
func TestFormatIsGuessed(t *testing.T) {
	for _, format := range []dataflow.Format{dataflow.CSV, dataflow.Tab, dataflow.Pipe, dataflow.XML} {
		path := write(t, "feed.txt", "\ufeff\n"+feedOf(format, dataflow.V2, 1))
		in, err := openFeed(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := in.guessFormat(); got != format || err != nil {
			t.Errorf("%s is taken for %q, %v", format, got, err)
		}
		in.Close()
	}
}

// A feed of every golden folder is taken for what the folder's name says.
func TestFormatsOfGoldenFeeds(t *testing.T) {
	folders, err := filepath.Glob("../dataflow/testdata/*_*/in.*")
	if err != nil || len(folders) < 50 {
		t.Fatalf("%d golden feeds, %v", len(folders), err)
	}
	for _, path := range folders {
		folder := filepath.Base(filepath.Dir(path))
		want, what, _ := strings.Cut(folder, "_")
		in, err := openFeed(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := in.guessFormat()
		in.Close()
		switch {
		case err == nil && string(got) != want && !strings.HasPrefix(what, "refused"):
			t.Errorf("%s is taken for %s", folder, got)
		case err != nil && want == "xml" && what != "error_empty":
			t.Errorf("%s: %v", folder, err)
		case err != nil && !strings.HasPrefix(what, "refused") && strings.Contains(read(t, path), "GeocodeRe"):
			t.Errorf("%s: %v", folder, err)
		}
	}
}

// A heading that is wrong is told as the format's own error.
func TestWrongHeadings(t *testing.T) {
	for feed, says := range map[string]string{
		"Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Querry\n1|Paris\n": "Querry",
		"Id\tGeocodeRequest/Query\n1\tParis\n":                                 "line 1 is missing",
		"Bing Spatial Data Services, 3.0\nId,GeocodeRequest/Query\n1,Paris\n":  "3.0",
		"<Feed></Feed>": "<GeocodeFeed> is expected",
		"1,,Paris\n":    "no address column recognised in [1, #2, Paris]; name it: --columns query=#2",
	} {
		got := call(t, feed, "geocode", "-")
		if got.status != 1 || !strings.Contains(got.err, says) || got.out != "" || !strings.Contains(got.err, "standard input") {
			t.Errorf("%q: %+v; want %q", feed, got, says)
		}
	}
}

func TestPackedFeeds(t *testing.T) {
	feed := feedOf(dataflow.CSV, dataflow.V2, 10)
	want := call(t, feed, "geocode", "-", "-q")
	var zipped, gzipped, zstandard bytes.Buffer
	archive := zip.NewWriter(&zipped)
	member, _ := archive.Create("feed.csv")
	io.WriteString(member, feed)
	archive.Close()
	g := gzip.NewWriter(&gzipped)
	io.WriteString(g, feed)
	g.Close()
	z, _ := zstd.NewWriter(&zstandard)
	io.WriteString(z, feed)
	z.Close()
	for name, packed := range map[string]string{"zip": zipped.String(), "gzip": gzipped.String(), "zstd": zstandard.String()} {
		if got := call(t, "", "geocode", "-q", write(t, "feed", packed)); got != want {
			t.Errorf("%s: %+v", name, got)
		}
		if got := call(t, packed, "geocode", "-q", "-"); got != want {
			t.Errorf("%s on standard input: %+v", name, got)
		}
		if got := call(t, packed[:len(packed)/2], "geocode", "-"); got.status != 1 || !strings.Contains(got.err, "standard input") {
			t.Errorf("%s cut short: %+v", name, got)
		}
	}
	if want.status != 0 || want.err != "" || strings.Count(want.out, "\n") != 12 {
		t.Errorf("plain: %+v", want)
	}
}

func TestNarrowing(t *testing.T) {
	feed := "Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Address/Locality,GeocodeRequest/Address/CountryRegion,GeocodeResponse/Name,GeocodeResponse/Confidence,StatusCode\n" +
		"1,Cambridge,,,,\n2,Cambridge,US,,,\n3,,,,,\n"
	plain := call(t, feed, "geocode", "-").out
	british := call(t, feed, "geocode", "-", "--country", "GB").out
	if rows := strings.Split(british, "\n"); !strings.Contains(rows[2], "United Kingdom") || !strings.HasPrefix(rows[2], "1,Cambridge,,") || rows[3] != strings.Split(plain, "\n")[3] {
		t.Errorf("with --country GB:\n%s", british)
	}
	all := call(t, feed, "geocode", "-", "--min-confidence", "high")
	if !strings.Contains(all.err, "0 Medium, 0 Low") {
		t.Errorf("with --min-confidence: %+v", all)
	}
}

func TestOutputFile(t *testing.T) {
	feed := feedOf(dataflow.CSV, dataflow.V2, 3)
	want := call(t, feed, "geocode", "-").out
	dir := t.TempDir()
	in, out, link := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv"), filepath.Join(dir, "link.csv")
	os.WriteFile(in, []byte(feed), 0o600)
	os.WriteFile(out, []byte("from before"), 0o640)
	os.Symlink(out, link)
	os.Symlink(in, filepath.Join(dir, "same.csv"))
	if succeed(t, "geocode", in, "-o", link) != "" || read(t, out) != want {
		t.Errorf("out.csv holds %q", read(t, out))
	}
	if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("out.csv's mode: %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info.Mode(), err)
	}
	if got := call(t, "", "geocode", in, "-o", filepath.Join(dir, "same.csv")); got.status != 2 || read(t, in) != feed {
		t.Errorf("onto itself: %+v", got)
	}
	if left, _ := filepath.Glob(dir + "/*.partial"); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
	if got := call(t, "", "geocode", in, "-o", os.DevNull); got.status != 0 {
		t.Errorf("to a device: %+v", got)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%s was replaced", os.DevNull)
	}
}

// A fault in the middle leaves the rows before it, whole, and what was there
// before as it was.
func TestFaultInTheMiddle(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	feed := feedOf(dataflow.CSV, dataflow.V2, 5000)
	os.WriteFile(in, []byte(feed+"\xff"), 0o600)
	os.WriteFile(out, []byte("from before"), 0o600)
	got := call(t, "", "geocode", in, "-o", out)
	if got.status != 1 || !strings.Contains(got.err, "not UTF-8") || !strings.Contains(got.err, "the first 4000 rows are in "+out+".partial") {
		t.Errorf("%+v", got)
	}
	if read(t, out) != "from before" {
		t.Error("out.csv was touched")
	}
	whole := call(t, feed, "geocode", "-").out
	if partial := read(t, out+".partial"); !strings.HasPrefix(whole, partial) || strings.Count(partial, "\n") != 4002 {
		t.Errorf("out.csv.partial holds %d lines", strings.Count(partial, "\n"))
	}
	os.WriteFile(in, []byte("Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query\n1,\xff"), 0o600)
	got = call(t, "", "geocode", in, "-o", out)
	if _, err := os.Stat(out + ".partial"); got.status != 1 || !strings.Contains(got.err, "nothing was written") || err == nil {
		t.Errorf("without any row: %+v, %v", got, err)
	}
}

// fullDisk takes some bytes.
type fullDisk struct{ left int }

func (f *fullDisk) Write(p []byte) (int, error) {
	n := min(len(p), f.left)
	f.left -= n
	if n < len(p) {
		return n, &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return n, nil
}

func TestFullDisk(t *testing.T) {
	path := write(t, "in.csv", feedOf(dataflow.CSV, dataflow.V2, 9000))
	var err bytes.Buffer
	status := Main("", []string{"geocode", path}, Streams{Out: &fullDisk{400_000}, Err: &err})
	if status != 1 || !strings.Contains(err.String(), "the disk is full") || !strings.Contains(err.String(), "were written to standard output") {
		t.Errorf("status %d: %s", status, err.String())
	}
}

// stuck is a geocoder that fails when it is told to stop.
type stuck struct{ asked chan struct{} }

func (s stuck) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	s.asked <- struct{}{}
	<-ctx.Done()
	return nil, fmt.Errorf("stopped: %w", ctx.Err())
}

// Ctrl-C ends a run at once, though the input still waits for more and the
// geocoder is busy.
func TestInterrupt(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	r, w := io.Pipe()
	go io.WriteString(w, feedOf(dataflow.CSV, dataflow.V2, 7000)) // and never closed
	in, err := openFeed(ctx, "-", r)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out := &output{w: io.Discard, name: "standard output"}
	asked := make(chan struct{}, 10)
	go func() {
		<-asked
		interrupt()
	}()
	p := feedWork{geocoder: stuck{asked}, workers: 2}
	all, err := p.run(ctx, in, dataflow.CSV, out, func(*tally) {})
	if !errors.Is(err, errInterrupted) || all.rows != 0 {
		t.Errorf("%d rows, %v", all.rows, err)
	}
}

// broken is a geocoder of an index that breaks.
type broken struct{}

func (broken) Geocode(context.Context, []geocode.Request) ([]geocode.Response, error) {
	return nil, errors.New("the index is damaged")
}

// An error ends a run though the input still waits for more.
func TestBrokenIndex(t *testing.T) {
	r, w := io.Pipe()
	go io.WriteString(w, feedOf(dataflow.CSV, dataflow.V2, 3000))
	in, err := openFeed(t.Context(), "-", r)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	p := feedWork{geocoder: broken{}, workers: 2}
	if _, err := p.run(t.Context(), in, dataflow.CSV, &output{w: io.Discard}, func(*tally) {}); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("%v", err)
	}
}
