// Bench measures whole jobs on a real server process: 200,000 place names
// from POST to download in csv and in XML, and a feed of 300 MB. It prints
// seconds, the ratio to a plain encoding/csv copy of the same file in the
// same run, rows per second, the server's peak RssAnon, and the time that
// status answers take meanwhile. Then it measures tables: the time and memory
// of `milepost geocode` against what the engine alone takes.
//
// Usage: go run ./scripts/bench MILEPOST, the path of a built binary.
package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/milepost/milepost/internal/client"
	"github.com/milepost/milepost/internal/dataflow"
)

const rows = 200_000

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./scripts/bench MILEPOST")
		os.Exit(2)
	}
	var err error
	if os.Getenv("ONLY") != "tables" {
		err = bench(context.Background(), os.Args[1])
	}
	if err == nil {
		err = benchTables(context.Background(), os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(ctx context.Context, binary string) error {
	fmt.Printf("%-34s %8s %9s %10s %9s %12s %12s\n", "job", "MB", "seconds", "× csv copy", "rows/s", "RssAnon MB", "status p99")
	for _, j := range []struct {
		name   string
		format dataflow.Format
		feed   func(w io.Writer) error
	}{
		{"200,000 place names, csv", dataflow.CSV, writeCSV(0)},
		{"200,000 place names, XML", dataflow.XML, writeXML(0)},
		{"200,000 rows of 1.4 kB, csv", dataflow.CSV, writeCSV(1350)},
		{"200,000 rows of 1.4 kB, XML", dataflow.XML, writeXML(1250)},
	} {
		feed, err := os.CreateTemp("", "milepost-bench-*")
		if err != nil {
			return err
		}
		defer os.Remove(feed.Name())
		if err := j.feed(feed); err != nil {
			return err
		}
		feed.Close()
		if err := run(ctx, binary, j.name, j.format, feed.Name()); err != nil {
			return fmt.Errorf("%s: %w", j.name, err)
		}
	}
	return nil
}

// run measures one job on a server of its own.
func run(ctx context.Context, binary, name string, format dataflow.Format, path string) error {
	copySeconds := 0.0
	if format == dataflow.CSV {
		var err error
		if copySeconds, err = plainCopy(path); err != nil {
			return err
		}
	}
	s, err := startServer(ctx, binary)
	if err != nil {
		return err
	}
	defer s.stop()
	start := time.Now()
	latencies, err := roundTrip(ctx, s, format, path)
	if err != nil {
		return err
	}
	seconds := time.Since(start).Seconds()
	ratio := "–"
	if copySeconds > 0 {
		ratio = fmt.Sprintf("%.1f", seconds/copySeconds)
	}
	size, _ := os.Stat(path)
	fmt.Printf("%-34s %8.1f %9.2f %10s %9.0f %12.1f %12s\n", name, float64(size.Size())/1e6, seconds, ratio,
		rows/seconds, float64(s.peak())/1e6, percentile(latencies, 99).Round(100*time.Microsecond))
	return nil
}

// roundTrip posts the feed, asks for the status until the job is done, and
// downloads both sides. It returns how long each status answer took.
func roundTrip(ctx context.Context, s *serverProcess, format dataflow.Format, path string) ([]time.Duration, error) {
	c, err := client.New(client.Config{URL: s.url, Key: benchKey})
	if err != nil {
		return nil, err
	}
	feed, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer feed.Close()
	url, err := c.Submit(ctx, format, "bench", feed)
	if err != nil {
		return nil, err
	}
	latencies, done, err := poll(ctx, c, url)
	if err != nil {
		return nil, err
	}
	if done.Status != "Completed" || done.Processed != rows {
		return nil, fmt.Errorf("the job ended as %s with %d rows: %s", done.Status, done.Processed, done.Error)
	}
	for _, side := range []client.Side{client.Succeeded, client.Failed} {
		body, err := c.Download(ctx, url, side)
		if err != nil {
			return nil, err
		}
		_, err = io.Copy(io.Discard, body)
		body.Close()
		if err != nil {
			return nil, err
		}
	}
	return latencies, nil
}

func poll(ctx context.Context, c *client.Client, url string) ([]time.Duration, client.Job, error) {
	var latencies []time.Duration
	for {
		start := time.Now()
		j, err := c.Status(ctx, url)
		latencies = append(latencies, time.Since(start))
		if err != nil || j.Done() {
			return latencies, j, err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// plainCopy reads and writes a csv file with encoding/csv, and returns the
// seconds it took: the measure that other times are compared with.
func plainCopy(path string) (float64, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	_, table, _ := bytes.Cut(data, []byte("\n"))
	start := time.Now()
	r, w := csv.NewReader(bytes.NewReader(table)), csv.NewWriter(io.Discard)
	r.ReuseRecord = true
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, err
		}
		if err := w.Write(record); err != nil {
			return 0, err
		}
	}
	w.Flush()
	return time.Since(start).Seconds(), nil
}

func percentile(d []time.Duration, p int) time.Duration {
	slices.Sort(d)
	return d[min(len(d)-1, len(d)*p/100)]
}
