package clients

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/server"
)

const smallFeed = "Bing Spatial Data Services, 2.0\nId|GeocodeRequest/Query|GeocodeResponse/Confidence\n1|Paris|\n2|nowhere|\n"

// raw sends bytes over a connection of their own.
func (w *world) raw(t *testing.T, request string) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", w.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(30 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	return conn, bufio.NewReader(conn)
}

// jobs are the IDs of the account's jobs.
func (w *world) jobs() []job.Job {
	jobs, err := w.service.List(w.Context(), "default")
	if err != nil {
		w.Fatal(err)
	}
	return jobs
}

// However a feed is sent, it is the same feed.
func TestWaysToSendAFeed(t *testing.T) {
	w := newWorld(t)
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	f, err := z.Create("dir/feed.txt")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, smallFeed)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	const target = "/REST/v1/Dataflows/Geocode?input=pipe&key=" + key
	want := ""
	for name, send := range map[string]func() *reply{
		"plain":                  func() *reply { return w.post(target, nil, smallFeed) },
		"byte-order mark":        func() *reply { return w.post(target, nil, "\xef\xbb\xbf"+smallFeed) },
		"CRLF":                   func() *reply { return w.post(target, nil, strings.ReplaceAll(smallFeed, "\n", "\r\n")) },
		"CR":                     func() *reply { return w.post(target, nil, strings.ReplaceAll(smallFeed, "\n", "\r")) },
		"gzip, unsaid":           func() *reply { return w.post(target, nil, gz(t, smallFeed)) },
		"gzip, said":             func() *reply { return w.post(target, headers{"Content-Encoding", "gzip"}, gz(t, smallFeed)) },
		"plain, said to be gzip": func() *reply { return w.post(target, headers{"Content-Encoding", "gzip"}, smallFeed) },
		"zip":                    func() *reply { return w.post(target, headers{"Content-Type", "application/zip"}, archive.String()) },
		"a form": func() *reply {
			return w.post(target, headers{"Content-Type", "application/x-www-form-urlencoded"}, smallFeed)
		},
		"an unparsable type":       func() *reply { return w.post(target, headers{"Content-Type", "text/plain, charset=UTF-8"}, smallFeed) },
		"a type that is another's": func() *reply { return w.post(target, headers{"Content-Type", "application/xml"}, smallFeed) },
		"chunked": func() *reply {
			return w.send(http.MethodPost, target, nil, io.MultiReader(strings.NewReader(smallFeed)))
		},
		"waiting to be told to go on": func() *reply { return w.post(target, headers{"Expect", "100-continue"}, smallFeed) },
	} {
		created := send().want(201)
		status := w.poll(created.link(0) + "?key=" + key)
		got := w.get(status.link(1) + "?key=" + key).want(200).body
		if want == "" {
			want = got
		}
		if got != want || !strings.Contains(got, "1|Paris|High") {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A client that writes all it has before it reads, and never looks up, gets
// its 413, and so do those that say how much will come and those that do not.
func TestTooLargeIsAnsweredToAClientThatOnlyWrites(t *testing.T) {
	w := newIdleWorld(t, func(c *job.Config) { c.Limits.Bytes = 1 << 20 })
	body := smallFeed + strings.Repeat("3|Paris and a lot of other places|\n", 32<<20/35)
	for name, head := range map[string]string{
		"with a length": fmt.Sprintf("Content-Length: %d\r\n\r\n", len(body)),
		"chunked":       fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%x\r\n", len(body)),
	} {
		t.Run(name, func(t *testing.T) {
			conn, reader := w.raw(t, "POST /REST/v1/Dataflows/Geocode?input=pipe&key="+key+" HTTP/1.1\r\nHost: x\r\n"+head)
			if _, err := io.WriteString(conn, body+"\r\n0\r\n\r\n"); err != nil {
				t.Fatalf("the connection broke while it was written to: %v", err)
			}
			resp, err := http.ReadResponse(reader, nil)
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(resp.Body)
			if err != nil || resp.StatusCode != 413 || !strings.Contains(string(text), "more than 1048576 bytes") {
				t.Errorf("%d %v %s", resp.StatusCode, err, text)
			}
		})
	}
	if jobs := w.jobs(); len(jobs) != 0 {
		t.Errorf("jobs: %v", jobs)
	}
}

// A client that waits to be told to go on is refused without its feed.
func TestRefusedBeforeTheFeedIsSent(t *testing.T) {
	w := newIdleWorld(t, func(c *job.Config) { c.Limits.InProcess = 1 })
	w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, nil, smallFeed).want(201)
	for target, want := range map[string]int{"key=" + key: 503, "key=wrong": 401, "key=" + key + "&output=pdf": 400} {
		_, reader := w.raw(t, "POST /REST/v1/Dataflows/Geocode?input=pipe&"+target+" HTTP/1.1\r\nHost: x\r\nContent-Length: 300000000\r\nExpect: 100-continue\r\n\r\n")
		resp, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s: %d, want %d", target, resp.StatusCode, want)
		}
	}
}

