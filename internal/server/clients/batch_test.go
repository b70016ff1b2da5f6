package clients

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
)

// longFeed has n rows, every third of which fails, and Ids that come again.
func longFeed(n int) string {
	var b strings.Builder
	b.WriteString("Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Query|GeocodeResponse/Name|StatusCode|TraceId\n")
	for i := range n {
		fmt.Fprintf(&b, "%d|%s|||\n", i%7, [...]string{"Paris", "Berlin", "nowhere"}[i%3])
	}
	return b.String()
}

// batch is what the commands do with a feed: cut, submit, wait, fetch, merge.
type batch struct {
	*world
	client  *client.Client
	dir     string
	parts   []client.Part
	receipt *client.Receipt
}

func (w *world) batch(url string, feed string, limits client.Limits, pause func(error, time.Duration)) *batch {
	w.Helper()
	quick := &http.Client{Transport: &http.Transport{ExpectContinueTimeout: 20 * time.Millisecond}}
	c, err := client.New(client.Config{URL: url, Key: key, HTTP: quick, Retrying: pause, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	if err != nil {
		w.Fatal(err)
	}
	b := &batch{world: w, client: c, dir: w.TempDir()}
	if b.parts, err = client.Cut(strings.NewReader(feed), dataflow.Pipe, limits, b.dir); err != nil {
		w.Fatal(err)
	}
	b.receipt = client.NewReceipt(c.Server(), "feed", "feed", dataflow.Pipe, 0)
	return b
}

func (b *batch) submit(ctx context.Context) error {
	return b.client.SubmitParts(ctx, b.receipt, b.parts, func(r *client.Receipt) error { return r.Save(b.dir + "/receipt") })
}

// collect waits for the jobs, and gives what came of them.
func (b *batch) collect() string {
	b.Helper()
	for _, url := range b.receipt.URLs() { // the client's own pauses take no time
		b.poll(b.url + url[strings.Index(url, "/REST"):] + "?key=" + key)
	}
	if _, err := b.client.WaitAll(b.Context(), b.receipt.URLs(), nil); err != nil {
		b.Fatal(err)
	}
	var sides [2][]string
	for i, side := range [...]client.Side{client.Succeeded, client.Failed} {
		var err error
		if sides[i], err = b.client.FetchAll(b.Context(), b.receipt.URLs(), side, b.dir); err != nil {
			b.Fatal(err)
		}
	}
	var out strings.Builder
	if err := client.Merge(&out, dataflow.Pipe, client.Sources(b.parts), sides[0], sides[1]); err != nil {
		b.Fatal(err)
	}
	return out.String()
}

var traceIDs = regexp.MustCompile(`(?m)\|[0-9a-f]{32}\r$`)

// wantAnswers checks that the rows of longFeed came back, in order.
func wantAnswers(t *testing.T, n int, got string) {
	t.Helper()
	want := []string{"Bing Spatial Data Services, 2.0", "Id|GeocodeRequest/Query|GeocodeResponse/Name|StatusCode|TraceId"}
	for i := range n {
		want = append(want, fmt.Sprintf("%d|%s", i%7, [...]string{"Paris|Paris|Success|", "Berlin|Berlin|Success|", "nowhere||NotFound|"}[i%3]))
	}
	lines := strings.Split(strings.TrimSuffix(traceIDs.ReplaceAllString(got, "|\r"), "\r\n"), "\r\n")
	if len(lines) > 0 {
		lines[0] = strings.TrimSpace(lines[0])
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A feed over the server's limits, whether the client knows them or learns
// them by being refused, becomes several jobs, and comes back as one.
func TestFeedsThatAreManyJobs(t *testing.T) {
	for name, limits := range map[string]client.Limits{
		"known":       {Rows: 25},
		"learnt":      {},
		"half learnt": {Rows: 60},
		"in bytes":    {Bytes: 600},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, func(c *job.Config) { c.Limits = job.Limits{Entities: 25, InProcess: 1000} })
			b := w.batch(w.url, longFeed(100), limits, nil)
			if err := b.submit(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := len(b.receipt.Jobs); n < 4 || len(w.jobs()) != n || !b.receipt.Whole {
				t.Errorf("%d jobs on the receipt, %d with the server", n, len(w.jobs()))
			}
			wantAnswers(t, 100, b.collect())
		})
	}
}

// A quota makes the client wait, not fail: the next part goes out when a job
// has ended.
func TestQuotaIsWaitedFor(t *testing.T) {
	w := newIdleWorld(t, func(c *job.Config) { c.Limits.InProcess = 2 })
	var start sync.Once
	b := w.batch(w.url, longFeed(50), client.Limits{Rows: 5}, func(err error, pause time.Duration) {
		if !strings.Contains(err.Error(), "JobUsageQuota") || pause != 30*time.Second {
			t.Errorf("%v, a pause of %s", err, pause)
		}
		start.Do(w.run)
		for _, j := range w.jobs() { // what takes thirty seconds by the clock
			w.service.Wait(t.Context(), j.ID)
		}
	})
	if err := b.submit(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantAnswers(t, 50, b.collect())
}

// flaky stands before a server: every other request is refused, cut off
// before it reaches it, or cut off in the middle of the answer.
type flaky struct {
	http.Handler
	mu sync.Mutex
	n  int
}

func (f *flaky) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.n++
	n := f.n
	f.mu.Unlock()
	switch n % 6 {
	case 1:
		http.Error(w, "restarting", http.StatusBadGateway)
	case 3:
		panic(http.ErrAbortHandler)
	case 5:
		f.Handler.ServeHTTP(&torn{ResponseWriter: w, left: 60}, r)
	default:
		f.Handler.ServeHTTP(w, r)
	}
}

// torn breaks the connection after some bytes of the answer.
type torn struct {
	http.ResponseWriter
	left int
}

func (b *torn) Write(p []byte) (int, error) {
	if len(p) > b.left {
		b.ResponseWriter.Write(p[:b.left])
		panic(http.ErrAbortHandler)
	}
	b.left -= len(p)
	return b.ResponseWriter.Write(p)
}

// Over a bad line nothing is lost and nothing is done twice.
func TestBadLine(t *testing.T) {
	w := newWorld(t, func(c *job.Config) { c.Limits.InProcess = 1000 })
	line := httptest.NewServer(&flaky{Handler: w.server.Config.Handler})
	t.Cleanup(line.Close)
	b := w.batch(line.URL, longFeed(60), client.Limits{Rows: 10}, nil)
	if err := b.submit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.jobs()); n != 6 {
		t.Errorf("%d jobs are with the server, want 6", n)
	}
	wantAnswers(t, 60, b.collect())
}

// A client that is killed after any number of answers goes on from its
// receipt, without sending anything twice.
func TestSubmitGoesOnFromItsReceipt(t *testing.T) {
	w := newWorld(t, func(c *job.Config) { c.Limits = job.Limits{Entities: 12, InProcess: 1000} })
	b := w.batch(w.url, longFeed(60), client.Limits{Rows: 20}, nil) // halved on the way
	gone := errors.New("killed")
	for round := 0; ; round++ {
		saves := 0
		err := b.client.SubmitParts(t.Context(), b.receipt, b.parts, func(r *client.Receipt) error {
			if saves++; saves == 3 {
				return gone // the job is made, its receipt is lost
			}
			return r.Save(b.dir + "/receipt")
		})
		if err == nil {
			break
		}
		if !errors.Is(err, gone) || round > 20 {
			t.Fatalf("round %d: %v", round, err)
		}
		if b.receipt, err = client.LoadReceipt(b.dir + "/receipt"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(w.jobs()); n != 6 || len(b.receipt.Jobs) != 6 {
		t.Errorf("%d jobs are with the server, %d on the receipt; want 6", n, len(b.receipt.Jobs))
	}
	wantAnswers(t, 60, b.collect())

	other := w.batch(w.url, longFeed(59), client.Limits{Rows: 20}, nil)
	if err := other.client.SubmitParts(t.Context(), b.receipt, other.parts, func(*client.Receipt) error { return nil }); !errors.Is(err, client.ErrChanged) {
		t.Errorf("another feed on the receipt: %v", err)
	}
}

// A key that is wrong fails at once, and is not told.
func TestWrongKeyFailsAtOnce(t *testing.T) {
	w := newIdleWorld(t)
	c, err := client.New(client.Config{URL: w.url, Key: "wr0ng+key", Retrying: func(err error, _ time.Duration) { t.Errorf("tried again: %v", err) }})
	if err != nil {
		t.Fatal(err)
	}
	feed := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(smallFeed)), nil }
	_, sendErr := c.Send(t.Context(), client.Upload{Format: dataflow.Pipe, Description: "d", Open: feed})
	_, waitErr := c.Wait(t.Context(), "0123", nil)
	fetchErr := c.Fetch(t.Context(), "0123", client.Succeeded, t.TempDir()+"/x")
	for _, err := range []error{sendErr, waitErr, fetchErr} {
		var refused *client.Error
		if !errors.As(err, &refused) || refused.Status != 401 || strings.Contains(err.Error(), "wr0ng") {
			t.Errorf("got %v", err)
		}
	}
	if _, err := os.Stat(t.TempDir() + "/x"); err == nil {
		t.Error("a file was made")
	}
}
