package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/milepost/milepost/internal/dataflow"
)

// output is where answered rows go: standard output, or a file that is
// written beside its place and moved there when it is whole. What stands in
// it is whole rows at any time.
type output struct {
	w       io.Writer
	file    *os.File // nil: standard output
	path    string   // where the file is to be; "" where it is written in place
	name    string   // for messages
	begun   bool     // the head is written
	size    int64    // bytes of what is whole
	written int64    // rows
}

// partialSuffix ends the name of a file that is not whole yet.
const partialSuffix = ".partial"

// createOutput makes the output named path; "-" is standard output. It
// refuses to write onto the file that is being read.
func createOutput(path string, stdout io.Writer, in *feedInput) (*output, error) {
	if path == "-" {
		if file, ok := stdout.(*os.File); ok && in.same(file.Stat()) {
			return nil, fmt.Errorf("standard output is the file that is read, %s; write to another with -o", in.name)
		}
		return &output{w: stdout, name: "standard output"}, nil
	}
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		path = resolved // or the link would be replaced, not the file
	}
	o := &output{path: path, name: path + partialSuffix}
	mode := os.FileMode(0o666)
	info, err := os.Stat(path)
	switch {
	case in.same(info, err), in.same(os.Stat(o.name)):
		return nil, usageError{fmt.Errorf("-o %s would write onto the file that is read; choose another name", path)}
	case err == nil && info.IsDir():
		return nil, usageError{fmt.Errorf("-o %s is a directory; name a file in it", path)}
	case err == nil && !info.Mode().IsRegular(): // a device or pipe has no place beside it
		o.path, o.name = "", path
	case err == nil:
		mode = info.Mode().Perm()
	case isPacked(path):
		return nil, usageError{fmt.Errorf("-o %s: the output is not packed; take the ending off its name, or pipe it to the packer", path)}
	}
	o.file, err = os.OpenFile(o.name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return nil, fmt.Errorf("create the output: %w; choose a place that can be written with -o", err)
	}
	o.w = o.file
	return o, nil
}

func isPacked(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	return ending == ".gz" || ending == ".zip" || ending == ".zst"
}

// same tells whether a file is the regular file that is read.
func (in *feedInput) same(info os.FileInfo, err error) bool {
	return err == nil && in.regular() && os.SameFile(in.info, info)
}

// rows writes whole rows, after the feed's head.
func (o *output) rows(feed *dataflow.Feed, data []byte, rows int) error {
	if err := o.head(feed); err != nil {
		return err
	}
	if err := o.write(data); err != nil {
		return err
	}
	o.written += int64(rows)
	return nil
}

func (o *output) head(feed *dataflow.Feed) error {
	if o.begun {
		return nil
	}
	o.begun = true
	return o.write(feed.AppendHead(nil))
}

// end writes what ends the feed; its head too, where there were no rows.
func (o *output) end(feed *dataflow.Feed) error {
	if err := o.head(feed); err != nil {
		return err
	}
	return o.write(feed.AppendTail(nil))
}

// write writes all of data, or takes back what it wrote of it.
func (o *output) write(data []byte) error {
	n, err := o.w.Write(data)
	if err == nil {
		o.size += int64(n)
		return nil
	}
	if o.path != "" {
		o.file.Truncate(o.size) // as good as it goes; the first error counts
		o.file.Seek(o.size, io.SeekStart)
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%s: the disk is full; make room, or write to another with -o", o.name)
	}
	return fmt.Errorf("write the output: %w", err)
}

// finish moves the whole file to its place.
func (o *output) finish() error {
	if o.file == nil {
		return nil
	}
	var err error
	if o.path != "" {
		err = o.file.Sync()
	}
	if err := errors.Join(err, o.file.Close()); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	if o.path == "" {
		return nil
	}
	if err := os.Rename(o.name, o.path); err != nil {
		return fmt.Errorf("move the output to its place: %w; it is whole in %s", err, o.name)
	}
	return nil
}

// abandon ends an output that failed, and adds to the error what was written
// and where it is.
func (o *output) abandon(err error) error {
	if o.file != nil {
		o.file.Close() // again, where finish did
	}
	switch {
	case o.written == 0 && o.path != "":
		os.Remove(o.name)
		return fmt.Errorf("%w; nothing was written", err)
	case o.written == 0:
		return fmt.Errorf("%w; no row was written", err)
	case o.path == "":
		return fmt.Errorf("%w; the first %d rows were written to %s, all of them whole", err, o.written, o.name)
	}
	return fmt.Errorf("%w; the first %d rows are in %s, all of them whole", err, o.written, o.name)
}
