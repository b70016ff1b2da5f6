package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// Options are the settings of a build.
type Options struct {
	Name  string       // of the index; "" for "addresses"
	World *index.Index // the gazetteer that localities are linked to; nil for none
	Areas string       // a GeoJSON file of polygons for addresses that name no locality; "" for none

	Licence, Attribution string // of sources that say neither
	NoIDs                bool   // leave the records' identifiers out

	Memory   int64          // bytes that sorting may take, 0 for 1 GiB; at least 16 MiB
	Progress func(Progress) // told some times a second, by the goroutine that called Build; nil for nobody
}

// Result is what a build made.
type Result struct {
	Manifest *index.Manifest // its Problems are the report
	Rows     int64           // features read
	Bytes    int64           // of the index
}

const (
	defaultMemory = 1 << 30
	leastMemory   = 16 << 20
	maxSources    = 1 << 16
)

// memory is how many bytes a sort may take: a quarter of all, since what the
// collector has not freed yet is about as much again.
func (o *Options) memory() int {
	return int(max(cmp.Or(o.Memory, defaultMemory), leastMemory) / 4)
}

// ErrNothing is why a build ends whose sources hold not one record of use: an
// index that answers nothing is not to take the place of one that does.
var ErrNothing = errors.New("the sources hold no record that can be used; an index that was there stays as it was")

// Build makes an index of the sources in dir, in place of the one that is
// there. Where it fails or is interrupted, that one stays as it was.
func Build(ctx context.Context, dir string, sources []source.Source, o Options) (result *Result, err error) {
	if n := filesOf(sources); n == 0 || n > maxSources {
		return nil, fmt.Errorf("build index: %d sources: give at least one and at most %d", n, maxSources)
	}
	polygons, err := readPolygons(ctx, o.Areas)
	if err != nil {
		return nil, err
	}
	stage, err := newStage(dir)
	if err != nil {
		return nil, err
	}
	defer stage.remove()
	b := &builder{o: &o, sources: sources, stage: stage, meter: meter{report: o.Progress}}
	if b.temp, err = stage.sub("temp"); err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	built, err := b.build(ctx, polygons)
	if err != nil {
		return nil, fmt.Errorf("build index: %w%s", err, adviceFor(err))
	}
	if err := index.Publish(built, dir); err != nil {
		return nil, fmt.Errorf("%w%s", err, adviceFor(err))
	}
	return b.result(dir)
}

// adviceFor is what to do about an error that is the disk's.
func adviceFor(err error) string {
	if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EDQUOT) {
		return ""
	}
	return ": the disk is full; free space on it, or build on another one (--out; maps use the directory for temporary files too, TMPDIR); " +
		"an index that was there stays as it was"
}

// builder is one build.
type builder struct {
	o       *Options
	sources []source.Source
	stage   *stage
	temp    string
	meter   meter
	rows    int64
}

// build makes the index within the stage.
func (b *builder) build(ctx context.Context, polygons *polygons) (dir string, err error) {
	records, err := newSorter(b.temp, b.o.memory(), true)
	if err != nil {
		return "", err
	}
	defer records.close()
	var waiting *sorter
	if slices.ContainsFunc(b.sources, isMap) {
		if waiting, err = newSorter(b.temp, b.o.memory()/2, false); err != nil {
			return "", err
		}
		defer waiting.close()
	}
	in := newReader(b.o, records, waiting, polygons)
	if err := b.read(ctx, in); err != nil {
		return "", err
	}
	if b.rows == 0 {
		return "", ErrNothing
	}
	b.meter.begin("linking")
	homes, err := b.home(ctx, in)
	if err != nil {
		return "", err
	}
	runs, err := records.finish()
	if err != nil {
		return "", err
	}
	linked, err := link(in, homes)
	if err != nil {
		return "", err
	}
	if dir, err = b.stage.sub("index"); err != nil {
		return "", err
	}
	return dir, b.write(ctx, dir, in, runs, linked)
}

// home finds the places of all localities, and those of what waits for them.
func (b *builder) home(ctx context.Context, in *reader) (*homes, error) {
	in.places.join(in.territories.list)
	if err := in.places.linkSources(); err != nil {
		return nil, err
	}
	homes, err := findHomes(&in.localities, in.places)
	if err != nil || !in.mapped {
		return homes, err
	}
	runs, err := in.waiting.finish()
	if err != nil {
		return nil, err
	}
	in.homesNear.finish(homes)
	in.postcodesNear.finish()
	b.meter.begin("placing streets")
	err = in.settle(ctx, homes, runs, func(rows int64) { b.meter.tick(rows, float64(rows)/float64(max(b.rows, rows))) })
	in.waiting.close()
	return homes, err
}

// read reads all sources.
func (b *builder) read(ctx context.Context, in *reader) error {
	var total int64
	for _, s := range b.sources {
		if n := s.Info().Bytes; n < 0 || total < 0 {
			total = -1
		} else {
			total += n
		}
	}
	b.meter.begin("reading")
	err := in.read(ctx, b.sources, func(rows int64) {
		done := -1.0
		if total > 0 {
			done = 0
			for _, s := range b.sources {
				done += float64(s.Progress()) / float64(total)
			}
		}
		b.meter.tick(rows, done)
	})
	b.rows = in.rows
	return err
}

// about is the manifest as far as the sources tell it.
func (b *builder) about(in *reader) index.Manifest {
	about := index.Manifest{Name: cmp.Or(b.o.Name, "addresses"), Problems: in.problems.all(b.sources), Settings: map[string]string{}}
	var files []index.Source
	for i, s := range b.sources {
		info := s.Info()
		if info.Licence == "" && info.Attribution == "" {
			info.Licence, info.Attribution = b.o.Licence, b.o.Attribution
		}
		for _, f := range info.Files {
			files = append(files, index.Source{Name: f.Name, Licence: info.Licence, Attribution: info.Attribution, URL: onlyURL(f.Path)})
		}
		about.Sources = append(about.Sources, index.Source{Name: info.Name, Licence: info.Licence, Attribution: info.Attribution, URL: onlyURL(info.Path), Records: in.problems.records(i, s.Report())})
	}
	about.Sources = append(about.Sources, files...) // see firstFiles
	if b.o.Areas != "" {
		about.Sources = append(about.Sources, index.Source{Name: filepath.Base(b.o.Areas), Licence: b.o.Licence, Attribution: b.o.Attribution})
	}
	if b.o.World != nil {
		about.Settings["gazetteer"] = b.o.World.Build()
		about.Sources = append(about.Sources, b.o.World.Manifest().Sources...)
	}
	return about
}

// result tells about the index that was made.
func (b *builder) result(dir string) (*Result, error) {
	ix, err := index.Open(dir)
	if err != nil {
		return nil, err
	}
	manifest := ix.Manifest()
	r := &Result{Manifest: manifest, Rows: b.rows}
	for _, section := range manifest.Sections {
		r.Bytes += section.Length
	}
	return r, ix.Close()
}

// onlyURL keeps where a source is on the web: a path of this machine would
// make equal builds differ.
func onlyURL(path string) string {
	if source.IsURL(path) {
		return path
	}
	return ""
}