// A client that goes away while it sends leaves nothing behind.
func TestDisconnectWhileSending(t *testing.T) {
	for name, request := range map[string]string{
		"a length that lies": "Content-Length: 100000\r\n\r\n" + smallFeed,
		"a chunk cut short":  "Transfer-Encoding: chunked\r\n\r\nffff\r\n" + smallFeed,
		"gzip cut short":     "Content-Length: 100000\r\n\r\n" + gz(t, smallFeed)[:30],
	} {
		t.Run(name, func(t *testing.T) {
			w := newIdleWorld(t)
			conn, reader := w.raw(t, "POST /REST/v1/Dataflows/Geocode?input=pipe&key="+key+" HTTP/1.1\r\nHost: x\r\n"+request)
			conn.(*net.TCPConn).CloseWrite() // no more comes; the answer may still be read
			resp, err := http.ReadResponse(reader, nil)
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != 400 || !strings.Contains(string(text), "ended before its end") {
				t.Errorf("%d %s", resp.StatusCode, text)
			}
			if jobs := w.jobs(); len(jobs) != 0 {
				t.Errorf("jobs: %v", jobs)
			}
			for info, err := range w.service.Blobs.List(t.Context(), "") {
				t.Errorf("left behind: %v %v", info, err)
			}
		})
	}
}

// A client that closes its side once it has sent all gets its job.
func TestHalfClosedAfterSending(t *testing.T) {
	w := newIdleWorld(t)
	conn, reader := w.raw(t, fmt.Sprintf("POST /REST/v1/Dataflows/Geocode?input=pipe&key=%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", key, len(smallFeed), smallFeed))
	conn.(*net.TCPConn).CloseWrite()
	resp, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 201 || len(w.jobs()) != 1 {
		t.Errorf("%d, jobs %v", resp.StatusCode, w.jobs())
	}
}

// completed is the address of a completed job, and what its two sides hold.
func completed(w *world) (url, succeeded, failed string) {
	url = w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, nil, smallFeed).want(201).link(0)
	w.poll(url + "?key=" + key)
	const heading = "Bing Spatial Data Services, 2.0\r\nId|GeocodeRequest/Query|GeocodeResponse/Confidence\r\n"
	return url, heading + "1|Paris|High\r\n", heading + "2|nowhere|\r\n"
}

