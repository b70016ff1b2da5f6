package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// newClient makes a Client that resolves names by the table names.
func newClient(t *testing.T, names map[string]string, config Config) *Client {
	t.Helper()
	c, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	c.lookup = func(_ context.Context, host string) ([]netip.Addr, error) {
		if addr, ok := names[strings.TrimSuffix(strings.ToLower(host), ".")]; ok {
			host = addr
		}
		addr, err := netip.ParseAddr(host)
		return []netip.Addr{addr}, err
	}
	return c
}

// hostURL is a test server's URL with another host name.
func hostURL(server *httptest.Server, host, path string) string {
	u, _ := url.Parse(server.URL)
	return "http://" + host + ":" + u.Port() + path
}

func serve(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}

var loopback = map[string]string{"files.example": "127.0.0.1", "other.example": "127.0.0.1"}

func TestGetReadsTheBodyAsItWasSent(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "" {
			t.Errorf("Accept-Encoding %q was sent: the bytes would be decoded on the way", r.Header.Get("Accept-Encoding"))
		}
		io.WriteString(w, "Id,Query "+r.URL.RawQuery)
	})
	c := newClient(t, loopback, Config{Allowed: []string{"files.example", "127.0.0.0/8"}})
	body, err := c.Get(t.Context(), hostURL(server, "FILES.example.", "/feed.csv?sig=s3cret"))
	if err == nil {
		defer body.Close()
		var got []byte
		got, err = io.ReadAll(body)
		if string(got) != "Id,Query sig=s3cret" {
			t.Errorf("got %q", got)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestCheck(t *testing.T) {
	allowed := []string{"files.example", "blobs.example:8443", "192.0.2.7", "10.0.0.0/8", "[2001:db8::1]:80"}
	for _, test := range []struct {
		location string
		want     string // part of the refusal; "" is none
	}{
		{"https://files.example/a?sig=s3cret", ""},
		{"http://FILES.EXAMPLE.:8080/a", ""},
		{"https://blobs.example:8443/a", ""},
		{"http://192.0.2.7/a", ""},
		{"http://[2001:db8::1]/a", ""},
		{"https://blobs.example/a?sig=s3cret", "does not fetch from"},
		{"https://files.example.evil.example/a", "does not fetch from"},
		{"https://files.example@evil.example/s3cret", "does not fetch from"},
		{"http://10.1.2.3/a", "does not fetch from"}, // a range is no host
		{"ftp://files.example/s3cret", "not an http or https URL"},
		{"file:///etc/passwd", "not an http or https URL"},
		{"//files.example/s3cret", "not an http or https URL"},
		{"http://files.example/%zz?s3cret", "not a URL"},
		{"http://user:s3cret@elsewhere.example/", "does not fetch from"},
	} {
		c := newClient(t, nil, Config{Allowed: allowed})
		err := c.Check(test.location)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("Check(%q) = %v, want %q", test.location, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "s3cret") {
			t.Errorf("Check(%q) repeats what is secret: %v", test.location, err)
		}
	}
	if err := newClient(t, nil, Config{}).Check("https://files.example/"); err == nil || !strings.Contains(err.Error(), "from no host") {
		t.Errorf("with an empty list: %v", err)
	}
}

func TestNewNamesTheBadEntry(t *testing.T) {
	for _, entry := range []string{"https://files.example", "*.example", "host:port", "a b", "10.0.0.0/99"} {
		if _, err := New(Config{Allowed: []string{"files.example", entry}}); err == nil || !strings.Contains(err.Error(), entry) {
			t.Errorf("%q: %v", entry, err)
		}
	}
}

// A listed name whose records point inside is refused at the dial.
func TestListedNameIsNotDialledInside(t *testing.T) {
	server := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the server inside was reached") })
	c := newClient(t, loopback, Config{Allowed: []string{"files.example"}})
	_, err := c.Get(t.Context(), hostURL(server, "files.example", "/?sig=s3cret"))
	wantRefusal(t, err, "not a public one")
}

// A name that resolves well when it is looked at, and badly when it is dialled.
func TestRebindingIsCaughtAtTheDial(t *testing.T) {
	server := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the server inside was reached") })
	c := newClient(t, nil, Config{Allowed: []string{"files.example"}, Timeout: 10 * time.Second})
	looked := 0
	c.lookup = func(context.Context, string) ([]netip.Addr, error) {
		looked++
		return []netip.Addr{netip.MustParseAddr("::ffff:127.0.0.1"), netip.MustParseAddr("127.0.0.1")}, nil
	}
	_, err := c.Get(t.Context(), hostURL(server, "files.example", "/"))
	wantRefusal(t, err, "not a public one")
	if looked != 1 {
		t.Errorf("the name was looked up %d times; the answer that is checked must be the one dialled", looked)
	}
}

func TestRedirectsAreCheckedAgain(t *testing.T) {
	inside := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
	for _, test := range []struct{ name, to, want string }{
		{"to a host not listed", hostURL(inside, "evil.example", "/"), "does not fetch from"},
		{"to another scheme", "file:///etc/passwd", "not an http or https URL"},
		{"to an address inside", hostURL(inside, "inside.example", "/"), "not a public one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, test.to, http.StatusFound) })
			c := newClient(t, map[string]string{"files.example": "127.0.0.1", "inside.example": "169.254.169.254"},
				Config{Allowed: []string{"files.example", "inside.example", "127.0.0.1/32"}})
			_, err := c.Get(t.Context(), hostURL(server, "files.example", "/?sig=s3cret"))
			wantRefusal(t, err, test.want)
		})
	}
}

func TestRedirectKeepsTheSignedURLToItself(t *testing.T) {
	second := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if referer := r.Header.Get("Referer"); referer != "" {
			t.Errorf("the second host learnt %q", referer)
		}
		io.WriteString(w, "feed")
	})
	first := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, hostURL(second, "other.example", "/"), http.StatusFound)
	})
	c := newClient(t, loopback, Config{Allowed: []string{"files.example", "other.example", "127.0.0.1/32"}})
	body, err := c.Get(t.Context(), hostURL(first, "files.example", "/?sig=s3cret"))
	if err != nil {
		t.Fatal(err)
	}
	body.Close()
}

