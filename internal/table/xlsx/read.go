package xlsx

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/table"
)

// Reader gives the rows of one sheet; it is a table.Reader. Rows in which
// nothing stands are left out.
type Reader struct {
	sheet   *sheet
	part    sheetPart
	header  int // its row
	first   int // the column where the table begins
	columns []table.Column
	ahead   []*sheetRow // rows that were read to find the header
	rows    int64
}

// NewReader opens the workbook that file holds and finds the table in it: on
// the sheet of that name (in any case), or with no name on the first sheet
// that shows anything, hidden ones last. The file must stay open until Close.
// A workbook that cannot be used is a *table.Error.
func NewReader(file io.ReaderAt, size int64, name string) (*Reader, error) {
	b, err := openBook(file, size)
	if err != nil {
		return nil, err
	}
	candidates, err := b.candidates(name)
	if err != nil {
		return nil, err
	}
	for _, part := range candidates {
		r, err := b.openTable(part)
		if err != nil {
			return nil, b.fault(part.part, err)
		}
		if r != nil {
			return r, nil
		}
	}
	return nil, &table.Error{Reason: "no cell shows anything on the sheets " + strings.Join(names(candidates), ", ") + "; a header is expected, and rows below it"}
}

// candidates are the sheets to look at, in order.
func (b *book) candidates(name string) ([]sheetPart, error) {
	if name != "" {
		for _, s := range b.sheets {
			if strings.EqualFold(s.name, name) {
				return []sheetPart{s}, nil
			}
		}
		return nil, &table.Error{Value: name, Reason: "there is no sheet of this name; there are " + strings.Join(names(b.sheets), ", ")}
	}
	sheets := slices.Clone(b.sheets)
	slices.SortStableFunc(sheets, func(s, t sheetPart) int {
		switch {
		case s.hidden == t.hidden:
			return 0
		case s.hidden:
			return 1
		}
		return -1
	})
	return sheets, nil
}

func names(sheets []sheetPart) (list []string) {
	for _, s := range sheets {
		list = append(list, table.Printable(s.name))
	}
	return list
}

// lookAhead is how many rows are looked at to find the header.
const lookAhead = 25

// openTable finds the table of a sheet; nil where nothing stands on it.
func (b *book) openTable(part sheetPart) (*Reader, error) {
	s, err := b.openSheet(part.part)
	if err != nil {
		return nil, err
	}
	r := &Reader{sheet: s, part: part}
	for len(r.ahead) < lookAhead {
		row, err := s.read()
		if err == io.EOF {
			break
		}
		if err != nil {
			s.file.Close()
			return nil, err
		}
		if !row.blank() {
			r.ahead = append(r.ahead, row)
		}
	}
	if len(r.ahead) == 0 {
		return nil, s.file.Close()
	}
	r.findHeader()
	return r, nil
}

// findHeader takes for the header the first row that fills more than half as
// many cells as the fullest does: above it stand a title and notes. The columns
// are those in which anything stands, from the header down.
func (r *Reader) findHeader() {
	fullest := 0
	for _, row := range r.ahead {
		fullest = max(fullest, row.filled())
	}
	at := slices.IndexFunc(r.ahead, func(row *sheetRow) bool { return 2*row.filled() > fullest })
	header := r.ahead[max(at, 0)]
	r.ahead = r.ahead[max(at, 0):]
	r.first = maxColumns
	end := 0
	for _, row := range r.ahead {
		for i, c := range row.cells {
			if c.Text != "" {
				r.first, end = min(r.first, i), max(end, i+1)
			}
		}
	}
	r.header, r.ahead = header.number, r.ahead[1:]
	for i := r.first; i < end; i++ {
		name := ""
		if i < len(header.cells) {
			name = header.cells[i].Text
		}
		r.columns = append(r.columns, table.Column{Name: name})
	}
}

// Columns are those of the header.
func (r *Reader) Columns() []table.Column { return r.columns }

// Sheet is the name of the sheet that is read, and the row of its header, from 1.
func (r *Reader) Sheet() (name string, header int) { return r.part.name, r.header }

// Read gives the next row that shows anything.
func (r *Reader) Read(row *table.Row) error {
	found, err := r.next()
	if err != nil {
		if err == io.EOF {
			return err
		}
		return r.sheet.book.fault(r.part.part, err)
	}
	*row = table.Row{Number: r.rows, Line: int64(found.number), Cells: row.Cells[:0], Fault: found.fault}
	r.rows++
	row.Cells = append(row.Cells, found.cells[min(r.first, len(found.cells)):min(r.first+len(r.columns), len(found.cells))]...)
	if row.Fault == nil {
		row.Fault = r.beside(found)
	}
	return nil
}

func (r *Reader) next() (*sheetRow, error) {
	if len(r.ahead) > 0 {
		row := r.ahead[0]
		r.ahead = r.ahead[1:]
		return row, nil
	}
	for {
		row, err := r.sheet.read()
		if err != nil || !row.blank() {
			return row, err
		}
	}
}

// beside finds what stands beside the table, where no column is.
func (r *Reader) beside(row *sheetRow) *table.Error {
	for i, c := range row.cells {
		if c.Text != "" && (i < r.first || i >= r.first+len(r.columns)) {
			return &table.Error{Line: int64(row.number), Column: columnName(i), Value: c.Text,
				Reason: fmt.Sprintf("the column has no name in the header, row %d; name it or empty the cell", r.header)}
		}
	}
	return nil
}

// Close ends the reading; the file is its owner's to close.
func (r *Reader) Close() error { return r.sheet.file.Close() }
