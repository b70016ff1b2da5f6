package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

func TestTinyMaps(t *testing.T) {
	for _, one := range []struct {
		name      string
		sources   []source.Source
		addresses []string
		streets   []string
	}{
		{
			name: "an address without a town is of the place that holds it",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				number|1|Elm Street|||10.05 20.05`)},
			addresses: []string{"Ford > Elm Street > 1 at 10.0500 20.0500 by 0 evidence 1"},
		}, {
			name: "of two places that hold it the smaller",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				place|XA|Stead|10 20 10.06 20.06
				number|1|Elm Street|||10.05 20.05`)},
			addresses: []string{"Stead > Elm Street > 1 at 10.0500 20.0500 by 0 evidence 1"},
		}, {
			name: "without areas it is of its neighbours' town",
			sources: []source.Source{drawing("map", `
				town|XA|Ford|10 20
				number|1|Elm Street||Stead|10.050 20.050
				number|3|Elm Street|||10.051 20.050
				number|5|Oak Street|||10.052 20.050`)},
			addresses: []string{"Stead > Elm Street > 1 at 10.0500 20.0500 by 0", "Stead > Elm Street > 3 at 10.0510 20.0500 by 0 evidence 3",
				"Stead > Oak Street > 5 at 10.0520 20.0500 by 0 evidence 3"},
		}, {
			name: "without neighbours it is of the nearest place",
			sources: []source.Source{drawing("map", `
				town|XA|Ford|10 20
				town|XA|Stead|10.1 20
				number|1|Elm Street|||10.02 20`)},
			addresses: []string{"Ford > Elm Street > 1 at 10.0200 20.0000 by 0 evidence 2"},
		}, {
			name: "what the post calls otherwise is a part of the place that holds it",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				number|1|Elm Street||Ford NW|10.05 20.05
				number|3|Elm Street||Ford|10.051 20.05`)},
			addresses: []string{"Ford > Elm Street > 1 at 10.0500 20.0500 by 0", "Ford > Elm Street > 3 at 10.0510 20.0500 by 0"},
		}, {
			name: "ways of one street are one line, and one street with its addresses",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				street|Elm Street|10.01 20.01, 10.02 20.01
				street|Elm Street|10.03 20.01, 10.02 20.01
				street|Elm Street|10.05 20.01, 10.06 20.01
				number|1|Elm St||Ford|10.0201 20.0101`)},
			addresses: []string{"Ford > Elm Street, Elm St > 1 at 10.0201 20.0101 by 0"},
			streets:   []string{"Ford > Elm Street, Elm St: 10.050,20.010 10.060,20.010; 10.010,20.010 10.020,20.010 10.030,20.010"},
		}, {
			name: "addresses of no street on the map are of the one that is called more fully",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				street|Elm Street|10.01 20.01, 10.02 20.01
				number|1|Elm||Ford|10.0101 20.0101`)},
			addresses: []string{"Ford > Elm Street, Elm > 1 at 10.0101 20.0101 by 0"},
			streets:   []string{"Ford > Elm Street, Elm: 10.010,20.010 10.020,20.010"},
		}, {
			name: "a square of which a point is known is found by any name",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				street|Praça da Ribeira|10.01 20.01|alt=Praça do Cubo`)},
			streets: []string{"Ford > Praça da Ribeira", "Ford > Praça do Cubo = Praça da Ribeira"},
		}, {
			name: "corners that are nowhere on Earth are left out",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				street|Elm Street|214 214, 10.01 20.01, 10.02 20.01`)},
			streets: []string{"Ford > Elm Street: 10.010,20.010 10.020,20.010"},
		}, {
			name: "a street is cut where the place changes",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.05 20.1
				place|XA|Stead|10.05 20 10.1 20.1
				street|Elm Street|10.01 20.01, 10.049 20.01, 10.051 20.01, 10.09 20.01`)},
			streets: []string{"Ford > Elm Street: 10.010,20.010 10.049,20.010 10.050,20.010", "Stead > Elm Street: 10.050,20.010 10.051,20.010 10.090,20.010"},
		}, {
			name: "a street that crosses a border for some metres does not",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.05 20.1
				place|XA|Stead|10.05 20 10.1 20.1
				street|Elm Street|10.048 20.01, 10.0495 20.01, 10.0501 20.011, 10.0495 20.012, 10.048 20.012`)},
			streets: []string{"Ford > Elm Street: 10.048,20.010 10.050,20.010 10.050,20.011 10.050,20.012 10.048,20.012"},
		}, {
			name: "a street is where its addresses say, whatever the borders",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.05 20.1
				town|XA|Stead|10.04 20.04
				street|Elm Street|10.010 20.01, 10.014 20.01
				number|1|Elm Street||Stead|10.010 20.0101
				number|9|Elm Street||Stead|10.014 20.0101`)},
			addresses: []string{"Stead > Elm Street > 1 at 10.0100 20.0101 by 0", "Stead > Elm Street > 9 at 10.0140 20.0101 by 0"},
			streets:   []string{"Stead > Elm Street: 10.010,20.010 10.014,20.010"},
		}, {
			name: "a street on the border is of both places that have addresses on it",
			sources: []source.Source{drawing("map", `
				street|Elm Street|10.010 20.01, 10.014 20.01
				number|1|Elm Street||Ford|10.012 20.0101
				number|2|Elm Street||Stead|10.012 20.0099`)},
			addresses: []string{"Ford > Elm Street > 1 at 10.0120 20.0101 by 0", "Stead > Elm Street > 2 at 10.0120 20.0099 by 0"},
			streets:   []string{"Ford > Elm Street: 10.010,20.010 10.014,20.010", "Stead > Elm Street: 10.010,20.010 10.014,20.010"},
		}, {
			name: "any name of a street finds it",
			sources: []source.Source{drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				street|Mannerheimintie|10.01 20.01, 10.02 20.01|sv=Mannerheimvägen; old=Heikinkatu; ref=B 7`)},
			streets: []string{"Ford > B 7 = Mannerheimintie", "Ford > Heikinkatu = Mannerheimintie", "Ford > Mannerheimintie: 10.010,20.010 10.020,20.010",
				"Ford > Mannerheimvägen = Mannerheimintie"},
		}, {
			name: "a list and a map make one address, at the better point",
			sources: []source.Source{
				lines("list", "1|ELM ST|9490|FORD||XA|10.05005|20.05005\n3|ELM ST|9490|FORD||XA|10.0511|20.0501"),
				drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				street|Elm Street|10.05 20.05, 10.06 20.05
				number|1|Elm Street|||10.05 20.05
				number|5|Elm Street|||10.052 20.05`)},
			addresses: []string{"Ford > Elm Street, ELM ST > 1 at 10.0500 20.0500 by 1 and 0 evidence 1", "Ford > Elm Street, ELM ST > 3 at 10.0511 20.0501 by 0",
				"Ford > Elm Street, ELM ST > 5 at 10.0520 20.0500 by 1 evidence 1"},
			streets: []string{"Ford > Elm Street, ELM ST: 10.050,20.050 10.060,20.050"},
		},
		{
			name: "a house that two sources have in two places is in both, and so is one of the list where the map is in another",
			sources: []source.Source{
				lines("list", "1|Elm Street||Baltimore||XA|10.05|20.05\n3|Elm Street||Baltimore||XA|10.051|20.05\n5|Elm Street||Baltimore||XA|10.052|20.05"),
				drawing("map", `
				town|XA|Mount Washington|10.05 20.05
				town|XA|Baltimore|10.2 20.05
				street|Elm Street|10.05 20.05, 10.06 20.05
				number|1|Elm Street||Mount Washington|10.05 20.05008
				number|3|Elm Street||Mount Washington|10.051 20.05008`),
			},
			addresses: []string{"Baltimore > Elm Street > 1 at 10.0500 20.0501 by 1 and 0", "Baltimore > Elm Street > 3 at 10.0510 20.0501 by 1 and 0",
				"Baltimore > Elm Street > 5 at 10.0520 20.0500 by 0",
				"Mount Washington > Elm Street > 1 at 10.0500 20.0501 by 1 and 0", "Mount Washington > Elm Street > 3 at 10.0510 20.0501 by 1 and 0",
				"Mount Washington > Elm Street > 5 at 10.0520 20.0500 by 0 evidence 3"},
			streets: []string{"Baltimore > Elm Street: 10.050,20.050 10.058,20.050", "Mount Washington > Elm Street: 10.050,20.050 10.060,20.050"},
		}, {
			name: "points of a list do not make one of two houses of a map",
			sources: []source.Source{
				drawing("map", `
				place|XA|Ford|10 20 10.1 20.1
				number|1|Elm Street||Ford|10.05 20.05
				number|1|Elm Street||Ford|10.051 20.05`),
				lines("list", "1|Elm Street||Ford||XA|10.05005|20.05\n1|Elm Street||Ford||XA|10.0508|20.05"),
			},
			addresses: []string{"Ford > Elm Street > 1 at 10.0500 20.0500 by 0 and 1", "Ford > Elm Street > 1 at 10.0510 20.0500 by 0 and 1"},
		}, {
			name: "the point that two sources agree on is the house's",
			sources: []source.Source{
				lines("one", "1|Elm Street||Ford||XA|10.05|20.05\n1|Elm Street||Ford||XA|10.0508|20.05\n1|Elm Street||Ford||XA|10.0516|20.05"),
				lines("other", "1|Elm Street||Ford||XA|10.05165|20.05"),
				drawing("map", `place|XA|Ford|10 20 10.1 20.1`),
			},
			addresses: []string{"Ford > Elm Street > 1 at 10.0516 20.0500 by 0 and 1"},
		},
	} {
		t.Run(one.name, func(t *testing.T) {
			ix := built(t, Options{}, one.sources...)
			check(t, ix.Verify(t.Context()))
			if diff := gocmp.Diff(one.addresses, dump(t, ix)); one.addresses != nil && diff != "" {
				t.Errorf("addresses: %s", diff)
			}
			if diff := gocmp.Diff(one.streets, plan(t, ix)); one.streets != nil && diff != "" {
				t.Errorf("streets: %s", diff)
			}
		})
	}
}

