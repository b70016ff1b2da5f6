package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/job"
)

func TestPanicIsAnAnswer(t *testing.T) {
	var log bytes.Buffer
	m := newMemory()
	m.submit = func(job.Submission, io.Reader) error { panic("cannot go on with " + secret) }
	for _, output := range []string{"json", "xml"} {
		w := ask(t, newHandler(m, logTo(&log)), api("POST", "/Geocode", "input=csv", "output="+output), "Id")
		if a := readAnswer(t, w); w.Code != 500 || a.StatusCode != 500 || !slices.Equal(a.ErrorDetails, []string{serverFault}) {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	if !strings.Contains(log.String(), "cannot go on with [key]") || strings.Contains(log.String(), secret) {
		t.Errorf("the log: %s", &log)
	}
}

func TestMetrics(t *testing.T) {
	h := newHandler(newMemory())
	ask(t, h, api("GET", "/Geocode/"+idPending))
	ask(t, h, api("GET", "/Geocode/"+idMissing, "ss=true"))
	ask(t, h, "GET /nowhere/"+idMissing)
	got := ask(t, h, "GET /metrics").Body.String()
	for _, want := range []string{
		`milepost_http_request_duration_seconds_count{route="status",status="200"} 1`,
		`milepost_http_request_duration_seconds_count{route="status",status="404"} 1`,
		`milepost_http_request_duration_seconds_count{route="none",status="404"} 1`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, idMissing) || strings.Contains(got, idPending) {
		t.Error("the metrics name a job")
	}
}

func TestOperatorsPages(t *testing.T) {
	m := newMemory()
	draining := false
	h := newHandler(m, func(c *Config) { c.Draining = func() bool { return draining } })
	want := func(request string, status int, contentType string) {
		t.Helper()
		w := ask(t, h, request)
		if w.Code != status || !strings.HasPrefix(w.Header().Get("Content-Type"), contentType) {
			t.Errorf("%s: %d %s", request, w.Code, w.Header().Get("Content-Type"))
		}
	}
	want("GET /", 200, "text/plain")
	want("GET /healthz", 200, "text/plain")
	want("HEAD /READYZ/", 200, "text/plain")
	want("GET "+logoPath, 200, "image/svg+xml")
	m.fails = errors.New("the disk is full")
	want("GET /healthz", 200, "text/plain")
	want("GET /readyz", 503, "text/plain")
	m.fails, draining = nil, true
	want("GET /healthz", 200, "text/plain")
	want("GET /readyz", 503, "text/plain")
}

func TestClientThatWentAwayIsNoFaultOfOurs(t *testing.T) {
	var log bytes.Buffer
	m := newMemory()
	m.fails = context.Canceled
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := newRequest(api("GET", "/Geocode/"+idPending), nil).WithContext(ctx)
	serveOne(newHandler(m, logTo(&log)), r)
	if strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("the log: %s", &log)
	}
}

func TestDatesAreGMTWhereverTheServerIs(t *testing.T) {
	at := time.Date(2010, 5, 1, 22, 5, 6, 0, time.FixedZone("", -3*3600))
	if got := jsonDate(at); got != "Sun, 02 May 2010 01:05:06 GMT" {
		t.Errorf("got %s", got)
	}
}
