//go:build unix

package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/server"
)

const testKey = "s3cret+/key"

// newJobServer starts a server in this process, and makes it and its key
// those of the commands.
func newJobServer(t *testing.T, limits job.Limits) *httptest.Server {
	t.Helper()
	house, err := openHouse(t.Context(), houseOptions{dataDir: t.TempDir(), limits: limits, drain: time.Second, log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := house.AcceptKey(t.Context(), testKey, defaultAccount); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- house.Run(ctx) }()
	web := httptest.NewServer(server.New(server.Config{Jobs: house.Service}))
	t.Cleanup(func() {
		web.Close()
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		house.Close()
	})
	useServer(t, web.URL)
	return web
}

func useServer(t *testing.T, url string) {
	t.Setenv("MILEPOST_SERVER", url)
	t.Setenv("MILEPOST_KEY", testKey)
}

var traceIDs = regexp.MustCompile(`\b[0-9a-f]{32}\b`)

// TestJobsGiveWhatGeocodeGives sends feeds of every format and schema as one
// job and as many, and compares what comes back with what the same machine
// gives without a server.
func TestJobsGiveWhatGeocodeGives(t *testing.T) {
	newJobServer(t, job.Limits{InProcess: 100})
	for _, format := range []dataflow.Format{dataflow.CSV, dataflow.Tab, dataflow.Pipe, dataflow.XML} {
		for _, version := range []dataflow.Version{dataflow.V1, dataflow.V2} {
			t.Run(fmt.Sprintf("%s %d.0", format, version), func(t *testing.T) {
				feed := write(t, "feed"+format.Extension(), feedOf(format, version, 50))
				want := succeed(t, "geocode", "-q", "--input", string(format), feed)
				out := feed + ".out"
				succeed(t, "job", "submit", "-q", "--input", string(format), feed, "-o", out)
				if got := read(t, out); got != want {
					t.Errorf("as one job:\n%s\nwant\n%s", got, want)
				}
				got := succeed(t, "job", "submit", "-q", "--input", string(format), "--max-entities", "9", feed, "-o", "-")
				if traceIDs.ReplaceAllString(got, "") != traceIDs.ReplaceAllString(want, "") { // they count from the part's begin
					t.Errorf("as six jobs:\n%s\nwant\n%s", got, want)
				}
				if left, _ := filepath.Glob(filepath.Dir(feed) + "/*"); len(left) != 2 {
					t.Errorf("beside feed and output: %q", left)
				}
			})
		}
	}
}

// A table comes back from a server as it does from geocode, whatever it is
// read from and written as, and however many jobs it was; what rows have in
// common is asked once.
func TestTablesAsJobs(t *testing.T) {
	newJobServer(t, job.Limits{InProcess: 100})
	customers := "id;city;note\r\n007;Paris;\"a; b\"\r\n008;Redmond, WA;\r\n009;;x\r\n010;Paris;\r\n011;Xanadu;\r\n012;Oslo;\r\n"
	points := "t\tlat\tlon\n1\t48.1\t11.5\n2\t91\t0\n3\t47.6\t-122.3\n"
	lines := "{\"place\":\"Paris, TX\"}\n{\"place\":\"Rome\"}\n"
	for name, c := range map[string]struct {
		content string
		flags   string
		jobs    int
	}{
		"in.csv":    {customers, "--country FR", 2},
		"as.csv":    {customers, "--format jsonl --min-confidence High --fields match_name,reason,country", 2},
		"out.csv":   {customers, "--format xlsx", 2},
		"in.tsv":    {points, "--prefix near_ --culture de-DE", 1},
		"as.tsv":    {points, "--format geojson", 1},
		"in.jsonl":  {lines, "", 1},
		"given.csv": {customers, "--columns query=city --decimal-comma", 2},
	} {
		t.Run(name+" "+c.flags, func(t *testing.T) {
			in := write(t, name, c.content)
			flags := strings.Fields(c.flags)
			want := succeed(t, append([]string{"geocode", "-q", in}, flags...)...)
			if got := succeed(t, append([]string{"job", "submit", "-q", in, "-o", "-", "--max-entities", "3"}, flags...)...); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if got := call(t, c.content, append([]string{"job", "submit", "-q", "-", "-o", "-"}, flags...)...); got.status != 0 || got.out != want {
				t.Errorf("from standard input: %+v", got)
			}
			if ids := strings.Fields(succeed(t, append([]string{"job", "submit", "-q", in, "--max-entities", "3"}, flags...)...)); len(ids) != c.jobs {
				t.Errorf("jobs %q", ids)
			}
		})
	}
}

// A table's jobs are fetched by the command that sent them.
func TestTablesStepByStep(t *testing.T) {
	newJobServer(t, job.Limits{InProcess: 100})
	in := write(t, "customers.csv", "id,city\n1,Paris\n2,Xanadu\n3,Paris\n")
	receipt := in + ".json"
	succeed(t, "job", "submit", "-q", in, "--receipt", receipt)
	if got := call(t, "", "job", "download", receipt); got.status != 2 || !strings.Contains(got.err, "job submit "+in+" -o FILE") {
		t.Errorf("download: %+v", got)
	}
	out := in + ".out.csv"
	succeed(t, "job", "submit", "-q", in, "--receipt", receipt, "-o", out, "--resume")
	if want := succeed(t, "geocode", "-q", in); read(t, out) != want {
		t.Errorf("got\n%s\nwant\n%s", read(t, out), want)
	}
	succeed(t, "job", "submit", "-q", in, "--receipt", receipt)
	if err := os.WriteFile(in, []byte("id,city\n1,Paris\n2,Rome\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "", "job", "submit", "-q", in, "--receipt", receipt, "-o", out, "--resume"); got.status != 1 || !strings.Contains(got.err, "remove "+receipt) {
		t.Errorf("of another input: %+v", got)
	}
	dry := call(t, "", "job", "submit", in, "--dry-run")
	if dry.status != 0 || !strings.Contains(dry.out, "locality   city") {
		t.Errorf("--dry-run: %+v", dry)
	}
	feed := write(t, "feed.csv", feedOf(dataflow.CSV, dataflow.V2, 2))
	for args, says := range map[string]string{
		in + " --fields match_name,probability":                               "does not tell it",
		in + " --columns query=nope":                                          "nope",
		in + " --format best":                                                 "--format",
		feed + " --fields status":                                             "is for tables",
		write(t, "none.csv", "id,city\n"):                                     "no rows",
		write(t, "bad.csv", "lat,lon\n91,0\n") + " --columns lat=lat,lon=lon": "no row can be asked for",
		write(t, "odd.csv", "a,b\n1,2\n"):                                     "no address column recognised",
	} {
		if got := call(t, "", append([]string{"job", "submit", "-q"}, strings.Fields(args)...)...); got.status == 0 || !strings.Contains(got.err, says) || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%s: %+v; want %q", args, got, says)
		}
	}
	if listed := succeed(t, "job", "list"); strings.Count(listed, "customers.csv (") != 2 {
		t.Errorf("the jobs: %s", listed)
	}
}

// What one command does in one go, several do one after the other, by IDs and
// by receipt.
func TestJobsStepByStep(t *testing.T) {
	newJobServer(t, job.Limits{InProcess: 100})
	feed := write(t, "feed.csv", feedOf(dataflow.CSV, dataflow.V2, 20))
	ids := strings.Fields(succeed(t, "job", "submit", feed, "--max-entities", "8", "--description", "nightly"))
	if len(ids) != 3 {
		t.Fatalf("IDs %q", ids)
	}
	var rows []jobRow
	if err := json.Unmarshal([]byte(succeed(t, append([]string{"job", "wait", "--json"}, ids...)...)), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 3 || rows[1].ID != ids[1] || rows[1].Status != "Completed" || rows[1].Total != 8 || rows[1].Processed != 8 || rows[1].Completed == nil || !strings.HasPrefix(rows[1].Description, "nightly (") {
		t.Errorf("%+v", rows)
	}
	if listed := succeed(t, "job", "list"); strings.Count(listed, "nightly (") != 3 || !strings.HasPrefix(listed, "ID ") {
		t.Errorf("list: %s", listed)
	}
	if status := succeed(t, "job", "status", os.Getenv("MILEPOST_SERVER")+"/REST/v1/Dataflows/Geocode/"+ids[2]); !strings.Contains(status, "100%") {
		t.Errorf("status: %s", status)
	}

	both := succeed(t, append([]string{"job", "download", "-q", "--feed", feed}, ids...)...)
	succeeded := succeed(t, append([]string{"job", "download", "-q"}, ids...)...)
	failed := succeed(t, append([]string{"job", "download", "-q", "--side", "failed"}, ids...)...)
	if strings.Count(both, "\n") != 22 || strings.Count(succeeded, "\n")+strings.Count(failed, "\n") != 24 || strings.Contains(failed, "Success") {
		t.Errorf("both:\n%s\nsucceeded:\n%s\nfailed:\n%s", both, succeeded, failed)
	}
	receipt := write(t, "receipt.json", succeed(t, "job", "submit", "-q", "--json", feed, "--max-entities", "8"))
	if got := succeed(t, "job", "download", "-q", receipt); traceIDs.ReplaceAllString(got, "") != traceIDs.ReplaceAllString(both, "") {
		t.Errorf("by receipt:\n%s\nwant\n%s", got, both)
	}
	var kept client.Receipt
	if err := json.Unmarshal([]byte(read(t, receipt)), &kept); err != nil || len(kept.Jobs) != 3 || kept.Rows != 20 || !kept.Whole {
		t.Errorf("%+v %v", kept, err)
	}
}

// A server that is killed between any two steps, and comes back, loses
// nothing, and the command that was broken off goes on.
func TestJobsSurviveTheServer(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, "--data-dir", dir, "--key", testKey)
	useServer(t, s.url)
	address := strings.TrimPrefix(s.url, "http://")
	feed := write(t, "feed.csv", feedOf(dataflow.CSV, dataflow.V2, 5000))
	out := feed + ".out"
	receipt := out + ".jobs.json"
	succeed(t, "job", "submit", "-q", feed, "--max-entities", "2000", "--receipt", receipt)
	s.command.Process.Kill()
	s.command.Wait()

	got := call(t, "", "job", "submit", feed, "--max-entities", "2000", "-o", out, "--resume", "--patience", "0s")
	if got.status != 1 || !strings.Contains(got.err, "--resume") || !strings.Contains(got.err, "refused") {
		t.Errorf("without a server: %+v", got)
	}
	s = serveAt(t, address, "--data-dir", dir)
	if got := call(t, "", "job", "submit", feed, "--max-entities", "2000", "-o", out); got.status != 1 || !strings.Contains(got.err, "--resume") {
		t.Errorf("over a receipt: %+v", got)
	}
	succeed(t, "job", "submit", "-q", feed, "--max-entities", "2000", "-o", out, "--resume")
	want := succeed(t, "geocode", "-q", feed)
	if traceIDs.ReplaceAllString(read(t, out), "") != traceIDs.ReplaceAllString(want, "") {
		t.Error("the answers are not those of an undisturbed run")
	}
	if listed := succeed(t, "job", "list"); strings.Count(listed, "feed.csv (") != 3 {
		t.Errorf("the jobs: %s", listed)
	}
	s.stop()
}

// aborting is a server whose only job is aborted.
func aborting(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "http://x/REST/v1/Dataflows/Geocode/0123")
	if r.Method == http.MethodPost {
		w.WriteHeader(http.StatusCreated)
	}
	io.WriteString(w, `{"resourceSets":[{"estimatedTotal":1,"resources":[{"id":"0123","links":[],"createdDate":"Mon, 10 May 2010 20:23:49 GMT",
		"description":"d\u001b[2J","status":"Aborted","errorMessage":"line 7 is \u001b[31mwrong","totalEntityCount":0,"processedEntityCount":0,"failedEntityCount":0}]}]}`)
}

