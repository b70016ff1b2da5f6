package abr

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/scan"
)

// keyColumns make the key of both tables, in the order of the columns.
const keyColumns = 5

var key = []string{"lg_code", "machiaza_id", "blk_id", "rsdt_id", "rsdt2_id"}

// Columns of the addresses in words, behind the key.
const (
	wordMunicipality = 0
	wordCity         = iota + keyColumns - 1
	wordWard
	wordTown
	wordChome
	wordKoaza
	wordBlock
	wordNumber
	wordNumber2
	wordAbolished
)

var wordColumns = append(slices.Clone(key), "city", "ward", "oaza_cho", "chome", "koaza", "blk_num", "rsdt_num", "rsdt_num2", "ablt_date")

// Columns of the points, behind the key.
const (
	pointLon = keyColumns
	pointLat = keyColumns + 1
)

var pointColumns = append(slices.Clone(key), "rep_lon", "rep_lat")

var (
	badRow   = source.Reason{Name: "row.quote", Want: "a record of at most 1 MiB whose quotes close", Skips: true}
	gone     = source.Reason{Name: "address.gone", Want: "an address that is not abolished", Skips: true}
	noNumber = source.Reason{Name: "number.missing", Want: "a town and a block or house number", Skips: true}
)

// row is a record of either table.
type row struct {
	file   string
	line   int64
	key    string         // "" where it cannot be used
	values []string       // by the columns asked for
	fault  *source.Reason // where it cannot be used
}

// rows gives the records of a table with the columns asked for. An error is
// the last thing that it gives: of the input, or of keys that are out of order.
func rows(ctx context.Context, input *source.Input, columns []string) iter.Seq2[row, error] {
	errStopped := errors.New("stopped")
	return func(yield func(row, error) bool) {
		err := input.Each(ctx, isTable, func(file source.Member) error {
			table, err := open(file, columns)
			for last := ""; err == nil; {
				var r row
				if r, err = table.next(); err != nil {
					break
				}
				if r.fault == nil && r.key < last {
					return fmt.Errorf("%s, line %d: the records are not ordered by %s: sort both tables by it", file.Name, r.line, strings.Join(key, ", "))
				}
				last = max(last, r.key)
				if !yield(r, nil) {
					return errStopped
				}
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		})
		if err != nil && err != errStopped {
			yield(row{}, err)
		}
	}
}

func isTable(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".csv") }

// table reads the columns asked for.
type table struct {
	file string
	rows *scan.Rows
	at   []int // of the columns asked for
}

func open(file source.Member, columns []string) (*table, error) {
	t := &table{file: file.Name, rows: scan.NewRows(file)}
	header, err := t.rows.Next()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s is empty", file.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Name, err)
	}
	for _, column := range columns {
		i := slices.IndexFunc(header, func(name []byte) bool { return string(name) == column })
		if i < 0 {
			return nil, fmt.Errorf("%s has no column %s: it is no table of the Address Base Registry", file.Name, column)
		}
		t.at = append(t.at, i)
	}
	return t, nil
}

func (t *table) next() (row, error) {
	fields, err := t.rows.Next()
	r := row{file: t.file, line: t.rows.Line()}
	if scan.Survivable(err) {
		r.fault = &badRow
		return r, nil
	}
	if err != nil {
		return r, err
	}
	var packed strings.Builder
	ends := make([]int, len(t.at))
	for i, at := range t.at {
		if at < len(fields) {
			packed.Write(fields[at])
		}
		ends[i] = packed.Len()
	}
	r.values = make([]string, len(t.at))
	from := 0
	for i, to := range ends {
		r.values[i] = strings.TrimSpace(packed.String()[from:to])
		from = to
	}
	if !utf8.ValidString(packed.String()) {
		r.fault = &source.NotUTF8
		return r, nil
	}
	r.key = strings.Join(r.values[:keyColumns], "/")
	return r, nil
}