func TestAreasOfMapsLieInOneAnother(t *testing.T) {
	ix := built(t, Options{}, drawing("map", `
		country|XA|Island|10 20 12 22
		district|XA|North|11 20 12 22
		district|XA|South|10 20 11 22
		district2|XA|Kreis Ford|10 20 10.5 20.5
		place|XA|Gemeinde Ford|10 20 10.1 20.1|fr=Gué
		place|XA|Stead|11.5 21 11.6 21.1
		neighborhood|XA|Old Town|10.04 20.04 10.06 20.06
		town|XA|Ford|10.05 20.05
		town|XA|Nowhere|13 20
		hamlet|XA|Old Town|10.051 20.051
		hamlet|XA|Mill End|10.02 20.02
		landmark|Museum|Mill Museum|10.05 20.05
		landmark|Museum|Mill Museum|10.0501 20.05
		number|1|Elm Street|||10.05 20.05`))
	for name, want := range map[string]string{
		"Ford": "place Ford < Kreis Ford < South < Island", "Gué": "place Ford < Kreis Ford < South < Island", "Stead": "place Stead < North < Island",
		"Kreis Ford": "district2 Kreis Ford < South < Island", "Nowhere": "place Nowhere < Island",
		"Old Town": "neighborhood Old Town < Ford < Kreis Ford < South < Island", "Mill End": "neighborhood Mill End < Ford < Kreis Ford < South < Island",
	} {
		if got := hierarchy(t, ix, name); got != want {
			t.Errorf("%s lies so: %s; want %s", name, got, want)
		}
	}
	if n := ix.Manifest().Counts["landmark"]; n != 1 {
		t.Errorf("%d landmarks, want the one", n)
	}
}

