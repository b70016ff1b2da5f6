package index

import (
	"bytes"
	"maps"
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geocode"
)

// FuzzStreetSections reads an index one of whose sections of streets holds
// arbitrary bytes with the right checksums: reading gives errors or nonsense,
// but it ends, and does not panic.
func FuzzStreetSections(f *testing.F) {
	list := randomList(3, 3)
	list[1].aliases = map[int]int{len(list[1].streets): 0}
	list[1].streets = append(list[1].streets, StreetDraft{Core: "東東"})
	dir, ids := writeList(f, list, []PostcodeDraft{{Key: "1", Text: "1", Areas: []Served{{1, 2}}}, {Key: "2", Text: "2"}})
	whole, err := Open(dir)
	check(f, err)
	f.Cleanup(func() { whole.Close() })
	for i, name := range streetSections {
		payload := whole.sections[name].payload
		f.Add(uint8(i), payload)
		f.Add(uint8(i), payload[:len(payload)/2])
	}
	f.Fuzz(func(t *testing.T, which uint8, payload []byte) {
		ix := forge(t, whole, streetSections[int(which)%len(streetSections)], payload)
		readStreets(ix.Streets(), ids)
	})
}

// forge gives an index like another with one section's payload replaced.
func forge(t *testing.T, whole *Index, name string, payload []byte) *Index {
	t.Helper()
	ix := &Index{source: &archive{name: "forged"}, manifest: whole.manifest, sections: maps.Clone(whole.sections)}
	ix.holds.Store(1)
	var file bytes.Buffer
	out, err := newSectionWriter(&file, name, 1)
	check(t, err)
	_, err = out.Write(payload)
	check(t, err)
	_, _, err = out.finish()
	check(t, err)
	ix.sections[name], err = openSection(name, name, file.Bytes(), ix.breakOff)
	check(t, err)
	check(t, ix.assign())
	return ix
}

// readStreets reads whatever there is, as far as damage lets it.
func readStreets(s *Streets, areas []ID) {
	const most = 50
	s.AddressCount()
	for id := range StreetID(min(s.Count(), most)) {
		street, err := s.Street(id)
		if err != nil {
			continue
		}
		s.Names(id)
		s.Lines(id)
		s.FootOnStreet(id, street.Point)
		s.LocalNames(id)
		s.AliasOf(id)
		s.CrossingsOf(nil, id)
		s.CrossingsBetween(nil, id, id/2)
		s.Crossing(CrossingID(id))
		s.NameIn(id, language.Swedish)
		s.Part(street.Type)
		s.AppendCore(nil, street.Core)
		s.StreetsWithCore(street.Core)
		s.EachAddress(id, func(a *Address) bool {
			s.Doors(a)
			return true
		})
		recordIDsOf(s, id)
		s.AddressesNumbered(nil, id, street.Last)
		s.Neighbours(id, street.First+1)
		s.Address(street.Address)
	}
	for _, area := range areas {
		s.StreetsOf(area)
		s.CoresLike(nil, area, "haupt", 2)
	}
	for _, name := range []string{"haupt", "мира"} {
		s.StreetsNamed(nil, name, most)
		s.StreetsNamedLike(nil, name, 2, most)
	}
	s.NearestAddresses(geocode.Point{Lat: 10, Lon: 10}, 1e7, most)
	for _, area := range areas {
		if place, err := s.ix.Area(area); err == nil {
			s.NearestStreets(place.Point, 1e6, 5)
		}
	}
	s.NearestCrossings(geocode.Point{Lat: 10, Lon: 10}, 1e7, most)
	for id := range PostcodeID(min(s.PostcodeCount(), most)) {
		s.Postcode(id + 1)
		s.PostcodeAreas(nil, id+1)
	}
	s.PostcodesLike("1", most)
	s.PostcodesBeginning(nil, "1", most)
}
