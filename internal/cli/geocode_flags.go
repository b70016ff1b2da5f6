package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table/columns"
	"github.com/milepost/milepost/internal/table/delimited"
)

// tableFlags are the flags of geocode that are for tables.
type tableFlags struct {
	Columns      string   `sep:"none" help:"Use these columns and no others: query=b, address=street+number,locality=city,postcode=zip,country=cc, or lat=y,lon=x." placeholder:"FIELD=COLUMN,…"`
	Forward      bool     `help:"Find the points of the addresses, though the table has points too."`
	Reverse      bool     `help:"Find the addresses of the points, though the table has addresses too."`
	DryRun       bool     `help:"Print what is recognised and ten answered rows, and write nothing."`
	Fields       string   `sep:"none" help:"Columns to add, of latitude, longitude, match_name, entity_type, confidence, match_codes, calculation_method, status (these by default), reason, probability, faults, explanation, source, source_id, licence, number, street, unit, side, locality, admin_district, postal_code, country." placeholder:"FIELD,…"`
	Prefix       string   `help:"Put this before the name of each added column." placeholder:"TEXT"`
	Bbox         string   `sep:"none" help:"Take only answers within these degrees." placeholder:"W,S,E,N"`
	Join         []string `sep:"none" help:"Add this property of the area that holds the point, e.g. a county's code; repeatable." placeholder:"AREAS.geojson:FIELD"`
	Report       string   `help:"Write a page on what became of the rows: counts, a map, what to look at first." placeholder:"FILE.html"`
	Culture      string   `help:"Language and country of names in the answers, e.g. de-DE; default: en-US." placeholder:"CULTURE"`
	Encoding     string   `help:"Encoding of a csv, e.g. windows-1250, shift_jis; default: as its bytes tell." placeholder:"NAME"`
	Delimiter    string   `help:"Character between the cells of a csv, or tab; default: as its lines tell." placeholder:"CHAR"`
	DecimalComma bool     `help:"Write the added numbers with a decimal comma, as a spreadsheet in German or French reads them (csv and tsv)."`
	Sheet        string   `help:"Sheet of a workbook; default: the first." placeholder:"NAME"`

	joins     []join
	chosen    columns.Chosen
	way       columns.Way
	box       *geocode.Box
	delimited delimited.Options
}

// given names a flag that was given; "" where none was.
func (f *tableFlags) given() string {
	for _, flag := range []struct {
		name  string
		given bool
	}{
		{"--columns", f.Columns != ""}, {"--forward", f.Forward}, {"--reverse", f.Reverse}, {"--dry-run", f.DryRun}, {"--fields", f.Fields != ""},
		{"--prefix", f.Prefix != ""}, {"--bbox", f.Bbox != ""}, {"--join", len(f.Join) > 0}, {"--report", f.Report != ""}, {"--culture", f.Culture != ""}, {"--encoding", f.Encoding != ""},
		{"--delimiter", f.Delimiter != ""}, {"--decimal-comma", f.DecimalComma}, {"--sheet", f.Sheet != ""},
	} {
		if flag.given {
			return flag.name
		}
	}
	return ""
}

// check reads the flags that stand for more than themselves.
func (f *tableFlags) check() (err error) {
	if f.chosen, err = columns.ParseChosen(f.Columns); err != nil {
		return err
	}
	switch {
	case f.Forward && f.Reverse:
		return errors.New("--forward and --reverse exclude each other")
	case f.Forward:
		f.way = columns.Forward
	case f.Reverse:
		f.way = columns.Reverse
	}
	if f.Encoding != "" {
		encoding, err := delimited.FindEncoding(f.Encoding)
		if err != nil {
			return fmt.Errorf("--encoding: %w", err)
		}
		f.delimited.Encoding = &encoding
	}
	if f.delimited.Delimiter, err = parseDelimiter(f.Delimiter); err != nil {
		return err
	}
	if f.box, err = parseBox(f.Bbox); err != nil {
		return err
	}
	f.joins, err = parseJoins(f.Join)
	return err
}

func parseDelimiter(text string) (byte, error) {
	switch {
	case text == "":
		return 0, nil
	case strings.EqualFold(text, "tab") || text == `\t`:
		return '\t', nil
	case len(text) == 1 && text[0] != '"' && text[0] >= ' ' && text[0] < 0x7f || text == "\t":
		return text[0], nil
	}
	return 0, fmt.Errorf("--delimiter: %q is none; one character is expected, or tab", text)
}

// parseBox reads west, south, east and north in degrees; nil of nothing.
func parseBox(text string) (*geocode.Box, error) {
	if text == "" {
		return nil, nil
	}
	var sides []float64
	for part := range strings.SplitSeq(text, ",") {
		side, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || side != side {
			return nil, fmt.Errorf("--bbox: %q is no number of degrees; west,south,east,north is expected, e.g. -125,45,-116,49", part)
		}
		sides = append(sides, side)
	}
	if len(sides) != 4 {
		return nil, fmt.Errorf("--bbox: %d numbers; west,south,east,north is expected, e.g. -125,45,-116,49", len(sides))
	}
	b := geocode.Box{West: sides[0], South: sides[1], East: sides[2], North: sides[3]}
	if b.South > b.North || b.South < -90 || b.North > 90 || b.West < -180 || b.East > 180 {
		return nil, fmt.Errorf("--bbox: from %g to %g north and %g to %g east is no box; west,south,east,north is expected, e.g. -125,45,-116,49", b.South, b.North, b.West, b.East)
	}
	return &b, nil
}

// within keeps of a response the answers that lie in the box.
func within(box *geocode.Box, response geocode.Response) geocode.Response {
	if box == nil || response.Failure != nil {
		return response
	}
	for i := range response.Answers {
		if geo.BoxHolds(*box, response.Answers[i].Display()) {
			return geocode.Response{Answers: response.Answers[i : i+1]}
		}
	}
	return geocode.Response{Failure: &geocode.Failure{Status: geocode.NotFound, Reason: "No location was found within --bbox."}}
}
