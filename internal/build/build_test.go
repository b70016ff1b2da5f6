package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// built builds sources into an index that is open until the test ends.
func built(t testing.TB, o Options, sources ...source.Source) *index.Index {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Build(t.Context(), dir, sources, o); err != nil {
		t.Fatal(err)
	}
	ix, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

// headOf gives a street, and a line's beginning "area > street, other names".
func headOf(t testing.TB, ix *index.Index, id index.StreetID) (street index.Street, head string) {
	t.Helper()
	street, err := ix.Streets().Street(id)
	check(t, err)
	area, err := ix.Area(street.Area)
	check(t, err)
	names, err := ix.Streets().Names(id)
	check(t, err)
	return street, area.Name + " > " + strings.Join(names, ", ")
}

// dump writes an index's addresses as lines
// "area > street, other names > number postcode accuracy flags sources".
func dump(t testing.TB, ix *index.Index) (all []string) {
	t.Helper()
	s := ix.Streets()
	for id := range index.StreetID(s.Count()) {
		street, head := headOf(t, ix, id)
		if street.Addresses == 0 {
			all = append(all, head)
		}
		check(t, s.EachAddress(id, func(a *index.Address) bool {
			line := fmt.Sprintf("%s > %s at %.4f %.4f by %d", head, a.HouseNumber(), a.Point.Lat, a.Point.Lon, a.Source)
			for _, o := range a.Others {
				if o > 0 {
					line += fmt.Sprintf(" and %d", o-1)
				}
			}
			if a.Spread {
				line += " spread"
			}
			if a.Evidence != index.OwnField {
				line += fmt.Sprintf(" evidence %d", a.Evidence)
			}
			all = append(all, line)
			return true
		}))
	}
	slices.Sort(all)
	return all
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func rooftop(l *list) *list {
	for i := range l.features {
		l.features[i].Accuracy = source.Rooftop
	}
	return l
}

func TestPlacesAndPostcodesOfLists(t *testing.T) {
	places := &list{name: "geonames", features: []source.Feature{
		{Kind: source.Place, Name: "München", Country: "DE", Region: "Bavaria", Lat: 48.13743, Lon: 11.57549, Population: 1_260_391,
			Names: []source.Name{{Lang: "en", Text: "Munich"}, {Text: "Muenchen"}, {Lang: "ja", Text: "ミュンヘン"}}},
		{Kind: source.Place, Name: "Kleindorf", Country: "DE", Region: "Bavaria", Lat: 48.5, Lon: 11.5, Population: 40},
		{Kind: source.Postcode, Postcode: "80331", Locality: "Muenchen", Country: "DE", Lat: 48.1345, Lon: 11.571},
		{Kind: source.Postcode, Postcode: "99999", Locality: "Nowhere", Country: "DE", Lat: 50, Lon: 10},
	}}
	list := lines("a", `
		1|Marienplatz|80331|Muenchen|Bavaria|DE|48.1371|11.5755
		3|Marienplatz|80331|Muenchen|Bavaria|DE|48.1373|11.5755
		5|Main Street|40202-1234|Ford|KY|US|38.0|-85.0`)
	ix := built(t, Options{World: world(t)}, places, list)
	for _, name := range []string{"Munich", "München", "Muenchen", "ミュンヘン", "Kleindorf"} {
		if refs, err := ix.Find(text.Key(name)); err != nil || len(refs) != 1 {
			t.Errorf("Find(%q) = %v, %v, want one area", name, refs, err)
		}
	}
	s := ix.Streets()
	for key, want := range map[string]string{"80331": "80331 DE 2 [{Munich 2}]", "99999": "99999 DE 0 []", "40202": "40202 US 1 [{Ford 1}]"} {
		ids, err := s.Postcodes(nil, key, 5)
		if err != nil || len(ids) != 1 {
			t.Fatalf("Postcodes(%s) = %v, %v, want one", key, ids, err)
		}
		p, err := s.Postcode(ids[0])
		check(t, err)
		served, err := s.PostcodeAreas(nil, ids[0])
		check(t, err)
		type name struct {
			name  string
			count int
		}
		names := []name{}
		for _, one := range served {
			a, err := ix.Area(one.Area)
			check(t, err)
			names = append(names, name{a.Name, one.Addresses})
		}
		if got := fmt.Sprint(p.Text, " ", p.Country, " ", p.Addresses, " ", names); got != want {
			t.Errorf("postcode %s is %s, want %s", key, got, want)
		}
	}
}

func TestEverythingPutInIsFound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	in := &list{name: "random"}
	for range 3000 {
		town := r.IntN(7)
		in.features = append(in.features, source.Feature{
			Number:   fmt.Sprint(1+r.IntN(200), []string{"", "", "", "a", " bis", "-230", "/2"}[r.IntN(7)]),
			Street:   []string{"Main Street", "N Main St", "Haupt Str.", "Rue de la Paix", "ул. Мира", "East Second Street"}[r.IntN(6)],
			Locality: fmt.Sprint("Town ", town), Postcode: fmt.Sprint(10000 + town), Country: "XX",
			Lat: float64(town)*3 + r.Float64()/30, Lon: r.Float64() / 30, Accuracy: source.Accuracy(r.IntN(4)),
		})
	}
	ix := built(t, Options{}, in)
	for i := range in.features {
		f := &in.features[i]
		refs, err := ix.Find(text.Key(f.Locality))
		if err != nil || len(refs) != 1 {
			t.Fatalf("Find(%q) = %v, %v", f.Locality, refs, err)
		}
		if !holds(t, ix, refs[0].Area, f) {
			t.Errorf("%s %s, %s is not found", f.Number, f.Street, f.Locality)
		}
	}
}

// holds tells whether a feature's number is in the index, on its street.
func holds(t *testing.T, ix *index.Index, area index.ID, f *source.Feature) bool {
	t.Helper()
	s := ix.Streets()
	name, house := text.ParseStreet(f.Street), text.ParseNumber(f.Number)
	core, found, err := s.CoreIn(area, name.Core)
	check(t, err)
	if !found {
		return false
	}
	first, count, err := s.StreetsWithCore(core)
	check(t, err)
	for id := first; id < first+index.StreetID(count); id++ {
		street, err := s.Street(id)
		check(t, err)
		kind, err := s.Part(street.Type)
		check(t, err)
		pre, err := s.Part(street.Pre)
		check(t, err)
		addresses, err := s.AddressesNumbered(nil, id, uint32(house.Number))
		check(t, err)
		if kind == name.Type && pre == name.Pre && slices.ContainsFunc(addresses, func(a index.Address) bool {
			return a.Rest == house.Rest && int(a.To) == house.To && a.Accuracy >= index.Accuracy(f.Accuracy)
		}) {
			return true
		}
	}
	return false
}

// randomLists are two lists that overlap.
func randomLists(rows int) []source.Source {
	r := rand.New(rand.NewPCG(5, 6))
	var all []source.Source
	for n := range 2 {
		l := &list{name: fmt.Sprint("list ", n)}
		for range rows {
			l.features = append(l.features, source.Feature{
				Number: fmt.Sprint(r.IntN(400)), Street: fmt.Sprint(strings.Repeat("long ", r.IntN(20)), "Street ", r.IntN(300)),
				Locality: fmt.Sprint("Town ", r.IntN(5)), Country: "XX", Postcode: fmt.Sprint(r.IntN(30) + 1000),
				Lat: r.Float64() / 20, Lon: r.Float64() / 20, Accuracy: source.Accuracy(r.IntN(4)),
				SourceID: fmt.Sprint("n", r.IntN(1e9)),
			})
		}
		all = append(all, l)
	}
	return all
}

// TestSameSourcesSameBytes builds lists, places and postcodes with much and
// little memory, on one processor and on several, in directories of other
// names and one after another.
func TestSameSourcesSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	sources := func() []source.Source {
		places := &list{name: "places"}
		for n := range 5 {
			at := source.Feature{Name: fmt.Sprint("Town ", n), Country: "XX", Lat: 0.02, Lon: 0.02, Names: []source.Name{{Lang: "fr", Text: fmt.Sprint("Ville ", n)}}}
			code := at
			at.Kind, code.Kind, code.Postcode = source.Place, source.Postcode, fmt.Sprint(1000+n)
			places.features = append(places.features, at, code)
		}
		return append(randomLists(20_000), places)
	}
	gazetteer := world(t)
	var first map[string]string
	for _, one := range []struct {
		memory     int64
		processors int
	}{{0, 4}, {leastMemory, 4}, {0, 1}, {leastMemory, 1}} {
		runtime.GOMAXPROCS(one.processors)
		dir := filepath.Join(t.TempDir(), "index")
		_, err := Build(t.Context(), dir, sources(), Options{World: gazetteer, Memory: one.memory})
		check(t, err)
		files := contents(t, dir)
		if first == nil {
			first = files
		}
		if diff := gocmp.Diff(first, files); diff != "" {
			t.Errorf("with %d bytes on %d processors the index differs: %.500s", one.memory, one.processors, diff)
		}
	}
}

