package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

type indexCasesCommand struct {
	Sources []string `arg:"" help:"What an index is built from, as for milepost index build (the truth straight from the data), or directories of indexes." name:"source"`
	Out     string   `short:"o" default:"-" help:"File to write the questions to, as csv; - is standard output." placeholder:"FILE"`
	N       int      `name:"n" default:"1000" help:"Questions to make, 1 to 1000000, spread evenly over the kinds." placeholder:"N"`
	Seed    uint64   `default:"1" help:"Another number draws other questions." placeholder:"N"`
	Kinds   []string `help:"Only these kinds of questions; see below." placeholder:"KIND,…"`
	Set     string   `help:"Name of the set in the file; default: the first source's." placeholder:"NAME"`
	sourceFlags
}

// Help shows the kinds and an example below the flags.
func (indexCasesCommand) Help() string {
	return "The kinds: " + strings.Join(draw.Kinds(), ", ") + ".\n\n" +
		"Hard kinds, as the worst files ask, all together with --kinds hard: " + strings.Join(draw.HardKinds(), ", ") + ".\n\n" +
		"Example: milepost index cases -o cases.csv --n 2000 andorra.osm.pbf\n\n" +
		"Then: milepost index score --index DIR cases.csv"
}

const mostQuestions = 1_000_000

// Run draws the questions and tells what became of the sample.
func (c *indexCasesCommand) Run(r *run) error {
	if c.N < 1 || c.N > mostQuestions {
		return usageError{fmt.Errorf("--n is a whole number from 1 to %d", mostQuestions)}
	}
	options, err := c.options()
	if err != nil {
		return usageError{err}
	}
	world, err := openWorld()
	if err != nil {
		return err
	}
	defer world.Close()
	read, err := c.reading(options)
	if err != nil {
		return err
	}
	drawn, err := draw.Draw(r.ctx, read, draw.Options{
		Set: c.name(), N: c.N, Seed: c.Seed, Kinds: c.Kinds, Country: options.Country, World: world,
	})
	if errors.Is(err, draw.ErrKind) {
		return usageError{fmt.Errorf("--kinds: %w", err)}
	}
	if errors.Is(err, draw.ErrNothing) {
		return fmt.Errorf("%s: %w", strings.Join(c.Sources, ", "), err)
	}
	if err != nil {
		return interrupted(r.ctx, err)
	}
	if err := c.write(r, drawn.Cases); err != nil {
		return err
	}
	c.report(r, drawn)
	return nil
}

// name is the set's name.
func (c *indexCasesCommand) name() string {
	if c.Set != "" {
		return c.Set
	}
	first := c.Sources[0]
	if prefix, path, ok := strings.Cut(first, ":"); ok && len(prefix) > 1 && !source.IsURL(first) {
		first = path
	}
	name, _, _ := strings.Cut(filepath.Base(first), ".")
	return name
}

// reading reads all sources, opened anew every time, and indexes.
func (c *indexCasesCommand) reading(options source.Options) (draw.Reading, error) {
	var specs, dirs []string
	for _, spec := range c.Sources {
		if info, err := os.Stat(spec); err == nil && info.IsDir() {
			dirs = append(dirs, spec)
		} else {
			specs = append(specs, spec)
		}
	}
	if _, err := openSources(specs, options); err != nil { // before any is read
		return nil, err
	}
	return func(ctx context.Context, emit func(*source.Feature) error) error {
		sources, err := openSources(specs, options)
		if err != nil {
			return err
		}
		for _, s := range sources {
			if err := s.Read(ctx, emit); err != nil {
				return err
			}
		}
		for _, dir := range dirs {
			if err := readIndex(ctx, dir, emit); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func readIndex(ctx context.Context, dir string, emit func(*source.Feature) error) error {
	ix, err := index.Open(dir)
	if err != nil {
		return fmt.Errorf("open the index %s: %w", dir, err)
	}
	defer ix.Close()
	return draw.Index(ix)(ctx, emit)
}

// write writes the file whole or not at all; a device or pipe in place.
func (c *indexCasesCommand) write(r *run, all []cases.Case) error {
	if c.Out == "-" {
		return cases.Write(r.Out, all)
	}
	return writeWhole(c.Out, func(w io.Writer) error { return cases.Write(w, all) })
}

func (c *indexCasesCommand) report(r *run, drawn *draw.Drawn) {
	var made []string
	for _, kind := range append(draw.Kinds(), draw.HardKinds()...) {
		usual := len(c.Kinds) == 0 && slices.Contains(draw.Kinds(), kind)
		if n := drawn.Made[kind]; n > 0 || usual || slices.Contains(c.Kinds, kind) {
			made = append(made, fmt.Sprintf("%s %d", kind, n))
		}
	}
	r.say("%d questions: %s", len(drawn.Cases), strings.Join(made, ", "))
	for _, why := range slices.Sorted(maps.Keys(drawn.Dropped)) {
		r.say("  %d not asked: %s", drawn.Dropped[why], why)
	}
}