func TestDownloadHeaders(t *testing.T) {
	w := newWorld(t)
	url, succeeded, failed := completed(w)
	id := url[strings.LastIndex(url, "/")+1:]
	tags := map[string]bool{}
	for _, test := range []struct{ side, accept, encoding, body string }{
		{"succeeded", "", "", succeeded},
		{"failed", "", "", failed},
		{"succeeded", "gzip", "gzip", succeeded},
		{"succeeded", "deflate, GZIP;q=0.8, *;q=0.1", "gzip", succeeded},
		{"succeeded", "*", "gzip", succeeded},
		{"succeeded", "gzip;q=0", "", succeeded},
		{"succeeded", "gzip; q=0.000, *", "", succeeded},
		{"succeeded", "gzip;q=0.5, identity", "", succeeded},
		{"succeeded", "identity;q=0.5, gzip;q=0.6", "gzip", succeeded},
		{"succeeded", "br, deflate, zip", "", succeeded},
		{"succeeded", "*;q=0", "", succeeded},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			target := url + "/output/" + test.side + "?output=xml&key=" + key
			got := w.send(method, target, headers{"Accept-Encoding", test.accept}, nil)
			if method == http.MethodGet && got.body != test.body || method == http.MethodHead && got.body != "" {
				t.Errorf("%s %s: %q", method, test.accept, got.body)
			}
			h := got.want(200).header
			ranges := map[string]string{"": "bytes", "gzip": ""}[test.encoding]
			if h.Get("Content-Encoding") != test.encoding || h.Get("Accept-Ranges") != ranges ||
				h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Type") != "text/plain; charset=utf-8" ||
				h.Get("Content-Disposition") != `attachment; filename="`+id+"-"+test.side+`.txt"` {
				t.Errorf("%s %s %q: %v", method, test.side, test.accept, h)
			}
			if test.encoding == "" && h.Get("Content-Length") != fmt.Sprint(len(test.body)) {
				t.Errorf("%s: Content-Length %s", method, h.Get("Content-Length"))
			}
			tags[test.side+test.encoding+" "+h.Get("ETag")] = true
			again := w.send(method, target, headers{"Accept-Encoding", test.accept, "If-None-Match", `"x", W/` + h.Get("ETag")}, nil)
			if again.status != 304 || again.body != "" || again.header.Get("ETag") != h.Get("ETag") {
				t.Errorf("%s %q again: %d %q", method, test.accept, again.status, again.body)
			}
		}
	}
	if len(tags) != 3 { // one per side and encoding
		t.Errorf("ETags: %v", tags)
	}
}

func TestDownloadRanges(t *testing.T) {
	w := newWorld(t)
	url, succeeded, _ := completed(w)
	target := url + "/output/succeeded?key=" + key
	tag := w.get(target).header.Get("ETag")
	for _, test := range []struct {
		headers headers
		status  int
		want    string
	}{
		{headers{"Range", "bytes=5-9"}, 206, succeeded[5:10]},
		{headers{"Range", "bytes=-6"}, 206, succeeded[len(succeeded)-6:]},
		{headers{"Range", "bytes=40-", "Accept-Encoding", "gzip"}, 206, succeeded[40:]}, // ranges are of the plain bytes
		{headers{"Range", "bytes=40-", "If-Range", tag}, 206, succeeded[40:]},
		{headers{"Range", "bytes=40-", "If-Range", `"another"`}, 200, succeeded},
		{headers{"Range", "bytes=40-", "Accept-Encoding", "gzip, identity;q=0"}, 200, succeeded},
		{headers{"Range", "lines=1-2"}, 416, ""},
	} {
		got := w.get(target, test.headers...)
		if got.status != test.status || test.want != "" && got.body != test.want {
			t.Errorf("%v: %d %q", test.headers, got.status, got.body)
		}
		if got.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%v: a page may not read it", test.headers)
		}
	}
	if got := w.get(target, "Range", "bytes=100000-").want(416).header.Get("Content-Range"); got != fmt.Sprintf("bytes */%d", len(succeeded)) {
		t.Errorf("Content-Range %q", got)
	}
}

func TestDownloadsOfAJobThatHasNone(t *testing.T) {
	w := newIdleWorld(t)
	url := w.post("/REST/v1/Dataflows/Geocode?input=csv&key="+key, nil, "Bing Spatial Data Services, 2.0\nId,StatusCode\n"+strings.Repeat("1,\n", 30_000)+"\xff\n").want(201).link(0)
	if got := w.poll(url + "?key=" + key).resource(); got["status"] != "Aborted" || len(got["links"].([]any)) != 1 {
		t.Errorf("got %v", got)
	}
	w.get(url + "/output/succeeded?key=" + key).want(404).matches("it was aborted, or its results have expired")

	url = w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, nil, smallFeed).want(201).link(0)
	w.get(url + "/output/succeeded?output=xml&key=" + key).want(404).matches("<string>The job is still pending")

	url = w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, nil, strings.SplitAfter(smallFeed, "Confidence\n")[0]).want(201).link(0)
	if got := w.poll(url + "?key=" + key).resource(); got["status"] != "Completed" || len(got["links"].([]any)) != 1 || got["totalEntityCount"] != 0.0 {
		t.Errorf("got %v", got) // a heading and no rows
	}
	w.get(url + "/output/failed?key=" + key).want(200).matches("^Bing Spatial Data Services, 2.0\r\nId[^\n]*\n$")
}

