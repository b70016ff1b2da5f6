package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/dataflow"
)

const (
	key = "s3cret+/key"
	id  = "0123456789abcdef0123456789abcdef"
)

// newClient makes a client of a handler. Its pauses take no time.
func newClient(t *testing.T, handler http.HandlerFunc) (*Client, *[]time.Duration) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("key") != key {
			t.Errorf("%s %s without the key", r.Method, r.URL.Path)
		}
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	var pauses []time.Duration
	c, err := New(Config{URL: server.URL + "/", Key: key, Sleep: func(ctx context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		return ctx.Err()
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c, &pauses
}

// jobJSON is an envelope with one job.
func jobJSON(status, more string) string {
	return fmt.Sprintf(`{"resourceSets":[{"estimatedTotal":1,"resources":[{"id":%q,"links":[{"role":"self","url":"http://elsewhere/x"}],
		"createdDate":"Mon, 10 May 2010 20:23:49 GMT","description":"d","status":%q,"totalEntityCount":6,"processedEntityCount":4,"failedEntityCount":1%s}]}],"traceId":"t"}`, id, status, more)
}

func TestSubmit(t *testing.T) {
	c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		feed, err := io.ReadAll(r.Body)
		got := []string{r.Method, r.URL.Path, r.URL.Query().Get("input"), r.URL.Query().Get("description"), string(feed)}
		if want := []string{"POST", geocodePath, "pipe", "a&b", "feed"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("got %q %v", got, err)
		}
		w.Header().Set("Location", "http://elsewhere/REST/v1/dataflows/Geocode/"+id)
		w.WriteHeader(http.StatusCreated)
	})
	jobURL, err := c.Submit(t.Context(), dataflow.Pipe, "a&b", strings.NewReader("feed"))
	// The key goes to the server it belongs to, whatever host that names.
	if want := c.base.String() + geocodePath + "/" + id; err != nil || jobURL != want {
		t.Errorf("got %q %v, want %q", jobURL, err, want)
	}
}

func TestStatus(t *testing.T) {
	c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != geocodePath+"/"+id {
			t.Errorf("asked for %s", r.URL.Path)
		}
		io.WriteString(w, strings.Replace(jobJSON("Completed", `,"completedDate":"Mon, 10 May 2010 20:25:19 GMT"`),
			`}],`, `},{"role":"output","name":"failed","url":"http://elsewhere/y"}],`, 1))
	})
	got, err := c.Status(t.Context(), "http://elsewhere/REST/v1/Dataflows/Geocode/"+id+"/?x")
	created := time.Date(2010, 5, 10, 20, 23, 49, 0, time.UTC)
	want := Job{ID: id, URL: "http://elsewhere/x", Description: "d", Status: "Completed", Created: created, Completed: created.Add(90 * time.Second),
		Total: 6, Processed: 4, Failed: 1, HasFailed: true}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestWaitPollsEverMoreSlowly(t *testing.T) {
	polls := 0
	c, pauses := newClient(t, func(w http.ResponseWriter, _ *http.Request) {
		polls++
		switch {
		case polls == 3:
			http.Error(w, "restarting", http.StatusBadGateway) // passes
		case polls < 15:
			io.WriteString(w, jobJSON("Pending", ""))
		default:
			io.WriteString(w, jobJSON("Aborted", `,"errorMessage":"line 7"`))
		}
	})
	var seen []string
	got, err := c.Wait(t.Context(), "/"+id, func(j Job) { seen = append(seen, j.Status) })
	if err != nil || got.Error != "line 7" || len(seen) != 14 || seen[13] != "Aborted" {
		t.Errorf("got %+v %v, seen %v", got, err, seen)
	}
	// The third pause is that before a try again.
	if p := *pauses; len(p) != 14 || p[0] != firstPause || p[1] <= p[0] || p[2] < firstRetry*3/4 || p[13] != lastPause {
		t.Errorf("pauses %v", p)
	}
}

