// Package server is the HTTP face of Milepost: the Geocode Dataflow API as
// its clients know it, and the pages an operator needs beside it.
//
// A request goes one way. begin learns what the address alone tells (route,
// parameters, trace); serve checks path, method, key, parameters, quota and
// body, in that order, and calls the route's handler; reply or fail writes
// the envelope; end measures and logs. Handlers return errors and never write
// them: faultOf maps an error once to a status and to sentences for the
// client.
//
// The key travels in the query string, so no query, path or URL of a request
// is ever logged. A Server is safe for concurrent use.
package server

import (
	"context"
	_ "embed"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"

	"github.com/milepost/milepost/internal/job"
	"github.com/prometheus/client_golang/prometheus"
)

// Jobs is what the server needs of the life of jobs; *job.Service is one.
type Jobs interface {
	// Key finds the key with this secret: job.ErrNoKey, job.ErrKeyExpired.
	Key(ctx context.Context, secret string) (job.Key, error)
	// CheckQuota tells with a *job.QuotaError that the account may not submit now.
	CheckQuota(ctx context.Context, account string) error
	// Submit accepts a feed as it was sent; body is nil with a DataLocation.
	// *job.FeedError, *job.TooLargeError, *job.QuotaError.
	Submit(ctx context.Context, s job.Submission, body io.Reader) (job.Job, error)
	// Get finds a job: job.ErrNotFound.
	Get(ctx context.Context, id string) (job.Job, error)
	// List gives the account's jobs of the last days, pending ones first, then newest first.
	List(ctx context.Context, account string) ([]job.Job, error)
	// Output opens one side of a completed job: job.ErrPending,
	// job.ErrNoOutput, job.ErrNotFound.
	Output(ctx context.Context, id string, side job.Side) (*job.Output, error)
	// Ready tells why no job can be taken now; nil where one can.
	Ready(ctx context.Context) error
}

// Config is what a Server is made of. Only Jobs is required.
type Config struct {
	Jobs Jobs

	// PublicURL is the address under which clients reach the server, e.g.
	// "https://geocode.example.com"; "" means whatever a request says.
	PublicURL string
	// TrustedProxies are the peers whose X-Forwarded-Proto and
	// X-Forwarded-Host are believed.
	TrustedProxies []netip.Prefix
	// CORSOrigins are the origins whose pages may read answers; default "*".
	CORSOrigins []string
	// DataLocationAllowed says, for the client, why the server does not fetch
	// from a URL. nil: it fetches from none.
	DataLocationAllowed func(location string) error

	// Attribution tells, for the envelope's copyright, who made the data; it
	// may change while the server runs. nil: nobody is named.
	Attribution func() string
	Logo        []byte // SVG; default: Milepost's own

	Log     *slog.Logger         // default: none
	Metrics *prometheus.Registry // default: an own one; shown at /metrics
	// Draining tells that the process is about to end, so that /readyz says
	// so; nil: never.
	Draining func() bool
}

//go:embed logo.svg
var defaultLogo []byte

// Server answers the Dataflow API. Make one with New.
type Server struct {
	Config
	metrics *metrics
	origins map[string]bool // nil: every origin
}

// New makes the handler of all that the server answers. It panics where
// Metrics already holds another server's metrics.
func New(c Config) http.Handler {
	s := &Server{Config: c}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Metrics == nil {
		s.Metrics = prometheus.NewRegistry()
	}
	if s.Attribution == nil {
		s.Attribution = func() string { return "" }
	}
	if len(s.Logo) == 0 {
		s.Logo = defaultLogo
	}
	s.PublicURL = strings.TrimRight(s.PublicURL, "/")
	s.metrics = newMetrics(s.Metrics)
	s.origins = originSet(s.CORSOrigins)
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := s.begin(w, r)
	defer s.end(x)
	if err := s.serve(x); err != nil {
		x.fail(err)
	}
}

// serve checks what comes before a handler, in the API's order, and calls it.
func (s *Server) serve(x *exchange) error {
	s.allowOrigin(x)
	switch {
	case x.route == nil:
		return errNoPath
	case x.r.Method == http.MethodOptions:
		return x.preflight()
	case !x.route.takes(x.r.Method):
		return methodFault(x.route)
	}
	if x.route.keyed {
		if err := s.authenticate(x); err != nil {
			return err
		}
	}
	return x.route.serve(s, x)
}

// authenticate finds whose request it is.
func (s *Server) authenticate(x *exchange) error {
	if x.params.key == "" {
		return errNoCredentials
	}
	key, err := s.Jobs.Key(x.r.Context(), x.params.key)
	if err != nil {
		return err
	}
	x.key, x.auth = key, authValid
	return nil
}
