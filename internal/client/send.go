package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
)

// Upload is a feed to be sent.
type Upload struct {
	Format dataflow.Format
	// Description must be the feed's own among the account's jobs: where an
	// answer was lost, the job is looked for by it, so that one feed does not
	// become two jobs.
	Description string
	Open        func() (io.ReadCloser, error) // the feed, anew each time
	Doubtful    bool                          // whether it may have been sent before

	wait waiter // between tries; nil: for as long as the server asks
}

// Send submits a feed again and again until the server has taken it or
// Config.Patience is at its end.
func (c *Client) Send(ctx context.Context, u Upload) (jobURL string, err error) {
	if u.wait == nil {
		u.wait = func(ctx context.Context, pause time.Duration) (bool, error) { return false, c.sleep(ctx, pause) }
	}
	err = c.againAfter(ctx, u.wait, func() (bool, error) {
		if u.Doubtful {
			if jobURL, err = c.find(ctx, u.Description); err != nil || jobURL != "" {
				return false, err
			}
		}
		feed, err := u.Open()
		if err != nil {
			return false, ownFault{fmt.Errorf("submit: %w", err)}
		}
		defer feed.Close()
		jobURL, err = c.Submit(ctx, u.Format, u.Description, feed)
		u.Doubtful = u.Doubtful || err != nil && statusOf(err) != http.StatusServiceUnavailable
		return false, err
	})
	return jobURL, err
}

// statusOf is the HTTP status of a refusal; 0 where err is none.
func statusOf(err error) int {
	var refused *Error
	if errors.As(err, &refused) {
		return refused.Status
	}
	return 0
}

// find looks for the job with a description; "" where there is none.
func (c *Client) find(ctx context.Context, description string) (jobURL string, err error) {
	jobs, err := c.list(ctx)
	for i := range jobs {
		if jobs[i].Description == description {
			return c.JobURL(jobs[i].ID), nil
		}
	}
	return "", err
}
