package server

import "net/http"

// originSet is what CORSOrigins allows; nil is every origin.
func originSet(origins []string) map[string]bool {
	set := map[string]bool{}
	for _, origin := range origins {
		if origin == "*" {
			return nil
		}
		set[origin] = true
	}
	if len(set) == 0 {
		return nil
	}
	return set
}

// allowOrigin lets a page of an allowed origin read the answer, whatever it
// will be. The key authorises, not a cookie, so that "*" is safe.
func (s *Server) allowOrigin(x *exchange) {
	header := x.w.Header()
	if s.origins == nil {
		header.Set("Access-Control-Allow-Origin", "*")
	} else {
		header.Add("Vary", "Origin")
		origin := x.r.Header.Get("Origin")
		if !s.origins[origin] {
			return
		}
		header.Set("Access-Control-Allow-Origin", origin)
	}
	header.Set("Access-Control-Expose-Headers", "Location")
}

// preflight answers OPTIONS: a browser asks it without the key.
func (x *exchange) preflight() error {
	header := x.w.Header()
	header.Set("Allow", x.route.allow())
	header.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS")
	header.Set("Access-Control-Allow-Headers", "Content-Type, Content-Encoding")
	header.Set("Access-Control-Max-Age", "86400")
	x.w.WriteHeader(http.StatusNoContent)
	return nil
}
