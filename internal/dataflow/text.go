package dataflow

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// byteOrderMark may begin a feed, and is no part of its text.
const byteOrderMark = "\ufeff"

// textReader passes a feed's bytes on as long as they are UTF-8 without NUL
// bytes, a byte-order mark included. What is not ends it with an *Error that
// names the place; the bytes before it are still delivered.
type textReader struct {
	r      io.Reader
	offset int64 // of the next byte to check
	lines  int64 // line ends before offset
	cr     bool  // the byte before offset is a carriage return
	tail   []byte
	err    error
}

func newTextReader(r io.Reader) *textReader {
	return &textReader{r: r, tail: make([]byte, 0, utf8.UTFMax)}
}

func (t *textReader) Read(p []byte) (int, error) {
	if t.err != nil {
		return 0, t.err
	}
	n, err := t.r.Read(p)
	good := t.check(p[:n])
	switch {
	case t.err != nil:
	case err == io.EOF && len(t.tail) > 0:
		t.fail(t.offset-int64(len(t.tail)), "the feed ends in the middle of a character")
	case err != nil:
		t.err = err
	}
	return good, t.err
}

// check tells how many of the bytes to pass on: all, or those before the
// first that is no text. A character cut by the end of p is passed on, and
// kept to be judged with what follows.
func (t *textReader) check(p []byte) int {
	begin := 0
	for len(t.tail) > 0 && begin < len(p) {
		t.tail = append(t.tail, p[begin])
		begin++
		if utf8.FullRune(t.tail) {
			if r, size := utf8.DecodeRune(t.tail); r == utf8.RuneError && size == 1 {
				t.fail(t.offset-int64(len(t.tail))+int64(begin), notUTF8(t.tail[0]))
				return begin - 1
			}
			t.tail = t.tail[:0]
		}
	}
	bad, reason := findNotText(p, begin)
	t.advance(p[:bad])
	if reason != "" {
		t.fail(t.offset, reason)
		return bad
	}
	t.tail = append(t.tail, p[bad:]...)
	t.offset += int64(len(p) - bad)
	return len(p)
}

// findNotText gives the place of the first byte from begin on that is no
// text, and what is wrong with it; or where a character begins that the end
// of p cuts, or the length of p.
func findNotText(p []byte, begin int) (int, string) {
	end := len(p)
	reason := ""
	if i := bytes.IndexByte(p[begin:], 0); i >= 0 {
		end, reason = begin+i, "a NUL byte, which no text has; save the feed as UTF-8"
	}
	if utf8.Valid(p[begin:end]) {
		return end, reason
	}
	for i := begin; i < end; {
		r, size := utf8.DecodeRune(p[i:end])
		if r == utf8.RuneError && size == 1 {
			if end == len(p) && !utf8.FullRune(p[i:]) {
				return i, ""
			}
			return i, notUTF8(p[i])
		}
		i += size
	}
	return end, reason
}

func notUTF8(b byte) string {
	if b == 0xfe || b == 0xff {
		return fmt.Sprintf("the byte 0x%X is not UTF-8; the feed seems to be UTF-16: save it as UTF-8", b)
	}
	return fmt.Sprintf("the byte 0x%X is not UTF-8; save the feed as UTF-8", b)
}

// advance moves the place past p.
func (t *textReader) advance(p []byte) {
	if len(p) == 0 {
		return
	}
	t.lines += countLines(p)
	if t.cr && p[0] == '\n' {
		t.lines--
	}
	t.cr = p[len(p)-1] == '\r'
	t.offset += int64(len(p))
}

func (t *textReader) fail(offset int64, reason string) {
	t.err = &Error{Line: t.lines + 1, Offset: offset, Reason: reason}
}

// countLines counts the line ends of p: LF, CRLF and CR.
func countLines(p []byte) int64 {
	n := bytes.Count(p, []byte{'\n'})
	if cr := bytes.Count(p, []byte{'\r'}); cr > 0 {
		n += cr - bytes.Count(p, []byte("\r\n"))
	}
	return int64(n)
}
