package cli

import (
	"math"
	"slices"
	"strings"
)

// unlimited is the width of what is no terminal: nothing is left out there.
const unlimited = math.MaxInt

// narrowest is how far, in terminal columns, an elastic column is narrowed.
const narrowest = 20

// fitTable makes rows fit into width terminal columns. As long as the elastic
// columns would be too narrow, it leaves out the optional ones, in their
// order; then it shortens what stands in the widest elastic column. Columns
// are named by their headings, the first row.
func fitTable(rows [][]string, width int, elastic, optional []string) [][]string {
	for _, heading := range optional {
		if total(narrow(rows, columnWidths(rows), elastic, 0)) <= width {
			break
		}
		rows = withoutColumn(rows, slices.Index(rows[0], heading))
	}
	widths := narrow(rows, columnWidths(rows), elastic, width)
	fitted := make([][]string, len(rows))
	for i, row := range rows {
		for j, cell := range row {
			fitted[i] = append(fitted[i], shorten(cell, widths[j]))
		}
	}
	return fitted
}

// narrow takes from the widest elastic column until all fit into width, or
// none can give more.
func narrow(rows [][]string, widths []int, elastic []string, width int) []int {
	for total(widths) > width {
		widest := -1
		for i, heading := range rows[0] {
			if slices.Contains(elastic, heading) && widths[i] > narrowest && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

// total is the width of a line of printTable.
func total(widths []int) int {
	n := 2 * (len(widths) - 1)
	for _, w := range widths {
		n += w
	}
	return n
}

func withoutColumn(rows [][]string, column int) [][]string {
	var rest [][]string
	for _, row := range rows {
		rest = append(rest, slices.Concat(row[:column], row[column+1:]))
	}
	return rest
}

// wrapLast breaks the last column's cells at blanks, into rows that are empty
// before it, so that lines fit into width terminal columns.
func wrapLast(rows [][]string, width int) [][]string {
	last := len(rows[0]) - 1
	widths := columnWidths(rows)
	room := max(width-total(widths)+widths[last], narrowest)
	var wrapped [][]string
	for _, row := range rows {
		lines := wrap(row[last], room)
		wrapped = append(wrapped, append(slices.Clone(row[:last]), lines[0]))
		for _, line := range lines[1:] {
			wrapped = append(wrapped, append(make([]string, last), line))
		}
	}
	return wrapped
}

// wrap breaks s at blanks into lines of at most n terminal columns; a word
// that is longer has a line of its own.
func wrap(s string, n int) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		if i := len(lines) - 1; i >= 0 && cellWidth(lines[i])+1+cellWidth(word) <= n {
			lines[i] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	if lines == nil {
		return []string{""}
	}
	return lines
}
