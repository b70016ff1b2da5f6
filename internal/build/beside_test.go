package build

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
)

// elm is 1 Elm Street, at a latitude above 10.05 in 1e-6 degrees (0.11 m) and
// on 20.05.
func elm(name string, accuracy source.Accuracy, postcode, town string, micro int) *list {
	l := lines(name, fmt.Sprintf("1|Elm Street|%s|%s||XA|10.05%04d|20.05", postcode, town, micro))
	l.features[0].Accuracy = accuracy
	return l
}

func TestWhereAHouseOfTwoSourcesIs(t *testing.T) {
	for _, one := range []struct {
		name       string
		accuracies [2]source.Accuracy
		micro      [2]int
		want       string
	}{
		{"the better accuracy, nearby", [2]source.Accuracy{source.Unknown, source.Rooftop}, [2]int{0, 80}, "10.050080 by 1"},
		{"half-way on one lot", [2]source.Accuracy{source.Unknown, source.Rooftop}, [2]int{0, 140}, "10.050070 by 1"},
		{"half-way, equally accurate", [2]source.Accuracy{source.Rooftop, source.Rooftop}, [2]int{0, 140}, "10.050070 by 0"},
		{"the better accuracy, of two buildings", [2]source.Accuracy{source.Unknown, source.Rooftop}, [2]int{0, 300}, "10.050300 by 1"},
		{"measured, not made up", [2]source.Accuracy{source.Interpolated, source.Unknown}, [2]int{0, 140}, "10.050140 by 1"},
		{"made up by both", [2]source.Accuracy{source.Interpolated, source.Interpolated}, [2]int{0, 140}, "10.050000 by 0"},
	} {
		ix := built(t, Options{}, elm("a", one.accuracies[0], "", "Ford", one.micro[0]), elm("b", one.accuracies[1], "", "Ford", one.micro[1]))
		near, err := ix.Streets().NearestAddresses(geocode.Point{Lat: 10.05, Lon: 20.05}, 100, 9)
		check(t, err)
		if len(near) != 1 {
			t.Fatalf("%s: %d addresses, want one", one.name, len(near))
		}
		a, err := ix.Streets().Address(near[0].ID)
		check(t, err)
		if got := fmt.Sprintf("%.6f by %d", a.Point.Lat, a.Source); got != one.want {
			t.Errorf("%s: at %s, want %s", one.name, got, one.want)
		}
	}
}

// TestAHouseIsFoundAtThePointOfEachSource asks at the point that lost.
func TestAHouseIsFoundAtThePointOfEachSource(t *testing.T) {
	ix := built(t, Options{}, elm("list", source.Unknown, "", "Ford", 0), elm("map", source.Rooftop, "", "Ford", 600))
	for _, lat := range []float64{10.05, 10.0506} {
		near, err := ix.Streets().NearestAddresses(geocode.Point{Lat: lat, Lon: 20.05}, 10, 9)
		check(t, err)
		if len(near) != 1 || near[0].Metres > 0.5 {
			t.Errorf("at %.4f is %+v, want the house", lat, near)
		}
	}
}

func TestTheFlatsOfAHouseAreKept(t *testing.T) {
	house := elm("map", source.Rooftop, "", "Ford", 0)
	house.features[0].Doors = []source.Door{{Flats: "1-\x018\x00", Lat: 10.0501, Lon: 20.0502}, {Flats: "1,3;5А"}}
	ix := built(t, Options{}, house, drawing("other", "town|XA|Ford|10.05 20.05"), elm("list", source.Unknown, "", "Ford", 20))
	a, err := ix.Streets().Address(0)
	check(t, err)
	doors, err := ix.Streets().Doors(&a)
	check(t, err)
	want := []index.Door{{Flats: "1-8", Point: geocode.Point{Lat: 10.0501, Lon: 20.0502}}, {Flats: "1,3;5А"}}
	if diff := cmp.Diff(want, doors); diff != "" {
		t.Error(diff)
	}
}

func TestEachPlaceHasThePostcodeThatIsSaidOfIt(t *testing.T) {
	towns := drawing("map", "town|XA|Ford|10.05 20.05\ntown|XA|Stead|10.2 20.05")
	ix := built(t, Options{}, towns, elm("a", source.Rooftop, "2000", "Ford", 0), elm("b", source.Rooftop, "1000", "Stead", 0))
	want := map[string]string{"Ford": "2000", "Stead": "1000"}
	near, err := ix.Streets().NearestAddresses(geocode.Point{Lat: 10.05, Lon: 20.05}, 10, 9)
	check(t, err)
	if len(near) != len(want) {
		t.Fatalf("%d addresses, want one in each place", len(near))
	}
	for _, a := range near {
		street, err := ix.Streets().Street(a.Street)
		check(t, err)
		place, err := ix.Area(street.Area)
		check(t, err)
		code, err := ix.Streets().Postcode(a.Postcode)
		check(t, err)
		if code.Text != want[place.Name] {
			t.Errorf("in %s the postcode is %s, want %s", place.Name, code.Text, want[place.Name])
		}
	}
}

// TestAddressesNameTheirFile has a source of two files beside another one.
func TestAddressesNameTheirFile(t *testing.T) {
	both := lines("a and 1 more", "1|Elm Street||Ford||XA|10.05|20.05\n3|Elm Street||Ford||XA|10.051|20.05")
	both.files = []source.File{{Name: "a"}, {Name: "b", Path: "https://example.org/b"}}
	both.features[1].File = 1
	ix := built(t, Options{}, both, lines("list", "5|Elm Street||Ford||XA|10.052|20.05\n1|Elm Street||Ford||XA|10.05|20.05"))
	var got []string
	sources := ix.Manifest().Sources
	check(t, ix.Streets().EachAddress(0, func(a *index.Address) bool {
		got = append(got, fmt.Sprint(a.HouseNumber(), " ", sources[a.Source].Name, " ", sources[a.Source].URL, a.Others))
		return true
	}))
	want := []string{"1 a [2 0 0 0]", "3 b https://example.org/b[0 0 0 0]", "5 list [0 0 0 0]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(sources); n != 4 || sources[0].Records == nil || sources[2].Records != nil {
		t.Errorf("%d sources, want the two with what was read of them, and their files: %+v", n, sources)
	}
}
