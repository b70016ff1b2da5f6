package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/milepost/milepost/internal/build"
	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/abr"
	"github.com/milepost/milepost/internal/source/geonames"
	"github.com/milepost/milepost/internal/source/jptowns"
	"github.com/milepost/milepost/internal/source/osm"
	"github.com/milepost/milepost/internal/source/table"
)

// extract is an extract of OpenStreetMap.
type extract struct{ set, file string }

// extracts are those that cases are drawn from, in the order of the report.
var extracts = []extract{
	{"copenhagen", "dk-copenhagen-2012.osm.pbf"},
	{"liechtenstein", "li-liechtenstein-2022-12.osm.pbf"},
	{"lauf", "de-by-lauf-2020.osm.pbf"},
	{"helsinki", "fi-helsinki-centre-2019.osm.pbf"},
	{"munich", "de-by-munich-2020.osm.pbf"},
	{"baltimore", "us-md-reisterstown-baltimore-county.osm.pbf"},
	{"porto", "pt-porto-2020.osm.pbf"},
	{"london", "gb-london-2020.osm.pbf"},
	{"moscow", "ru-moscow-2020.osm.pbf"},
}

// mixture is what an index is built from: files of the test data.
type mixture struct {
	name  string
	files []string // as source.Parse takes them, relative to the test data

	country string // alpha-2, of what does not name its own; "" for none
}

func (e *extract) mixture() mixture { return mixture{e.set, []string{"osm:osm/" + e.file}, ""} }

var mixedKinds = []source.Reader{osm.Reader, abr.Reader, jptowns.Reader, geonames.Postcodes, geonames.Places, table.Reader}

