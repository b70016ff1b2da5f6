package index

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// listed is a locality of a list to be written, with its streets in order.
type listed struct {
	place   NewArea
	streets []StreetDraft
	aliases map[int]int // of streets: for which street each stands
	crossed []crossed
}

// crossed is where streets of a locality cross.
type crossed struct {
	at      geocode.Point
	streets []int
}

// writeList writes an index of localities and postcodes; the areas are
// numbered as listed where they are listed from south-west.
func writeList(t testing.TB, list []listed, postcodes []PostcodeDraft) (dir string, ids []ID) {
	t.Helper()
	dir = t.TempDir()
	out, err := Create(dir)
	check(t, err)
	defer out.Abort()
	var b Builder
	for _, l := range list {
		b.Add(l.place)
	}
	about := about
	all, err := b.WriteAreas(out, &about)
	check(t, err)
	ids = all[1:]
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Compare(ids[x], ids[y]) })
	w, err := NewStreetWriter(t.TempDir())
	check(t, err)
	defer w.Close()
	words := map[string][]CoreID{}
	type placed struct {
		p  geocode.Point
		id AddressID
	}
	var space []placed
	var crossings []Crossing
	var stretches [][]byte
	for _, i := range order {
		check(t, w.Locality(ids[i]))
		id, start := StreetID(0), w.street
		for n, d := range list[i].streets {
			var core CoreID
			var first AddressID
			if _, is := list[i].aliases[n]; is {
				id, core, err = w.Alias(&d)
			} else {
				id, core, first, err = w.Street(&d)
			}
			check(t, err)
			check(t, w.EachStretch(func(record []byte) error {
				stretches = append(stretches, slices.Clone(record))
				return nil
			}))
			if id != start+StreetID(n) {
				t.Fatalf("street %d of %s has the ID %d after %d", n, list[i].place.Name, id, start)
			}
			if !slices.Contains(words[d.Core], core) {
				words[d.Core] = append(words[d.Core], core)
			}
			for n, a := range d.Addresses {
				if len(a.Points) == 0 {
					a.Points = []geocode.Point{a.Point}
				}
				for _, p := range a.Points {
					space = append(space, placed{p, first + AddressID(n)})
				}
			}
		}
		for _, c := range list[i].crossed {
			meet := Crossing{Point: c.at}
			for _, n := range c.streets {
				meet.Streets = append(meet.Streets, start+StreetID(n))
			}
			crossings = append(crossings, meet)
		}
		for n, of := range list[i].aliases {
			check(t, w.StandsFor(start+StreetID(n), start+StreetID(of)))
		}
	}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		for _, core := range words[word] {
			check(t, w.Word([]byte(word), core))
		}
	}
	slices.SortFunc(space, func(a, b placed) int { return cmp.Compare(CurveKey(a.p), CurveKey(b.p)) })
	for _, a := range space {
		check(t, w.InSpace(a.p, a.id))
	}
	slices.SortFunc(stretches, bytes.Compare)
	for _, record := range stretches {
		check(t, w.StretchInSpace(record))
	}
	slices.SortFunc(crossings, func(a, b Crossing) int { return cmp.Compare(CurveKey(a.Point), CurveKey(b.Point)) })
	for _, c := range crossings {
		check(t, w.Crossing(c.Point, c.Streets))
	}
	for _, p := range postcodes {
		check(t, w.Postcode(&p))
	}
	check(t, w.Finish(out))
	check(t, out.Commit(about))
	return dir, ids
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// randomList makes localities with streets that a seed decides.
func randomList(seed uint64, localities int) []listed {
	r := rand.New(rand.NewPCG(seed, 1))
	var list []listed
	for l := range localities {
		centre := geocode.Point{Lat: r.Float64()*160 - 80, Lon: r.Float64()*360 - 180}
		one := listed{place: NewArea{Kind: Place, Name: fmt.Sprint("Town ", l), Point: centre}}
		for range r.IntN(20) {
			one.streets = append(one.streets, randomStreet(r, centre))
		}
		slices.SortStableFunc(one.streets, func(a, b StreetDraft) int { return cmp.Compare(a.Core, b.Core) })
		for i := 2; i < len(one.streets); i++ {
			at := geocode.Point{Lat: round6(centre.Lat + r.Float64()/50), Lon: min(round6(centre.Lon+r.Float64()/50), 180)}
			one.crossed = append(one.crossed, crossed{at, []int{i, r.IntN(i), r.IntN(i)}})
		}
		list = append(list, one)
	}
	return list
}

