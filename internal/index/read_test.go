package index

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

func TestArea(t *testing.T) {
	eachTinyWorld(t, func(t *testing.T, ix *Index) {
		west, upper := find(t, ix, "westland"), find(t, ix, "upper province")
		got := find(t, ix, "munster")
		want := Area{
			ID: got.ID, Kind: Place, Name: "Münster", Country: "WL", Population: 50_000,
			CountryArea: west.ID, District: upper.ID, Place: got.ID,
			Point: geocode.Point{Lat: 7, Lon: 165}, Box: PlaceBox(geocode.Point{Lat: 7, Lon: 165}, 50_000),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("place (-want +got):\n%s", diff)
		}
		want = Area{
			ID: upper.ID, Kind: District, Name: "Upper Province", Country: "WL", Code: "WL-UP", Short: "UP", Population: 52_000,
			CountryArea: west.ID, District: upper.ID,
			Point: geocode.Point{Lat: 7, Lon: 165}, Box: geocode.Box{South: 6, West: 161, North: 9, East: 169},
		}
		if diff := cmp.Diff(want, upper); diff != "" {
			t.Errorf("district (-want +got):\n%s", diff)
		}
		for _, id := range []ID{0, 7, math.MaxUint32} {
			if _, err := ix.Area(id); !errors.Is(err, ErrNoArea) {
				t.Errorf("Area(%d): error %v, want ErrNoArea", id, err)
			}
		}
	})
}

func TestFind(t *testing.T) {
	tests := []struct {
		key  string
		want string
	}{
		{"ford", "Ford EL as 0, Ford WL as 0, "}, // by population
		{"westland", "Westland WL as 0, "},
		{"terre de louest", "Westland WL as 1, "},
		{"w l", "Westland WL as 2, "},
		{"wl", "Westland WL as 3, "},
		{"up", "Upper Province WL as 2, "},
		{"wl up", "Upper Province WL as 3, "},
		{"monastero", "Münster WL as 1, "},
		{"for", ""},
		{"fords", ""},
		{"", ""},
	}
	eachTinyWorld(t, func(t *testing.T, ix *Index) {
		for _, test := range tests {
			refs, err := ix.Find(test.key)
			if err != nil {
				t.Fatal(err)
			}
			if got := describe(t, ix, refs); got != test.want {
				t.Errorf("Find(%q) = %q, want %q", test.key, got, test.want)
			}
		}
	})
}

func describe(t *testing.T, ix *Index, refs []NameRef) (text string) {
	for _, r := range refs {
		a, err := ix.Area(r.Area)
		if err != nil {
			t.Fatal(err)
		}
		text += fmt.Sprintf("%s %s as %d, ", a.Name, a.Country, r.As)
	}
	return text
}

func TestFindLike(t *testing.T) {
	tests := []struct {
		key          string
		edits, limit int
		want         string
	}{
		{"mnuster", 1, 9, "munster 1, "}, // transposed
		{"munter", 1, 9, "munster 1, "},
		{"munsster", 1, 9, "munster 1, "},
		{"ford", 1, 9, "ford 0, "},
		{"monasterio", 2, 9, "monastero 1, "},
		{"westlnad", 2, 9, "westland 1, "},
		{"eestland", 1, 9, "westland 1, eastland 1, "}, // the more populous first
		{"eestland", 1, 1, "westland 1, "},
		{"munchen", 1, 9, ""},
		{"munster", 0, 9, ""},
		{"munster", 3, 9, ""},
	}
	eachTinyWorld(t, func(t *testing.T, ix *Index) {
		for _, test := range tests {
			matches, err := ix.FindLike(test.key, test.edits, test.limit)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, m := range matches {
				got += fmt.Sprintf("%s %d, ", m.Key, m.Distance)
			}
			if got != test.want {
				t.Errorf("FindLike(%q, %d, %d) = %q, want %q", test.key, test.edits, test.limit, got, test.want)
			}
		}
	})
}

func TestNameIn(t *testing.T) {
	tests := []struct{ key, culture, want string }{
		{"westland", "fr", "Terre de l’Ouest"},
		{"westland", "fr-CA", "Terre de l’Ouest"},
		{"westland", "es", "Tierra del Oeste"},
		{"westland", "es-MX", "Tierra de Oeste"},
		{"westland", "es-AR", "Tierra del Oeste"},
		{"westland", "de-AT", "Westland"},
		{"westland", "ja", "Westland"},
		{"westland", "und", "Westland"},
		{"munster", "it", "Monastero"},
		{"ford", "it", "Ford"},
	}
	eachTinyWorld(t, func(t *testing.T, ix *Index) {
		for _, test := range tests {
			got, err := ix.NameIn(find(t, ix, test.key).ID, language.MustParse(test.culture))
			if err != nil || got != test.want {
				t.Errorf("NameIn(%s, %s) = %q, %v, want %q", test.key, test.culture, got, err, test.want)
			}
		}
		if _, err := ix.NameIn(99, language.French); !errors.Is(err, ErrNoArea) {
			t.Errorf("NameIn(99): error %v, want ErrNoArea", err)
		}
	})
}

