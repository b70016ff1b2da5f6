package job_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/job"
)

// built is a geocoder whose answers name its build.
type built string

func (b built) Geocode(_ context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	responses := make([]geocode.Response, len(requests))
	for i := range requests {
		responses[i].Answers = []geocode.Answer{{Name: "build " + string(b), Confidence: geocode.High,
			Points: []geocode.CalculatedPoint{{Method: geocode.Rooftop, Usage: geocode.Display}}}}
	}
	return responses, nil
}

// reloaded is a store whose third claim waits until it is told of a new build.
type reloaded struct {
	job.Store
	claims, recoveries *atomic.Int32
	told               chan struct{}
}

func (r reloaded) Claim(ctx context.Context, lease time.Duration) (job.Claim, error) {
	if r.claims.Add(1) == 3 {
		<-r.told
	}
	return r.Store.Claim(ctx, lease)
}

func (r reloaded) Recover(ctx context.Context, build string) error {
	err := r.Store.Recover(ctx, build)
	if r.recoveries.Add(1) == 2 { // the first is Run's
		close(r.told)
	}
	return err
}

// A job whose first chunks were done with one build is done anew with the
// next, though no process ended between them.
func TestAJobNeverMixesBuilds(t *testing.T) {
	second, calling := make(chan struct{}), make(chan struct{})
	var asked atomic.Int32
	w := newWorld(t, func(c *job.Config) {
		c.Workers = 1
		c.Store = reloaded{c.Store, new(atomic.Int32), new(atomic.Int32), make(chan struct{})}
		c.Geocoder = geocodeFunc(func(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
			if asked.Add(1) == 2 {
				close(second)
				<-calling
			}
			return built("one").Geocode(ctx, requests)
		})
	})
	id := w.submit(feed(4 * 2000)).ID
	w.run()
	<-second
	close(calling)
	if err := w.Replace(t.Context(), built("two"), "2"); err != nil {
		t.Fatal(err)
	}
	if j := w.wait(id); j.Status != job.Completed || j.Processed != 4*2000 {
		t.Fatalf("%+v", j)
	}
	output := w.output(id, job.Succeeded)
	if one, two := strings.Count(output, "build one"), strings.Count(output, "build two"); one != 0 || two != 4*2000 {
		t.Errorf("%d rows of the old build, %d of the new", one, two)
	}
	if n := asked.Load(); n != 2 {
		t.Errorf("the old build was asked for %d chunks, want 2", n)
	}
}

// geocodeFunc is a geocoder that is a function.
type geocodeFunc func(context.Context, []geocode.Request) ([]geocode.Response, error)

func (f geocodeFunc) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	return f(ctx, requests)
}

// The same data opened again begins nothing anew.
func TestReplaceByTheSameBuild(t *testing.T) {
	w := newWorld(t)
	id := w.submit(feed(2000 * 2)).ID
	claim, err := w.Store.Claim(t.Context(), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.Finish(t.Context(), claim, job.Result{Rows: 2000}); err != nil {
		t.Fatal(err)
	}
	if err := w.Replace(t.Context(), built("again"), "1"); err != nil {
		t.Fatal(err)
	}
	if j, err := w.Get(t.Context(), id); err != nil || j.Processed != 2000 {
		t.Errorf("%+v, %v", j, err)
	}
}

// unrecoverable is a store that cannot be told of a new build.
type unrecoverable struct{ job.Store }

func (unrecoverable) Recover(context.Context, string) error { return errors.New("the disk is full") }

func TestAReplaceThatFailsChangesNothing(t *testing.T) {
	w := newWorld(t, func(c *job.Config) { c.Store = unrecoverable{c.Store} })
	if err := w.Replace(t.Context(), built("two"), "2"); err == nil {
		t.Fatal("no error")
	}
	if w.Build != "1" {
		t.Errorf("the build is %s", w.Build)
	}
	if _, isNew := w.Geocoder.(built); isNew {
		t.Error("the geocoder was replaced")
	}
}
