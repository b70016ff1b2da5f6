package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/jobtest"
	"github.com/milepost/milepost/internal/job/sqlite"
)

func TestStore(t *testing.T) {
	jobtest.Store(t, func(t *testing.T, clock *jobtest.Clock) job.Store {
		return open(t, filepath.Join(t.TempDir(), "jobs.db"), clock)
	})
}

func open(t testing.TB, path string, clock *jobtest.Clock) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestWhatIsKeptIsThereAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with blank?and#more%20.db")
	clock := jobtest.NewClock()
	s := open(t, path, clock)
	entry := job.Entry{Job: job.Job{ID: "j", Account: "a"}, Build: "1"}
	if err := s.Create(t.Context(), entry, make([]dataflow.Chunk, 1), job.Quota{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v; want it to be its owner's alone", info.Mode())
	}
	if _, err := open(t, path, clock).Get(t.Context(), "j"); err != nil {
		t.Error(err)
	}
}

func TestBadFiles(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := open(t, good, jobtest.NewClock())
	for i := range 200 {
		entry := job.Entry{Job: job.Job{ID: fmt.Sprint(i), Account: "a", Description: strings.Repeat("x", 200)}}
		if err := s.Create(t.Context(), entry, nil, job.Quota{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	torn := append([]byte(nil), data...)
	for i := len(torn) / 2; i < len(torn)/2+4096; i++ {
		torn[i] = 0xa5
	}
	newer := append([]byte(nil), data...)
	newer[63] = 99 // the last byte of user_version
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"text":  {[]byte(strings.Repeat("this is no database\n", 100)), "move it away"},
		"torn":  {torn, "move it away"},
		"short": {data[:len(data)/2], "move it away"},
		"newer": {newer, "written by a newer milepost"},
	} {
		path := filepath.Join(dir, name+".db")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
		if err == nil {
			s.Close()
			t.Errorf("%s: it opens", name)
			continue
		}
		if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want the path and %q", name, err, c.want)
		}
	}
	_, err = sqlite.Open(t.Context(), filepath.Join(dir, "no", "such", "dir.db"), sqlite.Options{})
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in a directory that is not there: %v", err)
	}
}

// With a thousand jobs waiting, a claim must cost about what it costs with a
// tenth of them: a store that looks at each fails by a wide margin.
func TestClaimStaysCheap(t *testing.T) {
	few, many := fastestClaim(t, 100), fastestClaim(t, 1000)
	t.Logf("a claim takes %v with 100 jobs of 100 accounts waiting, %v with 1,000", few, many)
	if many > 4*few {
		t.Errorf("a claim takes %v with 100 jobs waiting, %v with 1,000", few, many)
	}
}

// fastestClaim is the least time of some claims with jobs of 100 accounts waiting.
func fastestClaim(t *testing.T, jobs int) time.Duration {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "jobs.db"), jobtest.NewClock())
	for i := range jobs {
		entry := job.Entry{Job: job.Job{ID: fmt.Sprint(i), Account: fmt.Sprint("account ", i%100)}}
		if err := s.Create(t.Context(), entry, make([]dataflow.Chunk, 5), job.Quota{}); err != nil {
			t.Fatal(err)
		}
	}
	fastest := time.Hour
	for range 30 {
		start := time.Now()
		if _, err := s.Claim(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
		fastest = min(fastest, time.Since(start))
	}
	return fastest
}
