package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/job"
)

// route is one thing the server does, whatever addresses lead to it.
type route struct {
	name    string   // in metrics and logs
	methods []string // without OPTIONS
	keyed   bool     // needs a key
	serve   func(*Server, *exchange) error
}

var (
	reading = []string{http.MethodGet, http.MethodHead}
	posting = []string{http.MethodPost}
)

// The routes. Which address leads to which is match's to say.
var (
	routeCreate   = &route{"create", posting, true, (*Server).create}
	routeStatus   = &route{"status", reading, true, (*Server).status}
	routeDownload = &route{"download", reading, true, (*Server).download}
	routeList     = &route{"list", reading, true, (*Server).list}
	routeHome     = &route{"home", reading, false, (*Server).home}
	routeLogo     = &route{"logo", reading, false, (*Server).logo}
	routeHealth   = &route{"healthz", reading, false, (*Server).health}
	routeReady    = &route{"readyz", reading, false, (*Server).ready}
	routeMetrics  = &route{"metrics", reading, false, (*Server).showMetrics}
)

func (r *route) takes(method string) bool { return slices.Contains(r.methods, method) }

// allow is the route's Allow header.
func (r *route) allow() string {
	return strings.Join(append(slices.Clone(r.methods), http.MethodOptions), ", ")
}

// logoPath is where the brand logo is, below the server's own address.
const logoPath = "/branding/milepost.svg"

// target is where an address leads: a route, and the job and side it names.
type target struct {
	route *route // nil: nowhere
	id    string // as sent, in lower case
	side  job.Side
}

// match finds where an escaped path leads. Case does not matter, nor do empty
// segments: a trailing slash, or the doubled one of a client that joins a
// base address ending in a slash to a path beginning with one.
func match(escaped string) target {
	switch seg := segments(escaped); {
	case len(seg) == 0:
		return target{route: routeHome}
	case len(seg) > 3 && seg[0] == "rest" && seg[1] == "v1" && seg[2] == "dataflows":
		return matchDataflow(seg[3:])
	default:
		return matchOperator("/" + strings.Join(seg, "/"))
	}
}

// matchDataflow finds where the segments below /REST/v1/Dataflows lead.
func matchDataflow(seg []string) target {
	geocode, list := seg[0] == "geocode", seg[0] == "listjobs"
	switch {
	case len(seg) == 1 && geocode:
		return target{route: routeCreate}
	case len(seg) == 1 && list:
		return target{route: routeList}
	case len(seg) == 1 && isJobID(seg[0]):
		return target{route: routeStatus, id: seg[0]}
	case len(seg) == 2 && geocode:
		return target{route: routeStatus, id: seg[1]}
	case len(seg) == 4 && (geocode || list) && seg[2] == "output":
		if side := job.Side(seg[3]); side == job.Succeeded || side == job.Failed {
			return target{route: routeDownload, id: seg[1], side: side}
		}
	}
	return target{}
}

// matchOperator finds where a path that is not the API's leads.
func matchOperator(path string) target {
	switch path {
	case "/healthz":
		return target{route: routeHealth}
	case "/readyz":
		return target{route: routeReady}
	case "/metrics":
		return target{route: routeMetrics}
	case logoPath:
		return target{route: routeLogo}
	}
	return target{}
}

// segments splits an escaped path at its slashes, drops empty segments, and
// gives the rest unescaped and in lower case.
func segments(escaped string) []string {
	var seg []string
	for s := range strings.SplitSeq(escaped, "/") {
		if plain, err := url.PathUnescape(s); err == nil {
			s = plain
		}
		if s != "" {
			seg = append(seg, strings.ToLower(s))
		}
	}
	return seg
}

// isJobID tells whether s is spelled as a job's ID: 32 lower-case hex digits.
func isJobID(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}
