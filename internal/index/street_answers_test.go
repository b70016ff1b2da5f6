package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
)

// village is a list of addresses that has something of all that the format
// can say of them, and its postcodes.
func village() ([]listed, []PostcodeDraft) {
	at := func(lat, lon int) geocode.Point {
		return geocode.Point{Lat: round6(48.1 + float64(lat)/1e5), Lon: round6(11.5 + float64(lon)/1e5)}
	}
	long := StreetDraft{Names: []string{"Haupt Straße", "Hauptstr."}, Core: "haupt", Type: "st", Postcode: 1}
	for n := range 150 {
		a := AddressDraft{Number: uint32(n/2 + 1), Rest: []string{"", "a"}[n%2], Point: at(2*n, n), Postcode: PostcodeID(1 + n/100), Accuracy: Accuracy(n / 50)}
		long.Addresses = append(long.Addresses, a)
	}
	var course []geocode.Point
	for n := range 50 {
		course = append(course, at(6*n, 3*n-2))
	}
	long.Lines = [][]geocode.Point{course}
	lane := StreetDraft{Names: []string{"Lindenhof"}, Core: "lindenhof", Addresses: []AddressDraft{
		{Rest: "hof", Point: at(50, 90), Evidence: HeldByArea, Postcode: 1, PostcodeEvidence: PostalArea},
		{Number: 3, To: 7, Rest: "-7", Point: at(51, 90), Accuracy: Rooftop, Source: 2, Others: Others{1, 4}},
		{Number: 12, Rest: "bis", Point: at(53, 90), Points: []geocode.Point{at(53, 90), at(53, 150), at(90, 90)}, Spread: true, Source: 1},
		{Number: 70_000, Rest: "/2", Point: at(54, 91), Evidence: NearestPlace},
	}}
	list := []listed{
		{place: NewArea{Kind: Place, Name: "Ford", Population: 1000, Point: at(0, 0)}, streets: []StreetDraft{
			{Names: []string{"N 2nd Avenue SW"}, Core: "2", Type: "ave", Pre: "n", Post: "sw", Addresses: []AddressDraft{{Number: 1, Point: at(1, 200), Postcode: 2}}},
			long, lane,
			{Names: []string{"Rue du Tilleul"}, Core: "tilleul", Type: "rue", Point: at(50, 90)},
		}, aliases: map[int]int{3: 2}, crossed: []crossed{{at(50, 90), []int{2, 1}}, {at(1, 200), []int{0, 1, 2}}, {at(2, 210), []int{1, 0, 1}}}},
		{place: NewArea{Kind: Place, Name: "Stead", Population: 500, Point: at(4000, 4000)}, streets: []StreetDraft{
			{Names: []string{"Hauptgasse"}, Core: "haupt", Type: "gasse", Addresses: []AddressDraft{{Number: 2, Point: at(3990, 4000)}}},
			{Names: []string{"Rue de la Hauptmann"}, Core: "hauptmann", Type: "rue", Articles: "de la", Addresses: []AddressDraft{{Number: 9, Point: at(4001, 4000)}}},
			{Names: []string{"улица Мира", "Mir Street"}, Core: "мира", Type: "ул", Point: at(4002, 4000), // a street without addresses
				Locals: []LocalName{{language.English, "Mir Street"}, {language.German, "Friedensstraße"}, {language.Swedish, "Fredsgatan"}},
				Lines:  [][]geocode.Point{{at(4002, 4000), at(4002, 4010), at(4008, 4011)}, {at(4020, 4000), at(4021, 4001)}}},
		}},
		{place: NewArea{Kind: Place, Name: "Empty", Point: at(8000, 8000)}, streets: nil},
	}
	for i := range list {
		for j := range list[i].streets {
			s := &list[i].streets[j]
			for n := range s.Addresses {
				s.Box = geo.Union(geo.Around(s.Addresses[n].Point), orAround(s.Box, s.Addresses[n].Point))
				s.Point = s.Addresses[n].Point
				s.Addresses[n].RecordID = villageID(j, n)
				if n%3 == 1 {
					s.Addresses[n].Doors = []Door{{Flats: fmt.Sprint(n, "-99"), Point: at(n, 3)}, {Flats: "7"}}
				}
			}
		}
	}
	return list, []PostcodeDraft{
		{Key: "80331", Text: "80331", Country: "DE", Point: at(1, 1), Box: geo.Around(at(1, 1)), Addresses: 100, Areas: []Served{{1, 100}, {2, 0}}},
		{Key: "sw1a1aa", Text: "SW1A 1AA", Point: at(2, 2), Box: geo.Around(at(2, 2), at(3, 3)), Addresses: 51, Areas: []Served{{1, 51}}},
	}
}

