package cli

import (
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// printTable writes rows as columns aligned for a terminal, two blanks
// apart. The first row is the heading.
func printTable(w io.Writer, rows [][]string) error {
	widths := columnWidths(rows)
	var b strings.Builder
	for _, row := range rows {
		gap := 0
		for i, cell := range row {
			if cell != "" { // no line ends with blanks
				b.WriteString(strings.Repeat(" ", gap))
				b.WriteString(cell)
				gap = 0
			}
			gap += widths[i] - cellWidth(cell) + 2
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func columnWidths(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cellWidth(cell))
		}
	}
	return widths
}

// cellWidth is the number of terminal columns that s takes: two for wide
// East Asian characters, none for combining marks.
func cellWidth(s string) int {
	n := 0
	for _, r := range s {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// shorten cuts s to at most n terminal columns, ending it with an ellipsis.
func shorten(s string, n int) string {
	if cellWidth(s) <= n {
		return s
	}
	runes := []rune(s)
	for cellWidth(string(runes)) > n-1 {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
