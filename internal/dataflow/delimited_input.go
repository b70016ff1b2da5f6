package dataflow

import (
	"bytes"
	"io"
)

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
