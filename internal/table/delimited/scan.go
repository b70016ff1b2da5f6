package delimited

import (
	"bytes"

	"github.com/milepost/milepost/internal/table"
)

// Bounds of a row. A cell whose quote does not close within its bound is read
// as if the quote were a character of it; a longer row is the end of reading.
const (
	maxRow    = 1 << 20  // bytes
	maxQuoted = 64 << 10 // bytes of a quoted cell
)

// span is where a cell stands in its row.
type span struct {
	start, end int
	quoted     bool // data[start:end] begins with a quote and has to be taken out of it
}

// scanner finds the end of a row and the cells in it.
type scanner struct {
	Dialect
	stops [256]bool // what ends an unquoted cell

	// What scan found:
	cells    []span
	next     int  // where the next row begins
	lines    int  // line ends before it
	unclosed bool // a quote opens that does not close
	loose    bool // a quoted text of several lines is not the whole of its cell
}

func newScanner(d Dialect) *scanner {
	s := &scanner{Dialect: d}
	s.stops[d.Delimiter], s.stops[d.lineEnd()] = true, true
	return s
}

// scan reads the row that data begins with. atEnd tells that the file ends
// with data; where it does not, scan may give false: it needs more.
func (s *scanner) scan(data []byte, atEnd bool) bool {
	s.cells, s.next, s.lines, s.unclosed, s.loose = s.cells[:0], 0, 0, false, false
	for i := 0; ; {
		stop, ok := s.cell(data, i, atEnd)
		switch {
		case !ok:
			return false
		case stop == len(data):
			s.next = stop
			return true
		case data[stop] == s.lineEnd():
			s.next = stop + 1
			s.lines++
			return true
		}
		i = stop + 1
	}
}

// cell finds the cell that begins at i and where it stops: at a delimiter, a
// line end or the end of the file.
func (s *scanner) cell(data []byte, i int, atEnd bool) (stop int, ok bool) {
	begin := i
	for s.SkipBlanks && begin < len(data) && data[begin] == ' ' {
		begin++
	}
	if s.Quote != 0 && begin < len(data) && data[begin] == s.Quote && !s.unclosed {
		switch end, state := s.quoted(data, begin, atEnd); state {
		case quoteMore:
			return 0, false
		case quoteClosed:
			lines := bytes.Count(data[begin:end], []byte{s.lineEnd()})
			stop, ok = s.plain(data, end, atEnd)
			s.lines += lines
			s.loose = s.loose || lines > 0 && len(bytes.TrimRight(data[end:stop], " \r")) > 0
			s.cells = append(s.cells, span{begin, stop, true})
			return stop, ok
		}
		s.unclosed = true
	}
	stop, ok = s.plain(data, i, atEnd)
	s.cells = append(s.cells, span{i, stop, false})
	return stop, ok
}

// plain finds where an unquoted cell stops.
func (s *scanner) plain(data []byte, i int, atEnd bool) (stop int, ok bool) {
	for ; i < len(data); i++ {
		if s.stops[data[i]] {
			return i, true
		}
	}
	return i, atEnd
}

// quoteState is what became of a quote that opens.
type quoteState uint8

const (
	quoteClosed quoteState = iota
	quoteNever
	quoteMore // not known without more data
)

// quoted finds the end of the quoted text that begins at i, behind its
// closing quote.
func (s *scanner) quoted(data []byte, i int, atEnd bool) (end int, state quoteState) {
	for at := i + 1; ; {
		n := bytes.IndexByte(data[at:min(len(data), i+maxQuoted)], s.Quote)
		switch {
		case n < 0 && len(data) >= i+maxQuoted, n < 0 && atEnd:
			return 0, quoteNever
		case n < 0:
			return 0, quoteMore
		}
		at += n + 1
		switch {
		case at == len(data) && !atEnd:
			return 0, quoteMore
		case at == len(data) || data[at] != s.Quote:
			return at, quoteClosed
		}
		at++
		if at > i+maxQuoted {
			return 0, quoteNever
		}
	}
}

// text gives the bytes of a cell, out of its quotes. They are those of data
// or of a copy.
func (s *scanner) text(data []byte, c span) []byte {
	cell := data[c.start:c.end]
	if !c.quoted {
		return cell
	}
	inner := cell[1:]
	n := bytes.IndexByte(inner, s.Quote)
	if n == len(inner)-1 {
		return inner[:n]
	}
	var text []byte
	for {
		n := bytes.IndexByte(inner, s.Quote)
		text = append(text, inner[:n]...)
		inner = inner[n+1:]
		if len(inner) == 0 || inner[0] != s.Quote {
			return append(text, bytes.TrimRight(inner, " ")...) // what follows the closing quote belongs to the text
		}
		text, inner = append(text, s.Quote), inner[1:]
	}
}

// trimEnd takes the line end off a row.
func trimEnd(row []byte) []byte {
	row = bytes.TrimSuffix(row, []byte{'\n'})
	return bytes.TrimSuffix(row, []byte{'\r'})
}

var errLongRow = table.Error{Reason: "the row is longer than 1 MiB: this is no table with a line a row, or its line ends are lost"}
