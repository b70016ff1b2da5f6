package osm_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/osmxml"
	"github.com/milepost/milepost/internal/source/osm/pbf/pbftest"
)

// A world is written a line an element: "n1 0.5,0.5 key=value …",
// "w1 n1,n2,n3 key=value …" and "r1 w1:outer,n2:label key=value …"; "~" stands
// for a space in values. version= is the element's version.
func document(world string) string {
	var b strings.Builder
	b.WriteString("<osm version='0.6'>\n")
	for line := range strings.Lines(world) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		var tags, version string
		for _, pair := range fields[2:] {
			key, value, _ := strings.Cut(pair, "=")
			if key == "version" {
				version = value
				continue
			}
			tags += fmt.Sprintf("<tag k='%s' v='%s'/>", key, strings.ReplaceAll(value, "~", " "))
		}
		kind, id := fields[0][:1], fields[0][1:]
		name := map[string]string{"n": "node", "w": "way", "r": "relation"}[kind]
		fmt.Fprintf(&b, "<%s id='%s' version='%s'", name, id, version)
		parts := strings.Split(fields[1], ",")
		if kind == "n" {
			fmt.Fprintf(&b, " lat='%s' lon='%s'>", parts[0], parts[1])
		} else {
			b.WriteString(">")
		}
		for _, part := range parts {
			switch kind {
			case "w":
				fmt.Fprintf(&b, "<nd ref='%s'/>", part[1:])
			case "r":
				ref, role, _ := strings.Cut(part, ":")
				fmt.Fprintf(&b, "<member type='%s' ref='%s' role='%s'/>", map[byte]string{'n': "node", 'w': "way", 'r': "relation"}[ref[0]], ref[1:], role)
			}
		}
		fmt.Fprintf(&b, "%s</%s>\n", tags, name)
	}
	b.WriteString("</osm>\n")
	return b.String()
}

// line writes a feature with what it has.
func line(f *source.Feature) string {
	b := fmt.Sprintf("%s %s", f.Kind, f.SourceID)
	for _, s := range []string{f.Name, f.Number, f.Unit, f.Street, f.Locality, f.Postcode, f.Country, string(f.Type)} {
		if s != "" {
			b += " " + s
		}
	}
	if f.Level != source.NoLevel {
		b += " " + f.Level.String()
	}
	if f.Accuracy != source.Unknown {
		b += " " + f.Accuracy.String()
	}
	for _, n := range f.Names {
		b += fmt.Sprintf(" %s/%s/%d", n.Lang, n.Text, n.Role)
	}
	b += fmt.Sprintf(" @%.4g,%.4g", f.Lat, f.Lon)
	for _, d := range f.Doors {
		b += fmt.Sprintf(" flats %s@%.4g,%.4g", d.Flats, d.Lat, d.Lon)
	}
	if len(f.Line) > 0 {
		b += fmt.Sprintf(" line %d joints %v", len(f.Line), f.Joints)
	}
	if len(f.Rings) > 0 {
		b += fmt.Sprintf(" rings %d", len(f.Rings))
	}
	return b
}

// features reads worlds as one source; problems are reasons with counts.
func features(t testing.TB, options source.Options, files ...string) (lines, problems []string, err error) {
	t.Helper()
	var sources []source.Source
	for _, f := range files {
		s, err := osm.New(f, options)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, s)
	}
	s := osm.Join(sources)[0]
	err = s.Read(context.Background(), func(f *source.Feature) error {
		if wrong := wrongWith(f); wrong != "" {
			t.Errorf("%s: %s", line(f), wrong)
		}
		lines = append(lines, line(f))
		return nil
	})
	for _, p := range s.Report().Problems {
		problems = append(problems, fmt.Sprint(p.Reason, " ", p.Count))
	}
	return lines, problems, err
}

func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// square is a building's or a town's outline, by the nodes n1 to n4.
const square = `
n1 1,1
n2 1,2
n3 2,2
n4 2,1
`

