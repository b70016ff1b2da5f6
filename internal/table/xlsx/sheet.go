package xlsx

import (
	"io"

	"github.com/milepost/milepost/internal/table"
)

// sheet reads the rows of a sheet as they stand there.
type sheet struct {
	book *book
	in   *scanner
	file io.Closer
	row  int      // the row read last, from 1; 0 before the first
	done bool     // the rows are at their end
	raw  rawCell  // the cell that is read
	rich richText // its text, where that stands in place
}

// sheetRow is a row of a sheet. Cells are by column, from A; what is not there
// is Empty.
type sheetRow struct {
	number int // from 1
	cells  []table.Cell
	fault  *table.Error
}

// blank tells whether no cell of the row shows anything.
func (r *sheetRow) blank() bool { return r.fault == nil && r.filled() == 0 }

// filled is how many cells of the row show something.
func (r *sheetRow) filled() (n int) {
	for _, c := range r.cells {
		if c.Text != "" {
			n++
		}
	}
	return n
}

func (b *book) openSheet(part string) (*sheet, error) {
	r, err := b.open(part)
	if err != nil {
		return nil, err
	}
	return &sheet{book: b, in: newScanner(r), file: r}, nil
}

// read gives the next row, in memory of its own. io.EOF is the end of the rows;
// a part that ends before its rows do is broken.
func (s *sheet) read() (*sheetRow, error) {
	for !s.done {
		kind, err := s.in.next()
		switch {
		case err == io.EOF:
			return nil, broken("it ends in the middle of the rows")
		case err != nil:
			return nil, err
		case kind == closing && string(s.in.name) == "sheetData":
			s.done = true
		case kind == opening && string(s.in.name) == "row":
			number := s.row + 1
			if at := s.in.attr("r"); at != nil {
				number = integer(at)
			}
			if number <= s.row || number > maxRows {
				return nil, broken("row %d stands behind row %d", number, s.row)
			}
			s.row = number
			return s.readCells()
		}
	}
	return nil, io.EOF
}

// readCells reads to the end of the row.
func (s *sheet) readCells() (*sheetRow, error) {
	row := &sheetRow{number: s.row}
	for {
		kind, err := s.in.next()
		switch {
		case err == io.EOF:
			return nil, broken("it ends in the middle of row %d", s.row)
		case err != nil:
			return nil, err
		case kind == closing && string(s.in.name) == "row":
			return row, nil
		case kind == opening && string(s.in.name) == "c":
			if err := s.readCell(row); err != nil {
				return nil, err
			}
		}
	}
}

// readCell reads a cell and puts it into its place in the row.
func (s *sheet) readCell(row *sheetRow) error {
	column := len(row.cells)
	if at := s.in.attr("r"); at != nil {
		column = columnOf(at)
	}
	if column < 0 || column >= maxColumns || column < len(row.cells) {
		return broken("in row %d a cell has no column, or one that stands before the last cell's", row.number)
	}
	s.raw = rawCell{kind: kindOf(s.in.attr("t")), style: integer(s.in.attr("s")), value: s.raw.value[:0]}
	if err := s.readContent(); err != nil {
		return err
	}
	for len(row.cells) < column {
		row.cells = append(row.cells, table.Cell{Kind: table.Empty})
	}
	cell, fault := s.book.cell(&s.raw, s.rich.text)
	if fault != nil {
		fault.Line, fault.Column = int64(row.number), columnName(column)
		row.fault = fault
	}
	row.cells = append(row.cells, cell)
	return nil
}

// readContent reads to the end of the cell.
func (s *sheet) readContent() error {
	value := false // an element v is open
	s.rich = richText{text: s.rich.text[:0]}
	for {
		kind, err := s.in.next()
		if err == io.EOF {
			return broken("it ends in the middle of a cell")
		}
		if err != nil {
			return err
		}
		s.rich.take(s.in, kind)
		switch {
		case kind == chars && value:
			s.raw.value = append(s.raw.value, s.in.text...)
		case kind == chars:
		case kind == closing && string(s.in.name) == "c":
			return nil
		case kind == closing:
			value = false
		default:
			value = string(s.in.name) == "v"
			s.raw.formula = s.raw.formula || string(s.in.name) == "f"
		}
	}
}

// columnOf is the column of a reference such as "AB12", from 0; -1 where it is none.
func columnOf(reference []byte) int {
	n := 0
	for i, b := range reference {
		if b < 'A' || b > 'Z' || i > 3 {
			if i == 0 || i > 3 {
				return -1
			}
			break
		}
		n = n*26 + int(b-'A') + 1
	}
	return n - 1
}

// columnName is the sheet's own name of a column: "A", "AB".
func columnName(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
