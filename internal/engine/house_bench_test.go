package engine_test

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
	"time"

	"github.com/milepost/milepost/internal/build"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/table"
)

// Benchmarked rows come in chunks, as jobs cut them, from all over the list.
const (
	benchRows  = 20_000
	benchChunk = 2_000
)

// kentucky is an engine on the list of Kentucky and the built-in gazetteer,
// and rows of the list. Without the test data the benchmark is skipped.
func kentucky(b *testing.B) (*engine.Engine, []source.Feature) {
	b.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data"), "addresses/us-ky-louisville-lexington-2015-16.csv.zst")
	if _, err := os.Stat(path); err != nil {
		b.Skipf("SKIPPED for want of test data: %v (set MILEPOST_TESTDATA)", err)
	}
	list, err := source.Parse("csv:"+path, []source.Reader{table.Reader}, source.Options{Country: "US"})
	if err != nil {
		b.Fatal(err)
	}
	return buildEngine(b, list), someOf(b, list)
}

// buildEngine makes an index of a source and an engine on it and the gazetteer.
func buildEngine(t testing.TB, list source.Source) *engine.Engine {
	t.Helper()
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { world.Close() })
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := build.Build(t.Context(), dir, []source.Source{list}, build.Options{World: world, Memory: 64 << 20}); err != nil {
		t.Fatal(err)
	}
	ix, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return engine.New(world, ix)
}

// someOf reads chunks of the list, one of every 50,000 rows.
func someOf(b *testing.B, list source.Source) []source.Feature {
	b.Helper()
	var rows []source.Feature
	done := errors.New("enough")
	n := 0
	err := list.Read(b.Context(), func(f *source.Feature) error {
		if n++; n%50_000 < benchChunk {
			rows = append(rows, *f.Clone())
		}
		if len(rows) == benchRows {
			return done
		}
		return nil
	})
	if !errors.Is(err, done) {
		b.Fatalf("the list ends after %d rows: %v", len(rows), err)
	}
	return rows
}

// structured asks for a row of the list by its fields.
func structured(f *source.Feature) geocode.Request {
	return geocode.Request{Culture: "en-US", Address: geocode.Address{
		AddressLine: f.Number + " " + f.Street, Locality: f.Locality, AdminDistrict: f.Region, PostalCode: f.Postcode, CountryRegion: f.Country,
	}}
}

// freeText asks for the same in one line.
func freeText(r geocode.Request) geocode.Request {
	a := r.Address
	var parts []string
	for _, part := range []string{a.AddressLine, a.Locality, strings.TrimSpace(a.AdminDistrict + " " + a.PostalCode)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return geocode.Request{Culture: r.Culture, Query: strings.Join(parts, ", ")}
}

// disturbances are what people do to addresses, each to a row by its number.
var disturbances = []func(a *geocode.Address, row int){
	func(a *geocode.Address, _ int) {
		a.AddressLine = strings.NewReplacer("Street", "St", "Avenue", "Av.", "Road", "Rd", "Drive", "Dr.", "North", "N", "East", "E").Replace(a.AddressLine)
	},
	func(a *geocode.Address, row int) { a.AddressLine = swapLetters(a.AddressLine, row) },
	func(a *geocode.Address, _ int) { a.PostalCode = "" },
	func(a *geocode.Address, _ int) { a.Locality = "" },
	func(a *geocode.Address, _ int) { a.AdminDistrict = "" },
	func(a *geocode.Address, row int) { a.PostalCode = strconv.Itoa(10_000 + row%80_000) },
	func(a *geocode.Address, _ int) { a.AddressLine = strings.ToUpper(a.AddressLine) },
	func(a *geocode.Address, row int) { a.AddressLine += " Apt " + strconv.Itoa(row%40) },
	func(a *geocode.Address, _ int) { _, a.AddressLine, _ = strings.Cut(a.AddressLine, " ") },
	func(a *geocode.Address, row int) { a.AddressLine = strconv.Itoa(row) + a.AddressLine },
	func(a *geocode.Address, row int) { a.AddressLine = strconv.Itoa(row) + " " + madeName(row) + " Street" },
}

// swapLetters exchanges two letters of the street's name.
func swapLetters(line string, row int) string {
	number, street, _ := strings.Cut(line, " ")
	if len(street) < 5 {
		return line
	}
	at := 1 + row%(len(street)-3)
	return number + " " + street[:at] + street[at+1:at+2] + street[at:at+1] + street[at+2:]
}

// madeName is the name of a street that no list has.
func madeName(row int) string {
	const letters = "qzxvkjwpbg"
	name := []byte("Q")
	for range 7 {
		name = append(name, letters[row%10])
		row = row/10 + 7
	}
	return string(name)
}

// run measures requests in chunks: rows a second, and how many times as long
// as a copy of them by encoding/csv they take.
func run(b *testing.B, e *engine.Engine, requests []geocode.Request) {
	b.Helper()
	feed := feedOf(requests)
	var copying time.Duration
	for b.Loop() {
		start := time.Now()
		copyCSV(b, feed)
		copying += time.Since(start)
		for i := 0; i < len(requests); i += benchChunk {
			if _, err := e.Geocode(context.Background(), requests[i:i+benchChunk]); err != nil {
				b.Fatal(err)
			}
		}
	}
	answering := b.Elapsed() - copying
	b.ReportMetric(float64(b.N)*float64(len(requests))/answering.Seconds(), "rows/s")
	b.ReportMetric(answering.Seconds()/copying.Seconds(), "×copy")
}

// feedOf writes requests as rows of a feed of forty columns.
func feedOf(requests []geocode.Request) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	row := make([]string, 40)
	for i, r := range requests {
		a := &r.Address
		copy(row, []string{strconv.Itoa(i), r.Culture, r.Query, a.AddressLine, a.AdminDistrict, a.CountryRegion, a.Locality, a.PostalCode,
			strconv.FormatFloat(r.Point.Lat, 'f', 7, 64), strconv.FormatFloat(r.Point.Lon, 'f', 7, 64)})
		w.Write(row)
	}
	w.Flush()
	return out.String()
}

func copyCSV(b *testing.B, feed string) {
	r, w := csv.NewReader(strings.NewReader(feed)), csv.NewWriter(io.Discard)
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		w.Write(record)
	}
	w.Flush()
}

func BenchmarkClean(b *testing.B) {
	e, rows := kentucky(b)
	requests := make([]geocode.Request, len(rows))
	for i := range rows {
		requests[i] = structured(&rows[i])
	}
	run(b, e, requests)
}

func BenchmarkDisturbed(b *testing.B) {
	e, rows := kentucky(b)
	requests := make([]geocode.Request, len(rows))
	for i := range rows {
		r := structured(&rows[i])
		disturbances[i/2%len(disturbances)](&r.Address, i)
		if i%2 == 0 {
			r = freeText(r)
		}
		requests[i] = r
	}
	run(b, e, requests)
}

func BenchmarkReverseAddress(b *testing.B) {
	e, rows := kentucky(b)
	requests := make([]geocode.Request, len(rows))
	for i := range rows {
		requests[i] = geocode.Request{Reverse: true, Culture: "en-US", Point: geocode.Point{Lat: rows[i].Lat + 1e-4, Lon: rows[i].Lon}}
	}
	run(b, e, requests)
}
