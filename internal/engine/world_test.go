package engine

import (
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
)

// world builds tiny worlds: places are named "Name, District, Country".
type world struct {
	index.Builder
	countries, districts map[string]index.Handle
}

func newWorld() *world {
	return &world{countries: map[string]index.Handle{}, districts: map[string]index.Handle{}}
}

// country adds a square country, ten degrees wide.
func (w *world) country(code, name string, south, west float64, others ...string) {
	area := index.NewArea{
		Kind: index.Country, Name: name, Code: code,
		Point: geocode.Point{Lat: south + 5, Lon: west + 5},
		Box:   geocode.Box{South: south, West: west, North: south + 10, East: west + 10},
	}
	for _, other := range others {
		area.Names = append(area.Names, index.LocalName{Language: language.German, Name: other})
	}
	area.Also = []index.Alias{{Name: name[:1] + code[1:] + "A", As: index.CodeName}} // "USA"
	w.countries[code] = w.Add(area)
	w.AddBorder(index.Border{Areas: [2]index.Handle{w.countries[code]}, Line: []geocode.Point{
		{Lat: south, Lon: west}, {Lat: south, Lon: west + 10}, {Lat: south + 10, Lon: west + 10},
		{Lat: south + 10, Lon: west}, {Lat: south, Lon: west},
	}})
}

// district adds a district by its ISO code, e.g. "US-WA".
func (w *world) district(code, name string) {
	w.districts[code] = w.Add(index.NewArea{
		Kind: index.District, Parent: w.countries[code[:2]], Name: name, Code: code, Short: code[3:], Population: 1_000_000,
	})
}

// place adds a place in a district.
func (w *world) place(name, district string, population int64, lat, lon float64) index.Handle {
	return w.Add(index.NewArea{
		Kind: index.Place, Parent: w.districts[district], Name: name, Population: population,
		Point: geocode.Point{Lat: lat, Lon: lon},
	})
}

// engine builds the world and opens an engine on it.
func (w *world) engine(t testing.TB) *Engine {
	t.Helper()
	dir := t.TempDir()
	if err := w.Write(dir, index.Manifest{Name: "tiny world"}); err != nil {
		t.Fatal(err)
	}
	ix, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return New(ix)
}

// twoCountries is the world of most tests: two Springfields and a Riverton in
// the United States, another Springfield abroad.
func twoCountries() *world {
	w := newWorld()
	w.country("US", "United States", 30, -100, "Vereinigte Staaten")
	w.country("DE", "Germany", 45, 5, "Deutschland")
	w.district("US-WA", "Washington")
	w.district("US-OR", "Oregon")
	w.district("DE-BY", "Bavaria")
	w.place("Springfield", "US-WA", 60_000, 35, -95)
	w.place("Springfield", "US-OR", 50_000, 32, -92)
	w.place("Riverton", "US-OR", 8_000, 33, -93)
	w.place("Saint Marys", "US-OR", 3_000, 34, -94)
	w.place("München", "DE-BY", 1_400_000, 48, 11)
	w.place("Springfield", "DE-BY", 2_000, 49, 12)
	return w
}

// ask answers one request.
func ask(t testing.TB, e *Engine, r geocode.Request) geocode.Response {
	t.Helper()
	responses, err := e.Geocode(t.Context(), []geocode.Request{r})
	if err != nil {
		t.Fatal(err)
	}
	return responses[0]
}

// best writes the first answer of a request in short, e.g.
// "Riverton, OR (High, Good)", or the reason why there is none.
func best(t testing.TB, e *Engine, r geocode.Request) string {
	t.Helper()
	response := ask(t, e, r)
	if response.Failure != nil {
		return response.Failure.Reason
	}
	a := response.Answers[0]
	return a.Name + " (" + a.Confidence.String() + ", " + a.MatchCodes.String() + ")"
}
