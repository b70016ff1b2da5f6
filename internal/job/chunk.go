package job

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/geocode"
)

// geocode answers the rows of a claimed chunk, stores the part and reports
// it. ended tells that it was the job's last.
func (s *Service) geocode(ctx context.Context, claim Claim) (ended bool, err error) {
	s.answering.RLock()
	defer s.answering.RUnlock()
	if err := s.discardEarlier(ctx, claim); err != nil {
		return false, storage(err)
	}
	work := chunkWorks.Get().(*chunkWork)
	defer work.release()
	work.input, err = s.readRange(ctx, work.input, claim.Input, claim.Chunk.Offset, claim.Chunk.Length)
	if err != nil {
		return false, err
	}
	rows, err := claim.Job.Feed.Decode(claim.Chunk, work.input)
	if err != nil {
		return false, fmt.Errorf("read the chunk: %w", err)
	}
	responses, err := Answer(ctx, s.Geocoder, rows)
	if err != nil {
		return false, err
	}
	work.write(&claim.Job.Feed, rows, responses)
	result := work.result(partKey(claim, claim.Attempt), len(rows))
	if err := s.Blobs.Put(ctx, result.Key, work.writeTo); err != nil {
		return false, storage(err)
	}
	ended, err = s.Store.Finish(ctx, claim, result)
	if errors.Is(err, ErrLeaseLost) {
		return false, errors.Join(err, s.discard(ctx, result.Key))
	}
	return ended, storage(err)
}

// partKey names a part by its chunk and attempt, so that no attempt writes
// over another's.
func partKey(claim Claim, attempt int) string {
	return fmt.Sprintf("%s/part-%06d-%d", claim.Job.ID, claim.Number, attempt)
}

// discardEarlier removes what the attempt before this one may have left: on a
// disk that is nearly full, attempts that fail must not fill it.
func (s *Service) discardEarlier(ctx context.Context, claim Claim) error {
	if claim.Attempt == 1 {
		return nil
	}
	return s.discard(ctx, partKey(claim, claim.Attempt-1))
}

// Answer asks the geocoder for the rows that can be asked, in one batch. The
// responses are those of all rows: of a malformed one, its own failure.
func Answer(ctx context.Context, geocoder geocode.Geocoder, rows []dataflow.Row) ([]geocode.Response, error) {
	requests := make([]geocode.Request, 0, len(rows))
	for i := range rows {
		if rows[i].Failure == nil {
			requests = append(requests, rows[i].Request)
		}
	}
	answers, err := geocoder.Geocode(ctx, requests)
	if err != nil {
		return nil, fmt.Errorf("geocode: %w", err)
	}
	if len(answers) != len(requests) {
		return nil, fmt.Errorf("geocode: %d responses to %d requests", len(answers), len(requests))
	}
	responses := make([]geocode.Response, len(rows))
	for i := range rows {
		if failure := rows[i].Failure; failure != nil {
			responses[i].Failure = failure
			continue
		}
		if answers[0].Failure == nil && len(answers[0].Answers) == 0 {
			return nil, fmt.Errorf("geocode: neither answer nor failure for the row on line %d", rows[i].Line)
		}
		responses[i], answers = answers[0], answers[1:]
	}
	return responses, nil
}

// chunkWork is what working on a chunk needs of memory, kept for the next.
type chunkWork struct {
	input                      []byte
	succeeded, failed, records []byte
	failures                   int
}

var chunkWorks = sync.Pool{New: func() any { return new(chunkWork) }}

// maxKept is the largest buffer that is kept, in bytes: a chunk's usual ones
// are smaller.
const maxKept = 8 << 20

func (w *chunkWork) release() {
	for _, b := range []*[]byte{&w.input, &w.succeeded, &w.failed, &w.records} {
		if cap(*b) > maxKept {
			*b = nil
		}
		*b = (*b)[:0]
	}
	w.failures = 0
	chunkWorks.Put(w)
}

// write writes the rows to their sides, and their records.
func (w *chunkWork) write(feed *dataflow.Feed, rows []dataflow.Row, responses []geocode.Response) {
	for i := range rows {
		row, response := &rows[i], &responses[i]
		side := &w.succeeded
		if response.Failure != nil {
			side = &w.failed
			w.failures++
		}
		offset := len(*side)
		*side = feed.AppendRow(*side, row, response)
		record := newRecord(row.Ordinal, row.Line, response)
		record.Offset, record.Size = int64(offset), int64(len(*side)-offset)
		w.records = appendRecord(w.records, &record)
	}
}

// result describes what was written.
func (w *chunkWork) result(key string, rows int) Result {
	piece := func(b []byte) Piece { return Piece{Size: int64(len(b)), Hash: hashOf(b)} }
	return Result{
		Key: key, Rows: rows, Failures: w.failures,
		Succeeded: piece(w.succeeded), Failed: piece(w.failed), Records: piece(w.records),
	}
}

func (w *chunkWork) writeTo(to io.Writer) error {
	for _, b := range [...][]byte{w.succeeded, w.failed, w.records} {
		if _, err := to.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// log is a logger that names a claim. It never holds a location.
func (s *Service) log(claim Claim) *slog.Logger {
	return s.Log.With("job", claim.Job.ID, "chunk", claim.Number, "attempt", claim.Attempt)
}
