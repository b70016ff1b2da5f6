package client

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How a job is polled: at once often, so that a small one is not waited for,
// then ever more slowly; and how many polls in a row may fail.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 5 * time.Second
	maxFailed  = 8
)

// Wait polls a job until it has ended. progress, where not nil, is called
// with each answer, the last one too. A server that cannot be reached for a
// moment, or is overloaded, is asked again; any other refusal is an error.
func (c *Client) Wait(ctx context.Context, jobURL string, progress func(Job)) (Job, error) {
	failed := 0
	for pause := firstPause; ; pause = min(pause*3/2, lastPause) {
		j, err := c.Status(ctx, jobURL)
		switch {
		case err == nil:
			failed = 0
			if progress != nil {
				progress(j)
			}
			if j.Done() {
				return j, nil
			}
		case ctx.Err() != nil || !isPassing(err) || failed == maxFailed:
			return j, fmt.Errorf("wait: %w", err)
		default:
			failed++
		}
		if err := c.sleep(ctx, pause); err != nil {
			return j, fmt.Errorf("wait: %w", err)
		}
	}
}

// isPassing tells whether the same request may well succeed later.
func isPassing(err error) bool {
	var refused *Error
	return !errors.As(err, &refused) || refused.Status >= 500
}

// sleep waits for d, or returns the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
