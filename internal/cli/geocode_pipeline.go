package cli

import (
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/job"
)

// pipeline geocodes a feed as a job does, without a server: one goroutine
// splits it into chunks, workers geocode them, and the caller's writes them
// in the order of the feed. Chunks on their way are bounded in number and
// size, so memory does not grow with the feed.
type pipeline struct {
	geocoder geocode.Geocoder
	workers  int
	narrow   func(*geocode.Request) // what is asked of every request besides; may be nil
}

// piece is a chunk on its way.
type piece struct {
	feed   *dataflow.Feed
	chunk  dataflow.Chunk
	input  []byte
	output []byte
	tally  tally
	err    error
	done   chan struct{} // gets one value when the piece is geocoded
}

var pieces = sync.Pool{New: func() any { return &piece{done: make(chan struct{}, 1)} }}

// newPiece copies a chunk, whose data does not last.
func newPiece(feed *dataflow.Feed, chunk dataflow.Chunk, data []byte) *piece {
	p := pieces.Get().(*piece)
	p.feed, p.chunk, p.tally, p.err = feed, chunk, tally{}, nil
	p.input, p.output = append(p.input[:0], data...), p.output[:0]
	return p
}

// splitting is the feed being split, and how that ended.
type splitting struct {
	ordered chan *piece // as the feed has them
	todo    chan *piece // the same, for the workers
	feed    *dataflow.Feed
	err     error
}

// run geocodes a feed and writes it to out; tell hears of each chunk that is
// written. The tally is of the rows that were written, with an error too.
// Nothing runs any more when it returns.
func (p *pipeline) run(ctx context.Context, in *feedInput, format dataflow.Format, out *output, tell func(*tally)) (*tally, error) {
	parent := ctx
	ctx, stop := context.WithCancel(ctx)
	s := &splitting{ordered: make(chan *piece, 2*p.workers), todo: make(chan *piece)}
	var running sync.WaitGroup
	running.Go(func() { s.split(ctx, in, format) })
	for range p.workers {
		running.Go(func() { p.work(ctx, s.todo) })
	}
	defer func() {
		stop()
		in.interrupt()
		running.Wait()
	}()
	all := &tally{}
	for next := range s.ordered {
		if err := next.write(ctx, out); err != nil {
			return all, interrupted(parent, err)
		}
		all.add(&next.tally)
		pieces.Put(next)
		tell(all)
	}
	if s.err != nil {
		return all, interrupted(parent, s.err)
	}
	return all, out.end(s.feed)
}

// split gives out the feed's chunks until it ends or ctx is done.
func (s *splitting) split(ctx context.Context, r io.Reader, format dataflow.Format) {
	defer close(s.ordered)
	defer close(s.todo)
	s.feed, s.err = dataflow.Split(r, format, dataflow.Limits{}, func(feed *dataflow.Feed, chunk dataflow.Chunk, data []byte) error {
		next := newPiece(feed, chunk, data)
		for _, to := range [...]chan *piece{s.ordered, s.todo} {
			select {
			case to <- next:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
}

// work geocodes pieces until there are no more: split closes the channel, at
// the latest when ctx is done.
func (p *pipeline) work(ctx context.Context, todo <-chan *piece) {
	for next := range todo {
		next.err = p.geocode(ctx, next)
		next.done <- struct{}{}
	}
}

// geocode answers the rows of a piece and writes them to its output.
func (p *pipeline) geocode(ctx context.Context, next *piece) error {
	rows, err := next.feed.Decode(next.chunk, next.input)
	if err != nil {
		return fmt.Errorf("read the rows from line %d on: %w", next.chunk.FirstLine, err)
	}
	for i := range rows {
		if p.narrow != nil && rows[i].Failure == nil {
			p.narrow(&rows[i].Request)
		}
	}
	responses, err := job.Answer(ctx, p.geocoder, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		next.output = next.feed.AppendRow(next.output, &rows[i], &responses[i])
		next.tally.count(&responses[i])
	}
	return nil
}

// write writes the piece once it is geocoded.
func (p *piece) write(ctx context.Context, out *output) error {
	select {
	case <-p.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	if p.err != nil {
		return p.err
	}
	return out.rows(p.feed, p.output, p.chunk.Rows)
}