func TestFeatures(t *testing.T) {
	for name, c := range map[string]struct {
		world          string
		want, problems []string
	}{
		"an address at a node": {
			`n1 1,2 addr:housenumber=12;14 addr:street=Nave~Street addr:city=Ely addr:postcode=E1 addr:country=gb addr:flats=1-4`,
			[]string{"address n1 12;14 Nave Street Ely E1 GB rooftop @1,2 flats 1-4@1,2"}, nil,
		},
		"flats of a building and behind its doors": {
			square + "n5 1.5,2 entrance=staircase addr:flats=1-8\nn6 2,1.5 addr:flats=9-16\nn7 1,1.5 entrance=staircase\n" +
				"w1 n1,n7,n2,n5,n3,n6,n4,n1 building=yes addr:housenumber=1 addr:street=A addr:flats=1-16",
			[]string{"address w1 1 A rooftop @1.5,1.5 flats 1-16@0,0 flats 1-8@1.5,2 flats 9-16@2,1.5"}, nil,
		},
		"an address of a place, and two numbers of a house": {
			`n1 1,2 addr:conscriptionnumber=1234 addr:streetnumber=56 addr:place=Lhota`,
			[]string{"address n1 1234/56 Lhota rooftop @1,2"}, nil,
		},
		"streets by number of houses": {
			`n1 1,2 addr:housenumber=1;8 addr:street=A;B`,
			[]string{"address n1 1 A rooftop @1,2", "address n1 8 B rooftop @1,2"}, nil,
		},
		"a building, inside": {
			square + `w1 n1,n2,n3,n4,n1 building=yes addr:housenumber=1 addr:street=A`,
			[]string{"address w1 1 A rooftop @1.5,1.5"}, nil,
		},
		"a building, at its door": {
			square + "n5 1.5,2 entrance=yes\nn6 2,1.5 entrance=service\nw1 n1,n2,n5,n3,n6,n4,n1 building=yes addr:housenumber=1 addr:street=A",
			[]string{"address w1 1 A rooftop @1.5,2"}, nil,
		},
		"an angular building": {
			"n1 0.1,0\nn2 0.1,3\nn3 3,3\nn4 3,2.9\nn5 0.2,2.9\nn6 0.2,0\nw1 n1,n2,n3,n4,n5,n6,n1 building=yes addr:housenumber=1 addr:street=A",
			[]string{"address w1 1 A rooftop @0.85,2.95"}, nil,
		},
		"a building of several ways": {
			square + "w1 n1,n2,n3\nw2 n1,n4,n3\nr1 w1:outer,w2:outer type=multipolygon building=yes addr:housenumber=1 addr:street=A",
			[]string{"address r1 1 A rooftop @1.5,1.5"}, nil,
		},
		"no street": {
			"n1 1,2 addr:housenumber=3", nil, []string{"address.street.missing 1"},
		},
		"a street that a relation gives, named by its way": {
			"n1 1,2 addr:housenumber=3\nn2 1,3\nw1 n1,n2 highway=residential name=Nave\nr1 n1:house,w1:street type=associatedStreet",
			[]string{"street w1 Nave @1,2.5 line 2 joints []", "address n1 3 Nave rooftop @1,2"}, nil,
		},
		"numbers between": {
			"n1 1,1 addr:housenumber=2 addr:street=A\nn2 1,2\nn3 1,4 addr:housenumber=8 addr:street=A\nw1 n1,n2,n3 addr:interpolation=even",
			[]string{
				"address n1 2 A rooftop @1,1", "address n3 8 A rooftop @1,4",
				"address w1 4 A interpolated @1,2", "address w1 6 A interpolated @1,3",
			}, nil,
		},
		"letters between": {
			"n1 1,1 addr:housenumber=2c addr:street=A\nn3 1,4 addr:housenumber=2 addr:street=A\nw1 n1,n3 addr:interpolation=alphabetic",
			[]string{
				"address n1 2c A rooftop @1,1", "address n3 2 A rooftop @1,4",
				"address w1 2b A interpolated @1,2", "address w1 2a A interpolated @1,3",
			}, nil,
		},
		"nothing between": {
			"n1 1,1 addr:housenumber=2 addr:street=A\nn3 1,4 addr:housenumber=7 addr:street=A\nn4 1,5 addr:housenumber=9 addr:street=B\n" +
				"w1 n1,n3 addr:interpolation=even\nw2 n3,n4 addr:interpolation=odd\nw3 n1,n3 addr:interpolation=some",
			[]string{"address n1 2 A rooftop @1,1", "address n3 7 A rooftop @1,4", "address n4 9 B rooftop @1,5"},
			[]string{"interpolation.ends 1", "interpolation.kind 1", "interpolation.range 1"},
		},
		"streets that meet, and names": {
			square + "w1 n1,n2,n3 highway=residential name=Quai name:de=Kai alt_name=Ufer;Strand old_name:fr=Digue ref=D~1 name:etymology=x\n" +
				"w2 n3,n4 highway=primary ref=A~8\nw3 n3,n1 highway=primary_link name=\nw4 n1,n4 highway=proposed name=None\nw5 n2,n1 highway=service name=Quai",
			[]string{
				"street w1 Quai de/Kai/0 /Ufer/1 /Strand/1 fr/Digue/4 /D 1/5 @1,2 line 3 joints [2]",
				"street w2 A 8 @2,1.5 line 2 joints [0]", "street w5 Quai @1,1.5 line 2 joints []",
			}, nil,
		},
		"a street with nodes missing": {
			square + "w1 n9,n1,n2,n8,n3,n4,n7 highway=residential name=A\nw2 n8,n9 highway=residential name=B\nw3 n9,n4 highway=residential name=C",
			[]string{"street w1 A @1,1.5 line 2 joints []", "street w1 A @2,1.5 line 2 joints []", "street w3 C @2,1"},
			[]string{"way.nodes.some 2", "way.nodes.missing 1"},
		},
		"a square": {
			square + "w1 n1,n2,n3,n4,n1 highway=pedestrian area=yes name=Market",
			[]string{"street w1 Market @1.5,1.5 rings 1"}, nil,
		},
		"places": {
			"n1 1,2 place=town name=Ely population=12,345 postal_code=E1;E2\nn2 1,3 place=suburb name=Fen\nn3 1,4 place=locality name=Field\nn4 1,5 place=islet name=Holm",
			[]string{
				"area n2 Fen neighborhood @1,3", "place n1 Ely place @1,2", "postcode n1 Ely E1 @1,2", "postcode n1 Ely E2 @1,2",
				"landmark n4 Holm Island @1,5",
			}, nil,
		},
		"boundaries by country": {
			square + "n5 1.2,1.2 place=town name=Ely\nw1 n1,n2,n3\nw2 n3,n4,n1\n" +
				"r1 w1:outer,w2:outer,r2:subarea type=boundary boundary=administrative admin_level=2 name=Denmark ISO3166-1=DK\n" +
				"r2 w1:outer,w2:outer,r1:subarea,n5:admin_centre type=boundary boundary=administrative admin_level=7 name=Ely\n" +
				"r3 w1:,w2: type=boundary boundary=postal_code postal_code=E1 note=E1~Ely",
			[]string{
				"area r1 Denmark DK country @1.5,1.5 rings 1", "place n5 Ely place @1.2,1.2", "area r2 Ely DK place @1.2,1.2 rings 1",
				"postcode r3 Ely E1 @1.5,1.5 rings 1",
			}, nil,
		},
		"broken boundaries": {
			square + "n5 1,1.0001\nw1 n5,n2,n3\nw2 n3,n4,n1\nw3 n1,n2\n" +
				"r1 w1:outer,w2:outer type=boundary boundary=administrative admin_level=4 name=Mended\n" +
				"r2 w1:outer,w3:outer type=boundary boundary=administrative admin_level=4 name=Open\n" +
				"r3 w1:outer,w9:outer type=boundary boundary=administrative admin_level=4 name=Cut\n" +
				"r4 r4:outer,w1:outer type=boundary boundary=administrative admin_level=4 name=Loop",
			[]string{"area r1 Mended district @1.5,1.5 rings 1"},
			[]string{"boundary.cut 1", "boundary.loop 1", "boundary.mended 1", "boundary.open 1"},
		},
		"boundaries made of boundaries": { // two halves side by side, whose common edge is n2 n3
			square + "n5 3,1\nn6 3,2\nn7 1.4,1.4\nn8 1.4,1.6\nn9 1.6,1.6\nw1 n3,n4\nw2 n4,n1,n2,n3\nw3 n4,n5,n6,n3\nw4 n7,n8,n9,n7\n" +
				"r1 w1:outer,w2:outer type=boundary boundary=historic name=South\n" +
				"r2 w1:outer,w3:outer type=multipolygon\n" +
				"r3 r1:outer,r2: type=boundary boundary=administrative admin_level=4 name=Outer\n" +
				"r4 r1:subarea,r2:subarea type=boundary boundary=administrative admin_level=4 name=Subareas\n" +
				"r5 w1:outer,w2:outer,r1:subarea,r9:subarea type=boundary boundary=administrative admin_level=4 name=Ways\n" +
				"r6 w2:outer,w1:outer,r7:inner type=boundary boundary=administrative admin_level=4 name=Hole\n" +
				"r7 w4: type=multipolygon\n" +
				"r8 r3:outer type=boundary boundary=administrative admin_level=4 name=Deep\n" +
				"r9 r1:outer,r77:outer type=boundary boundary=administrative admin_level=4 name=Lacks\n" +
				"r10 r11:outer type=boundary boundary=administrative admin_level=4 name=Loop\n" +
				"r11 r1:outer,r10:outer type=boundary boundary=postal_code postal_code=E1",
			[]string{
				"area r3 Outer district @2,1.5 rings 1", "area r4 Subareas district @2,1.5 rings 1", "area r5 Ways district @1.5,1.5 rings 1",
				"area r6 Hole district @1.5,1.25 rings 2", "area r8 Deep district @2,1.5 rings 1",
			},
			[]string{"boundary.loop 2", "boundary.cut 1"},
		},
		"an island in a lake": {
			square + "n5 1.4,1.4\nn6 1.4,1.6\nn7 1.6,1.6\nn8 1.6,1.4\nw1 n1,n2,n3,n4,n1\nw2 n5,n6,n7,n8,n5\n" +
				"r1 w1:outer,w2:inner type=multipolygon natural=water name=Mere",
			[]string{"landmark r1 Mere Lake @1.5,1.2 rings 2"}, nil,
		},
		"landmarks": {
			square + "n5 1,3 amenity=place_of_worship religion=muslim name=Blue\nn6 1,4 railway=station station=subway name=Line~1\n" +
				"n9 1,1.1\nw1 n1,n9 waterway=river name=Ouse\nw2 n1,n9,n10 waterway=river name=Ouse\nn7 1,5 amenity=bench name=Mine\nn8 1,6 amenity=hospital\nn10 1,1.2",
			[]string{"landmark w2 Ouse River @1,1.1", "landmark n5 Blue Mosque @1,3", "landmark n6 Line 1 MetroStation @1,4"}, nil,
		},
		"positions that are none": {
			"n1 91,0 place=town name=Up\nn2 0,0 place=town name=Null\nn3 1,-181 addr:housenumber=1 addr:street=A",
			nil, []string{"coordinate.range 2", "coordinate.zero 1"},
		},
		"a loop whose name cannot be used": {
			"n1 1,2\nr1 r1:outer type=boundary boundary=administrative admin_level=8 name=" + strings.Repeat("x", 10_000),
			nil, []string{"boundary.loop 1", "text.long 1"},
		},
		"texts that cannot be used": {
			"n1 1,2 place=town name=" + strings.Repeat("x", 10_000) + "\nn2 1,3 place=town name=A\xff",
			nil, []string{"text.encoding 1", "text.long 1"},
		},
	} {
		got, problems, err := features(t, source.Options{}, write(t, "a.osm", document(c.world)))
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
		if diff := cmp.Diff(c.problems, problems); diff != "" {
			t.Errorf("%s: problems\n%s", name, diff)
		}
	}
}