func randomStreet(r *rand.Rand, centre geocode.Point) StreetDraft {
	core := []string{"haupt", "linden", "2", "мира", "oak", "elm", "東"}[r.IntN(7)] + []string{"", "", "a", "x"}[r.IntN(4)]
	d := StreetDraft{
		Names: []string{"Name of " + core, "Other " + core}[:1+r.IntN(2)], Core: core,
		Type: []string{"", "st", "ave"}[r.IntN(3)], Pre: []string{"", "n"}[r.IntN(2)], Post: []string{"", "sw"}[r.IntN(2)],
		Articles: []string{"", "de la"}[r.IntN(2)], Postcode: PostcodeID(r.IntN(3)),
	}
	count := r.IntN(12)
	if r.IntN(8) == 0 {
		count = r.IntN(400)
	}
	points := []geocode.Point{{Lat: round6(centre.Lat), Lon: round6(centre.Lon)}}
	for range count {
		a := AddressDraft{
			Number: uint32(r.IntN(300)), Rest: []string{"", "", "a", "bis4", "/2"}[r.IntN(5)],
			Point:    geocode.Point{Lat: round6(centre.Lat + r.Float64()/50), Lon: round6(geo.Longitude(centre.Lon + r.Float64()/50))},
			Postcode: PostcodeID(r.IntN(4)), Accuracy: Accuracy(r.IntN(4)), Spread: r.IntN(9) == 0, Source: r.IntN(300), Others: Others{uint16(r.IntN(2))}, Evidence: Evidence(r.IntN(3)), PostcodeEvidence: PostcodeEvidence(r.IntN(5)),
		}
		if r.IntN(10) == 0 && a.Number > 0 {
			a.To = a.Number + 2
			a.Rest = "-" + strconv.Itoa(int(a.To))
		}
		a.RecordID = []string{"", "n", "w", "x-"}[r.IntN(4)]
		if a.RecordID != "" || r.IntN(2) == 0 {
			a.RecordID += strconv.Itoa(r.IntN(1e9))
		}
		if r.IntN(9) == 0 {
			a.Doors = []Door{{Flats: "1-9", Point: a.Point}, {Flats: "A"}}
		}
		points = append(points, a.Point)
		d.Addresses = append(d.Addresses, a)
	}
	slices.SortFunc(d.Addresses, func(a, b AddressDraft) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Rest, b.Rest))
	})
	d.Lines = randomLines(r, centre)
	if r.IntN(3) == 0 {
		d.Locals = []LocalName{{language.German, "Name of " + core}, {language.French, "Rue " + core}}[r.IntN(2):]
	}
	d.Point, d.Box = points[0], geo.Around(points...)
	return d
}

