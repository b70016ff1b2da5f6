package engine_test

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm"
)

// copenhagen is an engine on an extract of OpenStreetMap and the built-in
// gazetteer, and addresses of the extract: streets with courses, names by
// language, polygons and landmarks, where lists have none. Without the test
// data the benchmark is skipped.
func copenhagen(b *testing.B) (*engine.Engine, []source.Feature) {
	b.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("MILEPOST_TESTDATA"), "../../../shared/data"), "osm/dk-copenhagen-2012.osm.pbf")
	if _, err := os.Stat(path); err != nil {
		b.Skipf("SKIPPED for want of test data: %v (set MILEPOST_TESTDATA)", err)
	}
	extract, err := source.Parse("osm:"+path, []source.Reader{osm.Reader}, source.Options{})
	if err != nil {
		b.Fatal(err)
	}
	e := buildEngine(b, extract)
	var rows []source.Feature
	err = extract.Read(b.Context(), func(f *source.Feature) error {
		if f.Kind == source.Address && f.Street != "" {
			rows = append(rows, *f.Clone())
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return e, rows[:len(rows)/benchChunk*benchChunk]
}

func BenchmarkExtractClean(b *testing.B) {
	e, rows := copenhagen(b)
	requests := make([]geocode.Request, len(rows))
	for i := range rows {
		requests[i] = structured(&rows[i])
		requests[i].Address.AddressLine = rows[i].Street + " " + rows[i].Number
		requests[i].Culture = "da-DK"
	}
	run(b, e, requests)
}

func BenchmarkExtractCrossings(b *testing.B) {
	e, rows := copenhagen(b)
	requests := make([]geocode.Request, benchChunk)
	for i := range requests {
		r := structured(&rows[i])
		r.Address.AddressLine = rows[i].Street + " & " + rows[(i+1)%benchChunk].Street
		requests[i] = r
	}
	run(b, e, requests)
}

func BenchmarkExtractReverse(b *testing.B) {
	e, rows := copenhagen(b)
	requests := make([]geocode.Request, len(rows))
	for i := range rows {
		requests[i] = geocode.Request{Reverse: true, Culture: "da-DK", Point: geocode.Point{Lat: rows[i].Lat + 1e-4, Lon: rows[i].Lon}}
	}
	run(b, e, requests)
}

func BenchmarkExtractReverseApart(b *testing.B) {
	e, rows := copenhagen(b)
	requests := make([]geocode.Request, len(rows))
	for i := range rows {
		requests[i] = geocode.Request{Reverse: true, Culture: "da-DK", Point: geocode.Point{Lat: rows[i].Lat + 2e-3, Lon: rows[i].Lon + 1e-3}}
	}
	run(b, e, requests)
}