func TestNearest(t *testing.T) {
	west := func(a *Area) bool { return a.Country == "WL" }
	tests := []struct {
		name   string
		p      geocode.Point
		within float64
		max    int
		accept func(*Area) bool
		want   string
	}{
		{"across the antimeridian", geocode.Point{Lat: 5, Lon: 179.5}, 200_000, 9, nil, "Ford EL 111 km, "},
		{"by distance", geocode.Point{Lat: 8, Lon: 168}, 1e6, 9, nil, "Ford WL 0 km, Münster WL 349 km, "},
		{"the first only", geocode.Point{Lat: 8, Lon: 168}, 1e6, 1, nil, "Ford WL 0 km, "},
		{"chosen", geocode.Point{Lat: 5, Lon: -179}, 3e6, 9, west, "Ford WL 1474 km, Münster WL 1783 km, "},
		{"nothing near", geocode.Point{Lat: -60, Lon: 0}, 1e6, 9, nil, ""},
		{"not on Earth", geocode.Point{Lat: 91, Lon: 0}, 1e9, 9, nil, ""},
		{"not a number", geocode.Point{Lat: math.NaN(), Lon: 0}, 1e9, 9, nil, ""},
	}
	eachTinyWorld(t, func(t *testing.T, ix *Index) {
		for _, test := range tests {
			list, err := ix.Nearest(test.p, test.within, test.max, test.accept)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, n := range list {
				got += fmt.Sprintf("%s %s %.0f km, ", n.Area.Name, n.Area.Country, n.Metres/1000)
			}
			if got != test.want {
				t.Errorf("%s: Nearest = %q, want %q", test.name, got, test.want)
			}
		}
	})
}

func TestHolding(t *testing.T) {
	tests := []struct {
		lat, lon float64
		want     string // and, where none holds the point, what is within 50 km
		near     string
	}{
		{5, 165, "Westland", ""},
		{5, 175, "Eastland", ""},
		{0.001, 160.001, "Westland", ""},
		{9.999, -175.001, "Eastland", ""},
		{5, 180, "Eastland", ""},
		{5, -180, "Eastland", ""},
		{5, -179, "Eastland", ""},
		{5.3, 170.1, "Eastland", ""},
		{5.3, 169.9, "Westland", ""},
		{10.1, 165, "", "Westland 11 km"},
		{-0.2, 179.99, "", "Eastland 22 km"},
		{5, -174.8, "", "Eastland 22 km"},
		{5, 159, "", ""},
		{-40, 165, "", ""},
		{90, 180, "", ""},
		{-90, -180, "", ""},
		{math.NaN(), 0, "", ""},
		{5, 181, "", ""},
	}
	eachTinyWorld(t, func(t *testing.T, ix *Index) {
		for _, test := range tests {
			p := geocode.Point{Lat: test.lat, Lon: test.lon}
			ids, err := ix.Holding(p)
			if err != nil {
				t.Fatal(err)
			}
			if got := areaNames(t, ix, ids); got != test.want {
				t.Errorf("Holding(%v) = %q, want %q", p, got, test.want)
			}
			ids, metres, err := ix.HoldingOrNear(p, 50_000)
			if err != nil {
				t.Fatal(err)
			}
			got := areaNames(t, ix, ids)
			if metres > 0 {
				got += fmt.Sprintf(" %.0f km", metres/1000)
			}
			if got != test.want+test.near {
				t.Errorf("HoldingOrNear(%v) = %q, want %q", p, got, test.want+test.near)
			}
		}
	})
}

func areaNames(t *testing.T, ix *Index, ids []ID) (names string) {
	for _, id := range ids {
		a, err := ix.Area(id)
		if err != nil {
			t.Fatal(err)
		}
		names += a.Name
	}
	return names
}

// An index without borders holds nothing, and says so.
func TestNoBorders(t *testing.T) {
	var b Builder
	b.Add(NewArea{Kind: Place, Name: "Alone", Point: geocode.Point{Lat: 5, Lon: 5}})
	ix := opened(t, write(t, &b))
	ids, metres, err := ix.HoldingOrNear(geocode.Point{Lat: 5, Lon: 5}, 1e5)
	if err != nil || ids != nil || metres != 0 {
		t.Errorf("HoldingOrNear = %v, %v, %v", ids, metres, err)
	}
	if got := find(t, ix, "alone"); got.Country != "" || got.CountryArea != 0 {
		t.Errorf("a place without a country is %+v", got)
	}
}
