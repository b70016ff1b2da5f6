package cli

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/milepost/milepost/internal/report"
	"github.com/milepost/milepost/internal/table"
)

// reportFile is the page about a run. The file is made before the work begins,
// so that hours of work do not end at a place that cannot be written, and moved
// to its place when it is whole.
type reportFile struct {
	report.Report
	path string
	file *os.File
}

// createReport makes the file, which is neither what is read nor what is
// written besides. No path makes none.
func createReport(path, out string, in *feedInput) (*reportFile, error) {
	if path == "" {
		return nil, nil
	}
	path, device := placeOf(path)
	info, err := os.Stat(path)
	other, otherErr := os.Stat(out)
	switch {
	case path == "-":
		return nil, usageError{errors.New("--report goes to a file, not to standard output; name one, e.g. report.html")}
	case in.same(info, err):
		return nil, usageError{fmt.Errorf("--report %s would write onto the table; choose another name", path)}
	case filepath.Clean(path) == filepath.Clean(out), err == nil && otherErr == nil && os.SameFile(info, other):
		return nil, usageError{fmt.Errorf("--report %s would write onto the output; choose another name", path)}
	case err == nil && info.IsDir():
		return nil, usageError{fmt.Errorf("--report %s is a directory; name a file in it", path)}
	case device:
		return nil, usageError{fmt.Errorf("--report %s is a device or pipe; name a file, e.g. report.html", path)}
	}
	f := &reportFile{path: path}
	if f.file, err = os.OpenFile(path+partialSuffix, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666); err != nil {
		return nil, fmt.Errorf("create the report: %w; choose a place that can be written with --report", err)
	}
	return f, nil
}

// writeReport writes the page and moves it to its place.
func (w *tableWork) writeReport() error {
	f := w.report
	if f == nil {
		return nil
	}
	about := report.About{Input: filepath.Base(w.in.name), Attributions: w.indexes.attributions()}
	if w.Out != "-" {
		about.Output = filepath.Base(w.Out)
	}
	buffered := bufio.NewWriter(f.file)
	err := f.Write(buffered, about, atlas{w.indexes[0]})
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = f.file.Sync()
	}
	if err = errors.Join(err, f.file.Close()); err == nil {
		err = os.Rename(f.file.Name(), f.path)
	}
	if err != nil {
		os.Remove(f.file.Name())
		return fmt.Errorf("write the report: %w; the output is whole", err)
	}
	return nil
}

// abandon takes away a report that was not written.
func (f *reportFile) abandon() {
	if f != nil && f.file.Close() == nil { // it is closed where it was written
		os.Remove(f.file.Name())
	}
}

// cellsOf is a row in one line, where no question could be made of it.
func cellsOf(row *table.Row) string {
	var cells []string
	for _, c := range row.Cells {
		if c.Text != "" {
			cells = append(cells, c.Text)
		}
	}
	return strings.Join(cells, ", ")
}