// villageID makes identifiers of all forms, and leaves some addresses and
// streets without.
func villageID(street, n int) string {
	if street == 0 {
		return ""
	}
	at := fmt.Sprint(1_000_000_007 * (n + 1) % 9973)
	return []string{"n" + at, "w" + at, "", at, "0123456789abcd" + fmt.Sprintf("%02x", n), "007", "07-3-" + at, "07-3-0",
		"123e4567-e89b-12d3-a456-4266141740" + fmt.Sprintf("%02x", n)}[n%9]
}

// orAround is the box, or where it is none that of the point.
func orAround(b geocode.Box, p geocode.Point) geocode.Box {
	if b == (geocode.Box{}) {
		return geo.Around(p)
	}
	return b
}

// question is a read of an index with streets.
type question struct {
	text string
	ask  func(s *Streets) (any, error)
}

// questions are reads of every kind over a whole index, as far as a version of
// the format can answer them.
func questions(t testing.TB, ix *Index, version int) (all []question) {
	t.Helper()
	s := ix.Streets()
	add := func(ask func(s *Streets) (any, error), format string, args ...any) {
		all = append(all, question{fmt.Sprintf(format, args...), ask})
	}
	add(func(s *Streets) (any, error) { return s.AddressCount() }, "AddressCount")
	for area := range ID(5) {
		add(func(s *Streets) (any, error) { return pair(s.StreetsOf(area)) }, "StreetsOf %d", area)
		add(func(s *Streets) (any, error) { return pair(s.CoresOf(area)) }, "CoresOf %d", area)
		add(func(s *Streets) (any, error) { return pair(s.CoreIn(area, "haupt")) }, "CoreIn %d haupt", area)
		add(func(s *Streets) (any, error) { return s.CoresLike(nil, area, "haput", 2) }, "CoresLike %d haput", area)
	}
	for id := range StreetID(s.Count()) {
		questionsOf(id, add)
	}
	count, err := s.AddressCount()
	check(t, err)
	for id := AddressID(0); id <= AddressID(count); id += 5 {
		add(func(s *Streets) (any, error) { return s.Address(id) }, "Address %d", id)
	}
	for n := range 30 {
		p := geocode.Point{Lat: round6(48.1 + float64(n%10)/2e3), Lon: round6(11.5 + float64(n/10)/2e3)}
		add(func(s *Streets) (any, error) { return nearby(s.NearestAddresses(p, 500, 4)) }, "NearestAddresses %v", p)
	}
	for _, name := range []string{"haupt", "hauptman", "2", "мира", "none"} {
		add(func(s *Streets) (any, error) { return s.CoresNamed(nil, name, 9) }, "CoresNamed %s", name)
		add(func(s *Streets) (any, error) { return s.StreetsNamed(nil, name, 9) }, "StreetsNamed %s", name)
		add(func(s *Streets) (any, error) { return s.NamesLike(name, 2, 9) }, "NamesLike %s", name)
		add(func(s *Streets) (any, error) { return s.StreetsNamedLike(nil, name, 1, 9) }, "StreetsNamedLike %s", name)
	}
	for id := range PostcodeID(s.PostcodeCount() + 2) {
		add(func(s *Streets) (any, error) { return s.Postcode(id) }, "Postcode %d", id)
		add(func(s *Streets) (any, error) { return s.PostcodeAreas(nil, id) }, "PostcodeAreas %d", id)
	}
	for _, key := range []string{"80331", "8031", "sw1a1aa", "none"} {
		add(func(s *Streets) (any, error) { return s.Postcodes(nil, key, 9) }, "Postcodes %s", key)
		add(func(s *Streets) (any, error) { return s.PostcodesLike(key, 9) }, "PostcodesLike %s", key)
		add(func(s *Streets) (any, error) { return s.PostcodesBeginning(nil, key[:2], 9) }, "PostcodesBeginning %s", key[:2])
	}
	if version > 1 {
		questionsSince2(s, add)
	}
	if version > 2 {
		questionsSince3(s, add)
	}
	if version > 3 {
		questionsSince4(s, add)
	}
	return all
}

