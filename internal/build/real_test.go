package build

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/milepost/milepost/internal/build/made"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// realLists are lists of the test data.
var realLists = map[string]struct{ path, country string }{
	"kentucky":      {"addresses/us-ky-louisville-lexington-2015-16.csv.zst", "US"},
	"germany":       {"addresses/osm-cities/Germany.csv.zst", "DE"},
	"united-states": {"addresses/osm-cities/United_States.csv.zst", "US"},
}

// BenchmarkBuild builds the lists of the test data, and shows size and memory.
func BenchmarkBuild(b *testing.B) {
	for _, name := range []string{"kentucky", "germany", "united-states"} {
		b.Run(name, func(b *testing.B) {
			l := realLists[name]
			benchmarkBuild(b, &cities{path: testdata(b, l.path), country: l.country})
		})
	}
	for _, million := range []int64{1, 2, 10} {
		b.Run(map[int64]string{1: "made-1M", 2: "made-2M", 10: "made-10M"}[million], func(b *testing.B) {
			paths, err := filepath.Glob(filepath.Join(testdata(b, "addresses/osm-cities"), "*.csv.zst"))
			if err != nil || len(paths) == 0 {
				b.Fatal(paths, err)
			}
			slices.Sort(paths)
			benchmarkBuild(b, &made.Lists{Copies: 2, Rows: million * 1_000_000, Open: func() (all []source.Source, err error) {
				for _, path := range paths {
					all = append(all, &cities{path: path})
				}
				return all, nil
			}})
		})
	}
}

func benchmarkBuild(b *testing.B, list source.Source) {
	dir, gazetteer := filepath.Join(b.TempDir(), "index"), world(b)
	var most uint64
	for b.Loop() {
		begun := time.Now()
		result, err := Build(b.Context(), dir, []source.Source{list}, Options{World: gazetteer, Progress: func(Progress) { most = max(most, anonymous()) }})
		if err != nil {
			b.Fatal(err)
		}
		addresses := float64(result.Manifest.Counts["addresses"])
		b.ReportMetric(float64(result.Rows)/time.Since(begun).Seconds(), "rows/s")
		b.ReportMetric(float64(result.Bytes)/addresses, "bytes/address")
		b.ReportMetric(addresses, "addresses")
		b.ReportMetric(float64(most)/(1<<20), "MiB-anon")
	}
}

// BenchmarkRead reads an index of the Kentucky list.
func BenchmarkRead(b *testing.B) {
	l := realLists["kentucky"]
	dir := filepath.Join(b.TempDir(), "ky")
	if _, err := Build(b.Context(), dir, []source.Source{&cities{path: testdata(b, l.path), country: l.country}}, Options{World: world(b)}); err != nil {
		b.Fatal(err)
	}
	ix, err := index.Open(dir)
	check(b, err)
	defer ix.Close()
	s := ix.Streets()
	count, err := s.AddressCount()
	check(b, err)
	r := rand.New(rand.NewPCG(1, 1))
	var some []index.Address
	for range 2000 {
		a, err := s.Address(index.AddressID(r.IntN(count)))
		check(b, err)
		some = append(some, a)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			ix, err := index.Open(dir)
			check(b, err)
			check(b, ix.Close())
		}
	})
	b.Run("nearest", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			p := some[i%len(some)].Point
			near, err := s.NearestAddresses(geocode.Point{Lat: p.Lat + 1e-4, Lon: p.Lon + 1e-4}, 1000, 1)
			if err != nil || len(near) == 0 {
				b.Fatal(near, err)
			}
		}
	})
	b.Run("number", func(b *testing.B) {
		var found []index.Address
		for i := 0; b.Loop(); i++ {
			a := &some[i%len(some)]
			if found, err = s.AddressesNumbered(found[:0], a.Street, a.Number); err != nil || len(found) == 0 {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("neighbours", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			a := &some[i%len(some)]
			_, err := s.Neighbours(a.Street, a.Number+1)
			check(b, err)
		}
	})
	b.Run("cores-like", func(b *testing.B) {
		var matches []index.CoreMatch
		var core []byte
		for i := 0; b.Loop(); i++ {
			street, err := s.Street(some[i%len(some)].Street)
			check(b, err)
			core, err = s.AppendCore(core[:0], street.Core)
			check(b, err)
			matches, err = s.CoresLike(matches[:0], street.Area, string(core), 2)
			if err != nil || len(matches) == 0 {
				b.Fatal(matches, err)
			}
		}
	})
	b.Run("core-in", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, found, err := s.CoreIn(1000, "main")
			if err != nil || found {
				b.Fatal(found, err)
			}
		}
	})
}
