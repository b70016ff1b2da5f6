package job

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/blob"
	"github.com/milepost/milepost/internal/dataflow"
)

// Submit accepts a feed as it was sent: plain, gzip or zip. The job it
// returns is on stable storage. body is nil where the feed is at a
// DataLocation. What is wrong early in the feed is a *FeedError; what shows
// later makes a job that is Aborted. A feed over a limit is a *TooLargeError,
// an account over its quota a *QuotaError. After any error nothing is left.
func (s *Service) Submit(ctx context.Context, submission Submission, body io.Reader) (Job, error) {
	if err := s.CheckQuota(ctx, submission.Account); err != nil {
		return Job{}, err
	}
	entry := Entry{Location: submission.DataLocation, Job: Job{
		ID:          newID(),
		Account:     submission.Account,
		KeyID:       submission.KeyID,
		Description: description(submission.Description),
		Format:      submission.Format,
	}}
	var taken intake
	if entry.Location != "" {
		if s.Fetcher == nil {
			return Job{}, &FeedError{errors.New("this server fetches feeds from nowhere; send the feed as the request's body")}
		}
	} else {
		entry.Input = inputKey(entry.ID, 0)
		if err := s.takeIn(ctx, &taken, entry, body); err != nil {
			return Job{}, err
		}
		entry.Feed, entry.Total, entry.Error = taken.feed, taken.rows, taken.fault
	}
	if err := s.create(ctx, entry, taken.chunks); err != nil {
		return Job{}, errors.Join(err, s.discard(ctx, entry.Input))
	}
	s.wake(ctx)
	return s.Store.Get(ctx, entry.ID)
}

// create keeps a job under the build that its first chunk will be done with.
func (s *Service) create(ctx context.Context, entry Entry, chunks []dataflow.Chunk) error {
	s.answering.RLock()
	defer s.answering.RUnlock()
	entry.Build = s.Build
	return s.Store.Create(ctx, entry, chunks, s.Limits.quota())
}

// inputKey names the blob of a job's feed. Attempts to fetch one each have
// their own, so that none writes over what another has split.
func inputKey(id string, attempt int) string {
	if attempt == 0 {
		return id + "/input"
	}
	return fmt.Sprintf("%s/input-%d", id, attempt)
}

// discard removes a blob that has become useless, if it is there.
func (s *Service) discard(ctx context.Context, key string) error {
	if key == "" {
		return nil
	}
	err := s.Blobs.Delete(context.WithoutCancel(ctx), key)
	if errors.Is(err, blob.ErrNotExist) {
		return nil
	}
	return err
}

// wake rouses a worker. Where that fails, the sweeper does it.
func (s *Service) wake(ctx context.Context) {
	if err := s.Queue.Wake(ctx); err != nil {
		s.Log.WarnContext(ctx, "a worker could not be woken", "error", err)
	}
}

// description is what is kept of a submission's: never empty, and without
// characters that XML cannot hold.
func description(s string) string {
	if s == "" {
		return "Geocode"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return utf8.RuneError
	}, s)
}
