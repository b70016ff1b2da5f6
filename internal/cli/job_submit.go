package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
)

type jobSubmitCommand struct {
	In  string `arg:"" help:"Table with a header, in any format that geocode reads, or Dataflow feed (csv, tab, pipe, XML); plain, gzip, zip or zstd; - is standard input." placeholder:"IN"`
	Out string `short:"o" help:"Wait, and write the answers to this file, in the order of the input; - is standard output. Default: submit only, and print the jobs' IDs." placeholder:"FILE"`
	connection

	Input       string `help:"Format of a feed, csv, tab, pipe or xml; default: as its first lines tell." placeholder:"FORMAT" values:"csv,tab,pipe,xml"`
	Description string `help:"What lists of jobs show; default: the file's name." placeholder:"TEXT"`
	Receipt     string `help:"File that tells of the jobs, to go on from; default with -o: FILE.jobs.json." placeholder:"FILE"`
	Resume      bool   `help:"Go on with what the receipt tells of, instead of sending everything again."`
	MaxEntities int64  `default:"200000" help:"Rows that the server takes in a job, 200000 by default; more become several jobs." placeholder:"N"`
	MaxBytes    int64  `default:"314572800" help:"Bytes, unpacked, that the server takes in a job, 300 MiB by default." placeholder:"N"`

	Country       string `help:"Country of a table's rows that name none." placeholder:"CC" group:"Tables"`
	MinConfidence string `help:"Least confidence of an answer to a table's row, Low, Medium or High; what is below fails." placeholder:"LEVEL" values:"Low,Medium,High" group:"Tables"`
	Format        string `help:"Format to write a table in; default: as FILE's name tells, else as the input." placeholder:"FORMAT" values:"csv,tsv,geojson,jsonl,xlsx,parquet" group:"Tables"`
	tableFlags    `embed:"" group:"Tables"`
}

// Help shows an example below the flags.
func (jobSubmitCommand) Help() string {
	return "Example: milepost job submit customers.csv -o answers.csv --server https://geocode.example.com"
}

// Run submits a file as one job or several; with -o it waits for them and
// joins what comes of them.
func (c *jobSubmitCommand) Run(r *run) error {
	if c.MaxEntities < 1 || c.MaxBytes < 1 {
		return usageError{errors.New("--max-entities and --max-bytes are positive numbers")}
	}
	server, err := c.connect(r, "")
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "milepost-job-")
	if err != nil {
		return fmt.Errorf("make a directory for the parts: %w; set TMPDIR to one that can be written", err)
	}
	defer os.RemoveAll(dir)
	s := &submitting{jobSubmitCommand: c, run: r, server: server, dir: dir, path: c.In}
	defer s.close()
	if err := s.prepare(); err != nil || c.DryRun {
		if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
			err = fmt.Errorf("%w; make room there, or set TMPDIR to another place", err)
		}
		return interrupted(r.ctx, err)
	}
	if err := s.submit(); err != nil {
		return s.goOn(c.explain(interrupted(r.ctx, err)))
	}
	if c.Out == "" {
		return s.print()
	}
	if err := s.collect(); err != nil {
		return s.goOn(c.explain(interrupted(r.ctx, err)))
	}
	return nil
}

// submitting is a file on its way to the server.
type submitting struct {
	*jobSubmitCommand
	*run
	server  *client.Client
	dir     string // for the parts
	path    string // of the input; of a copy where it is standard input
	parts   []client.Part
	receipt *client.Receipt

	questions *client.Questions // of a table; nil where the input is a feed
}

func (s *submitting) close() {
	if s.questions != nil {
		s.questions.Close() // a file of the directory that goes
	}
}

// prepare cuts the input into parts, and finds or begins the receipt.
func (s *submitting) prepare() error {
	in, err := s.open()
	if err != nil {
		return err
	}
	defer in.Close()
	if s.Out != "" && s.Out != "-" && in.same(os.Stat(s.Out)) {
		return usageError{fmt.Errorf("-o %s would write onto the file that is read; choose another name", s.Out)}
	}
	if s.Input == "" && !in.isFeed() {
		return s.prepareTable(in)
	}
	if flag := s.tableFlags.given(); flag != "" {
		return usageError{fmt.Errorf("%s is for tables; %s is a Dataflow feed, whose columns are given", flag, in.name)}
	}
	format, err := (&geocodeCommand{Input: s.Input}).format(in)
	if err != nil {
		return err
	}
	return s.cut(in, in, format)
}

// open opens the input; what comes from a pipe is copied first, as it is read
// twice.
func (s *submitting) open() (*feedInput, error) {
	if s.In == "-" && s.path == "-" {
		s.path = filepath.Join(s.dir, "input")
		file, err := os.Create(s.path)
		if err == nil {
			_, err = io.Copy(file, interruptible{s.ctx, s.run.In})
			err = errors.Join(err, file.Close())
		}
		if err != nil {
			return nil, fmt.Errorf("keep standard input: %w", err)
		}
	}
	in, err := openFeed(s.ctx, s.path, nil)
	if err == nil && s.In == "-" {
		in.name = "standard input"
	}
	return in, err
}

