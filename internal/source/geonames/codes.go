package geonames

import (
	"context"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/scan"
)

// Division is what GeoNames calls an administrative division.
type Division struct {
	Code      string // "FR.11", "FR.11.75"
	Name      string
	ASCIIName string
	SourceID  string // geonameid
}

// ReadDivisions reads admin1CodesASCII or admin2Codes, by code.
func ReadDivisions(ctx context.Context, location string) (map[string]Division, error) {
	divisions := map[string]Division{}
	err := eachLine(ctx, location, func(line int64, fields []string) error {
		if len(fields) != 4 || strings.Count(fields[0], ".") == 0 {
			return fmt.Errorf("%s, line %d: not code, name, ASCII name and geonameid: use admin1CodesASCII.txt or admin2Codes.txt", location, line)
		}
		divisions[fields[0]] = Division{Code: fields[0], Name: fields[1], ASCIIName: fields[2], SourceID: fields[3]}
		return nil
	})
	return divisions, err
}

// Country is a line of countryInfo, as far as it serves a geocoder.
type Country struct {
	Code           string // ISO 3166-1 alpha-2
	Code3          string // alpha-3
	Name           string // English
	Capital        string
	Continent      string // "EU"
	PostcodeFormat string // "#####", "@#@ #@#"
	PostcodeRegexp string // "" where the country has none
	Languages      []string
	SourceID       string // geonameid
	Neighbours     []string
}

// ReadCountries reads countryInfo, in its order.
func ReadCountries(ctx context.Context, location string) ([]Country, error) {
	var countries []Country
	err := eachLine(ctx, location, func(line int64, fields []string) error {
		if len(fields) < 17 || len(fields[0]) != 2 {
			return fmt.Errorf("%s, line %d: not a country of countryInfo.txt", location, line)
		}
		c := Country{
			Code: fields[0], Code3: fields[1], Name: fields[4], Capital: fields[5], Continent: fields[8],
			PostcodeFormat: fields[13], PostcodeRegexp: fields[14], Languages: list(fields[15]), SourceID: fields[16],
		}
		if len(fields) > 17 {
			c.Neighbours = list(fields[17])
		}
		countries = append(countries, c)
		return nil
	})
	return countries, err
}

func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}

// eachLine gives the fields of all lines that are no comments.
func eachLine(ctx context.Context, location string, use func(line int64, fields []string) error) error {
	input, err := source.NewInput(location)
	if err != nil {
		return err
	}
	return input.Each(ctx, isDump, func(file source.Member) error {
		lines := scan.NewLines(file)
		for {
			line, err := lines.Next()
			if err != nil {
				return endOf(err)
			}
			if line[0] == '#' {
				continue
			}
			fields := strings.Split(strings.ToValidUTF8(string(line), "�"), "\t")
			for i := range fields {
				fields[i] = strings.TrimSpace(fields[i])
			}
			if err := use(lines.Line(), fields); err != nil {
				return err
			}
		}
	})
}

// divisions names the codes of a dump's records by the tables that lie beside
// it, if they do.
type divisions struct{ first, second map[string]Division }

// beside looks for the tables in the dump's folder.
func beside(ctx context.Context, location string) (d divisions, err error) {
	if source.IsURL(location) {
		return d, nil
	}
	if d.first, err = readBeside(ctx, location, "admin1CodesASCII.txt"); err != nil {
		return d, err
	}
	d.second, err = readBeside(ctx, location, "admin2Codes.txt")
	return d, err
}

func readBeside(ctx context.Context, location, name string) (map[string]Division, error) {
	for _, ending := range []string{"", ".gz", ".zip"} {
		file := path.Join(path.Dir(strings.ReplaceAll(location, `\`, "/")), name+ending)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return ReadDivisions(ctx, file)
		}
	}
	return nil, nil
}

// name sets region and district of a feature.
func (d *divisions) name(f *source.Feature) {
	if f.Admin1Code == "" {
		return
	}
	code := f.Country + "." + f.Admin1Code
	f.Region = d.first[code].Name
	if f.Admin2Code != "" {
		f.District = d.second[code+"."+f.Admin2Code].Name
	}
}
