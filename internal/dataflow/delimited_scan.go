package dataflow

import (
	"bytes"
	"strings"
)

// bounds are what a delimited row may measure. A row over them fails alone,
// and nothing longer is ever held in memory.
type bounds struct {
	row    int // bytes of a row
	quoted int // bytes of a quoted cell; at most half of row
}

var defaultBounds = bounds{row: 1 << 20, quoted: 64 << 10}

// rowEnd says how a row ended.
type rowEnd uint8

const (
	rowWhole    rowEnd = iota // with its line, or with the input
	rowUnclosed               // csv: with the line on which a quote opened that never closes
	rowOversize               // not at all within bounds.row, where it is cut
	rowCut                    // not yet: ask again with more bytes
)

// cellKind says how to make a cell's text of its span.
type cellKind uint8

const (
	cellPlain   cellKind = iota // the span is the text
	cellDoubled                 // the span has each quote twice
	cellLoose                   // the span has a quoted text, quotes and all, and more after the closing quote
)

// cellSpan is where a cell's text stands in its row.
type cellSpan struct {
	start, end int
	kind       cellKind
}

// rowScanner finds the end of a row and the cells in it. It is the only
// piece of code that knows how rows are written, so that cutting a feed into
// chunks and reading a chunk's rows cannot disagree.
//
// What it finds depends on no more than bounds.row bytes from the row's
// begin and, where the row ends, not on whether the bytes end with that row
// or go on. That is what makes a chunk readable alone.
type rowScanner struct {
	bounds
	delimiter byte
	csv       bool      // a quote that opens must close; text after a closing quote is data
	stops     [256]bool // what ends an unquoted cell
	keep      int       // cells to keep; more are only counted
	inside    bool      // the next scan begins inside an unquoted cell, where an oversize row was cut

	// What scan found:
	cells    []cellSpan // the first keep of those that are whole
	count    int        // all cells that are whole
	extra    cellSpan   // the first that is not empty among those not kept
	extraAt  int        // its index; 0 where there is none
	blank    bool       // all cells are empty
	unclosed int        // index of the cell whose quote never closes
	end      int        // of the row, without its line end
	next     int        // where the next row begins, or the rest of an oversize one
	lines    int64      // line ends before next
}

func newRowScanner(format Format, b bounds, keep int) *rowScanner {
	s := &rowScanner{bounds: b, delimiter: format.delimiter(), csv: format == CSV, keep: keep}
	for _, c := range [...]byte{s.delimiter, '\n', '\r'} {
		s.stops[c] = true
	}
	return s
}

func (f Format) delimiter() byte {
	switch f {
	case Tab:
		return '\t'
	case Pipe:
		return '|'
	}
	return ','
}

// scan reads the row that data begins with. atEnd tells that the input ends
// with data; where it does not, scan may ask for more.
func (s *rowScanner) scan(data []byte, atEnd bool) rowEnd {
	s.cells, s.count, s.extraAt, s.blank, s.lines = s.cells[:0], 0, 0, true, 0
	row := data[:min(len(data), s.row)]
	full := len(row) == s.row
	ends := atEnd && !full
	result, literal := rowWhole, s.inside
	s.inside = false
	for i := 0; ; i++ {
		c, next, state := s.cell(row, i, literal, ends)
		runsOut := next == len(row) && !ends
		switch {
		case (state == quoteUnsure || runsOut) && full:
			s.inside = runsOut && c.start < next
			s.end, s.next = len(row), next
			return rowOversize
		case state == quoteUnsure || runsOut:
			return rowCut
		case state == quoteUnclosed && result == rowWhole:
			s.unclosed, result = s.count, rowUnclosed
		}
		s.add(c)
		if next == len(row) || row[next] != s.delimiter {
			return s.finish(data, next, atEnd, result)
		}
		literal = result == rowUnclosed
		i = next
	}
}

// finish ends the row at i, at a line end or at the end of data.
func (s *rowScanner) finish(data []byte, i int, atEnd bool, result rowEnd) rowEnd {
	s.end, s.next = i, i
	if i == len(data) {
		return result
	}
	s.next++
	s.lines++
	if data[i] == '\r' {
		if s.next == len(data) && !atEnd {
			return rowCut
		}
		if s.next < len(data) && data[s.next] == '\n' {
			s.next++
		}
	}
	return result
}

// quoteState says what became of a cell's opening quote.
type quoteState uint8

