package index

import (
	"errors"
	"fmt"
	"math"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// checkCourse compares what is read of a street's course with its draft.
func checkCourse(t *testing.T, s *Streets, id StreetID, d *StreetDraft) {
	t.Helper()
	lines, err := s.Lines(id)
	check(t, err)
	if diff := gocmp.Diff(d.Lines, lines, near6); diff != "" {
		t.Fatalf("Lines(%d): %s", id, diff)
	}
	if street, err := s.Street(id); err != nil || street.Course != (len(lines) > 0) {
		t.Errorf("Street(%d).Course = %v, %v, with %d lines", id, street.Course, err, len(lines))
	}
	for _, p := range []geocode.Point{d.Point, {Lat: d.Point.Lat + 0.001, Lon: d.Point.Lon - 0.002}} {
		want, wantPiece := geo.Foot{Metres: math.Inf(1)}, -1
		for i, line := range d.Lines {
			if foot, _ := geo.Project(p, line); foot.Metres < want.Metres {
				want, wantPiece = foot, i
			}
		}
		foot, piece, ok, err := s.FootOnStreet(id, p)
		if err != nil || ok != (len(d.Lines) > 0) || ok && piece != wantPiece {
			t.Errorf("FootOnStreet(%d, %v): piece %d, %v, %v, want %d", id, p, piece, ok, err, wantPiece)
		}
		// A foot at a vertex is on either segment.
		if ok && (math.Abs(foot.Metres-want.Metres) > 0.01 || math.Abs(foot.Along-want.Along) > 0.01 || geo.Distance(foot.Point, want.Point) > 0.01) {
			t.Errorf("FootOnStreet(%d, %v) = %+v, want %+v", id, p, foot, want)
		}
	}
}

// oneStreet writes an index of a town with one street.
func oneStreet(t *testing.T, d StreetDraft) *Streets {
	t.Helper()
	dir, _ := writeList(t, []listed{{place: NewArea{Kind: Place, Name: "Town", Point: d.Point}, streets: []StreetDraft{d}}}, nil)
	return opened(t, dir).Streets()
}

func TestCourseAtItsLimits(t *testing.T) {
	at := func(lat, lon float64) geocode.Point { return geocode.Point{Lat: lat, Lon: lon} }
	round := func(n int) (line []geocode.Point) {
		for i := range n {
			line = append(line, at(round6(40+float64(i)/1000), round6(10*math.Sin(float64(i)))))
		}
		return line
	}
	for name, one := range map[string]struct{ lines, want [][]geocode.Point }{
		"none":                         {nil, nil},
		"a piece of one point":         {[][]geocode.Point{{at(1, 1)}, nil}, nil},
		"sixteen segments":             {[][]geocode.Point{round(17)}, [][]geocode.Point{round(17)}},
		"seventeen segments":           {[][]geocode.Point{round(18)}, [][]geocode.Point{round(18)}},
		"thirty-three segments, twice": {[][]geocode.Point{round(34), round(34)}, [][]geocode.Point{round(34), round(34)}},
		"from pole to pole":            {[][]geocode.Point{{at(-90, -90), at(90, 90)}}, [][]geocode.Point{{at(-90, -90), at(90, 90)}}},
		"across the antimeridian": {
			[][]geocode.Point{{at(1, 179), at(1, 180), at(1, -179), at(2, -178)}, {at(1, -179), at(1, 179)}},
			[][]geocode.Point{{at(1, 179), at(1, 180)}, {at(1, -179), at(2, -178)}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := oneStreet(t, StreetDraft{Names: []string{"A"}, Core: "a", Point: at(40, 3), Lines: one.lines})
			lines, err := s.Lines(0)
			check(t, err)
			if diff := gocmp.Diff(one.want, lines, near6); diff != "" {
				t.Errorf("Lines: %s", diff)
			}
		})
	}
}

func TestCourseOffTheEarth(t *testing.T) {
	w, err := NewStreetWriter(t.TempDir())
	check(t, err)
	defer w.Close()
	check(t, w.Locality(1))
	d := StreetDraft{Core: "a", Lines: [][]geocode.Point{{{Lat: 1, Lon: 2}, {Lat: 91, Lon: 2}}}}
	if _, _, _, err := w.Street(&d); err == nil {
		t.Error("a course through 91 degrees north is written")
	}
}

func TestStepsArePackedAndUnpacked(t *testing.T) {
	for _, north := range []int64{0, 1, -1, 63, -64, 12345, -180e6, 180e6} {
		for _, east := range []int64{0, 1, -1, 2, -500, 360e6, -360e6} {
			if n, e := unpackStep(packStep(north, east)); n != north || e != east {
				t.Errorf("step %d, %d is read as %d, %d", north, east, n, e)
			}
		}
	}
}

func TestNamesInLanguages(t *testing.T) {
	s := oneStreet(t, StreetDraft{Names: []string{"Mannerheimintie", "Mannerheimvägen"}, Core: "mannerheimin", Locals: []LocalName{
		{language.Finnish, "Mannerheimintie"}, {language.Swedish, "Mannerheimvägen"}, {language.MustParse("fr"), "Rue Mannerheim"},
		{language.Swedish, "a second one is left out"}, {language.German, ""},
	}})
	for culture, want := range map[string]string{"sv-FI": "Mannerheimvägen true", "fi": "Mannerheimintie true", "fr-BE": "Rue Mannerheim true", "de-DE": " false", "und": " false"} {
		name, ok, err := s.NameIn(0, language.MustParse(culture))
		if got := fmt.Sprint(name, " ", ok); got != want || err != nil {
			t.Errorf("NameIn(%s) = %s, %v, want %s", culture, got, err, want)
		}
	}
	if names, err := s.LocalNames(0); len(names) != 3 || err != nil {
		t.Errorf("LocalNames = %v, %v", names, err)
	}
	if _, err := s.Lines(9); !errors.Is(err, ErrNoStreet) {
		t.Errorf("Lines of no street: %v", err)
	}
}

// An index of streets without courses has no section for them, and is read.
func TestNoCourses(t *testing.T) {
	dir, _ := writeList(t, []listed{{place: NewArea{Kind: Place, Name: "Town"}, streets: []StreetDraft{{Names: []string{"A"}, Core: "a"}}}}, nil)
	ix := opened(t, dir)
	for _, section := range ix.Manifest().Sections {
		if section.Name == "streetlines" || section.Name == "streetlocals" {
			t.Errorf("there is a section %s", section.Name)
		}
	}
	_, _, ok, err := ix.Streets().FootOnStreet(0, geocode.Point{})
	lines, failed := ix.Streets().Lines(0)
	if ok || err != nil || lines != nil || failed != nil {
		t.Errorf("FootOnStreet: %v, %v; Lines: %v, %v", ok, err, lines, failed)
	}
}
