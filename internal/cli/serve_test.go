//go:build unix

package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
)

// serving is a server process.
type serving struct {
	t       *testing.T
	command *exec.Cmd
	url     string
	lines   chan string // of standard error, after it serves
	before  string      // what it said before
	out     strings.Builder
}

// serve starts a server on a free port, and returns when it serves.
func serve(t *testing.T, args ...string) *serving {
	t.Helper()
	return serveAt(t, "127.0.0.1:0", args...)
}

func serveAt(t *testing.T, address string, args ...string) *serving {
	t.Helper()
	s := &serving{t: t, lines: make(chan string, 1000)}
	s.command = program(t, append([]string{"serve", "--listen", address}, args...)...)
	s.command.Stdout = &s.out
	stderr, err := s.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(stderr)
	for s.url == "" && said.Scan() {
		s.before += said.Text() + "\n"
		if address := regexp.MustCompile(`API on (\S+);`).FindStringSubmatch(said.Text()); address != nil {
			s.url = "http://" + address[1]
		}
	}
	go func() {
		defer close(s.lines)
		for said.Scan() {
			s.lines <- said.Text()
		}
	}()
	if s.url == "" {
		t.Fatalf("the server did not come up: %s", s.before)
	}
	return s
}

// hears waits for a line on standard error.
func (s *serving) hears(part string) string {
	s.t.Helper()
	for line := range s.lines {
		if strings.Contains(line, part) {
			return line
		}
	}
	s.t.Fatalf("the server ended without saying %q", part)
	return ""
}

func (s *serving) signal(signal os.Signal) {
	s.t.Helper()
	if err := s.command.Process.Signal(signal); err != nil {
		s.t.Fatal(err)
	}
}

// stop tells the server to end, and expects it to end well.
func (s *serving) stop() {
	s.t.Helper()
	s.signal(syscall.SIGTERM)
	for range s.lines {
	}
	if err := s.command.Wait(); err != nil {
		s.t.Errorf("after SIGTERM: %v", err)
	}
	if s.out.Len() > 0 {
		s.t.Errorf("on standard output: %q", s.out.String())
	}
}

func (s *serving) status(path string) int {
	s.t.Helper()
	answer, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

// geocode sends a feed and returns what succeeded of it.
func (s *serving) geocode(key, feed string) string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	c, err := client.New(client.Config{URL: s.url, Key: key})
	if err != nil {
		s.t.Fatal(err)
	}
	url, err := c.Submit(ctx, dataflow.CSV, "test", strings.NewReader(feed))
	if err != nil {
		s.t.Fatal(err)
	}
	done, err := c.Wait(ctx, url, func(client.Job) {})
	if err != nil || done.Status != "Completed" {
		s.t.Fatalf("%+v, %v", done, err)
	}
	body, err := c.Download(ctx, url, client.Succeeded)
	if err != nil {
		s.t.Fatal(err)
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data)
}

const list = "/REST/v1/Dataflows/ListJobs?key="

