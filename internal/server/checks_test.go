package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
)

// api is a request below /REST/v1/Dataflows with the first key.
func api(method, path string, query ...string) string {
	return method + " /REST/v1/Dataflows" + path + "?" + strings.Join(append(query, "key="+escaped), "&")
}

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

// Each request is wrong in one more way than the one above it; the answer is
// about the first thing that is checked.
func TestChecksRunInOrder(t *testing.T) {
	quota := &job.QuotaError{Limit: 10}
	for _, test := range []struct {
		request string
		want    int
	}{
		{"PUT /nowhere?input=cvs", 404},
		{"PUT /REST/v1/Dataflows/Geocode?input=cvs", 405},
		{"POST /REST/v1/Dataflows/Geocode?input=cvs", 401},
		{"POST /REST/v1/Dataflows/Geocode?input=cvs&key=" + escaped, 400},
		{"POST /REST/v1/Dataflows/Geocode?input=csv&key=" + escaped, 503},
	} {
		m := newMemory()
		m.quota = quota
		m.submit = func(job.Submission, io.Reader) error { return &job.FeedError{Err: errors.New("no feed")} }
		if w := ask(t, newHandler(m), test.request, "no feed"); w.Code != test.want {
			t.Errorf("%s: %d, want %d", test.request, w.Code, test.want)
		}
	}
}

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

func TestParameters(t *testing.T) {
	long := strings.Repeat("é", maxDescription)
	for _, test := range []struct {
		query  string
		detail string // of the 400; "" where it is a 201
	}{
		{"input=csv", ""},
		{"INPUT=CSV&Output=JSON", ""},
		{"input=xml&o=xml&clientApi=SDSToolkit&_=1", ""},
		{"input=tab&input=nonsense", ""}, // the first counts
		{"input=tab&o=json&output=nonsense", ""},
		{"input=tab&output=", ""},
		{"input=tab&description=" + long, ""},
		{"", "input: say what the feed is: csv, tab, pipe or xml."},
		{"input=", "input: say what the feed is: csv, tab, pipe or xml."},
		{"input=cvs", `input: "cvs" is not a format; csv, tab, pipe and xml are.`},
		{"input=csv&output=html", `output: "html" is not a format of answers; json and xml are.`},
		{"input=csv&o=html", `output: "html" is not a format of answers; json and xml are.`},
		{"input=csv&jsonp=alert(1)", "jsonp: a callback is a plain identifier, or several joined by dots."},
		{"input=csv&jsonp=alert(1)&output=xml", ""}, // ignored there
		{"input=csv&description=" + long + "x", "description: it has 1001 characters; 1000 are the most."},
	} {
		a := readAnswer(t, ask(t, newHandler(newMemory()), api("POST", "/Geocode", test.query), "Id"))
		var details []string
		if test.detail != "" {
			name, _, _ := strings.Cut(test.detail, ":")
			details = []string{"One or more parameters are not valid.", name + ": This parameter is missing or invalid.", test.detail}
		}
		if diff := cmp.Diff(details, a.ErrorDetails); diff != "" || (a.StatusCode == 201) != (details == nil) {
			t.Errorf("%s: %d %s", test.query, a.StatusCode, diff)
		}
	}
}

func TestParseParametersIsLenient(t *testing.T) {
	for query, want := range map[string]parameters{
		"key=a+b%2":                         {key: "a b%2"},
		"key=%zz%4":                         {key: "%zz%4"},
		"k%65y=%41%4a%4A":                   {key: "AJJ"},
		"key=a;b=c&&=x&key":                 {key: "a;b=c"},
		"description=%ff%00&SS=TRUE":        {description: "\xff\x00", suppressStatus: true},
		"DataLocation=http%3A//h%3Fa%3D%26": {dataLocation: "http://h?a=&"},
		"Input=XML&Output=XmL&o=json":       {input: "xml", output: "xml"},
		"suppressstatus=no&ss=true":         {},
		"JSONP=Ab&jsonso=C%20d":             {jsonp: "Ab", jsonso: "C d"},
	} {
		if got := parseParameters(query); got != want {
			t.Errorf("%s: got %+v", query, got)
		}
	}
}

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

