// Package openaddresses reads the files of OpenAddresses: CSV (LON, LAT,
// NUMBER, STREET, UNIT, CITY, DISTRICT, REGION, POSTCODE, ID, HASH) and GeoJSON
// lines with the same properties, alone or many in a zip archive, whose README
// and LICENSE become the attribution.
//
// The path of a file in a collection says country and, for some countries,
// state: us/ca/alameda.csv. They stand for a REGION that is empty.
package openaddresses

import (
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/record"
)

// Reader is the kind "openaddresses".
var Reader = source.Reader{Prefix: "openaddresses", Claims: claims, New: New}

// claims knows the collections' names, and the data pipeline's, which end in
// "-addresses-county.geojson" and the like.
func claims(name string) bool {
	return strings.Contains(name, "openaddr") || strings.HasSuffix(name, ".geojson") && strings.Contains(name, "address")
}

// maxAttribution is how much of a LICENSE is kept.
const maxAttribution = 4 << 10

// New makes a source of a file of OpenAddresses.
func New(location string, options source.Options) (source.Source, error) {
	input, err := source.NewInput(location)
	if err != nil {
		return nil, err
	}
	return &List{Input: input, options: options}, nil
}

// List is a file or a collection of OpenAddresses.
type List struct {
	*source.Input
	options     source.Options
	tally       source.Tally
	attribution string
}

// Info tells what the list is; its attribution is known once it was read.
func (l *List) Info() source.Info {
	return source.Info{
		Kind: "openaddresses", Name: l.Name(), Path: l.Location(), Bytes: l.Bytes(),
		Licence: "see the sources of OpenAddresses", Attribution: l.attribution,
	}
}

// Report tells what was read so far.
func (l *List) Report() source.Report { return l.tally.Report() }

// Read gives the features of the list, or of all lists in the archive.
func (l *List) Read(ctx context.Context, emit func(*source.Feature) error) error {
	wanted := func(name string) bool { return isList(name) || isLicence(name) }
	return l.Each(ctx, wanted, func(file source.Member) error {
		if isLicence(file.Name) && !isList(file.Name) {
			return l.attribute(file)
		}
		return l.readList(file, emit)
	})
}

func (l *List) readList(file source.Member, emit func(*source.Feature) error) error {
	country, region := fromPath(file.Name)
	if country == "" {
		// Other people's folders may have two letters for other reasons: only
		// a country with its state is believed.
		if country, region = fromPath(l.Location()); region == "" {
			country = ""
		}
	}
	if chosen := l.options.Country; chosen != "" && chosen != country {
		country, region = chosen, ""
	}
	maker := record.Maker{Tally: &l.tally, Bounds: l.options.Bounds, Country: country, Region: region}
	address := source.Address
	maker.Kind = &address
	layout := func(names []string) (*record.Layout, error) { return record.Recognise(names, l.options.Columns) }
	return maker.Read(file, layout, emit)
}

// attribute keeps the beginning of a licence's text.
func (l *List) attribute(file source.Member) error {
	text, err := io.ReadAll(io.LimitReader(file, maxAttribution))
	if err != nil {
		return fmt.Errorf("%s: %w", file.Name, err)
	}
	tidy := strings.TrimSpace(strings.ToValidUTF8(string(text), ""))
	if l.attribution != "" && tidy != "" {
		l.attribution += "\n\n"
	}
	if room := 16*maxAttribution - len(l.attribution); len(tidy) > room {
		tidy = strings.ToValidUTF8(tidy[:max(room, 0)], "")
	}
	l.attribution += tidy
	return nil
}

func isList(name string) bool {
	switch strings.ToLower(path.Ext(strings.TrimSuffix(name, ".gz"))) {
	case ".csv", ".geojson", ".geojsonl", ".jsonl":
		return !strings.Contains(name, "__MACOSX/") && !strings.Contains(name, "/summary/") && !strings.HasPrefix(name, "summary/")
	}
	return false
}

func isLicence(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(base, "license") || strings.HasPrefix(base, "licence")
}

// withStates are the countries whose lists lie in a folder by state, named by
// its ISO 3166-2 code.
var withStates = map[string]bool{"us": true, "ca": true, "au": true, "br": true, "de": true, "it": true, "mx": true}

// fromPath tells country and region by the two innermost folders of a list:
// ".../us/ca/alameda.csv", "fr/countrywide.csv".
func fromPath(name string) (country, region string) {
	folders := strings.Split(strings.ToLower(strings.ReplaceAll(path.Dir(name), `\`, "/")), "/")
	inner, outer := folders[len(folders)-1], ""
	if len(folders) > 1 {
		outer = folders[len(folders)-2]
	}
	switch {
	case withStates[outer] && len(inner) <= 3: // "ca" is a country too
		return strings.ToUpper(outer), strings.ToUpper(inner)
	case isCountry(inner):
		return strings.ToUpper(inner), ""
	case isCountry(outer):
		return strings.ToUpper(outer), ""
	}
	return "", ""
}

func isCountry(folder string) bool {
	return len(folder) == 2 && strings.EqualFold(record.CountryCode(folder), folder)
}
