package delimited

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/table"
)

// cut makes a row's cells of what the scanner found.
func (t *Reader) cut(row *table.Row, raw []byte) {
	if t.style.isUTF8() && utf8.Valid(raw) {
		t.cutPlain(row, raw)
	} else {
		if t.style.isUTF8() {
			t.strays++
		}
		for _, c := range t.scan.cells {
			row.Cells = append(row.Cells, table.Cell{Text: t.text(raw, c)})
		}
	}
	if t.scan.unclosed || t.scan.loose { // other readers may part the line otherwise
		row.Raw = row.Raw[:0]
	}
	if len(row.Cells) > len(t.columns) {
		t.tooMany(row, raw)
	}
}

// cutPlain makes the cells of a row of UTF-8 share one string.
func (t *Reader) cutPlain(row *table.Row, raw []byte) {
	text := string(raw)
	for _, c := range t.scan.cells {
		cell := text[c.start:c.end]
		if c.quoted {
			cell = t.unquote(cell)
		}
		row.Cells = append(row.Cells, table.Cell{Text: cell})
	}
}

// unquote is scanner.text for what is a string already.
func (t *Reader) unquote(cell string) string {
	if strings.IndexByte(cell[1:], t.style.Quote) == len(cell)-2 {
		return cell[1 : len(cell)-1]
	}
	return string(t.scan.text([]byte(cell), span{0, len(cell), true}))
}

// tooMany makes a row fit that has more cells than the header: those that
// are empty go; where any is not, the last column holds the rest of the line,
// and the row fails.
func (t *Reader) tooMany(row *table.Row, raw []byte) {
	width := len(t.columns)
	extra := -1
	for i := width; i < len(row.Cells) && extra < 0; i++ {
		if row.Cells[i].Text != "" {
			extra = i
		}
	}
	if extra < 0 {
		if end := t.scan.cells[width-1].end; len(row.Raw) > 0 {
			row.Raw = append(row.Raw[:end], raw[len(trimEnd(raw)):]...)
		}
		row.Cells = row.Cells[:width]
		return
	}
	row.Fault = &table.Error{Line: row.Line, Value: row.Cells[extra].Text, Reason: fmt.Sprintf(
		"the row has %d cells where the header has %d columns; put cells that hold a %q in quotes. The last column holds the rest of the row", len(row.Cells), width, string(t.style.Delimiter))}
	rest := bytes.TrimRight(trimEnd(raw[t.scan.cells[width-1].start:]), "\r\n")
	row.Cells = append(row.Cells[:width-1], table.Cell{Text: t.text(rest, span{0, len(rest), false})})
	row.Raw = row.Raw[:0]
}
