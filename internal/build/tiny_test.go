package build

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
)

func TestTinyLists(t *testing.T) {
	for _, one := range []struct {
		name    string
		sources []source.Source
		world   bool
		want    []string
	}{
		{
			name: "points of one address are one address, at the one in the middle",
			sources: []source.Source{lines("a", `
				12|Main Street|40202|Ford|KY|US|38.0000|-85.0000
				12|Main Street|40202|Ford|KY|US|38.0001|-85.0000
				12|Main St|40202|Ford|KY|US|38.0002|-85.0000
				12a|Main Street|40202|Ford|KY|US|38.0003|-85.0000`)},
			want: []string{
				"Ford > Main Street, Main St > 12 at 38.0001 -85.0000 by 0",
				"Ford > Main Street, Main St > 12a at 38.0003 -85.0000 by 0",
			},
		}, {
			name: "the more precise point wins, and both sources are remembered",
			sources: []source.Source{
				lines("a", "12|Main Street|40202|Ford|KY|US|38.0000|-85.0000"),
				rooftop(lines("b", "12|MAIN ST|40202|FORD|KY|US|38.0002|-85.0000")),
			},
			want: []string{"Ford > MAIN ST, Main Street > 12 at 38.0002 -85.0000 by 1 and 0"},
		}, {
			name: "points of one address that lie apart are a fault",
			sources: []source.Source{lines("a", `
				12|Main Street|40202|Ford|KY|US|38.0000|-85.0000
				12|Main Street|40202|Ford|KY|US|38.0008|-85.0000`)},
			want: []string{"Ford > Main Street > 12 at 38.0000 -85.0000 by 0 spread"},
		}, {
			name: "a number that stands twice far apart is two addresses",
			sources: []source.Source{lines("a", `
				12|Main Street|40202|Ford|KY|US|38.0000|-85.0000
				12|Main Street|40203|Ford|KY|US|38.0020|-85.0000`)},
			want: []string{"Ford > Main Street > 12 at 38.0000 -85.0000 by 0", "Ford > Main Street > 12 at 38.0020 -85.0000 by 0"},
		}, {
			name: "streets of one name with nothing between for kilometres are two streets",
			sources: []source.Source{lines("a", `
				1|Main Street|40202|Ford|KY|US|38.00|-85.00
				1|Main Street|40202|Ford|KY|US|38.20|-85.00`)},
			want: []string{"Ford > Main Street > 1 at 38.0000 -85.0000 by 0", "Ford > Main Street > 1 at 38.2000 -85.0000 by 0"},
		}, {
			name: "a street that another source gives without its type is the same street",
			sources: []source.Source{
				lines("a", "12|Elm Street|40202|Ford|KY|US|38.0000|-85.0000"),
				lines("b", "14|Elm|40202|Ford|KY|US|38.0003|-85.0000"),
			},
			want: []string{"Ford > Elm, Elm Street > 12 at 38.0000 -85.0000 by 0", "Ford > Elm, Elm Street > 14 at 38.0003 -85.0000 by 1"},
		}, {
			name: "a source that tells Elm from Elm Street knows best",
			sources: []source.Source{lines("a", `
				12|Elm Street|40202|Ford|KY|US|38.0000|-85.0000
				14|Elm|40202|Ford|KY|US|38.0003|-85.0000`)},
			want: []string{"Ford > Elm > 14 at 38.0003 -85.0000 by 0", "Ford > Elm Street > 12 at 38.0000 -85.0000 by 0"},
		}, {
			name: "towns of one name far apart are two towns",
			sources: []source.Source{lines("a", `
				1|Elm Street||Ford||US|38.0|-85.0
				1|Elm Street||Ford||US|45.0|-95.0`)},
			want: []string{"Ford > Elm Street > 1 at 38.0000 -85.0000 by 0", "Ford > Elm Street > 1 at 45.0000 -95.0000 by 0"},
		}, {
			name: "the names of one town in two languages are one town",
			sources: []source.Source{
				&list{features: []source.Feature{{Kind: source.Place, Name: "München", Country: "DE", Lat: 48.137, Lon: 11.575, Names: []source.Name{{Text: "Munich"}}}}},
				lines("a", "1|Marienplatz|80331|Munich|Bavaria|DE|48.1371|11.5755"),
				lines("b", "2|Marienplatz|80331|München|Bayern|DE|48.1372|11.5755"),
			},
			world: true,
			want:  []string{"Munich > Marienplatz > 1 at 48.1371 11.5755 by 1", "Munich > Marienplatz > 2 at 48.1372 11.5755 by 2"},
		}, {
			name:    "an arrondissement is its town",
			sources: []source.Source{lines("a", "1|Rue de Rivoli|75004|Paris 4e Arrondissement||FR|48.8559|2.3586")},
			world:   true,
			want:    []string{"Paris > Rue de Rivoli > 1 at 48.8559 2.3586 by 0"},
		}, {
			name:    "an address without a locality is of the nearest place",
			sources: []source.Source{lines("a", "1|Rue de Rivoli||||FR|48.8559|2.3586")},
			world:   true,
			want:    []string{"Paris > Rue de Rivoli > 1 at 48.8559 2.3586 by 0 evidence 2"},
		}, {
			name:    "an address without a street is of its village, one without a number is of its street",
			sources: []source.Source{lines("a", "7|||Lhota||CZ|50.0|15.0\n|Dlouhá||Lhota||CZ|50.001|15.0")},
			want:    []string{"Lhota > Dlouhá", "Lhota > Lhota > 7 at 50.0000 15.0000 by 0"},
		}, {
			name:    "a list of numbers is that many addresses",
			sources: []source.Source{lines("a", "7;9|Dlouhá||Lhota||CZ|50.0|15.0")},
			want:    []string{"Lhota > Dlouhá > 7 at 50.0000 15.0000 by 0", "Lhota > Dlouhá > 9 at 50.0000 15.0000 by 0"},
		},
	} {
		t.Run(one.name, func(t *testing.T) {
			var o Options
			if one.world {
				o.World = world(t)
			}
			if diff := gocmp.Diff(one.want, dump(t, built(t, o, one.sources...))); diff != "" {
				t.Errorf("addresses: %s", diff)
			}
		})
	}
}