// open opens the files as sources, nothing read yet.
func (m *mixture) open(data string) ([]source.Source, error) {
	var sources []source.Source
	for i := range m.files {
		kind, path := m.file(data, i)
		s, err := source.Parse(kind+":"+path, mixedKinds, source.Options{Country: m.country})
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return osm.Join(sources), nil
}

func (m *mixture) file(data string, i int) (kind, path string) {
	for j, c := range m.files[i] {
		if c == ':' {
			return m.files[i][:j], filepath.Join(data, filepath.FromSlash(m.files[i][j+1:]))
		}
	}
	panic("a file of a mixture without its kind: " + m.files[i])
}

// read reads the features of all files, for draw.Draw.
func (m *mixture) read(data string) draw.Reading {
	return func(ctx context.Context, emit func(*source.Feature) error) error {
		sources, err := m.open(data)
		for _, s := range sources {
			if err == nil {
				err = s.Read(ctx, emit)
			}
		}
		return err
	}
}

// openMixture opens the index of a mixture, without the house numbers that
// are left out where leaveOut.
func (s *shelf) openMixture(ctx context.Context, m mixture, leaveOut bool) (ix *index.Index, seconds float64, err error) {
	name, files := "mix-"+m.name, []string{}
	if leaveOut {
		name += "-leftout"
	}
	for i := range m.files {
		_, path := m.file(s.data, i)
		files = append(files, path)
	}
	dir, seconds, err := s.keep(name, files, func(dir string) error {
		sources, err := m.open(s.data)
		if err != nil {
			return err
		}
		if leaveOut {
			for i := range sources {
				sources[i] = &withoutNumbers{sources[i]}
			}
		}
		_, err = build.Build(ctx, filepath.Join(dir, "index"), sources, build.Options{World: s.world})
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	ix, err = index.Open(filepath.Join(dir, "index"))
	return ix, seconds, err
}

// withoutNumbers is a source that lacks one house number in ten.
type withoutNumbers struct{ source.Source }

// Read implements source.Source.
func (s *withoutNumbers) Read(ctx context.Context, emit func(*source.Feature) error) error {
	return s.Source.Read(ctx, func(f *source.Feature) error {
		if f.Kind == source.Address && isNumberLeftOut(f) {
			return nil
		}
		return emit(f)
	})
}

// isNumberLeftOut decides by hash; all points of a number on streets of one
// name share their fate, whatever town they name.
func isNumberLeftOut(f *source.Feature) bool {
	return f.Number != "" && fateOf(f.Number, f.Street, "") == numberLeftOut
}

// extractResult is what came of an extract.
type extractResult struct {
	extract
	addresses, streets int
	built              float64 // seconds
	asked              time.Duration
	alone              []outcome // cases drawn from it, of its index
	leftOut            []outcome // what was left out, of the index that lacks it
	dropped            int       // questions not asked
	unknowable         int       // questions of leftOut not asked: nothing is left of their street
}

// Questions of each kind about an extract, and about what was left out of it.
const (
	eachOfExtract = 100
	ofLeftOut     = 400
	extractSeed   = 4
)

// overExtracts draws cases from each extract and asks them.
func (m *measurement) overExtracts(ctx context.Context) error {
	for _, e := range extracts {
		if !m.chosen(e.set) {
			continue
		}
		r, err := m.overExtract(ctx, e)
		if err != nil {
			return fmt.Errorf("%s: %w", e.file, err)
		}
		m.extracts = append(m.extracts, r)
	}
	return nil
}

func (m *measurement) overExtract(ctx context.Context, e extract) (r *extractResult, err error) {
	r = &extractResult{extract: e}
	mix := e.mixture()
	questions, dropped, err := m.drawn(ctx, mix, draw.Options{Set: e.set, N: eachOfExtract * len(m.kinds()), Kinds: m.kinds()})
	if err != nil {
		return nil, err
	}
	r.dropped = dropped
	ix, seconds, err := m.shelf.openMixture(ctx, mix, false)
	if err != nil {
		return nil, err
	}
	r.built, r.addresses, r.streets = seconds, ix.Manifest().Counts["addresses"], ix.Manifest().Counts["streets"]
	r.alone, r.asked, err = m.askIndex(ctx, ix, questions)
	if err != nil {
		return nil, err
	}
	left, _, err := m.drawn(ctx, mix, draw.Options{
		Set: e.set, N: ofLeftOut, Kinds: []string{"exact", "typo", "no_postcode", "plain"}, Only: isNumberLeftOut,
	})
	if err != nil {
		return nil, err
	}
	for i := range left {
		left[i].fate = numberLeftOut
		left[i].Expect, left[i].Tolerance = cases.Interpolated, interpolatedWithin
	}
	if ix, _, err = m.shelf.openMixture(ctx, mix, true); err != nil {
		return nil, err
	}
	if left, r.unknowable, err = onlyKnownStreets(ix, left); err != nil {
		ix.Close()
		return nil, err
	}
	r.leftOut, _, err = m.askIndex(ctx, ix, left)
	return r, err
}

// onlyKnownStreets keeps the questions whose street the index still has
// without the numbers that were left out, and counts the others: a number that
// was all that an extract knew of its street takes the street with it.
func onlyKnownStreets(ix *index.Index, questions []testCase) (kept []testCase, others int, err error) {
	for i := range questions {
		known, err := holdsStreet(ix, &questions[i])
		switch {
		case err != nil:
			return nil, 0, err
		case known:
			kept = append(kept, questions[i])
		default:
			others++
		}
	}
	return kept, others, nil
}

// drawn draws questions from a mixture, always the same.
func (m *measurement) drawn(ctx context.Context, mix mixture, o draw.Options) ([]testCase, int, error) {
	o.Seed, o.World = extractSeed, m.shelf.world
	d, err := draw.Draw(ctx, mix.read(m.shelf.data), o)
	if err != nil {
		return nil, 0, err
	}
	dropped := 0
	for _, n := range d.Dropped {
		dropped += n
	}
	questions := make([]testCase, len(d.Cases))
	for i, c := range d.Cases {
		questions[i].Case = c
	}
	return questions, dropped, nil
}

// askIndex asks an index, the gazetteer beneath it, and closes it.
func (m *measurement) askIndex(ctx context.Context, ix *index.Index, questions []testCase) ([]outcome, time.Duration, error) {
	defer ix.Close()
	return ask(ctx, engine.New(m.shelf.world, ix), questions)
}
