package cli

import (
	"errors"
	"fmt"
	"io"

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