func TestPostTownsFindTheirLocality(t *testing.T) {
	in := lines("a", "1|Elm||Ashford Green||GB|51.1|0.9\n2|Elm||Ashford Green||GB|51.1|0.9")
	for i := range in.features {
		in.features[i].PostTown = "CANTERBURY"
	}
	ix := built(t, Options{}, in)
	for _, key := range []string{"canterbury", "ashford green"} {
		refs, err := ix.Find(key)
		if err != nil || len(refs) != 1 {
			t.Fatalf("Find(%s) = %v, %v, want one area", key, refs, err)
		}
		a, err := ix.Area(refs[0].Area)
		if err != nil || a.Name != "Ashford Green" {
			t.Errorf("%s finds %q, %v, want Ashford Green", key, a.Name, err)
		}
	}
}

func TestAreasOfPolygons(t *testing.T) {
	path := filepath.Join(t.TempDir(), "areas.geojson")
	check(t, os.WriteFile(path, []byte(`{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"name":"Outer"},"geometry":{"type":"Polygon","coordinates":[[[10,50],[11,50],[11,51],[10,51],[10,50]]]}},
		{"type":"Feature","properties":{"name":"Inner"},"geometry":{"type":"MultiPolygon","coordinates":[[[[10,50],[10.5,50],[10.5,50.5],[10,50.5],[10,50]]]]}},
		{"type":"Feature","properties":{"name":"Islands"},"geometry":{"type":"MultiPolygon","coordinates":[
			[[[179,52],[180,52],[180,53],[179,53],[179,52]]], [[[-180,52],[-179,52],[-179,53],[-180,53],[-180,52]]]]}},
		{"type":"Feature","properties":{"name":"Half the Earth"},"geometry":{"type":"Polygon","coordinates":[[[-180,-90],[180,-90],[180,0],[-180,0],[-180,-90]]]}},
		{"type":"Feature","properties":{"name":"A point"},"geometry":{"type":"Point","coordinates":[1,2]}}]}`), 0o644))
	in := lines("a", `
		1|Elm|||||50.2|10.2
		2|Elm|||||50.7|10.7
		3|Elm||Ford||DE|50.2|10.2
		4|Elm||Inner|||50.2|10.2
		5|Elm|||||52.5|-179.5
		6|Elm|||||52.5|179.5
		7|Elm|||||-10|10`)
	want := []string{"Half the Earth > Elm > 7 at -10.0000 10.0000 by 0 evidence 1",
		"Islands > Elm > 5 at 52.5000 -179.5000 by 0 evidence 1", "Islands > Elm > 6 at 52.5000 179.5000 by 0 evidence 1", "Ford > Elm > 3 at 50.2000 10.2000 by 0",
		"Inner > Elm > 1 at 50.2000 10.2000 by 0 evidence 1", "Inner > Elm > 4 at 50.2000 10.2000 by 0", "Outer > Elm > 2 at 50.7000 10.7000 by 0 evidence 1"}
	slices.Sort(want)
	if diff := gocmp.Diff(want, dump(t, built(t, Options{Areas: path}, in))); diff != "" {
		t.Errorf("addresses: %s", diff)
	}
	for _, broken := range []string{"", "[]", `{"features":[{"geometry":{"type":"Polygon","coordinates":[[["x"]]]},"properties":{"name":"x"}}]}`, `{"features":[`,
		`{"features":[{"geometry":{"type":"Polygon","coordinates":[[[1]]]},"properties":{"name":"x"}}]}`} {
		check(t, os.WriteFile(path, []byte(broken), 0o644))
		if _, err := readPolygons(t.Context(), path); err == nil {
			t.Errorf("areas %q are read without an error", broken)
		}
	}
}
