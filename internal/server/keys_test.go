package server

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestKeys(t *testing.T) {
	for _, test := range []struct {
		query, path string
		status      int
		auth        string
	}{
		{"", "/ListJobs", 401, "NoCredentials"},
		{"key=", "/ListJobs", 401, "NoCredentials"},
		{"key=nobody", "/ListJobs", 401, "InvalidCredentials"},
		{"key=expired", "/ListJobs", 401, "CredentialsExpired"},
		{"key=S3CRET%2FKey%2B1", "/ListJobs", 401, "InvalidCredentials"}, // a key's case counts
		{"KEY=" + escaped, "/ListJobs", 200, "ValidCredentials"},
		{"key=" + escaped + "&key=nobody", "/ListJobs", 200, "ValidCredentials"}, // the first counts
		{"key=" + escaped, "/Geocode/" + idSibling, 403, "NotAuthorized"},
		{"key=" + escaped, "/Geocode/" + idSibling + "/output/succeeded", 403, "NotAuthorized"},
		{"key=sibling", "/Geocode/" + idPending, 403, "NotAuthorized"},
		{"key=" + escaped, "/Geocode/" + idOther, 404, "ValidCredentials"},
		{"key=" + escaped, "/Geocode/" + idOther + "/output/succeeded", 404, "ValidCredentials"},
	} {
		w := ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows"+test.path+"?"+test.query)
		a := readAnswer(t, w)
		if w.Code != test.status || a.AuthenticationResultCode != test.auth {
			t.Errorf("%s?%s: %d %s, want %d %s", test.path, test.query, w.Code, a.AuthenticationResultCode, test.status, test.auth)
		}
		if w.Code == 401 && !slices.Equal(a.ErrorDetails, []string{accessDenied}) {
			t.Errorf("%s?%s: %q", test.path, test.query, a.ErrorDetails)
		}
	}
}

// Another account's job must look as one that does not exist, to the byte.
func TestAnotherAccountsJobLooksMissing(t *testing.T) {
	for _, path := range []string{"", "/output/succeeded"} {
		var bodies []string
		for _, id := range []string{idOther, idMissing, "not-an-id"} {
			w := ask(t, newHandler(newMemory()), api("GET", "/Geocode/"+id+path))
			bodies = append(bodies, strings.ReplaceAll(w.Body.String(), w.Header().Get("X-Request-Id"), ""))
		}
		if bodies[0] != bodies[1] || bodies[0] != bodies[2] {
			t.Errorf("they can be told apart:\n%s", strings.Join(bodies, "\n"))
		}
	}
}

func TestListShowsTheWholeAccount(t *testing.T) {
	a := readAnswer(t, ask(t, newHandler(newMemory()), api("GET", "/ListJobs")))
	var ids []string
	for _, resource := range a.ResourceSets[0].Resources {
		ids = append(ids, resource["id"].(string))
	}
	if want := []string{idPending, idCompleted, idAborted, idSibling}; !slices.Equal(ids, want) || a.ResourceSets[0].EstimatedTotal != 4 {
		t.Errorf("got %d: %v", a.ResourceSets[0].EstimatedTotal, ids)
	}
}

// Wherever a key stands in a request, the log, the answers and the metrics do not have it.
func TestKeyIsNowhere(t *testing.T) {
	var log bytes.Buffer
	m := newMemory()
	m.fails = errors.New("cannot look for " + secret)
	h := newHandler(m, logTo(&log))
	for _, request := range []string{
		api("GET", "/ListJobs"), api("GET", "/Geocode/"+idPending), api("POST", "/Geocode", "input=csv"), api("GET", "/nowhere"),
		api("PUT", "/Geocode"), "GET /REST/v1/Dataflows/Geocode/%3Fkey=" + escaped, "GET /key=" + escaped + "?key=" + escaped,
		api("GET", "/ListJobs", "output=xml"), "GET /?key=" + escaped, "GET /metrics?key=" + escaped, "GET /readyz?key=" + escaped,
	} {
		w := ask(t, h, request)
		for _, key := range []string{secret, escaped, "s3cret"} {
			if strings.Contains(w.Body.String(), key) {
				t.Errorf("%s is answered with the key: %s", request, w.Body)
			}
		}
		if id := w.Header().Get("X-Request-Id"); !strings.Contains(log.String(), id) && !strings.Contains(request, " /?") {
			t.Errorf("%s: the log does not have the trace ID %q", request, id)
		}
	}
	if strings.Contains(log.String(), "s3cret") {
		t.Errorf("the log has the key: %s", &log)
	}
	if !strings.Contains(log.String(), "cannot look for [key]") {
		t.Errorf("the log does not have the cause: %s", &log)
	}
}
