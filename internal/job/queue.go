package job

import "context"

// Queue wakes workers, and does nothing else: the Store says what there is to
// do. A wake-up lost or doubled does no harm.
type Queue interface {
	// Wake says that there may be something to claim. It wakes one waiting
	// worker, here or elsewhere; who finds work wakes the next.
	Wake(ctx context.Context) error
	// Wakes is the channel on which a worker waits.
	Wakes() <-chan struct{}
}
