package job

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// fetch gets the feed at a claim's location, stores and splits it. ended
// tells that it has no rows, so that the job is done.
func (s *Service) fetch(ctx context.Context, claim Claim) (ended bool, err error) {
	if s.Fetcher == nil {
		return false, &FeedError{errors.New("this server no longer fetches feeds; send the feed as the request's body")}
	}
	body, err := s.Fetcher.Get(ctx, claim.Location)
	if err != nil {
		return false, newFetchError(err, claim.Location)
	}
	defer body.Close()
	entry := Entry{Job: claim.Job, Input: inputKey(claim.Job.ID, claim.Attempt)}
	var taken intake
	if err := s.takeIn(ctx, &taken, entry, body); err != nil {
		if taken.sent.err != nil {
			return false, newFetchError(taken.sent.err, claim.Location)
		}
		return false, blameStorage(err)
	}
	if taken.fault != "" {
		return false, &FeedError{errors.New(taken.fault)}
	}
	ended, err = s.Store.Split(ctx, claim, taken.feed, entry.Input, taken.chunks)
	if err != nil {
		return false, storage(errors.Join(err, s.discard(ctx, entry.Input)))
	}
	s.wake(ctx)
	return ended, nil
}

// blameStorage marks what taking a feed in ends with, unless it is the feed's
// own fault.
func blameStorage(err error) error {
	switch err.(type) {
	case *FeedError, *TooLargeError:
		return err
	}
	return storage(err)
}

// fetchError is why a feed could not be fetched, in words that may be shown:
// nothing in them is secret.
type fetchError struct {
	reason    string
	permanent bool // trying again cannot help
}

func (e *fetchError) Error() string { return "The feed could not be fetched: " + e.reason }

// newFetchError takes out of an error's text what a location holds besides
// scheme, host and path: signatures and passwords.
func newFetchError(err error, location string) *fetchError {
	var lasting interface{ Permanent() bool }
	permanent := errors.As(err, &lasting) && lasting.Permanent()
	var wrapped *url.Error
	if errors.As(err, &wrapped) { // holds the whole URL, maybe that of a redirect
		err = wrapped.Err
	}
	text := strings.ReplaceAll(err.Error(), location, "the location")
	if u, err := url.Parse(location); err == nil {
		for pair := range strings.SplitSeq(u.RawQuery, "&") {
			text = hide(text, pair)
		}
		if u.User != nil {
			text = hide(text, u.User.String())
		}
		for _, values := range u.Query() {
			for _, value := range values {
				text = hide(text, value)
			}
		}
	}
	return &fetchError{queries.ReplaceAllString(text, "?…"), permanent}
}

// queries are what looks like a URL's query.
var queries = regexp.MustCompile(`\?[^\s"'<>]*`)

// hide takes a secret out of a text. What is very short is none, and would
// take letters out of words.
func hide(text, secret string) string {
	if len(secret) < 4 {
		return text
	}
	return strings.ReplaceAll(text, secret, "…")
}
