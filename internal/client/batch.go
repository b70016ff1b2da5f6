package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// ErrChanged is an input that is not what a receipt says was submitted.
var ErrChanged = errors.New("the input is not what the receipt says was submitted before")

// SubmitParts sends the parts of a feed that the receipt does not have yet,
// one after another. keep is called with the receipt before the first and
// after each. A part that the server finds too large (413) is halved.
func (c *Client) SubmitParts(ctx context.Context, r *Receipt, parts []Part, keep func(*Receipt) error) error {
	s := &submission{client: c, receipt: r, keep: keep, resumed: r.loaded}
	if !s.resumed {
		if err := keep(r); err != nil {
			return err
		}
	}
	for _, p := range parts {
		if err := s.send(ctx, p); err != nil {
			return err
		}
	}
	if s.known != len(r.Jobs) {
		return ErrChanged
	}
	r.Whole = true
	return keep(r)
}

// submission is a feed being submitted.
type submission struct {
	client  *Client
	receipt *Receipt
	keep    func(*Receipt) error
	known   int   // jobs of the receipt whose parts came by
	ended   int   // jobs of the receipt that are known to have ended
	rows    int64 // of the first that is not, processed when it was last asked for
	resumed bool  // the next part may have been sent, and its receipt lost
}

func (s *submission) send(ctx context.Context, p Part) error {
	r := s.receipt
	if s.known < len(r.Jobs) {
		switch known := r.Jobs[s.known]; {
		case known.SHA256 == p.SHA256:
			s.known++
			return nil
		case known.Rows < p.Rows:
			return s.halve(ctx, p)
		}
		return ErrChanged
	}
	url, err := s.client.Send(ctx, Upload{Format: r.Format, Description: r.describe(), Open: p.Open, Doubtful: s.resumed, wait: s.wait})
	switch {
	case statusOf(err) == http.StatusRequestEntityTooLarge && p.Rows > 1:
		return s.halve(ctx, p)
	case err != nil:
		return err
	}
	s.resumed = false
	s.known++
	r.Jobs = append(r.Jobs, ReceiptJob{ID: lastSegment(url), URL: url, Rows: p.Rows, SHA256: p.SHA256})
	return s.keep(r)
}

// wait waits until the next part may be sent: for the pause that the server
// asks for or, as that is most often a quota's, until the first of the jobs
// that are sent has ended. As long as that gets on, the patience lasts.
func (s *submission) wait(ctx context.Context, pause time.Duration) (goton bool, err error) {
	c := s.client
	for left := pause; left > 0; left -= lastPause {
		if err := c.sleep(ctx, min(left, lastPause)); err != nil {
			return goton, err
		}
		if s.ended == len(s.receipt.Jobs) {
			continue
		}
		j, err := c.status(ctx, s.receipt.Jobs[s.ended].URL)
		if err != nil {
			continue // the next try tells
		}
		goton = goton || j.Processed > s.rows
		s.rows = j.Processed
		if j.Done() {
			s.ended, s.rows = s.ended+1, 0
			return true, nil
		}
	}
	return goton, nil
}

// halve sends a part as two or three smaller ones.
func (s *submission) halve(ctx context.Context, p Part) error {
	dir, err := os.MkdirTemp(filepath.Dir(p.Path), "halves-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	feed, err := p.unpacked()
	if err != nil {
		return err
	}
	defer feed.Close()
	halves, err := Cut(feed, s.receipt.Format, Limits{Rows: (p.Rows + 1) / 2}, dir)
	if err != nil {
		return err
	}
	for _, half := range halves {
		if err := s.send(ctx, half); err != nil {
			return err
		}
	}
	return nil
}

// WaitAll waits until all jobs have ended, in their order. progress, where
// not nil, is called with what is known of all jobs whenever more is.
func (c *Client) WaitAll(ctx context.Context, jobURLs []string, progress func([]Job)) ([]Job, error) {
	jobs := make([]Job, len(jobURLs))
	for i, url := range jobURLs {
		var err error
		if jobs[i], err = c.Status(ctx, url); err != nil {
			return jobs, err
		}
	}
	for i, url := range jobURLs {
		_, err := c.Wait(ctx, url, func(j Job) {
			jobs[i] = j
			if progress != nil {
				progress(jobs)
			}
		})
		if err != nil {
			return jobs, err
		}
	}
	return jobs, nil
}

// FetchAll downloads the sides of completed jobs into dir, as Fetch does, and
// returns the files' paths in the order of the jobs. A side without rows has
// a file too.
func (c *Client) FetchAll(ctx context.Context, jobURLs []string, side Side, dir string) (paths []string, err error) {
	for i, url := range jobURLs {
		path := filepath.Join(dir, fmt.Sprintf("%04d-%s-%s", i+1, lastSegment(url), side))
		if err := c.Fetch(ctx, url, side, path); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}
