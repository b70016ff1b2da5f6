package cases

import (
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/milepost/milepost/internal/geocode"
)

// chunk is how many requests are asked at once, as jobs do.
const chunk = 256

// Ask asks requests in chunks, on all cores, and tells how long it took. use
// is given the response to each, by its place, from several goroutines.
func Ask(ctx context.Context, g geocode.Geocoder, requests []geocode.Request, use func(i int, r *geocode.Response)) (time.Duration, error) {
	starts := make(chan int)
	errs := make(chan error, runtime.GOMAXPROCS(0))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	start := time.Now()
	var workers sync.WaitGroup
	for range cap(errs) {
		workers.Go(func() {
			for from := range starts {
				responses, err := g.Geocode(ctx, requests[from:min(from+chunk, len(requests))])
				if err != nil {
					errs <- err
					cancel()
					return
				}
				for i := range responses {
					use(from+i, &responses[i])
				}
			}
		})
	}
feed:
	for i := 0; i < len(requests); i += chunk {
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
		return 0, err
	default:
		return time.Since(start), ctx.Err()
	}
}

// Score asks cases and gives the verdict on each.
func Score(ctx context.Context, g geocode.Geocoder, all []Case) ([]Verdict, time.Duration, error) {
	requests := make([]geocode.Request, len(all))
	for i := range all {
		requests[i] = all[i].Request
	}
	verdicts := make([]Verdict, len(all))
	took, err := Ask(ctx, g, requests, func(i int, r *geocode.Response) { verdicts[i] = Judge(&all[i], r) })
	return verdicts, took, err
}
