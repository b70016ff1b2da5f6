package client

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/geocode"
)

// Questions are requests that are to become a feed, in a file: each one once,
// however often it is asked, in the order in which they first came. They take
// some fifty bytes of memory each.
//
// The phases: Add all, Feed, and when the jobs have ended Answers, which
// answers the same requests again, in any order.
type Questions struct {
	file    *os.File
	out     *bufio.Writer
	reverse bool
	known   map[digest]uint32 // position in the feed
	row     []byte
}

// digest stands for a request.
type digest [16]byte

// NewQuestions begins questions, all of which are reverse ones or none, in a
// file.
func NewQuestions(path string, reverse bool) (*Questions, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("keep the questions: %w", err)
	}
	q := &Questions{file: file, out: bufio.NewWriterSize(file, 256<<10), reverse: reverse, known: map[digest]uint32{}}
	q.out.Write(dataflow.AppendAskingHead(nil, reverse)) // an error is told by Feed
	return q, nil
}

// Count is how many different questions there are.
func (q *Questions) Count() int { return len(q.known) }

// Add takes in a request, which is to be of the questions' kind.
func (q *Questions) Add(r *geocode.Request) error {
	key := q.digest(r)
	if _, known := q.known[key]; known {
		return nil
	}
	if r.Reverse != q.reverse {
		return errors.New("points and addresses are asked for apart")
	}
	n := uint32(len(q.known))
	q.known[key] = n
	q.row = dataflow.AppendAsking(q.row[:0], strconv.Itoa(int(n)), r)
	_, err := q.out.Write(q.row)
	return err
}

func (q *Questions) digest(r *geocode.Request) (d digest) {
	q.row = dataflow.AppendAsking(q.row[:0], "", r)
	sum := sha256.Sum256(q.row)
	copy(d[:], sum[:])
	return d
}

// Feed opens the feed that the questions are; no more can be added.
func (q *Questions) Feed() (io.ReadCloser, error) {
	if err := q.out.Flush(); err != nil {
		return nil, fmt.Errorf("keep the questions: %w", err)
	}
	return os.Open(q.file.Name())
}

// Close closes the file; it stays.
func (q *Questions) Close() error { return q.file.Close() }

// Answers are what came of Questions. They are a geocode.Geocoder of those
// questions, safe for concurrent use.
type Answers struct {
	questions *Questions
	file      *os.File
	spans     []span
	readers   sync.Pool // of *dataflow.AnswerReader
}

// span is where the answer to a question stands.
type span struct {
	at     int64
	length uint32
}

// Answers reads what came of the questions from the files with both sides of
// all jobs, and keeps it in a file of its own.
func (q *Questions) Answers(path string, succeeded, failed []string) (a *Answers, err error) {
	a = &Answers{questions: q, spans: make([]span, q.Count())}
	if a.file, err = os.Create(path); err != nil {
		return nil, fmt.Errorf("keep the answers: %w", err)
	}
	out := bufio.NewWriterSize(a.file, 256<<10)
	if err = a.take(out, append(succeeded, failed...)); err == nil {
		err = out.Flush()
	}
	if err != nil {
		return nil, errors.Join(err, a.file.Close())
	}
	return a, nil
}

// take writes the rows of files to out, and notes where each begins.
func (a *Answers) take(out *bufio.Writer, paths []string) error {
	var at, taken int64
	rows := readRows(dataflow.CSV, files(paths)...)
	defer rows.stop()
	for {
		if err := rows.advance(); err != nil || rows.ended {
			if err == nil && taken != int64(len(a.spans)) {
				err = fmt.Errorf("%d of %d questions were answered: the results are not those of this input", taken, len(a.spans))
			}
			return err
		}
		n, err := strconv.Atoi(rows.ID)
		if err != nil || n < 0 || n >= len(a.spans) || a.spans[n].length > 0 {
			return fmt.Errorf("the results have a row %q that was not asked for, or twice: they are not those of this input", rows.ID)
		}
		if a.readers.New == nil {
			feed := rows.feed
			if _, err := feed.Answers(); err != nil {
				return err
			}
			a.readers.New = func() any { r, _ := feed.Answers(); return r }
		}
		raw := rows.Raw()
		a.spans[n] = span{at, uint32(len(raw))}
		at, taken = at+int64(len(raw)), taken+1
		if _, err := out.WriteString(raw); err != nil {
			return err
		}
	}
}

// Geocode answers requests that are among the questions.
func (a *Answers) Geocode(ctx context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	asked := Questions{reverse: a.questions.reverse}
	responses := make([]geocode.Response, len(requests))
	var raw []byte
	for i := range requests {
		n, known := a.questions.known[asked.digest(&requests[i])]
		if !known {
			return nil, errors.New("the input was changed while its answers were fetched")
		}
		s := a.spans[n]
		raw = append(raw[:0], make([]byte, s.length)...)
		if _, err := a.file.ReadAt(raw, s.at); err != nil {
			return nil, fmt.Errorf("read an answer: %w", err)
		}
		reader := a.readers.Get().(*dataflow.AnswerReader)
		response, err := reader.Read(string(raw))
		a.readers.Put(reader)
		if err != nil {
			return nil, err
		}
		responses[i] = response
	}
	return responses, nil
}

// Close closes the file; it stays.
func (a *Answers) Close() error { return a.file.Close() }
