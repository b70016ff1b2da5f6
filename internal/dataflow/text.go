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
// names the place, after all bytes before it, however the feed arrives.
type textReader struct {
	r      io.Reader
	err    error // what comes after the text in buffer
	buffer [32 << 10]byte
	begin  int // of the text in buffer that is not passed on yet
	text   int // where that ends
	end    int // where the half character ends that may follow it

	offset int64 // of buffer[text] in the feed
	lines  int64 // line ends before offset
	cr     bool  // the byte before offset is a carriage return
}

func newTextReader(r io.Reader) *textReader { return &textReader{r: r} }

func (t *textReader) Read(p []byte) (int, error) {
	if t.begin == t.text && t.err == nil {
		t.fill()
	}
	if t.begin == t.text {
		return 0, t.err
	}
	n := copy(p, t.buffer[t.begin:t.text])
	t.begin += n
	return n, nil
}

// fill reads once, behind the half character that the last time left.
func (t *textReader) fill() {
	half := copy(t.buffer[:], t.buffer[t.text:t.end])
	n, err := t.r.Read(t.buffer[half:])
	t.begin, t.end = 0, half+n
	checked, reason := findNotText(t.buffer[:t.end])
	t.text = checked
	t.advance(t.buffer[:checked])
	switch {
	case reason != "" && t.offset == 0 && t.buffer[0] >= 0xfe:
		reason = "the feed seems to be UTF-16; save it as UTF-8"
	case reason != "":
	case err == io.EOF && checked < t.end:
		reason = "the feed ends in the middle of a character"
	default:
		t.err = err
		return
	}
	t.err = &Error{Line: t.lines + 1, Offset: t.offset, Reason: reason}
}

// findNotText tells how much of p is text, and what is wrong with the byte
// after it; nothing, where that begins a character that the end of p cuts.
func findNotText(p []byte) (checked int, reason string) {
	end := len(p)
	if i := bytes.IndexByte(p, 0); i >= 0 {
		end, reason = i, "a NUL byte, which no text has; if the feed is UTF-16, save it as UTF-8"
	}
	if utf8.Valid(p[:end]) {
		return end, reason
	}
	for i := 0; ; {
		r, size := utf8.DecodeRune(p[i:end])
		if r == utf8.RuneError && size == 1 {
			if end == len(p) && !utf8.FullRune(p[i:]) {
				return i, ""
			}
			return i, notUTF8(p[i])
		}
		i += size
	}
}

func notUTF8(b byte) string {
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

// countLines counts the line ends of p: LF, CRLF and CR.
func countLines(p []byte) int64 {
	n := bytes.Count(p, []byte{'\n'})
	if cr := bytes.Count(p, []byte{'\r'}); cr > 0 {
		n += cr - bytes.Count(p, []byte("\r\n"))
	}
	return int64(n)
}
