package cases

import "strings"

// Markdown is a table that reads well unrendered, too: numbers to the right,
// columns as wide as their widest cell, up to widestColumn.
type Markdown struct{ rows [][]string }

const widestColumn = 60

// NewTable begins a table with the names of its columns.
func NewTable(columns ...string) *Markdown { return &Markdown{[][]string{columns}} }

// Row adds a row of as many cells.
func (m *Markdown) Row(cells ...string) { m.rows = append(m.rows, cells) }

// String writes the table.
func (m *Markdown) String() string {
	width := make([]int, len(m.rows[0]))
	for _, row := range m.rows {
		for i, cell := range row {
			width[i] = max(width[i], min(len([]rune(cell)), widestColumn), 3)
		}
	}
	var b strings.Builder
	line := func(cells []string) {
		for i, cell := range cells {
			pad := strings.Repeat(" ", max(0, width[i]-len([]rune(cell))))
			if i == 0 {
				b.WriteString("| " + cell + pad)
			} else {
				b.WriteString(" | " + pad + cell)
			}
		}
		b.WriteString(" |\n")
	}
	line(m.rows[0])
	rule := make([]string, len(width))
	for i, w := range width {
		rule[i] = strings.Repeat("-", w-1) + ":"
		if i == 0 {
			rule[i] = strings.Repeat("-", w)
		}
	}
	line(rule)
	for _, row := range m.rows[1:] {
		line(row)
	}
	return b.String()
}