func TestStreetsOfMapsCross(t *testing.T) {
	ix := built(t, Options{}, drawing("map", `
		place|XA|Ford|10 20 10.05 20.1
		place|XA|Stead|10.05 20 10.1 20.1
		street|Elm Street|10.01 20.01, 10.02 20.01*, 10.09 20.01|fr=Rue des Ormes
		street|Oak Street|10.02 20.005, 10.02 20.01*, 10.02 20.02
		street|Elm Avenue|10.02 20.01*, 10.03 20.02`))
	s := ix.Streets()
	names := func(ids []index.StreetID) (all []string) {
		for _, id := range ids {
			name, err := s.Name(id)
			check(t, err)
			all = append(all, name)
		}
		slices.Sort(all)
		return all
	}
	ids, err := s.StreetsNamed(nil, "oak", 9)
	if err != nil || len(ids) != 1 {
		t.Fatalf("StreetsNamed(oak) = %v, %v", ids, err)
	}
	crossings, err := s.CrossingsOf(nil, ids[0])
	if err != nil || len(crossings) != 1 {
		t.Fatalf("CrossingsOf(Oak Street) = %v, %v", crossings, err)
	}
	if got, want := names(crossings[0].Streets), []string{"Elm Avenue", "Elm Street", "Oak Street"}; !slices.Equal(got, want) {
		t.Errorf("the crossing is of %v, want %v", got, want)
	}
	ids, err = s.StreetsNamed(nil, "elm", 9)
	check(t, err)
	for _, id := range ids {
		locals, err := s.LocalNames(id)
		check(t, err)
		if name, _ := s.Name(id); name == "Elm Street" && (len(locals) != 1 || locals[0].Language != language.French) {
			t.Errorf("Elm Street is called %v", locals)
		}
	}
}

