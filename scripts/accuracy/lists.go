package main

import (
	"context"
	"path/filepath"

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

// path is where the list lies in the test data.
func (l list) path(data string) string {
	return filepath.Join(data, "addresses", filepath.FromSlash(l.file))
}

// buildList builds an index of one list in dir. The draw sees every feature,
// and keeps those out that it leaves out.
func buildList(ctx context.Context, world *index.Index, data, dir string, l list, d *sampler) error {
	s, err := source.Parse("csv:"+l.path(data), []source.Reader{table.Reader}, source.Options{Country: l.country})
	if err != nil {
		return err
	}
	_, err = build.Build(ctx, dir, []source.Source{&drawn{s, d}}, build.Options{World: world})
	return err
}

// drawn is a source that shows its features to a draw.
type drawn struct {
	source.Source
	draw *sampler
}

// Read implements source.Source.
func (s *drawn) Read(ctx context.Context, emit func(*source.Feature) error) error {
	return s.Source.Read(ctx, func(f *source.Feature) error {
		if !s.draw.see(f) {
			return nil
		}
		return emit(f)
	})
}
