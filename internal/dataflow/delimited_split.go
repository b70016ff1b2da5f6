package dataflow

import (
	"fmt"
	"io"
)

// splitDelimited reads the heading of a delimited feed and cuts its rows
// into chunks.
func splitDelimited(r io.Reader, format Format, limits Limits, b bounds, emit func(*Feed, Chunk, []byte) error) (*Feed, error) {
	s := &splitter{
		input:  newRowInput(r, newRowScanner(format, b, mostColumns)),
		limits: limits,
		emit:   emit,
	}
	var err error
	if s.feed, err = readHeading(s.input, format); err != nil {
		return nil, err
	}
	if err := s.split(); err != nil {
		return nil, err
	}
	return s.feed, nil
}

// splitter gathers rows into chunks.
type splitter struct {
	input  *rowInput
	limits Limits
	emit   func(*Feed, Chunk, []byte) error

	feed  *Feed
	chunk Chunk // as far as it has come; its bytes begin at input.held
	rows  int64 // in the chunks so far, this one included
}

// split cuts all rows after the heading.
func (s *splitter) split() error {
	s.input.scanner.keep = 0
	for {
		end, err := s.input.scan()
		switch {
		case err == io.EOF:
			return s.flush()
		case err != nil:
			return readError(err)
		}
		if err := s.row(end); err != nil {
			return err
		}
	}
}

// row takes the row just scanned into the chunk.
func (s *splitter) row(end rowEnd) error {
	in := s.input
	length := int64(in.scanner.next)
	switch {
	case end == rowWhole && in.scanner.blank:
		in.consume()
		return nil
	case s.limits.Entities > 0 && s.rows == s.limits.Entities:
		return tooMany(s.limits, in.line, in.offset())
	case end == rowOversize:
		length = int64(in.scanner.end)
	}
	if end == rowOversize || in.offset()+length-s.chunk.Offset > int64(s.limits.Bytes) {
		if err := s.flush(); err != nil {
			return err
		}
	}
	if s.chunk.Rows == 0 {
		s.chunk = Chunk{Offset: in.offset(), FirstRow: s.rows, FirstLine: in.line}
		in.hold()
	}
	s.rows++
	s.chunk.Rows++
	s.chunk.Length = in.offset() + length - s.chunk.Offset
	if end == rowOversize {
		return s.oversize()
	}
	in.consume()
	if s.chunk.Rows >= s.limits.Rows {
		return s.flush()
	}
	return nil
}

// oversize lets the chunk with what is kept of an oversize row go, and skips
// the rest of the row.
func (s *splitter) oversize() error {
	if err := s.flush(); err != nil {
		return err
	}
	for end := rowOversize; end == rowOversize; {
		s.input.consume()
		var err error
		if end, err = s.input.scan(); err == io.EOF {
			return nil
		} else if err != nil {
			return readError(err)
		}
	}
	s.input.consume()
	return nil
}

// flush lets the chunk go, if it has rows.
func (s *splitter) flush() error {
	if s.chunk.Rows == 0 {
		return nil
	}
	if err := s.emit(s.feed, s.chunk, s.input.held(s.chunk.Length)); err != nil {
		return fmt.Errorf("keep chunk at byte offset %d: %w", s.chunk.Offset, err)
	}
	s.chunk = Chunk{}
	s.input.release()
	return nil
}
