package index

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

var keep = flag.Bool("backcompat", false, "keep a world in this version's format under testdata/backcompat, unless there is one")

// Indexes of every version of the format that can still be read are kept
// under testdata/backcompat: each is the world of its time, and answers as it
// did then. A file there is never written again.
func TestBackcompat(t *testing.T) {
	name := filepath.Join("testdata", "backcompat", fmt.Sprintf("v%d.tar.gz", FormatVersion))
	if _, err := os.Stat(name); os.IsNotExist(err) && *keep {
		var out bytes.Buffer
		in := gzip.NewWriter(&out)
		io.WriteString(in, packed(t, write(t, fullWorld())))
		if err := errors.Join(in.Close(), os.WriteFile(name, out.Bytes(), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := filepath.Glob(filepath.Join("testdata", "backcompat", "v*.tar.gz"))
	if err != nil || len(kept) < FormatVersion-oldestReadable+1 {
		t.Fatalf("kept indexes %v, %v: want one of each version from %d to %d (run with -backcompat)", kept, err, oldestReadable, FormatVersion)
	}
	for _, name := range kept {
		t.Run(filepath.Base(name), func(t *testing.T) {
			ix := unpacked(t, name)
			answersAsEver(t, ix)
			if ix.Manifest().Format > 1 {
				answersAsSince2(t, ix)
			}
		})
	}
}

// answersAsEver asks the tiny world what every version of it knows.
func answersAsEver(t *testing.T, ix *Index) {
	t.Helper()
	if err := ix.Verify(context.Background()); err != nil {
		t.Fatal(err)
	}
	refs, err := ix.Find("ford")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := describe(t, ix, refs), "Ford EL as 0, Ford WL as 0, "; got != want {
		t.Errorf("Find(ford) = %q, want %q", got, want)
	}
	matches, err := ix.FindLike("mnuster", 1, 9)
	if err != nil || len(matches) != 1 || matches[0].Key != "munster" {
		t.Errorf("FindLike(mnuster) = %v, %v", matches, err)
	}
	upper := find(t, ix, "upper province")
	if upper.Code != "WL-UP" || upper.Short != "UP" || upper.Population != 52_000 ||
		upper.Box != (geocode.Box{South: 6, West: 161, North: 9, East: 169}) {
		t.Errorf("Upper Province is %+v", upper)
	}
	name, err := ix.NameIn(find(t, ix, "westland").ID, language.MustParse("es-MX"))
	if err != nil || name != "Tierra de Oeste" {
		t.Errorf("Westland in Mexican Spanish is %q, %v", name, err)
	}
	near, err := ix.Nearest(geocode.Point{Lat: 5, Lon: 179.5}, 200_000, 9, nil)
	if err != nil || len(near) != 1 || near[0].Area.Country != "EL" {
		t.Errorf("Nearest = %v, %v", near, err)
	}
	ids, metres, err := ix.HoldingOrNear(geocode.Point{Lat: 10.1, Lon: 165}, 50_000)
	if err != nil || areaNames(t, ix, ids) != "Westland" || metres < 10_000 {
		t.Errorf("HoldingOrNear = %v, %v, %v", ids, metres, err)
	}
}

// answersAsSince2 asks what the second version knows beside.
func answersAsSince2(t *testing.T, ix *Index) {
	t.Helper()
	refs, err := ix.FindLandmarks("city park")
	if err != nil || describe(t, ix, refs) != "City Park WL as 0, City Park EL as 0, " {
		t.Errorf("FindLandmarks = %v, %v", refs, err)
	}
	near, err := ix.NearestLandmarks(geocode.Point{Lat: 7, Lon: 165}, 5000, 1, nil)
	if err != nil || len(near) != 1 || near[0].Area.Name != "Dom" || near[0].Area.Entity != "ReligiousInstitution" {
		t.Errorf("NearestLandmarks = %v, %v", near, err)
	}
	for p, want := range map[geocode.Point]string{
		{Lat: 7.01, Lon: 165.01}:  "City Park Old Town",
		{Lat: 7.011, Lon: 165.01}: "Old Town", // the pond in the park
		{Lat: 7.02, Lon: 165.01}:  "Old Town",
		{Lat: 6, Lon: 165.01}:     "",
	} {
		if got := holding(t, ix, p); got != want {
			t.Errorf("%v lies in %q, want %q", p, got, want)
		}
	}
}
