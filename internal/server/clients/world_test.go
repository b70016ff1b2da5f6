package clients

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/job/local"
	"github.com/milepost/milepost/internal/job/sqlite"
	"github.com/milepost/milepost/internal/server"
)

const key = "Ab-cD_0123"

// world is a server as a client finds it.
type world struct {
	testing.TB
	service *job.Service
	url     string
	http    *http.Client
	server  *httptest.Server
}

// newWorld starts a server with the key above, and processes its jobs.
// change may alter the limits.
func newWorld(t testing.TB, change ...func(*job.Config)) *world {
	w := newIdleWorld(t, change...)
	w.run()
	return w
}

// newIdleWorld is a world whose jobs stay pending until run is called.
func newIdleWorld(t testing.TB, change ...func(*job.Config)) *world {
	store, err := sqlite.Open(t.Context(), t.TempDir()+"/jobs.db", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	config := job.Config{
		Store: store, Queue: local.NewQueue(), Blobs: blob.OpenMemory(), Geocoder: table{}, Build: "1",
		TempDir: t.TempDir(), Workers: 2,
	}
	for _, c := range change {
		c(&config)
	}
	service, err := job.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := service.AcceptKey(t.Context(), key, "default"); err != nil {
		t.Fatal(err)
	}
	w := &world{TB: t, service: service, http: &http.Client{
		Transport:     &http.Transport{DisableCompression: true, ExpectContinueTimeout: time.Minute},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	handler := server.New(server.Config{Jobs: service, Attribution: func() string { return "© somebody" }})
	w.server = httptest.NewUnstartedServer(handler)
	w.server.Config = server.HTTPServer(handler, nil)
	w.server.Start()
	t.Cleanup(w.server.Close)
	w.url = w.server.URL
	return w
}

// run processes jobs until the test ends.
func (w *world) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.service.Run(ctx) }()
	w.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			w.Errorf("Run: %v", err)
		}
	})
}

// reply is an answer, read to its end.
type reply struct {
	testing.TB
	status int
	header http.Header
	body   string
}

// headers are names and values in turn. No header is sent that is not named
// but Host, Content-Length and Go's User-Agent.
type headers []string

// send sends a request to a target below the server's address, or to a URL.
func (w *world) send(method, target string, headers headers, body io.Reader) *reply {
	w.Helper()
	if strings.HasPrefix(target, "/") {
		target = w.url + target
	}
	r, err := http.NewRequestWithContext(w.Context(), method, target, body)
	if err != nil {
		w.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	resp, err := w.http.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		w.Fatal(err)
	}
	if resp.Header.Get("Content-Encoding") == "gzip" && len(text) > 0 {
		text = gunzip(w.TB, text)
	}
	if strings.Contains(string(text), key) || strings.Contains(resp.Header.Get("Location"), key) {
		w.Errorf("the key is in the answer: %s", text)
	}
	return &reply{w.TB, resp.StatusCode, resp.Header, string(text)}
}

func (w *world) post(target string, headers headers, body string) *reply {
	w.Helper()
	return w.send(http.MethodPost, target, headers, strings.NewReader(body))
}

func (w *world) get(target string, headers ...string) *reply {
	w.Helper()
	return w.send(http.MethodGet, target, headers, nil)
}

// poll waits until the job at a URL has ended, as clients do by asking again
// and again, and answers with what the last of these requests gets.
func (w *world) poll(target string, headers ...string) *reply {
	w.Helper()
	u, err := url.Parse(target)
	if err != nil {
		w.Fatal(err)
	}
	id := strings.ToLower(u.Path[strings.LastIndex(u.Path, "/")+1:])
	ctx, cancel := context.WithTimeout(w.Context(), time.Minute)
	defer cancel()
	if _, err := w.service.Wait(ctx, id); err != nil {
		w.Fatal(err)
	}
	return w.get(target, headers...)
}

// want fails the test unless the reply has a status.
func (r *reply) want(status int) *reply {
	r.Helper()
	if r.status != status {
		r.Fatalf("status %d, want %d: %s", r.status, status, r.body)
	}
	return r
}

// resource is the one job of a JSON envelope, as a client's JSON reader has it.
func (r *reply) resource() map[string]any {
	r.Helper()
	var e struct {
		ResourceSets []struct{ Resources []map[string]any }
	}
	if err := json.Unmarshal([]byte(r.body), &e); err != nil {
		r.Fatalf("%v: %s", err, r.body)
	}
	if len(e.ResourceSets) != 1 || len(e.ResourceSets[0].Resources) != 1 {
		r.Fatalf("not one job: %s", r.body)
	}
	return e.ResourceSets[0].Resources[0]
}

// link is the URL of the job's link at a position.
func (r *reply) link(i int) string {
	r.Helper()
	links, _ := r.resource()["links"].([]any)
	if len(links) <= i {
		r.Fatalf("no link %d: %s", i, r.body)
	}
	return links[i].(map[string]any)["url"].(string)
}

// lines are the lines of a delimited download, which must end in CRLF.
func (r *reply) lines() []string {
	r.Helper()
	if !strings.HasSuffix(r.body, "\r\n") || strings.Count(r.body, "\n") != strings.Count(r.body, "\r\n") {
		r.Errorf("the lines do not end in CRLF: %q", r.body)
	}
	return strings.Split(strings.TrimSuffix(r.body, "\r\n"), "\r\n")
}

// matches fails the test unless the body matches.
func (r *reply) matches(pattern string) {
	r.Helper()
	if !regexp.MustCompile(pattern).MatchString(r.body) {
		r.Errorf("no %s in %s", pattern, r.body)
	}
}

// gz is a text as gzip.
func gz(t *testing.T, text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gunzip(t testing.TB, data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
