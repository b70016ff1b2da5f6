package table

import (
	"fmt"
	"strings"
	"unicode"
)

// Error is something wrong with a table, said to whoever made it. What is not
// known is left at its zero value and out of the text.
type Error struct {
	File   string // as the user named it
	Line   int64  // from 1; the row of a sheet
	Column string // name
	Value  string // as it stands there
	Reason string // what is wrong and what would be right, a clause without full stop
	Err    error  // the cause, where it comes from a library or the medium
}

// Error says it in one line: "a.csv, line 7, column lat: "4x" is no latitude; …".
func (e *Error) Error() string {
	var where []string
	if e.File != "" {
		where = append(where, e.File)
	}
	if e.Line > 0 {
		where = append(where, fmt.Sprintf("line %d", e.Line))
	}
	if e.Column != "" {
		where = append(where, "column "+Printable(e.Column))
	}
	text := e.Reason
	if e.Value != "" {
		text = fmt.Sprintf("%q: %s", Printable(e.Value), text)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if len(where) == 0 {
		return text
	}
	return strings.Join(where, ", ") + ": " + text
}

func (e *Error) Unwrap() error { return e.Err }

// In gives the error with the file it is in.
func (e *Error) In(file string) *Error {
	named := *e
	named.File = file
	return &named
}

// maxShown bounds what messages repeat of an input, in bytes.
const maxShown = 80

// Printable makes a text of unknown origin fit for a message: not long, and
// without what would move a terminal's cursor or worse.
func Printable(text string) string {
	cut := ""
	if len(text) > maxShown {
		text, cut = text[:maxShown], "…"
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '�'
		}
		return r
	}, strings.ToValidUTF8(text, "")) + cut
}
