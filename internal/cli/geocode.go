package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
)

type geocodeCommand struct {
	In      string   `arg:"" help:"Table with a header (csv, tsv, JSON lines, GeoJSON, xlsx, parquet) or Dataflow feed (csv, tab, pipe, XML) to read; plain, gzip, zip or zstd; - is standard input." placeholder:"IN"`
	Out     string   `short:"o" default:"-" help:"File to write; - is standard output." placeholder:"FILE"`
	Index   []string `sep:"none" help:"Directory of an index; repeatable. The built-in gazetteer is always asked." placeholder:"DIR"`
	Workers int      `help:"Chunks geocoded at a time; default: the cores." placeholder:"N"`
	Resume  bool     `help:"Go on where the same command was interrupted."`

	Country       string `help:"Country of rows that name none." placeholder:"CC"`
	MinConfidence string `help:"Least confidence of an answer, Low, Medium or High; what is below fails." placeholder:"LEVEL" values:"Low,Medium,High"`
	Explain       bool   `help:"Add a column that says in a sentence why an answer is not certain, or why there is none, in the language of --culture (English, German, French, Spanish)."`
	FailUnder     string `help:"Exit with status 3 if fewer than this share of the rows were answered, e.g. 0.9 or 90%." placeholder:"SHARE"`
	Format        string `help:"Format to write; default: as FILE's name tells, else as the input." placeholder:"FORMAT" values:"csv,tsv,geojson,jsonl,xlsx,parquet,xml"`
	Input         string `help:"Read a Dataflow feed of this format, csv, tab, pipe or xml; default: as its first lines tell." placeholder:"FORMAT" values:"csv,tab,pipe,xml"`
	tableFlags    `embed:"" group:"Tables"`
	failUnder     float64
	least         geocode.Confidence
}

// Help shows an example below the flags.
func (geocodeCommand) Help() string {
	return "Example: milepost geocode customers.csv -o answered.csv --index kentucky"
}

// Run geocodes a file: all rows come out in the order they came in, answered
// or failed. A Dataflow feed stays one of its own format and schema; a table
// gets its answers as more columns.
func (c *geocodeCommand) Run(r *run) error {
	if err := c.check(); err != nil {
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
	if c.Input == "" && !in.isFeed() {
		return c.geocodeTable(r, in, set)
	}
	return c.geocodeFeed(r, in, set)
}

// geocodeFeed geocodes a Dataflow feed.
func (c *geocodeCommand) geocodeFeed(r *run, in *feedInput, set indexSet) error {
	format, err := c.format(in)
	if err != nil {
		return err
	}
	if flag := c.tableFlags.given(); flag != "" {
		return usageError{fmt.Errorf("%s is for tables; %s is a Dataflow feed, whose columns are given", flag, in.name)}
	}
	if c.Explain {
		return usageError{fmt.Errorf("--explain is for tables; %s is a Dataflow feed, whose columns are given", in.name)}
	}
	if c.Format != "" && c.Format != string(format) {
		return usageError{fmt.Errorf("--format %s: %s is a Dataflow feed in %s, and so will be what is written", c.Format, in.name, format)}
	}
	if ending := endings[strings.ToLower(filepath.Ext(c.Out))]; ending != "" && ending != formatCSV && ending != formatTSV {
		return usageError{fmt.Errorf("-o %s: %s is a Dataflow feed in %s, and so will be what is written; choose another ending", c.Out, in.name, format)}
	}
	geocoder := engine.New(set...)
	settings := settings{"input": in.identity(), "index": geocoder.Build(), "format": string(format), "--country": c.Country, "--min-confidence": c.least.String()}
	out, err := createOutput(outputOptions{path: c.Out, resume: c.Resume, settings: settings, say: r.say}, r.Out, in)
	if err != nil {
		return err
	}
	work := feedWork{geocoder: geocoder, workers: c.Workers, narrow: c.narrowing()}
	start, show := time.Now(), newGeocodeProgress(r, in, out)
	all, err := work.run(r.ctx, in, format, out, show.tell)
	show.done(err == nil)
	if err == nil {
		err = out.finish()
	}
	if err != nil {
		return out.abandon(in.explain(err))
	}
	r.say("%s", all.summary(time.Since(start), out.before.rows))
	return c.judge(all)
}

// check reads the flags that stand for more than themselves.
func (c *geocodeCommand) check() (err error) {
	if c.Workers < 0 {
		return errors.New("--workers is a positive number")
	}
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	ok := true
	if c.least, ok = geocode.ParseConfidence(c.MinConfidence); c.MinConfidence != "" && !ok {
		return fmt.Errorf("--min-confidence: %q is none; Low, Medium or High is expected", c.MinConfidence)
	}
	if c.Country != "" && !isCountryCode(c.Country) {
		return fmt.Errorf("--country: %q is no two-letter code of a country, such as US", c.Country)
	}
	if c.failUnder, err = parseShare(c.FailUnder); err != nil {
		return fmt.Errorf("--fail-under: %w", err)
	}
	return c.tableFlags.check()
}

// parseShare reads a part of the whole: "0.9" or "90%".
func parseShare(text string) (float64, error) {
	if text == "" {
		return 0, nil
	}
	digits, percent := strings.CutSuffix(text, "%")
	share, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if percent {
		share /= 100
	}
	if err != nil || !(share >= 0 && share <= 1) {
		return 0, fmt.Errorf("%q is no share; a number from 0 to 1 or a percentage is expected, e.g. 0.9 or 90%%", text)
	}
	return share, nil
}

// narrowing gives what the flags ask of every request; nil where they ask
// nothing.
func (c *geocodeCommand) narrowing() func(*geocode.Request) {
	if c.Country == "" && c.least == geocode.AnyConfidence {
		return nil
	}
	return func(request *geocode.Request) {
		request.MinimumConfidence = max(request.MinimumConfidence, c.least)
		if !request.Reverse && request.Address.CountryRegion == "" {
			request.Address.CountryRegion = c.Country
		}
	}
}

// tooFewError ends work that is whole, but whose rows were too often not
// answered.
type tooFewError struct{ error }

// judge fails where fewer rows were answered than --fail-under asks for.
func (c *geocodeCommand) judge(all *tally) error {
	if share := all.share(); share < c.failUnder {
		return tooFewError{fmt.Errorf("%.1f %% of the rows were answered, less than --fail-under %s; the output is whole", 100*share, c.FailUnder)}
	}
	return nil
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
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return errInterrupted
	}
	return err
}
