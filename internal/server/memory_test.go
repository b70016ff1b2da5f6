package server

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/job"
)

// memory is a job service that holds what a test puts in it.
type memory struct {
	keys      map[string]job.Key
	jobs      map[string]job.Job
	expired   string // a secret
	quota     error
	fails     error // what every call but Key returns
	submit    func(job.Submission, io.Reader) error
	submitted []job.Submission
	bodies    [][]byte
}

const (
	idPending   = "00000000000000000000000000000001"
	idCompleted = "00000000000000000000000000000002"
	idAborted   = "00000000000000000000000000000003"
	idOther     = "00000000000000000000000000000004" // of another account
	idSibling   = "00000000000000000000000000000005" // of the account's other key
	idExpired   = "00000000000000000000000000000006"
	idMissing   = "00000000000000000000000000000007"
	secret      = "s3cret/Key+1"
	escaped     = "s3cret%2FKey%2B1"
)

var created = time.Date(2010, 5, 10, 20, 23, 49, 123456700, time.UTC)

func newMemory() *memory {
	m := &memory{
		keys: map[string]job.Key{
			secret:    {ID: "k1", Account: "acme"},
			"sibling": {ID: "k2", Account: "acme"},
			"other":   {ID: "k3", Account: "other"},
			"empty":   {ID: "k4", Account: "empty"},
		},
		expired: "expired",
		jobs:    map[string]job.Job{},
	}
	m.add(job.Job{ID: idPending, Status: job.Pending, Description: "Geocode", Total: 6, Processed: 4, Failed: 1})
	m.add(job.Job{ID: idCompleted, Status: job.Completed, Description: "a <b> & \"c\"\u2028\r\n\U0001F600", Total: 6, Processed: 6, Failed: 1})
	m.add(job.Job{ID: idAborted, Status: job.Aborted, Description: "Geocode", Error: "line 70, byte offset 66000: it is <not> text"})
	m.add(job.Job{ID: idOther, Status: job.Completed, Account: "other", KeyID: "k3"})
	m.add(job.Job{ID: idSibling, Status: job.Completed, KeyID: "k2"})
	m.add(job.Job{ID: idExpired, Status: job.Completed, Description: "Geocode", Total: 2, Processed: 2, Failed: 1, Expired: true})
	return m
}

// add keeps a job, by default one of the first key.
func (m *memory) add(j job.Job) {
	j.Created = created
	if j.Account == "" {
		j.Account = "acme"
	}
	if j.KeyID == "" {
		j.KeyID = "k1"
	}
	if j.Status != job.Pending {
		j.Completed = created.Add(90 * time.Second)
	}
	m.jobs[j.ID] = j
}

func (m *memory) Key(_ context.Context, secret string) (job.Key, error) {
	if secret == m.expired {
		return job.Key{}, job.ErrKeyExpired
	}
	key, ok := m.keys[secret]
	if !ok {
		return job.Key{}, job.ErrNoKey
	}
	return key, nil
}

func (m *memory) CheckQuota(context.Context, string) error { return errors.Join(m.quota, m.fails) }

func (m *memory) Submit(_ context.Context, s job.Submission, body io.Reader) (job.Job, error) {
	m.submitted = append(m.submitted, s)
	if m.submit != nil {
		return job.Job{}, m.submit(s, body)
	}
	if body != nil {
		sent, err := io.ReadAll(body)
		if err != nil {
			return job.Job{}, err
		}
		m.bodies = append(m.bodies, sent)
	}
	j := job.Job{ID: "0123456789abcdef0123456789abcdef", Account: s.Account, KeyID: s.KeyID, Description: "Geocode",
		Status: job.Completed, Created: created, Completed: created, Total: 3, Processed: 3, Failed: 1}
	if s.Description != "" {
		j.Description = s.Description
	}
	m.jobs[j.ID] = j
	return j, nil
}

