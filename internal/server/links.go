package server

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

const apiPath = "/REST/v1/Dataflows/Geocode"

// baseURL is the server's address as the client knows it: as configured, else
// as the request or a trusted proxy says.
func (s *Server) baseURL(r *http.Request) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	scheme, host := "http", r.Host
	if r.TLS != nil {
		scheme = "https"
	}
	if s.trusts(r.RemoteAddr) {
		if proto := strings.ToLower(firstOf(r.Header.Get("X-Forwarded-Proto"))); proto == "http" || proto == "https" {
			scheme = proto
		}
		if forwarded := firstOf(r.Header.Get("X-Forwarded-Host")); isHost(forwarded) {
			host = forwarded
		}
	}
	if !isHost(host) {
		host = localHost(r)
	}
	return scheme + "://" + host
}

// trusts tells whether a peer is a trusted proxy.
func (s *Server) trusts(remoteAddr string) bool {
	peer, err := netip.ParseAddrPort(remoteAddr)
	if err != nil {
		return false
	}
	for _, prefix := range s.TrustedProxies {
		if prefix.Contains(peer.Addr().Unmap()) {
			return true
		}
	}
	return false
}

// firstOf is the first value of a list: what the outermost proxy saw.
func firstOf(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return strings.TrimSpace(first)
}

// isHost tells whether a Host header can stand in a URL as it is: a name or
// an address, with a port or without. The header is the client's to choose.
func isHost(host string) bool {
	if host == "" || len(host) > 300 {
		return false
	}
	for _, c := range []byte(host) {
		if !strings.ContainsRune("-._:[]", rune(c)) && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return true
}

// localHost is the address that the request came in on.
func localHost(r *http.Request) string {
	if addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && isHost(addr.String()) {
		return addr.String()
	}
	return "localhost"
}

// jobURL is a job's address, without query.
func (x *exchange) jobURL(id string) string { return x.base + apiPath + "/" + id }