// contents are the files of a directory by name.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	check(t, fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var b []byte
			b, err = os.ReadFile(filepath.Join(dir, path))
			files[path] = string(b)
		}
		return err
	}))
	return files
}

func TestAFailedBuildLeavesTheOldIndex(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "index")
	_, err := Build(t.Context(), dir, randomLists(100), Options{})
	check(t, err)
	before := contents(t, dir)
	torn := errors.New("the file is cut short")
	if _, err := Build(t.Context(), dir, []source.Source{&list{fails: torn}}, Options{}); !errors.Is(err, torn) {
		t.Errorf("a torn source gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Build(ctx, dir, randomLists(100), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted build gives %v", err)
	}
	if diff := gocmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("the index changed: %.500s", diff)
	}
	entries, err := os.ReadDir(parent)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestANewBuildReplacesTheOldAndWhatDeadOnesLeft(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "index")
	dead := filepath.Join(parent, ".index"+stageInfix+"dead")
	check(t, os.Mkdir(dead, 0o755))
	check(t, os.WriteFile(filepath.Join(dead, lockName), nil, 0o644))
	living, err := newStage(dir)
	check(t, err)
	defer living.remove()
	for n := range 2 {
		_, err := Build(t.Context(), dir, randomLists(100+n), Options{})
		check(t, err)
	}
	ix, err := index.Open(dir)
	check(t, err)
	defer ix.Close()
	check(t, ix.Verify(t.Context()))
	entries, err := os.ReadDir(parent)
	check(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{filepath.Base(living.dir), "index"}; !slices.Equal(names, want) {
		t.Errorf("beside the index lie %v, want %v", names, want)
	}
}

