package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/milepost/milepost/internal/index"
)

type indexInspectCommand struct {
	Dir string `arg:"" optional:"" help:"Directory of the index; default: the built-in gazetteer."`
}

// Help shows an example below the flags.
func (indexInspectCommand) Help() string { return "Example: milepost index inspect kentucky" }

// Run prints the manifest for people or, with --json, as it is.
func (c *indexInspectCommand) Run(r *run) error {
	ix, err := openOne(c.Dir)
	if err != nil {
		return err
	}
	defer ix.Close()
	m := ix.Manifest()
	if r.json {
		return json.NewEncoder(r.Out).Encode(m)
	}
	fmt.Fprintf(r.Out, "%s, format %d, build %s\n\n", m.Name, m.Format, ix.Build())
	table := [][]string{{"HOLDS", ""}}
	for _, name := range slices.Sorted(maps.Keys(m.Counts)) {
		table = append(table, []string{name, fmt.Sprint(m.Counts[name])})
	}
	table = append(table, []string{"", ""}, []string{"SECTION", "BYTES"})
	for _, s := range m.Sections {
		table = append(table, []string{s.Name, fmt.Sprint(s.Length)})
	}
	table = append(table, []string{"", ""}, []string{"SOURCE", "LICENCE"})
	for _, s := range m.Sources {
		table = append(table, []string{s.Name, s.Licence})
	}
	table = append(table, []string{"", ""}, []string{"COUNTRY", "SOUTH WEST NORTH EAST"})
	for _, country := range slices.Sorted(maps.Keys(m.Extents)) {
		e := m.Extents[country]
		table = append(table, []string{country, fmt.Sprintf("%.4f %.4f %.4f %.4f", e[0], e[1], e[2], e[3])})
	}
	return printTable(r.Out, table)
}

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

// Run checks every block of every section.
func (c *indexVerifyCommand) Run(r *run) error {
	ix, err := openOne(c.Dir)
	if err != nil {
		return err
	}
	defer ix.Close()
	if err := ix.Verify(r.ctx); err != nil {
		return err
	}
	r.say("whole: every block is what was written")
	return nil
}
