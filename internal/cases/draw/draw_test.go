package draw

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// here is a point so many metres north and east of a place in Liechtenstein.
func here(north, east float64) geocode.Point {
	return geocode.Point{Lat: 47.16 + north/geo.MetresPerDegree, Lon: 9.51 + east/geo.MetresPerDegree/0.68}
}

func houseAt(street, number, locality, postcode string, p geocode.Point) source.Feature {
	return source.Feature{Kind: source.Address, Number: number, Street: street, Locality: locality, Postcode: postcode, Country: "LI", Lat: p.Lat, Lon: p.Lon, Accuracy: source.Rooftop}
}

// village is streets of ten houses each, 20 m apart, odd numbers only.
func village() []source.Feature {
	var all []source.Feature
	for s, street := range []string{"Landstrasse", "Im Malarsch", "Feldkircher Strasse", "Reberastrasse", "Duxgasse", "Tröxlegass"} {
		for n := range 10 {
			all = append(all, houseAt(street, fmt.Sprint(2*n+1), "Schaan", "9494", here(float64(200*s), float64(20*n))))
		}
	}
	return all
}

func reading(features ...source.Feature) Reading {
	return func(_ context.Context, emit func(*source.Feature) error) error {
		for _, f := range features {
			if err := emit(&f); err != nil {
				return err
			}
		}
		return nil
	}
}

func drawOf(t *testing.T, o Options, features ...source.Feature) *Drawn {
	t.Helper()
	o.Set = "test"
	drawn, err := Draw(t.Context(), reading(features...), o)
	if errors.Is(err, ErrNothing) {
		return &Drawn{}
	}
	if err != nil {
		t.Fatal(err)
	}
	return drawn
}

func only(kinds ...string) Options { return Options{N: 50 * len(kinds), Kinds: kinds} }

func TestEqualSeedsDrawEqualQuestions(t *testing.T) {
	first := drawOf(t, Options{N: 100, Seed: 1}, village()...)
	again := drawOf(t, Options{N: 100, Seed: 1}, village()...)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the same seed draws otherwise:\n%s", diff)
	}
	if other := drawOf(t, Options{N: 100, Seed: 2}, village()...); cmp.Equal(first.Cases, other.Cases) {
		t.Error("another seed draws the same")
	}
}

func TestKindsAreSpreadEvenly(t *testing.T) {
	drawn := drawOf(t, Options{N: 2 * len(kinds)}, village()...)
	for _, kind := range []string{"exact", "typo", "no_postcode", "wrong_postcode", "no_city", "abbreviated", "plain", "upper", "swapped", "unit", "no_number", "missing_street", "reverse", "reverse_near", "missing_number"} {
		if drawn.Made[kind] != 2 {
			t.Errorf("%d questions of the kind %s, want 2", drawn.Made[kind], kind)
		}
	}
}

func TestQuestionsAreSpelledAsTheCountryWrites(t *testing.T) {
	for _, c := range []struct{ country, region, kind, want string }{
		{"LI", "", "exact", "Landstrasse 7, 9494 Schaan"},
		{"US", "MD", "exact", "7 Landstrasse, Schaan, MD 9494"},
		{"GB", "ENG", "exact", "7 Landstrasse, Schaan, 9494"},
		{"RU", "", "exact", "Landstrasse, 7, Schaan, 9494"},
		{"LI", "", "plain", "landstrasse 7, 9494 schaan"},
		{"LI", "", "upper", "LANDSTRASSE 7, 9494 SCHAAN"},
		{"LI", "", "swapped", "7 Landstrasse, 9494 Schaan"},
		{"US", "MD", "swapped", "Landstrasse 7, Schaan, MD 9494"},
		{"LI", "", "abbreviated", "Landstr. 7, 9494 Schaan"},
		{"LI", "", "no_postcode", "Landstrasse 7, Schaan"},
		{"LI", "", "no_city", "Landstrasse 7, 9494"},
		{"LI", "", "no_number", "Landstrasse, 9494 Schaan"},
		{"GB", "", "unit", "Flat"},
	} {
		f := houseAt("Landstrasse", "7", "Schaan", "9494", here(0, 0))
		f.Country, f.Region = c.country, c.region
		drawn := drawOf(t, only(c.kind), f)
		if len(drawn.Cases) != 1 || !strings.HasPrefix(drawn.Cases[0].Request.Query, c.want) {
			t.Errorf("%s %s: %v, want %q", c.country, c.kind, drawn.Cases, c.want)
		}
	}
}

