// Accuracy asks labelled questions of indexes built from the lists that they
// were drawn from, and reports how often the answers are right and what their
// confidence is worth; or, with -fit, fits the confidence to what came of such
// questions. docs/accuracy.md, which it writes, says what is measured.
//
// Usage: go run ./scripts/accuracy [flags], from the root of the repository;
// see -help. The indexes are kept in -work, so that a second run only asks.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/index"
)

type options struct {
	data, work string
	out, fit   string
	outcomes   string
	sets       string
	kinds      string
	misses     int
	extracts   bool
	hard       bool
	study      string
	each       int
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", testdata(), "directory of the test data")
	flag.StringVar(&o.work, "work", filepath.Join(os.TempDir(), "milepost-accuracy"), "directory of the indexes")
	flag.StringVar(&o.out, "o", "", "write the whole report to this file")
	flag.StringVar(&o.fit, "fit", "", "fit confidence, and write the table to this Go file")
	flag.StringVar(&o.outcomes, "outcomes", "", "write what came of every question to this csv file")
	flag.StringVar(&o.sets, "sets", "", "only these sets, comma-separated")
	flag.StringVar(&o.kinds, "kinds", "", "only these kinds, comma-separated")
	flag.IntVar(&o.misses, "misses", 0, "show that many misses of each set and kind; with -hard, of the half that is for fitting")
	flag.BoolVar(&o.extracts, "extracts", false, "ask about the extracts of OpenStreetMap only, and print what came of it")
	flag.BoolVar(&o.hard, "hard", false, "ask the hard rows only, print what came of it, and write the page of them to the file of -o")
	flag.StringVar(&o.study, "study", "", "ask about lists and extracts, renew the study in this page, and the pictures beside it")
	flag.IntVar(&o.each, "each", eachHard, "draw that many hard rows of each trouble and language")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
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

func run(ctx context.Context, o options) error {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		return err
	}
	defer world.Close()
	chosen, err := chosenCases(o)
	if err != nil {
		return err
	}
	shelf, err := newShelf(o.data, o.work, world)
	if err != nil {
		return err
	}
	m := &measurement{options: o, shelf: shelf, cases: chosen}
	if o.hard {
		return quickHard(ctx, m)
	}
	if o.study != "" {
		return quickStudy(ctx, m)
	}
	if o.extracts {
		return quickExtracts(ctx, m)
	}
	if o.fit == "" && o.out == "" && o.outcomes == "" {
		return quick(ctx, m, o.misses)
	}
	asked := m.all
	if o.out == "" {
		asked = m.toFit
	}
	if err := asked(ctx); err != nil {
		return err
	}
	if o.outcomes != "" {
		if err := writeOutcomes(m, o.outcomes); err != nil {
			return err
		}
	}
	if o.fit != "" {
		if err := fitInto(m, o.fit); err != nil {
			return err
		}
	}
	if o.out != "" {
		return reportInto(m, o.out)
	}
	return nil
}

// quick asks the cases only, each of its own list's index.
func quick(ctx context.Context, m *measurement, misses int) error {
	if err := m.own(ctx); err != nil {
		return err
	}
	fmt.Print(outcomeTable("kind", m.alone, func(o *outcome) string { return o.Kind }))
	fmt.Print("\n", outcomeTable("set", m.alone, func(o *outcome) string { return o.Set }))
	printMisses(m.alone, misses)
	return nil
}

// quickStudy asks what the study looks at, and renews it.
func quickStudy(ctx context.Context, m *measurement) error {
	if err := m.own(ctx); err != nil {
		return err
	}
	if err := m.overExtracts(ctx); err != nil {
		return err
	}
	if m.options.outcomes != "" {
		if err := writeOutcomes(m, m.options.outcomes); err != nil {
			return err
		}
	}
	return studyInto(m, m.options.study)
}

// quickExtracts asks about the extracts only.
func quickExtracts(ctx context.Context, m *measurement) error {
	if err := m.overExtracts(ctx); err != nil {
		return err
	}
	if m.options.sets == "" {
		if err := m.county(ctx); err != nil {
			return err
		}
	}
	alone, leftOut := m.ofExtracts()
	for _, table := range []string{m.ExtractSets(), m.ExtractKinds(), m.ExtractMatrix(), m.ExtractLeftOut(), m.ExtractSpeeds(), m.County(), m.Blends()} {
		fmt.Print(table, "\n")
	}
	printMisses(alone, m.options.misses)
	printMisses(leftOut, m.options.misses)
	for _, b := range m.blends {
		if m.options.misses > 0 {
			fmt.Printf("\n# questions of %s, index of %s\n", b.asked, b.of)
		}
		printMisses(b.outcomes, m.options.misses)
	}
	return nil
}

// chosen tells whether a set is to be asked.
func (m *measurement) chosen(set string) bool {
	return m.options.sets == "" || slices.Contains(strings.Split(m.options.sets, ","), set)
}

// kinds are those to be drawn of extracts.
func (m *measurement) kinds() []string {
	if m.options.kinds == "" {
		return draw.Kinds()
	}
	return strings.Split(m.options.kinds, ",")
}

// chosenCases reads the case files.
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
	return slices.DeleteFunc(cases, func(c testCase) bool { return !chosen(o.sets, c.Set) || !chosen(o.kinds, c.Kind) }), nil
}
