package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/table/parquet"
	"github.com/milepost/milepost/internal/table/xlsx"
)

// spools tells whether the rows wait in a spool, as the format needs them all.
func (w *tableWork) spools() bool { return w.format == formatXLSX || w.format == formatParquet }

// spoolFirst lets the rows of an output that is written in place, a pipe or a
// device, wait in a temporary file.
func (o *output) spoolFirst() error {
	spool, err := os.CreateTemp("", "milepost-*.spool")
	if err != nil {
		return fmt.Errorf("keep the rows until all are there: %w; set TMPDIR to a place that can be written", err)
	}
	os.Remove(spool.Name()) // where open files can be removed, nothing is left however the process ends
	o.behind, o.w, o.rowsIn = o.w, spool, spool
	return nil
}

// finish makes the output whole: the rows of a spool become the file that
// they wait for.
func (w *tableWork) finish(out *output) error {
	switch {
	case w.spools() && out.behind != nil:
		defer out.rowsIn.Close()
		if _, err := out.rowsIn.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("read the rows that wait: %w", err)
		}
		if err := w.writeTable(out.behind, out.rowsIn); err != nil {
			return fmt.Errorf("write the output: %w", err)
		}
	case w.spools():
		if err := w.unspool(out); err != nil {
			return err
		}
	}
	return out.finish()
}

// wholeSuffix ends the name of a file that is made of a spool.
const wholeSuffix = ".whole"

// unspool writes the table of the spool, and puts it in the spool's place.
func (w *tableWork) unspool(out *output) error {
	if _, err := out.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the rows that wait: %w", err)
	}
	whole, err := os.OpenFile(out.path+wholeSuffix, os.O_RDWR|os.O_CREATE|os.O_TRUNC, out.mode)
	if err != nil {
		return fmt.Errorf("create the output: %w", err)
	}
	if err := w.writeTable(whole, out.file); err != nil {
		whole.Close()
		os.Remove(whole.Name())
		if isFull(err) {
			return fmt.Errorf("%s: the disk is full; make room for the table beside its rows", whole.Name())
		}
		return fmt.Errorf("write the output: %w", err)
	}
	out.replace(whole)
	return nil
}

// writeTable writes the rows of a spool as a table.
func (w *tableWork) writeTable(to io.Writer, spool io.Reader) (err error) {
	var writer table.Writer
	if w.format == formatXLSX {
		if writer, err = xlsx.NewWriter(to, w.header); err != nil {
			return err
		}
	} else {
		writer = parquet.NewWriter(to, w.header, w.table.parquet)
	}
	rows := table.NewSpoolReader(spool)
	var row table.Row
	var result table.Result
	for {
		err := rows.Read(&row, &result)
		if err == io.EOF {
			return writer.Close()
		}
		if err == nil {
			err = w.ctx.Err()
		}
		if err == nil {
			err = writer.Write(&row, &result)
		}
		if err != nil {
			return err
		}
	}
}