func TestQuestionsWithTwoAnswersAreNotAsked(t *testing.T) {
	street := func(name string, joints []int32, line ...geocode.Point) source.Feature {
		return source.Feature{Kind: source.Street, Street: name, Locality: "Schaan", Country: "LI", Line: line, Joints: joints}
	}
	named := func(kind source.Kind, name string, p geocode.Point) source.Feature {
		return source.Feature{Kind: kind, Name: name, Locality: "Schaan", Country: "LI", Lat: p.Lat, Lon: p.Lon}
	}
	landstrasse := houseAt("Landstrasse", "7", "Schaan", "9494", here(0, 0))
	for _, c := range []struct {
		name, kind string
		features   []source.Feature
		asked      int
		why        string
	}{
		{"one point", "exact", []source.Feature{landstrasse}, 1, ""},
		{"two points near", "exact", []source.Feature{landstrasse, houseAt("Landstr.", "7", "Schaan", "9494", here(40, 0))}, 2, ""},
		{"two points apart", "exact", []source.Feature{landstrasse, houseAt("Landstr.", "7", "Schaan", "9494", here(70, 0))}, 0, ambiguous},
		{"told apart by the postcode", "exact", []source.Feature{landstrasse, houseAt("Landstrasse", "7", "Schaan", "9495", here(700, 0))}, 2, ""},
		{"not told apart without it", "no_postcode", []source.Feature{landstrasse, houseAt("Landstrasse", "7", "Schaan", "9495", here(700, 0))}, 0, ambiguous},
		{"told apart by the town", "no_postcode", []source.Feature{landstrasse, houseAt("Landstrasse", "7", "Vaduz", "9490", here(3000, 0))}, 2, ""},
		{"of no town, near", "no_postcode", []source.Feature{landstrasse, houseAt("Landstrasse", "7", "", "", here(3000, 0))}, 0, ambiguous},
		{"another type, same core", "no_type", []source.Feature{houseAt("Main Street", "1", "Schaan", "", here(0, 0)), houseAt("Main Road", "9", "Schaan", "", here(90, 0))}, 0, unclear},
		{"one type", "no_type", []source.Feature{houseAt("Main Street", "1", "Schaan", "", here(0, 0)), houseAt("Main Road", "9", "Vaduz", "", here(90, 0))}, 2, ""},
		{"alone at the point", "reverse", []source.Feature{landstrasse, houseAt("Duxgasse", "1", "Schaan", "", here(50, 0))}, 2, ""},
		{"another at the point", "reverse", []source.Feature{landstrasse, houseAt("Duxgasse", "1", "Schaan", "", here(1, 0))}, 0, crowded},
		{"the same again at the point", "reverse", []source.Feature{landstrasse, houseAt("Landstr.", "7", "Schaan", "", here(1, 0))}, 2, ""},
		{"crossing once", "intersection", []source.Feature{
			street("Landstrasse", []int32{1}, here(0, 0), here(100, 0), here(200, 0)), street("Duxgasse", []int32{0}, here(100, 0), here(100, 100)),
		}, 1, ""},
		{"crossing twice", "intersection", []source.Feature{
			street("Landstrasse", []int32{1, 2}, here(0, 0), here(100, 0), here(200, 0)), street("Duxgasse", []int32{0, 1}, here(100, 0), here(200, 0)),
		}, 0, apart},
		{"a street with itself", "intersection", []source.Feature{
			street("Landstrasse", []int32{1}, here(0, 0), here(100, 0), here(200, 0)), street("Landstr.", []int32{0}, here(100, 0), here(100, 100)),
		}, 0, ""},
		{"a landmark", "landmark", []source.Feature{named(source.Landmark, "Rathaus", here(0, 0))}, 1, ""},
		{"two of a name", "landmark", []source.Feature{named(source.Landmark, "Rathaus", here(0, 0)), named(source.Landmark, "Rathaus", here(400, 0))}, 0, twiceOver},
		{"a landmark of a street's name", "landmark", []source.Feature{named(source.Landmark, "Landstrasse", here(0, 0)), landstrasse}, 0, ""},
	} {
		drawn := drawOf(t, only(c.kind), c.features...)
		if len(drawn.Cases) != c.asked || c.why != "" && drawn.Dropped[c.why] == 0 && c.asked == 0 && drawn.Dropped != nil {
			t.Errorf("%s: %d questions, want %d; not asked: %v", c.name, len(drawn.Cases), c.asked, drawn.Dropped)
		}
	}
}