// randomLines makes the course of a street about a point.
func randomLines(r *rand.Rand, centre geocode.Point) (lines [][]geocode.Point) {
	for range r.IntN(4) {
		at := centre
		var line []geocode.Point
		for range 2 + r.IntN(70) {
			at.Lat, at.Lon = round6(at.Lat+(r.Float64()-.5)/500), max(min(round6(at.Lon+(r.Float64()-.5)/500), 180), -180)
			line = append(line, at)
		}
		lines = append(lines, line)
	}
	return lines
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// want is what an address should read as.
func want(d *AddressDraft, street StreetID, id AddressID) Address {
	return Address{ID: id, Street: street, Number: d.Number, Rest: d.Rest, To: d.To, Point: d.Point,
		Postcode: d.Postcode, Accuracy: d.Accuracy, Spread: d.Spread, Source: d.Source, Others: d.Others, Evidence: d.Evidence, PostcodeEvidence: d.PostcodeEvidence}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	for seed := range uint64(5) {
		list := randomList(seed, 10)
		dir, ids := writeList(t, list, nil)
		streets := opened(t, dir).Streets()
		for i, l := range list {
			first, count, err := streets.StreetsOf(ids[i])
			if err != nil || count != len(l.streets) {
				t.Fatalf("seed %d: StreetsOf(%s) = %d, %v, want %d", seed, l.place.Name, count, err, len(l.streets))
			}
			for n := range l.streets {
				checkStreet(t, streets, ids[i], first+StreetID(n), &l.streets[n])
			}
		}
	}
}

// near6 compares degrees as they are stored.
var near6 = cmpopts.EquateApprox(0, 1e-9)

func checkStreet(t *testing.T, s *Streets, area ID, id StreetID, d *StreetDraft) {
	t.Helper()
	street, err := s.Street(id)
	check(t, err)
	names, err := s.Names(id)
	check(t, err)
	if diff := gocmp.Diff(d.Names, names); diff != "" || street.Area != area || street.Addresses != len(d.Addresses) || street.Postcode != d.Postcode {
		t.Errorf("street %d = %+v, names %s", id, street, diff)
	}
	if diff := gocmp.Diff(d.Box, street.Box, near6); diff != "" {
		t.Errorf("box of %d: %s", id, diff)
	}
	for part, want := range map[PartID]string{street.Type: d.Type, street.Pre: d.Pre, street.Post: d.Post, street.Articles: d.Articles} {
		if got, err := s.Part(part); got != want || err != nil {
			t.Errorf("Part(%d) = %q, %v, want %q", part, got, err, want)
		}
	}
	core, found, err := s.CoreIn(area, d.Core)
	if err != nil || !found || core != street.Core {
		t.Errorf("CoreIn(%d, %q) = %d, %v, %v, want %d", area, d.Core, core, found, err, street.Core)
	}
	named, err := s.StreetsNamed(nil, d.Core, 1000)
	if err != nil || !slices.Contains(named, id) {
		t.Errorf("StreetsNamed(%q) = %v, %v, want %d among them", d.Core, named, err, id)
	}
	checkCourse(t, s, id, d)
	locals, err := s.LocalNames(id)
	check(t, err)
	if diff := gocmp.Diff(d.Locals, locals, gocmp.Comparer(func(a, b language.Tag) bool { return a == b })); diff != "" {
		t.Errorf("LocalNames(%d): %s", id, diff)
	}
	checkAddresses(t, s, &street, d)
}

func checkAddresses(t *testing.T, s *Streets, street *Street, d *StreetDraft) {
	t.Helper()
	var all, wanted []Address
	check(t, s.EachAddress(street.ID, func(a *Address) bool { all = append(all, *a); return true }))
	for i := range d.Addresses {
		wanted = append(wanted, want(&d.Addresses[i], street.ID, street.Address+AddressID(i)))
	}
	if diff := gocmp.Diff(wanted, all, near6); diff != "" {
		t.Fatalf("addresses of street %d: %s", street.ID, diff)
	}
	for _, a := range all {
		one, err := s.Address(a.ID)
		if err != nil || one != a {
			t.Errorf("Address(%d) = %+v, %v, want %+v", a.ID, one, err, a)
		}
		numbered, err := s.AddressesNumbered(nil, street.ID, a.Number)
		if err != nil || !slices.Contains(numbered, a) {
			t.Errorf("AddressesNumbered(%d, %d) = %v, %v, want %+v among them", street.ID, a.Number, numbered, err, a)
		}
		near, err := s.NearestAddresses(a.Point, 1, 5)
		if err != nil || len(near) == 0 || near[0].Metres > 0.001 {
			t.Errorf("NearestAddresses(%v) = %v, %v, want address %d", a.Point, near, err, a.ID)
		}
	}
	for number := range uint32(310) {
		checkNeighbours(t, s, street.ID, number, all)
	}
}

// checkNeighbours compares with the plain way to find neighbours.
func checkNeighbours(t *testing.T, s *Streets, id StreetID, number uint32, all []Address) {
	t.Helper()
	var below, above uint32
	var holding Address
	for _, a := range all {
		if a.Number > 0 && a.Number < number && a.To >= number && above == 0 && (holding.Number == 0 || a.Number%2 == number%2) {
			holding = a
		}
		if a.Number == 0 || a.Number%2 != number%2 {
			continue
		}
		if a.Number < number {
			below = a.Number
		}
		if a.Number > number && above == 0 {
			above = a.Number
		}
	}
	n, err := s.Neighbours(id, number)
	check(t, err)
	if n.Below.Number != below || n.HasBelow != (below > 0) || n.Above.Number != above || n.HasAbove != (above > 0) {
		t.Errorf("Neighbours(%d, %d) = %d, %d, want %d, %d", id, number, n.Below.Number, n.Above.Number, below, above)
	}
	if n.HasHolding && (n.Holding.Number >= number || n.Holding.To < number) || !n.HasHolding && holding.Number >= below && holding.Number > 0 {
		t.Errorf("Neighbours(%d, %d).Holding = %+v, want %+v", id, number, n.Holding, holding)
	}
}

func TestNearestAddressesAreTheNearest(t *testing.T) {
	list := randomList(7, 3)
	list[0].place.Point = geocode.Point{Lat: -17, Lon: 179.999}
	r := rand.New(rand.NewPCG(3, 3))
	list[0].streets = []StreetDraft{randomStreet(r, list[0].place.Point)}
	for range 200 { // about the antimeridian
		list[0].streets[0].Addresses = append(list[0].streets[0].Addresses, AddressDraft{Number: 400, Point: geocode.Point{
			Lat: round6(-17 + r.Float64()/50), Lon: round6(geo.Longitude(179.99 + r.Float64()/50))}})
	}
	dir, _ := writeList(t, list, nil)
	s := opened(t, dir).Streets()
	var all []Address
	for id := range s.Count() {
		check(t, s.EachAddress(StreetID(id), func(a *Address) bool { all = append(all, *a); return true }))
	}
	for range 300 {
		at := all[r.IntN(len(all))].Point
		p := geocode.Point{Lat: at.Lat + r.Float64()/300, Lon: geo.Longitude(at.Lon + r.Float64()/300)}
		near, err := s.NearestAddresses(p, 700, 10)
		check(t, err)
		var metres, wanted []float64
		for _, n := range near {
			metres = append(metres, n.Metres)
		}
		for _, a := range all {
			if d := geo.Distance(p, a.Point); d <= 700 {
				wanted = append(wanted, d)
			}
		}
		slices.Sort(wanted)
		if diff := gocmp.Diff(wanted[:min(10, len(wanted))], metres, cmpopts.EquateApprox(0, 0.5)); diff != "" {
			t.Errorf("NearestAddresses(%v): %s", p, diff)
		}
	}
}

func TestNamesAreFoundWithEdits(t *testing.T) {
	var streets []StreetDraft
	for _, core := range []string{"lindenhof", "hauptmann", "haupt", "мира"} {
		streets = append(streets, StreetDraft{Names: []string{core}, Core: core})
	}
	slices.SortFunc(streets, func(a, b StreetDraft) int { return cmp.Compare(a.Core, b.Core) })
	dir, ids := writeList(t, []listed{{place: NewArea{Kind: Place, Name: "Town"}, streets: streets}}, nil)
	s := opened(t, dir).Streets()
	for _, one := range []struct {
		query string
		edits int
		want  string
		at    int // edits
	}{
		{"haupt", 2, "haupt", 0},
		{"huapt", 1, "haupt", 1},
		{"hupt", 1, "haupt", 1},
		{"hauppt", 1, "haupt", 1},
		{"lindnehoff", 2, "lindenhof", 2},
		{"lindnehoff", 1, "", 0},
		{"мидра", 1, "мира", 1},
		{"мрайа", 2, "", 0},
		{"", 2, "", 0},
	} {
		matches, err := s.CoresLike(nil, ids[0], one.query, one.edits)
		check(t, err)
		checkMatch(t, s, "CoresLike", one.query, matches, one.want, one.at)
		names, err := s.NamesLike(one.query, one.edits, 10)
		check(t, err)
		if (len(names) > 0) != (one.want != "") || one.want != "" && (names[0].Core != one.want || names[0].Edits != one.at) {
			t.Errorf("NamesLike(%q, %d) = %v, want %q at %d", one.query, one.edits, names, one.want, one.at)
		}
		found, err := s.StreetsNamedLike(nil, one.query, one.edits, 10)
		if err != nil || (len(found) > 0) != (one.want != "") {
			t.Errorf("StreetsNamedLike(%q) = %v, %v", one.query, found, err)
		}
	}
}

func checkMatch(t *testing.T, s *Streets, what, query string, matches []CoreMatch, want string, edits int) {
	t.Helper()
	var got []string
	for _, m := range matches {
		name, err := s.AppendCore(nil, m.Core)
		check(t, err)
		got = append(got, fmt.Sprint(string(name), m.Edits))
	}
	if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, fmt.Sprint(want, edits)) {
		t.Errorf("%s(%q) = %v, want %q at %d", what, query, got, want, edits)
	}
}

