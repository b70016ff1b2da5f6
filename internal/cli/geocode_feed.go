package cli

import (
	"context"
	"fmt"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/job"
)

// feedWork geocodes a Dataflow feed as a job does, without a server.
type feedWork struct {
	geocoder geocode.Geocoder
	workers  int
	narrow   func(*geocode.Request) // what is asked of every request besides; may be nil
}

// feedChunk is a chunk of a feed.
type feedChunk struct {
	feed  *dataflow.Feed
	chunk dataflow.Chunk
	input []byte
}

// run geocodes a feed and writes it to out; tell hears of each chunk that is
// written. The tally is of the rows that were written, with an error too.
func (w *feedWork) run(ctx context.Context, in *feedInput, format dataflow.Format, out *output, tell func(*tally)) (*tally, error) {
	all := out.before
	done := all.rows // by the run that this one goes on from
	var feed *dataflow.Feed
	var head []byte
	p := pipeline[feedChunk]{workers: w.workers, interrupt: in.interrupt, answer: w.answer}
	p.split = func(take func() *piece[feedChunk], give func(*piece[feedChunk]) error) (err error) {
		feed, err = dataflow.Split(in, format, dataflow.Limits{}, func(feed *dataflow.Feed, chunk dataflow.Chunk, data []byte) error {
			if done > 0 {
				done -= int64(chunk.Rows)
				return nil
			}
			next := take()
			next.content.feed, next.content.chunk, next.rows = feed, chunk, chunk.Rows
			next.content.input = append(next.content.input[:0], data...) // which does not last
			return give(next)
		})
		return err
	}
	p.write = func(next *piece[feedChunk]) error {
		if head == nil {
			head = next.content.feed.AppendHead([]byte{})
		}
		next.tally.add(&all)
		if err := out.rows(head, next.output); err != nil {
			return err
		}
		all = next.tally
		tell(&all)
		return out.reached(&all)
	}
	if err := p.run(ctx); err != nil {
		return &all, err
	}
	return &all, out.end(feed.AppendHead(nil), feed.AppendTail(nil))
}

// answer answers the rows of a chunk and writes them to its output.
func (w *feedWork) answer(ctx context.Context, next *piece[feedChunk]) error {
	c := &next.content
	rows, err := c.feed.Decode(c.chunk, c.input)
	if err != nil {
		return fmt.Errorf("read the rows from line %d on: %w", c.chunk.FirstLine, err)
	}
	for i := range rows {
		if w.narrow != nil && rows[i].Failure == nil {
			w.narrow(&rows[i].Request)
		}
	}
	responses, err := job.Answer(ctx, w.geocoder, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		next.output = c.feed.AppendRow(next.output, &rows[i], &responses[i])
		next.tally.count(&responses[i])
	}
	return nil
}
