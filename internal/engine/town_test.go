package engine

import (
	"bytes"
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// metres is a point so many metres north and east of one in Bavaria, the
// middle of tiny towns.
func metres(north, east float64) geocode.Point {
	return geocode.Point{Lat: 48 + north/geo.MetresPerDegree, Lon: 11 + east/geo.MetresPerDegree/math.Cos(48*math.Pi/180)}
}

// isNear fails unless two points are within a metre.
func isNear(t *testing.T, what string, got, want geocode.Point) {
	t.Helper()
	if d := geo.Distance(got, want); d > 1 {
		t.Errorf("%s: %v, %.0f m from %v", what, got, d, want)
	}
}

// street is a street of a tiny town.
type street struct {
	name    string
	aliases []string          // names of another core
	locals  map[string]string // by language
	lines   [][]geocode.Point
	numbers map[string]geocode.Point
	doors   map[string][]index.Door // by number
}

// draft is the street as it is written to an index.
func (s *street) draft() index.StreetDraft {
	name := text.ParseStreet(s.name)
	d := index.StreetDraft{
		Names: []string{s.name}, Core: name.Core, Type: name.Type, Pre: name.Pre, Post: name.Post, Articles: name.Articles, Lines: s.lines,
	}
	points := slices.Concat(s.lines...)
	for _, number := range slices.Sorted(maps.Keys(s.numbers)) {
		n, p := text.ParseNumber(number), s.numbers[number]
		d.Addresses = append(d.Addresses, index.AddressDraft{
			Number: uint32(n.Number), To: uint32(n.To), Rest: n.Rest, Point: p, Accuracy: index.Rooftop, Doors: s.doors[number]})
		points = append(points, p)
	}
	slices.SortFunc(d.Addresses, func(x, y index.AddressDraft) int {
		return cmp.Or(cmp.Compare(x.Number, y.Number), cmp.Compare(x.Rest, y.Rest))
	})
	for _, lang := range slices.Sorted(maps.Keys(s.locals)) {
		d.Locals = append(d.Locals, index.LocalName{Language: language.MustParse(lang), Name: s.locals[lang]})
	}
	d.Point, d.Box = points[len(slices.Concat(s.lines...))/2], geo.Around(points...)
	return d
}

// village is a place of a world and its streets.
type village struct {
	place   index.Handle
	streets []street
	meet    []meeting
}

// meeting is where streets of a village share a point.
type meeting struct {
	at      geocode.Point
	streets []string
}

// corner is a crossing as it is written to an index.
type corner struct {
	geocode.Point
	streets []index.StreetID
}

// draft is a street to be written, or an alias.
type draft struct {
	index.StreetDraft
	of string // the name of the street that an alias stands for
}

// drafts lists the village's streets and their aliases, by core.
func (v *village) drafts() (list []draft) {
	for _, s := range v.streets {
		list = append(list, draft{StreetDraft: s.draft()})
		for _, name := range s.aliases {
			alias := street{name: name, numbers: s.numbers, lines: s.lines}
			d := alias.draft()
			d.Addresses, d.Lines = nil, nil
			list = append(list, draft{d, s.name})
		}
	}
	slices.SortFunc(list, func(x, y draft) int { return strings.Compare(x.Core, y.Core) })
	return list
}

// engineOf builds the world with the streets of towns.
func (w *world) engineOf(t testing.TB, towns ...village) *Engine {
	t.Helper()
	dir := t.TempDir()
	out, err := index.Create(dir)
	must(t, err)
	defer out.Abort()
	about := index.Manifest{Name: "tiny world", Sources: []index.Source{{Name: "imagination", Licence: "CC0-1.0"}}}
	ids, err := w.WriteAreas(out, &about)
	must(t, err)
	slices.SortFunc(towns, func(x, y village) int { return cmp.Compare(ids[x.place], ids[y.place]) })
	streets, err := index.NewStreetWriter(t.TempDir())
	must(t, err)
	defer streets.Close()
	writeStreets(t, streets, ids, towns)
	must(t, streets.Finish(out))
	must(t, out.Commit(about))
	ix, err := index.Open(dir)
	must(t, err)
	t.Cleanup(func() { ix.Close() })
	return New(ix)
}

// inSpace is an address at a point.
type inSpace struct {
	geocode.Point
	id index.AddressID
}

func writeStreets(t testing.TB, w *index.StreetWriter, ids []index.ID, towns []village) {
	t.Helper()
	words, space, corners, stretches := map[string][]index.CoreID{}, []inSpace{}, []corner{}, [][]byte{}
	for _, v := range towns {
		must(t, w.Locality(ids[v.place]))
		drafts := v.drafts()
		written := map[string]index.StreetID{}
		for i := range drafts {
			d := &drafts[i]
			var id index.StreetID
			var core index.CoreID
			var first index.AddressID
			var err error
			if d.of == "" {
				id, core, first, err = w.Street(&d.StreetDraft)
			} else {
				id, core, err = w.Alias(&d.StreetDraft)
			}
			must(t, err)
			must(t, w.EachStretch(func(record []byte) error {
				stretches = append(stretches, bytes.Clone(record))
				return nil
			}))
			written[d.Names[0]] = id
			for _, word := range append(text.RomanKeys(d.Core), d.Core) {
				if !slices.Contains(words[word], core) {
					words[word] = append(words[word], core)
				}
				if text.IsRoman(word) && len(words[text.HasRoman]) == 0 {
					words[text.HasRoman] = []index.CoreID{core}
				}
			}
			for n, a := range d.Addresses {
				space = append(space, inSpace{a.Point, first + index.AddressID(n)})
			}
		}
		for _, d := range drafts {
			if d.of != "" {
				must(t, w.StandsFor(written[d.Names[0]], written[d.of]))
			}
		}
		for _, m := range v.meet {
			c := corner{Point: m.at}
			for _, name := range m.streets {
				c.streets = append(c.streets, written[name])
			}
			corners = append(corners, c)
		}
	}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		for _, core := range words[word] {
			must(t, w.Word([]byte(word), core))
		}
	}
	slices.SortFunc(space, func(a, b inSpace) int { return cmp.Compare(index.CurveKey(a.Point), index.CurveKey(b.Point)) })
	for _, a := range space {
		must(t, w.InSpace(a.Point, a.id))
	}
	slices.SortFunc(stretches, bytes.Compare)
	for _, record := range stretches {
		must(t, w.StretchInSpace(record))
	}
	slices.SortFunc(corners, func(a, b corner) int { return cmp.Compare(index.CurveKey(a.Point), index.CurveKey(b.Point)) })
	for _, c := range corners {
		must(t, w.Crossing(c.Point, c.streets))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
