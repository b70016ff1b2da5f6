package job_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/jobtest"
)

// moody is a geocoder that first does something else.
type moody func(ctx context.Context, requests []geocode.Request) error

func (m moody) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	if err := m(ctx, requests); err != nil {
		return nil, err
	}
	return jobtest.Geocoder{}.Geocode(ctx, requests)
}

// impatient is a store without pauses.
type impatient struct {
	job.Store
	queue job.Queue
}

func (i impatient) Release(ctx context.Context, claim job.Claim, _ time.Duration, failed bool) error {
	return errors.Join(i.Store.Release(ctx, claim, 0, failed), i.queue.Wake(ctx))
}

// withoutPauses is a change to a world: what failed is tried again at once.
func withoutPauses(c *job.Config) { c.Store = impatient{c.Store, c.Queue} }

func TestAChunkThatFailsIsTriedAgain(t *testing.T) {
	for name, fail := range map[string]func() error{
		"errors": func() error { return errors.New("the index is broken") },
		"panics": func() error { panic("index out of range") },
	} {
		var attempts atomic.Int32
		w := newWorld(t, withoutPauses, func(c *job.Config) {
			c.Geocoder = moody(func(context.Context, []geocode.Request) error {
				if attempts.Add(1) < 5 {
					return fail()
				}
				return nil
			})
		})
		w.run()
		j := w.wait(w.submit(feed(10)).ID)
		if j.Status != job.Completed || j.Processed != 10 || attempts.Load() != 5 {
			t.Errorf("%s: after %d attempts: %+v", name, attempts.Load(), j)
		}
	}
}

func TestAChunkThatAlwaysFailsAbortsTheJob(t *testing.T) {
	for name, geocoder := range map[string]geocode.Geocoder{
		"error":     moody(func(context.Context, []geocode.Request) error { return errors.New("secret/path is broken") }),
		"panic":     moody(func(context.Context, []geocode.Request) error { panic("secret/path") }),
		"too few":   answers(nil),
		"no answer": answers(make([]geocode.Response, 10)),
	} {
		w := newWorld(t, withoutPauses, func(c *job.Config) { c.Geocoder = geocoder })
		w.run()
		j := w.wait(w.submit(feed(10)).ID)
		if j.Status != job.Aborted || !strings.Contains(j.Error, "line 3") || strings.Contains(j.Error, "secret") {
			t.Errorf("%s: %+v", name, j)
		}
	}
}

// answers is a geocoder that always answers the same.
type answers []geocode.Response

func (a answers) Geocode(context.Context, []geocode.Request) ([]geocode.Response, error) {
	return a, nil
}

func TestALostInputAbortsTheJob(t *testing.T) {
	for name, lose := range map[string]func(b *blob.Bucket, key string) error{
		"all of it": func(b *blob.Bucket, key string) error { return b.Delete(t.Context(), key) },
		"what was in it": func(b *blob.Bucket, key string) error {
			return b.Put(t.Context(), key, func(io.Writer) error { return nil })
		},
	} {
		w := newWorld(t, withoutPauses)
		id := w.submit(feed(10)).ID
		if err := lose(w.blobs, id+"/input"); err != nil {
			t.Fatal(err)
		}
		w.run()
		if j := w.wait(id); j.Status != job.Aborted {
			t.Errorf("%s: %+v", name, j)
		}
	}
}

// A worker that lost its lease while it worked finds out when it reports,
// and takes away what it made.
func TestALateWorkerIsRefused(t *testing.T) {
	late, taken := make(chan struct{}), make(chan struct{})
	var attempts atomic.Int32
	w := newWorld(t, func(c *job.Config) {
		c.Geocoder = moody(func(context.Context, []geocode.Request) error {
			if attempts.Add(1) == 1 {
				close(late)
				<-taken
			}
			return nil
		})
	})
	id := w.submit(feed(10)).ID
	stop := w.run()
	<-late
	w.clock.Advance(time.Hour)
	w.Queue.Wake(t.Context())
	if j := w.wait(id); j.Status != job.Completed || j.Processed != 10 {
		t.Errorf("%+v", j)
	}
	close(taken)
	stop()
	succeeded, _ := want(10)
	if got := w.output(id, job.Succeeded); got != succeeded {
		t.Errorf("the output: %q", got)
	}
	if keys := w.keys(); len(keys) != 2 || keys[1] != id+"/part-000000-2" {
		t.Errorf("blobs: %q; want the input and the second attempt's part", keys)
	}
}

// A service that ends lets chunks finish; those that do not are handed back.
func TestDraining(t *testing.T) {
	started := make(chan struct{})
	w := newWorld(t, func(c *job.Config) {
		c.Workers, c.Drain = 1, time.Nanosecond
		c.Geocoder = moody(func(ctx context.Context, _ []geocode.Request) error {
			close(started)
			<-ctx.Done()
			return ctx.Err()
		})
	})
	id := w.submit(feed(10)).ID
	stop := w.run()
	<-started
	stop()
	c, err := w.Store.Claim(t.Context(), time.Minute)
	if err != nil || c.Job.ID != id || c.Attempt != 2 || c.Failures != 0 || c.Lost != 0 {
		t.Errorf("after draining: %+v, %v", c, err)
	}
}

