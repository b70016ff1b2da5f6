package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

const (
	tableRows = 200_000
	longRows  = 2_000_000
)

// benchTables measures `milepost geocode` on tables of real addresses: its
// time against that of the engine alone on the same rows, and its memory. CPU
// seconds are compared, as other work on the machine does not change them.
func benchTables(ctx context.Context, binary string) error {
	data := os.Getenv("MILEPOST_TESTDATA")
	if data == "" {
		data = "../shared/data"
	}
	list := filepath.Join(data, "addresses", "us-ky-louisville-lexington-2015-16.csv.zst")
	if _, err := os.Stat(list); err != nil {
		fmt.Printf("\nSKIPPED: tables need the list %s; set MILEPOST_TESTDATA\n", list)
		return nil
	}
	dir, err := os.MkdirTemp("", "milepost-bench-tables-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	t := &tables{binary: binary, dir: dir, index: filepath.Join(dir, "ky")}
	if out, err := exec.CommandContext(ctx, binary, "index", "build", "-q", "-o", t.index, "--country", "US", "csv:"+list).CombinedOutput(); err != nil {
		return fmt.Errorf("build the index: %w: %s", err, out)
	}
	if t.records, err = readList(list); err != nil {
		return err
	}
	return t.bench(ctx)
}

// tables are what is measured.
type tables struct {
	binary, dir, index string
	records            [][]string // number, street, unit, city, state, postcode
}

func readList(path string) ([][]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := zstd.NewReader(file)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	r := csv.NewReader(z)
	var records [][]string
	for {
		record, err := r.Read()
		if err == io.EOF {
			return records[1:], nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record[:6])
	}
}

// bench prints a line for each table.
func (t *tables) bench(ctx context.Context) error {
	fmt.Printf("\n%-44s %8s %8s %12s %10s %12s\n", "milepost geocode", "seconds", "CPU s", "× the engine", "rows/s", "RssAnon MB")
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(t.records), func(i, j int) { t.records[i], t.records[j] = t.records[j], t.records[i] })
	once := t.records[:tableRows]
	repeated := make([][]string, tableRows)
	for i := range repeated {
		repeated[i] = t.records[random.IntN(tableRows/5)]
	}
	for _, table := range []struct {
		name, out string
		rows      func(i int) []string
		count     int
		engine    [][]string // of which the engine's own time is taken; nil: not compared
	}{
		{"200,000 addresses, csv", "csv", func(i int) []string { return once[i] }, tableRows, once},
		{"200,000 addresses, 80 % repeats, csv", "csv", func(i int) []string { return repeated[i] }, tableRows, repeated},
		{"200,000 addresses to JSON lines", "jsonl", func(i int) []string { return once[i] }, tableRows, once},
		{"2,000,000 addresses, csv", "csv", func(i int) []string { return t.records[i%len(t.records)] }, longRows, nil},
		{"2,000,000 addresses to Parquet", "parquet", func(i int) []string { return t.records[i%len(t.records)] }, longRows, nil},
	} {
		in := filepath.Join(t.dir, "in.csv")
		if err := writeTable(in, table.count, table.rows); err != nil {
			return err
		}
		ratio := "–"
		alone := 0.0
		if table.engine != nil {
			var err error
			if alone, err = t.engineAlone(ctx, table.engine); err != nil {
				return err
			}
		}
		m, err := t.geocode(ctx, in, filepath.Join(t.dir, "out."+table.out))
		if err != nil {
			return fmt.Errorf("%s: %w", table.name, err)
		}
		if alone > 0 {
			ratio = fmt.Sprintf("%.2f", m.cpu/alone)
		}
		m.print(table.name, table.count, ratio)
	}
	m, err := t.geocode(ctx, filepath.Join(t.dir, "out.parquet"), filepath.Join(t.dir, "again.parquet"), "--forward")
	if err != nil {
		return fmt.Errorf("from Parquet to Parquet: %w", err)
	}
	m.print("2,000,000 addresses, Parquet to Parquet", longRows, "–")
	return nil
}

func (m measured) print(name string, rows int, ratio string) {
	fmt.Printf("%-44s %8.1f %8.1f %12s %10.0f %12.0f\n", name, m.seconds, m.cpu, ratio, float64(rows)/m.seconds, float64(m.memory)/1e6)
}

func writeTable(path string, rows int, row func(i int) []string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	b := bufio.NewWriter(file)
	w := csv.NewWriter(b)
	w.Write([]string{"id", "number", "street", "unit", "city", "state", "postcode"})
	for i := range rows {
		w.Write(append([]string{fmt.Sprintf("%08d", i)}, row(i)...))
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	return b.Flush()
}

// engineAlone is the CPU seconds that the engine takes for the rows, 2,000 at
// a time on two goroutines, without reading or writing a file.
func (t *tables) engineAlone(ctx context.Context, records [][]string) (float64, error) {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		return 0, err
	}
	defer world.Close()
	own, err := index.Open(t.index)
	if err != nil {
		return 0, err
	}
	defer own.Close()
	geocoder := engine.New(world, own)
	requests := make([]geocode.Request, len(records))
	for i, r := range records {
		line := r[0] + " " + r[1]
		if r[2] != "" {
			line += ", " + r[2]
		}
		requests[i].Address = geocode.Address{AddressLine: line, Locality: r[3], AdminDistrict: r[4], PostalCode: r[5]}
	}
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var running sync.WaitGroup
	before := cpuSeconds()
	for range 2 {
		running.Go(func() {
			for {
				from := int(next.Add(2000)) - 2000
				if from >= len(requests) {
					return
				}
				if _, err := geocoder.Geocode(ctx, requests[from:min(from+2000, len(requests))]); err != nil {
					failed.Store(&err)
					return
				}
			}
		})
	}
	running.Wait()
	if err := failed.Load(); err != nil {
		return 0, *err
	}
	return cpuSeconds() - before, nil
}

// cpuSeconds is what this process has used of the processor.
func cpuSeconds() float64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}

// measured is what a command took.
type measured struct {
	seconds, cpu float64
	memory       int64 // most RssAnon seen, in bytes
}

// geocode runs the command on a table.
func (t *tables) geocode(ctx context.Context, in, out string, flags ...string) (measured, error) {
	command := exec.CommandContext(ctx, t.binary, append([]string{"geocode", in, "-o", out, "--index", t.index, "-q"}, flags...)...)
	var said strings.Builder
	command.Stderr = &said
	start := time.Now()
	if err := command.Start(); err != nil {
		return measured{}, err
	}
	var most atomic.Int64
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(10 * time.Millisecond):
				most.Store(max(most.Load(), rssAnon(command.Process.Pid)))
			}
		}
	}()
	err := command.Wait()
	close(done)
	if err != nil {
		return measured{}, fmt.Errorf("%w: %s", err, said.String())
	}
	cpu := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	return measured{time.Since(start).Seconds(), cpu.Seconds(), most.Load()}, nil
}