func TestOriginsOnEveryAnswer(t *testing.T) {
	listed := func(c *Config) { c.CORSOrigins = []string{"https://app.example", "null"} }
	for _, request := range []string{
		"GET /nowhere", "PUT /REST/v1/Dataflows/Geocode", "GET /REST/v1/Dataflows/ListJobs", "OPTIONS /REST/v1/Dataflows/Geocode/x",
		api("POST", "/Geocode"), api("GET", "/Geocode/"+idMissing), api("GET", "/Geocode/"+idPending+"/output/failed"), api("GET", "/ListJobs"),
	} {
		for _, test := range []struct {
			origin, want, vary string
			options            []func(*Config)
		}{
			{"null", "*", "", nil},
			{"https://any.example", "*", "", nil},
			{"null", "null", "Origin", []func(*Config){listed}},
			{"https://app.example", "https://app.example", "Origin", []func(*Config){listed}},
			{"https://evil.example", "", "Origin", []func(*Config){listed}},
			{"", "", "Origin", []func(*Config){listed}},
		} {
			header := askWith(t, newHandler(newMemory(), test.options...), request, http.Header{"Origin": {test.origin}}).Header()
			if got := header.Get("Access-Control-Allow-Origin"); got != test.want {
				t.Errorf("%s from %q: allowed %q, want %q", request, test.origin, got, test.want)
			}
			if got := header.Get("Vary"); !strings.Contains(got, test.vary) {
				t.Errorf("%s from %q: Vary %q", request, test.origin, got)
			}
			if exposed := header.Get("Access-Control-Expose-Headers"); test.want != "" && exposed != "Location" {
				t.Errorf("%s from %q: exposed %q", request, test.origin, exposed)
			}
		}
	}
}

func TestLinksUseTheAddressThatTheClientUsed(t *testing.T) {
	for _, test := range []struct {
		name   string
		config Config
		header http.Header
		remote string
		host   string
		want   string
	}{
		{"the request's host", Config{}, nil, "192.0.2.1:1", "geo.example:8080", "http://geo.example:8080"},
		{"the configured address", Config{PublicURL: "https://public.example/geo/"}, nil, "192.0.2.1:1", "x", "https://public.example/geo"},
		{"a trusted proxy", Config{TrustedProxies: prefixes("10.0.0.0/8")},
			http.Header{"X-Forwarded-Proto": {"HTTPS"}, "X-Forwarded-Host": {"front.example, inner"}}, "[::ffff:10.1.1.1]:1", "x", "https://front.example"},
		{"a proxy nobody trusts", Config{TrustedProxies: prefixes("10.0.0.0/8")},
			http.Header{"X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"evil.example"}}, "192.0.2.1:1", "geo.example", "http://geo.example"},
		{"nonsense from a trusted proxy", Config{TrustedProxies: prefixes("10.0.0.0/8")},
			http.Header{"X-Forwarded-Proto": {"javascript"}, "X-Forwarded-Host": {`"<&>`}}, "10.1.1.1:1", "geo.example", "http://geo.example"},
		{"a host that is no host", Config{}, nil, "192.0.2.1:1", `a"<script>&/evil`, "http://localhost"},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.config.Jobs = newMemory()
			for _, output := range []string{"json", "xml"} {
				r := newRequest(api("POST", "/Geocode", "input=csv", "output="+output), test.header, "Id")
				r.RemoteAddr, r.Host = test.remote, test.host
				w := serveOne(New(test.config), r)
				self := test.want + "/REST/v1/Dataflows/Geocode/0123456789abcdef0123456789abcdef"
				if got := w.Header().Get("Location"); got != self {
					t.Errorf("Location %q, want %q", got, self)
				}
				if !strings.Contains(w.Body.String(), self) || readAnswer(t, w).BrandLogoURI != test.want+logoPath {
					t.Errorf("want %s in %s", self, w.Body)
				}
			}
		})
	}
}

func TestSuppressStatus(t *testing.T) {
	for _, query := range []string{"suppressStatus=true", "SuppressStatus=True", "ss=TRUE", "ss=1"} {
		w := ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?"+query)
		if w.Code != 200 || readAnswer(t, w).StatusCode != 401 {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
	if w := ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?ss=false"); w.Code != 401 {
		t.Errorf("ss=false: %d", w.Code)
	}
}

func TestJSONP(t *testing.T) {
	for callback, plain := range map[string]bool{
		"cb": true, "jQuery1_2$.a.b": true, "_": true, "1a": false, "a..b": false, ".a": false, "a.": false,
		"a(b)": false, "a b": false, "é": false, "a;b": false, "a[0]": false,
	} {
		if isCallback(callback) != plain {
			t.Errorf("isCallback(%q) = %v", callback, !plain)
		}
	}
	w := ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?jsonp=cb&ss=true") // errors are wrapped too
	if got := w.Body.String(); !strings.HasPrefix(got, "cb({") || !strings.HasSuffix(got, "})") {
		t.Errorf("got %s", got)
	}
	w = ask(t, newHandler(newMemory()), "GET /REST/v1/Dataflows/ListJobs?jsonp=cb&output=xml")
	if !strings.HasPrefix(w.Body.String(), "<?xml") {
		t.Errorf("got %s", w.Body)
	}
}

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
