// Accuracy asks labelled questions of indexes built from the lists that they
// were drawn from, and reports how often the answers are right and what their
// confidence is worth.
//
// Usage: go run ./scripts/accuracy [flags]; see -help. The indexes are kept
// in -work, so that a second run only asks.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

type options struct {
	data, work string
	sets       string
	kinds      string
	misses     int
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", testdata(), "directory of the test data")
	flag.StringVar(&o.work, "work", filepath.Join(os.TempDir(), "milepost-accuracy"), "directory of the indexes")
	flag.StringVar(&o.sets, "sets", "", "only these sets, comma-separated")
	flag.StringVar(&o.kinds, "kinds", "", "only these kinds, comma-separated")
	flag.IntVar(&o.misses, "misses", 0, "show that many misses of each set and kind")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

func testdata() string {
	if dir := os.Getenv("MILEPOST_TESTDATA"); dir != "" {
		return dir
	}
	return "../shared/data"
}

// outcome is a case and what became of it.
type outcome struct {
	*testCase
	verdict
}

func run(ctx context.Context, o options) error {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		return err
	}
	cases, err := chosenCases(o)
	if err != nil {
		return err
	}
	var all []outcome
	for _, l := range lists {
		own := slices.DeleteFunc(slices.Clone(cases), func(c testCase) bool { return c.set != l.set })
		if len(own) == 0 {
			continue
		}
		b, err := openList(ctx, world, o.data, o.work, l)
		if err != nil {
			return err
		}
		start := time.Now()
		outcomes, err := ask(ctx, engine.New(world, b.ix), own)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %d cases, %.0f rows/s\n", l.set, len(own), float64(len(own))/time.Since(start).Seconds())
		all = append(all, outcomes...)
		b.ix.Close()
	}
	printTable(all)
	printMisses(all, o.misses)
	return nil
}

func chosenCases(o options) ([]testCase, error) {
	var cases []testCase
	for _, name := range []string{"synthetic.csv", "real.csv"} {
		more, err := loadCases(filepath.Join(o.data, "cases", name))
		if err != nil {
			return nil, err
		}
		cases = append(cases, more...)
	}
	chosen := func(list, value string) bool { return list == "" || slices.Contains(strings.Split(list, ","), value) }
	return slices.DeleteFunc(cases, func(c testCase) bool { return !chosen(o.sets, c.set) || !chosen(o.kinds, c.kind) }), nil
}

// ask asks all cases at once, as a batch does.
func ask(ctx context.Context, g geocode.Geocoder, cases []testCase) ([]outcome, error) {
	requests := make([]geocode.Request, len(cases))
	for i := range cases {
		requests[i] = cases[i].request
	}
	responses, err := g.Geocode(ctx, requests)
	if err != nil {
		return nil, err
	}
	outcomes := make([]outcome, len(cases))
	for i := range cases {
		outcomes[i] = outcome{&cases[i], judge(&cases[i], &responses[i])}
	}
	return outcomes, nil
}
