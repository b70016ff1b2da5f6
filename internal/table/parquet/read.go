package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/milepost/milepost/internal/table"
)

// magic begins and ends every file.
const magic = "PAR1"

// Is tells whether a file is Parquet, encrypted or not, by its first bytes.
func Is(head []byte) bool {
	return len(head) >= 4 && (string(head[:4]) == magic || string(head[:4]) == "PARE")
}

// Reader gives the rows of a file; it is a table.Reader.
type Reader struct {
	file    *parquet.File
	medium  *medium
	columns []column
	header  []table.Column
	geo     string // the metadata "geo"
	group   int    // the row group that comes next
	rows    parquet.Rows
	batch   []parquet.Row
	ahead   []parquet.Row // of batch, what is not given yet
	ended   bool          // the row group has no more
	number  int64
}

// column is a column of a file, and how its values are converted.
type column struct {
	name string // by its path
	node parquet.Node
	converter
}

// batchRows is how many rows are read at a time.
const batchRows = 256

// NewReader opens a file, which must stay open until Close. What cannot be
// used is a *table.Error.
func NewReader(file io.ReaderAt, size int64) (r *Reader, err error) {
	m := &medium{file: file}
	defer m.explain("open the file", &err)
	if err := checkFrame(m, size); err != nil {
		return nil, err
	}
	opened, err := parquet.OpenFile(m, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(256<<10))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	r = &Reader{file: opened, medium: m, batch: make([]parquet.Row, batchRows)}
	r.geo, _ = opened.Lookup("geo")
	if err := r.flatten("", opened.Root().Fields()); err != nil {
		return nil, err
	}
	if len(r.columns) == 0 {
		return nil, &table.Error{Reason: "the file has no columns"}
	}
	return r, r.checkPacking()
}

// checkPacking refuses files that are packed with LZ4: the library takes pages
// of some of them for damaged, and unpacks damaged ones into ever more memory.
func (r *Reader) checkPacking() error {
	for _, group := range r.file.Metadata().RowGroups {
		for _, chunk := range group.Columns {
			if codec := chunk.MetaData.Codec; codec == format.Lz4 || codec == format.Lz4Raw {
				return &table.Error{Column: strings.Join(chunk.MetaData.PathInSchema, "."), Reason: "the column is packed with LZ4, which is not read; write the file with zstd or snappy"}
			}
		}
	}
	return nil
}

// checkFrame looks at the beginning and the end of a file, where its magic and
// the length of its description stand.
func checkFrame(file io.ReaderAt, size int64) error {
	var head, foot [8]byte
	if size < int64(len(magic)+len(foot)) {
		return &table.Error{Reason: "this is no Parquet file: it is too short"}
	}
	if _, err := file.ReadAt(head[:], 0); err != nil {
		return err
	}
	if _, err := file.ReadAt(foot[:], size-int64(len(foot))); err != nil {
		return err
	}
	switch {
	case string(head[:4]) == "PARE" || string(foot[4:]) == "PARE":
		return &table.Error{Reason: "the file is encrypted; write it again without encryption"}
	case string(head[:4]) != magic:
		return &table.Error{Reason: "this is no Parquet file"}
	case string(foot[4:]) != magic:
		return &table.Error{Reason: "the file is cut short; fetch it again"}
	}
	if n := int64(binary.LittleEndian.Uint32(foot[:])); n > min(maxFooter, size-12) {
		return &table.Error{Reason: fmt.Sprintf("the file says that its description is %d bytes long, which cannot be; fetch it again", n)}
	}
	return nil
}

// flatten lists the columns within fields, which stand under a path.
func (r *Reader) flatten(path string, fields []parquet.Field) error {
	for _, f := range fields {
		name := path + f.Name()
		switch {
		case f.Repeated():
			top, _, _ := strings.Cut(name, ".")
			return &table.Error{Column: top, Reason: "the column holds lists; leave it out, or make a text of it (DuckDB: COPY (SELECT * EXCLUDE … FROM …) TO …)"}
		case !f.Leaf():
			if err := r.flatten(name+".", f.Fields()); err != nil {
				return err
			}
		default:
			c := column{name: name, node: parquet.Leaf(f.Type()), converter: converterOf(f.Type())}
			r.columns = append(r.columns, c)
			r.header = append(r.header, table.Column{Name: name, Kind: c.kind})
		}
	}
	return nil
}

// Columns are those of the file, with their kinds.
func (r *Reader) Columns() []table.Column { return r.header }

// Rows is how many the file says that it has.
func (r *Reader) Rows() int64 { return r.file.NumRows() }

// Read gives the next row.
func (r *Reader) Read(row *table.Row) (err error) {
	defer r.medium.explain(fmt.Sprintf("read row %d", r.number+1), &err)
	for len(r.ahead) == 0 {
		if err := r.fill(); err != nil {
			return err
		}
	}
	*row = table.Row{Number: r.number, Line: r.number + 1, Cells: row.Cells[:0]}
	for range r.columns {
		row.Cells = append(row.Cells, table.Cell{Kind: table.Empty})
	}
	for _, v := range r.ahead[0] {
		if at := v.Column(); !v.IsNull() && at < len(r.columns) {
			row.Cells[at] = r.columns[at].cell(v)
		}
	}
	r.ahead = r.ahead[1:]
	r.number++
	return nil
}

// fill reads a batch, from the next row group where one is at its end.
func (r *Reader) fill() error {
	if r.rows == nil || r.ended {
		if err := r.Close(); err != nil {
			return err
		}
		groups := r.file.RowGroups()
		switch {
		case r.group < len(groups):
		case r.number != r.file.NumRows():
			return fmt.Errorf("there are %d rows where %d should be", r.number, r.file.NumRows())
		default:
			return io.EOF
		}
		r.rows, r.ended = groups[r.group].Rows(), false
		r.group++
	}
	n, err := r.rows.ReadRows(r.batch)
	r.ahead = r.batch[:n]
	if err == io.EOF {
		r.ended, err = true, nil
	}
	return err
}

// Close ends the reading; the file is its owner's to close.
func (r *Reader) Close() (err error) {
	if r.rows != nil {
		err = r.rows.Close()
		r.rows = nil
	}
	return err
}

// medium remembers the error of what is read, so that a disk that fails is not
// taken for a file that is damaged.
type medium struct {
	file io.ReaderAt
	err  error
}

func (m *medium) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 {
		return 0, errors.New("a place in the file is negative")
	}
	n, err := m.file.ReadAt(p, offset)
	if err != nil && err != io.EOF {
		m.err = err
	}
	return n, err
}

// explain makes an error of the file's of what a call ended with, also of a
// panic: the library has some for files that contradict themselves.
func (m *medium) explain(doing string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%v", p)
	}
	var own *table.Error
	switch {
	case *err == nil, *err == io.EOF, errors.As(*err, &own):
	case m.err != nil:
		*err = m.err
	default:
		*err = &table.Error{Reason: "the file is damaged; fetch or write it again (" + doing + ")", Err: *err}
	}
}
