// Package jptowns reads lists of the towns of Japan, as Geolonia makes them of
// the open data of two ministries: JSON lines with prefecture, city, town and
// part of the town (koaza), and the point of each. A town with its district
// ("銀座一丁目") stands where other countries have a street, so each is a
// street without numbers; the house numbers of the Address Base Registry
// belong to it.
package jptowns

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/scan"
)

const (
	attribution = "Geolonia"
	licence     = "CC BY 4.0"
)

// Reader is the kind "jptowns".
var Reader = source.Reader{
	Prefix: "jptowns",
	Claims: func(name string) bool { return strings.Contains(name, "geolonia") },
	New:    New,
}

// New makes a source of a list of towns.
func New(location string, _ source.Options) (source.Source, error) {
	input, err := source.NewInput(location)
	if err != nil {
		return nil, err
	}
	return &Towns{Input: input}, nil
}

// Towns is a list of towns.
type Towns struct {
	*source.Input
	tally source.Tally
}

// Info tells what the list is.
func (t *Towns) Info() source.Info {
	return source.Info{Kind: "jptowns", Name: t.Name(), Path: t.Location(), Bytes: t.Bytes(), Licence: licence, Attribution: attribution}
}

// Report tells what was read so far.
func (t *Towns) Report() source.Report { return t.tally.Report() }

var (
	notTown = source.Reason{Name: "json.town", Want: `an object on one line, as {"pref":"東京都","city":"中央区","town":"銀座一丁目","koaza":"","lat":35.67,"lng":139.76}`, Skips: true}
	noTown  = source.Reason{Name: "town.missing", Want: "a prefecture, a city and a town", Skips: true}
)

// Read gives the towns.
func (t *Towns) Read(ctx context.Context, emit func(*source.Feature) error) error {
	return t.Each(ctx, isList, func(file source.Member) error {
		lines := scan.NewLines(file)
		var object scan.Object
		for {
			line, err := lines.Next()
			switch {
			case scan.Survivable(err):
				t.tally.Read()
				t.tally.Note(source.TooLong, file.Name, lines.Line(), "", nil)
				continue
			case err == io.EOF:
				return nil
			case err != nil:
				return err
			case len(strings.TrimSpace(string(line))) == 0:
				continue
			}
			t.tally.Read()
			if err := t.use(file.Name, lines.Line(), line, &object, emit); err != nil {
				return err
			}
		}
	})
}

func isList(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, ".jsonl") || strings.HasSuffix(lower, ".ndjson")
}

// use makes a feature of a line.
func (t *Towns) use(file string, no int64, line []byte, object *scan.Object, emit func(*source.Feature) error) error {
	if !utf8.Valid(line) {
		t.tally.Note(source.NotUTF8, file, no, "", line)
		return nil
	}
	pairs, err := object.Parse(line)
	if err != nil {
		t.tally.Note(notTown, file, no, "", line)
		return nil
	}
	v := map[string]string{}
	for _, pair := range pairs {
		v[string(pair.Name)] = strings.TrimSpace(string(pair.Value))
	}
	if v["pref"] == "" || v["city"] == "" || v["town"]+v["koaza"] == "" {
		t.tally.Note(noTown, file, no, "town", line)
		return nil
	}
	f := source.Feature{Kind: source.Street, Country: "JP", Region: v["pref"], Locality: v["city"], Street: v["town"] + v["koaza"]}
	if reason, isLon := f.SetPoint(v["lat"], v["lng"]); reason != nil {
		column := "lat"
		if isLon {
			column = "lng"
		}
		t.tally.Note(*reason, file, no, column, []byte(v[column]))
		return nil
	}
	t.tally.Used()
	return emit(&f)
}