// crossings writes crossings as nearby does addresses.
func crossings(near []NearCrossing, err error) (any, error) {
	var lines []string
	for _, n := range near {
		lines = append(lines, fmt.Sprintf("%+v %.1f m", n.Crossing, n.Metres))
	}
	return strings.Join(lines, "; "), err
}

// streetsNear writes streets as nearby does addresses.
func streetsNear(near []NearStreet, err error) (any, error) {
	var lines []string
	for _, n := range near {
		lines = append(lines, fmt.Sprintf("%d/%d %s", n.Street, n.Piece, footAsText(n.Foot)))
	}
	return strings.Join(lines, "; "), err
}

func footAsText(foot geo.Foot) string {
	return fmt.Sprintf("%.6f %.6f %.1f %.1f %d %s", foot.Point.Lat, foot.Point.Lon, foot.Metres, foot.Along, foot.Segment, foot.Side)
}

// questionsSince2 are the reads of what the second version of the format has.
func questionsSince2(s *Streets, add func(func(*Streets) (any, error), string, ...any)) {
	for id := range StreetID(s.Count()) {
		add(func(s *Streets) (any, error) { return s.Lines(id) }, "Lines %d", id)
		add(func(s *Streets) (any, error) { return s.LocalNames(id) }, "LocalNames %d", id)
		add(func(s *Streets) (any, error) { return pair(s.AliasOf(id)) }, "AliasOf %d", id)
		add(func(s *Streets) (any, error) { return s.CrossingsOf(nil, id) }, "CrossingsOf %d", id)
		add(func(s *Streets) (any, error) { return s.CrossingsBetween(nil, 1, id) }, "CrossingsBetween 1 %d", id)
		add(func(s *Streets) (any, error) { return s.Crossing(CrossingID(id)) }, "Crossing %d", id)
		for _, tag := range []language.Tag{language.MustParse("de-AT"), language.Swedish} {
			add(func(s *Streets) (any, error) { return pair(s.NameIn(id, tag)) }, "NameIn %d %s", id, tag)
		}
		add(func(s *Streets) (any, error) {
			foot, piece, ok, err := s.FootOnStreet(id, geocode.Point{Lat: 48.101, Lon: 11.501})
			return fmt.Sprint(piece, footAsText(foot), ok), err
		}, "FootOnStreet %d", id)
	}
	add(func(s *Streets) (any, error) { return s.CrossingCount() }, "CrossingCount")
	for n := range 5 {
		p := geocode.Point{Lat: 48.1, Lon: round6(11.5 + float64(n)/2000)}
		add(func(s *Streets) (any, error) { return crossings(s.NearestCrossings(p, 300, 2)) }, "NearestCrossings %v", p)
		add(func(s *Streets) (any, error) { return streetsNear(s.NearestStreets(p, 3000, 2)) }, "NearestStreets %v", p)
	}
}

// questionsSince3 are the reads of what the third version of the format has.
func questionsSince3(s *Streets, add func(func(*Streets) (any, error), string, ...any)) {
	for id := range StreetID(s.Count()) {
		add(func(s *Streets) (any, error) { return recordIDsOf(s, id) }, "RecordID of the street %d", id)
	}
}

// questionsSince4 are the reads of what the fourth version of the format has.
func questionsSince4(s *Streets, add func(func(*Streets) (any, error), string, ...any)) {
	for id := range StreetID(s.Count()) {
		add(func(s *Streets) (any, error) { return doorsOfStreet(s, id) }, "Doors of the street %d", id)
	}
}

// doorsOfStreet gives the doors of a street's addresses, in order.
func doorsOfStreet(s *Streets, street StreetID) (doors []Door, err error) {
	var all []Address
	err = s.EachAddress(street, func(a *Address) bool { all = append(all, *a); return true })
	for i := 0; i < len(all) && err == nil; i++ {
		var some []Door
		some, err = s.Doors(&all[i])
		doors = append(doors, some...)
	}
	return doors, err
}

