// Package cli is the command line: one file a command, one struct that reads
// like the manual, and the only place that knows which store, queue, blob
// bucket or index is meant.
//
// Results go to standard output, everything else to standard error. A
// command that fails prints one line that says what to do and exits with 1;
// wrong usage exits with 2.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// Streams are a command's three standard streams.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// commands is the whole command line.
type commands struct {
	Config kong.ConfigFlag `help:"Read flags from this JSON file; flags and the environment win over it. Default: milepost/config.json in the user's directory for settings." placeholder:"FILE"`
	Quiet  bool            `short:"q" help:"Say nothing but errors."`
	JSON   bool            `help:"Print listings as JSON."`

	Demo    demoCommand    `cmd:"" help:"Watch the whole round trip on built-in data."`
	Serve   serveCommand   `cmd:"" help:"Serve the Geocode Dataflow API and process its jobs."`
	Geocode geocodeCommand `cmd:"" help:"Geocode or reverse-geocode a file on this machine, without a server."`
	Job     jobCommand     `cmd:"" help:"Send work to a Dataflow server and fetch what comes of it."`
	Index   indexCommand   `cmd:"" help:"Make, inspect and ask an index."`
	Key     keyCommand     `cmd:"" help:"Make, list and revoke API keys."`
	Version versionCommand `cmd:"" help:"Print the version and the data built in."`

	Completion completionCommand `cmd:"" help:"Print a script that completes commands and flags in a shell."`
}

// run is what every command is given beside its own flags.
type run struct {
	Streams
	ctx     context.Context // ends on Ctrl-C and SIGTERM
	version string
	quiet   bool
	json    bool
	drawn   *lineProgress // the last that was begun; may be nil
}

// say prints a line for people to standard error, unless told to be quiet.
func (r *run) say(format string, args ...any) {
	if r.quiet {
		return
	}
	if r.drawn != nil { // or the line would begin behind it
		r.drawn.done()
	}
	fmt.Fprintf(r.Err, format+"\n", args...)
}

// Exit statuses.
const (
	exitFailed = 1
	exitUsage  = 2
	exitTooFew = 3 // the work is whole, but fewer rows were answered than was asked for
)

// Main runs the command line and returns the exit status.
func Main(version string, args []string, streams Streams) (status int) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case exitCode:
			status = int(cause)
		default:
			panic(cause)
		}
	}()
	var c commands
	parser, err := kong.New(&c,
		kong.Name("milepost"),
		kong.Description("Geocode files in batch: the Geocode Dataflow API on your own machine."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.DefaultEnvars("MILEPOST"),
		kong.Configuration(readConfig, defaultConfig(args)...),
		kong.Writers(streams.Out, streams.Err),
		kong.Exit(func(code int) { panic(exitCode(code)) }),
	)
	if err != nil { // the config file's, or this would not be a program
		fmt.Fprintf(streams.Err, "milepost: %v\n", err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(streams.Err, "milepost: %v; see %s --help\n", err, commandOf(err))
		return exitUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // who presses Ctrl-C again does not want to wait
	r := &run{Streams: streams, ctx: ctx, version: version, quiet: c.Quiet, json: c.JSON}
	if err := parsed.Run(r); err != nil {
		fmt.Fprintf(streams.Err, "milepost: %v\n", err)
		return statusOf(err)
	}
	return 0
}

// commandOf is the command whose arguments could not be read, as far as they
// name one.
func commandOf(err error) string {
	if wrong := (*kong.ParseError)(nil); errors.As(err, &wrong) && wrong.Context != nil {
		if command := wrong.Context.Selected(); command != nil {
			for command.Type != kong.CommandNode && command.Parent != nil {
				command = command.Parent
			}
			return command.FullPath()
		}
	}
	return "milepost"
}

// exitCode carries kong's wish to exit (after --help) up to Main.
type exitCode int

// usageError is a wrong use of the command line that kong cannot see.
type usageError struct{ error }

func statusOf(err error) int {
	if usage := (usageError{}); errors.As(err, &usage) {
		return exitUsage
	}
	if tooFew := (tooFewError{}); errors.As(err, &tooFew) {
		return exitTooFew
	}
	return exitFailed
}
