package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
)

type geocodeCommand struct {
	In      string   `arg:"" help:"Dataflow feed to read: csv, tab, pipe or XML; plain, gzip, zip or zstd; - is standard input." placeholder:"IN"`
	Out     string   `short:"o" default:"-" help:"File to write; - is standard output." placeholder:"FILE"`
	Index   []string `sep:"none" help:"Directory of an index; repeatable. The built-in gazetteer is always asked." placeholder:"DIR"`
	Input   string   `help:"Format of the feed, csv, tab, pipe or xml; default: as its first lines tell." placeholder:"FORMAT" values:"csv,tab,pipe,xml"`
	Workers int      `help:"Chunks geocoded at a time; default: the cores." placeholder:"N"`

	Country       string `help:"Country of rows that name none." placeholder:"CC"`
	MinConfidence string `help:"Least confidence of an answer, Low, Medium or High; what is below fails." placeholder:"LEVEL" values:"Low,Medium,High"`
}

// Help shows an example below the flags.
func (geocodeCommand) Help() string {
	return "Example: milepost geocode addresses.csv -o answered.csv --index kentucky"
}

// Run geocodes a feed: all rows come out in the order they came in, answered
// or failed, in the feed's own format and schema.
func (c *geocodeCommand) Run(r *run) error {
	narrow, err := c.narrowing()
	if err != nil {
		return usageError{err}
	}
	tuneCollector()
	set, err := openIndexes(c.Index)
	if err != nil {
		return err
	}
	defer set.Close()
	in, err := openFeed(r.ctx, c.In, r.In)
	if err != nil {
		return err
	}
	defer in.Close()
	format, err := c.format(in)
	if err != nil {
		return err
	}
	out, err := createOutput(c.Out, r.Out, in)
	if err != nil {
		return err
	}
	p := pipeline{geocoder: engine.New(set...), workers: c.Workers, narrow: narrow}
	return p.geocodeFile(r, in, format, out)
}

// geocodeFile sends the feed through the pipeline, shows how far it is, and
// sums up.
func (p *pipeline) geocodeFile(r *run, in *feedInput, format dataflow.Format, out *output) error {
	start := time.Now()
	show := newGeocodeProgress(r, in, out)
	all, err := p.run(r.ctx, in, format, out, show.tell)
	show.done(err == nil)
	if err == nil {
		err = out.finish()
	}
	if err != nil {
		return out.abandon(in.explain(err))
	}
	r.say("%s", all.summary(time.Since(start)))
	return nil
}

// narrowing gives what the flags ask of every request; nil where they ask
// nothing.
func (c *geocodeCommand) narrowing() (func(*geocode.Request), error) {
	if c.Workers < 0 {
		return nil, errors.New("--workers is a positive number")
	}
	least, ok := geocode.ParseConfidence(c.MinConfidence)
	if c.MinConfidence != "" && !ok {
		return nil, fmt.Errorf("--min-confidence: %q is none; Low, Medium or High is expected", c.MinConfidence)
	}
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Country == "" && !ok {
		return nil, nil
	}
	return func(request *geocode.Request) {
		request.MinimumConfidence = max(request.MinimumConfidence, least)
		if !request.Reverse && request.Address.CountryRegion == "" {
			request.Address.CountryRegion = c.Country
		}
	}, nil
}

// format is the one given, or the one that the feed shows.
func (c *geocodeCommand) format(in *feedInput) (dataflow.Format, error) {
	if c.Input == "" {
		return in.guessFormat()
	}
	format, ok := dataflow.ParseFormat(c.Input)
	if !ok {
		return "", usageError{fmt.Errorf("--input: %q is no format; csv, tab, pipe or xml is expected", c.Input)}
	}
	return format, nil
}

// errInterrupted is what a command ends with that was told to stop.
var errInterrupted = errors.New("interrupted")

// interrupted tells an error that comes of being told to stop from others.
func interrupted(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return errInterrupted
	}
	return err
}
