package cli

import (
	"fmt"
	"strings"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/abr"
	"github.com/milepost/milepost/internal/source/geonames"
	"github.com/milepost/milepost/internal/source/jptowns"
	"github.com/milepost/milepost/internal/source/openaddresses"
	"github.com/milepost/milepost/internal/source/osm"
	"github.com/milepost/milepost/internal/source/record"
	"github.com/milepost/milepost/internal/source/table"
	"golang.org/x/text/language"
)

// sourceKinds are all kinds of sources, those first that know their files'
// names best.
var sourceKinds = []source.Reader{osm.Reader, abr.Reader, jptowns.Reader, openaddresses.Reader, geonames.Postcodes, geonames.Places, table.Reader}

// sourceFlags are what is said of sources beyond their location.
type sourceFlags struct {
	Country string `help:"Country of sources that do not say, as a two-letter code." placeholder:"CC"`
	Columns string `help:"Columns of csv: sources whose names do not tell: lat=…,lon=…,number=…,street=…" placeholder:"FIELD=NAME,…"`
}

// options are what the flags say of the sources.
func (c *sourceFlags) options() (source.Options, error) {
	o := source.Options{Country: strings.ToUpper(c.Country)}
	if o.Country != "" && !isCountryCode(o.Country) {
		return o, fmt.Errorf("--country: %q is no two-letter code of a country, such as US", c.Country)
	}
	if c.Columns == "" {
		return o, nil
	}
	columns, err := record.ParseColumns(c.Columns)
	o.Columns = columns
	return o, err
}

// openSources makes the sources that are named, by patterns too, one of all
// extracts; none is read yet.
func openSources(specs []string, o source.Options) ([]source.Source, error) {
	var sources []source.Source
	for _, spec := range source.Expand(specs) {
		s, err := source.Parse(spec, sourceKinds, o)
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return osm.Join(sources), nil
}

// countryAt asks the gazetteer which country holds a point.
func countryAt(world *index.Index) func(geocode.Point) string {
	return func(at geocode.Point) string {
		holding, err := world.Holding(at)
		if err != nil {
			return ""
		}
		for _, id := range holding {
			if area, err := world.Area(id); err == nil && area.Country != "" {
				return area.Country
			}
		}
		return ""
	}
}

// isCountryCode tells whether a text is a country's two-letter code, in any case.
func isCountryCode(code string) bool {
	region, err := language.ParseRegion(code)
	return err == nil && len(code) == 2 && region.IsCountry()
}