func TestRunningChunksFinish(t *testing.T) {
	started, finish := make(chan struct{}), make(chan struct{})
	w := newWorld(t, func(c *job.Config) {
		c.Workers, c.Drain = 1, time.Hour
		c.Geocoder = moody(func(ctx context.Context, _ []geocode.Request) error {
			close(started)
			<-finish
			return ctx.Err()
		})
	})
	id := w.submit(feed(10)).ID
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- w.Run(ctx) }()
	<-started
	cancel()
	close(finish)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if j, err := w.Get(t.Context(), id); err != nil || j.Status != job.Completed {
		t.Errorf("%+v, %v", j, err)
	}
}

func TestKeys(t *testing.T) {
	w := newWorld(t)
	secret, key, err := w.CreateKey(t.Context(), "a", "nightly", w.clock.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if len(secret) < 32 || len(key.ID) != 16 || strings.Contains(secret, key.ID) {
		t.Errorf("secret %q of key %+v", secret, key)
	}
	if got, err := w.Key(t.Context(), secret); err != nil || got != key {
		t.Errorf("%+v, %v; want %+v", got, err, key)
	}
	if _, err := w.Key(t.Context(), strings.ToUpper(secret)); !errors.Is(err, job.ErrNoKey) {
		t.Errorf("in another case: %v", err)
	}
	w.clock.Advance(time.Hour)
	if _, err := w.Key(t.Context(), secret); !errors.Is(err, job.ErrKeyExpired) {
		t.Errorf("after its time: %v", err)
	}
	if _, err := w.AcceptKey(t.Context(), secret, "b"); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Key(t.Context(), secret); err != nil || got.Account != "b" {
		t.Errorf("accepted: %+v, %v", got, err)
	}
	if err := w.RevokeKey(t.Context(), key.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Key(t.Context(), secret); !errors.Is(err, job.ErrNoKey) {
		t.Errorf("revoked: %v", err)
	}
	if err := w.RevokeKey(t.Context(), "none"); !errors.Is(err, job.ErrNoKey) {
		t.Errorf("revoke none: %v", err)
	}
	if all, err := w.ListKeys(t.Context()); err != nil || len(all) != 1 || all[0].Revoked.IsZero() {
		t.Errorf("%+v, %v", all, err)
	}
}

// sick is a store that cannot finish a chunk for some time.
type sick struct {
	job.Store
	failures *atomic.Int32
}

func (s sick) Finish(ctx context.Context, claim job.Claim, result job.Result) (bool, error) {
	if s.failures.Add(-1) >= 0 {
		return false, errors.New("the disk is full")
	}
	return s.Store.Finish(ctx, claim, result)
}

func TestAFullDiskIsWaitedFor(t *testing.T) {
	var failures atomic.Int32
	failures.Store(20)
	var w *world
	w = newWorld(t, withoutPauses, func(c *job.Config) {
		c.Store = sick{c.Store, &failures}
		c.Geocoder = moody(func(context.Context, []geocode.Request) error {
			if keys := w.keys(); len(keys) != 1 {
				t.Errorf("attempts that failed fill the disk further: %q", keys)
			}
			return nil
		})
	})
	w.run()
	if j := w.wait(w.submit(feed(10)).ID); j.Status != job.Completed || failures.Load() >= 0 {
		t.Errorf("after %d failures to go: %+v", failures.Load(), j)
	}
}

// A chunk that ends the process whenever it is tried must not do so for ever.
func TestAChunkThatEndsTheProcessIsGivenUp(t *testing.T) {
	w := newWorld(t)
	id := w.submit(feed(10)).ID
	for range 26 {
		if _, err := w.Store.Claim(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
		if err := w.Store.Recover(t.Context(), "1"); err != nil {
			t.Fatal(err)
		}
	}
	w.run()
	if j := w.wait(id); j.Status != job.Aborted {
		t.Errorf("%+v", j)
	}
}

// Whoever lost the lease has no say in whether the job is given up.
func TestALateWorkerDoesNotAbort(t *testing.T) {
	late, taken := make(chan struct{}), make(chan struct{})
	var attempts atomic.Int32
	located := submission
	located.DataLocation = location
	w := newWorld(t, func(c *job.Config) {
		c.Fetcher = fetcher(func(string) (io.Reader, error) {
			if attempts.Add(1) == 1 {
				close(late)
				<-taken
				return strings.NewReader(""), nil // no feed
			}
			return strings.NewReader(feed(10)), nil
		})
		c.Geocoder = moody(func(ctx context.Context, _ []geocode.Request) error {
			<-taken
			return nil
		})
	})
	j, err := w.Submit(t.Context(), located, nil)
	if err != nil {
		t.Fatal(err)
	}
	stop := w.run()
	<-late
	w.clock.Advance(time.Hour)
	w.Queue.Wake(t.Context())
	for j.Total == 0 { // until the second attempt has split the feed
		if j, err = w.Get(t.Context(), j.ID); err != nil {
			t.Fatal(err)
		}
	}
	close(taken)
	if j = w.wait(j.ID); j.Status != job.Completed || j.Processed != 10 {
		t.Errorf("%+v", j)
	}
	stop()
}
