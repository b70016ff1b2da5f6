package job_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/jobtest"
	"github.com/milepost/milepost/internal/job/local"
	"github.com/milepost/milepost/internal/job/sqlite"
)

// world is a service over a database in a directory and blobs in memory.
type world struct {
	*job.Service
	t     testing.TB
	clock *jobtest.Clock
	blobs *blob.Bucket
}

func newWorld(t testing.TB, change ...func(*job.Config)) *world {
	w := &world{t: t, clock: jobtest.NewClock(), blobs: blob.OpenMemory()}
	store, err := sqlite.Open(t.Context(), t.TempDir()+"/jobs.db", sqlite.Options{Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	config := job.Config{
		Store: store, Queue: local.NewQueue(), Blobs: w.blobs, Geocoder: jobtest.Geocoder{}, Build: "1",
		Now: w.clock.Now, TempDir: t.TempDir(), Workers: 2, Log: jobtest.Log(t),
	}
	for _, c := range change {
		c(&config)
	}
	if w.Service, err = job.New(config); err != nil {
		t.Fatal(err)
	}
	return w
}

// run runs the service until the test ends or stop is called.
func (w *world) run() (stop func()) {
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan error, 1)
	go func() { done <- w.Run(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			w.t.Errorf("Run: %v", err)
		}
	}
	w.t.Cleanup(stop)
	return stop
}

func (w *world) submit(body string) job.Job {
	w.t.Helper()
	j, err := w.Submit(w.t.Context(), submission, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	return j
}

func (w *world) wait(id string) job.Job {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	j, err := w.Wait(ctx, id)
	if err != nil {
		w.t.Fatal(err)
	}
	return j
}

func (w *world) output(id string, side job.Side) string {
	w.t.Helper()
	o, err := w.Output(w.t.Context(), id, side)
	if err != nil {
		w.t.Fatal(err)
	}
	defer o.Close()
	data, err := io.ReadAll(o)
	if err != nil {
		w.t.Fatal(err)
	}
	if int64(len(data)) != o.Size {
		w.t.Errorf("%s has %d bytes, and says %d", side, len(data), o.Size)
	}
	return string(data)
}

// keys are those of all blobs.
func (w *world) keys() []string {
	w.t.Helper()
	var keys []string
	for info, err := range w.blobs.List(w.t.Context(), "") {
		if err != nil {
			w.t.Fatal(err)
		}
		keys = append(keys, info.Key)
	}
	return keys
}

var submission = job.Submission{Account: "a", KeyID: "k", Description: "d", Format: dataflow.Pipe}

const heading = "Bing Spatial Data Services, 2.0\r\nId|GeocodeRequest/Query|GeocodeResponse/Name|StatusCode|FaultReason\r\n"

// feed is one of n rows, every tenth of which fails.
func feed(n int) string {
	var b bytes.Buffer
	b.WriteString(heading)
	for i := range n {
		query := fmt.Sprintf("place %d", i)
		if i%10 == 9 {
			query = "nowhere"
		}
		fmt.Fprintf(&b, "%d|%s|||\r\n", i, query)
	}
	return b.String()
}

// want are the outputs of a feed of n rows.
func want(n int) (succeeded, failed string) {
	var good, bad strings.Builder
	good.WriteString(heading)
	bad.WriteString(heading)
	for i := range n {
		if i%10 == 9 {
			fmt.Fprintf(&bad, "%d|nowhere||NotFound|No location was found.\r\n", i)
		} else {
			fmt.Fprintf(&good, "%d|place %d|The place %d|Success|\r\n", i, i, i)
		}
	}
	return good.String(), bad.String()
}

func TestRoundTrip(t *testing.T) {
	const rows = 12_345
	w := newWorld(t)
	created := w.submit(feed(rows))
	wantJob := job.Job{
		ID: created.ID, Account: "a", KeyID: "k", Description: "d", Format: dataflow.Pipe, Feed: created.Feed,
		Status: job.Pending, Created: w.clock.Now(), Total: rows,
	}
	if diff := cmp.Diff(wantJob, created); diff != "" {
		t.Error(diff)
	}
	if _, err := w.Output(t.Context(), created.ID, job.Succeeded); !errors.Is(err, job.ErrPending) {
		t.Errorf("Output of a pending job: %v", err)
	}
	w.run()
	ended := w.wait(created.ID)
	wantJob.Status, wantJob.Completed = job.Completed, w.clock.Now()
	wantJob.Processed, wantJob.Failed = rows, rows/10
	if diff := cmp.Diff(wantJob, ended); diff != "" {
		t.Error(diff)
	}
	succeeded, failed := want(rows)
	if diff := cmp.Diff(succeeded, w.output(created.ID, job.Succeeded)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(failed, w.output(created.ID, job.Failed)); diff != "" {
		t.Error(diff)
	}
}
