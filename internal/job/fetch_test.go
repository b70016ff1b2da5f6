package job_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"github.com/milepost/milepost/internal/job"
)

// fetcher gives what a function gives.
type fetcher func(location string) (io.Reader, error)

func (f fetcher) Get(_ context.Context, location string) (io.ReadCloser, error) {
	r, err := f(location)
	return io.NopCloser(r), err
}

const location = "https://user:password@example.com/feeds/a.txt?sv=2020&sig=c2VjcmV0%3D"

func TestDataLocation(t *testing.T) {
	located := submission
	located.DataLocation = location
	text := func(s string) fetcher { return func(string) (io.Reader, error) { return strings.NewReader(s), nil } }
	fails := func(err error) fetcher { return func(string) (io.Reader, error) { return nil, err } }
	for name, c := range map[string]struct {
		fetcher fetcher
		status  job.Status
		text    string
	}{
		"a feed":              {text(gzipped(feed(5_000))), job.Completed, ""},
		"a feed without rows": {text(heading), job.Completed, ""},
		"no feed":             {text("Bing Spatial Data Services, 2.0\nColour\n"), job.Aborted, "Colour"},
		"a fault further on":  {text(feed(10_000) + "\xff"), job.Aborted, "line 10003"},
		"too many bytes":      {text(heading + strings.Repeat("1|"+strings.Repeat("x", 500)+"|||\r\n", 3_000)), job.Aborted, "1000000 bytes"},
		"too many rows":       {text(feed(20_001)), job.Aborted, "20000 entities"},
		"an error": {fails(errors.New(`Get "` + location + `": refused; sig=c2VjcmV0%3D c2VjcmV0= user:password https://b/c?x=y`)),
			job.Aborted, "refused"},
		"a broken connection": {func(string) (io.Reader, error) {
			return io.MultiReader(strings.NewReader(feed(10_000)), iotest.ErrReader(errors.New("reset at "+location))), nil
		}, job.Aborted, "reset"},
	} {
		w := newWorld(t, withoutPauses, func(c2 *job.Config) {
			c2.Fetcher = c.fetcher
			c2.Limits = job.Limits{Bytes: 1_000_000, Entities: 20_000}
		})
		j, err := w.Submit(t.Context(), located, nil)
		if err != nil || j.Status != job.Pending {
			t.Errorf("%s: %+v, %v", name, j, err)
			continue
		}
		stop := w.run()
		j = w.wait(j.ID)
		if j.Status != c.status || !strings.Contains(j.Error, c.text) {
			t.Errorf("%s: %+v", name, j)
		}
		for _, secret := range []string{"sig", "c2Vj", "password", "x=y"} {
			if strings.Contains(j.Error, secret) {
				t.Errorf("%s: %q is in %q", name, secret, j.Error)
			}
		}
		stop()
		if keys := w.keys(); c.status == job.Aborted && len(keys) > 0 {
			t.Errorf("%s: blobs are left: %q", name, keys)
		}
		if j.Total == 5_000 {
			succeeded, _ := want(5_000)
			if w.output(j.ID, job.Succeeded) != succeeded {
				t.Errorf("%s: the output is another", name)
			}
		}
	}
	var refused *job.FeedError
	if _, err := newWorld(t).Submit(t.Context(), located, nil); !errors.As(err, &refused) {
		t.Errorf("without a fetcher: %v; want a FeedError", err)
	}
}

// refusal is an error of fetching that says whether it is for good.
type refusal bool

func (refusal) Error() string     { return "status 403" }
func (r refusal) Permanent() bool { return bool(r) }

func TestAFetchThatCannotSucceedIsTriedOnce(t *testing.T) {
	located := submission
	located.DataLocation = location
	for permanent, want := range map[refusal]int32{true: 1, false: 5} {
		for name, reader := range map[string]io.Reader{"of the host": nil, "of the body": iotest.ErrReader(permanent)} {
			var tries atomic.Int32
			w := newWorld(t, withoutPauses, func(c *job.Config) {
				c.Fetcher = fetcher(func(string) (io.Reader, error) {
					tries.Add(1)
					if reader == nil {
						return nil, permanent
					}
					return reader, nil
				})
			})
			j, err := w.Submit(t.Context(), located, nil)
			if err != nil {
				t.Fatal(err)
			}
			stop := w.run()
			if j = w.wait(j.ID); j.Status != job.Aborted || !strings.Contains(j.Error, "status 403") || tries.Load() != want {
				t.Errorf("error %s, permanent %v: tried %d times, want %d; %+v", name, permanent, tries.Load(), want, j)
			}
			stop()
		}
	}
}
