// Package local is what job needs where everything happens in one process on
// one machine: a queue in memory, and the lock that keeps a second process
// off the data directory.
package local

import "context"

// Queue is a job.Queue within one process.
type Queue struct{ wakes chan struct{} }

// NewQueue returns a queue that nobody waits on yet.
func NewQueue() *Queue { return &Queue{make(chan struct{}, 1)} }

// Wake wakes one worker, now or when it next waits. It never blocks.
func (q *Queue) Wake(context.Context) error {
	select {
	case q.wakes <- struct{}{}:
	default: // somebody is being woken already
	}
	return nil
}

// Wakes is the channel on which a worker waits.
func (q *Queue) Wakes() <-chan struct{} { return q.wakes }
