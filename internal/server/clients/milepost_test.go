package clients

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/fetch"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/server"
)

// Milepost's own client.
func TestOwnClient(t *testing.T) {
	w := newWorld(t)
	c, err := client.New(client.Config{URL: w.url, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	jobURL, err := c.Submit(t.Context(), dataflow.Pipe, "by our own", strings.NewReader(gz(t, smallFeed)))
	if err != nil {
		t.Fatal(err)
	}
	polls := 0
	j, err := c.Wait(t.Context(), jobURL, func(client.Job) { polls++ })
	if err != nil || j.Status != "Completed" || j.Total != 2 || j.Failed != 1 || !j.HasSucceeded || !j.HasFailed || j.URL != jobURL || polls == 0 {
		t.Fatalf("got %+v %v", j, err)
	}
	body, err := c.Download(t.Context(), jobURL, client.Failed)
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if text, err := io.ReadAll(body); err != nil || !strings.HasSuffix(string(text), "2|nowhere|\r\n") {
		t.Errorf("got %q %v", text, err)
	}
	if jobs, err := c.List(t.Context()); err != nil || len(jobs) != 1 || jobs[0].Description != "by our own" {
		t.Errorf("got %+v %v", jobs, err)
	}
}

// impatient is a store that lets what failed be tried again at once.
type impatient struct {
	job.Store
	queue job.Queue
}

func (s impatient) Release(ctx context.Context, claim job.Claim, _ time.Duration, failed bool) error {
	return errors.Join(s.Store.Release(ctx, claim, 0, failed), s.queue.Wake(ctx))
}

// A feed that the server fetches: from the operator's hosts, and telling
// nothing of the signature, in the answer or in the job.
func TestDataLocation(t *testing.T) {
	files := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("sig") != "S3cret/=" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		io.WriteString(w, smallFeed)
	}))
	t.Cleanup(files.Close)
	fetcher, err := fetch.New(fetch.Config{Allowed: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, func(c *job.Config) { c.Fetcher, c.Store = fetcher, impatient{c.Store, c.Queue} })
	fetching := httptest.NewServer(server.New(server.Config{Jobs: w.service, DataLocationAllowed: fetcher.Check}))
	t.Cleanup(fetching.Close)
	create := func(base, location string) *reply {
		return w.post(base+"/REST/v1/Dataflows/Geocode?input=pipe&key="+key+"&dataLocation="+url.QueryEscape(location), nil, "")
	}

	created := create(fetching.URL, files.URL+"/feed.txt?sig=S3cret%2F%3D").want(201)
	status := w.poll(created.link(0) + "?key=" + key)
	w.get(status.link(1) + "?key=" + key).want(200).matches(`1\|Paris\|High`)

	created = create(fetching.URL, files.URL+"/feed.txt?sig=S3cret-wrong").want(201)
	aborted := w.poll(created.link(0) + "?key=" + key)
	message, _ := aborted.resource()["errorMessage"].(string)
	if !strings.Contains(message, "403") || strings.Contains(aborted.body, "S3cret") {
		t.Errorf("errorMessage %q", message)
	}

	create(fetching.URL, "http://localhost:1/?sig=S3cret").want(400).matches("does not fetch from")
	create(w.url, files.URL).want(400).matches("fetches feeds from no host")
}
