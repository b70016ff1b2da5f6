package build

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// drawing is a map made of words, a thing a line:
//
//	country|CODE|name|ring          district, district2, place, neighborhood: the same
//	town|CODE|name|lat lon          hamlet: a neighborhood's point
//	code|CODE|postcode|ring
//	landmark|type|name|lat lon
//	street|name|lat lon, lat lon*, …|lang=name; …   * is a joint
//	number|street|postcode|town|lat lon
//
// A ring is "south west north east". Other names are given by language, and
// as old=, alt=, ref=.
func drawing(name, words string) *list {
	l := &list{name: name, kind: "osm"}
	for line := range strings.Lines(strings.TrimSpace(words)) {
		field := strings.Split(strings.TrimSpace(line), "|")
		l.features = append(l.features, drawn(field))
	}
	return l
}

var drawnLevels = map[string]source.Level{"country": source.LevelCountry, "district": source.LevelDistrict, "district2": source.LevelDistrict2,
	"place": source.LevelPlace, "neighborhood": source.LevelNeighborhood}

func drawn(field []string) (f source.Feature) {
	switch field[0] {
	case "street":
		f = source.Feature{Kind: source.Street, Street: field[1]}
		for i, corner := range strings.Split(field[2], ",") {
			if strings.HasSuffix(corner, "*") {
				f.Joints = append(f.Joints, int32(i))
			}
			f.Line = append(f.Line, drawnPoint(strings.TrimSuffix(corner, "*")))
		}
		f.Lat, f.Lon = f.Line[0].Lat, f.Line[0].Lon
		if len(f.Line) == 1 {
			f.Line = nil
		}
		if len(field) > 3 {
			f.Names = drawnNames(field[3])
		}
		return f
	case "number":
		at := drawnPoint(field[5])
		return source.Feature{Kind: source.Address, Number: field[1], Street: field[2], Postcode: field[3], Locality: field[4], Lat: at.Lat, Lon: at.Lon, Accuracy: source.Rooftop}
	case "landmark":
		at := drawnPoint(field[3])
		return source.Feature{Kind: source.Landmark, Type: geocode.EntityType(field[1]), Name: field[2], Lat: at.Lat, Lon: at.Lon}
	case "town", "hamlet":
		at := drawnPoint(field[3])
		f = source.Feature{Kind: source.Place, Country: field[1], Name: field[2], Lat: at.Lat, Lon: at.Lon, Level: source.LevelPlace}
		if field[0] == "hamlet" {
			f.Level = source.LevelNeighborhood
		}
	default:
		var south, west, north, east float64
		fmt.Sscan(field[3], &south, &west, &north, &east)
		f = source.Feature{Kind: source.Area, Level: drawnLevels[field[0]], Country: field[1], Name: field[2], Lat: (south + north) / 2, Lon: (west + east) / 2,
			Rings: [][]geocode.Point{{{Lat: south, Lon: west}, {Lat: south, Lon: east}, {Lat: north, Lon: east}, {Lat: north, Lon: west}, {Lat: south, Lon: west}}}}
		if field[0] == "code" {
			f.Kind, f.Postcode, f.Name = source.Postcode, field[2], ""
		}
	}
	if len(field) > 4 {
		f.Names = drawnNames(field[4])
	}
	return f
}

func drawnPoint(s string) (p geocode.Point) {
	fmt.Sscan(s, &p.Lat, &p.Lon)
	return p
}

func drawnNames(s string) (names []source.Name) {
	roles := map[string]source.Role{"old": source.Old, "alt": source.Alternative, "ref": source.Ref}
	for one := range strings.SplitSeq(s, ";") {
		lang, name, _ := strings.Cut(strings.TrimSpace(one), "=")
		if role, is := roles[lang]; is {
			names = append(names, source.Name{Text: name, Role: role})
			continue
		}
		names = append(names, source.Name{Lang: lang, Text: name})
	}
	return names
}

// plan writes an index's streets as lines "area > names: course; course",
// and "area > name = names of the street it stands for".
func plan(t testing.TB, ix *index.Index) (all []string) {
	t.Helper()
	s := ix.Streets()
	for id := range index.StreetID(s.Count()) {
		_, line := headOf(t, ix, id)
		if of, is, err := s.AliasOf(id); is {
			name, failed := s.Name(of)
			check(t, failed)
			line += " = " + name
		} else {
			check(t, err)
		}
		lines, err := s.Lines(id)
		check(t, err)
		for i, one := range lines {
			line += []string{":", ";"}[min(i, 1)]
			for _, p := range one {
				line += fmt.Sprintf(" %.3f,%.3f", p.Lat, p.Lon)
			}
		}
		all = append(all, line)
	}
	slices.Sort(all)
	return all
}

// hierarchy writes what an area lies in: "name < place < district < country".
func hierarchy(t testing.TB, ix *index.Index, name string) string {
	t.Helper()
	refs, err := ix.Find(text.Key(name))
	check(t, err)
	var all []string
	for _, ref := range refs {
		a, err := ix.Area(ref.Area)
		check(t, err)
		line := fmt.Sprint(a.Kind, " ", a.Name)
		for _, id := range [...]index.ID{a.Place, a.District2, a.District, a.CountryArea} {
			if id != 0 && id != a.ID {
				of, err := ix.Area(id)
				check(t, err)
				line += " < " + of.Name
			}
		}
		all = append(all, line)
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// randomMap is a map of streets and addresses, some of which say their town.
func randomMap(addresses int) *list {
	r := rand.New(rand.NewPCG(7, 8))
	at := func() geocode.Point { return geocode.Point{Lat: 0.001 + r.Float64()/20, Lon: 0.001 + r.Float64()/20} }
	l := drawing("map", "place|XX|Town 1|0 0 0.02 0.02\nplace|XX|Town 7|0.02 0.02 0.04 0.04\ntown|XX|Town 3|0.03 0.01")
	for n := range 600 {
		f := source.Feature{Kind: source.Street, Street: fmt.Sprint("Street ", n/2), Names: []source.Name{{Lang: "fr", Text: fmt.Sprint("Rue ", n/2)}, {Text: "B 1", Role: source.Ref}}}
		for i := range 2 + r.IntN(30) {
			f.Line = append(f.Line, at())
			if r.IntN(3) == 0 {
				f.Joints = append(f.Joints, int32(i))
				f.Line[i] = geocode.Point{Lat: float64(1+r.IntN(10)) / 1000, Lon: 0.01}
			}
		}
		f.Lat, f.Lon = f.Line[0].Lat, f.Line[0].Lon
		l.features = append(l.features, f)
	}
	for range addresses {
		p := at()
		f := source.Feature{Number: fmt.Sprint(r.IntN(90)), Street: fmt.Sprint("Street ", r.IntN(300)), Lat: p.Lat, Lon: p.Lon, Accuracy: source.Rooftop, SourceID: fmt.Sprint("w", r.IntN(1e9))}
		if r.IntN(2) == 0 {
			f.Locality, f.Postcode = fmt.Sprint("Town ", r.IntN(8)), fmt.Sprint(1000+r.IntN(5))
		}
		l.features = append(l.features, f)
	}
	return l
}
