package geonames

import (
	"bufio"
	"bytes"
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/record"
	"github.com/milepost/milepost/internal/source/scan"
)

// Columns of a dump of postal codes.
const (
	postCountry = iota
	postCode
	postPlace
	postState
	postStateCode
	postCounty
	postCountyCode
	postCommunity
	postCommunityCode
	postLat
	postLon
	postAccuracy
)

var postColumns = []string{
	"country code", "postal code", "place name", "admin name1", "admin code1", "admin name2", "admin code2",
	"admin name3", "admin code3", "latitude", "longitude", "accuracy",
}

// Postcodes is the kind "postcodes".
var Postcodes = source.Reader{Prefix: "postcodes", Claims: claimsPostcodes, New: NewPostcodes}

func claimsPostcodes(name string) bool {
	return strings.Contains(name, "postcode") || strings.Contains(name, "postal") || strings.Contains(name, "_full.csv")
}

// NewPostcodes makes a source of postal codes, in GeoNames' own form or with
// commas and a header.
func NewPostcodes(location string, options source.Options) (source.Source, error) {
	input, err := source.NewInput(location)
	if err != nil {
		return nil, err
	}
	return &postcodes{dump{Input: input, kind: "postcodes", options: options, columns: postColumns, use: (*dump).postcode}}, nil
}

// postcodes is a dump that may have a header.
type postcodes struct{ dump }

// Read gives the postal codes.
func (p *postcodes) Read(ctx context.Context, emit func(*source.Feature) error) error {
	return p.Each(ctx, isPostcodes, func(file source.Member) error {
		buffered := bufio.NewReaderSize(file, 64<<10)
		head, _ := buffered.Peek(1000) // an error comes again with the first line
		file.Reader = buffered
		first, _, _ := bytes.Cut(head, []byte("\n"))
		if bytes.Count(first, []byte("\t")) == len(postColumns)-1 {
			return p.readLines(file.Name, scan.NewLines(file), emit)
		}
		return p.readTable(file, emit)
	})
}

func isPostcodes(name string) bool {
	lower := strings.ToLower(name)
	return !strings.Contains(lower, "readme") && (path.Ext(lower) == ".txt" || path.Ext(lower) == ".csv")
}

// readTable reads postal codes with a header.
func (p *postcodes) readTable(file source.Member, emit func(*source.Feature) error) error {
	kind := source.Postcode
	maker := record.Maker{Tally: &p.tally, Bounds: p.options.Bounds, Country: p.options.Country, Kind: &kind}
	return maker.Read(file, postLayout(p.options.Columns), emit)
}

// headed gives the columns of the form with commas and a header.
var headed = map[string]string{
	"country": "country_code", "postcode": "zipcode", "locality": "place", "region": "state", "admin1": "state_code",
	"district": "province", "admin2": "province_code", "lat": "latitude", "lon": "longitude",
}

// postLayout knows the columns of the headed form, whose "province" is a
// second level below "state".
func postLayout(chosen map[string]string) record.Layouter {
	return func(names []string) (*record.Layout, error) {
		own := map[string]string{}
		for key, name := range headed {
			if slices.Contains(names, name) {
				own[key] = name
			}
		}
		if len(own) < len(headed) {
			clear(own)
		}
		maps.Copy(own, chosen)
		return record.Recognise(names, own)
	}
}

// postcode makes a feature of a line in GeoNames' own form.
func (d *dump) postcode(at place, fields [][]byte, f *source.Feature) bool {
	if len(fields[postCode]) == 0 {
		return d.refuse(source.NoPostcode, at, postCode, nil)
	}
	if !d.point(at, fields, postLat, postLon, f) || !d.text(at, fields) {
		return false
	}
	values := texts(fields)
	f.Kind, f.Country, f.Postcode = source.Postcode, values[postCountry], values[postCode]
	f.Name, f.Locality = values[postPlace], values[postPlace]
	f.Region, f.Admin1Code = values[postState], values[postStateCode]
	f.District, f.Admin2Code = values[postCounty], values[postCountyCode]
	if f.Country == "" {
		f.Country = d.options.Country
	}
	return true
}