func TestJobsThatGoWrong(t *testing.T) {
	bad := httptest.NewServer(http.HandlerFunc(aborting))
	defer bad.Close()
	feed := write(t, "feed.csv", feedOf(dataflow.CSV, dataflow.V2, 5))
	empty := write(t, "empty.csv", feedOf(dataflow.CSV, dataflow.V2, 0))
	dir := filepath.Dir(feed)
	good := newJobServer(t, job.Limits{})
	for _, c := range []struct {
		args   string
		status int
		says   string
	}{
		{"submit " + feed + " -o - --server " + bad.URL, 1, "the job 0123 is Aborted: line 7"},
		{"wait 0123 --server " + bad.URL, 1, "Aborted"},
		{"download 0123 --server " + bad.URL, 1, "Aborted"},
		{"list --key wrong", 1, "check the key"},
		{"submit " + feed + " --key wrong", 1, "check the key"},
		{"status 0123", 1, "job list"},
		{"download 0123", 1, "job list"},
		{"status none.json", 1, "no receipt none.json"},
		{"status " + feed, 1, "no receipt of jobs"},
		{"list --server geocode.example.com", 2, "https://"},
		{"list --server http://127.0.0.1:1 --patience 0s", 1, "127.0.0.1:1"},
		{"list --patience=-1s", 2, "--patience"},
		{"submit " + empty, 1, "no rows"},
		{"submit " + dir + "/none.csv", 1, "none.csv"},
		{"submit " + feed + " -o " + dir + "/none/out.csv", 1, "with -o or --receipt"},
		{"submit " + feed + " -o " + feed, 2, "another name"},
		{"submit " + feed + " --max-entities 0", 2, "positive"},
		{"submit " + feed + " --resume", 2, "--receipt"},
		{"submit " + feed + " --input json", 2, "csv, tab, pipe or xml"},
		{"download 0123 --side best", 2, "succeeded, failed or both"},
		{"download 0123 --side both", 2, "--feed"},
		{"download 0123 --input json", 2, "csv, tab, pipe or xml"},
	} {
		got := call(t, "", append([]string{"job"}, strings.Fields(c.args)...)...)
		if got.status != c.status || !strings.Contains(got.err, c.says) || strings.Contains(got.out+got.err, "\x1b") {
			t.Errorf("milepost job %s: %+v; want status %d and a line with %q", c.args, got, c.status, c.says)
		}
		if lines := strings.Count(got.err, "\n"); lines > 2 {
			t.Errorf("milepost job %s says %d lines: %s", c.args, lines, got.err)
		}
	}
	for name, without := range map[string]string{"MILEPOST_SERVER": "--server", "MILEPOST_KEY": "--key"} {
		useServer(t, good.URL)
		t.Setenv(name, "")
		if got := call(t, "", "job", "list"); got.status != 2 || !strings.Contains(got.err, without) {
			t.Errorf("without %s: %+v", name, got)
		}
	}
}

