package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/milepost/milepost/internal/dataflow"
)

// Send submits a feed as Submit does, again and again until the server has
// taken it or Config.Patience is at its end; open gives the feed anew each
// time. The description must be the feed's own among the account's jobs:
// where an answer was lost, the job is looked for by it, so that one feed does
// not become two jobs.
func (c *Client) Send(ctx context.Context, format dataflow.Format, description string, open func() (io.ReadCloser, error)) (jobURL string, err error) {
	doubtful := false // whether a try that failed may have made the job
	err = c.again(ctx, func() (bool, error) {
		if doubtful {
			if jobURL, err = c.find(ctx, description); err != nil || jobURL != "" {
				return false, err
			}
		}
		feed, err := open()
		if err != nil {
			return false, ownFault{fmt.Errorf("submit: %w", err)}
		}
		defer feed.Close()
		jobURL, err = c.Submit(ctx, format, description, feed)
		var refused *Error
		doubtful = doubtful || err != nil && !(errors.As(err, &refused) && refused.Status == http.StatusServiceUnavailable)
		return false, err
	})
	return jobURL, err
}

// find looks for the job with a description; "" where there is none.
func (c *Client) find(ctx context.Context, description string) (jobURL string, err error) {
	jobs, err := c.List(ctx)
	for i := range jobs {
		if jobs[i].Description == description {
			return c.JobURL(jobs[i].ID), nil
		}
	}
	return "", err
}
