package geonames

import (
	"context"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/source"
)

// Columns of a dump of places.
const (
	placeID = iota
	placeName
	placeASCII
	placeAlternates
	placeLat
	placeLon
	placeClass
	placeCode
	placeCountry
	placeOther
	placeAdmin1
	placeAdmin2
	placeAdmin3
	placeAdmin4
	placePopulation
	placeElevation
	placeDEM
	placeZone
	placeDate
)

var placeColumns = []string{
	"geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code",
	"country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation", "dem",
	"timezone", "modification date",
}

// maxNames is how many alternate names of a place are kept; the largest cities
// have some hundred.
const maxNames = 1000

// NewPlaces makes a source of a dump of places.
func NewPlaces(location string, options source.Options) (source.Source, error) {
	input, err := source.NewInput(location)
	if err != nil {
		return nil, err
	}
	return &places{dump{Input: input, kind: "geonames", options: options, columns: placeColumns, use: (*dump).place}}, nil
}

// places is a dump of places.
type places struct{ dump }

// Read gives the places and areas of the dump. Their regions and districts are
// named if admin1CodesASCII.txt and admin2Codes.txt lie beside it.
func (p *places) Read(ctx context.Context, emit func(*source.Feature) error) (err error) {
	if p.names, err = beside(ctx, p.Location()); err != nil {
		return err
	}
	return p.dump.Read(ctx, emit)
}

// areas are the codes of class A that are districts or countries of today.
var areas = map[string]bool{
	"ADM1": true, "ADM2": true, "ADM3": true, "ADM4": true, "ADM5": true, "ADMD": true,
	"PCL": true, "PCLI": true, "PCLD": true, "PCLF": true, "PCLS": true, "PCLIX": true, "TERR": true,
}

// past are the codes of class P of places where nobody lives.
var past = map[string]bool{"PPLH": true, "PPLQ": true, "PPLW": true, "PPLCH": true}

// place makes a feature of a populated place or an area.
func (d *dump) place(at place, fields [][]byte, f *source.Feature) bool {
	switch class := string(fields[placeClass]); {
	case class == "P" && past[string(fields[placeCode])]:
		return d.refuse(gone, at, placeCode, fields[placeCode])
	case class == "P":
		f.Kind = source.Place
	case class == "A" && areas[string(fields[placeCode])]:
		f.Kind = source.Area
	default:
		return d.refuse(notWanted, at, placeCode, fields[placeCode])
	}
	if len(fields[placeName]) == 0 {
		return d.refuse(source.NoName, at, placeName, nil)
	}
	if !d.point(at, fields, placeLat, placeLon, f) || !d.text(at, fields) {
		return false
	}
	values := texts(fields)
	f.Name, f.Country, f.SourceID = values[placeName], values[placeCountry], values[placeID]
	f.FeatureCode = values[placeClass] + "." + values[placeCode]
	f.Admin1Code, f.Admin2Code = values[placeAdmin1], values[placeAdmin2]
	f.Population, _ = strconv.ParseInt(values[placePopulation], 10, 64)
	f.Population = max(f.Population, 0)
	if f.Country == "" {
		f.Country = d.options.Country
	}
	d.names.name(f)
	addNames(f, values[placeASCII], values[placeAlternates])
	return true
}

// texts gives the fields as strings of one allocation.
func texts(fields [][]byte) []string {
	var all strings.Builder
	for _, field := range fields {
		all.Write(field)
	}
	packed, values := all.String(), make([]string, len(fields))
	for i, field := range fields {
		values[i], packed = packed[:len(field)], packed[len(field):]
	}
	return values
}

// addNames adds the names that differ from the main one. The dump does not
// say their languages; a URL among them is no name.
func addNames(f *source.Feature, ascii, alternates string) {
	if ascii != "" && ascii != f.Name {
		f.Names = append(f.Names, source.Name{Text: ascii})
	}
	for text := range strings.SplitSeq(alternates, ",") {
		text = strings.TrimSpace(text)
		if text == "" || text == f.Name || text == ascii || strings.Contains(text, "://") {
			continue
		}
		if len(f.Names) == maxNames {
			return
		}
		f.Names = append(f.Names, source.Name{Text: text})
	}
}