func TestWaitGivesUp(t *testing.T) {
	for _, test := range []struct {
		name        string
		status      int
		least, most int // polls
	}{
		{"where the server refuses", http.StatusNotFound, 1, 1},
		{"where the server stays away", http.StatusServiceUnavailable, 20, 40},
	} {
		polls := 0
		c, _ := newClient(t, func(w http.ResponseWriter, _ *http.Request) {
			polls++
			w.WriteHeader(test.status)
		})
		var refused *Error
		if _, err := c.Wait(t.Context(), "/"+id, nil); !errors.As(err, &refused) || refused.Status != test.status || polls < test.least || polls > test.most {
			t.Errorf("%s: %v after %d polls", test.name, err, polls)
		}
	}
}

func TestWaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := newClient(t, func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, jobJSON("Pending", ""))
	})
	if _, err := c.Wait(ctx, "/"+id, func(Job) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestDownload(t *testing.T) {
	c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, r.URL.Path)
	})
	body, err := c.Download(t.Context(), "http://elsewhere/"+id, Failed)
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if got, err := io.ReadAll(body); err != nil || string(got) != geocodePath+"/"+id+"/output/failed" {
		t.Errorf("got %q %v", got, err)
	}
}

// A server that is out of reach for a moment is asked again.
func TestOneQuestionIsTriedAgain(t *testing.T) {
	for name, ask := range map[string]func(*Client) error{
		"status": func(c *Client) error { _, err := c.Status(t.Context(), "/"+id); return err },
		"list":   func(c *Client) error { _, err := c.List(t.Context()); return err },
	} {
		tries := 0
		c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
			switch tries++; tries {
			case 1:
				panic(http.ErrAbortHandler)
			case 2:
				w.WriteHeader(http.StatusServiceUnavailable)
			default:
				io.WriteString(w, jobJSON("Pending", ""))
			}
		})
		if err := ask(c); err != nil || tries != 3 {
			t.Errorf("%s: %v after %d tries", name, err, tries)
		}
	}
}

func TestList(t *testing.T) {
	c, _ := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"resourceSets":[{"estimatedTotal":0,"resources":[]}]}`)
	})
	if jobs, err := c.List(t.Context()); err != nil || len(jobs) != 0 {
		t.Errorf("got %v %v", jobs, err)
	}
}

func TestRefusalsSayWhatTheServerSays(t *testing.T) {
	c, _ := newClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusServiceUnavailable)
		io.WriteString(w, `{"errorDetails":["Account already has 10 jobs.","Not for `+key+`."],"traceId":"t1"}`)
	})
	_, err := c.Submit(t.Context(), dataflow.CSV, "", strings.NewReader("feed"))
	var refused *Error
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	want := &Error{Status: 503, Details: []string{"Account already has 10 jobs.", "Not for [key]."}, TraceID: "t1", RetryAfter: 30 * time.Second}
	if diff := cmp.Diff(want, refused); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whatever goes wrong, the error does not tell the key.
func TestErrorsDoNotTellTheKey(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"hang up": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere"+r.URL.String(), http.StatusFound)
		},
		"echo":    func(w http.ResponseWriter, r *http.Request) { http.Error(w, r.URL.String(), 500) },
		"no JSON": func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.URL.String()) },
		"no job":  func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{}`) },
		"bad date": func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, `{"resourceSets":[{"resources":[{}]}]}`)
		},
		"no address": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusCreated) },
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := newClient(t, handler)
			_, statusErr := c.Status(t.Context(), "/"+id)
			_, submitErr := c.Submit(t.Context(), dataflow.CSV, "", strings.NewReader("feed"))
			for _, err := range []error{statusErr, submitErr} {
				if err == nil || strings.Contains(fmt.Sprintf("%v %+v", err, err), "s3cret") {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}

func TestNewRefusesWhatIsNoAddress(t *testing.T) {
	for _, address := range []string{"", "geocode.example.com", "ftp://x", "http://", "http://%zz"} {
		if _, err := New(Config{URL: address}); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
}
