// Benchbuild measures what building an index costs: half a million to ten
// million addresses, each build a process of its own. It prints, as a table
// in Markdown, seconds, the processor's seconds, the peak of RssAnon, bytes
// an address and rows a second, and fails where two builds of the same list
// with different memory differ; and, for extracts of OpenStreetMap, what
// building, decoding and answering costs.
//
// Usage: go run ./scripts/benchbuild MILEPOST [NAME], the path of a built
// binary, and what the names of the lists to build begin with, or "extracts".
// The lists are those of MILEPOST_TESTDATA (default ../shared/data).
package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/milepost/milepost/internal/index"
)

func main() {
	if len(os.Args) == 5 && os.Args[1] == madeArgument {
		exit(buildMade(context.Background(), os.Args[2], os.Args[3], os.Args[4]))
	}
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: go run ./scripts/benchbuild MILEPOST [NAME]")
		os.Exit(2)
	}
	exit(bench(context.Background(), os.Args[1], strings.Join(os.Args[2:], "")))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchbuild:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// list is a build to be measured.
type list struct {
	name    string
	rows    int64    // of its sources, where they are not all counted in the index
	command []string // what comes after the directory of the index
}

func bench(ctx context.Context, binary, wanted string) error {
	data := cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../shared/data")
	if wanted != extractsName {
		if err := benchLists(ctx, binary, filepath.Join(data, "addresses"), wanted); err != nil {
			return err
		}
	}
	if isExtracts(wanted) {
		return benchExtracts(ctx, binary, data)
	}
	return nil
}

// benchLists measures building indexes of lists.
func benchLists(ctx context.Context, binary, data, wanted string) error {
	if _, err := os.Stat(data); err != nil {
		return fmt.Errorf("no lists to build: %w; set MILEPOST_TESTDATA", err)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "milepost-benchbuild-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	states := filepath.Join(data, "osm-cities", "United_States.csv.zst")
	one, two := filepath.Join(dir, "one.csv"), filepath.Join(dir, "two.csv")
	if err := errors.Join(firstRows(states, one, 1_000_000), firstRows(states, two, 2_000_000)); err != nil {
		return err
	}
	csv := func(path string, more ...string) []string {
		return append([]string{binary, "index", "build", "-q", "csv:" + path}, more...)
	}
	fmt.Println("| list | rows | addresses | seconds | CPU seconds | CPU ns / row·log₂ row | peak RssAnon MB | bytes an address | rows/s |")
	fmt.Println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	builds := map[string]string{}
	for _, l := range []list{
		{"Kentucky, two cities", 545_774, csv(filepath.Join(data, "us-ky-louisville-lexington-2015-16.csv.zst"), "--country", "US")},
		{"United States, the first 1 M", 1_000_000, csv(one)},
		{"United States, the first 2 M", 2_000_000, csv(two)},
		{"United States", 3_448_941, csv(states)},
		{"United States, `--memory 128MB`", 3_448_941, csv(states, "--memory", "128MB")},
		{"made of all lists, 10 M", madeRows, []string{self, madeArgument, data, "1GB"}},
		{"made of all lists, 10 M, 128 MB", madeRows, []string{self, madeArgument, data, "128MB"}},
	} {
		if !strings.HasPrefix(l.name, wanted) {
			continue
		}
		out := filepath.Join(dir, "index")
		if builds[l.name], err = l.measure(ctx, out); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
		if err := os.RemoveAll(out); err != nil {
			return err
		}
	}
	for whole, small := range map[string]string{"United States": "United States, `--memory 128MB`", "made of all lists, 10 M": "made of all lists, 10 M, 128 MB"} {
		if builds[whole] != builds[small] {
			return fmt.Errorf("%s: the bytes depend on the memory allowed", whole)
		}
	}
	return nil
}

// measure runs a build, prints its line and gives what identifies the bytes
// of its index.
func (l *list) measure(ctx context.Context, out string) (build string, err error) {
	command := exec.CommandContext(ctx, l.command[0], l.command[1:]...)
	if l.command[1] == madeArgument {
		command.Args = append(command.Args, out)
	} else {
		command.Args = append(command.Args, "-o", out)
	}
	command.Stdout = os.Stderr
	cost, err := run(command)
	if err != nil {
		return "", err
	}
	ix, err := index.Open(out)
	if err != nil {
		return "", err
	}
	defer ix.Close()
	var bytes int64
	for _, s := range ix.Manifest().Sections {
		bytes += s.Length
	}
	addresses := ix.Manifest().Counts["addresses"]
	seconds, spent := cost.wall.Seconds(), cost.processor.Seconds()
	fmt.Printf("| %s | %d | %d | %.1f | %.1f | %.0f | %d | %.1f | %.0f |\n", l.name, l.rows, addresses, seconds, spent,
		spent*1e9/(float64(l.rows)*math.Log2(float64(l.rows))), cost.peak/1e6, float64(bytes)/float64(addresses), float64(l.rows)/seconds)
	return ix.Build(), nil
}

// firstRows copies the header and so many rows of a compressed list.
func firstRows(from, to string, rows int) error {
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close()
	plain, err := zstd.NewReader(file)
	if err != nil {
		return err
	}
	defer plain.Close()
	copied, err := os.Create(to)
	if err != nil {
		return err
	}
	defer copied.Close()
	in, out := bufio.NewReaderSize(plain, 1<<20), bufio.NewWriterSize(copied, 1<<20)
	for range rows + 1 {
		line, err := in.ReadSlice('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}
