package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// TooLargeError is a body with more bytes than a Client reads.
type TooLargeError struct{ Limit int64 }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the feed has more than %d bytes, the most that is fetched", e.Limit)
}

// Permanent is always true: the body does not become shorter.
func (e *TooLargeError) Permanent() bool { return true }

// body is a response's body, bounded in bytes and in time.
type body struct {
	io.ReadCloser
	ctx    context.Context // the caller's
	cancel context.CancelFunc
	stall  *time.Timer
	config Config
	read   int64
}

func newBody(ctx context.Context, rc io.ReadCloser, cancel context.CancelFunc, config Config) *body {
	b := &body{ReadCloser: rc, ctx: ctx, cancel: cancel, config: config, stall: time.AfterFunc(config.Stall, cancel)}
	b.stall.Stop()
	return b
}

func (b *body) Read(p []byte) (int, error) {
	b.stall.Reset(b.config.Stall) // how long the reader of b takes is not the host's fault
	n, err := b.ReadCloser.Read(p)
	b.stall.Stop()
	b.read += int64(n)
	if limit := b.config.MaxBytes; limit > 0 && b.read > limit {
		return 0, &TooLargeError{limit}
	}
	if err != nil && err != io.EOF {
		err = explain(b.ctx, err)
	}
	return n, err
}

// Close gives the connection up.
func (b *body) Close() error {
	b.cancel()
	return b.ReadCloser.Close()
}

// refusal is an error that comes again however often the fetch is tried.
type refusal string

func (r refusal) Error() string { return string(r) }

// Permanent is always true.
func (r refusal) Permanent() bool { return true }

// refusedStatus is the error of a response that is not a feed. What a host
// says of the request stays so; what it says of itself may not.
func refusedStatus(status int) error {
	reason := fmt.Sprintf("the host answered with status %d, where 200 is expected", status)
	switch {
	case status >= 500, status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests:
		return errors.New(reason)
	}
	return refusal(reason)
}

// explain says why a fetch failed without repeating what the HTTP client
// says, because that holds the URL.
func explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var (
		refused refusal
		dns     *net.DNSError
		op      *net.OpError
		timeout net.Error
	)
	why := "the connection failed or broke"
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		why = "the host took too long"
	case errors.As(err, &dns):
		why = "the host's name cannot be resolved"
	case errors.As(err, &op):
		why = op.Err.Error()
	}
	return errors.New(why)
}
