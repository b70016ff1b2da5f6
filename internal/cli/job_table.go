package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/table"
)

// A table is submitted as the questions that its rows ask, each once. What
// comes back is given to geocode's own work as if an engine had answered, so
// that the output is the one that geocode writes.

// untold are the fields that the API does not tell of an answer.
var untold = []string{"probability", "faults", "explanation", "source", "source_id", "licence", "number", "street", "unit", "side"}

// prepareTable reads a table once and cuts its questions into parts.
func (s *submitting) prepareTable(in *feedInput) error {
	w, err := s.openTableWork(in, tableWork{})
	if err != nil {
		return err
	}
	defer w.table.Close()
	if s.DryRun {
		w.describe(s.run.Out)
		return nil
	}
	if !s.quiet {
		w.describe(s.Err)
	}
	if s.questions, err = client.NewQuestions(filepath.Join(s.dir, "questions"), w.mapping.Reverse); err != nil {
		return err
	}
	fault, err := s.ask(w)
	switch {
	case err != nil:
		return in.explain(err)
	case s.questions.Count() == 0 && fault != nil:
		return fmt.Errorf("no row can be asked for; the first: %w", fault.In(in.name))
	case s.questions.Count() == 0:
		return fmt.Errorf("%s has a header and no rows: there is nothing to submit", in.name)
	}
	feed, err := s.questions.Feed()
	if err != nil {
		return err
	}
	defer feed.Close()
	return s.cut(in, feed, dataflow.CSV)
}

// openTableWork opens the table as geocode does.
func (s *submitting) openTableWork(in *feedInput, of tableWork) (*tableWork, error) {
	c := &geocodeCommand{In: s.path, Out: s.Out, Country: s.Country, MinConfidence: s.MinConfidence, Format: s.Format, tableFlags: s.tableFlags}
	if c.Out == "" {
		c.Out = "-"
	}
	if err := c.check(); err != nil {
		return nil, usageError{err}
	}
	for field := range strings.SplitSeq(s.Fields, ",") {
		if field = strings.TrimSpace(field); slices.Contains(untold, field) {
			return nil, usageError{fmt.Errorf("--fields %s: a server of the API does not tell it; 'milepost geocode' does", field)}
		}
	}
	return c.openWork(s.run, in, of)
}

// ask takes in the questions of all rows; fault is that of the first row that
// cannot be asked for.
func (s *submitting) ask(w *tableWork) (fault *table.Error, err error) {
	show := newLineProgress(s.run)
	defer show.done()
	var row table.Row
	for n := 1; ; n++ {
		err := w.table.Read(&row)
		if err == io.EOF {
			return fault, nil
		}
		if err == nil {
			err = s.ctx.Err()
		}
		if err != nil {
			return fault, err
		}
		request, wrong := w.mapping.Request(&row)
		if wrong != nil {
			if fault == nil {
				fault = wrong
			}
			continue
		}
		narrowed := w.narrowed(request)
		if err := s.questions.Add(&narrowed); err != nil {
			return fault, err
		}
		if n%chunkRows == 0 {
			show.tell(fmt.Sprintf("reading: %d rows, %d different questions", n, s.questions.Count()))
		}
	}
}

// answerTable writes the table with what came of its questions.
func (s *submitting) answerTable(dir string, succeeded, failed []string) (err error) {
	a, err := s.questions.Answers(filepath.Join(dir, "answers"), succeeded, failed)
	if err != nil {
		return err
	}
	defer a.Close()
	in, err := s.open()
	if err != nil {
		return err
	}
	defer in.Close()
	w, err := s.openTableWork(in, tableWork{geocoder: a, build: s.receipt.Tag})
	if err != nil {
		return err
	}
	defer w.table.Close()
	return w.do()
}

// interruptible is a reader whose reads end with a context.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	block := make([]byte, len(p)) // a read that is left to itself must not write to p
	done := make(chan result, 1)
	go func() {
		n, err := i.r.Read(block)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return copy(p, block[:r.n]), r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}
