package jobtest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
)

func claimedInOrder(d *desk) {
	d.create("old", "a", 2)
	d.create("new", "a", 1)
	var got []string
	for range 3 {
		c := d.claim()
		got = append(got, name(c))
		d.same("the claimed chunk", chunks(2)[c.Number], c.Chunk)
		d.same("its job", d.get(c.Job.ID), c.Job)
		if c.Input != c.Job.ID+"/input" || c.Location != "" || c.Attempt != 1 || c.Failures != 0 || c.Lost != 0 {
			d.Errorf("the claim: %+v", c)
		}
	}
	d.same("claims", []string{"old/0", "old/1", "new/0"}, got)
	d.nothing()
}

func claimedFairly(d *desk) {
	d.create("large", "a", 50)
	first := d.claim()
	d.create("small", "b", 2)
	d.create("other", "c", 1)
	var got []string
	for range 6 {
		got = append(got, name(d.claim()))
	}
	// a has one in flight, b and c none; then all have one, and a's turn is longest ago.
	d.same("claims", []string{"small/0", "other/0", "large/1", "small/1", "large/2", "large/3"}, got)
	d.finish(first, 0)
	d.create("late", "d", 1)
	d.same("claim", "late/0", name(d.claim()))
}

// claimedInTurn has one worker, so that nobody ever has a chunk in flight when
// the next is picked.
func claimedInTurn(d *desk) {
	d.create("large", "a", 3)
	d.create("huge", "b", 4)
	var got []string
	work := func() {
		c := d.claim()
		got = append(got, name(c))
		d.finish(c, 0)
	}
	work()
	work()
	work()
	d.create("small", "c", 1)
	for range 5 {
		work()
	}
	d.same("claims", []string{"large/0", "huge/0", "large/1", "small/0", "huge/1", "large/2", "huge/2", "huge/3"}, got)
}

