package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/build"
)

type indexBuildCommand struct {
	Out     string   `short:"o" required:"" help:"Directory of the index; an index in it is replaced when the new one is whole." placeholder:"DIR"`
	Sources []string `arg:"" help:"Paths, patterns (osm:extracts/*) or URLs, their kind told by name or by a prefix: osm: csv: openaddresses: geonames: postcodes: abr: jptowns:" name:"source"`
	sourceFlags
	Areas string `type:"existingfile" help:"Polygons for addresses that name no locality." placeholder:"FILE.geojson"`

	Licence     string `help:"Licence of sources that do not say theirs, as an SPDX identifier or a name." placeholder:"NAME"`
	Attribution string `help:"What is to be shown to whoever gets data of sources that do not say." placeholder:"TEXT"`

	NoIDs bool `name:"no-ids" help:"Leave out the sources' record identifiers, which --fields source_id gives."`

	Memory string `default:"1GB" help:"Memory that sorting may take." placeholder:"SIZE"`
}

// Help shows an example below the flags.
func (indexBuildCommand) Help() string {
	return "Example: milepost index build -o kentucky --country US csv:louisville.csv.zst openaddresses:us-ky.zip"
}

// Run builds the index, showing how far it is, and sums up what became of
// the sources' records.
func (c *indexBuildCommand) Run(r *run) error {
	memory, err := parseSize(c.Memory)
	if err != nil {
		return usageError{fmt.Errorf("--memory: %w", err)}
	}
	limitCollector(memory)
	options, err := c.options()
	if err != nil {
		return usageError{err}
	}
	world, err := openWorld()
	if err != nil {
		return err
	}
	defer world.Close()
	options.CountryAt, options.Memory = countryAt(world), memory/4
	sources, err := openSources(c.Sources, options)
	if err != nil {
		return err
	}
	start := time.Now()
	show := newLineProgress(r)
	result, err := build.Build(r.ctx, c.Out, sources, build.Options{
		World: world, Areas: c.Areas, Licence: c.Licence, Attribution: c.Attribution, NoIDs: c.NoIDs, Memory: memory, Progress: func(p build.Progress) { show.tell(describeProgress(p)) },
	})
	show.done()
	if errors.Is(err, build.ErrNothing) { // the reports tell why
		for _, s := range sources {
			r.sayReport(reportOf(s))
		}
	}
	if err != nil {
		return interrupted(r.ctx, err)
	}
	for i := range sources {
		r.sayReport(reportIn(result.Manifest, i))
	}
	addresses := result.Manifest.Counts["addresses"]
	r.say("%s: %d addresses on %d streets, %.2f MB (%.1f bytes an address), from %d rows in %.1f s",
		c.Out, addresses, result.Manifest.Counts["streets"], float64(result.Bytes)/1e6,
		float64(result.Bytes)/float64(max(addresses, 1)), result.Rows, time.Since(start).Seconds())
	return nil
}

// parseSize reads a number of bytes such as 512MB or 2GiB.
func parseSize(s string) (int64, error) {
	units := []struct {
		name  string
		bytes int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"GB", 1e9}, {"MB", 1e6}, {"G", 1 << 30}, {"M", 1 << 20}, {"", 1}}
	for _, unit := range units {
		digits, ok := strings.CutSuffix(strings.ToUpper(s), strings.ToUpper(unit.name))
		var n int64
		if _, err := fmt.Sscanf(digits, "%d", &n); ok && err == nil && fmt.Sprint(n) == digits && n > 0 && n < 1<<40/unit.bytes*1024 {
			return n * unit.bytes, nil
		}
	}
	return 0, fmt.Errorf("%q is no size such as 512MB or 2GiB", s)
}
