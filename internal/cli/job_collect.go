package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
)

// collection is what came of jobs, on its way into one file.
type collection struct {
	*run
	server *client.Client
	out    string // path; "-" is standard output
	urls   []string
	side   client.Side
	format dataflow.Format // "": as the answers tell
	feed   []client.Source // for both sides

	// finish, where not nil, is given the files with both sides, and writes
	// what is to be written and said itself.
	finish func(dir string, succeeded, failed []string) error
}

// partsSuffix ends the name of the directory in which downloads are kept
// until they are joined, so that an interrupted one is gone on with.
const partsSuffix = ".parts"

func (d *collection) do() error {
	jobs, err := waitForJobs(d.run, d.server, d.urls)
	if err != nil {
		return err
	}
	if err := aborted(jobs); err != nil {
		return err
	}
	dir := d.out + partsSuffix
	if _, device := placeOf(d.out); device || d.out == "-" {
		if dir, err = os.MkdirTemp("", "milepost-job-"); err == nil {
			defer os.RemoveAll(dir)
		}
	} else {
		err = os.MkdirAll(dir, 0o777)
	}
	if err != nil {
		return fmt.Errorf("make a directory for the downloads: %w; choose a place that can be written with -o", err)
	}
	sides, err := d.fetch(dir)
	if err != nil {
		return err
	}
	if d.finish != nil {
		err = d.finish(dir, sides[0], sides[1])
	} else if err = d.write(d.joined(sides)); err == nil {
		d.sumUp(jobs)
	}
	if err != nil {
		return err
	}
	return os.RemoveAll(dir)
}

// fetch downloads what is asked for into dir, and gives the files of the rows
// that succeeded and of those that failed.
func (d *collection) fetch(dir string) (sides [2][]string, err error) {
	for i, side := range [...]client.Side{client.Succeeded, client.Failed} {
		if d.side != side && d.side != bothSides {
			continue
		}
		show := newLineProgress(d.run)
		show.tell("fetching the rows that " + map[client.Side]string{client.Succeeded: "succeeded", client.Failed: "failed"}[side])
		sides[i], err = d.server.FetchAll(d.ctx, d.urls, side, dir)
		show.done()
		if err != nil {
			return sides, err
		}
	}
	return sides, nil
}

// joined writes what is asked for of the files.
func (d *collection) joined(sides [2][]string) func(io.Writer) error {
	return func(w io.Writer) error {
		if d.side == bothSides {
			return client.Merge(w, d.format, d.feed, sides[0], sides[1])
		}
		return d.join(w, append(sides[0], sides[1]...))
	}
}

// join writes one side of all jobs; that of a single job as it came.
func (d *collection) join(w io.Writer, paths []string) error {
	if len(paths) == 1 {
		file, err := os.Open(paths[0])
		if err != nil {
			return err
		}
		defer file.Close()
		_, err = io.Copy(w, file)
		return err
	}
	format := d.format
	for _, path := range paths {
		if format != "" {
			break
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Size() == 0 {
			continue
		}
		in, err := openFeed(d.ctx, path, nil)
		if err != nil {
			return err
		}
		format, err = in.guessFormat()
		in.Close()
		if err != nil {
			return fmt.Errorf("the format of the answers cannot be told; name it with --input csv, tab, pipe or xml (%w)", err)
		}
	}
	return client.Join(w, format, paths)
}

// write writes the output, whole or not at all.
func (d *collection) write(do func(io.Writer) error) error {
	if d.out == "-" {
		w := bufio.NewWriter(d.Out)
		if err := do(w); err != nil {
			return err
		}
		return w.Flush()
	}
	return writeWhole(d.out, do)
}

// sumUp ends the work.
func (d *collection) sumUp(jobs []client.Job) {
	var rows, failed int64
	for _, j := range jobs {
		rows, failed = rows+j.Total, failed+j.Failed
	}
	d.say("%s: %d answered, %d failed; %s written to %s", counted(rows, "row"), rows-failed, failed,
		map[client.Side]string{client.Succeeded: "those that succeeded are", client.Failed: "those that failed are", bothSides: "all are"}[d.side], d.outName())
}

func (d *collection) outName() string {
	if d.out == "-" {
		return "standard output"
	}
	return d.out
}