func TestPostcodesAreFound(t *testing.T) {
	at := geocode.Point{Lat: 51.5, Lon: -0.12}
	list := []listed{{place: NewArea{Kind: Place, Name: "Town", Point: at}, streets: nil}}
	drafts := []PostcodeDraft{
		{Key: "10115", Text: "10115", Country: "DE", Point: at, Box: geo.Around(at), Addresses: 7, Areas: []Served{{1, 5}, {2, 2}}},
		{Key: "10115", Text: "10115", Country: "US", Point: at, Box: geo.Around(at)},
		{Key: "10151", Text: "10151", Country: "US", Point: at, Box: geo.Around(at)},
		{Key: "sw1a1aa", Text: "SW1A 1AA", Point: at, Box: geo.Around(at)},
	}
	dir, _ := writeList(t, list, drafts)
	s := opened(t, dir).Streets()
	for i, d := range drafts {
		p, err := s.Postcode(PostcodeID(i + 1))
		check(t, err)
		want := Postcode{PostcodeID(i + 1), d.Text, d.Country, d.Point, d.Box, d.Addresses}
		if diff := gocmp.Diff(want, p, near6); diff != "" {
			t.Errorf("Postcode(%d): %s", i+1, diff)
		}
	}
	served, err := s.PostcodeAreas(nil, 1)
	if diff := gocmp.Diff(drafts[0].Areas, served); diff != "" || err != nil {
		t.Errorf("PostcodeAreas(1): %s, %v", diff, err)
	}
	for key, want := range map[string][]PostcodeID{"10115": {1, 2}, "sw1a1aa": {4}, "1011": nil, "": nil} {
		if got, err := s.Postcodes(nil, key, 10); err != nil || !slices.Equal(got, want) {
			t.Errorf("Postcodes(%q) = %v, %v, want %v", key, got, err, want)
		}
	}
	for key, want := range map[string][]PostcodeID{"10115": {3}, "1015": {1, 2, 3}, "sw1a1a": {4}, "sw1b1aa": {4}, "x": nil} {
		if got, err := s.PostcodesLike(key, 10); err != nil || !slices.Equal(got, want) {
			t.Errorf("PostcodesLike(%q) = %v, %v, want %v", key, got, err, want)
		}
	}
	if got, err := s.PostcodesBeginning(nil, "101", 2); err != nil || !slices.Equal(got, []PostcodeID{1, 2}) {
		t.Errorf("PostcodesBeginning = %v, %v", got, err)
	}
}

func TestSameStreetsSameBytes(t *testing.T) {
	if diff := gocmp.Diff(files(t, writeVillage(t)), files(t, writeVillage(t))); diff != "" {
		t.Errorf("two writes of the village differ:\n%s", diff)
	}
	one, _ := writeList(t, randomList(4, 6), nil)
	two, _ := writeList(t, randomList(4, 6), nil)
	if diff := gocmp.Diff(files(t, one), files(t, two)); diff != "" {
		t.Errorf("two writes of a list differ:\n%s", diff)
	}
	first, second := files(t, write(t, fullWorld())), files(t, write(t, fullWorld()))
	if diff := gocmp.Diff(first, second); diff != "" {
		t.Errorf("two writes of the full world differ:\n%s", diff)
	}
}
