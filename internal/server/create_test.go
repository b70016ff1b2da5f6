package server

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
)

func TestSubmissionSaysWhatWasAsked(t *testing.T) {
	m := newMemory()
	w := ask(t, newHandler(m), api("POST", "/geocode/", "input=PIPE", "description=%E2%82%AC+x"), "a|b")
	if w.Code != 201 {
		t.Fatal(w.Body)
	}
	want := job.Submission{Account: "acme", KeyID: "k1", Description: "€ x", Format: dataflow.Pipe}
	if m.submitted[0] != want || string(m.bodies[0]) != "a|b" {
		t.Errorf("got %+v %q", m.submitted[0], m.bodies[0])
	}
}

func TestDataLocation(t *testing.T) {
	allow := func(c *Config) {
		c.DataLocationAllowed = func(location string) error {
			if location == "https://files.example/f?sig=Ab" {
				return nil
			}
			return errors.New("this server does not fetch from there")
		}
	}
	const good = "dataLocation=https%3A%2F%2Ffiles.example%2Ff%3Fsig%3DAb"
	for _, test := range []struct {
		query, body, detail string
		options             []func(*Config)
	}{
		{good, "", "this server fetches feeds from no host", nil},
		{good, "", "", []func(*Config){allow}},
		{good, "Id", "the request has a body too", []func(*Config){allow}},
		{"dataLocation=https://evil.example/", "", "does not fetch from there", []func(*Config){allow}},
		{"", "", "the request has no body either", nil},
	} {
		m := newMemory()
		var bodies []string
		if test.body != "" {
			bodies = append(bodies, test.body)
		}
		a := readAnswer(t, ask(t, newHandler(m, test.options...), api("POST", "/Geocode", "input=csv", test.query), bodies...))
		switch {
		case test.detail == "":
			if a.StatusCode != 201 || m.submitted[0].DataLocation != "https://files.example/f?sig=Ab" || len(m.bodies) != 0 {
				t.Errorf("%s: %d %+v", test.query, a.StatusCode, m.submitted)
			}
		case a.StatusCode != 400 || len(a.ErrorDetails) != 3 || !strings.Contains(a.ErrorDetails[2], test.detail):
			t.Errorf("%s: %d %q, want %q", test.query, a.StatusCode, a.ErrorDetails, test.detail)
		}
	}
}

func TestErrorsOfASubmission(t *testing.T) {
	for _, test := range []struct {
		err     error
		status  int
		details []string
		retry   string
	}{
		{&job.FeedError{Err: errors.New("line 2: no Id column")}, 400, []string{"line 2: no Id column"}, ""},
		{&job.TooLargeError{Limit: 5, Unit: "bytes"}, 413, []string{"the feed has more than 5 bytes, the most that a job may have"}, ""},
		{&job.QuotaError{Limit: 10}, 503, []string{"JobUsageQuota: Account already has 10 'Pending' jobs"}, "30"},
		{&job.QuotaError{Limit: 50, PerDay: true}, 503, []string{"JobUsageQuota: Account has already submitted 50 jobs in the past 24 hours"}, "3600"},
		{errors.New("the disk is full: /secret/place"), 500, []string{serverFault}, ""},
	} {
		for _, output := range []string{"json", "xml"} {
			m := newMemory()
			m.submit = func(job.Submission, io.Reader) error { return test.err }
			w := ask(t, newHandler(m), api("POST", "/Geocode", "input=csv", "output="+output), "Id")
			a := readAnswer(t, w)
			if w.Code != test.status || a.StatusCode != test.status || !slices.Equal(a.ErrorDetails, test.details) ||
				w.Header().Get("Retry-After") != test.retry || w.Header().Get("Location") != "" {
				t.Errorf("%v: %d %q %v", test.err, w.Code, a.ErrorDetails, w.Header())
			}
		}
	}
}