func (m *memory) Get(_ context.Context, id string) (job.Job, error) {
	j, ok := m.jobs[id]
	if !ok {
		return job.Job{}, errors.Join(job.ErrNotFound, m.fails)
	}
	return j, m.fails
}

func (m *memory) List(_ context.Context, account string) ([]job.Job, error) {
	var jobs []job.Job
	for _, id := range []string{idPending, idCompleted, idAborted, idSibling, idOther} {
		if j, ok := m.jobs[id]; ok && j.Account == account {
			jobs = append(jobs, j)
		}
	}
	return jobs, m.fails
}

func (m *memory) Output(_ context.Context, id string, _ job.Side) (*job.Output, error) {
	if m.jobs[id].Status == job.Pending {
		return nil, job.ErrPending
	}
	return nil, job.ErrNoOutput
}

func (m *memory) Ready(context.Context) error { return m.fails }

// newHandler makes a server on a memory, with what options change.
func newHandler(m *memory, options ...func(*Config)) http.Handler {
	config := Config{Jobs: m, Attribution: func() string { return "© GeoNames & OpenStreetMap contributors" }}
	for _, option := range options {
		option(&config)
	}
	return New(config)
}

// ask sends a request "METHOD target" to a handler, with a body where given.
func ask(t *testing.T, handler http.Handler, request string, body ...string) *httptest.ResponseRecorder {
	t.Helper()
	return serveOne(handler, newRequest(request, nil, body...))
}

// askWith sends a request with headers.
func askWith(t *testing.T, handler http.Handler, request string, header http.Header) *httptest.ResponseRecorder {
	t.Helper()
	return serveOne(handler, newRequest(request, header))
}

func newRequest(request string, header http.Header, body ...string) *http.Request {
	method, target, _ := strings.Cut(request, " ")
	var content io.Reader
	if len(body) > 0 {
		content = strings.NewReader(body[0])
	}
	r := httptest.NewRequest(method, "http://geo.example"+target, content)
	for name, values := range header {
		r.Header[name] = values
	}
	return r
}

func serveOne(handler http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

func prefixes(list ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, s := range list {
		all = append(all, netip.MustParsePrefix(s))
	}
	return all
}

// answer is an envelope as a client reads it.
type answer struct {
	AuthenticationResultCode, BrandLogoURI, Copyright string
	ErrorDetails                                      []string
	ResourceSets                                      []struct {
		EstimatedTotal int
		Resources      []map[string]any
	}
	StatusCode                 int
	StatusDescription, TraceID string
}

// readAnswer reads a JSON or XML envelope, and fails the test where it is neither.
func readAnswer(t *testing.T, w *httptest.ResponseRecorder) answer {
	t.Helper()
	var a answer
	if strings.HasPrefix(w.Header().Get("Content-Type"), "application/xml") {
		var x struct {
			XMLName                                    xml.Name `xml:"http://schemas.microsoft.com/search/local/ws/rest/v1 Response"`
			Copyright, BrandLogoUri, StatusDescription string
			AuthenticationResultCode, TraceId          string
			StatusCode                                 int
			ErrorDetails                               []string `xml:"ErrorDetails>string"`
		}
		if err := xml.Unmarshal(w.Body.Bytes(), &x); err != nil {
			t.Fatalf("%v in %s", err, w.Body)
		}
		return answer{AuthenticationResultCode: x.AuthenticationResultCode, BrandLogoURI: x.BrandLogoUri, Copyright: x.Copyright,
			ErrorDetails: x.ErrorDetails, StatusCode: x.StatusCode, StatusDescription: x.StatusDescription, TraceID: x.TraceId}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return a
}

// logTo makes the server log to a buffer, at every level.
func logTo(b *bytes.Buffer) func(*Config) {
	return func(c *Config) {
		c.Log = slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
}

// api is a request below /REST/v1/Dataflows with the first key.
func api(method, path string, query ...string) string {
	return method + " /REST/v1/Dataflows" + path + "?" + strings.Join(append(query, "key="+escaped), "&")
}