func TestRedirectsEnd(t *testing.T) {
	asked := 0
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	c := newClient(t, loopback, Config{Allowed: []string{"files.example", "127.0.0.1/32"}})
	_, err := c.Get(t.Context(), hostURL(server, "files.example", "/"))
	wantRefusal(t, err, "redirects more than 5 times")
	if asked != maxRedirects+1 {
		t.Errorf("asked %d times", asked)
	}
}

func TestErrorsTellNothingSecret(t *testing.T) {
	gone := serve(t, func(http.ResponseWriter, *http.Request) {})
	gone.Close()
	for _, test := range []struct {
		name, want string
		handler    http.HandlerFunc
	}{
		{"status", "status 403", func(w http.ResponseWriter, r *http.Request) { http.Error(w, r.URL.String(), http.StatusForbidden) }},
		{"hang up", "failed or broke", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
		{"bad redirect", "failed or broke", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://%zz/"+r.URL.RawQuery)
			w.WriteHeader(http.StatusFound)
		}},
		{"no server", "refused", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := gone
			if test.handler != nil {
				server = serve(t, test.handler)
			}
			c := newClient(t, loopback, Config{Allowed: []string{"files.example", "127.0.0.1"}})
			location := strings.Replace(hostURL(server, "files.example", "/p?sig=s3cret"), "http://", "http://me:s3cret@", 1)
			_, err := c.Get(t.Context(), location)
			wantRefusal(t, err, test.want)
		})
	}
}

func TestPermanentErrors(t *testing.T) {
	var status int
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
	names := map[string]string{"files.example": "127.0.0.1", "inside.example": "10.0.0.1"}
	c := newClient(t, names, Config{Allowed: []string{"files.example", "inside.example", "127.0.0.1"}})
	permanent := func(location string) bool {
		_, err := c.Get(t.Context(), location)
		var lasting interface{ Permanent() bool }
		return errors.As(err, &lasting) && lasting.Permanent()
	}
	for code, want := range map[int]bool{204: true, 304: true, 401: true, 403: true, 404: true, 408: false, 429: false, 500: false, 503: false} {
		if status = code; permanent(hostURL(server, "files.example", "/")) != want {
			t.Errorf("status %d: not as wanted, %v", code, want)
		}
	}
	for _, location := range []string{"https://elsewhere.example/", hostURL(server, "inside.example", "/")} {
		if !permanent(location) {
			t.Errorf("%s: not permanent", location)
		}
	}
	server.Close()
	if permanent(hostURL(server, "files.example", "/")) {
		t.Error("a host that does not answer may come back")
	}
}

