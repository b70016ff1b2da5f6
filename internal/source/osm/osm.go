// Package osm reads extracts of OpenStreetMap as addresses, streets with their
// courses, places, postcodes, areas and landmarks.
//
// Several extracts are one source: they are read side by side, merged by the
// IDs of their elements, so that what overlaps comes once. Each is read twice.
// The first pass, the survey, looks at relations and ways, and notes what the
// second has to look out for: the pieces of boundaries, the streets that houses
// are said to belong to, the ends of interpolation. The second, the collector,
// keeps the positions of nodes in a compact store, turns nodes and ways into
// drafts of features, and then assembles the areas. When all is known the
// features are given out, areas first and addresses last.
//
// Blocks are decoded by as many goroutines as there are processors; everything
// else is done by one, in the order of IDs, so that the same extracts always
// give the same features. What must be kept beyond the memory that the options
// allow goes to temporary files.
package osm

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync/atomic"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm/element"
)

const (
	attribution = "© OpenStreetMap contributors, https://www.openstreetmap.org/copyright"
	licence     = "ODbL-1.0"
)

// defaultMemory is what a source keeps in memory where the options do not say.
const defaultMemory = 256 << 20

// Reader is the kind "osm".
var Reader = source.Reader{
	Prefix: "osm", Claims: claims,
	New: func(location string, options source.Options) (source.Source, error) { return New(location, options) },
}

// claims knows extracts by their names' endings.
func claims(name string) bool {
	return strings.HasSuffix(name, ".pbf") || strings.HasSuffix(name, ".osm") || strings.HasSuffix(name, ".osm.xml")
}

// Source is one or more extracts, read as one.
type Source struct {
	extracts []*extract
	options  source.Options
	tally    atomic.Pointer[source.Tally]
	counts   atomic.Pointer[[]source.Count]
}

// New makes a source of one extract.
func New(location string, options source.Options) (*Source, error) {
	in, err := source.NewInput(location)
	if err != nil {
		return nil, err
	}
	x := &extract{Input: in}
	return &Source{extracts: []*extract{x}, options: options}, nil
}

// Join makes one source of all extracts among the sources, in the place of the
// first of them, so that what they have in common comes once.
func Join(sources []source.Source) (joined []source.Source) {
	var all *Source
	for _, s := range sources {
		one, ok := s.(*Source)
		switch {
		case !ok:
			joined = append(joined, s)
		case all == nil:
			all = one
			joined = append(joined, s)
		default:
			for _, x := range one.extracts {
				x.file = int32(len(all.extracts))
				all.extracts = append(all.extracts, x)
			}
		}
	}
	return joined
}

// Info tells what the source is.
func (s *Source) Info() source.Info {
	info := source.Info{Kind: "osm", Licence: licence, Attribution: attribution}
	for i, x := range s.extracts {
		if bytes := x.Bytes(); bytes < 0 || info.Bytes < 0 {
			info.Bytes = -1
		} else {
			info.Bytes += bytes
		}
		if i < 1 {
			info.Name, info.Path = x.Name(), x.Location()
		}
	}
	if n := len(s.extracts); n > 1 {
		info.Name = fmt.Sprintf("%s and %d more", path.Base(info.Name), n-1)
		for _, x := range s.extracts {
			info.Files = append(info.Files, source.File{Name: path.Base(x.Name()), Path: x.Location()})
		}
	}
	return info
}

// Progress counts half of a byte when it is read for the first time, and half
// for the second.
func (s *Source) Progress() int64 {
	var sum int64
	for _, x := range s.extracts {
		sum += x.progress()
	}
	return sum
}

// Report tells what was read so far.
func (s *Source) Report() source.Report {
	tally := s.tally.Load()
	if tally == nil {
		return source.Report{}
	}
	r := tally.Report()
	if counts := s.counts.Load(); counts != nil {
		r.Counts = *counts
	}
	return r
}

// Read gives the features of all extracts.
func (s *Source) Read(ctx context.Context, emit func(*source.Feature) error) error {
	defer func() {
		for _, x := range s.extracts {
			x.close()
		}
	}()
	var spaces int64
	for {
		c, err := s.passesOver(ctx)
		var unsorted *unsortedError
		var clash *clashError
		if errors.As(err, &clash) {
			spaces++
			clash.extract.moved, clash.extract.whole = spaces*idSpace, nil
			clash.extract.clashes = clash.with
			continue
		}
		if errors.As(err, &unsorted) && unsorted.extract.whole == nil {
			if err := unsorted.extract.gather(ctx, s.memory()); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		defer c.close()
		return s.give(c, emit)
	}
}

func (s *Source) memory() int64 {
	if s.options.Memory > 0 {
		return s.options.Memory
	}
	return defaultMemory
}

// passesOver reads the extracts twice. Where one turns out not to be sorted it
// ends with an unsortedError, and what was noted is forgotten.
func (s *Source) passesOver(ctx context.Context) (*collector, error) {
	tally := &source.Tally{}
	s.tally.Store(tally)
	note := func(reason source.Reason, t *tags, key, value string) {
		tally.Note(reason, t.name(), 0, key, []byte(value))
	}
	var bytes int64
	for _, x := range s.extracts {
		x.pass.Store(0)
		bytes += max(x.Bytes(), 1<<20)
	}
	for _, x := range s.extracts {
		if x.clashes != nil {
			tally.Note(renumbered, x.Name(), 0, "", []byte(x.clashes.Name()))
		}
	}
	survey := newSurvey(note, bytes)
	first, err := merge(ctx, s.extracts, element.Wanted{Ways: true, Relations: true}, survey)
	if err != nil {
		return nil, err
	}
	survey.unnest()
	for _, x := range s.extracts {
		x.pass.Store(1)
	}
	c := newCollector(survey, s.options.Country, s.memory())
	second, err := merge(ctx, s.extracts, element.Wanted{Nodes: true, Ways: true}, c)
	if err == nil {
		err = c.assemble()
	}
	if err != nil {
		c.close()
		return nil, err
	}
	for _, x := range s.extracts {
		for range x.unknown {
			tally.Note(unknownBlock, x.Name(), 0, "", []byte(x.unknownKind))
		}
	}
	c.counts.doubled, c.counts.deleted = second.doubled+first.doubledRelations, second.deleted
	return c, nil
}

// give gives out what was collected, and counts it.
func (s *Source) give(c *collector, emit func(*source.Feature) error) error {
	tally := s.tally.Load()
	tally.Add(c.counts.nodes + c.counts.ways + c.survey.counted)
	var given [source.Landmark + 1]int64
	err := c.finish(s.options.CountryAt, func(f *source.Feature) error {
		given[f.Kind]++
		tally.Used()
		return emit(f)
	})
	s.counts.Store(c.counts.list(c.survey.counted, given[:]))
	return err
}
