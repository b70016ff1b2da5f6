package jobtest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
)

// lease is how long claims in the suite last.
const lease = time.Minute

// Store runs the suite over the stores that open opens, each new and empty
// and with the clock as its own.
func Store(t *testing.T, open func(t *testing.T, clock *Clock) job.Store) {
	for _, test := range []struct {
		name string
		run  func(*desk)
	}{
		{"a job created is there as it was given", createdIsThere},
		{"a job without rows is completed, a faulty one aborted", endedFromTheStart},
		{"jobs are listed pending first, then newest first", listed},
		{"the quota of jobs in process counts pending jobs", quotaInProcess},
		{"the quota of jobs per day counts those of 24 hours", quotaPerDay},
		{"the quota holds however many submit at once", quotaRace},
		{"chunks are claimed in order", claimedInOrder},
		{"a small job does not wait for the end of a large one", claimedFairly},
		{"a lone worker goes round the accounts", claimedInTurn},
		{"no two claim the same chunk", claimRace},
		{"the last chunk completes the job", completed},
		{"a lease that ran out is taken over, and its holder refused", takenOver},
		{"a renewed lease is not taken over", renewed},
		{"a released chunk waits for its pause", released},
		{"an aborted job's claims are lost", aborted},
		{"a fetched feed's chunks take its place", split},
		{"a fetched feed without rows completes the job", splitEmpty},
		{"at a restart all leases are free", recovered},
		{"another build does pending jobs anew", rebuilt},
		{"jobs expire, and are forgotten later", expired},
		{"keys are found by their hash, and revoked", keys},
	} {
		t.Run(test.name, func(t *testing.T) {
			clock := NewClock()
			store := open(t, clock)
			must(t, store.Ready(t.Context()))
			test.run(&desk{T: t, store: store, clock: clock})
		})
	}
}

// desk is a store with the tests' own short words.
type desk struct {
	*testing.T
	store job.Store
	clock *Clock
}

// entry is a job of an account that can be created.
func entry(id, account string) job.Entry {
	return job.Entry{Build: "1", Input: id + "/input", Job: job.Job{
		ID: id, Account: account, KeyID: "key-" + account, Description: "<" + id + ">", Format: dataflow.Pipe,
		Feed: dataflow.Feed{Format: dataflow.Pipe, Version: dataflow.V2, Header: "Id|ä"},
	}}
}

// chunks are n chunks of ten rows.
func chunks(n int) []dataflow.Chunk {
	var all []dataflow.Chunk
	for i := range int64(n) {
		all = append(all, dataflow.Chunk{Offset: 100 + 50*i, Length: 50, FirstRow: 10 * i, FirstLine: 3 + 10*i, Rows: 10})
	}
	return all
}

// create creates a job of n chunks.
func (d *desk) create(id, account string, n int) job.Job {
	d.Helper()
	e := entry(id, account)
	e.Total = int64(10 * n)
	must(d.T, d.store.Create(d.Context(), e, chunks(n), job.Quota{}))
	return d.get(id)
}

func (d *desk) get(id string) job.Job {
	d.Helper()
	j, err := d.store.Get(d.Context(), id)
	must(d.T, err)
	return j
}

func (d *desk) claim() job.Claim {
	d.Helper()
	c, err := d.store.Claim(d.Context(), lease)
	must(d.T, err)
	return c
}

// nothing checks that there is nothing to claim.
func (d *desk) nothing() {
	d.Helper()
	if c, err := d.store.Claim(d.Context(), lease); !errors.Is(err, job.ErrNothing) {
		d.Errorf("Claim: chunk %d of %s, %v; want ErrNothing", c.Number, c.Job.ID, err)
	}
}

// finish finishes a claim with some failures and tells whether the job ended.
func (d *desk) finish(c job.Claim, failures int) bool {
	d.Helper()
	ended, err := d.store.Finish(d.Context(), c, result(c, failures))
	must(d.T, err)
	return ended
}

// lost checks that a claim is worth nothing any more.
func (d *desk) lost(c job.Claim) {
	d.Helper()
	_, finish := d.store.Finish(d.Context(), c, result(c, 0))
	_, split := d.store.Split(d.Context(), c, c.Job.Feed, "x", chunks(1))
	for what, err := range map[string]error{
		"Renew": d.store.Renew(d.Context(), c, lease), "Release": d.store.Release(d.Context(), c, 0, true), "Finish": finish, "Split": split,
	} {
		if !errors.Is(err, job.ErrLeaseLost) {
			d.Errorf("%s with a lost lease: %v; want ErrLeaseLost", what, err)
		}
	}
}

// name is a claim in short.
func name(c job.Claim) string { return fmt.Sprintf("%s/%d", c.Job.ID, c.Number) }

func result(c job.Claim, failures int) job.Result {
	return job.Result{
		Key: fmt.Sprintf("%s/part-%d-%d", c.Job.ID, c.Number, c.Attempt), Rows: c.Chunk.Rows, Failures: failures,
		Succeeded: job.Piece{Size: 1, Hash: "s"}, Failed: job.Piece{Size: 2, Hash: "f"}, Records: job.Piece{Size: 3, Hash: "r"},
	}
}

