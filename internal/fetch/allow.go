package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// allowList is what the operator lists.
type allowList struct {
	hosts  []allowedHost
	ranges []netip.Prefix
}

// allowedHost is a name or an address, and a port or "" for every port.
type allowedHost struct {
	name, port string
}

// parseAllowList reads the operator's list. A range is only ever dialled at;
// an address alone is both a host that may be named and a range of one.
func parseAllowList(entries []string) (allowList, error) {
	var list allowList
	for _, entry := range entries {
		entry = strings.ToLower(strings.TrimSpace(entry))
		if entry == "" {
			continue
		}
		if prefix, err := netip.ParsePrefix(entry); err == nil {
			list.ranges = append(list.ranges, prefix.Masked())
			continue
		}
		host, ok := parseAllowedHost(entry)
		if !ok {
			return allowList{}, fmt.Errorf("%q is neither a host, a host with its port, nor an address range such as 10.1.0.0/16", entry)
		}
		list.hosts = append(list.hosts, host)
		if addr, err := netip.ParseAddr(host.name); err == nil {
			list.ranges = append(list.ranges, netip.PrefixFrom(addr, addr.BitLen()))
		}
	}
	return list, nil
}

func parseAllowedHost(entry string) (host allowedHost, ok bool) {
	host = allowedHost{name: strings.Trim(entry, "[]")}
	if name, port, err := net.SplitHostPort(entry); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return host, false
		}
		host = allowedHost{name, port}
	}
	if _, err := netip.ParseAddr(host.name); err == nil {
		return host, true
	}
	host.name = strings.TrimSuffix(host.name, ".")
	return host, host.name != "" && !strings.ContainsAny(host.name, "/:@?#* ")
}

// host tells whether a URL's host is listed, by name or as an address.
func (l allowList) host(u *url.URL) bool {
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	for _, h := range l.hosts {
		if h.name == name && (h.port == "" || h.port == port) {
			return true
		}
	}
	return false
}

// address tells whether an address lies in a listed range.
func (l allowList) address(addr netip.Addr) bool {
	for _, prefix := range l.ranges {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}
