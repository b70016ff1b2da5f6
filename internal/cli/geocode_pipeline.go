package cli

import (
	"context"
	"sync"
)

// pipeline works on a file piece by piece: one goroutine cuts it, workers
// answer the pieces, and the caller's writes them in the order of the file.
// Pieces on their way are bounded in number, so memory does not grow with the
// file.
type pipeline[T any] struct {
	workers   int
	interrupt func() // ends a read that waits for more to come

	// split cuts the file: it takes pieces that are free, fills them and gives
	// them, until the file ends or giving fails.
	split  func(take func() *piece[T], give func(*piece[T]) error) error
	answer func(context.Context, *piece[T]) error
	write  func(*piece[T]) error
}

// piece is some rows on their way.
type piece[T any] struct {
	content T
	rows    int
	output  []byte
	tally   tally
	err     error
	done    chan struct{} // gets one value when the piece is answered
}

// splitting is the file being cut, and how that ended.
type splitting[T any] struct {
	ordered chan *piece[T] // as the file has them
	todo    chan *piece[T] // the same, for the workers
	spare   sync.Pool
	err     error
}

// run sends the whole file through. Nothing runs any more when it returns.
func (p *pipeline[T]) run(ctx context.Context) error {
	parent := ctx
	ctx, stop := context.WithCancel(ctx)
	s := &splitting[T]{ordered: make(chan *piece[T], 2*p.workers), todo: make(chan *piece[T])}
	s.spare.New = func() any { return &piece[T]{done: make(chan struct{}, 1)} }
	var running sync.WaitGroup
	running.Go(func() { s.split(ctx, p) })
	for range p.workers {
		running.Go(func() {
			for next := range s.todo { // split closes it, at the latest when ctx is done
				next.err = p.answer(ctx, next)
				next.done <- struct{}{}
			}
		})
	}
	defer func() {
		stop()
		p.interrupt()
		running.Wait()
	}()
	for next := range s.ordered {
		if err := p.writeWhenDone(ctx, next); err != nil {
			return interrupted(parent, err)
		}
		s.spare.Put(next)
	}
	return interrupted(parent, s.err)
}

// split gives out the file's pieces until it ends or ctx is done.
func (s *splitting[T]) split(ctx context.Context, p *pipeline[T]) {
	defer close(s.ordered)
	defer close(s.todo)
	take := func() *piece[T] {
		next := s.spare.Get().(*piece[T])
		next.rows, next.output, next.tally, next.err = 0, next.output[:0], tally{}, nil
		return next
	}
	s.err = p.split(take, func(next *piece[T]) error {
		for _, to := range [...]chan *piece[T]{s.ordered, s.todo} {
			select {
			case to <- next:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
}

func (p *pipeline[T]) writeWhenDone(ctx context.Context, next *piece[T]) error {
	select {
	case <-next.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	if next.err != nil {
		return next.err
	}
	return p.write(next)
}
