package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// realData finds the real lists, or skips.
func realData(t *testing.T) string {
	t.Helper()
	folder := cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("SKIPPED for want of real data at %s: set MILEPOST_TESTDATA", folder)
	}
	return folder
}

// nowhere is a geocoder that finds nothing, fast.
type nowhere struct{}

func (nowhere) Geocode(_ context.Context, requests []geocode.Request) ([]geocode.Response, error) {
	responses := make([]geocode.Response, len(requests))
	for i := range responses {
		responses[i].Failure = geocode.NothingFound()
	}
	return responses, nil
}

// openReal opens a real list as a table.
func openReal(t *testing.T, c *geocodeCommand, out io.Writer) *tableWork {
	t.Helper()
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	in, err := openFeed(t.Context(), c.In, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(in.Close)
	if in.isFeed() {
		t.Fatalf("%s is taken for a Dataflow feed", c.In)
	}
	w, err := c.openWork(&run{Streams: Streams{Out: out, Err: io.Discard}, ctx: t.Context(), quiet: true}, in, tableWork{geocoder: nowhere{}})
	if err != nil {
		t.Fatalf("%s: %v", c.In, err)
	}
	t.Cleanup(func() { w.table.Close() })
	return w
}

// Real lists are recognised as they are.
func TestRealListsAreRecognised(t *testing.T) {
	folder := realData(t)
	for _, c := range []struct{ file, flag, want string }{
		{"addresses/fr-75-paris-ban.csv.gz", "--forward", "number numero, suffix rep, street nom_voie, locality nom_commune, postcode code_postal"},
		{"addresses/fr-75-paris-ban.csv.gz", "--reverse", "lat lat, lon lon"},
		{"addresses/us-ky-louisville-lexington-2015-16.csv.zst", "--forward", "number number, street street, unit unit, locality city, region state, postcode postcode"},
		{"addresses/us-md-baltimore-county-2014.geojsonl.gz", "--forward", "number ST_NUMBER, suffix ST_NUMSUFF, street ST_PREMOD + ST_PREFIXD + ST_PREFIXT + ST_NAME + ST_TYPE + ST_SUFFIXD + ST_POSTMOD, locality CITY_POSTA, region STATE, postcode ZIP"},
		{"addresses/us-md-baltimore-county-2014.geojsonl.gz", "--reverse", "lat LATITUDE, lon LONGITUDE"},
		{"addresses/osm-cities/Germany.csv.zst", "--forward", "number number, street street, locality city, region region, postcode postcode, country country"},
		{"addresses/osm-cities/Japan.csv.zst", "--reverse", "lat lat, lon lon"},
		{"addresses/jp-geolonia-towns.jsonl.gz", "--forward", "locality city, region pref"},
		{"gazetteer/fr-laposte-datanova-codes-postaux.csv.gz", "--forward", "locality nom_de_la_commune, postcode code_postal"},
		{"gazetteer/geonames-postal/DE.csv.gz", "--forward", "locality place, region state, postcode zipcode, country country_code"},
		{"ranges/us-ma-cambridge-master-address-nocoords.csv.gz", "--forward", "query full_address, number street_number, suffix street_number_suffix, street street_name + street_suffix + dir_suffix"},
	} {
		path := filepath.Join(folder, c.file)
		if _, err := os.Stat(path); err != nil {
			t.Logf("SKIPPED: %s is not there", path)
			continue
		}
		w := openReal(t, &geocodeCommand{In: path, Out: "-", tableFlags: tableFlags{Forward: c.flag == "--forward", Reverse: c.flag == "--reverse"}}, io.Discard)
		var got []string
		for _, line := range w.mapping.Lines() {
			field, rest, _ := strings.Cut(line, " ")
			column, _, byName := strings.Cut(strings.TrimSpace(rest), " (by its name)")
			if byName {
				got = append(got, field+" "+column)
			}
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s %s: %s\nwant %s", c.file, c.flag, text, c.want)
		}
	}
}

// Every line of a real list comes back to the byte, the answers behind it.
func TestRealListsComeBackUntouched(t *testing.T) {
	folder := realData(t)
	for _, file := range []string{"addresses/fr-75-paris-ban.csv.gz", "addresses/us-ky-louisville-lexington-2015-16.csv.zst", "gazetteer/fr-laposte-datanova-codes-postaux.csv.gz", "addresses/osm-cities/Russia.csv.zst"} {
		path := filepath.Join(folder, file)
		if _, err := os.Stat(path); err != nil {
			t.Logf("SKIPPED: %s is not there", path)
			continue
		}
		var out bytes.Buffer
		w := openReal(t, &geocodeCommand{In: path, Out: "-", Workers: 2, tableFlags: tableFlags{Forward: true, Fields: "status", Prefix: "mp_"}}, &out)
		if err := w.do(); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		plain, err := openFeed(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := compareLines(plain, &out)
		if err != nil || rows < 1000 {
			t.Errorf("%s: after %d lines: %v", file, rows, err)
		}
		plain.Close()
	}
}

// compareLines holds each line of an output against that of its input.
func compareLines(in *feedInput, out io.Reader) (lines int, err error) {
	answered := bufio.NewReader(out)
	for {
		line, err := in.ReadString('\n')
		with, _ := answered.ReadString('\n')
		if line == "" && err != nil {
			if with != "" {
				return lines, errors.New("there are more lines than in the input")
			}
			return lines, nil
		}
		text := strings.TrimRight(line, "\r\n")
		added, ok := strings.CutPrefix(with, text)
		if !ok || !strings.HasSuffix(added, line[len(text):]) {
			return lines, errors.New(line + "came back as " + with)
		}
		switch strings.Trim(added, ",;\r\n") {
		case "mp_status", "NotFound", "BadRequest":
		default:
			return lines, errors.New("added: " + added)
		}
		lines++
	}
}
