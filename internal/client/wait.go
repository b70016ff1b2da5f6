package client

import (
	"context"
	"fmt"
	"time"
)

// How a job is polled: at once often, so that a small one is not waited for,
// then ever more slowly.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 5 * time.Second
)

// Wait polls a job until it has ended. progress, where not nil, is called
// with each answer, the last one too. A server that cannot be reached for a
// moment, or is overloaded, is asked again as long as Config.Patience lasts;
// any other refusal is an error.
func (c *Client) Wait(ctx context.Context, jobURL string, progress func(Job)) (j Job, err error) {
	for pause := firstPause; ; pause = min(pause*3/2, lastPause) {
		if j, err = c.Status(ctx, jobURL); err != nil {
			return j, fmt.Errorf("wait: %w", err)
		}
		if progress != nil {
			progress(j)
		}
		if j.Done() {
			return j, nil
		}
		if err := c.sleep(ctx, pause); err != nil {
			return j, fmt.Errorf("wait: %w", err)
		}
	}
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
