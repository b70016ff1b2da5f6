package server

import (
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/job"
)

func TestPathsAreMatchedWithoutCaseOrEmptySegments(t *testing.T) {
	id := "/" + strings.ToUpper("0000000000000000000000000000000a")
	m := newMemory()
	m.add(job.Job{ID: strings.ToLower(id[1:]), Status: job.Pending})
	for path, want := range map[string]int{
		"/REST/v1/Dataflows/Geocode" + id:                        200,
		"/rest/V1/dataflows/geocode" + id + "/":                  200,
		"//REST//v1/Dataflows///Geocode/" + id + "//":            200,
		"/REST/v1/Dataflows" + id:                                200, // a published tutorial polls here
		"/REST/v1/%44ataflows/Geocode" + id:                      200,
		"/REST/v1/dataflows/listjobs/":                           200,
		"/REST/v1/Dataflows/Geocode" + id + "/output/FAILED/":    404, // pending, not unknown
		"/REST/v1/Dataflows/ListJobs" + id + "/Output/succeeded": 404,
		"/REST/v1/Dataflows/Geocode" + id + "/output":            404,
		"/REST/v1/Dataflows/Geocode" + id + "/output/both":       404,
		"/REST/v1/Dataflows/Geocode/..%2f":                       404,
		"/REST/v1/Dataflows/Geocod":                              404,
		"/REST/v1/Dataflows":                                     404,
		"/REST/v1/Dataflows/Geocode/":                            405,
		"/../REST/v1/Dataflows/ListJobs":                         404,
	} {
		w := ask(t, newHandler(m), "GET "+path+"?key="+escaped)
		a := readAnswer(t, w)
		if w.Code != want || a.StatusCode != want {
			t.Errorf("%s: %d %v, want %d", path, w.Code, a.ErrorDetails, want)
		}
		if strings.Contains(strings.ToLower(path), id[1:]+"/output/") && !slices.Contains(a.ErrorDetails, stillWaits) {
			t.Errorf("%s: %q", path, a.ErrorDetails)
		}
	}
}

func TestMethodsThatAPathDoesNotTake(t *testing.T) {
	for request, allow := range map[string]string{
		"GET /REST/v1/Dataflows/Geocode":                   "POST, OPTIONS",
		"HEAD /REST/v1/Dataflows/Geocode":                  "POST, OPTIONS",
		"POST /REST/v1/Dataflows/ListJobs":                 "GET, HEAD, OPTIONS",
		"DELETE /REST/v1/Dataflows/Geocode/" + idPending:   "GET, HEAD, OPTIONS",
		"TRACE /REST/v1/Dataflows/Geocode/x/output/failed": "GET, HEAD, OPTIONS",
		"PURGE /healthz":                                   "GET, HEAD, OPTIONS",
	} {
		w := ask(t, newHandler(newMemory()), request)
		if w.Code != 405 || w.Header().Get("Allow") != allow || readAnswer(t, w).StatusCode != 405 {
			t.Errorf("%s: %d %q", request, w.Code, w.Header().Get("Allow"))
		}
	}
}
