// Package client talks to any server of the Geocode Dataflow API: submit a
// feed, wait for its job, download what came of it.
//
// The key goes to the configured server alone, whatever host the server's
// links name, and is in no error. A Client is safe for concurrent use.
package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
)

// maxAnswer bounds what is read of an envelope, in bytes.
const maxAnswer = 64 << 20

const geocodePath = "/REST/v1/Dataflows/Geocode"

// Config says which server, and as whom.
type Config struct {
	URL  string // of the server, e.g. "https://geocode.example.com"
	Key  string
	HTTP *http.Client // default: one without a time-out, which uploads would hit
	// Patience is how long Send, Status, List, Wait and Fetch try again where the server is
	// overloaded or out of reach; default ten minutes, negative: not at all.
	Patience time.Duration
	// Retrying is told, before each pause, what went wrong and how long it will be.
	Retrying func(err error, pause time.Duration)
	// Sleep waits between two polls or tries; default: by the clock.
	Sleep func(context.Context, time.Duration) error
}

// Client is a client of one server. Make one with New.
type Client struct {
	base     *url.URL
	key      string
	http     *http.Client
	patience time.Duration
	retrying func(error, time.Duration)
	sleep    func(context.Context, time.Duration) error
}

// New makes a Client, or says what is wrong with Config.URL.
func New(config Config) (*Client, error) {
	base, err := url.Parse(strings.TrimRight(config.URL, "/"))
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" {
		return nil, errors.New("the server's address must be a URL such as https://geocode.example.com")
	}
	c := &Client{base: base, key: config.Key, http: &http.Client{Transport: newTransport()}, patience: config.Patience, retrying: config.Retrying, sleep: config.Sleep}
	if config.HTTP != nil {
		*c.http = *config.HTTP
	}
	if c.patience == 0 {
		c.patience = defaultPatience
	}
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if c.sleep == nil {
		c.sleep = sleep
	}
	return c, nil
}

// newTransport makes the transport of clients that bring none: one that does
// not wait for ever for a server that has everything and says nothing.
func newTransport() *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = 5 * time.Minute
	return transport
}

// Side is one of a job's two outputs.
type Side string

// The sides, spelled as a download's address spells them.
const (
	Succeeded Side = "succeeded"
	Failed    Side = "failed"
)

