package index

import (
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

func TestLandmarksAreFoundAmongLandmarks(t *testing.T) {
	ix := opened(t, write(t, fullWorld()))
	for key, want := range map[string]string{"city park": "City Park WL as 0, City Park EL as 0, ", "cathedral": "Dom WL as 1, ", "munster": ""} {
		refs, err := ix.FindLandmarks(key)
		check(t, err)
		if got := describe(t, ix, refs); got != want {
			t.Errorf("FindLandmarks(%q) = %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"city park", "dom", "cathedral"} {
		if refs, err := ix.Find(key); refs != nil || err != nil {
			t.Errorf("Find(%q) = %v, %v, which are no places", key, refs, err)
		}
	}
	matches, err := ix.FindLandmarksLike("ctiy park", 1, 9)
	if err != nil || len(matches) != 1 || len(matches[0].Refs) != 2 {
		t.Errorf("FindLandmarksLike = %v, %v", matches, err)
	}
	if n, err := ix.LandmarkCount(); n != 3 || err != nil {
		t.Errorf("LandmarkCount = %d, %v", n, err)
	}
}

func TestLandmarksLieInTheirPlace(t *testing.T) {
	ix := opened(t, write(t, fullWorld()))
	near, err := ix.NearestLandmarks(geocode.Point{Lat: 7, Lon: 165}, 5000, 9, nil)
	if err != nil || len(near) != 2 {
		t.Fatalf("NearestLandmarks = %v, %v, want two", near, err)
	}
	dom := near[0].Area
	if dom.Name != "Dom" || dom.Kind != Landmark || dom.Entity != "ReligiousInstitution" || dom.Country != "WL" || dom.Place != find(t, ix, "munster").ID {
		t.Errorf("the nearest is %+v", dom)
	}
	if name, err := ix.NameIn(dom.ID, language.BritishEnglish); name != "Cathedral" || err != nil {
		t.Errorf("in English it is %q, %v", name, err)
	}
	places, err := ix.Nearest(geocode.Point{Lat: 7, Lon: 165}, 1e7, 99, nil)
	if err != nil || len(places) != 4 {
		t.Errorf("Nearest = %v, %v, want the three places and the neighborhood alone", places, err)
	}
}

func TestAnIndexWithoutLandmarks(t *testing.T) {
	ix := opened(t, write(t, tinyWorld()))
	refs, err := ix.FindLandmarks("city park")
	matches, likely := ix.FindLandmarksLike("city park", 1, 9)
	near, failed := ix.NearestLandmarks(geocode.Point{Lat: 7, Lon: 165}, 5000, 9, nil)
	n, uncounted := ix.LandmarkCount()
	if len(refs)+len(matches)+len(near)+n > 0 || err != nil || likely != nil || failed != nil || uncounted != nil {
		t.Errorf("found %v %v %v %d, %v %v %v %v", refs, matches, near, n, err, likely, failed, uncounted)
	}
}
