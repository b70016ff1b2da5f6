// Package scan cuts bytes into lines, delimited records and flat JSON objects,
// fast and in constant memory.
//
// Rows and Lines read through one window of the input; what they return lies
// in it and is valid until the next call. A record longer than MaxRecord, or
// one whose quotes do not close, is reported as an error that the reading
// survives (see Survivable): the next call goes on with the line after it.
package scan

import (
	"bytes"
	"errors"
	"io"
)

// MaxRecord is the longest record in bytes. Addresses have some hundred; the
// rows of geographers with all their alternate names some ten thousand.
const MaxRecord = 1 << 20

// Errors that concern one record. The reading goes on behind it.
var (
	ErrLong  = errors.New("record is longer than 1 MiB")
	ErrQuote = errors.New("quotes do not close")
)

// ErrUTF16 is an input in UTF-16, which is none we read.
var ErrUTF16 = errors.New("text is in UTF-16: convert it to UTF-8")

// Survivable reports whether the next record can be read after the error.
func Survivable(err error) bool { return err == ErrLong || err == ErrQuote }

// window is a stretch of the input: buf[pos:end] is read and not yet consumed.
type window struct {
	from     io.Reader
	buf      []byte
	pos, end int
	err      error // what ended the input, io.EOF too
	line     int64 // of pos, from 1
	begun    bool
}

func newWindow(from io.Reader) window {
	return window{from: from, buf: make([]byte, 128<<10), line: 1}
}

// more reads on, keeping what is not consumed; false where the input has ended
// or the record has reached MaxRecord.
func (w *window) more() bool {
	if w.err != nil || w.end-w.pos >= MaxRecord {
		return false
	}
	if w.pos > 0 {
		w.end = copy(w.buf, w.buf[w.pos:w.end])
		w.pos = 0
	}
	if w.end == len(w.buf) {
		grown := make([]byte, min(2*len(w.buf), MaxRecord))
		copy(grown, w.buf)
		w.buf = grown
	}
	for range 100 { // as many empty reads as io expects of a reader at most
		n, err := w.from.Read(w.buf[w.end:])
		w.end += n
		if w.err = err; n > 0 || err != nil {
			return n > 0
		}
	}
	w.err = io.ErrNoProgress
	return false
}

// begin drops a byte order mark.
func (w *window) begin() error {
	w.begun = true
	for w.end-w.pos < 3 && w.more() {
	}
	head := w.buf[w.pos:w.end]
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		w.err, w.pos = ErrUTF16, w.end
		return ErrUTF16
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		w.pos += 3
	}
	return nil
}

// nextLine gives the length of the line at pos without its end, and with it.
// An error other than a survivable one has ended the input.
func (w *window) nextLine() (bare, whole int, err error) {
	if !w.begun {
		if err := w.begin(); err != nil {
			return 0, 0, err
		}
	}
	var seen int
	for {
		if i := bytes.IndexByte(w.buf[w.pos+seen:w.end], '\n'); i >= 0 {
			whole = seen + i + 1
			return trimReturn(w.buf[w.pos : w.pos+whole-1]), whole, nil
		}
		if seen = w.end - w.pos; w.more() {
			continue
		}
		switch {
		case w.end-w.pos >= MaxRecord:
			return 0, 0, ErrLong
		case w.err == io.EOF && w.end > w.pos:
			return trimReturn(w.buf[w.pos:w.end]), w.end - w.pos, nil
		}
		return 0, 0, w.err
	}
}

func trimReturn(line []byte) int {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return n - 1
	}
	return len(line)
}

// skipLine consumes up to the end of the line, however long.
func (w *window) skipLine() {
	for {
		if i := bytes.IndexByte(w.buf[w.pos:w.end], '\n'); i >= 0 {
			w.pos += i + 1
			w.line++
			return
		}
		w.pos = w.end
		if !w.more() {
			return
		}
	}
}

// Lines reads lines.
type Lines struct {
	w  window
	no int64
}

// NewLines reads the lines of from, whose byte order mark is dropped.
func NewLines(from io.Reader) *Lines { return &Lines{w: newWindow(from)} }

// Next gives the next line that is not empty, without its end. The error is
// io.EOF behind the last, ErrLong for a line that was passed over, or the
// input's.
func (l *Lines) Next() ([]byte, error) {
	for {
		l.no = l.w.line
		bare, whole, err := l.w.nextLine()
		if err == ErrLong {
			l.w.skipLine()
		}
		if err != nil {
			return nil, err
		}
		line := l.w.buf[l.w.pos : l.w.pos+bare]
		l.w.pos += whole
		l.w.line++
		if bare > 0 {
			return line, nil
		}
	}
}

// Line is the number of the line that Next gave last, from 1.
func (l *Lines) Line() int64 { return l.no }
