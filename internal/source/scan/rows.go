package scan

import (
	"bytes"
	"io"
)

// MaxColumns is how many fields of a record are told apart; the rest of the
// record is left out.
const MaxColumns = 1000

// Rows reads the records of a delimited table, quoted as RFC 4180 says. A
// quote inside an unquoted field is part of it.
type Rows struct {
	w      window
	delim  byte
	no     int64
	fields [][]byte
	spans  []span
	plain  []byte // fields whose doubled quotes were made single
}

// span is a field in the window, from pos; doubled where it holds "" pairs.
type span struct {
	from, to int
	doubled  bool
}

// NewRows reads the records of from. The delimiter is the one of comma,
// semicolon, tab and pipe that is most frequent in the first line.
func NewRows(from io.Reader) *Rows { return &Rows{w: newWindow(from)} }

// Line is the number of the line where the last record began, from 1.
func (r *Rows) Line() int64 { return r.no }

// Delimiter is the byte between fields, once the first record was read.
func (r *Rows) Delimiter() byte { return r.delim }

// Next gives the next record's fields, valid until the next call; empty lines
// are no records. The error is io.EOF behind the last record, ErrLong or
// ErrQuote for a record that was passed over, or the input's.
func (r *Rows) Next() ([][]byte, error) {
	for {
		r.no = r.w.line
		bare, whole, err := r.w.nextLine()
		if err == ErrLong {
			r.w.skipLine()
		}
		if err != nil {
			return nil, err
		}
		line := r.w.buf[r.w.pos : r.w.pos+bare]
		if r.delim == 0 && bare > 0 {
			r.delim = sniffDelimiter(line)
		}
		if bytes.IndexByte(line, '"') >= 0 {
			return r.quoted()
		}
		r.w.pos += whole
		r.w.line++
		if bare > 0 {
			return r.split(line), nil
		}
	}
}

// split cuts a line without quotes.
func (r *Rows) split(line []byte) [][]byte {
	r.fields = r.fields[:0]
	start := 0
	for i, c := range line {
		if c == r.delim && len(r.fields) < MaxColumns {
			r.fields = append(r.fields, line[start:i:i])
			start = i + 1
		}
	}
	if len(r.fields) < MaxColumns {
		r.fields = append(r.fields, line[start:])
	}
	return r.fields
}

// quoted cuts a record that has quotes in its first line, and may go on over
// several lines. If its quotes do not close, only its first line is passed
// over: the fault is most likely in it.
func (r *Rows) quoted() ([][]byte, error) {
	r.spans = r.spans[:0]
	at := 0
	for {
		var s span
		var ok bool
		if r.byteAt(at) == '"' {
			s, at, ok = r.quotedField(at + 1)
		} else {
			s, at, ok = r.bareField(at)
		}
		if !ok {
			r.w.skipLine()
			return nil, ErrQuote
		}
		if len(r.spans) < MaxColumns {
			r.spans = append(r.spans, s)
		}
		if end := r.recordEnd(at); end >= 0 {
			return r.take(end), nil
		}
		at++ // the delimiter
	}
}

// byteAt gives the byte at an offset from pos, reading on where needed; -1 at
// the end of the input and where the record grows too long.
func (r *Rows) byteAt(at int) int {
	for r.w.pos+at >= r.w.end {
		if !r.w.more() {
			return -1
		}
	}
	return int(r.w.buf[r.w.pos+at])
}

// recordEnd gives the offset behind the line end at an offset; -1 if there is
// none.
func (r *Rows) recordEnd(at int) int {
	switch r.byteAt(at) {
	case -1:
		return at
	case '\n':
		return at + 1
	case '\r':
		if next := r.byteAt(at + 1); next == '\n' {
			return at + 2
		} else if next == -1 {
			return at + 1
		}
	}
	return -1
}

// bareField finds the end of an unquoted field.
func (r *Rows) bareField(at int) (s span, next int, ok bool) {
	s.from = at
	for {
		c := r.byteAt(at)
		if c == -1 {
			return span{s.from, at, false}, at, r.w.err == io.EOF
		}
		if c == int(r.delim) || r.recordEnd(at) >= 0 {
			return span{s.from, at, false}, at, true
		}
		at++
	}
}

// quotedField finds the closing quote of a field whose text begins at an
// offset.
func (r *Rows) quotedField(at int) (s span, next int, ok bool) {
	s.from = at
	for {
		i := bytes.IndexByte(r.w.buf[r.w.pos+at:r.w.end], '"')
		if i < 0 {
			if at = r.w.end - r.w.pos; !r.w.more() {
				return s, at, false
			}
			continue
		}
		at += i
		if r.byteAt(at+1) == '"' {
			s.doubled = true
			at += 2
			continue
		}
		s.to = at
		at++
		closed := r.byteAt(at) == int(r.delim) || r.recordEnd(at) >= 0
		return s, at, closed && (r.byteAt(at) != -1 || r.w.err == io.EOF)
	}
}

// take makes fields of the spans and consumes the record.
func (r *Rows) take(length int) [][]byte {
	record := r.w.buf[r.w.pos : r.w.pos+length]
	r.fields, r.plain = r.fields[:0], r.plain[:0]
	for _, s := range r.spans {
		field := record[s.from:s.to:s.to]
		if s.doubled {
			from := len(r.plain)
			for i := 0; i < len(field); i++ {
				r.plain = append(r.plain, field[i])
				if field[i] == '"' {
					i++
				}
			}
			field = r.plain[from:]
		}
		r.fields = append(r.fields, field)
	}
	r.w.line += int64(bytes.Count(record, []byte{'\n'}))
	if length > 0 && record[length-1] != '\n' {
		r.w.line++
	}
	r.w.pos += length
	return r.fields
}

// sniffDelimiter finds the most frequent delimiter outside quotes.
func sniffDelimiter(line []byte) byte {
	var counts [128]int
	inside := false
	for _, c := range line {
		if c == '"' {
			inside = !inside
		} else if !inside && c < 128 {
			counts[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte{';', '\t', '|'} {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}
