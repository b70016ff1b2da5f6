package client

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/milepost/milepost/internal/dataflow"
)

// rowReader reads the rows of feeds one after another, as if they were one.
type rowReader struct {
	next func() (framedRow, error, bool)
	stop func()

	framedRow      // at hand
	ended     bool // there is none
}

type framedRow struct {
	*frame
	dataflow.Row
}

// readRows begins to read the rows of feeds. Whoever calls it calls stop.
func readRows(format dataflow.Format, feeds ...Source) *rowReader {
	r := &rowReader{}
	r.next, r.stop = iter.Pull2(rowsOf(format, feeds))
	return r
}

// Source is a feed that can be opened, plain.
type Source struct {
	Name string // for messages
	Open func() (io.ReadCloser, error)
}

// files are the sources that files are.
func files(paths []string) []Source {
	var all []Source
	for _, path := range paths {
		all = append(all, Source{path, func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	return all
}

// advance goes on to the next row.
func (r *rowReader) advance() error {
	row, err, ok := r.next()
	r.framedRow, r.ended = row, !ok
	return err
}

// errEnough ends the reading of a feed whose further rows nobody wants.
var errEnough = errors.New("enough rows")

// rowsOf gives the rows of all feeds. After an error there are none.
func rowsOf(format dataflow.Format, feeds []Source) iter.Seq2[framedRow, error] {
	return func(yield func(framedRow, error) bool) {
		for _, feed := range feeds {
			err := eachRow(format, feed, func(row framedRow) error {
				if !yield(row, nil) {
					return errEnough
				}
				return nil
			})
			if errors.Is(err, errEnough) {
				return
			}
			if err != nil {
				yield(framedRow{}, fmt.Errorf("%s: %w", feed.Name, err))
				return
			}
		}
	}
}

func eachRow(format dataflow.Format, feed Source, do func(framedRow) error) error {
	r, err := feed.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	if isEmpty(r) {
		return nil
	}
	_, err = split(r, format, dataflow.Limits{}, func(f *frame, c dataflow.Chunk, data []byte) error {
		rows, err := f.feed.Decode(c, data)
		for i := 0; i < len(rows) && err == nil; i++ {
			err = do(framedRow{f, rows[i]})
		}
		return err
	})
	return err
}

// isEmpty tells the side of a job of schema 1.0 that has no rows: a file
// without a byte.
func isEmpty(r io.Reader) bool {
	file, ok := r.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Size() == 0
}
