package osm_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm"
)

// A way at the edge of an extract lacks nodes, several in a row too: what is
// given of it are the runs of nodes that are there.
func TestStreetsAreTheRunsOfNodesThatAreThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cut.osm")
	const extract = `<osm version="0.6">
<node id="3" lat="1.0" lon="2.0"/><node id="4" lat="1.1" lon="2.1"/><node id="7" lat="1.2" lon="2.2"/><node id="9" lat="1.3" lon="2.3"/><node id="10" lat="1.4" lon="2.4"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="9"/><nd ref="10"/><nd ref="11"/><nd ref="12"/>
<tag k="highway" v="residential"/><tag k="name" v="Edge Road"/></way></osm>`
	if err := os.WriteFile(path, []byte(extract), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := osm.New(path, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got [][]geocode.Point
	err = s.Read(t.Context(), func(f *source.Feature) error {
		got = append(got, f.Clone().Line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]geocode.Point{{{Lat: 1, Lon: 2}, {Lat: 1.1, Lon: 2.1}}, {{Lat: 1.3, Lon: 2.3}, {Lat: 1.4, Lon: 2.4}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
}
