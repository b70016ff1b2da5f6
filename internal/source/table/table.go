// Package table reads any list of addresses, postcodes or places that has
// named columns: delimited with a header, or JSON lines (GeoJSON features or
// flat objects). Columns are recognised by their names; --columns names those
// that are not.
package table

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/record"
)

// Reader is the kind "csv".
var Reader = source.Reader{Prefix: "csv", Claims: claims, New: New}

// endings are what the members of archives that are tables end in.
var endings = []string{".csv", ".tsv", ".tab", ".psv", ".txt", ".jsonl", ".ndjson", ".geojsonl", ".geojsons", ".geojsonseq"}

func claims(name string) bool { return slices.Contains(endings, path.Ext(name)) }

// New makes a source of a table.
func New(location string, options source.Options) (source.Source, error) {
	input, err := source.NewInput(location)
	if err != nil {
		return nil, err
	}
	return &Table{Input: input, options: options}, nil
}

// Table is a list with named columns.
type Table struct {
	*source.Input
	options source.Options
	tally   source.Tally
}

// Info tells what the table is.
func (t *Table) Info() source.Info {
	return source.Info{Kind: "csv", Name: t.Name(), Path: t.Location(), Bytes: t.Bytes()}
}

// Report tells what was read so far.
func (t *Table) Report() source.Report { return t.tally.Report() }

// Read gives the features of the table, or of all tables in the archive.
func (t *Table) Read(ctx context.Context, emit func(*source.Feature) error) error {
	return t.Each(ctx, isTable, func(file source.Member) error {
		maker := record.Maker{Tally: &t.tally, Bounds: t.options.Bounds}
		layout := func(names []string) (*record.Layout, error) {
			maker.Country = t.options.Country
			if maker.Country == "" {
				maker.Country = countryOfForm(names)
			}
			return record.Recognise(names, t.options.Columns)
		}
		return maker.Read(file, layout, emit)
	})
}

// isTable leaves out what archives hold besides: descriptions, licences.
func isTable(name string) bool {
	base := strings.ToLower(path.Base(name))
	for _, packed := range []string{".gz", ".zst"} {
		base = strings.TrimSuffix(base, packed)
	}
	for _, other := range []string{"license", "licence", "readme", "copying", "attribution"} {
		if strings.HasPrefix(base, other) {
			return false
		}
	}
	return !strings.HasPrefix(base, ".") && !strings.Contains(name, "__MACOSX/") && claims(base)
}

// forms are columns that only one country's lists have.
var forms = []struct{ column, country string }{
	{"id_fantoir", "FR"},  // Base Adresse Nationale
	{"code_insee", "FR"},  // the same, cut down
	{"nom_commune", "FR"}, // and lists made from it
	{"koaza", "JP"},       // Geolonia's towns
	{"machiaza_id", "JP"}, // Address Base Registry
	{"bag_nummeraanduiding_id", "NL"},
}

// countryOfForm gives the country of a list whose columns tell it; "" else.
func countryOfForm(names []string) string {
	for _, form := range forms {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(strings.TrimSpace(n), form.column) }) {
			return form.country
		}
	}
	return ""
}
