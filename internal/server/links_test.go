package server

import (
	"net/http"
	"strings"
	"testing"
)

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
