package cli

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
	"github.com/milepost/milepost/internal/server"
)

type demoCommand struct {
	Listen string `default:"127.0.0.1:0" help:"Address to listen on; port 0 is any free one." placeholder:"ADDR"`
	Exit   bool   `help:"End after the round trip; status 0 if every expected answer came."`
}

// Help shows an example below the flags.
func (demoCommand) Help() string { return "Example: milepost demo --exit" }

// demoSample is the feed that the demo uploads.
//
//go:embed demo/sample.csv
var demoSample []byte

// Run starts a server in a temporary directory, sends it the sample over
// HTTP, shows the answers and the commands that do the same by hand, and
// serves on.
func (c *demoCommand) Run(r *run) error {
	dir, err := os.MkdirTemp("", "milepost-demo-")
	if err != nil {
		return fmt.Errorf("make a directory for the demo: %w; set TMPDIR to one that can be written", err)
	}
	defer os.RemoveAll(dir)
	log := slog.New(slog.NewTextHandler(r.Err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	house, err := openHouse(r.ctx, houseOptions{dataDir: dir, drain: 5 * time.Second, log: log})
	if err != nil {
		return err
	}
	defer house.Close()
	secret, _, err := house.CreateKey(r.ctx, defaultAccount, "demo", time.Time{})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w; choose another address with --listen", err)
	}
	ctx, stop := context.WithCancel(r.ctx)
	defer stop()
	served := make(chan error, 1)
	go func() {
		config := server.Config{Jobs: house.Service, Attribution: house.attribution, Log: log}
		served <- serveUntilDone(ctx, listener, config, house, true, 5*time.Second)
	}()
	trip := &roundTrip{run: r, base: "http://" + listener.Addr().String(), key: secret, ends: c.Exit}
	err = trip.do(ctx)
	if err == nil && !c.Exit {
		r.say("\nStill serving on %s; Ctrl-C ends it.", trip.base)
		return <-served
	}
	stop()
	return errors.Join(err, <-served)
}

// roundTrip is the demo's job, seen from its client.
type roundTrip struct {
	*run
	base, key string
	ends      bool // the server ends with the round trip
}

func (t *roundTrip) do(ctx context.Context) error {
	start := time.Now()
	c, err := client.New(client.Config{URL: t.base, Key: t.key})
	if err != nil {
		return err
	}
	t.say("A server is up on %s, with a key of its own.\nUploading 40 rows …", t.base)
	url, err := c.Submit(ctx, dataflow.CSV, "demo", bytes.NewReader(demoSample))
	if err != nil {
		return fmt.Errorf("upload the sample: %w", err)
	}
	done, err := c.Wait(ctx, url, t.showProgress)
	if err != nil {
		return fmt.Errorf("wait for the job: %w", err)
	}
	if done.Status != string(job.Completed) {
		return fmt.Errorf("the job is %s: %s", done.Status, done.Error)
	}
	succeeded, err := t.download(ctx, c, url, client.Succeeded)
	if err != nil {
		return err
	}
	failed, err := t.download(ctx, c, url, client.Failed)
	if err != nil {
		return err
	}
	t.say("Done in %d ms.\n", time.Since(start).Milliseconds())
	if err := t.show(url, succeeded, failed); err != nil {
		return err
	}
	return checkDemo(append(succeeded, failed...))
}

func (t *roundTrip) showProgress(j client.Job) {
	t.say("  %-9s %d of %d rows", j.Status, j.Processed, j.Total)
}

func (t *roundTrip) download(ctx context.Context, c *client.Client, url string, side client.Side) ([]demoRow, error) {
	body, err := c.Download(ctx, url, side)
	if err != nil {
		return nil, fmt.Errorf("download %s: %w", side, err)
	}
	defer body.Close()
	feed, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("download %s: %w", side, err)
	}
	return readDemoRows(feed)
}