// cut makes parts of a feed, and finds the receipt.
func (s *submitting) cut(in *feedInput, feed io.Reader, format dataflow.Format) (err error) {
	s.parts, err = client.Cut(feed, format, client.Limits{Rows: s.MaxEntities, Bytes: s.MaxBytes}, s.dir)
	if err != nil {
		return interrupted(s.ctx, in.explain(err))
	}
	if len(s.parts) == 0 {
		return fmt.Errorf("%s has a heading and no rows: there is nothing to submit", in.name)
	}
	return s.findReceipt(format)
}

// findReceipt loads the receipt to go on from, or begins one.
func (s *submitting) findReceipt(format dataflow.Format) error {
	if s.Receipt == "" && s.Out != "" && s.Out != "-" {
		s.Receipt = s.Out + ".jobs.json"
	}
	if s.Resume && s.Receipt == "" {
		return usageError{errors.New("--resume: name the receipt to go on from with --receipt, or the output with -o")}
	}
	var rows int64
	for _, p := range s.parts {
		rows += p.Rows
	}
	description := s.Description
	if description == "" {
		description = filepath.Base(s.In)
	}
	s.receipt = client.NewReceipt(s.server.Server(), s.In, description, format, rows)
	s.receipt.Table = s.questions != nil
	if s.Receipt == "" {
		return nil
	}
	known, err := client.LoadReceipt(s.Receipt)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%w; name another file with --receipt", err)
	case !s.Resume:
		return fmt.Errorf("%s tells of jobs that were submitted before; --resume goes on with them, or remove it to begin anew", s.Receipt)
	case known.Table != s.receipt.Table:
		return fmt.Errorf("%s is of another input; name another receipt", s.Receipt)
	case known.Server != s.receipt.Server:
		return fmt.Errorf("%s is of the server %s, not %s; name that, or another receipt", s.Receipt, known.Server, s.receipt.Server)
	}
	s.receipt = known
	return nil
}

// submit sends the parts that are not with the server yet.
func (s *submitting) submit() error {
	show := newLineProgress(s.run)
	defer show.done()
	var sent int64
	show.tell(fmt.Sprintf("sending %d rows", s.receipt.Rows))
	err := s.server.SubmitParts(s.ctx, s.receipt, s.parts, func(r *client.Receipt) error {
		sent = 0
		for _, j := range r.Jobs {
			sent += j.Rows
		}
		show.tell(fmt.Sprintf("sent %d of %d rows, as %d jobs", sent, r.Rows, len(r.Jobs)))
		if s.Receipt == "" {
			return nil
		}
		if err := r.Save(s.Receipt); err != nil {
			return fmt.Errorf("%w; choose a place that can be written with -o or --receipt", err)
		}
		return nil
	})
	show.done()
	if errors.Is(err, client.ErrChanged) {
		return fmt.Errorf("%s: %w; remove %s to begin anew", s.In, err, s.Receipt)
	}
	if err == nil {
		s.say("%s: %s with %s, as %s", s.In, s.what(), s.receipt.Server, jobsInWords(len(s.receipt.Jobs)))
	}
	return err
}

// what is sent, with the verb.
func (s *submitting) what() string {
	thing := "row"
	if s.questions != nil {
		thing = "different question"
	}
	if s.receipt.Rows == 1 {
		return counted(1, thing) + " is"
	}
	return counted(s.receipt.Rows, thing) + " are"
}

func jobsInWords(n int) string {
	if n == 1 {
		return "one job"
	}
	return fmt.Sprintf("%d jobs", n)
}

// print prints the jobs' IDs, or with --json the receipt.
func (s *submitting) print() error {
	if s.json {
		return json.NewEncoder(s.run.Out).Encode(s.receipt)
	}
	for _, j := range s.receipt.Jobs {
		fmt.Fprintln(s.run.Out, j.ID)
	}
	return nil
}

// collect waits for the jobs, and writes the answers. The receipt has served
// then.
func (s *submitting) collect() error {
	d := &collection{run: s.run, server: s.server, out: s.Out, format: s.receipt.Format, side: bothSides, urls: s.receipt.URLs(), feed: client.Sources(s.parts)}
	if s.questions != nil {
		d.finish = s.answerTable
	}
	if err := d.do(); err != nil {
		return err
	}
	if s.Receipt != "" {
		return os.Remove(s.Receipt)
	}
	return nil
}

// goOn tells with an error how to go on from there.
func (s *submitting) goOn(err error) error {
	sent := len(s.receipt.Jobs)
	switch {
	case sent == 0:
		return err
	case s.Receipt == "":
		return fmt.Errorf("%w; with the server is %s: %s", err, jobsInWords(sent), strings.Join(s.receipt.URLs(), " "))
	case s.receipt.Whole && s.Out != "":
		return fmt.Errorf("%w; the jobs are with the server: the same command with --resume fetches what comes of them", err)
	}
	return fmt.Errorf("%w; the same command with --resume goes on", err)
}
