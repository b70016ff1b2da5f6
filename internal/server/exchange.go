package server

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/job"
)

// exchange is one request, what has been learnt of it, and its answer.
type exchange struct {
	target
	server *Server
	w      *responseWriter
	r      *http.Request
	upload *upload // the request's body
	params parameters
	trace  string // 32 hex digits, this request's own
	base   string // the server's address as the client knows it, without a slash at its end
	auth   string // authenticationResultCode so far
	key    job.Key
	began  time.Time
}

// begin learns what the request's head alone tells.
func (s *Server) begin(w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{
		target: match(r.URL.EscapedPath()),
		server: s,
		r:      r,
		params: parseParameters(r.URL.RawQuery),
		trace:  newTrace(),
		base:   s.baseURL(r),
		auth:   authNone,
		began:  time.Now(),
	}
	x.w = newResponseWriter(w)
	x.upload = newUpload(r, x.w.control)
	header := x.w.Header()
	header.Set("X-Request-Id", x.trace)
	header.Set("X-Content-Type-Options", "nosniff")
	return x
}

func newTrace() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// fail answers with an error's envelope, and logs what the client is not told.
func (x *exchange) fail(err error) {
	f := faultOf(err)
	if f.cause != nil && x.r.Context().Err() != nil {
		f = errAbandoned
	}
	if f.auth != "" {
		x.auth = f.auth
	}
	header := x.w.Header()
	if f.allow != "" {
		header.Set("Allow", f.allow)
	}
	if f.retryAfter > 0 {
		header.Set("Retry-After", strconv.Itoa(int(f.retryAfter.Seconds())))
	}
	if f.cause != nil {
		x.server.Log.Error("request failed", "trace", x.trace, "route", x.routeName(), "error", x.redact(f.cause.Error()))
	}
	e := x.envelope(f.status)
	e.ErrorDetails = f.details
	x.send(e)
}

// reply answers with resources.
func (x *exchange) reply(status int, jobs ...job.Job) error {
	e := x.envelope(status)
	e.ResourceSets = []resourceSet{{EstimatedTotal: len(jobs), Resources: x.resources(jobs)}}
	x.send(e)
	return nil
}

// send writes an envelope in the way the parameters ask for.
func (x *exchange) send(e *envelope) {
	contentType, body := e.encode(x.params)
	header := x.w.Header()
	header.Set("Content-Type", contentType)
	header.Set("Cache-Control", "no-store")
	status := e.StatusCode
	x.w.meant = status
	if x.params.suppressStatus {
		status = http.StatusOK
	}
	x.write(status, body)
}

// write sends a whole answer. Where the client is still sending, it is read
// to the end of its patience first, so that it comes to read the answer.
func (x *exchange) write(status int, body []byte) {
	header := x.w.Header()
	header.Set("Content-Length", strconv.Itoa(len(body)))
	unread := x.upload.unread()
	if unread {
		header.Set("Connection", "close")
		x.w.control.EnableFullDuplex() // else the server reads on before it answers
	}
	x.w.WriteHeader(status)
	x.w.Write(body)
	if unread && x.w.control.Flush() == nil {
		x.upload.drain()
	}
}

// end turns a panic into an answer, measures and logs. It must be deferred.
func (s *Server) end(x *exchange) {
	p := recover()
	if p != nil && p != http.ErrAbortHandler {
		s.Log.Error("panic", "trace", x.trace, "route", x.routeName(),
			"panic", x.redact(fmt.Sprint(p)), "stack", x.redact(string(debug.Stack())))
		if x.w.status == 0 {
			x.fail(&fault{status: http.StatusInternalServerError, details: []string{serverFault}})
			p = nil
		}
	}
	took := time.Since(x.began)
	s.metrics.observe(x.routeName(), x.w.outcome(), took)
	level := slog.LevelInfo
	if x.route != nil && !x.route.keyed {
		level = slog.LevelDebug // probes come every few seconds
	}
	s.Log.LogAttrs(x.r.Context(), level, "request", x.attributes(took)...)
	if p != nil {
		panic(http.ErrAbortHandler) // the answer was under way: cut it off
	}
}

// attributes are the request's line in the log. A path may hold anything,
// a misplaced key too, so only what it was understood as is shown.
func (x *exchange) attributes(took time.Duration) []slog.Attr {
	attrs := []slog.Attr{
		slog.String("trace", x.trace),
		slog.String("method", x.redact(x.r.Method)),
		slog.String("route", x.routeName()),
		slog.Int("status", x.w.outcome()),
		slog.Duration("took", took),
		slog.Int64("bytes", x.w.written),
	}
	if x.key.Account != "" {
		attrs = append(attrs, slog.String("account", x.key.Account))
	}
	if isJobID(x.id) {
		attrs = append(attrs, slog.String("job", x.id))
	}
	return attrs
}

func (x *exchange) routeName() string {
	if x.route == nil {
		return "none"
	}
	return x.route.name
}

// redact takes the request's key out of a text that is going to be logged.
func (x *exchange) redact(text string) string {
	if x.params.key == "" {
		return text
	}
	return strings.ReplaceAll(text, x.params.key, "[key]")
}