// recordIDsOf gives the identifiers of a street's addresses, in order.
func recordIDsOf(s *Streets, street StreetID) (ids []string, err error) {
	var all []Address
	err = s.EachAddress(street, func(a *Address) bool { all = append(all, *a); return true })
	for i := 0; i < len(all) && err == nil; i++ {
		var id string
		id, err = s.RecordID(&all[i])
		ids = append(ids, id)
	}
	return ids, err
}

// questionsOf are the reads of one street.
func questionsOf(id StreetID, add func(func(*Streets) (any, error), string, ...any)) {
	add(func(s *Streets) (any, error) { return s.Street(id) }, "Street %d", id)
	add(func(s *Streets) (any, error) { return s.Name(id) }, "Name %d", id)
	add(func(s *Streets) (any, error) { return s.Names(id) }, "Names %d", id)
	add(func(s *Streets) (any, error) { return s.Part(PartID(id)) }, "Part %d", id)
	add(func(s *Streets) (any, error) {
		name, err := s.AppendCore(nil, CoreID(id))
		return string(name), err
	}, "AppendCore %d", id)
	add(func(s *Streets) (any, error) { return pair(s.StreetsWithCore(CoreID(id))) }, "StreetsWithCore %d", id)
	add(func(s *Streets) (any, error) {
		var all []Address
		err := s.EachAddress(id, func(a *Address) bool { all = append(all, *a); return true })
		return all, err
	}, "EachAddress %d", id)
	for _, number := range []uint32{0, 1, 5, 8, 12, 33, 34, 65, 75, 76, 71_000} {
		add(func(s *Streets) (any, error) { return s.AddressesNumbered(nil, id, number) }, "AddressesNumbered %d %d", id, number)
		add(func(s *Streets) (any, error) { return s.Neighbours(id, number) }, "Neighbours %d %d", id, number)
	}
}

// pair puts two answers into one.
func pair[A, B any](a A, b B, err error) (any, error) { return fmt.Sprint(a, b), err }

// nearby writes addresses with their distance in decimetres, which do not
// depend on how a processor rounds.
func nearby(near []NearAddress, err error) (any, error) {
	var lines []string
	for _, n := range near {
		lines = append(lines, fmt.Sprintf("%+v %.1f m", n.Address, n.Metres))
	}
	return strings.Join(lines, "; "), err
}

// writeVillage writes the village as an index.
func writeVillage(t testing.TB) string {
	t.Helper()
	list, postcodes := village()
	dir, _ := writeList(t, list, postcodes)
	return dir
}

// answers asks all questions; an ID that there is none of is an answer too.
func answers(t testing.TB, ix *Index, version int) string {
	t.Helper()
	var b strings.Builder
	for _, q := range questions(t, ix, version) {
		answer, err := q.ask(ix.Streets())
		fmt.Fprintf(&b, "%s: %+v, %v\n", q.text, answer, err)
	}
	return sinceThen.Replace(b.String())
}

// sinceThen leaves out the fields that structs got after the first version,
// where they are empty.
var sinceThen = strings.NewReplacer(" Course:false", "", " Alias:false", "", " PostcodeEvidence:own", "")

func TestEveryAddressOnceAmongTheNearest(t *testing.T) {
	s := opened(t, writeVillage(t)).Streets()
	var twelve Address
	for id := range StreetID(s.Count()) {
		check(t, s.EachAddress(id, func(a *Address) bool {
			if a.Spread {
				twelve = *a
			}
			return true
		}))
	}
	list, _ := village()
	for _, p := range list[0].streets[2].Addresses[2].Points {
		for limit := 1; limit < 6; limit++ {
			near, err := s.NearestAddresses(p, 5000, limit)
			check(t, err)
			var ids []AddressID
			for _, n := range near {
				ids = append(ids, n.ID)
			}
			slices.Sort(ids)
			if near[0].ID != twelve.ID || near[0].Metres > 1 || len(slices.Compact(ids)) != limit {
				t.Errorf("NearestAddresses(%v, %d) = %v, want %d addresses, %d the first", p, limit, near, limit, twelve.ID)
			}
		}
	}
}