// A feed that is wrong from the start is no job.
func TestFeedsThatAreRefusedAtOnce(t *testing.T) {
	w := newIdleWorld(t)
	const preamble = "Bing Spatial Data Services, 2.0\n"
	for name, test := range map[string]struct{ input, body string }{
		"no bytes":           {"csv", ""},
		"an empty gzip":      {"csv", gz(t, "")},
		"half a gzip":        {"csv", gz(t, smallFeed)[:40]},
		"UTF-16":             {"csv", "\xff\xfeI\x00d\x00"},
		"not UTF-8":          {"csv", preamble + "Id\n\xff\n"},
		"an unknown version": {"csv", "Bing Spatial Data Services, 3.0\nId\n"},
		"an unknown column":  {"csv", preamble + "Id,Nonsense\n"},
		"a doubled column":   {"csv", preamble + "Id,GeocodeRequest/Query,geocoderequest/query\n"},
		"no Id":              {"csv", preamble + "GeocodeRequest/Query\n"},
		"no preamble":        {"csv", "Id,GeocodeRequest/Query\n1,x\n"},
		"no XML":             {"xml", "<GeocodeFeed"},
		"a DTD":              {"xml", `<!DOCTYPE a [<!ENTITY b "c">]><GeocodeFeed/>`},
	} {
		got := w.post("/REST/v1/Dataflows/Geocode?key="+key+"&input="+test.input, nil, test.body)
		if got.status != 400 || !strings.Contains(got.body, `"errorDetails":["`) {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if jobs := w.jobs(); len(jobs) != 0 {
		t.Errorf("jobs: %v", jobs)
	}
}

// A download that cannot be read to its end does not look complete, and the
// log says why.
func TestDownloadThatBreaks(t *testing.T) {
	w := newWorld(t)
	url, _, _ := completed(w)
	for info, err := range w.service.Blobs.List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(info.Key, "input") {
			if err := w.service.Blobs.Delete(t.Context(), info.Key); err != nil {
				t.Fatal(err)
			}
		}
	}
	var log bytes.Buffer
	logging := httptest.NewServer(server.New(server.Config{Jobs: w.service, Log: slog.New(slog.NewTextHandler(&log, nil))}))
	for _, encoding := range []string{"identity", "gzip"} {
		if err := w.readAll(logging.URL+strings.TrimPrefix(url, w.url)+"/output/succeeded?key="+key, encoding); err == nil {
			t.Errorf("%s: it looks complete", encoding)
		}
	}
	logging.Close()
	if got := strings.Count(log.String(), "a download broke"); got != 2 || strings.Contains(log.String(), key) {
		t.Errorf("the log: %s", &log)
	}
}

// readAll downloads in an encoding, and tells what speaks against its being whole.
func (w *world) readAll(url, encoding string) error {
	r, err := http.NewRequestWithContext(w.Context(), http.MethodGet, url, nil)
	if err != nil {
		w.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", encoding)
	resp, err := w.http.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Over TLS and HTTP/2 the same holds: links are https, and a refusal in
// mid-stream is read.
func TestHTTP2(t *testing.T) {
	w := newWorld(t, func(c *job.Config) { c.Limits.Bytes = 1 << 20 })
	secure := httptest.NewUnstartedServer(w.server.Config.Handler)
	secure.EnableHTTP2 = true
	secure.StartTLS()
	t.Cleanup(secure.Close)
	w.http, w.url = secure.Client(), secure.URL
	w.http.Transport.(*http.Transport).DisableCompression = true
	url, succeeded, _ := completed(w)
	if !strings.HasPrefix(url, secure.URL+"/REST/") {
		t.Errorf("link %s, want one below %s", url, secure.URL)
	}
	if got := w.get(url + "/output/succeeded?key=" + key).want(200); got.body != succeeded {
		t.Errorf("got %q", got.body)
	}
	w.post("/REST/v1/Dataflows/Geocode?input=pipe&key="+key, nil, smallFeed+strings.Repeat("3|Paris\n", 1<<20)).want(413)
}
