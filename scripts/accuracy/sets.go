package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/milepost/milepost/internal/build"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/table"
)

// list is an address list that cases were drawn from.
type list struct {
	set, file, country string
}

// lists are all of them, in the order of the report.
var lists = []list{
	{"us", "osm-cities/United_States.csv.zst", "US"},
	{"ky", "us-ky-louisville-lexington-2015-16.csv.zst", "US"},
	{"ca", "osm-cities/Canada.csv.zst", "CA"},
	{"au", "osm-cities/Australia.csv.zst", "AU"},
	{"gb", "osm-cities/United_Kingdom.csv.zst", "GB"},
	{"de", "osm-cities/Germany.csv.zst", "DE"},
	{"ch", "osm-cities/Switzerland.csv.zst", "CH"},
	{"fr", "fr-75-paris-ban.csv.gz", "FR"},
	{"es", "osm-cities/Spain.csv.zst", "ES"},
	{"ro", "osm-cities/Romania.csv.zst", "RO"},
	{"ru", "osm-cities/Russia.csv.zst", "RU"},
	{"ua", "osm-cities/Ukraine.csv.zst", "UA"},
	{"sk", "osm-cities/Slovakia.csv.zst", "SK"},
	{"se", "osm-cities/Sweden.csv.zst", "SE"},
	{"fi", "osm-cities/Finland.csv.zst", "FI"},
}

// built is a list's index.
type built struct {
	list
	dir     string
	ix      *index.Index
	seconds float64 // that building took; 0 where it was there
}

// openList opens the index of a list below work, building it if need be.
func openList(ctx context.Context, world *index.Index, data, work string, l list) (*built, error) {
	b := &built{list: l, dir: filepath.Join(work, l.set)}
	if _, err := os.Stat(filepath.Join(b.dir, "manifest.json")); err != nil {
		start := time.Now()
		if err := buildList(ctx, world, filepath.Join(data, "addresses", l.file), b.dir, l.country, nil); err != nil {
			return nil, fmt.Errorf("%s: %w", l.set, err)
		}
		b.seconds = time.Since(start).Seconds()
	}
	ix, err := index.Open(b.dir)
	b.ix = ix
	return b, err
}

// buildList builds an index of one list; keep, where given, chooses its rows.
func buildList(ctx context.Context, world *index.Index, path, dir, country string, keep func(*source.Feature) bool) error {
	s, err := source.Parse("csv:"+path, []source.Reader{table.Reader}, source.Options{Country: country})
	if err != nil {
		return err
	}
	if keep != nil {
		s = &sieve{s, keep}
	}
	_, err = build.Build(ctx, dir, []source.Source{s}, build.Options{World: world})
	return err
}

// sieve is a source without the features that are not to be kept.
type sieve struct {
	source.Source
	keep func(*source.Feature) bool
}

func (s *sieve) Read(ctx context.Context, emit func(*source.Feature) error) error {
	return s.Source.Read(ctx, func(f *source.Feature) error {
		if !s.keep(f) {
			return nil
		}
		return emit(f)
	})
}
