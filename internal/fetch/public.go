package fetch

import "net/netip"

// notPublic are the ranges that are not the public internet's, beyond those
// that netip.Addr knows by itself: IANA's special-purpose registries, and the
// addresses at which clouds answer their own machines.
var notPublic = prefixes(
	"0.0.0.0/8",        // this network
	"100.64.0.0/10",    // carrier-grade NAT; one cloud's metadata
	"168.63.129.16/32", // one cloud's host agent
	"192.0.0.0/24",     // protocol assignments; one cloud's metadata
	"192.0.2.0/24",     // documentation
	"192.88.99.0/24",   // 6to4 relays
	"198.18.0.0/15",    // benchmarks
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"240.0.0.0/4",      // reserved, and broadcast
	"::/96",            // IPv4-compatible, unspecified, loopback
	"64:ff9b:1::/48",   // NAT64 of one's own network
	"100::/64",         // discard
	"2001::/23",        // protocol assignments, Teredo among them
	"2001:db8::/32",    // documentation
	"3fff::/20",        // documentation
	"5f00::/16",        // segment routing
	"fec0::/10",        // site-local, deprecated
	"::ffff:0:0:0/96",  // IPv4-translated
)

var (
	nat64   = netip.MustParsePrefix("64:ff9b::/96") // an IPv4 address in its last 4 bytes
	sixToV4 = netip.MustParsePrefix("2002::/16")    // one in its bytes 2 to 5
)

func prefixes(list ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, s := range list {
		all = append(all, netip.MustParsePrefix(s))
	}
	return all
}

// isPublic tells whether an address is one of the public internet. addr is
// unmapped and without zone. An IPv6 address that stands for an IPv4 address
// is as public as that.
func isPublic(addr netip.Addr) bool {
	if !addr.IsGlobalUnicast() || addr.IsPrivate() {
		return false // unspecified, loopback, multicast, link-local, private
	}
	for _, prefix := range notPublic {
		if prefix.Contains(addr) {
			return false
		}
	}
	switch b := addr.As16(); {
	case nat64.Contains(addr):
		return isPublic(netip.AddrFrom4([4]byte(b[12:16])))
	case sixToV4.Contains(addr):
		return isPublic(netip.AddrFrom4([4]byte(b[2:6])))
	}
	return true
}
