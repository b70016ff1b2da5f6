package main

import (
	"context"
	"path/filepath"
	"runtime/debug"
	"slices"

	"github.com/milepost/milepost/internal/build"
	"github.com/milepost/milepost/internal/build/made"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/table"
)

// madeArgument makes this program build the made list: then follow the folder
// of the originals, the memory and the directory of the index. Made countries
// have codes that no list in a file may have.
const madeArgument = "made"

const madeRows = 10_000_000

// memories are the sizes that a made build can be asked for.
var memories = map[string]int64{"1GB": 1e9, "128MB": 128e6}

func buildMade(ctx context.Context, data, memory, out string) error {
	paths, err := filepath.Glob(filepath.Join(data, "osm-cities", "*.csv.zst"))
	if err != nil {
		return err
	}
	slices.Sort(paths)
	originals := func() ([]source.Source, error) {
		var all []source.Source
		for _, path := range paths {
			s, err := table.New(path, source.Options{})
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
		return all, nil
	}
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		return err
	}
	defer world.Close()
	debug.SetMemoryLimit(memories[memory] / 10 * 9) // as the command does
	list := &made.Lists{Open: originals, Copies: 2, Rows: madeRows}
	_, err = build.Build(ctx, out, []source.Source{list}, build.Options{World: world, Memory: memories[memory]})
	return err
}
