package dataflow

import (
	"bytes"
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

// rowInput reads rows through one buffer, which holds what is held, the row
// at hand, and what was read ahead.
type rowInput struct {
	r       io.Reader
	scanner *rowScanner
	buffer  []byte
	err     error // what reading ended with
	base    int64 // offset of buffer[0] in the input
	line    int64 // of the row at hand, from 1
	at      int   // where the row at hand begins in buffer
	begin   int   // where what is held begins in buffer; -1 where nothing is
}

// readAhead is how many bytes are read at a time, at least.
const readAhead = 64 << 10

func newRowInput(r io.Reader, scanner *rowScanner) *rowInput {
	in := &rowInput{r: r, scanner: scanner, line: 1, begin: -1}
	in.fill(readAhead)
	if bytes.HasPrefix(in.buffer, []byte(byteOrderMark)) {
		in.at = len(byteOrderMark)
	}
	return in
}

// offset is where the row at hand begins in the input.
func (in *rowInput) offset() int64 { return in.base + int64(in.at) }

// scan reads the row at hand. The error is io.EOF where there is none.
func (in *rowInput) scan() (rowEnd, error) {
	inside := in.scanner.inside
	for {
		rest := in.buffer[in.at:]
		if len(rest) == 0 && in.err != nil {
			return 0, in.err
		}
		in.scanner.inside = inside
		end := in.scanner.scan(rest, in.err == io.EOF)
		if end != rowCut {
			return end, nil
		}
		if in.err != nil {
			return 0, in.err
		}
		in.fill(max(len(rest), readAhead))
	}
}

// consume goes on to what follows the row at hand.
func (in *rowInput) consume() {
	in.at += in.scanner.next
	in.line += in.scanner.lines
}

// hold keeps all bytes from the row at hand on in the buffer.
func (in *rowInput) hold() { in.begin = in.at }

// held gives the first bytes of what is held.
func (in *rowInput) held(length int64) []byte {
	return in.buffer[in.begin : in.begin+int(length) : in.begin+int(length)]
}

func (in *rowInput) release() { in.begin = -1 }

// fill reads at least n more bytes, unless the input ends before. Doubling
// what a row has of them keeps scanning it anew each time linear.
func (in *rowInput) fill(n int) {
	if cap(in.buffer)-len(in.buffer) < n {
		in.compact(n)
	}
	for empty := 0; n > 0 && in.err == nil; {
		var read int
		read, in.err = in.r.Read(in.buffer[len(in.buffer):cap(in.buffer)])
		in.buffer = in.buffer[:len(in.buffer)+read]
		n -= read
		if empty++; read > 0 {
			empty = 0
		} else if empty == 100 && in.err == nil {
			in.err = io.ErrNoProgress
		}
	}
}

// compact drops what is done with from the buffer, and makes room for n
// more bytes.
func (in *rowInput) compact(n int) {
	done := in.at
	if in.begin >= 0 {
		done = in.begin
		in.begin = 0
	}
	kept := in.buffer[done:]
	if need := len(kept) + n; need > cap(in.buffer) {
		in.buffer = make([]byte, 0, max(need, 2*cap(in.buffer)))
	}
	in.buffer = append(in.buffer[:0], kept...)
	in.at -= done
	in.base += int64(done)
}
