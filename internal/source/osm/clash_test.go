package osm_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm"
)

// TestRenumbered holds that extracts which number other elements alike are
// kept apart, whichever comes first, with the IDs that they have; and that
// those of one numbering are not, though one of their nodes was moved far.
func TestRenumbered(t *testing.T) {
	const here = `
n1 1,1 addr:housenumber=1 addr:street=Nave
n2 1,2
n3 1,3
w1 n1,n2,n3 highway=residential name=Nave`
	for name, c := range map[string]struct {
		other    string
		want     []string
		problems []string
	}{
		"another town": {
			"n1 40,9 addr:housenumber=8 addr:street=Aisle\nn2 40,10\nw1 n1,n2 highway=residential name=Aisle",
			[]string{"street w1 Nave @1,2 line 3 joints []", "street w1 Aisle @40,9.5 line 2 joints []",
				"address n1 1 Nave rooftop @1,1", "address n1 8 Aisle rooftop @40,9"},
			[]string{"extract.renumbered 1"},
		},
		"another way": {
			"n11 40,9\nn12 40,10\nw1 n11,n12 highway=residential name=Aisle",
			[]string{"street w1 Nave @1,2 line 3 joints []", "street w1 Aisle @40,9.5 line 2 joints []", "address n1 1 Nave rooftop @1,1"},
			[]string{"extract.renumbered 1"},
		},
		"another relation": {
			"n12 40,10 addr:housenumber=3\nn13 40,11\nw2 n12,n13 highway=residential name=Aisle\nr1 n12:house,w2:street type=associatedStreet",
			[]string{"street w1 Nave @1,2 line 3 joints []", "street w2 Aisle @40,10.5 line 2 joints []", "address n1 1 Nave rooftop @1,1", "address n2 1 Transept rooftop @1,2", "address n12 3 Aisle rooftop @40,10"},
			[]string{"extract.renumbered 1"},
		},
		"the same a year on": {
			"n1 40,9 addr:housenumber=1 addr:street=Nave version=2\nn2 1,2\nn3 1,3\nw1 n2,n3 highway=residential name=North~Nave version=2",
			[]string{"street w1 North Nave @1,2.5 line 2 joints []", "address n1 1 Nave rooftop @40,9"},
			nil,
		},
	} {
		first := here
		if name == "another relation" {
			first += "\nr1 n2:house type=associatedStreet name=Transept\n"
			first = strings.Replace(first, "n2 1,2", "n2 1,2 addr:housenumber=1", 1)
		}
		one, other := write(t, "one.osm.pbf", pbfOf(t, first)), write(t, "other.osm", document(c.other))
		for _, files := range [][]string{{one, other}, {other, one}} {
			got, problems, err := features(t, source.Options{}, files...)
			slices.Sort(got)
			slices.Sort(c.want)
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil || !slices.Equal(problems, c.problems) {
				t.Errorf("%s: %v %v\n%s", name, err, problems, diff)
			}
		}
	}
}

// TestFilesOfFeatures joins two extracts, one of which has an ID beyond all
// that OpenStreetMap has given, and is numbered as the other.
func TestFilesOfFeatures(t *testing.T) {
	const large = 1<<46 + 7
	one := write(t, "one.osm", document("n1 1,1 addr:housenumber=1 addr:street=Nave\nn2 1,2 addr:housenumber=2 addr:street=Nave"))
	other := write(t, "other.osm", document(fmt.Sprintf("n1 40,9 addr:housenumber=3 addr:street=Aisle\nn2 40,10 addr:housenumber=4 addr:street=Aisle\nn%d 40,11 addr:housenumber=5 addr:street=Aisle", large)))
	var sources []source.Source
	for _, path := range []string{one, other} {
		s, err := osm.New(path, source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, s)
	}
	joined := osm.Join(sources)[0]
	got := map[string]string{}
	err := joined.Read(t.Context(), func(f *source.Feature) error {
		got[f.Number] = fmt.Sprint(f.SourceID, " of ", joined.Info().Files[f.File].Name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"1": "n1 of one.osm", "2": "n2 of one.osm", "3": "n1 of other.osm", "4": "n2 of other.osm", "5": fmt.Sprintf("n%d of other.osm", large)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
