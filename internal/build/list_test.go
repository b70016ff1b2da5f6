package build

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// list is a source whose features are at hand.
type list struct {
	name     string
	kind     string // "" for csv
	features []source.Feature
	files    []source.File
	fails    error // at the end
}

func (l *list) Info() source.Info {
	return source.Info{Kind: cmp.Or(l.kind, "csv"), Name: l.name, Licence: "CC0-1.0", Bytes: int64(len(l.features)), Files: l.files}
}

func (l *list) Read(ctx context.Context, emit func(*source.Feature) error) error {
	for _, f := range l.features {
		if err := errors.Join(ctx.Err(), emit(&f)); err != nil {
			return err
		}
	}
	return l.fails
}

func (l *list) Progress() int64       { return 0 }
func (l *list) Report() source.Report { return source.Report{} }

// lines makes features of lines "number|street|postcode|locality|region|country|lat|lon".
func lines(name, text string) *list {
	l := &list{name: name}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		field := strings.Split(strings.TrimSpace(line), "|")
		f := source.Feature{Number: field[0], Street: field[1], Postcode: field[2], Locality: field[3], Region: field[4], Country: field[5]}
		f.Lat, _ = strconv.ParseFloat(field[6], 64)
		f.Lon, _ = strconv.ParseFloat(field[7], 64)
		l.features = append(l.features, f)
	}
	return l
}

// cities is a compressed csv file of the test data.
type cities struct {
	path, country string
}

var countryCodes = map[string]string{"United States": "US", "Germany": "DE"}

func (c *cities) Info() source.Info {
	return source.Info{Kind: "csv", Name: filepath.Base(c.path), Licence: "ODbL-1.0", Bytes: -1}
}
func (c *cities) Progress() int64       { return 0 }
func (c *cities) Report() source.Report { return source.Report{} }

func (c *cities) Read(ctx context.Context, emit func(*source.Feature) error) error {
	file, err := os.Open(c.path)
	if err != nil {
		return err
	}
	defer file.Close()
	plain, err := zstd.NewReader(file)
	if err != nil {
		return err
	}
	defer plain.Close()
	rows := csv.NewReader(plain)
	rows.ReuseRecord = true
	head, err := rows.Read()
	if err != nil {
		return err
	}
	column := map[string]int{}
	for i, name := range head {
		column[strings.Clone(name)] = i
	}
	get := func(row []string, name string) string {
		if i, ok := column[name]; ok {
			return row[i]
		}
		return ""
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		f := source.Feature{
			Number: get(row, "number"), Street: get(row, "street"), Unit: get(row, "unit"), Postcode: get(row, "postcode"),
			Locality: get(row, "city"), Region: cmp.Or(get(row, "region"), get(row, "state")),
			Country: cmp.Or(countryCodes[get(row, "country")], c.country),
		}
		f.Lat, _ = strconv.ParseFloat(get(row, "lat"), 64)
		f.Lon, _ = strconv.ParseFloat(get(row, "lon"), 64)
		if err := emit(&f); err != nil {
			return err
		}
	}
}

// testdata gives a file of the test data; the test is skipped without it.
func testdata(t testing.TB, path string) string {
	t.Helper()
	path = filepath.Join(cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data"), path)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED for want of test data: %v (set MILEPOST_TESTDATA)", err)
	}
	return path
}

// world is the built-in gazetteer.
func world(t testing.TB) *index.Index {
	t.Helper()
	ix, err := index.OpenArchive("gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}
