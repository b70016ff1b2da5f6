package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
	"github.com/milepost/milepost/internal/table/answers"
	"github.com/milepost/milepost/internal/table/columns"
)

// tableWork is a table that is being geocoded.
type tableWork struct {
	*geocodeCommand
	*run
	in       *feedInput
	table    *tableInput
	mapping  *columns.Mapping
	layout   *answers.Layout
	format   string
	encoder  table.Encoder
	header   table.Header
	geocoder geocode.Geocoder
	build    string // of the geocoder
	memory   *memory
	indexes  indexSet
	report   *reportFile // of the outcomes; nil where none is wanted
}

// geocodeTable geocodes a table with a header.
func (c *geocodeCommand) geocodeTable(r *run, in *feedInput, set indexSet) error {
	geocoder := engine.New(set...)
	w, err := c.openWork(r, in, tableWork{indexes: set, geocoder: geocoder, build: geocoder.Build()})
	if err != nil {
		return err
	}
	defer w.table.Close()
	if c.DryRun {
		return w.dryRun()
	}
	if !r.quiet {
		w.describe(r.Err)
	}
	return w.do()
}

// openWork opens a table, and decides what is asked and what is written. of
// is who answers.
func (c *geocodeCommand) openWork(r *run, in *feedInput, of tableWork) (*tableWork, error) {
	t, err := c.openTable(in)
	if err != nil {
		return nil, in.explain(interrupted(r.ctx, err))
	}
	w := &of
	w.geocodeCommand, w.run, w.in, w.table, w.memory = c, r, in, t, newMemory()
	if err := w.prepare(); err != nil {
		t.Close()
		return nil, err
	}
	return w, nil
}

// do geocodes the table into its output.
func (w *tableWork) do() error {
	options := outputOptions{path: w.Out, resume: w.Resume, settings: w.settings(), say: w.say}
	var err error
	if w.report, err = createReport(w.Report, w.Out, w.in); err != nil {
		return err
	}
	defer w.report.abandon() // what is whole stays
	if w.report != nil {
		options.summary = w.report
	}
	out, err := createOutput(options, w.run.Out, w.in)
	if err != nil {
		return err
	}
	if w.spools() && out.path == "" {
		if err := out.spoolFirst(); err != nil {
			return err
		}
	}
	return w.write(out)
}

// prepare decides what is asked and what is written.
func (w *tableWork) prepare() (err error) {
	if w.mapping, err = columns.Recognise(w.table.Columns(), w.table.sample, w.chosen, w.way); err != nil {
		err = fmt.Errorf("%s: %w", w.in.name, err)
		if len(w.chosen) > 0 {
			err = usageError{err}
		}
		return err
	}
	if w.format, err = w.outputFormat(w.table); err != nil {
		return usageError{err}
	}
	options := answers.Options{Fields: w.fields(), Prefix: w.Prefix, Culture: w.Culture}
	if options.Extra, err = w.openJoins(); err != nil {
		return err
	}
	if w.DecimalComma && (w.format == formatCSV || w.format == formatTSV) {
		options.Decimal = ","
	}
	if w.layout, err = answers.NewLayout(options, w.table.Columns()); err != nil {
		return usageError{err}
	}
	w.header = table.Header{Input: w.table.Columns(), Added: w.layout.Columns}
	w.encoder = w.geocodeCommand.encoder(w.format, w.table, w.header)
	return nil
}

// fields are the names of the columns to add; "" for the usual ones.
func (w *tableWork) fields() string {
	if !w.Explain || slices.ContainsFunc(strings.Split(w.Fields, ","), func(f string) bool {
		return strings.EqualFold(strings.TrimSpace(f), answers.Explanation)
	}) {
		return w.Fields
	}
	return cmp.Or(strings.TrimSpace(w.Fields), answers.Defaults) + "," + answers.Explanation
}

// describe says what was recognised.
func (w *tableWork) describe(to io.Writer) {
	what := "the points of addresses"
	if w.mapping.Reverse {
		what = "the addresses of points"
	}
	fmt.Fprintf(to, "%s: %s; asked for %s\n", w.in.name, w.table.describe(), what)
	for _, line := range w.mapping.Lines() {
		fmt.Fprintln(to, shorten("  "+line, widthOf(to, unlimited)))
	}
	for _, note := range w.mapping.Notes() {
		fmt.Fprintf(to, "  note       %s\n", note)
	}
	for i := range w.joins {
		fmt.Fprintf(to, "  %s\n", w.joins[i].describe())
	}
}

