package server

import (
	"net/http"
)

// home says what this is to somebody who opens the address in a browser.
func (s *Server) home(x *exchange) error {
	return x.page(http.StatusOK, "text/plain; charset=utf-8", []byte(`Milepost geocodes files in batch. It answers as the Geocode Dataflow API does.

  create a job   POST `+x.base+apiPath+`?input=csv&key=KEY
  its status     GET  `+x.base+apiPath+`/{jobID}?key=KEY
  its results    GET  `+x.base+apiPath+`/{jobID}/output/succeeded?key=KEY
                 GET  `+x.base+apiPath+`/{jobID}/output/failed?key=KEY
  all jobs       GET  `+x.base+`/REST/v1/Dataflows/ListJobs?key=KEY

  for operators  /healthz  /readyz  /metrics
`))
}

func (s *Server) logo(x *exchange) error {
	x.w.Header().Set("Cache-Control", "public, max-age=86400")
	return x.page(http.StatusOK, "image/svg+xml", s.Logo)
}

// health answers while the process lives.
func (s *Server) health(x *exchange) error {
	return x.page(http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}

// ready answers 200 while jobs can be taken. Why not is for the log: the
// page is open to everybody.
func (s *Server) ready(x *exchange) error {
	if s.Draining != nil && s.Draining() {
		return x.page(http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("draining\n"))
	}
	if err := s.Jobs.Ready(x.r.Context()); err != nil {
		s.Log.Warn("not ready", "trace", x.trace, "error", x.redact(err.Error()))
		return x.page(http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("not ready\n"))
	}
	return x.page(http.StatusOK, "text/plain; charset=utf-8", []byte("ready\n"))
}

// page answers with something other than an envelope.
func (x *exchange) page(status int, contentType string, body []byte) error {
	x.w.Header().Set("Content-Type", contentType)
	x.write(status, body)
	return nil
}
