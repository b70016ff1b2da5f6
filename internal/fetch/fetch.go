// Package fetch gets a feed from a URL that a client of the server named,
// without lending the client the server's place in the network.
//
// Three things stand between a URL and a connection. Its host must be one
// that the operator listed, and so must the host of every redirect. The
// address that is actually dialled, after the name was resolved, must be a
// public one, or lie in a range that the operator listed: a listed name whose
// records point inside is refused at the dial, so that changing them between
// check and use gains nothing. And what comes is bounded in bytes and in time.
//
// URLs of this kind carry signatures. An error says what failed and at most
// names a host; no path, query or credential is ever in it.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// maxRedirects is how many redirects are followed.
const maxRedirects = 5

// Config says what a Client may fetch.
type Config struct {
	// Allowed are host names and addresses, each with ":port" or without
	// (then on any port), and address ranges such as "10.1.0.0/16". A range,
	// or an address standing alone, may be dialled even where it is not
	// public. Empty: nothing is fetched.
	Allowed []string
	// MaxBytes bounds what is read of one body; 0: no bound.
	MaxBytes int64
	// Stall is how long the other side may take for the next piece; default
	// one minute.
	Stall time.Duration
	// Timeout bounds a whole fetch; default one hour.
	Timeout time.Duration
}

// Client fetches feeds. It is safe for concurrent use.
type Client struct {
	config Config
	allow  allowList
	http   *http.Client
	lookup func(ctx context.Context, host string) ([]netip.Addr, error)
}

// New makes a Client. The error names the entry of Config.Allowed that
// cannot be read.
func New(config Config) (*Client, error) {
	allow, err := parseAllowList(config.Allowed)
	if err != nil {
		return nil, err
	}
	if config.Stall <= 0 {
		config.Stall = time.Minute
	}
	if config.Timeout <= 0 {
		config.Timeout = time.Hour
	}
	c := &Client{config: config, allow: allow, lookup: lookupHost}
	c.http = &http.Client{
		CheckRedirect: c.checkRedirect,
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, unchecked
			DialContext:            c.dial,
			DisableCompression:     true, // the feed's reader sniffs gzip itself
			DisableKeepAlives:      true,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  config.Stall,
			MaxResponseHeaderBytes: 64 << 10,
		},
	}
	return c, nil
}

// Check says, in a sentence for the client, why a URL is not fetched; nil
// where it is worth trying.
func (c *Client) Check(location string) error {
	u, err := url.Parse(location)
	if err != nil {
		return refusal("the value is not a URL") // the parser's error repeats it
	}
	return c.check(u)
}

func (c *Client) check(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return refusal("the value is not an http or https URL")
	}
	if len(c.allow.hosts) == 0 {
		return refusal("this server fetches feeds from no host; send the feed as the request's body, " +
			"or ask its operator to allow the host (milepost serve --data-location-hosts)")
	}
	if !c.allow.host(u) {
		return refusal(fmt.Sprintf("this server does not fetch from %q; its operator can allow the host "+
			"(milepost serve --data-location-hosts)", u.Host))
	}
	return nil
}

// Get fetches a URL and gives the body as it was sent. The reader fails with
// a *TooLargeError where there is more than MaxBytes, and where the other
// side stalls. The caller closes it. Where ctx ends, its error is returned;
// every other error is the URL's or its host's fault, and one that trying
// again cannot help has a method Permanent that says so.
func (c *Client) Get(ctx context.Context, location string) (io.ReadCloser, error) {
	if err := c.Check(location); err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, c.config.Timeout)
	r, err := http.NewRequestWithContext(limited, http.MethodGet, location, nil)
	if err != nil {
		cancel()
		return nil, refusal("the value is not a URL")
	}
	r.Header.Set("User-Agent", "Milepost")
	resp, err := c.http.Do(r)
	if err != nil {
		cancel()
		return nil, explain(ctx, err)
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		cancel()
		return nil, refusedStatus(resp.StatusCode)
	}
	return newBody(ctx, resp.Body, cancel, c.config), nil
}

// checkRedirect holds a redirect to what the first URL was held to, and keeps
// the first URL, which may be signed, from the second host.
func (c *Client) checkRedirect(r *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return refusal(fmt.Sprintf("the host redirects more than %d times", maxRedirects))
	}
	r.Header.Del("Referer")
	return c.check(r.URL)
}

// dial connects to the first address of a host that lets it.
func (c *Client) dial(ctx context.Context, network, hostport string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return nil, err
	}
	addrs, err := c.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: c.control}
	err = refusal("the host has no address")
	for _, addr := range addrs {
		conn, failed := dialer.DialContext(ctx, network, net.JoinHostPort(addr.String(), port))
		if failed == nil {
			return conn, nil
		}
		if _, refused := errors.AsType[refusal](err); refused {
			err = failed // an address that may be reached later says more than one that may not
		}
	}
	return nil, err
}

// control sees the address of every connection just before it is made.
func (c *Client) control(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return refusal("the host's address cannot be checked")
	}
	addr := target.Addr().WithZone("").Unmap()
	if isPublic(addr) || c.allow.address(addr) {
		return nil
	}
	return refusal("the host's address is not a public one, and its operator has not allowed its range")
}

func lookupHost(ctx context.Context, host string) ([]netip.Addr, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{addr}, nil
	}
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}