func TestAMissingNumberIsMissing(t *testing.T) {
	drawn := drawOf(t, only("missing_number"), append(village(),
		houseAt("Landstrasse", "21-25", "Schaan", "9494", here(0, 220)), houseAt("Landstrasse", "33", "Schaan", "9494", here(0, 240)))...)
	for _, c := range drawn.Cases {
		if c.Expect != cases.Interpolated {
			t.Errorf("%s expects %s", c.Request.Query, c.Expect)
		}
		if want := map[bool]string{true: "27", false: "21"}[c.Street == "Landstrasse"]; c.Number != want {
			t.Errorf("%s asks for number %s, want %s", c.Street, c.Number, want)
		}
	}
	if len(drawn.Cases) == 0 {
		t.Error("no questions")
	}
}

func TestOtherNamesAreAskedForAndAnyIsRight(t *testing.T) {
	street := source.Feature{
		Kind: source.Street, Street: "Mannerheimintie", Country: "FI", Line: []geocode.Point{here(0, 0), here(0, 50), here(0, 100)},
		Names: []source.Name{{Lang: "sv", Text: "Mannerheimvägen"}, {Text: "Läntinen Viertotie", Role: source.Old}, {Text: "E 12", Role: source.Ref}},
	}
	house := houseAt("Mannerheimintie", "5", "Helsinki", "00100", here(10, 50))
	drawn := drawOf(t, only("other_name", "exact"), street, house)
	var got []string
	for _, c := range drawn.Cases {
		got = append(got, c.Request.Query)
		if c.Street != "Mannerheimintie; Mannerheimvägen" {
			t.Errorf("%s: the truth is %q", c.Kind, c.Street)
		}
	}
	if diff := cmp.Diff([]string{"Mannerheimintie 5, 00100 Helsinki", "Mannerheimvägen 5, 00100 Helsinki"}, got); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func TestWhatNamesNoTownGetsOne(t *testing.T) {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		t.Fatal(err)
	}
	defer world.Close()
	nameless := houseAt("Landstrasse", "7", "", "", here(0, 0))
	nameless.Country = ""
	neighbour := houseAt("Duxgasse", "1", "Planken", "9498", here(200, 0))
	village := source.Feature{Kind: source.Place, Name: "Mühleholz", Level: source.LevelPlace, Population: 20_000, Lat: here(900, 0).Lat, Lon: here(900, 0).Lon}
	for _, c := range []struct {
		name     string
		features []source.Feature
		want     string
	}{
		{"the nearest address", []source.Feature{nameless, neighbour, village}, "Landstrasse 7, Planken"},
		{"the place that draws most", []source.Feature{nameless, village}, "Landstrasse 7, Mühleholz"},
		{"the gazetteer", []source.Feature{nameless}, "Landstrasse 7, Schaan"},
	} {
		o := only("exact")
		o.World = world
		asked := func(c cases.Case) bool { return c.Request.Query == "" || c.Request.Query == "Duxgasse 1, 9498 Planken" }
		drawn := drawOf(t, o, c.features...)
		list := slices.DeleteFunc(drawn.Cases, asked)
		for _, other := range list {
			if other.Request.Query != c.want {
				t.Errorf("%s: asked %q, want %q", c.name, other.Request.Query, c.want)
			}
		}
	}
}

func TestUnknownKindsAreRefused(t *testing.T) {
	_, err := Draw(t.Context(), reading(village()...), Options{N: 1, Kinds: []string{"typos"}})
	if err == nil || !strings.Contains(err.Error(), `called "typos"`) || !strings.Contains(err.Error(), "missing_street") {
		t.Errorf("error %v, want it to name the kind and all kinds", err)
	}
}