// Nothing that a command prints or keeps holds the key.
func TestTheKeyIsNotTold(t *testing.T) {
	newJobServer(t, job.Limits{})
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, r.URL.String(), http.StatusTeapot) }))
	defer echo.Close()
	feed := write(t, "feed.csv", feedOf(dataflow.CSV, dataflow.V2, 5))
	config := write(t, "config.json", `{"key": "`+testKey+`"}`)
	receipt := feed + ".json"
	for _, args := range [][]string{
		{"job", "submit", feed, "--receipt", receipt}, {"job", "submit", "--help"}, {"job", "list"}, {"job", "list", "--json"}, {"job", "list", "--help", "--config", config},
		{"job", "status", receipt}, {"job", "download", receipt}, {"serve", "--help"}, {"job", "list", "--server", echo.URL}, {"job", "list", "--nonsense"},
		{"job", "list", "--server", "http://u:" + testKey + "@127.0.0.1:1", "--patience", "0s"}, {"job", "submit", feed, "--key", testKey, "--patience", "nonsense"},
	} {
		got := call(t, "", args...)
		if strings.Contains(got.out+got.err, "s3cret") {
			t.Errorf("milepost %q tells the key: %+v", args, got)
		}
	}
	if strings.Contains(read(t, receipt), "s3cret") {
		t.Error("the receipt tells the key")
	}
}
