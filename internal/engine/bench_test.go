package engine

import (
	"math/rand/v2"
	"testing"

	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// builtIn opens an engine on the built-in gazetteer.
func builtIn(t testing.TB) *Engine {
	t.Helper()
	ix, err := index.OpenArchive("built-in gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return New(ix)
}

// drawPlaces draws places of the built-in gazetteer, the same ones every time.
func drawPlaces(t testing.TB, e *Engine, n int) []*area {
	t.Helper()
	random := rand.New(rand.NewPCG(2010, 2026))
	b := newBatch(e.indexes)
	last := index.ID(1)
	for b.indexes[0].Broken() == nil {
		if _, err := e.indexes[0].Area(last); err != nil {
			break
		}
		last *= 2
	}
	var places []*area
	for len(places) < n {
		stored, err := e.indexes[0].Area(1 + index.ID(random.IntN(int(last))))
		if err == nil && stored.Kind == index.Place && stored.District != 0 && stored.CountryArea != 0 {
			places = append(places, b.adopt(0, stored))
		}
	}
	return places
}

// short is the customary short form of the place's district, or its name.
func (a *area) short(b *batch) string {
	d := b.area(a.district)
	if d.Short == "" {
		return d.Name
	}
	return d.Short
}

// benchmark measures requests per second, in batches as jobs make them.
func benchmark(b *testing.B, ask func(*batch, *area) geocode.Request) {
	e := builtIn(b)
	shared := newBatch(e.indexes)
	var requests []geocode.Request
	for _, place := range drawPlaces(b, e, 2000) {
		requests = append(requests, ask(shared, place))
	}
	for b.Loop() {
		if _, err := e.Geocode(b.Context(), requests); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(len(requests))/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkForward(b *testing.B) {
	benchmark(b, func(shared *batch, a *area) geocode.Request {
		return geocode.Request{Address: geocode.Address{Locality: a.Name, AdminDistrict: a.short(shared), CountryRegion: a.Country}}
	})
}

func BenchmarkFreeText(b *testing.B) {
	benchmark(b, func(shared *batch, a *area) geocode.Request {
		return geocode.Request{Query: a.Name + ", " + a.short(shared)}
	})
}

func BenchmarkMisspelt(b *testing.B) {
	benchmark(b, func(shared *batch, a *area) geocode.Request {
		return geocode.Request{Query: a.Name + "x, " + a.short(shared)}
	})
}

func BenchmarkReverse(b *testing.B) {
	benchmark(b, func(_ *batch, a *area) geocode.Request { return reverse(a.Point.Lat+0.01, a.Point.Lon-0.01) })
}