func TestAddressesGetPostcodes(t *testing.T) {
	listed := &list{name: "codes", features: []source.Feature{{Kind: source.Postcode, Postcode: "4000", Locality: "Stead", Country: "XA", Lat: 10.5, Lon: 20}}}
	ix := built(t, Options{}, drawing("map", `
		place|XA|Ford|10 20 10.1 20.1
		place|XA|Stead|10.5 20 10.6 20.1
		code|XA|1000|10 20 10.02 20.1
		number|1|Elm Street|||10.01 20.05
		number|2|Elm Street|2000||10.04 20.05
		number|3|Elm Street|||10.041 20.05
		number|4|Oak Street|3000||10.041 20.051
		number|5|Oak Street|3000||10.041 20.052
		number|6|Ash Street|||10.042 20.0519
		number|7|Ash Street|||10.55 20.05`), listed)
	s := ix.Streets()
	var got []string
	for id := range index.StreetID(s.Count()) {
		check(t, s.EachAddress(id, func(a *index.Address) bool {
			code, err := s.Postcode(a.Postcode)
			if a.Postcode != 0 {
				check(t, err)
			}
			got = append(got, fmt.Sprint(a.HouseNumber(), " ", code.Text))
			return true
		}))
	}
	slices.Sort(got)
	if want := []string{"1 1000", "2 2000", "3 2000", "4 3000", "5 3000", "6 3000", "7 4000"}; !slices.Equal(got, want) {
		t.Errorf("postcodes %v, want %v", got, want)
	}
}

func TestMapsKnowTheirCountry(t *testing.T) {
	ix := built(t, Options{World: world(t)}, drawing("map", `
		country|LI|Liechtenstein|47.05 9.47 47.27 9.63
		place||Vaduz|47.10 9.50 47.16 9.56
		number|1|Städtle|9490||47.139 9.522
		number|5|Bahnhofstrasse|9470|Buchs|47.168 9.466`))
	for name, want := range map[string]string{"Vaduz": "LI", "Buchs": "CH"} {
		found := false
		refs, err := ix.Find(text.Key(name))
		check(t, err)
		for _, ref := range refs {
			a, err := ix.Area(ref.Area)
			check(t, err)
			found = found || a.Country == want && a.Kind == index.Place
		}
		if !found {
			t.Errorf("%s is not in %s", name, want)
		}
	}
}

func TestMapsMakeTheSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first map[string]string
	for processors, memory := range []int64{0, leastMemory, 0, leastMemory} {
		runtime.GOMAXPROCS(1 + processors/2)
		dir := filepath.Join(t.TempDir(), "index")
		_, err := Build(t.Context(), dir, []source.Source{randomLists(2000)[0], randomMap(20_000)}, Options{World: world(t), Memory: memory})
		check(t, err)
		files := contents(t, dir)
		if first == nil {
			first = files
		}
		if diff := gocmp.Diff(first, files); diff != "" {
			t.Errorf("with %d bytes the index differs: %.500s", memory, diff)
		}
	}
}

func TestStreetsThatNothingHoldsAreReported(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	result, err := Build(t.Context(), dir, []source.Source{drawing("map", `
		street|Elm Street|10.01 20.01, 10.02 20.01
		number|1|Elm Street|||10.0101 20.0101`)}, Options{})
	check(t, err)
	var found []string
	for _, p := range result.Manifest.Problems {
		found = append(found, fmt.Sprint(p.Count, " ", p.Reason, " ", p.Samples[0].Value))
	}
	if want := []string{"1 address.area.missing 1, Elm Street", "1 street.area.missing Elm Street"}; !slices.Equal(found, want) {
		t.Errorf("problems %q, want %q", found, want)
	}
}

func TestAnInterruptedMapLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	for _, phase := range []string{"reading", "linking", "placing streets", "writing streets", "sorting"} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := Build(ctx, filepath.Join(parent, "index"), []source.Source{randomMap(3000)}, Options{Progress: func(p Progress) {
			if p.Phase == phase {
				cancel()
			}
		}})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted while %s it says %v", phase, err)
		}
		if entries, err := os.ReadDir(parent); err != nil || len(entries) > 0 {
			t.Errorf("interrupted while %s it leaves %v, %v", phase, entries, err)
		}
	}
}