func TestServe(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, "--data-dir", dir)
	made := regexp.MustCompile(`made one[^\n]*\n\n    (\S+)\n`).FindStringSubmatch(s.before)
	if made == nil {
		t.Fatalf("no key was made: %s", s.before)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, list + made[1]: 200, list + "other": 401} {
		if got := s.status(path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
	second := program(t, "serve", "--listen", "127.0.0.1:0", "--data-dir", dir)
	said, err := second.CombinedOutput()
	if pid := fmt.Sprint(s.command.Process.Pid); err == nil || second.ProcessState.ExitCode() != 1 || !strings.Contains(string(said), pid) {
		t.Errorf("a second server on the directory: %v: %s", err, said)
	}

	// Keys are made and revoked beside the running server.
	key := strings.TrimSpace(succeed(t, "key", "create", "--data-dir", dir, "--label", "second"))
	if got := s.status(list + key); got != 200 {
		t.Errorf("with a new key: %d", got)
	}
	id := regexp.MustCompile(`(?m)^(\w+) .*second`).FindStringSubmatch(succeed(t, "key", "list", "--data-dir", dir))
	if id == nil {
		t.Fatal("key list does not show the key")
	}
	succeed(t, "key", "revoke", "--data-dir", dir, id[1])
	if got := s.status(list + key); got != 401 {
		t.Errorf("with a revoked key: %d", got)
	}
	if shown := succeed(t, "key", "list", "--data-dir", dir); !strings.Contains(shown, "revoked") || strings.Contains(shown, key) {
		t.Errorf("key list shows\n%s", shown)
	}
	s.stop()

	again := serve(t, "--data-dir", dir)
	if strings.Contains(again.before, "made one") || again.status(list+made[1]) != 200 {
		t.Errorf("the second start: %s", again.before)
	}
	again.stop()
}

const townFeed = "Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query,GeocodeResponse/Name,GeocodeResponse/EntityType,StatusCode\n" +
	"1,\"7 Mill Lane, Springvale, KY 40201\",,,\n2,\"3 Mill Lane, Springvale, KY 40201\",,,\n"

// SIGHUP opens the index anew; an index that is damaged leaves the old one
// answering, and no request is dropped meanwhile.
func TestReload(t *testing.T) {
	index := filepath.Join(t.TempDir(), "town")
	buildTown(t, index, townList)
	s := serve(t, "--data-dir", t.TempDir(), "--key", "k", "--index", index)
	if got := s.geocode("k", townFeed); strings.Contains(got, "7 Mill Lane, Springvale, KY 40201\",Address") || !strings.Contains(got, "3 Mill Lane") {
		t.Errorf("before: %s", got)
	}
	if line := s.reload(); !strings.Contains(line, "changed=false") {
		t.Errorf("with the same index: %s", line)
	}
	buildTown(t, index, townList+"7,Mill Lane,Springvale,KY,40201,38.1007,-85.7007\n")
	if line := s.reload(); !strings.Contains(line, "changed=true") {
		t.Errorf("with a new index: %s", line)
	}
	after := s.geocode("k", townFeed)
	if !strings.Contains(after, "\"7 Mill Lane, Springvale, KY 40201\",Address,Success") {
		t.Errorf("after: %s", after)
	}
	truncate(t, index)
	if line := s.reload(); !strings.Contains(line, "level=ERROR") || !strings.Contains(line, "those from before go on") {
		t.Errorf("with a damaged index: %s", line)
	}
	s.stop()
}

// reload tells the server to load its indexes again, asks it for something
// all the while, and returns what it says of the reload.
func (s *serving) reload() string {
	s.t.Helper()
	var requests sync.WaitGroup
	end := make(chan struct{})
	requests.Go(func() {
		for {
			if got := s.status(list + "k"); got != 200 {
				s.t.Errorf("while it reloads: %d", got)
				return
			}
			select {
			case <-end:
				return
			default:
			}
		}
	})
	defer requests.Wait()
	defer close(end)
	s.signal(syscall.SIGHUP)
	return s.hears("loaded again")
}

// truncate replaces an index's largest section by its first half, as a copy
// that broke off does; files that are open stay as they are.
func truncate(t *testing.T, index string) {
	t.Helper()
	sections, err := filepath.Glob(index + "/addresses-*.section")
	if err != nil || len(sections) != 1 {
		t.Fatalf("%q, %v", sections, err)
	}
	data := read(t, sections[0])
	if err := os.Remove(sections[0]); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sections[0], []byte(data[:len(data)/2]), 0o600); err != nil {
		t.Fatal(err)
	}
}

// While it drains, a server says that it is not ready, and ends within the
// time it was given though a client never finishes sending.
func TestDrainEnds(t *testing.T) {
	s := serve(t, "--data-dir", t.TempDir(), "--key", "k", "--drain-timeout", "100ms")
	r, w := io.Pipe()
	answered := make(chan error, 1)
	go func() {
		answer, err := http.Post(s.url+"/REST/v1/Dataflows/Geocode?input=csv&key=k", "text/plain", r)
		if err == nil {
			answer.Body.Close()
		}
		answered <- err
	}()
	io.WriteString(w, "Bing Spatial Data Services, 2.0\n") // returns when the client has begun to send
	s.stop()
	w.Close()
	<-answered
}

func TestServeOnWhatIsDamaged(t *testing.T) {
	for name, make := range map[string]func(dir string) error{
		"database": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, databaseFile), []byte(strings.Repeat("no database ", 1000)), 0o600)
		},
		"unwritable": func(dir string) error { return os.Mkdir(filepath.Join(dir, "lock"), 0o700) },
		"blobs":      func(dir string) error { return os.WriteFile(filepath.Join(dir, blobsDir), nil, 0o600) },
		"tmp":        func(dir string) error { return os.Mkdir(filepath.Join(dir, databaseFile), 0o700) },
	} {
		dir := t.TempDir()
		if err := make(dir); err != nil {
			t.Fatal(err)
		}
		got := call(t, "", "serve", "--listen", "127.0.0.1:0", "--data-dir", dir)
		if got.status != 1 || got.out != "" || strings.Count(got.err, "\n") != 1 || !strings.Contains(got.err, dir) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Ctrl-C leaves the rows that are written, whole, and says where.
func TestGeocodeInterrupted(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out.csv")
	command := program(t, "geocode", "-", "-o", out, "--workers", "1")
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	command.Stderr = &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	// What is read, beyond what pipes and buffers hold, is split; chunks that
	// are split wait for those before to be written.
	feed := feedOf(dataflow.CSV, dataflow.V2, 60_000)
	if _, err := io.WriteString(stdin, feed); err != nil {
		t.Fatal(err)
	}
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	command.Wait()
	if command.ProcessState.ExitCode() != 1 || !strings.Contains(said.String(), "interrupted") || !strings.Contains(said.String(), "are in "+out+".partial") {
		t.Errorf("status %d: %s", command.ProcessState.ExitCode(), said.String())
	}
	whole := call(t, feed, "geocode", "-").out
	if partial := read(t, out+".partial"); partial == "" || !strings.HasPrefix(whole, partial) || !strings.HasSuffix(partial, "\n") {
		t.Errorf("what is left is not the beginning of the whole: %d bytes", len(partial))
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("out.csv is there")
	}
}
