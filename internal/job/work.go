package job

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/milepost/milepost/internal/blob"
)

// How often a chunk is tried.
const (
	maxFailures = 5  // attempts that fail
	maxLost     = 25 // attempts that end with the process: more than any operator restarts, but not for ever
)

// pauses are those before a chunk that failed is tried again.
var pauses = [maxFailures]time.Duration{time.Second, 5 * time.Second, 20 * time.Second, time.Minute, time.Minute}

// storagePause is that after the storage failed, which is not the chunk's
// fault: however long a disk is full, no job is given up for it.
const storagePause = 15 * time.Second

// storageError is one that is not counted as the chunk's failure.
type storageError struct{ error }

func (e *storageError) Unwrap() error { return e.error }

// storage marks an error of the blobs or the store. What they have lost is
// lost, and a lease is no matter of storage.
func storage(err error) error {
	if err == nil || errors.Is(err, blob.ErrNotExist) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, ErrLeaseLost) {
		return err
	}
	return &storageError{err}
}

// process does what a claim asks for, and reports what came of it.
func (s *Service) process(ctx context.Context, claim Claim) {
	if claim.Lost > maxLost {
		s.fail(ctx, claim, fmt.Errorf("the process ended %d times while it worked on this chunk", claim.Lost))
		return
	}
	leased, lose := context.WithCancelCause(ctx)
	beat := s.startHeartbeat(leased, claim, lose)
	err := s.try(leased, claim)
	lose(nil)
	<-beat
	s.settle(ctx, claim, err)
}

// startHeartbeat renews a claim's lease until ctx is done, and cancels ctx
// when it is lost. The channel is closed when it has ended.
func (s *Service) startHeartbeat(ctx context.Context, claim Claim, lose context.CancelCauseFunc) <-chan struct{} {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(leaseFor / 3)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if err := s.Store.Renew(ctx, claim, leaseFor); errors.Is(err, ErrLeaseLost) {
				lose(ErrLeaseLost)
			} else if err != nil && ctx.Err() == nil {
				s.log(claim).Warn("a lease could not be renewed", "error", err)
			}
		}
	}()
	return ended
}

// try does what a claim asks for. A panic is an error like any other.
func (s *Service) try(ctx context.Context, claim Claim) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			s.log(claim).Error("a chunk panicked", "panic", cause, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	var ended bool
	if claim.Location != "" {
		ended, err = s.fetch(ctx, claim)
	} else {
		ended, err = s.geocode(ctx, claim)
	}
	if err == nil && ended {
		s.ended(ctx, claim)
	}
	if context.Cause(ctx) == ErrLeaseLost {
		return ErrLeaseLost
	}
	return err
}

// settle reports what came of a claim that was not finished. ctx is that of
// processing; when it is done, the claim is handed back.
func (s *Service) settle(ctx context.Context, claim Claim, err error) {
	var refused *FeedError
	var tooLarge *TooLargeError
	var unfetched *fetchError
	var storage *storageError
	switch {
	case err == nil:
	case errors.Is(err, ErrLeaseLost):
		s.log(claim).Info("a chunk's lease was lost; its attempt is void")
	case ctx.Err() != nil:
		s.release(ctx, claim, 0, false)
	case errors.As(err, &refused), errors.As(err, &tooLarge):
		s.abort(ctx, claim, err.Error())
	case errors.As(err, &storage):
		s.log(claim).Error("the storage failed; the chunk is tried again until it does not", "error", err)
		s.release(ctx, claim, storagePause, false)
	case claim.Failures+1 >= maxFailures, errors.As(err, &unfetched) && unfetched.permanent:
		s.fail(ctx, claim, err)
	default:
		pause := pauses[claim.Failures]
		s.log(claim).Warn("a chunk failed; it is tried again", "error", err, "pause", pause)
		s.release(ctx, claim, pause, true)
	}
}

// release hands a claim back, and wakes a worker when it may be claimed.
func (s *Service) release(ctx context.Context, claim Claim, pause time.Duration, failed bool) {
	ctx, cancel := s.lastWords(ctx)
	defer cancel()
	if err := s.Store.Release(ctx, claim, pause, failed); err != nil && !errors.Is(err, ErrLeaseLost) {
		s.log(claim).Warn("a chunk could not be handed back; its lease will run out", "error", err)
	}
	time.AfterFunc(pause, func() { s.wake(context.WithoutCancel(ctx)) })
}

// fail gives a job up that cannot be processed. Its author learns where; the
// cause is for the operator.
func (s *Service) fail(ctx context.Context, claim Claim, err error) {
	s.log(claim).Error("a job is given up", "error", err)
	var unfetched *fetchError
	if errors.As(err, &unfetched) {
		s.abort(ctx, claim, unfetched.Error())
		return
	}
	s.abort(ctx, claim, fmt.Sprintf("The server could not process the rows from line %d on, though it tried again and again. "+
		"Submit the job again; if that fails too, its operator finds the cause in the log under this job's id.", claim.Chunk.FirstLine))
}

func (s *Service) abort(ctx context.Context, claim Claim, reason string) {
	ctx, cancel := s.lastWords(ctx)
	defer cancel()
	if errors.Is(s.Store.Renew(ctx, claim, leaseFor), ErrLeaseLost) {
		return // whoever took the claim over decides
	}
	if err := s.Store.Abort(ctx, claim.Job.ID, reason); err != nil {
		s.log(claim).Error("a job could not be aborted; it is tried again", "error", err)
		return
	}
	s.ended(ctx, claim)
}

// lastWords is a context for a word to the store although ctx may be done.
func (s *Service) lastWords(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
}

// ended tells who waits, and removes what attempts that do not count left.
func (s *Service) ended(ctx context.Context, claim Claim) {
	s.ends.announce()
	if err := s.removeLosers(ctx, claim.Job.ID); err != nil && ctx.Err() == nil {
		s.log(claim).Warn("what lost attempts left could not be removed; it goes with the job", "error", err)
	}
}

// readRange reads a piece of a blob into a buffer, which is grown if need be.
func (s *Service) readRange(ctx context.Context, buffer []byte, key string, offset, length int64) ([]byte, error) {
	r, err := s.Blobs.OpenRange(ctx, key, offset, length)
	if err != nil {
		return nil, storage(err)
	}
	defer r.Close()
	if int64(cap(buffer)) < length {
		buffer = make([]byte, length)
	}
	buffer = buffer[:length]
	if _, err := io.ReadFull(r, buffer); err != nil {
		if err == io.EOF { // it ends before the piece; what is lost does not come back
			err = io.ErrUnexpectedEOF
		}
		return nil, storage(fmt.Errorf("read blob %s: %w", key, err))
	}
	return buffer, nil
}