// pbfOf writes a world as PBF.
func pbfOf(t testing.TB, world string) string {
	t.Helper()
	file := pbftest.New()
	err := osmxml.Read(strings.NewReader(document(world)), func(b *element.Block) error {
		file.Block(b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return file.String()
}

const town = square + `
n5 1,2.5 addr:housenumber=7 addr:street=Nave
w1 n1,n2,n3,n4,n1 building=yes addr:housenumber=1 addr:street=Nave
w2 n1,n2 highway=residential name=Nave
w3 n2,n3 highway=residential name=Aisle
`

// TestForms holds that all forms of a file give the same features.
func TestForms(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(document(town)))
	z.Close()
	unsorted := strings.Join([]string{"w2 n1,n2 highway=residential name=Nave", "n5 1,2.5 addr:housenumber=7 addr:street=Nave", "n3 2,2", "n1 1,1", "n2 1,2",
		"w3 n2,n3 highway=residential name=Aisle", "n4 2,1", "w1 n1,n2,n3,n4,n1 building=yes addr:housenumber=1 addr:street=Nave"}, "\n")
	want, _, err := features(t, source.Options{}, write(t, "town.osm", document(town)))
	if err != nil || len(want) != 4 {
		t.Fatal(err, want)
	}
	for name, text := range map[string]string{
		"town.osm.pbf": pbfOf(t, town), "town.osm.gz": zipped.String(), "unsorted.osm": document(unsorted), "unsorted.osm.pbf": pbfOf(t, unsorted),
	} {
		for _, memory := range []int64{1, 0} {
			if name[0] == 'u' && memory == 1 {
				continue // must fit
			}
			got, _, err := features(t, source.Options{Memory: memory}, write(t, name, text))
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%s, memory %d: %v\n%s", name, memory, err, diff)
			}
		}
	}
	if _, _, err := features(t, source.Options{Memory: 1}, write(t, "unsorted.osm", document(unsorted))); err == nil || !strings.Contains(err.Error(), "osmium sort") {
		t.Errorf("unsorted and too large: %v", err)
	}
}

// TestOverlap holds that what several extracts have comes once, in its higher
// version, else that of the later one, and that one completes another.
func TestOverlap(t *testing.T) {
	first := write(t, "first.osm.pbf", pbfOf(t, "n1 1,1 version=2 addr:housenumber=2 addr:street=A\nn2 1,2 version=1 addr:housenumber=1 addr:street=A\nn3 1,3\nw1 n3,n4 highway=residential name=A"))
	second := write(t, "second.osm.pbf", pbfOf(t, "n1 1,1 version=1 addr:housenumber=1 addr:street=B\nn2 1,2 version=1 addr:housenumber=1 addr:street=B\nn4 1,4\nn5 1,5 addr:housenumber=5 addr:street=B\nw1 n3,n4 highway=residential name=A"))
	got, problems, err := features(t, source.Options{Country: "DK"}, first, second)
	want := []string{"street w1 A DK @1,3.5 line 2 joints []", "address n1 2 A DK rooftop @1,1", "address n2 1 B DK rooftop @1,2", "address n5 5 B DK rooftop @1,5"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil || problems != nil {
		t.Errorf("%v %v\n%s", err, problems, diff)
	}
}

// TestRefused are files that are refused, with a sentence that names file and
// place.
func TestRefused(t *testing.T) {
	whole := pbfOf(t, town)
	for name, c := range map[string]struct{ text, want string }{
		"short.osm.pbf": {whole[:len(whole)-4], "short.osm.pbf is cut short, fetch it again: at byte "},
		"other.osm.pbf": {"hello", "other.osm.pbf cannot be read: at byte 0: this is no PBF file"},
		"laughs.osm":    {"<!DOCTYPE lolz [<!ENTITY lol 'lol'>]><osm/>", "laughs.osm cannot be read: line 1, at byte 0: the file has a document type"},
		"empty.osm.pbf": {"", "empty.osm.pbf is empty: fetch it again"},
		"none.osm.gz":   {"\x1f\x8b\x08", "none.osm.gz is cut short"},
	} {
		_, _, err := features(t, source.Options{}, write(t, name, c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// FuzzSource reads whatever XML as features, which must be as the vocabulary
// promises.
func FuzzSource(f *testing.F) {
	f.Add(document(town))
	f.Add(document(square + "w1 n1,n2,n3\nw2 n3,n4,n1\nr1 w1:outer,w2:outer,r1:outer,n1:label type=boundary boundary=administrative admin_level=8 name=Ely"))
	f.Add(document(square + "w1 n1,n2,n3\nw2 n3,n4,n1\nr1 r2:outer,r3:inner type=boundary boundary=administrative admin_level=8 name=Ely\nr2 w1:outer,w2:outer type=multipolygon\nr3 r1:,r2:subarea type=boundary"))
	f.Add(document("n1 1,1 addr:housenumber=2c addr:street=A\nn3 1,4 addr:housenumber=2 addr:street=A\nw1 n1,n3 addr:interpolation=alphabetic"))
	path := filepath.Join(f.TempDir(), "a.osm")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		features(t, source.Options{}, path)
	})
}
