package osm_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm"
	"github.com/milepost/milepost/internal/source/osm/pbf/pbftest"
)

// TestReportNamesElements holds that a problem that shows only at the end, when
// other elements were read, still names its own element and value; that one of a
// way which is several things counts once; and that an area whose pieces hold
// nothing is reported like one that is open.
func TestReportNamesElements(t *testing.T) {
	for name, c := range map[string]struct {
		world string
		want  source.Problem
	}{
		"a relation's street that no way names": {
			"n1 1,2 addr:housenumber=3\nn2 1,3 addr:housenumber=4 addr:street=A\nr1 n1:house,w1:street type=associatedStreet",
			source.Problem{
				Reason: "address.street.missing", Want: "addr:street, addr:place or an associatedStreet relation", Skips: true, Count: 1,
				Samples: []source.Sample{{File: "n1", Column: "addr:housenumber", Value: "3"}},
			},
		},
		"a street and square that lacks a node": {
			"n1 1,1\nw1 n1,n2 highway=pedestrian area=yes name=Nave addr:housename=Nave addr:street=Nave",
			source.Problem{
				Reason: "way.nodes.some", Want: "all of the way's nodes in the extract: cut it with complete ways", Count: 1,
				Samples: []source.Sample{{File: "w1", Value: "Nave"}},
			},
		},
		"a position that is none": {
			"n1 91,-200.5 addr:housenumber=3",
			source.Problem{
				Reason: "coordinate.range", Want: "degrees: latitude from -90 to 90, longitude from -180 to 180", Skips: true, Count: 1,
				Samples: []source.Sample{{File: "n1", Value: "91, -200.5"}},
			},
		},
		"a way of one node": {
			"n1 1,1\nw1 n1 highway=residential name=Nave",
			source.Problem{
				Reason: "way.nodes.few", Want: "a way of two nodes at least", Skips: true, Count: 1,
				Samples: []source.Sample{{File: "w1", Value: "Nave"}},
			},
		},
		"a name that cannot be used, of what is a street and a square": {
			"n1 1,1 addr:housenumber=1 addr:street=Nave\nn2 1,2\nn3 2,2\nw1 n1,n2,n3,n1 highway=pedestrian area=yes name=A\xff",
			source.Problem{
				Reason: "text.encoding", Want: "text in UTF-8", Count: 1,
				Samples: []source.Sample{{File: "w1", Column: "name", Value: "A\ufffd"}},
			},
		},
		"a boundary that goes there and back": {
			"n1 1,1\nn2 1,2\nw1 n1,n2\nw2 n2,n1\nr1 w1:outer,w2:outer type=boundary boundary=administrative admin_level=8 name=Ely",
			source.Problem{
				Reason: "boundary.open", Want: "pieces that close to rings", Skips: true, Count: 1,
				Samples: []source.Sample{{File: "r1", Value: "Ely"}},
			},
		},
	} {
		s, err := osm.New(write(t, "a.osm", document(c.world)), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Read(context.Background(), func(*source.Feature) error { return nil }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff([]source.Problem{c.want}, s.Report().Problems); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestUnknownBlock holds that a block of a kind that is not known is passed
// over, and reported once, with what the file calls it.
func TestUnknownBlock(t *testing.T) {
	file := pbftest.New()
	file.Blob("OSLData", []byte("a bit is wrong in the name"))
	s, err := osm.New(write(t, "a.osm.pbf", file.String()), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Read(context.Background(), func(*source.Feature) error { return nil })
	problems := s.Report().Problems
	if err != nil || len(problems) != 1 || problems[0].Reason != "block.unknown" || problems[0].Count != 1 {
		t.Fatalf("%v, %v", err, problems)
	}
	if diff := cmp.Diff([]source.Sample{{File: "a.osm.pbf", Value: "OSLData"}}, problems[0].Samples); diff != "" {
		t.Error(diff)
	}
}
