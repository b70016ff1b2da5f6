// Package jobtest tests what job is made of: Store is the suite that every
// job.Store passes, Queue that of every job.Queue. It also holds the clock and
// the geocoder that tests of jobs use.
package jobtest

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/geocode"
)

// Clock is a clock that stands still unless it is moved.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock that shows some time.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 5, 10, 20, 23, 49, 0, time.UTC)} }

// Now is the time that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Geocoder finds everything but "nowhere". Its answers depend on nothing but
// the request.
type Geocoder struct{}

// Geocode implements geocode.Geocoder.
func (Geocoder) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	responses := make([]geocode.Response, len(requests))
	for i, r := range requests {
		if r.Query == "nowhere" {
			responses[i].Failure = geocode.NothingFound()
			continue
		}
		responses[i].Answers = []geocode.Answer{{
			Name: "The " + r.Query, EntityType: geocode.EntityPopulatedPlace, Confidence: geocode.High, MatchCodes: geocode.Good,
			Points: []geocode.CalculatedPoint{{Point: geocode.Point{Lat: 1.5, Lon: float64(len(r.Query))}, Method: geocode.Rooftop, Usage: geocode.Display}},
			Faults: []geocode.Fault{{Name: "locality.edit1", Cost: 0.5}},
		}}
	}
	return responses, ctx.Err()
}

// Log is a logger to a test's own log.
func Log(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(testWriter{t}, nil))
}

type testWriter struct{ t testing.TB }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Log(strings.TrimSuffix(string(p), "\n"))
	return len(p), nil
}