func TestOneAddressMayComeBack(t *testing.T) {
	gone := serve(t, func(http.ResponseWriter, *http.Request) {})
	gone.Close()
	for _, inside := range []int{0, 1} {
		c := newClient(t, nil, Config{Allowed: []string{"files.example", "127.0.0.1"}})
		c.lookup = func(context.Context, string) ([]netip.Addr, error) {
			addrs := []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("127.0.0.1")}
			addrs[inside] = netip.MustParseAddr("10.0.0.1")
			return addrs, nil
		}
		_, err := c.Get(t.Context(), hostURL(gone, "files.example", "/"))
		if _, refused := errors.AsType[refusal](err); refused || err == nil {
			t.Errorf("address %d is inside: %v, as if there were no other", inside, err)
		}
	}
}

func TestBodyIsBoundedInBytes(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, strings.Repeat("x", 100)) })
	for limit, fits := range map[int64]bool{0: true, 99: false, 100: true} {
		c := newClient(t, loopback, Config{Allowed: []string{"files.example", "127.0.0.1"}, MaxBytes: limit})
		body, err := c.Get(t.Context(), hostURL(server, "files.example", "/"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, body)
		body.Close()
		var large *TooLargeError
		if errors.As(err, &large) == fits {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
}

// stalled is a body that never goes on.
type stalled struct{ ctx context.Context }

func (s stalled) Read([]byte) (int, error) { <-s.ctx.Done(); return 0, s.ctx.Err() }
func (s stalled) Close() error             { return nil }

func TestBodyIsBoundedInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		b := newBody(t.Context(), stalled{ctx}, cancel, Config{Stall: time.Minute})
		time.Sleep(time.Hour) // of the reader's own making
		began := time.Now()
		_, err := b.Read(make([]byte, 1))
		if took := time.Since(began); took != time.Minute {
			t.Errorf("took %v", took)
		}
		wantRefusal(t, err, "took too long")
	})
}

func TestCallersEndIsNotTheHostsFault(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := serve(t, func(http.ResponseWriter, *http.Request) { cancel() })
	c := newClient(t, loopback, Config{Allowed: []string{"files.example", "127.0.0.1"}})
	cancel()
	if _, err := c.Get(ctx, hostURL(server, "files.example", "/")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestIsPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "64:ff9b::808:808": true, "2002:808:808::1": true,
		"127.0.0.1": false, "127.255.0.1": false, "0.0.0.0": false, "0.1.2.3": false,
		"10.0.0.1": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "100.100.100.200": false, "168.63.129.16": false,
		"192.0.0.192": false, "198.18.0.1": false, "224.0.0.1": false, "240.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "::7f00:1": false, "fe80::1": false, "fec0::1": false, "fc00::1": false,
		"fd00:ec2::254": false, "ff02::1": false, "2001:db8::1": false, "2001::1": false,
		"64:ff9b::7f00:1": false, "64:ff9b::a9fe:a9fe": false, "64:ff9b:1::808:808": false,
		"2002:7f00:1::": false, "2002:a00:1::": false, "::ffff:0:7f00:1": false,
	} {
		if got := isPublic(netip.MustParseAddr(addr)); got != want {
			t.Errorf("isPublic(%s) = %v", addr, got)
		}
	}
}

// The dial sees addresses as the kernel does: mapped, and with a zone.
func TestControlUnmapsAddresses(t *testing.T) {
	c := newClient(t, nil, Config{Allowed: []string{"files.example", "10.1.0.0/16"}})
	for address, want := range map[string]bool{
		"[::ffff:127.0.0.1]:80": false, "[::ffff:8.8.8.8]:80": true, "[fe80::1%eth0]:80": false,
		"[::ffff:10.1.2.3]:80": true, "10.2.0.1:80": false, "nonsense": false,
	} {
		if err := c.control("tcp", address, nil); (err == nil) != want {
			t.Errorf("control(%s) = %v", address, err)
		}
	}
}

func wantRefusal(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got error %v, want %q", err, want)
	}
	if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "s3cret") {
		t.Errorf("the error tells what is secret: %v", err)
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{"https://files.example/a", "http://u:p@files.example:99/?q", "http://[::1%25x]/", "%", "http://files.example\x00"} {
		f.Add(s)
	}
	c, err := New(Config{Allowed: []string{"files.example"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, location string) {
		if c.Check(location) != nil {
			return
		}
		u, err := url.Parse(location)
		if err != nil || strings.TrimSuffix(strings.ToLower(u.Hostname()), ".") != "files.example" {
			t.Errorf("%q is let through", location)
		}
	})
}