func claimRace(d *desk) {
	const n = 40
	d.create("1", "a", n/2)
	d.create("2", "b", n/2)
	var mu sync.Mutex
	seen := map[string]int{}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for {
				c, err := d.store.Claim(d.Context(), lease)
				if errors.Is(err, job.ErrNothing) {
					return
				}
				if err == nil {
					_, err = d.store.Finish(d.Context(), c, result(c, 1))
				}
				if err != nil {
					d.Error(err)
					return
				}
				mu.Lock()
				seen[name(c)]++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	for chunk, times := range seen {
		d.same("claims of "+chunk, 1, times)
	}
	d.same("chunks claimed", n, len(seen))
	for _, id := range []string{"1", "2"} {
		if j := d.get(id); j.Status != job.Completed || j.Processed != 10*n/2 || j.Failed != n/2 {
			d.Errorf("job %s: %+v", id, j)
		}
	}
}

func completed(d *desk) {
	d.create("j", "a", 2)
	first, second := d.claim(), d.claim()
	d.clock.Advance(time.Second)
	d.same("ended by the second", false, d.finish(second, 3))
	if j := d.get("j"); j.Status != job.Pending || j.Processed != 10 || j.Failed != 3 || !j.Completed.IsZero() {
		d.Errorf("half done: %+v", j)
	}
	d.same("ended by the first", true, d.finish(first, 1))
	if j := d.get("j"); j.Status != job.Completed || j.Processed != 20 || j.Failed != 4 || !j.Completed.Equal(d.clock.Now()) {
		d.Errorf("done: %+v", j)
	}
	parts, err := d.store.Parts(d.Context(), "j")
	must(d.T, err)
	d.same("parts", []job.Part{{Number: 0, Result: result(first, 1)}, {Number: 1, Result: result(second, 3)}}, parts)
	d.lost(first)
	must(d.T, d.store.Abort(d.Context(), "j", "too late"))
	d.same("status after Abort", job.Completed, d.get("j").Status)
	d.nothing()
}

func takenOver(d *desk) {
	d.create("j", "a", 1)
	first := d.claim()
	d.clock.Advance(lease - time.Millisecond)
	d.nothing()
	d.clock.Advance(time.Millisecond)
	second := d.claim()
	if second.Number != first.Number || second.Attempt != first.Attempt+1 || second.Lost != 1 || second.Failures != 0 {
		d.Errorf("taken over: %+v", second)
	}
	d.lost(first)
	d.same("processed", int64(0), d.get("j").Processed)
	d.finish(second, 0)
	d.lost(first)
	parts, err := d.store.Parts(d.Context(), "j")
	must(d.T, err)
	d.same("parts", []job.Part{{Result: result(second, 0)}}, parts)
	d.same("processed", int64(10), d.get("j").Processed)
}

func renewed(d *desk) {
	d.create("j", "a", 1)
	c := d.claim()
	for range 5 {
		d.clock.Advance(lease / 2)
		must(d.T, d.store.Renew(d.Context(), c, lease))
		d.nothing()
	}
	// A lease that ran out and was not taken over is its holder's still.
	d.clock.Advance(2 * lease)
	must(d.T, d.store.Renew(d.Context(), c, lease))
	d.same("ended", true, d.finish(c, 0))
}

func released(d *desk) {
	d.create("j", "a", 2)
	c := d.claim()
	must(d.T, d.store.Release(d.Context(), c, time.Minute, true))
	d.lost(c)
	next := d.claim()
	d.same("what is claimed meanwhile", "j/1", name(next))
	must(d.T, d.store.Release(d.Context(), next, 0, false))
	next = d.claim()
	if name(next) != "j/1" || next.Failures != 0 || next.Attempt != 2 {
		d.Errorf("handed back: %+v", next)
	}
	d.nothing()
	d.clock.Advance(time.Minute)
	c = d.claim()
	if name(c) != "j/0" || c.Failures != 1 || c.Lost != 0 || c.Attempt != 2 {
		d.Errorf("after the pause: %+v", c)
	}
}

func aborted(d *desk) {
	d.create("j", "a", 3)
	done, running := d.claim(), d.claim()
	d.finish(done, 0)
	must(d.T, d.store.Abort(d.Context(), "j", "why"))
	must(d.T, d.store.Abort(d.Context(), "j", "why else"))
	d.lost(running)
	d.nothing()
	if j := d.get("j"); j.Status != job.Aborted || j.Error != "why" || !j.Completed.Equal(d.clock.Now()) {
		d.Errorf("aborted: %+v", j)
	}
	must(d.T, d.store.CheckQuota(d.Context(), "a", job.Quota{InProcess: 1}))
}

// createLocated creates a job whose feed is to be fetched.
func (d *desk) createLocated(id string) {
	e := entry(id, "a")
	e.Feed, e.Input, e.Location = dataflow.Feed{}, "", "https://example.com/feed?sig=secret"
	must(d.T, d.store.Create(d.Context(), e, nil, job.Quota{}))
}

func split(d *desk) {
	d.createLocated("j")
	d.same("status", job.Pending, d.get("j").Status)
	lost := d.claim()
	d.same("location", "https://example.com/feed?sig=secret", lost.Location)
	d.clock.Advance(lease)
	c := d.claim()
	d.same("attempt", 2, c.Attempt)
	d.lost(lost)
	feed := entry("j", "a").Feed
	ended, err := d.store.Split(d.Context(), c, feed, "j/input-2", chunks(2))
	must(d.T, err)
	d.same("ended", false, ended)
	d.lost(c)
	want := entry("j", "a").Job
	want.Status, want.Created, want.Total = job.Pending, d.clock.Now().Add(-lease), 20
	d.same("the job", want, d.get("j"))
	for i := range 2 {
		next := d.claim()
		d.same("the chunk's input", "j/input-2", next.Input)
		d.same("the chunk's location", "", next.Location)
		d.same("the chunk", chunks(2)[i], next.Chunk)
		d.same("ended", i == 1, d.finish(next, 0))
	}
}

func splitEmpty(d *desk) {
	d.createLocated("j")
	ended, err := d.store.Split(d.Context(), d.claim(), entry("j", "a").Feed, "j/input-1", nil)
	must(d.T, err)
	d.same("ended", true, ended)
	d.same("status", job.Completed, d.get("j").Status)
	d.nothing()
}

func recovered(d *desk) {
	d.create("j", "a", 4)
	d.finish(d.claim(), 1)
	held := []job.Claim{d.claim(), d.claim()}
	paused := d.claim()
	must(d.T, d.store.Release(d.Context(), paused, time.Hour, false))
	must(d.T, d.store.Recover(d.Context(), "1"))
	for i, old := range held {
		d.lost(old)
		again := d.claim()
		if again.Number != i+1 || again.Attempt != 2 || again.Lost != 1 {
			d.Errorf("after the restart: %+v", again)
		}
	}
	d.same("the pause's end", name(paused), name(d.claim()))
	d.nothing()
	d.same("processed", int64(10), d.get("j").Processed)
}

func rebuilt(d *desk) {
	d.create("done", "a", 1)
	d.finish(d.claim(), 0)
	d.create("pending", "a", 3)
	first, failed, running := d.claim(), d.claim(), d.claim()
	d.finish(first, 2)
	must(d.T, d.store.Release(d.Context(), failed, time.Hour, true))
	d.createLocated("located")
	must(d.T, d.store.Recover(d.Context(), "2"))
	d.lost(running)
	if j := d.get("pending"); j.Processed != 0 || j.Failed != 0 || j.Status != job.Pending || j.Total != 30 {
		d.Errorf("done anew: %+v", j)
	}
	if j := d.get("done"); j.Processed != 10 || j.Status != job.Completed {
		d.Errorf("completed before: %+v", j)
	}
	parts, err := d.store.Parts(d.Context(), "pending")
	must(d.T, err)
	d.same("parts", 0, len(parts))
	for i := range 3 {
		c := d.claim()
		d.same("claim", fmt.Sprint("pending/", i), name(c))
		d.same("attempt", 2, c.Attempt)
		d.same("failures", 0, c.Failures)
		d.same("ended", i == 2, d.finish(c, 0))
	}
	d.same("location", false, d.claim().Location == "")
	must(d.T, d.store.Recover(d.Context(), "2"))
	d.same("processed, with the same build", int64(30), d.get("pending").Processed)
}

func expired(d *desk) {
	d.create("first", "a", 1)
	d.finish(d.claim(), 0)
	d.create("pending", "a", 1)
	d.clock.Advance(time.Hour)
	d.create("second", "a", 0)
	d.clock.Advance(time.Hour)
	d.create("third", "a", 0)
	expire := func(age time.Duration, limit int) []string {
		ids, err := d.store.Expire(d.Context(), d.clock.Now().Add(-age), limit)
		must(d.T, err)
		return ids
	}
	d.same("too young", []string(nil), expire(2*time.Hour, 9))
	d.same("the oldest", []string{"first"}, expire(time.Minute, 1))
	d.same("the others", []string{"second"}, expire(time.Minute, 9))
	d.same("again", []string(nil), expire(time.Minute, 9))
	parts, err := d.store.Parts(d.Context(), "first")
	must(d.T, err)
	d.same("parts", 0, len(parts))
	if j := d.get("first"); !j.Expired || j.Status != job.Completed || j.Processed != 10 {
		d.Errorf("expired: %+v", j)
	}
	for _, id := range []string{"pending", "third"} {
		d.same(id+" expired", false, d.get(id).Expired)
	}
	must(d.T, d.store.Forget(d.Context(), d.clock.Now().Add(-90*time.Minute)))
	for id, want := range map[string]error{"first": job.ErrNotFound, "second": nil, "pending": nil} {
		if _, err := d.store.Get(d.Context(), id); !errors.Is(err, want) {
			d.Errorf("%s: %v; want %v", id, err, want)
		}
	}
}

func keys(d *desk) {
	start := d.clock.Now()
	first := job.Key{ID: "id1", Account: "a", Label: "nightly", Created: start, Expires: start.Add(time.Hour)}
	second := job.Key{ID: "id2", Account: "b", Created: start.Add(-time.Hour)}
	must(d.T, d.store.AddKey(d.Context(), "hash1", first))
	must(d.T, d.store.AddKey(d.Context(), "hash2", second))
	got, err := d.store.Key(d.Context(), "hash1")
	must(d.T, err)
	d.same("key", first, got)
	for _, hash := range []string{"id1", "HASH1", "", "hash3"} {
		if _, err := d.store.Key(d.Context(), hash); !errors.Is(err, job.ErrNoKey) {
			d.Errorf("Key %q: %v; want ErrNoKey", hash, err)
		}
	}
	must(d.T, d.store.RevokeKey(d.Context(), "id1", start.Add(time.Minute)))
	must(d.T, d.store.RevokeKey(d.Context(), "id1", start.Add(time.Hour)))
	if err := d.store.RevokeKey(d.Context(), "id3", start); !errors.Is(err, job.ErrNoKey) {
		d.Errorf("RevokeKey of none: %v; want ErrNoKey", err)
	}
	first.Revoked = start.Add(time.Minute)
	all, err := d.store.Keys(d.Context())
	must(d.T, err)
	d.same("keys", []job.Key{first, second}, all)
	must(d.T, d.store.AddKey(d.Context(), "hash1", job.Key{ID: "id1", Account: "c", Created: start.Add(time.Hour)}))
	got, err = d.store.Key(d.Context(), "hash1")
	must(d.T, err)
	d.same("key added again", job.Key{ID: "id1", Account: "c", Created: start}, got)
}
