package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/unpack"
)

// output is where answered rows go: standard output, or a file that is
// written beside its place and moved there when it is whole. What stands in
// it is whole rows at any time, and a checkpoint says how many.
type output struct {
	w     io.Writer
	file  *os.File // nil: standard output
	path  string   // where the file is to be; "" where it is written in place
	name  string   // for messages
	mode  os.FileMode
	spool string // of what the file was made; "" for none

	behind io.Writer // where the table goes that is made of the rows; nil: the rows go there themselves
	rowsIn *os.File  // in that case, the rows

	begun bool  // the head is written
	size  int64 // bytes of what is whole
	last  tally // of what is whole

	before     tally  // of the run that this one goes on from
	checkpoint string // path; "" for none
	settings   settings
	summary    table.Summary // kept with the checkpoint; may be nil
	noted      time.Time
}

const (
	partialSuffix    = ".partial"    // ends the name of a file that is not whole yet
	checkpointSuffix = ".checkpoint" // and of what says how far it is
)

// outputOptions say how an output is to be made.
type outputOptions struct {
	path     string // "-" is standard output
	resume   bool
	settings settings
	summary  table.Summary
	say      func(format string, args ...any) // tells people
}

// createOutput makes the output. It refuses to write onto the file that is
// being read.
func createOutput(options outputOptions, stdout io.Writer, in *feedInput) (*output, error) {
	path := options.path
	if path == "-" {
		if file, ok := stdout.(*os.File); ok && in.same(file.Stat()) {
			return nil, fmt.Errorf("standard output is the file that is read, %s; write to another with -o", in.name)
		}
		if options.resume {
			return nil, usageError{errors.New("--resume: standard output cannot be gone on with; name a file with -o")}
		}
		return &output{w: stdout, name: "standard output"}, nil
	}
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		path = resolved // or the link would be replaced, not the file
	}
	o := &output{path: path, name: path + partialSuffix, checkpoint: path + checkpointSuffix, settings: options.settings, summary: options.summary, noted: time.Now()}
	mode := os.FileMode(0o666)
	info, err := os.Stat(path)
	switch {
	case in.same(info, err), in.same(os.Stat(o.name)):
		return nil, usageError{fmt.Errorf("-o %s would write onto the file that is read; choose another name", path)}
	case err == nil && info.IsDir():
		return nil, usageError{fmt.Errorf("-o %s is a directory; name a file in it", path)}
	case err == nil && !info.Mode().IsRegular(): // a device or pipe has no place beside it
		o.path, o.name, o.checkpoint = "", path, ""
	case err == nil:
		mode = info.Mode().Perm()
	case isPacked(path):
		return nil, usageError{fmt.Errorf("-o %s: the output is not packed; take the ending off its name, or pipe it to the packer", path)}
	}
	o.mode = mode
	return o, o.open(options)
}

// open opens the file: anew, or to go on behind what an earlier run wrote.
func (o *output) open(options outputOptions) error {
	var from *checkpoint
	if options.resume && o.checkpoint != "" {
		var err error
		if from, err = loadCheckpoint(o.checkpoint, o.settings); err != nil {
			return err
		}
		if from == nil {
			options.say("nothing to go on from: there is no %s; all rows are done, from the first", o.checkpoint)
		}
	}
	flags := os.O_RDWR | os.O_CREATE
	if o.path == "" {
		flags = os.O_WRONLY
	}
	if from == nil {
		flags |= os.O_TRUNC
		if rows := rowsDone(o.checkpoint); rows > 0 {
			options.say("%s of an interrupted run is replaced, %s; --resume would go on behind them", o.name, counted(rows, "row"))
		}
	}
	var err error
	if o.file, err = os.OpenFile(o.name, flags, o.mode); err != nil {
		return fmt.Errorf("create the output: %w; choose a place that can be written with -o", err)
	}
	o.w = o.file
	if from != nil {
		err = o.resumeAt(from, options.summary)
	} else if o.checkpoint != "" {
		os.Remove(o.checkpoint) // of another run: it says nothing of this
	}
	if err != nil {
		o.file.Close()
	}
	return err
}

func isPacked(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	return ending == ".gz" || ending == ".zip" || ending == ".zst"
}

// same tells whether a file is the regular file that is read.
func (in *feedInput) same(info os.FileInfo, err error) bool {
	return err == nil && in.regular() && os.SameFile(in.info, info)
}

// rows writes whole rows, behind the head.
func (o *output) rows(head, data []byte) error {
	if err := o.head(head); err != nil {
		return err
	}
	return o.write(data)
}

// reached says that what is written stands for all of a tally, and of what
// the summary holds.
func (o *output) reached(all *tally) error {
	o.last = *all
	return o.note(false)
}

func (o *output) head(head []byte) error {
	if o.begun {
		return nil
	}
	o.begun = true
	return o.write(head)
}

// end writes what ends the output; its head too, where there were no rows.
func (o *output) end(head, tail []byte) error {
	if err := o.head(head); err != nil {
		return err
	}
	size := o.size
	err := o.write(tail)
	o.size = size // whoever goes on writes the tail again
	return err
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
	if isFull(err) {
		return fmt.Errorf("%s: the disk is full; make room, or write to another with -o", o.name)
	}
	return fmt.Errorf("write the output: %w", err)
}

func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// replace puts a file that is whole in the place of the one that was written.
func (o *output) replace(whole *os.File) {
	o.file.Close()
	o.spool, o.name, o.file = o.name, whole.Name(), whole
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
	os.Remove(o.checkpoint) // what is left of it counts for nothing
	if o.spool != "" {
		os.Remove(o.spool)
	}
	return nil
}

// abandon ends an output that failed, and adds to the error what was written,
// where it is, and how to go on.
func (o *output) abandon(err error) error {
	if o.checkpoint != "" && o.last.rows > 0 {
		if o.note(true) != nil { // where it cannot be noted, the note before counts
			defer os.Remove(o.checkpoint + ".tmp")
		}
	}
	if o.file != nil {
		o.file.Close() // again, where finish did
	}
	rows := o.last.rows
	switch {
	case rows == 0 && o.path != "":
		os.Remove(o.name)
		os.Remove(o.checkpoint)
		return fmt.Errorf("%w; nothing was written", err)
	case rows == 0:
		return fmt.Errorf("%w; no row was written", err)
	case o.path == "":
		return fmt.Errorf("%w; the first %d rows were written to %s, all of them whole", err, rows, o.name)
	}
	if isOfInput(err) { // which is not the same when it is mended
		return fmt.Errorf("%w; the first %d rows are in %s, all of them whole", err, rows, o.name)
	}
	return fmt.Errorf("%w; the first %d rows are in %s, all of them whole: the same command with --resume goes on behind them", err, rows, o.name)
}

// isOfInput tells whether an error is the fault of what is read.
func isOfInput(err error) bool {
	var (
		wrong  *table.Error
		fault  *dataflow.Error
		packed *unpack.Error
	)
	return errors.As(err, &wrong) || errors.As(err, &fault) || errors.As(err, &packed)
}