func (d *desk) same(what string, want, got any) {
	d.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		d.Errorf("%s: %s", what, diff)
	}
}

func createdIsThere(d *desk) {
	want := entry("j", "a").Job
	want.Status, want.Created, want.Total = job.Pending, d.clock.Now(), 20
	d.same("the job", want, d.create("j", "a", 2))
	if _, err := d.store.Get(d.Context(), "other"); !errors.Is(err, job.ErrNotFound) {
		d.Errorf("Get of another: %v; want ErrNotFound", err)
	}
	if err := d.store.Create(d.Context(), entry("j", "b"), nil, job.Quota{}); err == nil {
		d.Error("two jobs have the same ID")
	}
}

func endedFromTheStart(d *desk) {
	empty := d.create("empty", "a", 0)
	if empty.Status != job.Completed || !empty.Completed.Equal(d.clock.Now()) {
		d.Errorf("without rows: %s at %v", empty.Status, empty.Completed)
	}
	faulty := entry("faulty", "a")
	faulty.Error = "line 5000: bad"
	must(d.T, d.store.Create(d.Context(), faulty, nil, job.Quota{InProcess: 1}))
	if j := d.get("faulty"); j.Status != job.Aborted || j.Error != faulty.Error || !j.Completed.Equal(d.clock.Now()) {
		d.Errorf("faulty: %+v", j)
	}
	must(d.T, d.store.CheckQuota(d.Context(), "a", job.Quota{InProcess: 1}))
	d.nothing()
}

func listed(d *desk) {
	start := d.clock.Now()
	for _, j := range []struct {
		id     string
		chunks int
	}{{"old", 1}, {"done", 0}, {"done-later", 0}, {"new", 1}, {"newest", 1}} {
		d.create(j.id, "a", j.chunks)
		if j.id != "new" { // "newest" at the same time
			d.clock.Advance(time.Hour)
		}
	}
	d.create("others", "b", 1)
	list := func(account string, since time.Time) (ids []string) {
		jobs, err := d.store.List(d.Context(), account, since)
		must(d.T, err)
		for _, j := range jobs {
			ids = append(ids, j.ID)
			d.same("a job listed", d.get(j.ID), j)
		}
		return ids
	}
	d.same("all", []string{"newest", "new", "old", "done-later", "done"}, list("a", start))
	d.same("those since", []string{"newest", "new", "done-later"}, list("a", start.Add(2*time.Hour)))
	d.same("another's", []string{"others"}, list("b", start))
	d.same("nobody's", []string(nil), list("c", start))
}

func quotaInProcess(d *desk) {
	quota := job.Quota{InProcess: 2}
	d.create("1", "a", 1)
	d.create("2", "b", 1)
	d.create("3", "a", 0)
	must(d.T, d.store.CheckQuota(d.Context(), "a", quota))
	must(d.T, d.store.Create(d.Context(), entry("4", "a"), chunks(1), quota))
	d.refuses("a", quota, job.QuotaError{Limit: 2})
	must(d.T, d.store.CheckQuota(d.Context(), "b", quota))
	d.finish(d.claim(), 0)
	must(d.T, d.store.Create(d.Context(), entry("5", "a"), chunks(1), quota))
}

// refuses checks that a quota keeps an account from creating a job.
func (d *desk) refuses(account string, quota job.Quota, want job.QuotaError) {
	d.Helper()
	for what, err := range map[string]error{
		"CheckQuota": d.store.CheckQuota(d.Context(), account, quota),
		"Create":     d.store.Create(d.Context(), entry("refused", account), chunks(1), quota),
	} {
		var got *job.QuotaError
		if !errors.As(err, &got) || *got != want {
			d.Errorf("%s: %v; want %v", what, err, &want)
		}
	}
	if _, err := d.store.Get(d.Context(), "refused"); !errors.Is(err, job.ErrNotFound) {
		d.Errorf("the refused job: %v; want ErrNotFound", err)
	}
}

func quotaPerDay(d *desk) {
	quota := job.Quota{PerDay: 2}
	d.create("1", "a", 0)
	d.clock.Advance(23 * time.Hour)
	must(d.T, d.store.Create(d.Context(), entry("2", "a"), nil, quota))
	d.refuses("a", quota, job.QuotaError{Limit: 2, PerDay: true})
	must(d.T, d.store.CheckQuota(d.Context(), "b", quota))
	d.clock.Advance(time.Hour)
	must(d.T, d.store.Create(d.Context(), entry("3", "a"), nil, quota))
}

func quotaRace(d *desk) {
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			err := d.store.Create(d.Context(), entry(fmt.Sprint(i), "a"), chunks(1), job.Quota{InProcess: 3})
			if over := new(job.QuotaError); err != nil && !errors.As(err, &over) {
				d.Error(err)
			}
		})
	}
	all.Wait()
	jobs, err := d.store.List(d.Context(), "a", time.Time{})
	must(d.T, err)
	d.same("jobs created", 3, len(jobs))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
