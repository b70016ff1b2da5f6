package job

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/unpack"
)

// early is how far into a feed, in bytes, a fault refuses it at once. What is
// wrong further on aborts the job.
const early = 64 << 10

// intake is a feed on its way in, and what became of it.
type intake struct {
	feed   dataflow.Feed
	chunks []dataflow.Chunk
	rows   int64
	fault  string // why the job is aborted from the start; "" where it is not

	limits Limits
	sent   faultReader   // as it comes
	plain  limitedReader // unpacked
}

// takeIn stores a feed under its entry's input key and splits it, in one pass
// and without ever holding more than a chunk. Nothing is stored where it
// returns an error or sets a fault.
func (s *Service) takeIn(ctx context.Context, in *intake, entry Entry, body io.Reader) error {
	in.limits, in.sent = s.Limits, faultReader{r: body}
	unpacked, err := unpack.NewReader(&in.sent, unpack.Options{TempDir: s.TempDir, MaxZip: s.Limits.Bytes + 1<<20})
	if err != nil {
		return in.refuse(err)
	}
	defer unpacked.Close()
	in.plain = limitedReader{r: unpacked, left: s.Limits.Bytes}
	err = s.Blobs.Put(ctx, entry.Input, func(w io.Writer) error { return in.split(entry.Format, w) })
	if err == errLate {
		return nil
	}
	return err
}

// errLate stands for a fault that aborts the job.
var errLate = errors.New("the feed has a fault further on")

// split splits the feed and writes it to w on the way.
func (in *intake) split(format dataflow.Format, w io.Writer) error {
	tee := io.TeeReader(&in.plain, w)
	feed, err := dataflow.Split(tee, format, dataflow.Limits{Entities: in.limits.Entities},
		func(_ *dataflow.Feed, chunk dataflow.Chunk, _ []byte) error {
			in.chunks = append(in.chunks, chunk)
			in.rows += int64(chunk.Rows)
			return nil
		})
	if err == nil {
		in.feed = *feed
		_, err = io.Copy(io.Discard, tee) // the client is to have sent it all
	}
	if err == nil {
		return nil
	}
	return in.settle(in.refuse(err))
}

// settle lets the client finish sending a feed that is faulty further on, so
// that it reads the answer, and leaves a job with nothing but the fault.
func (in *intake) settle(err error) error {
	late, ok := err.(*lateError)
	if !ok {
		return err
	}
	if _, err := io.Copy(io.Discard, &in.plain); err != nil {
		switch err := in.refuse(err).(type) {
		case *lateError, *FeedError: // packed badly; the first fault is told
		default:
			return err
		}
	}
	in.feed, in.chunks, in.rows, in.fault = dataflow.Feed{}, nil, 0, late.Error()
	return errLate
}

// lateError is a fault that aborts the job.
type lateError struct{ error }

// refuse says what an error of reading the feed means for its author.
func (in *intake) refuse(err error) error {
	var fault *dataflow.Error
	var packed *unpack.Error
	switch {
	case in.sent.err != nil:
		return fmt.Errorf("receive the feed: %w", in.sent.err)
	case in.plain.over:
		return &TooLargeError{in.limits.Bytes, "bytes"}
	case errors.As(err, &packed) && packed.TooLarge:
		return &TooLargeError{in.limits.Bytes, "bytes"}
	case errors.As(err, &packed):
		return at(in.plain.n, packed)
	case !errors.As(err, &fault):
		return err
	case fault.TooMany:
		return &TooLargeError{in.limits.Entities, "entities"}
	}
	return at(fault.Offset, fault)
}

// at refuses a feed for a fault at an offset, at once or later.
func at(offset int64, err error) error {
	if offset < early {
		return &FeedError{err}
	}
	return &lateError{err}
}

// faultReader remembers the error of what it reads, so that a connection that
// breaks is not taken for a fault of the feed.
type faultReader struct {
	r   io.Reader
	err error
}

func (f *faultReader) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// limitedReader fails where there is more than a number of bytes.
type limitedReader struct {
	r    io.Reader
	n    int64 // read so far
	left int64 // that may still come
	over bool
}

var errOver = errors.New("the feed is larger than the limit")

func (l *limitedReader) Read(p []byte) (int, error) {
	if l.over {
		return 0, errOver
	}
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if int64(n) > l.left {
		l.over = true
		return 0, errOver
	}
	l.n, l.left = l.n+int64(n), l.left-int64(n)
	return n, err
}
