package index

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// A street is found by either name, and the alias leads to it.
func TestAliasesLeadToTheirStreet(t *testing.T) {
	s := opened(t, writeVillage(t)).Streets()
	ids, err := s.StreetsNamed(nil, "tilleul", 9)
	if err != nil || len(ids) != 1 {
		t.Fatalf("StreetsNamed(tilleul) = %v, %v", ids, err)
	}
	of, is, err := s.AliasOf(ids[0])
	check(t, err)
	name, err := s.Name(of)
	if err != nil || !is || name != "Lindenhof" {
		t.Errorf("Rue du Tilleul stands for %q, %v, %v", name, is, err)
	}
	for id := range StreetID(s.Count()) {
		street, err := s.Street(id)
		if err != nil || street.Alias != (id == ids[0]) {
			t.Errorf("Street(%d).Alias = %v, %v", id, street.Alias, err)
		}
	}
	if s.AliasCount() != 1 {
		t.Errorf("AliasCount = %d", s.AliasCount())
	}
}

func TestAliasesThatCannotBe(t *testing.T) {
	for name, harm := range map[string]func(w *StreetWriter, street, one, other StreetID) error{
		"of an alias":        func(w *StreetWriter, _, one, other StreetID) error { return w.StandsFor(one, other) },
		"of itself":          func(w *StreetWriter, _, one, _ StreetID) error { return w.StandsFor(one, one) },
		"of no street":       func(w *StreetWriter, _, one, _ StreetID) error { return w.StandsFor(one, 3) },
		"of a street itself": func(w *StreetWriter, street, one, _ StreetID) error { return w.StandsFor(street, one) },
		"of nothing told":    func(w *StreetWriter, _, _, _ StreetID) error { return w.end() },
		"with an address": func(w *StreetWriter, _, _, _ StreetID) error {
			_, _, err := w.Alias(&StreetDraft{Core: "x", Addresses: []AddressDraft{{Number: 1}}})
			return err
		},
		"with a course": func(w *StreetWriter, _, _, _ StreetID) error {
			_, _, err := w.Alias(&StreetDraft{Core: "x", Lines: [][]geocode.Point{{{Lat: 1}, {Lat: 2}}}})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := NewStreetWriter(t.TempDir())
			check(t, err)
			defer w.Close()
			check(t, w.Locality(1))
			street, _, _, err := w.Street(&StreetDraft{Core: "a"})
			check(t, err)
			one, _, err := w.Alias(&StreetDraft{Core: "b"})
			check(t, err)
			other, _, err := w.Alias(&StreetDraft{Core: "c"})
			check(t, err)
			if harm(w, street, one, other) == nil {
				t.Error("it is taken")
			}
		})
	}
}

// Only an index that older readers would misread keeps them out.
func TestOldestReader(t *testing.T) {
	at := geocode.Point{Lat: 1, Lon: 1}
	plain := StreetDraft{Names: []string{"A"}, Core: "a", Point: at, Lines: [][]geocode.Point{line(1, 1, 1, 2)}, Addresses: []AddressDraft{{Number: 1, Point: at, Evidence: HeldByArea}}}
	told := plain
	told.Addresses = []AddressDraft{{Number: 1, Point: at, PostcodeEvidence: PostalArea}}
	for name, one := range map[string]struct {
		town listed
		want int
	}{
		"courses":              {listed{place: NewArea{Kind: Place, Name: "Town"}, streets: []StreetDraft{plain}}, 1},
		"postcodes' evidence":  {listed{place: NewArea{Kind: Place, Name: "Town"}, streets: []StreetDraft{told}}, 2},
		"an alias of a street": {listed{place: NewArea{Kind: Place, Name: "Town"}, streets: []StreetDraft{plain, {Core: "b"}}, aliases: map[int]int{1: 0}}, 2},
	} {
		dir, _ := writeList(t, []listed{one.town}, nil)
		if m := opened(t, dir).Manifest(); m.MinimumReader != one.want || m.Format != FormatVersion {
			t.Errorf("%s: format %d for readers from %d on, want %d", name, m.Format, m.MinimumReader, one.want)
		}
	}
}

func TestContents(t *testing.T) {
	c, err := opened(t, writeVillage(t)).Contents()
	if want := (Contents{Areas: 3, Streets: 6, Courses: 2, Aliases: 1, Crossings: 3, Addresses: 157, Postcodes: 2}); c != want || err != nil {
		t.Errorf("the village holds %+v, %v, want %+v", c, err, want)
	}
	c, err = opened(t, write(t, fullWorld())).Contents()
	if want := (Contents{Areas: 7, Landmarks: 3, Polygons: 2}); c != want || err != nil {
		t.Errorf("the full world holds %+v, %v, want %+v", c, err, want)
	}
}