const (
	quoteFine     quoteState = iota // it closes, is data, or there is none
	quoteUnclosed                   // csv: it does not close, and was taken as data
	quoteUnsure                     // it does not close in the bytes at hand, and there are more
)

// cell reads the cell that begins at i, and tells where it stopped: at a
// delimiter, a line end or the end of row; where the quote is unsure, at the
// quote. literal makes quotes data. ends tells that the input ends with row.
func (s *rowScanner) cell(row []byte, i int, literal, ends bool) (c cellSpan, next int, state quoteState) {
	start := s.skipBlanks(row, i)
	if start == len(row) || row[start] != '"' || literal {
		next = s.stop(row, start)
		return cellSpan{start, s.trim(row, start, next), cellPlain}, next, quoteFine
	}
	closing, kind, runsOut := closingQuote(row, start, s.quoted)
	if runsOut && !ends {
		return cellSpan{start: start}, start, quoteUnsure
	}
	if closing >= 0 {
		after := s.skipBlanks(row, closing+1)
		if after == len(row) || s.stops[row[after]] {
			s.lines += countLines(row[start:closing])
			return cellSpan{start + 1, closing, kind}, after, quoteFine
		}
		if s.csv {
			s.lines += countLines(row[start:closing])
			next = s.stop(row, after)
			return cellSpan{start, s.trim(row, after, next), cellLoose}, next, quoteFine
		}
	} else if s.csv {
		state = quoteUnclosed
	}
	next = s.stop(row, start)
	return cellSpan{start, s.trim(row, start, next), cellPlain}, next, state
}

// closingQuote finds the quote that closes the one at open, at most limit
// bytes on; -1 where there is none. runsOut tells that bytes after row could
// change that.
func closingQuote(row []byte, open, limit int) (closing int, kind cellKind, runsOut bool) {
	end := min(len(row), open+1+limit)
	for i := open + 1; i < end; {
		k := bytes.IndexByte(row[i:end], '"')
		if k < 0 {
			break
		}
		k += i
		if k+1 == len(row) {
			return k, kind, true
		}
		if row[k+1] != '"' {
			return k, kind, false
		}
		kind = cellDoubled
		i = k + 2
	}
	return -1, kind, end == len(row)
}

func (s *rowScanner) isBlank(c byte) bool {
	return c == ' ' || c == '\t' && s.delimiter != '\t'
}

func (s *rowScanner) skipBlanks(row []byte, i int) int {
	for i < len(row) && s.isBlank(row[i]) {
		i++
	}
	return i
}

// stop finds where an unquoted cell ends.
func (s *rowScanner) stop(row []byte, i int) int {
	for near := min(len(row), i+64); i < near; i++ {
		if s.stops[row[i]] {
			return i
		}
	}
	return s.farStop(row, i)
}

// farStop is stop for long cells: slow to begin, but quick by the byte.
func (s *rowScanner) farStop(row []byte, i int) int {
	for i < len(row) {
		block := row[i:min(len(row), i+4096)]
		end := len(block)
		for _, c := range [...]byte{s.delimiter, '\n', '\r'} {
			if k := bytes.IndexByte(block[:end], c); k >= 0 {
				end = k
			}
		}
		i += end
		if end < len(block) {
			break
		}
	}
	return i
}

// trim takes the blanks off the end of row[start:end].
func (s *rowScanner) trim(row []byte, start, end int) int {
	for end > start && s.isBlank(row[end-1]) {
		end--
	}
	return end
}

func (s *rowScanner) add(c cellSpan) {
	empty := c.start == c.end
	switch {
	case s.count < s.keep:
		s.cells = append(s.cells, c)
	case !empty && s.extraAt == 0:
		s.extra, s.extraAt = c, s.count
	}
	s.blank = s.blank && empty
	s.count++
}

// text makes a cell's text of its row. It shares the row's bytes where it can.
func (c cellSpan) text(row string) string {
	s := row[c.start:c.end]
	switch c.kind {
	case cellDoubled:
		return strings.ReplaceAll(s, `""`, `"`)
	case cellLoose:
		return looseText(s)
	}
	return s
}

// looseText takes the quotes off a quoted text that has more after its
// closing quote.
func looseText(s string) string {
	quoted := 1
	for {
		quoted += strings.IndexByte(s[quoted:], '"')
		if s[quoted:quoted+1] != `"` || quoted+1 == len(s) || s[quoted+1] != '"' {
			break
		}
		quoted += 2
	}
	return strings.ReplaceAll(s[1:quoted], `""`, `"`) + s[quoted+1:]
}
