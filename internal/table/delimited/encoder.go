package delimited

import (
	"bytes"

	"github.com/milepost/milepost/internal/table"
)

// Encoder writes a delimited table.
type Encoder struct {
	style  Style
	header table.Header
	head   []byte // the input's own header line, where it is echoed
	echo   bool   // rows are written as they were read
}

// NewEncoder makes an encoder in a style of its own; rows that were read
// elsewhere are written anew.
func NewEncoder(header table.Header, style Style) *Encoder {
	return &Encoder{style: style, header: header}
}

// NewEcho makes an encoder that gives a reader's rows back as they stood in
// the file, with the answers behind them, in the file's own style.
func NewEcho(header table.Header, of *Reader) *Encoder {
	return &Encoder{style: of.style, header: header, head: of.head, echo: true}
}

// AppendHead appends what stands before the rows: byte-order mark, preamble
// and the header.
func (e *Encoder) AppendHead(dst []byte) []byte {
	var b []byte
	b = append(b, e.style.Preamble...)
	if e.head != nil {
		b = append(b, trimEnd(e.head)...)
	} else {
		for i, c := range e.header.Input {
			b = e.appendCell(b, i > 0, c.Name, len(e.header.Input)+len(e.header.Added) == 1)
		}
	}
	for i, c := range e.header.Added {
		b = e.appendCell(b, i+len(e.header.Input) > 0, c.Name, false)
	}
	end := e.style.End
	if len(trimEnd(e.head)) < len(e.head) {
		end = string(e.head[len(trimEnd(e.head)):])
	}
	b = append(b, end...)
	dst = append(dst, e.style.Mark...)
	return e.append(dst, b)
}

// AppendTail appends nothing: the last row ends a table.
func (e *Encoder) AppendTail(dst []byte) []byte { return dst }

// AppendRow appends a row and its answers.
func (e *Encoder) AppendRow(dst []byte, row *table.Row, result *table.Result) []byte {
	if e.style.wide != notWide {
		return e.append(dst, e.appendRow(nil, row, result))
	}
	return e.appendRow(dst, row, result)
}

func (e *Encoder) appendRow(dst []byte, row *table.Row, result *table.Result) []byte {
	end := []byte(e.style.End)
	if e.echo && len(row.Raw) > 0 {
		text := trimEnd(row.Raw)
		dst, end = append(dst, text...), row.Raw[len(text):]
	} else {
		for i, c := range row.Cells {
			dst = e.appendCell(dst, i > 0, c.Text, false)
		}
	}
	for i := max(len(row.Cells), 1); i < len(e.header.Input); i++ {
		dst = append(dst, e.style.Delimiter)
	}
	for _, value := range result.Values {
		dst = e.appendCell(dst, true, value.Text, false)
	}
	return append(dst, end...)
}

// append appends text of UTF-8 in UTF-16 where that is the file's encoding.
func (e *Encoder) append(dst, text []byte) []byte {
	if e.style.wide != notWide {
		return e.style.wide.appendWide(dst, text)
	}
	return append(dst, text...)
}

// appendCell appends a cell, in quotes where it needs them.
func (e *Encoder) appendCell(dst []byte, delimit bool, text string, alone bool) []byte {
	if delimit {
		dst = append(dst, e.style.Delimiter)
	}
	if !e.needsQuotes(text) && !(alone && text == "") {
		return e.style.appendText(dst, text)
	}
	if e.style.Quote == 0 { // the file has none: what would part cells and rows becomes a blank
		at := len(dst)
		dst = e.style.appendText(dst, text)
		for i, c := range dst[at:] {
			if c == e.style.Delimiter || c == '\n' || c == '\r' {
				dst[at+i] = ' '
			}
		}
		return dst
	}
	dst = append(dst, e.style.Quote)
	at := len(dst)
	dst = e.style.appendText(dst, text)
	if n := bytes.Count(dst[at:], []byte{e.style.Quote}); n > 0 {
		doubled := bytes.ReplaceAll(dst[at:], []byte{e.style.Quote}, []byte{e.style.Quote, e.style.Quote})
		dst = append(dst[:at], doubled...)
	}
	return append(dst, e.style.Quote)
}

func (e *Encoder) needsQuotes(text string) bool {
	if text == "" {
		return false
	}
	if c := text[0]; c == e.style.Quote && c != 0 || c == ' ' && e.style.SkipBlanks {
		return true
	}
	for i := range len(text) {
		if c := text[i]; c == e.style.Delimiter || c == '\n' || c == '\r' || c == '"' && e.style.Quote == '"' {
			return true
		}
	}
	return false
}