// settings are what the output depends on.
func (w *tableWork) settings() settings {
	var added []string
	for _, c := range w.header.Added {
		added = append(added, c.Name)
	}
	return settings{
		"input": w.in.identity(), "index": w.build, "format": w.format, "choice of columns": strings.Join(w.mapping.Lines(), "\n"),
		"choice of fields": strings.Join(added, ","), "--country": w.Country, "--min-confidence": w.least.String(), "--bbox": w.Bbox,
		"--join": w.identityOfJoins(), "--report": fmt.Sprint(w.Report != ""), "--culture": w.Culture, "--decimal-comma": fmt.Sprint(w.DecimalComma), "encoding": w.table.describe(),
	}
}

// write geocodes all rows into the output.
func (w *tableWork) write(out *output) error {
	start, show := time.Now(), newGeocodeProgress(w.run, w.in, out)
	all, err := w.rows(out, show.tell)
	show.done(err == nil)
	if err == nil {
		err = w.finish(out)
	}
	if err != nil {
		return out.abandon(w.in.explain(interrupted(w.ctx, err)))
	}
	if err := w.writeReport(); err != nil {
		return err
	}
	w.say("%s", all.summary(time.Since(start), out.before.rows))
	if all.faulty > 0 {
		w.say("%d of the failed rows could not be asked for; the first: %s", all.faulty, all.fault)
	}
	if strays := w.table.strays(); strays != "" {
		w.say("%s", strays)
	}
	return w.judge(all)
}

// rows sends the rows through the pipeline. The tally is of those that were
// written, with an error too.
func (w *tableWork) rows(out *output, tell func(*tally)) (*tally, error) {
	all := out.before
	if err := w.skip(all.rows); err != nil {
		return &all, err
	}
	head := w.encoder.AppendHead([]byte{})
	p := pipeline[tableChunk]{workers: w.Workers, interrupt: w.in.interrupt, split: w.split, answer: w.answer}
	p.write = func(next *piece[tableChunk]) error {
		next.tally.add(&all)
		if err := out.rows(head, next.output); err != nil {
			return err
		}
		for i := range next.content.outcomes {
			w.report.Add(&next.content.outcomes[i])
		}
		all = next.tally
		tell(&all)
		return out.reached(&all)
	}
	if err := p.run(w.ctx); err != nil {
		return &all, err
	}
	return &all, out.end(head, w.encoder.AppendTail(nil))
}

// skip reads over the rows that were done before.
func (w *tableWork) skip(rows int64) error {
	var row table.Row
	for range rows {
		if err := w.table.Read(&row); err != nil {
			if err == io.EOF {
				return errors.New("the input has fewer rows than were done before: start anew without --resume")
			}
			return err
		}
	}
	return nil
}

// Bounds of a chunk of a table.
const (
	chunkRows  = 2000
	chunkBytes = 1 << 20 // of cells, about
)

// tableChunk is some rows of a table.
type tableChunk struct {
	rows     []table.Row
	outcomes []table.Outcome // for a summary
}

// split cuts the table into chunks.
func (w *tableWork) split(take func() *piece[tableChunk], give func(*piece[tableChunk]) error) error {
	for {
		next := take()
		c := &next.content
		c.outcomes = c.outcomes[:0]
		var err error
		for size := 0; next.rows < chunkRows && size < chunkBytes; next.rows++ {
			if next.rows == len(c.rows) {
				c.rows = append(c.rows, table.Row{})
			}
			row := &c.rows[next.rows]
			if err = w.table.Read(row); err != nil {
				break
			}
			size += len(row.Raw)
			if len(row.Raw) == 0 {
				for _, cell := range row.Cells {
					size += len(cell.Text)
				}
			}
		}
		if next.rows > 0 {
			if err := give(next); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// answer answers the rows of a chunk and writes them to its output.
func (w *tableWork) answer(ctx context.Context, next *piece[tableChunk]) error {
	rows := next.content.rows[:next.rows]
	found, err := w.ask(ctx, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		a := found[i]
		next.output = w.encoder.AppendRow(next.output, &rows[i], &a.result)
		switch {
		case a.outcome.Status == geocode.Success:
			next.tally.countAnswered(a.outcome.Confidence)
		case a.fault != "":
			next.tally.countFault(a.fault)
		default:
			next.tally.countFailed()
		}
		if w.report != nil {
			outcome := a.outcome
			outcome.Number, outcome.Line = rows[i].Number, rows[i].Line
			if a.fault != "" {
				outcome.Question = cellsOf(&rows[i])
			}
			next.content.outcomes = append(next.content.outcomes, outcome)
		}
	}
	return nil
}
