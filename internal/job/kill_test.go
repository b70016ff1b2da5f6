package job_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/local"
	"github.com/milepost/milepost/internal/job/sqlite"
)

// The test binary is also the process that is killed: with a directory in
// childDir it works there, as childTask says, and writes a line on its output
// whenever it comes to a point where it can be killed.
const (
	childDir  = "MILEPOST_TEST_CHILD_DIR"
	childTask = "MILEPOST_TEST_CHILD_TASK" // "submit" its input, or "run"
)

func TestMain(m *testing.M) {
	dir := os.Getenv(childDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := child(context.Background(), dir, os.Getenv(childTask)); err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

func child(ctx context.Context, dir, task string) error {
	s, closeAll, err := openChild(ctx, dir)
	if err != nil {
		return err
	}
	defer closeAll()
	if task == "submit" {
		_, err := s.Submit(ctx, submission, talkingReader{os.Stdin})
		return err
	}
	jobs, err := s.List(ctx, "a")
	if err != nil {
		return err
	}
	if len(jobs) == 0 { // something to do, so that it is known to have started
		j, err := s.Submit(ctx, submission, strings.NewReader(feed(1)))
		if err != nil {
			return err
		}
		jobs = append(jobs, j)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ran := make(chan error, 1)
	go func() { ran <- s.Run(ctx) }()
	for _, j := range jobs {
		if _, err := s.Wait(ctx, j.ID); err != nil {
			return err
		}
	}
	cancel()
	return <-ran
}

// openChild opens the service over a directory, as a server does.
func openChild(ctx context.Context, dir string) (s *job.Service, closeAll func(), err error) {
	lock, err := local.NewLock(dir)
	if err != nil {
		return nil, nil, err
	}
	store, err := sqlite.Open(ctx, filepath.Join(dir, "jobs.db"), sqlite.Options{})
	if err != nil {
		return nil, nil, err
	}
	blobs, err := blob.OpenDir(filepath.Join(dir, "blobs"))
	if err != nil {
		return nil, nil, err
	}
	s, err = job.New(job.Config{
		Store: talkingStore{store}, Queue: local.NewQueue(), Blobs: blobs, Build: "1", Workers: 2,
		Geocoder: moody(func(context.Context, []geocode.Request) error { fmt.Println("geocode"); return nil }),
	})
	return s, func() { store.Close(); blobs.Close(); lock.Close() }, err
}

// talkingStore says when a chunk is about to be finished, and when it was.
type talkingStore struct{ job.Store }

func (s talkingStore) Finish(ctx context.Context, claim job.Claim, result job.Result) (bool, error) {
	fmt.Println("finish")
	ended, err := s.Store.Finish(ctx, claim, result)
	fmt.Println("finished")
	return ended, err
}

// talkingReader says what it reads.
type talkingReader struct{ r io.Reader }

func (t talkingReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	fmt.Println("read", n)
	return n, err
}

// startChild starts a child that works in dir and gives its output's lines.
func startChild(t *testing.T, dir, task string, stdin io.Reader) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir, childTask+"="+task)
	cmd.Stdin, cmd.Stderr = stdin, os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(stdout)
}

// runChild runs a child, and kills it at its line number lines, if it comes
// that far; it tells whether it did.
func runChild(t *testing.T, dir string, lines int) (killed bool) {
	t.Helper()
	cmd, out := startChild(t, dir, "run", nil)
	for n := 1; out.Scan(); n++ {
		if strings.HasPrefix(out.Text(), "failed") {
			t.Error(out.Text())
		}
		if n == lines {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			killed = true
		}
	}
	if err := cmd.Wait(); err != nil && !killed {
		t.Fatal(err)
	}
	return killed
}

func TestAJobSurvivesKills(t *testing.T) {
	const rows = 30_000
	dir := t.TempDir()
	cmd, out := startChild(t, dir, "submit", strings.NewReader(gzipped(feed(rows))))
	for out.Scan() {
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	kills := 0
	for _, lines := range []int{1, 2, 3, 4, 5, 7, 11, 13} {
		if runChild(t, dir, lines) {
			kills++
		}
	}
	if kills < 5 {
		t.Errorf("the process was killed %d times only", kills)
	}
	runChild(t, dir, -1)

	s, closeAll, err := openChild(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll()
	jobs, err := s.List(t.Context(), "a")
	if err != nil || len(jobs) != 1 {
		t.Fatalf("%+v, %v", jobs, err)
	}
	j := jobs[0]
	if j.Status != job.Completed || j.Total != rows || j.Processed != rows || j.Failed != rows/10 {
		t.Errorf("%+v", j)
	}
	w := &world{Service: s, t: t, blobs: s.Blobs}
	succeeded, failed := want(rows)
	if w.output(j.ID, job.Succeeded) != succeeded || w.output(j.ID, job.Failed) != failed {
		t.Error("the outputs are not those of an undisturbed run")
	}
	if keys := w.keys(); len(keys) != 1+rows/2000 {
		t.Errorf("%d blobs are there; want the input and a part for each chunk: %q", len(keys), keys)
	}
}

func TestASubmissionThatIsKilledLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	cmd, out := startChild(t, dir, "submit", r)
	r.Close()
	text := feed(50_000)
	go io.WriteString(w, text[:len(text)/2])
	for seen := 0; seen < len(text)/2 && out.Scan(); {
		n := 0
		fmt.Sscanf(out.Text(), "read %d", &n)
		seen += n
	}
	temp, err := filepath.Glob(filepath.Join(dir, "blobs", "*", "*.tmp"))
	if err != nil || len(temp) != 1 {
		t.Errorf("while it is sent, the feed is in %q, %v", temp, err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	runChild(t, dir, -1)
	files, err := filepath.Glob(filepath.Join(dir, "blobs", "*", "*"))
	for i, file := range files {
		files[i] = filepath.Base(file)
	}
	if diff := cmp.Diff([]string{"input", "part-000000-1"}, files); diff != "" || err != nil {
		t.Errorf("after the next start there is not just its own job: %s, %v", diff, err)
	}
}
