package jobtest

import (
	"sync"
	"testing"

	"github.com/milepost/milepost/internal/job"
)

// Queue runs the suite over the queues that open opens, each new.
func Queue(t *testing.T, open func(t *testing.T) job.Queue) {
	t.Run("a wake-up is not lost though nobody waits", func(t *testing.T) {
		q := open(t)
		must(t, q.Wake(t.Context()))
		<-q.Wakes()
	})
	t.Run("waking never blocks", func(t *testing.T) {
		q := open(t)
		for range 1000 {
			must(t, q.Wake(t.Context()))
		}
		<-q.Wakes()
	})
	t.Run("who is woken can wake the next", func(t *testing.T) {
		q := open(t)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				<-q.Wakes()
				must(t, q.Wake(t.Context()))
			})
		}
		must(t, q.Wake(t.Context()))
		all.Wait()
	})
}
