package client

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"time"
)

// How a request is tried again: after a second, then after ever longer
// pauses, each up to a quarter shorter so that clients which failed together
// do not come back together; and for how long, where Config does not say.
const (
	firstRetry      = time.Second
	lastRetry       = 30 * time.Second
	defaultPatience = 10 * time.Minute
)

// protocolError is an answer that is not that of a Dataflow server.
type protocolError struct{ error }

func (e protocolError) Unwrap() error { return e.error }

// isPassing tells whether the same request may well succeed later: the server
// is overloaded, restarting or out of reach for the moment.
func isPassing(err error) bool {
	var (
		refused     *Error
		protocol    protocolError
		certificate *tls.CertificateVerificationError
		name        *net.DNSError
	)
	switch {
	case errors.As(err, &refused):
		return refused.Status >= 500 && refused.Status != http.StatusNotImplemented ||
			refused.Status == http.StatusTooManyRequests || refused.Status == http.StatusRequestTimeout
	case errors.As(err, &protocol), errors.As(err, &certificate), errors.Is(err, http.ErrSchemeMismatch):
		return false
	case errors.As(err, &name):
		return !name.IsNotFound
	}
	return true
}

// again calls try until it succeeds, fails for good, or the client's patience
// is at its end. A try that got on returns true, and then the patience begins
// anew. Errors of the caller's own side are to be wrapped with ownFault.
func (c *Client) again(ctx context.Context, try func() (goton bool, err error)) error {
	return c.againAfter(ctx, func(ctx context.Context, pause time.Duration) (bool, error) { return false, c.sleep(ctx, pause) }, try)
}

// waiter waits for a pause, or for less where it learns that the next try may
// succeed before. It returns true where others got on meanwhile: then the
// patience begins anew.
type waiter func(ctx context.Context, pause time.Duration) (goton bool, err error)

// againAfter is again with another way to wait.
func (c *Client) againAfter(ctx context.Context, wait waiter, try func() (goton bool, err error)) error {
	var waited time.Duration
	for backoff := firstRetry; ; backoff = min(2*backoff, lastRetry) {
		goton, err := try()
		var own ownFault
		switch {
		case err == nil:
			return nil
		case errors.As(err, &own):
			return own.error
		case ctx.Err() != nil || !isPassing(err):
			return err
		case goton:
			waited, backoff = 0, firstRetry
		}
		pause := max(shorter(backoff), retryAfter(err))
		switch {
		case waited+pause <= c.patience:
		case pause > c.patience && pause > backoff:
			return fmt.Errorf("%w (the server asks to come back in %s, which is more than the patience of %s)", err, pause, c.patience)
		default:
			return fmt.Errorf("%w (after %s of trying)", err, waited.Round(time.Second))
		}
		if c.retrying != nil {
			c.retrying(err, pause)
		}
		if goton, err = wait(ctx, pause); err != nil {
			return err
		}
		if waited += pause; goton {
			waited = 0
		}
	}
}

// ownFault is an error on the client's side, a file that cannot be read or
// written: to ask the server again does not mend it.
type ownFault struct{ error }

func (e ownFault) Unwrap() error { return e.error }

// shorter takes up to a quarter off a pause.
func shorter(d time.Duration) time.Duration { return d - rand.N(d/4+1) }

// retryAfter is how long the server asks to wait; 0: it does not say.
func retryAfter(err error) time.Duration {
	var refused *Error
	errors.As(err, &refused)
	if refused == nil {
		return 0
	}
	return refused.RetryAfter
}