// Submit sends a feed, which may be gzip or zip, and returns the URL of its
// job. The feed is read once; whether to send it again after an error is the
// caller's to say.
func (c *Client) Submit(ctx context.Context, format dataflow.Format, description string, feed io.Reader) (jobURL string, err error) {
	query := url.Values{"input": {string(format)}}
	if description != "" {
		query.Set("description", description)
	}
	resp, err := c.do(ctx, http.MethodPost, geocodePath, query, uploading, feed)
	if err != nil {
		return "", fmt.Errorf("submit: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("submit: %w", c.refused(resp))
	}
	id := lastSegment(resp.Header.Get("Location"))
	if id == "" {
		return "", protocolError{errors.New("submit: the server made a job and did not say where")}
	}
	return c.JobURL(id), nil
}

// uploading is the header of a feed: a quota's refusal comes before it is sent.
var uploading = http.Header{"Content-Type": {"application/octet-stream"}, "Expect": {"100-continue"}}

// JobURL is the address of the job with an ID, without key or password.
func (c *Client) JobURL(id string) string {
	base := *c.base
	base.User = nil
	return base.JoinPath(geocodePath, lastSegment(id)).String()
}

// Server is the address of the server, without password.
func (c *Client) Server() string {
	base := *c.base
	base.User = nil
	return base.String()
}

// Status asks how far a job is. A server that is overloaded or out of reach is
// asked again as long as Config.Patience lasts.
func (c *Client) Status(ctx context.Context, jobURL string) (j Job, err error) {
	err = c.again(ctx, func() (bool, error) {
		j, err = c.status(ctx, jobURL)
		return false, err
	})
	return j, err
}

// status is Status, asked once.
func (c *Client) status(ctx context.Context, jobURL string) (Job, error) {
	jobs, err := c.jobs(ctx, geocodePath+"/"+lastSegment(jobURL))
	if err == nil && len(jobs) != 1 {
		err = protocolError{fmt.Errorf("the server answered with %d jobs, where one was asked for", len(jobs))}
	}
	if err != nil {
		return Job{}, fmt.Errorf("status: %w", err)
	}
	return jobs[0], nil
}

// List asks for all jobs of the key's account, again as Status does.
func (c *Client) List(ctx context.Context) (jobs []Job, err error) {
	err = c.again(ctx, func() (bool, error) {
		jobs, err = c.list(ctx)
		return false, err
	})
	return jobs, err
}

// list is List, asked once.
func (c *Client) list(ctx context.Context) ([]Job, error) {
	jobs, err := c.jobs(ctx, "/REST/v1/Dataflows/ListJobs")
	if err != nil {
		return nil, fmt.Errorf("list: %w", err)
	}
	return jobs, nil
}

// Download opens one side of a completed job. The caller closes it.
func (c *Client) Download(ctx context.Context, jobURL string, side Side) (io.ReadCloser, error) {
	resp, err := c.output(ctx, jobURL, side, 0)
	if err != nil {
		return nil, fmt.Errorf("download: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		defer resp.Body.Close()
		return nil, fmt.Errorf("download: %w", c.refused(resp))
	}
	return resp.Body, nil
}

func (c *Client) jobs(ctx context.Context, path string) ([]Job, error) {
	resp, err := c.do(ctx, http.MethodGet, path, url.Values{"output": {"json"}}, nil, nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, c.refused(resp)
	}
	e, err := readEnvelope(resp)
	if err != nil {
		return nil, err
	}
	return e.jobs()
}

// do sends a request with the key. Its errors do not repeat the URL.
func (c *Client) do(ctx context.Context, method, path string, query url.Values, header http.Header, body io.Reader) (*http.Response, error) {
	query.Set("key", c.key)
	address := c.base.JoinPath(path)
	address.RawQuery = query.Encode()
	r, err := http.NewRequestWithContext(ctx, method, address.String(), body)
	if err != nil {
		return nil, protocolError{errors.New("the job's address is not valid")}
	}
	if header != nil {
		r.Header = header.Clone()
	}
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.base.Host, c.hideURL(err))
	}
	return resp, nil
}

// Error is a request that the server refused.
type Error struct {
	Status     int           // of HTTP
	Details    []string      // the server's own sentences
	TraceID    string        // under which the server's log has it
	RetryAfter time.Duration // 0: not said
}

func (e *Error) Error() string {
	if len(e.Details) == 0 {
		return fmt.Sprintf("the server answered %d %s", e.Status, http.StatusText(e.Status))
	}
	return strings.Join(e.Details, " ")
}

// refused reads what a server says of a request that it refused.
func (c *Client) refused(resp *http.Response) error {
	refusal := &Error{Status: resp.StatusCode}
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
		refusal.RetryAfter = time.Duration(seconds) * time.Second
	}
	if e, err := readEnvelope(resp); err == nil {
		refusal.TraceID = e.TraceID
		for _, detail := range e.ErrorDetails {
			refusal.Details = append(refusal.Details, c.hideKey(detail))
		}
	}
	return refusal
}

func readEnvelope(resp *http.Response) (*envelope, error) {
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	var e envelope
	if err := json.Unmarshal(text, &e); err != nil {
		return nil, protocolError{fmt.Errorf("the answer is not that of a Dataflow server: %w", err)}
	}
	return &e, nil
}

// lastSegment is the last segment of a URL's path: the job's ID.
func lastSegment(location string) string {
	path, _, _ := strings.Cut(location, "?")
	path = strings.TrimRight(path, "/")
	return path[strings.LastIndex(path, "/")+1:]
}
