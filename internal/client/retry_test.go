package client

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
)

// text opens a feed that is always the same.
func text(feed string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(feed)), nil }
}

func created(w http.ResponseWriter) {
	w.Header().Set("Location", "http://elsewhere/REST/v1/Dataflows/Geocode/"+id)
	w.WriteHeader(http.StatusCreated)
}

// A feed that is refused for the moment is sent again, whole, after as long
// as the server asks.
func TestSendWaitsAsLongAsTheServerAsks(t *testing.T) {
	var feeds []string
	c, pauses := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			t.Errorf("%s %s: a quota's refusal leaves no doubt", r.Method, r.URL.Path)
		}
		feed, _ := io.ReadAll(r.Body)
		feeds = append(feeds, string(feed))
		if len(feeds) < 3 {
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		created(w)
	})
	url, err := c.Send(t.Context(), Upload{Format: dataflow.Pipe, Description: "d", Open: text("feed")})
	if err != nil || url != c.JobURL(id) || len(feeds) != 3 || feeds[2] != "feed" {
		t.Errorf("%q %v, feeds %q", url, err, feeds)
	}
	if p := *pauses; len(p) != 2 || p[0] != 30*time.Second || p[1] != 30*time.Second {
		t.Errorf("pauses %v", p)
	}
}

// Where the answer was lost, the job is looked for before the feed is sent
// once more.
func TestSendMakesNoSecondJob(t *testing.T) {
	for _, made := range []bool{true, false} {
		posts := 0
		c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.Method == http.MethodGet && made:
				io.WriteString(w, strings.Replace(jobJSON("Pending", ""), `"description":"d"`, `"description":"mine"`, 1))
			case r.Method == http.MethodGet:
				io.WriteString(w, jobJSON("Pending", "")) // another's
			default:
				if posts++; posts == 1 {
					panic(http.ErrAbortHandler)
				}
				created(w)
			}
		})
		url, err := c.Send(t.Context(), Upload{Format: dataflow.Pipe, Description: "mine", Open: text("feed")})
		if want := map[bool]int{true: 1, false: 2}[made]; err != nil || url != c.JobURL(id) || posts != want {
			t.Errorf("made %v: %q %v after %d feeds, want %d", made, url, err, posts, want)
		}
	}
}

func TestWhatIsNotTriedAgain(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"a wrong key":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) },
		"a bad feed":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadRequest) },
		"another page": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusCreated) },
		"a long wait": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
	} {
		tries := 0
		c, pauses := newClient(t, func(w http.ResponseWriter, r *http.Request) {
			tries++
			handler(w, r)
		})
		if _, err := c.Send(t.Context(), Upload{Format: dataflow.Pipe, Description: "d", Open: text("feed")}); err == nil || tries != 1 || len(*pauses) != 0 {
			t.Errorf("%s: %v after %d tries, pauses %v", name, err, tries, *pauses)
		}
	}
	c, _ := newClient(t, func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") })
	lost := errors.New("no such file")
	if _, err := c.Send(t.Context(), Upload{Format: dataflow.Pipe, Description: "d", Open: func() (io.ReadCloser, error) { return nil, lost }}); !errors.Is(err, lost) {
		t.Errorf("a feed that cannot be opened: %v", err)
	}
	asked := 0
	nowhere, err := New(Config{URL: "http://nowhere.invalid", Key: key, Sleep: c.sleep, HTTP: &http.Client{Transport: transport(func() error {
		asked++
		return &net.DNSError{Err: "no such host", Name: "nowhere.invalid", IsNotFound: true}
	})}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := nowhere.Send(t.Context(), Upload{Format: dataflow.Pipe, Description: "d", Open: text("feed")}); err == nil || asked != 1 || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("a host that is none: %v after %d tries", err, asked)
	}
}

// transport fails every request.
type transport func() error

func (t transport) RoundTrip(*http.Request) (*http.Response, error) { return nil, t() }

// cutting answers with at most n bytes of content at a time and then breaks
// the connection; ranges says whether it knows them.
func cutting(content string, n int, ranges bool, asked *[]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*asked = append(*asked, r.Header.Get("Range"))
		if !ranges {
			r.Header.Del("Range")
			n += n / 2 // it gets through in the end
		}
		http.ServeContent(&cutWriter{w, n}, r, "", time.Time{}, strings.NewReader(content))
	}
}

