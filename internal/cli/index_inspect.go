package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/index"
)

type indexInspectCommand struct {
	Dir string `arg:"" optional:"" help:"Directory of the index; default: the built-in gazetteer."`
	All bool   `help:"Show every country, not only the ones with the most in them."`
}

// Help shows an example below the flags.
func (indexInspectCommand) Help() string { return "Example: milepost index inspect kentucky" }

// inspection is what `milepost index inspect --json` prints.
type inspection struct {
	*index.Manifest
	Build     string        `json:"build"`
	Extent    *index.Extent `json:"extent,omitempty"` // of all countries together
	Countries census        `json:"countries"`        // what each holds, by kind
}

// mostCountries is how many countries are shown where not all are asked for.
const mostCountries = 20

// Run prints what the index is made of, for people or as JSON.
func (c *indexInspectCommand) Run(r *run) error {
	ix, err := openOne(c.Dir)
	if err != nil {
		return err
	}
	defer ix.Close()
	counts, err := takeCensus(ix)
	if err != nil {
		return fmt.Errorf("count what is in the index %s: %w", c.Dir, err)
	}
	in := inspection{Manifest: ix.Manifest(), Build: ix.Build(), Countries: counts}
	if box, ok := wholeExtent(in.Manifest); ok {
		in.Extent = &index.Extent{box.South, box.West, box.North, box.East}
	}
	if r.json {
		return json.NewEncoder(r.Out).Encode(in)
	}
	return c.print(r, &in)
}

// print prints a table a subject.
func (c *indexInspectCommand) print(r *run, in *inspection) error {
	width := widthOf(r.Out, unlimited)
	fmt.Fprintf(r.Out, "%s, format %d, build %s\n", in.Name, in.Format, in.Build)
	if in.Extent != nil {
		fmt.Fprintf(r.Out, "from %s to %s\n", degrees(in.Extent[0], in.Extent[1]), degrees(in.Extent[2], in.Extent[3]))
	}
	holds := [][]string{{"HOLDS", ""}}
	for _, name := range slices.Sorted(maps.Keys(in.Counts)) {
		holds = append(holds, []string{name, fmt.Sprint(in.Counts[name])})
	}
	files := [][]string{{"SECTION", "BYTES"}}
	for _, s := range in.Sections {
		files = append(files, []string{s.Name, fmt.Sprint(s.Length)})
	}
	sources := [][]string{{"SOURCE", "LICENCE", "TO BE SHOWN"}}
	for _, s := range in.Sources {
		sources = append(sources, []string{s.Name, s.Licence, s.Attribution})
	}
	countries, rest := c.countries(in)
	for _, table := range [][][]string{holds, files, fitTable(sources, width, []string{"TO BE SHOWN", "SOURCE"}, nil),
		fitTable(countries, width, nil, []string{"DISTRICTS2", "DISTRICTS", "NEIGHBORHOODS", "NORTH EAST", "SOUTH WEST"})} {
		fmt.Fprintln(r.Out)
		if err := printTable(r.Out, table); err != nil {
			return err
		}
	}
	if rest > 0 {
		fmt.Fprintf(r.Out, "… and %d countries more; --all shows them\n", rest)
	}
	for i := range in.Sources {
		if in.Sources[i].Records == nil {
			continue
		}
		report := reportIn(in.Manifest, i)
		fmt.Fprintf(r.Out, "\n%s\n", strings.Join(report.lines(), "\n"))
	}
	return nil
}

// countries is a table of what there is by country: the countries with the
// most first. A kind that there is none of has no column.
func (c *indexInspectCommand) countries(in *inspection) (table [][]string, rest int) {
	sums, kinds := map[string]int{}, map[string]int{}
	for country, held := range in.Countries {
		for kind, n := range held {
			sums[country] += n
			kinds[kind] += n
		}
	}
	order := slices.SortedFunc(maps.Keys(in.Countries), func(a, b string) int {
		return cmp.Or(sums[b]-sums[a], strings.Compare(a, b))
	})
	shown := len(order)
	if !c.All {
		shown = min(shown, mostCountries)
	}
	heading := []string{"COUNTRY"}
	for _, kind := range censusKinds {
		if kinds[kind] > 0 {
			heading = append(heading, strings.ToUpper(kind))
		}
	}
	table = append(table, append(heading, "SOUTH WEST", "NORTH EAST"))
	for _, country := range order[:shown] {
		row := []string{cmp.Or(country, "not known")}
		for _, kind := range censusKinds {
			if kinds[kind] > 0 {
				row = append(row, fmt.Sprint(in.Countries[country][kind]))
			}
		}
		southWest, northEast := "", ""
		if e, ok := in.Extents[country]; ok {
			southWest, northEast = degrees(e[0], e[1]), degrees(e[2], e[3])
		}
		table = append(table, append(row, southWest, northEast))
	}
	return table, len(order) - shown
}

// degrees is a position as people read it.
func degrees(lat, lon float64) string { return fmt.Sprintf("%.4f %.4f", lat, lon) }

// openOne opens the index in dir, or the built-in gazetteer.
func openOne(dir string) (*index.Index, error) {
	if dir == "" {
		return openWorld()
	}
	ix, err := index.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("open the index %s: %w", dir, err)
	}
	return ix, nil
}

type indexVerifyCommand struct {
	Dir string `arg:"" optional:"" help:"Directory of the index; default: the built-in gazetteer."`
}

// Help shows an example below the flags.
func (indexVerifyCommand) Help() string { return "Example: milepost index verify kentucky" }

// Run checks every block of every section, and tells what is in them.
func (c *indexVerifyCommand) Run(r *run) error {
	ix, err := openOne(c.Dir)
	if err != nil {
		return err
	}
	defer ix.Close()
	if err := ix.Verify(r.ctx); err != nil {
		return err
	}
	holds, err := ix.Contents()
	if err != nil {
		return err
	}
	r.say("whole: every block is what was written")
	r.say("%s", describeContents(holds))
	return nil
}

// describeContents tells in a sentence how much an index holds; what it has
// none of is left out.
func describeContents(c index.Contents) string {
	var parts []string
	for _, one := range []struct {
		count int
		what  string
	}{
		{c.Areas, "areas"}, {c.Landmarks, "landmarks"}, {c.Polygons, "polygons of them"}, {c.Streets, "streets"},
		{c.Courses, "of them with a course"}, {c.Aliases, "further names of streets"}, {c.Crossings, "crossings"},
		{c.Addresses, "addresses"}, {c.Postcodes, "postcodes"},
	} {
		if one.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", one.count, one.what))
		}
	}
	return "holds " + strings.Join(parts, ", ")
}
