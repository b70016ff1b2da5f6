package job_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/milepost/milepost/internal/job"
)

func TestOutputReadsLikeAFile(t *testing.T) {
	w := newWorld(t)
	w.run()
	id := w.wait(w.submit(feed(5_000)).ID).ID
	succeeded, _ := want(5_000)
	o, err := w.Output(t.Context(), id, job.Succeeded)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if !o.ModTime.Equal(w.clock.Now()) || o.Size != int64(len(succeeded)) || len(o.ETag) != 32 {
		t.Errorf("size %d, tag %q, time %v", o.Size, o.ETag, o.ModTime)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		start := random.IntN(len(succeeded))
		length := random.IntN(len(succeeded) - start)
		if _, err := o.Seek(int64(start), io.SeekStart); err != nil {
			t.Fatal(err)
		}
		got := make([]byte, length)
		if _, err := io.ReadFull(o, got); err != nil || string(got) != succeeded[start:start+length] {
			t.Fatalf("%d bytes from %d: %v", length, start, err)
		}
	}
	if _, err := o.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	small, err := w.Output(t.Context(), w.wait(w.submit(feed(7)).ID).ID, job.Succeeded)
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	succeeded, _ = want(7)
	if err := iotest.TestReader(small, []byte(succeeded)); err != nil {
		t.Error(err)
	}
}

func TestETagsNameBytes(t *testing.T) {
	w := newWorld(t)
	w.run()
	tag := func(rows int, side job.Side) string {
		o, err := w.Output(t.Context(), w.wait(w.submit(feed(rows)).ID).ID, side)
		if err != nil {
			t.Fatal(err)
		}
		return o.ETag
	}
	if first, again := tag(30, job.Succeeded), tag(30, job.Succeeded); first != again {
		t.Error("the same output has two tags")
	}
	if tag(30, job.Succeeded) == tag(30, job.Failed) || tag(30, job.Succeeded) == tag(31, job.Succeeded) {
		t.Error("two outputs have the same tag")
	}
}

func TestADamagedPartIsNotServedAsWhole(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"changed":   func(s string) string { return strings.Replace(s, "place 1", "place 7", 1) },
		"cut short": func(s string) string { return s[:len(s)/10] },
		"emptied":   func(string) string { return "" },
	} {
		w := newWorld(t)
		w.run()
		id := w.wait(w.submit(feed(30)).ID).ID
		for _, key := range w.keys() {
			if strings.Contains(key, "/part-") {
				w.rewrite(key, change)
			}
		}
		o, err := w.Output(t.Context(), id, job.Succeeded)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = io.ReadAll(o); err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("%s: %v; want an error that names the blob", name, err)
		}
		o.Close()
	}
}

// rewrite changes a blob.
func (w *world) rewrite(key string, change func(string) string) {
	w.t.Helper()
	r, err := w.blobs.OpenRange(w.t.Context(), key, 0, -1)
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		w.t.Fatal(err)
	}
	err = w.blobs.Put(w.t.Context(), key, func(to io.Writer) error {
		_, err := io.WriteString(to, change(string(data)))
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestRecords(t *testing.T) {
	const rows = 4_500
	w := newWorld(t)
	w.run()
	j := w.wait(w.submit(feed(rows)).ID)
	succeeded := w.output(j.ID, job.Succeeded)
	n := int64(0)
	for entry, err := range w.Records(t.Context(), j.ID) {
		if err != nil {
			t.Fatal(err)
		}
		if entry.Ordinal != n || entry.Line != n+3 {
			t.Fatalf("record %d is of row %d on line %d", n, entry.Ordinal, entry.Line)
		}
		if failed := entry.Reason != ""; failed != (n%10 == 9) {
			t.Fatalf("record %d: %+v", n, entry)
		}
		if n == 4_321 {
			if entry.Point.Lat != 1.5 || entry.Level != "PopulatedPlace" || len(entry.Faults) != 1 || entry.Faults[0].Cost != 0.5 {
				t.Errorf("%+v", entry)
			}
			if row := succeeded[int64(len(heading))+entry.Offset:][:entry.Size]; row != "4321|place 4321|The place 4321|Success|\r\n" {
				t.Errorf("its bytes: %q", row)
			}
		}
		n++
	}
	if n != rows {
		t.Errorf("%d records; want %d", n, rows)
	}
}

func TestExpiry(t *testing.T) {
	w := newWorld(t)
	stop := w.run()
	id := w.wait(w.submit(feed(30)).ID).ID
	w.clock.Advance(14*24*time.Hour - time.Second)
	w.output(id, job.Succeeded)
	w.clock.Advance(time.Second)
	if j, err := w.Get(t.Context(), id); err != nil || !j.Expired {
		t.Errorf("after 14 days: %+v, %v", j, err)
	}
	if _, err := w.Output(t.Context(), id, job.Succeeded); !errors.Is(err, job.ErrNoOutput) {
		t.Errorf("Output after 14 days: %v; want ErrNoOutput", err)
	}
	stop()
	listed := func() int {
		jobs, err := w.List(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		return len(jobs)
	}
	w.clock.Advance(time.Second)
	for _, step := range []struct {
		after  time.Duration
		listed int
		err    error
	}{{0, 1, nil}, {24 * time.Hour, 0, nil}, {15 * 24 * time.Hour, 0, job.ErrNotFound}} {
		w.clock.Advance(step.after)
		if err := w.Tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if keys := w.keys(); len(keys) > 0 {
			t.Errorf("blobs are left: %q", keys)
		}
		if n := listed(); n != step.listed {
			t.Errorf("%d jobs are listed; want %d", n, step.listed)
		}
		if _, err := w.Get(t.Context(), id); !errors.Is(err, step.err) {
			t.Errorf("Get: %v; want %v", err, step.err)
		}
	}
}

// A database that is new or from a backup knows nothing of what lies here, and
// its operator may still want it.
func TestOrphansAreRemovedWhenAJobWouldBe(t *testing.T) {
	var later time.Duration // the bucket's times are real
	w := newWorld(t, func(c *job.Config) {
		c.Now = func() time.Time { return time.Now().Add(later) }
	})
	w.submit(feed(1))
	nothing := func(io.Writer) error { return nil }
	for _, key := range []string{strings.Repeat("0", 32) + "/input", "0/part-000000-1"} {
		if err := w.blobs.Put(t.Context(), key, nothing); err != nil {
			t.Fatal(err)
		}
	}
	later = w.Retention - time.Hour
	if err := w.Tidy(t.Context()); err != nil || len(w.keys()) != 3 {
		t.Errorf("young ones: %v, %q", err, w.keys())
	}
	later = w.Retention + time.Hour
	if err := w.Tidy(t.Context()); err != nil || len(w.keys()) != 1 {
		t.Errorf("old ones: %v, %q", err, w.keys())
	}
}

func TestWaitEndsWithItsContext(t *testing.T) {
	w := newWorld(t)
	id := w.submit(feed(1)).ID
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Wait(ctx, id); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := w.Wait(t.Context(), "none"); !errors.Is(err, job.ErrNotFound) {
		t.Error(err)
	}
}