type cutWriter struct {
	http.ResponseWriter
	left int
}

func (c *cutWriter) Write(p []byte) (int, error) {
	if len(p) <= c.left {
		c.left -= len(p)
		return c.ResponseWriter.Write(p)
	}
	c.ResponseWriter.Write(p[:c.left])
	c.ResponseWriter.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

func TestFetchGoesOnWhereItBroke(t *testing.T) {
	var b strings.Builder
	for range 50_000 {
		fmt.Fprintln(&b, rand.Uint64())
	}
	content := b.String()
	for _, ranges := range []bool{true, false} {
		var asked []string
		c, _ := newClient(t, cutting(content, 200_000, ranges, &asked))
		path := filepath.Join(t.TempDir(), "succeeded.txt")
		if err := c.Fetch(t.Context(), "/"+id, Succeeded, path); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("ranges %v: %d bytes of %d, %v", ranges, len(got), len(content), err)
		}
		if len(asked) < 3 || asked[0] != "" || !strings.HasPrefix(asked[1], "bytes=") {
			t.Errorf("ranges %v: asked for %q", ranges, asked)
		}
		if _, err := os.Stat(path + partial); err == nil {
			t.Error("the partial file is left")
		}
		before := len(asked)
		if err := c.Fetch(t.Context(), "/"+id, Succeeded, path); err != nil || len(asked) != before {
			t.Errorf("a file that is there is fetched again: %v", err)
		}
	}
}

// What an earlier, interrupted Fetch left is gone on from, or thrown away
// where it cannot be the begin of the results.
func TestFetchGoesOnFromAPartialFile(t *testing.T) {
	const content = "0123456789"
	for left, want := range map[string]string{
		"0123":                 "0123456789",
		"0123456789":           "0123456789",
		"0123456789 and more ": "0123456789",
	} {
		var asked []string
		c, _ := newClient(t, cutting(content, 100, true, &asked))
		path := filepath.Join(t.TempDir(), "out")
		if err := os.WriteFile(path+partial, []byte(left), 0o600); err != nil {
			t.Fatal(err)
		}
		err := c.Fetch(t.Context(), "/"+id, Succeeded, path)
		if got, _ := os.ReadFile(path); err != nil || string(got) != want || asked[0] == "" {
			t.Errorf("after %q: %q, %v; asked for %q", left, got, err, asked)
		}
	}
}

// A server may give less than the rest that is asked for.
func TestFetchTakesRangesByAndBy(t *testing.T) {
	const content = "0123456789"
	c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		var from int
		fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
		to := min(from+4, len(content))
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, to-1, len(content)))
		w.WriteHeader(http.StatusPartialContent)
		io.WriteString(w, content[from:to])
	})
	path := filepath.Join(t.TempDir(), "out")
	os.WriteFile(path+partial, []byte("0"), 0o600)
	err := c.Fetch(t.Context(), "/"+id, Succeeded, path)
	if got, _ := os.ReadFile(path); err != nil || string(got) != content {
		t.Errorf("%q, %v", got, err)
	}
}

func TestFetchRefusesAnotherRange(t *testing.T) {
	c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Range", "bytes 0-9/10")
		w.WriteHeader(http.StatusPartialContent)
		io.WriteString(w, "0123456789")
	})
	path := filepath.Join(t.TempDir(), "out")
	os.WriteFile(path+partial, []byte("0123"), 0o600)
	if err := c.Fetch(t.Context(), "/"+id, Succeeded, path); !errors.Is(err, errChanged) {
		t.Errorf("got %v", err)
	}
}
