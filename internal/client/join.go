package client

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/milepost/milepost/internal/dataflow"
)

// Join writes the rows of several results, which stand in files, as one feed:
// one side of the parts that Cut made, in their order.
func Join(w io.Writer, format dataflow.Format, paths []string) error {
	out := &feedWriter{Writer: bufio.NewWriterSize(w, 64<<10), format: format}
	rows := readRows(format, files(paths)...)
	defer rows.stop()
	for {
		if err := rows.advance(); err != nil {
			return err
		}
		if rows.ended {
			return out.end(paths)
		}
		if err := out.row(rows.framedRow); err != nil {
			return err
		}
	}
}

// Merge writes what came of a feed in the feed's own order: each of its rows
// is in one of the files with those that succeeded, or in one of those with
// the failed, and both keep the order. The feed may be in parts.
func Merge(w io.Writer, format dataflow.Format, feed []Source, succeeded, failed []string) error {
	out := &feedWriter{Writer: bufio.NewWriterSize(w, 64<<10), format: format}
	asked := readRows(format, feed...)
	defer asked.stop()
	var sides [2]*rowReader
	for i, paths := range [...][]string{succeeded, failed} {
		sides[i] = readRows(format, files(paths)...)
		defer sides[i].stop()
		if err := sides[i].advance(); err != nil {
			return err
		}
	}
	for {
		if err := asked.advance(); err != nil {
			return err
		}
		if asked.ended {
			break
		}
		side := answering(&asked.Row, sides)
		if side == nil {
			return fmt.Errorf("the row with the Id %q, line %d, is not where it should be in the results; they are those of another feed, or the feed was changed", asked.ID, asked.Line)
		}
		if err := out.row(side.framedRow); err != nil {
			return err
		}
		if err := side.advance(); err != nil {
			return err
		}
	}
	if !sides[0].ended || !sides[1].ended {
		return errors.New("the results have more rows than were asked for; they are those of another feed, or the feed was changed")
	}
	return out.end(append(succeeded, failed...))
}

// answering tells on which side the answer to a row is at hand: where its Id
// is, and, as Ids need not be unique, what it asks; nil: on neither.
func answering(asked *dataflow.Row, sides [2]*rowReader) *rowReader {
	var found *rowReader
	for _, side := range sides {
		switch {
		case side.ended || side.ID != asked.ID:
		case side.Request == asked.Request:
			return side
		case found == nil:
			found = side
		}
	}
	return found
}

// feedWriter writes rows with what stands around them.
type feedWriter struct {
	*bufio.Writer
	format dataflow.Format
	frame  *frame // of the first row
}

func (w *feedWriter) row(row framedRow) error {
	if w.frame == nil {
		w.frame = row.frame
		w.Write(w.frame.begin) // an error is told by the next write
	}
	w.WriteString(row.Raw())
	if w.format == dataflow.XML {
		return w.WriteByte('\n')
	}
	_, err := w.WriteString("\r\n")
	return err
}

// end ends the feed; where it has no rows, with the heading of the first file
// that has one.
func (w *feedWriter) end(paths []string) error {
	for _, feed := range files(paths) {
		if w.frame != nil {
			break
		}
		r, err := feed.Open()
		if err != nil {
			return err
		}
		if !isEmpty(r) {
			if w.frame, err = split(r, w.format, dataflow.Limits{}, nil); err == nil {
				w.Write(w.frame.begin)
			}
		}
		r.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", feed.Name, err)
		}
	}
	if w.frame != nil {
		w.Write(w.frame.end)
	}
	return w.Flush()
}
