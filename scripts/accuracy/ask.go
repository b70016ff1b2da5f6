package main

import (
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// outcome is a case and what became of it.
type outcome struct {
	*testCase
	verdict
}

// chunk is how many requests are asked at once, as jobs do.
const chunk = 256

// ask asks all cases in chunks, on all cores, and tells how long it took.
func ask(ctx context.Context, g geocode.Geocoder, cases []testCase) ([]outcome, time.Duration, error) {
	outcomes := make([]outcome, len(cases))
	starts := make(chan int)
	errs := make(chan error, runtime.GOMAXPROCS(0))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	start := time.Now()
	var workers sync.WaitGroup
	for range cap(errs) {
		workers.Go(func() {
			for i := range starts {
				if err := askChunk(ctx, g, cases[i:min(i+chunk, len(cases))], outcomes[i:]); err != nil {
					errs <- err
					cancel()
					return
				}
			}
		})
	}
feed:
	for i := 0; i < len(cases); i += chunk {
		select {
		case starts <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(starts)
	workers.Wait()
	select {
	case err := <-errs:
		return nil, 0, err
	default:
		return outcomes, time.Since(start), ctx.Err()
	}
}

func askChunk(ctx context.Context, g geocode.Geocoder, cases []testCase, into []outcome) error {
	requests := make([]geocode.Request, len(cases))
	for i := range cases {
		requests[i] = cases[i].request
	}
	responses, err := g.Geocode(ctx, requests)
	if err != nil {
		return err
	}
	for i := range cases {
		into[i] = outcome{testCase: &cases[i], verdict: judge(&cases[i], &responses[i])}
	}
	return nil
}

// cost is what the answer's faults cost.
func (o *outcome) cost() float64 {
	sum := 0.0
	for _, f := range o.answer.Faults {
		sum += f.Cost
	}
	return sum
}

// apart is how far, in metres, the answer to a reverse case is from the point
// that was asked for.
func (o *outcome) apart() float64 { return geo.Distance(o.answer.Display(), o.request.Point) }

func (o *outcome) isHigh() bool { return o.answered && o.answer.Confidence == geocode.High }
