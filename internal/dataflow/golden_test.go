package dataflow

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
)

var update = flag.Bool("update", false, "write what came out to the golden files")

// TestGolden answers the feed of every folder of testdata by the table in
// testdata/answers.json; testdata/README.md says what a folder holds.
func TestGolden(t *testing.T) {
	answers := readAnswers(t)
	folders, err := filepath.Glob("testdata/*/in.*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	for _, in := range folders {
		folder := filepath.Dir(in)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			feed, err := os.ReadFile(in)
			if err != nil {
				t.Fatal(err)
			}
			format := goldenFormat(t, in)
			got := runFeed(strings.NewReader(string(feed)), format, Limits{}, answers)
			for name, text := range got.files(format) {
				compareGolden(t, filepath.Join(folder, name), text)
			}
			limits := Limits{Rows: 1, Bytes: 1}
			again := runFeed(iotest.OneByteReader(strings.NewReader(string(feed))), format, limits, answers)
			if diff := cmp.Diff(got, again); diff != "" {
				t.Errorf("one row a chunk, read byte by byte, gives something else (-at once +in pieces):\n%s", diff)
			}
		})
	}
}

func goldenFormat(t *testing.T, in string) Format {
	t.Helper()
	name := strings.TrimPrefix(filepath.Ext(in), ".")
	if name == "txt" {
		text, err := os.ReadFile(filepath.Join(filepath.Dir(in), "format"))
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimSpace(string(text))
	}
	format, ok := ParseFormat(name)
	if !ok {
		t.Fatalf("%s: %q is no format", in, name)
	}
	return format
}

// outputs are what becomes of a feed: its two sides, or why it is refused.
type outputs struct {
	Succeeded, Failed, Error string
}

func (o outputs) files(format Format) map[string]string {
	if o.Error != "" {
		return map[string]string{"want.error": o.Error + "\n"}
	}
	return map[string]string{
		"succeeded" + format.Extension(): o.Succeeded,
		"failed" + format.Extension():    o.Failed,
	}
}

// runFeed does to a feed what a job does.
func runFeed(r io.Reader, format Format, limits Limits, answers answerTable) outputs {
	var succeeded, failed []byte
	feed, err := Split(r, format, limits, func(feed *Feed, c Chunk, data []byte) error {
		stored, err := storedFeed(feed)
		if err != nil {
			return err
		}
		rows, err := stored.Decode(c, append([]byte(nil), data...))
		if err != nil {
			return err
		}
		for i := range rows {
			if row := &rows[i]; row.Failure != nil {
				failed = stored.AppendRow(failed, row, nil)
			} else if response := answers.answer(row.Request); response.Failure != nil {
				failed = stored.AppendRow(failed, row, &response)
			} else {
				succeeded = stored.AppendRow(succeeded, row, &response)
			}
		}
		return nil
	})
	if err != nil {
		if fault, ok := errors.AsType[*Error](err); ok {
			return outputs{Error: fault.Error()}
		}
		return outputs{Error: "not the feed's fault: " + err.Error()}
	}
	whole := func(rows []byte) string {
		return string(feed.AppendTail(append(feed.AppendHead(nil), rows...)))
	}
	return outputs{Succeeded: whole(succeeded), Failed: whole(failed)}
}

// storedFeed gives the feed as a job reads it back from its store.
func storedFeed(feed *Feed) (*Feed, error) {
	text, err := json.Marshal(feed)
	if err != nil {
		return nil, err
	}
	stored := new(Feed)
	return stored, json.Unmarshal(text, stored)
}

func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run with -update to write it, and look at what it writes", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s is not what comes out (-want +got):\n%s", path, diff)
	}
}

// answerTable is a geocoder that knows by heart what it answers: by query,
// by address parts joined with comma and blank, or by "lat,lon".
type answerTable map[string][]tableAnswer

// tableAnswer is an answer as answers.json spells it.
type tableAnswer struct {
	Name, EntityType, Confidence string
	MatchCodes                   []string
	Address                      geocode.Address
	Points                       []struct {
		Lat, Lon      float64
		Method, Usage string
	}
	Box        geocode.Box
	QueryParse []geocode.Property
}

func readAnswers(t testing.TB) answerTable {
	t.Helper()
	text, err := os.ReadFile("testdata/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	var table answerTable
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatalf("testdata/answers.json: %v", err)
	}
	return table
}

// answer keeps the rules of geocode.Geocoder that show in a feed.
func (table answerTable) answer(r geocode.Request) geocode.Response {
	found := table[questionKey(r)]
	if len(found) == 0 {
		return geocode.Response{Failure: geocode.NothingFound()}
	}
	var response geocode.Response
	for _, known := range found {
		a := known.answer()
		if !r.IncludeNeighborhood && a.EntityType != geocode.EntityNeighborhood {
			a.Address.Neighborhood = ""
		}
		if !r.IncludeQueryParse {
			a.QueryParse = nil
		}
		wanted := !r.TypesGiven || r.EntityTypes.Has(a.EntityType)
		if wanted && a.Confidence >= r.MinimumConfidence && len(response.Answers) < max(r.MaxResults, 1) {
			response.Answers = append(response.Answers, a)
		}
	}
	switch {
	case len(response.Answers) > 0:
	case r.MinimumConfidence > geocode.AnyConfidence:
		response.Failure = geocode.NothingAbove(r.MinimumConfidence)
	default:
		response.Failure = geocode.NothingFound()
	}
	return response
}

func questionKey(r geocode.Request) string {
	if r.Reverse {
		return fmt.Sprintf("%g,%g", r.Point.Lat, r.Point.Lon)
	}
	var parts []string
	a := r.Address
	for _, part := range []string{a.AddressLine, a.Locality, a.PostalTown, a.AdminDistrict2, a.AdminDistrict, a.PostalCode, a.CountryRegion} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		return strings.Join(parts, ", ")
	}
	return r.Query
}

func (k tableAnswer) answer() geocode.Answer {
	a := geocode.Answer{Name: k.Name, EntityType: geocode.EntityType(k.EntityType), Address: k.Address, Box: k.Box, QueryParse: k.QueryParse}
	a.Confidence, _ = geocode.ParseConfidence(k.Confidence)
	for _, code := range k.MatchCodes {
		a.MatchCodes |= map[string]geocode.MatchCodes{"Ambiguous": geocode.Ambiguous, "Good": geocode.Good, "UpHierarchy": geocode.UpHierarchy}[code]
	}
	for _, p := range k.Points {
		usage := map[string]geocode.Usage{"Display": geocode.Display, "Route": geocode.Route, "Display, Route": geocode.Display | geocode.Route}[p.Usage]
		a.Points = append(a.Points, geocode.CalculatedPoint{Point: geocode.Point{Lat: p.Lat, Lon: p.Lon}, Method: geocode.CalculationMethod(p.Method), Usage: usage})
	}
	return a
}
