package job

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Run processes jobs until ctx is done, and keeps house. Then it lets running
// chunks finish for Config.Drain; what still runs after that is handed back,
// to be claimed by another process or the next one. The store must be this
// process's alone. The error is of the start; later ones are logged, and
// tried again.
func (s *Service) Run(ctx context.Context) error {
	if s.Geocoder == nil {
		return errors.New("a job service needs a geocoder to run")
	}
	if err := s.recover(ctx); ctx.Err() != nil {
		return nil // told to end before it began
	} else if err != nil {
		return err
	}
	if err := s.Blobs.SweepTemp(); err != nil {
		return err
	}
	busy, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(s.Drain, giveUp) })
	defer stop()

	var all sync.WaitGroup
	for range s.Workers {
		all.Go(func() { s.work(ctx, busy) })
	}
	all.Go(func() { s.keepHouse(ctx) })
	s.wake(ctx)
	all.Wait()
	return nil
}

// recover takes up what the last process left.
func (s *Service) recover(ctx context.Context) error {
	s.answering.RLock()
	defer s.answering.RUnlock()
	return s.Store.Recover(ctx, s.Build)
}

// work claims chunks and processes them until ctx is done; busy is the
// context of processing, which lasts a little longer.
func (s *Service) work(ctx, busy context.Context) {
	for ctx.Err() == nil {
		claim, err := s.Store.Claim(ctx, leaseFor)
		if err == nil {
			s.wake(ctx) // there may be more
			s.process(busy, claim)
			continue
		}
		if !errors.Is(err, ErrNothing) && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "no chunk could be claimed; it is tried again", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-s.Queue.Wakes():
		}
	}
}

// keepHouse makes up for lost wake-ups, and removes what has had its time.
func (s *Service) keepHouse(ctx context.Context) {
	sweep, tidy := time.NewTicker(sweepEvery), time.NewTicker(tidyEvery)
	defer sweep.Stop()
	defer tidy.Stop()
	for {
		if err := s.tidy(ctx); err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "old jobs could not be removed; it is tried again", "error", err)
		}
		for tidied := false; !tidied; {
			select {
			case <-ctx.Done():
				return
			case <-sweep.C:
				s.wake(ctx)
			case <-tidy.C:
				tidied = true
			}
		}
	}
}
