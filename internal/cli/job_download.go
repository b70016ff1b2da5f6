package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
)

type jobDownloadCommand struct {
	Jobs []string `arg:"" name:"job" help:"IDs or addresses of jobs, in the order of their input, or a file with a receipt of 'job submit'."`
	Out  string   `short:"o" default:"-" help:"File to write; - is standard output." placeholder:"FILE"`
	Side string   `help:"Which rows: succeeded, failed, or both in the order of the input; default: both where the input is known, else succeeded." placeholder:"SIDE" values:"succeeded,failed,both"`
	connection

	Feed  string `help:"The feed that was submitted, where no receipt names it; needed for both sides." placeholder:"IN"`
	Input string `help:"Format of the answers, csv, tab, pipe or xml; default: as their first lines tell." placeholder:"FORMAT" values:"csv,tab,pipe,xml"`
}

// Help shows an example below the flags.
func (jobDownloadCommand) Help() string {
	return "Example: milepost job download 0123456789abcdef0123456789abcdef --side failed -o failed.csv"
}

// bothSides is the side that is both, in the order of the input.
const bothSides client.Side = "both"

// Run waits for the jobs, should they be pending still, and writes what came
// of them.
func (c *jobDownloadCommand) Run(r *run) error {
	named, server, err := c.reach(r, c.Jobs)
	if err != nil {
		return err
	}
	d := &collection{run: r, server: server, out: c.Out, urls: named.urls}
	if err := c.choose(d, named.receipt); err != nil {
		return usageError{err}
	}
	return c.explain(interrupted(r.ctx, d.do()))
}

// choose says what is to be collected, of what feed.
func (c *jobDownloadCommand) choose(d *collection, receipt *client.Receipt) error {
	input := c.Feed
	if receipt != nil && receipt.Table {
		return fmt.Errorf("the receipt is a table's: 'milepost job submit %s -o FILE --receipt %s --resume' writes its answers", receipt.Input, c.Jobs[0])
	}
	if receipt != nil {
		d.format = receipt.Format
		if input == "" && receipt.Input != "-" {
			input = receipt.Input
		}
	}
	if c.Input != "" {
		format, ok := dataflow.ParseFormat(c.Input)
		if !ok {
			return fmt.Errorf("--input: %q is no format; csv, tab, pipe or xml is expected", c.Input)
		}
		d.format = format
	}
	switch d.side = client.Side(c.Side); {
	case d.side == "" && input != "":
		d.side = bothSides
	case d.side == "":
		d.side = client.Succeeded
	case d.side == bothSides && input == "":
		return errors.New("--side both needs the feed that was submitted: name it with --feed")
	case d.side != client.Succeeded && d.side != client.Failed && d.side != bothSides:
		return fmt.Errorf("--side: %q is none; succeeded, failed or both is expected", c.Side)
	}
	d.feed = []client.Source{{Name: input, Open: func() (io.ReadCloser, error) { return openPlain(d.run, input) }}}
	return nil
}

// openPlain opens a file and unpacks what is packed.
func openPlain(r *run, path string) (io.ReadCloser, error) {
	in, err := openFeed(r.ctx, path, r.In)
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{in, closer(in.Close)}, nil
}

type closer func()

func (c closer) Close() error { c(); return nil }

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
	if d.out == "-" {
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

// write writes the output beside its place, and moves it there when it is
// whole.
func (d *collection) write(do func(io.Writer) error) error {
	if d.out == "-" {
		w := bufio.NewWriter(d.Out)
		if err := do(w); err != nil {
			return err
		}
		return w.Flush()
	}
	file, err := os.Create(d.out + partialSuffix)
	if err != nil {
		return fmt.Errorf("create the output: %w; choose a place that can be written with -o", err)
	}
	defer file.Close() // again, where all is well
	if err = do(file); err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		os.Remove(file.Name())
		return fmt.Errorf("write the output: %w", err)
	}
	return os.Rename(file.Name(), d.out)
}

// sumUp ends the work.
func (d *collection) sumUp(jobs []client.Job) {
	var rows, failed int64
	for _, j := range jobs {
		rows, failed = rows+j.Total, failed+j.Failed
	}
	d.say("%d rows: %d answered, %d failed; %s written to %s", rows, rows-failed, failed,
		map[client.Side]string{client.Succeeded: "those that succeeded are", client.Failed: "those that failed are", bothSides: "all are"}[d.side], d.outName())
}

func (d *collection) outName() string {
	if d.out == "-" {
		return "standard output"
	}
	return d.out
}
