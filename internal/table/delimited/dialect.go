package delimited

import (
	"bytes"
	"math"
)

// Dialect is how rows and cells are told apart.
type Dialect struct {
	Delimiter  byte
	Quote      byte   // around cells, doubled within; 0: there are no quotes
	SkipBlanks bool   // blanks before a quote are no part of the cell
	End        string // of a line: "\n", "\r\n" or "\r"
}

// The dialects that are written where the input has none of its own.
var (
	CSV = Dialect{Delimiter: ',', Quote: '"', End: "\n"}
	TSV = Dialect{Delimiter: '\t', Quote: '"', End: "\n"}
)

func (d *Dialect) lineEnd() byte { return d.End[len(d.End)-1] }

// delimiters are those that are looked for, the likeliest first.
var delimiters = []byte(",;\t|")

// quotings are the ways of quoting, the likeliest first.
var quotings = []struct {
	quote  byte
	blanks bool
}{{'"', false}, {'"', true}, {'\'', false}, {0, false}}

// sniffedRows is how many rows tell the dialect.
const sniffedRows = 200

// sniffDialect tells the dialect by the first rows: the one in which the most
// of them have as many cells as the header. atEnd tells that head is all; the
// delimiter is one of those given.
func sniffDialect(head []byte, atEnd bool, delimiters []byte) Dialect {
	end := sniffEnd(head)
	best, most := Dialect{}, math.Inf(-1)
	for i, q := range quotings {
		for _, delimiter := range delimiters {
			if q.quote == 0 && delimiter != '\t' && delimiter != '|' {
				continue // who parts cells by commas knows quotes
			}
			d := Dialect{delimiter, q.quote, q.blanks, end}
			if score := d.score(head, atEnd) - 0.01*float64(i); score > most+1e-9 {
				best, most = d, score
			}
		}
	}
	return best
}

// sniffEnd is the first line's end.
func sniffEnd(head []byte) string {
	switch i := bytes.IndexByte(head, '\n'); {
	case i > 0 && head[i-1] == '\r':
		return "\r\n"
	case i < 0 && bytes.IndexByte(head, '\r') >= 0:
		return "\r"
	}
	return "\n"
}

// score is how well the rows fit the header: the share of those with as many
// cells. A table of one column is likely only where it fits all rows and
// nothing else does.
func (d *Dialect) score(head []byte, atEnd bool) float64 {
	s := newScanner(*d)
	width, rows, fitting, quoted := 0, 0, 0, 0
	for data := head; len(data) > 0 && rows < sniffedRows && s.scan(data, atEnd); data = data[s.next:] {
		if len(bytes.Trim(data[:s.next], "\r\n")) == 0 {
			continue
		}
		if rows++; width == 0 {
			width = len(s.cells)
		}
		if len(s.cells) == width && !s.unclosed {
			fitting++
		}
		for _, c := range s.cells {
			if c.quoted {
				quoted++
			}
		}
	}
	if d.Quote == '\'' && quoted < rows { // apostrophes
		return math.Inf(-1)
	}
	switch share := float64(fitting) / float64(max(rows, 1)); {
	case width == 0:
		return 0
	case width == 1:
		return share - 1.5
	case rows == 1: // a header alone: the more columns the better
		return 1 - 1/float64(width)
	default:
		return share - 0.5/float64(width)
	}
}
