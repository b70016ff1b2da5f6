package xlsx

import (
	"archive/zip"
	"fmt"
	"io"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"

	"github.com/milepost/milepost/internal/table"
)

// Writer writes one sheet with a header that stays in sight; it is a
// table.Writer. What it holds does not grow with the rows. The same rows give
// the same bytes.
type Writer struct {
	archive *zip.Writer
	sheet   io.Writer
	names   []string // "A", "B" and so on
	rows    int64    // written, the header's included
	size    int64    // of the sheet, in bytes
	line    []byte
}

// maxSheet bounds a sheet unpacked, in bytes: Excel does not open archives of
// the kind that longer parts need.
const maxSheet = 4<<30 - 1

// NewWriter begins a workbook.
func NewWriter(w io.Writer, header table.Header) (*Writer, error) {
	columns := slices.Concat(header.Input, header.Added)
	if len(columns) > maxColumns {
		return nil, &table.Error{Reason: fmt.Sprintf("a sheet has at most %d columns, and these are %d; write csv or parquet", maxColumns, len(columns))}
	}
	x := &Writer{archive: zip.NewWriter(w)}
	x.archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestSpeed)
	})
	for i := range columns {
		x.names = append(x.names, columnName(i))
	}
	for _, part := range fixedParts {
		to, err := x.archive.Create(part.name)
		if err == nil {
			_, err = io.WriteString(to, part.text)
		}
		if err != nil {
			return nil, err
		}
	}
	var err error
	if x.sheet, err = x.archive.Create("xl/worksheets/sheet1.xml"); err != nil {
		return nil, err
	}
	x.line = appendSheetHead(x.line, columns)
	cells := make([]table.Cell, len(columns))
	for i, c := range columns {
		cells[i] = table.Cell{Text: c.Name}
	}
	return x, x.row(cells, nil, 0, headerStyle)
}

// appendSheetHead writes what stands before the rows: the header's row is
// frozen, and columns are as wide as their names ask for.
func appendSheetHead(dst []byte, columns []table.Column) []byte {
	dst = append(dst, xmlHead+`<worksheet xmlns="`+mainSpace+`"><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`...)
	const narrow, wide = 11, 40 // characters
	for i, c := range columns {
		if i == 0 {
			dst = append(dst, "<cols>"...)
		}
		width := min(max(utf8.RuneCountInString(c.Name)+2, narrow), wide)
		dst = fmt.Appendf(dst, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	if len(columns) > 0 {
		dst = append(dst, "</cols>"...)
	}
	return append(dst, "<sheetData>"...)
}

// Write writes a row: the input's cells, then the answer's.
func (x *Writer) Write(row *table.Row, result *table.Result) error {
	return x.row(row.Cells, result.Values, len(x.names)-len(result.Values), 0)
}

// row writes the cells, and from column at on the added ones.
func (x *Writer) row(cells, added []table.Cell, at int, style cellStyle) error {
	if x.rows++; x.rows > maxRows {
		return &table.Error{Reason: fmt.Sprintf("a sheet has at most %d rows below its header; write csv or parquet", maxRows-1)}
	}
	x.line = fmt.Appendf(x.line, `<row r="%d">`, x.rows)
	for i := range cells {
		if err := x.cell(i, &cells[i], style); err != nil {
			return err
		}
	}
	for i := range added {
		if err := x.cell(at+i, &added[i], style); err != nil {
			return err
		}
	}
	x.line = append(x.line, "</row>"...)
	return x.flush()
}

// cell appends a cell; one without text is left out.
func (x *Writer) cell(column int, c *table.Cell, style cellStyle) error {
	if c.Text == "" || column >= len(x.names) {
		return nil
	}
	if len(c.Text) > maxCharacters && len(utf16.Encode([]rune(c.Text))) > maxCharacters {
		return &table.Error{Line: x.rows, Column: x.names[column], Value: c.Text,
			Reason: fmt.Sprintf("a cell of a sheet holds at most %d characters; write csv or parquet", maxCharacters)}
	}
	x.line = fmt.Appendf(x.line, `<c r="%s%d"`, x.names[column], x.rows)
	x.line = appendCell(x.line, c, style)
	return nil
}

// flush hands on what was appended.
func (x *Writer) flush() error {
	n, err := x.sheet.Write(x.line)
	x.line = x.line[:0]
	if x.size += int64(n); err == nil && x.size > maxSheet {
		err = &table.Error{Reason: "the sheet is longer than the 4 GB that Excel opens; write csv or parquet"}
	}
	return err
}

// Close ends the workbook.
func (x *Writer) Close() error {
	x.line = append(x.line, "</sheetData>"...)
	if len(x.names) > 0 {
		x.line = fmt.Appendf(x.line, `<autoFilter ref="A1:%s%d"/>`, x.names[len(x.names)-1], x.rows)
	}
	x.line = append(x.line, "</worksheet>"...)
	if err := x.flush(); err != nil {
		return err
	}
	return x.archive.Close()
}