func TestProgressAndProblemsAreTold(t *testing.T) {
	var phases []string
	dir := filepath.Join(t.TempDir(), "index")
	in := lines("a", "7|||||CZ|50.0|15.0\n|Elm||Ford||CZ|50.0|15.0\n7|...||Ford||CZ|50.0|15.0\n;|Elm||Ford||CZ|50.0|15.0")
	result, err := Build(t.Context(), dir, []source.Source{in}, Options{Progress: func(p Progress) { phases = append(phases, p.Phase) }})
	check(t, err)
	if want := []string{"reading", "linking", "writing streets", "sorting", "finishing"}; !slices.Equal(slices.Compact(phases), want) {
		t.Errorf("phases %v, want %v", phases, want)
	}
	var found []string
	for _, p := range result.Manifest.Problems {
		found = append(found, fmt.Sprint(p.Reason, " ", p.Count, " ", p.Samples[0].Value))
	}
	slices.SortFunc(found, cmp.Compare)
	want := []string{"address.area.missing 1 7, CZ", "address.number.missing 1 Elm, Ford, CZ", "address.number.unreadable 1 ;, Elm, Ford, CZ", "address.street.missing 1 7, CZ", "address.street.unreadable 1 7, ..., Ford, CZ"}
	if diff := gocmp.Diff(want, found); diff != "" {
		t.Errorf("problems: %s", diff)
	}
}

func TestCountriesThatTheGazetteerLacksHoldTheirTowns(t *testing.T) {
	ix := built(t, Options{}, lines("a", `
		1|Elm||Ford|North|XA|10|20
		1|Elm||Stead|South|XA|12|21`))
	for name, want := range map[string]string{"XA": "10 20 12 21", "North": "10 20 10 20"} {
		refs, err := ix.Find(text.Key(name))
		if err != nil || len(refs) != 1 {
			t.Fatalf("Find(%s) = %v, %v", name, refs, err)
		}
		a, err := ix.Area(refs[0].Area)
		check(t, err)
		if got := fmt.Sprint(a.Box.South, a.Box.West, a.Box.North, a.Box.East); got != want {
			t.Errorf("box of %s is %s, want %s", name, got, want)
		}
	}
}
