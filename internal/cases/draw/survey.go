package draw

import (
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/text"
)

// survey is what else the data has about the things of the sample.
type survey struct {
	cores   cores
	streets map[string]*namesakes // by the core of the name
	about   *cells[*vicinity]
	around  map[*house]*vicinity
	meets   map[string][]*junction // by the core of a street's name
	crossed map[*meeting]*junction
	onAlias map[string][]*alias // by the core of the main name
}

// seen is an address of the data.
type seen struct {
	number, street     string
	locality, postcode string // keys
	at                 geocode.Point
}

// namesakes is what is known of streets of one name, where the sample has one.
type namesakes struct {
	localities, postcodes map[string]bool // keys, of the sample
	points                []geocode.Point // of the sample
	addresses             []seen
	known                 []spelling
}

// spelling is the names of one street.
type spelling struct {
	names []string
	at    geocode.Point
}

// vicinity is the addresses about one of the sample.
type vicinity struct {
	*house
	others []seen
}

// junction is a crossing of the sample, with where its streets meet others.
type junction struct {
	*meeting
	joints [][]geocode.Point // by street
}

// How far, in metres, the survey looks.
const (
	sameTown  = 5000 // an address of that name and no locality may be in the same town
	beside    = 60   // about a point
	alongside = 2000 // an address on a street of several names
)

func newSurvey(p *pool, c cores) *survey {
	s := &survey{
		cores:   c,
		streets: map[string]*namesakes{}, about: newCells[*vicinity](beside), around: map[*house]*vicinity{},
		meets: map[string][]*junction{}, crossed: map[*meeting]*junction{}, onAlias: map[string][]*alias{},
	}
	for _, h := range p.everyHouse() {
		s.expect(h.street, &h.town, h.at)
		v := &vicinity{house: h}
		s.about.put(h.at, v)
		s.around[h] = v
	}
	for _, a := range p.everyAlias() {
		s.expect(a.street, &a.town, a.at)
		core := text.ParseStreet(a.street).Core
		s.onAlias[core] = append(s.onAlias[core], a)
	}
	for _, m := range p.meetings.sorted() {
		if len(m.streets) < 2 {
			continue
		}
		j := &junction{m, make([][]geocode.Point, len(m.streets))}
		s.crossed[m] = j
		for _, street := range m.streets {
			core := text.ParseStreet(street).Core
			s.meets[core] = append(s.meets[core], j)
		}
	}
	return s
}

// expect has the survey look for a street's namesakes.
func (s *survey) expect(street string, t *town, at geocode.Point) {
	core := text.ParseStreet(street).Core
	n := s.streets[core]
	if n == nil {
		n = &namesakes{localities: map[string]bool{}, postcodes: map[string]bool{}}
		s.streets[core] = n
	}
	if key := text.Key(t.locality); key != "" {
		n.localities[key] = true
	}
	if key := text.Key(t.postcode); key != "" {
		n.postcodes[key] = true
	}
	n.points = append(n.points, at)
}

// see takes note of a feature.
func (s *survey) see(f *source.Feature) error {
	switch f.Kind {
	case source.Address:
		if f.Number != "" && f.Street != "" {
			s.seeAddress(f)
		}
	case source.Street:
		s.seeStreet(f)
	}
	return nil
}

func (s *survey) seeAddress(f *source.Feature) {
	a := seen{f.Number, f.Street, text.Key(f.Locality), text.Key(f.Postcode), pointOf(f)}
	core := s.cores.of(f.Street)
	if n := s.streets[core]; n != nil && n.concerns(&a) {
		n.addresses = append(n.addresses, a)
	}
	s.about.each(a.at, func(v *vicinity) {
		if geo.Distance(v.at, a.at) <= beside {
			v.others = append(v.others, a)
		}
	})
	for _, al := range s.onAlias[core] {
		if f.Accuracy != source.Interpolated && cases.SameStreet(f.Street, al.street) && geo.Distance(al.at, a.at) <= alongside && isOneNumber(f.Number) {
			t := al.town
			if f.Locality != "" {
				t.locality = f.Locality
			}
			t.postcode = f.Postcode
			al.take(&house{t, cases.Hash("on alias", f.Number, pointKey(a.at)), f.Number, al.street, f.Number, a.at})
		}
	}
}

func isOneNumber(number string) bool {
	return len(text.Numbers(number)) == 1 && text.ParseNumber(number).Number > 0 && len(number) <= longestNumber
}

// concerns tells whether an address may be confused with one of the sample.
func (n *namesakes) concerns(a *seen) bool {
	return n.localities[a.locality] || n.postcodes[a.postcode] ||
		slices.ContainsFunc(n.points, func(p geocode.Point) bool { return geo.Distance(p, a.at) <= sameTown })
}

func (s *survey) seeStreet(f *source.Feature) {
	names := append([]string{f.Street}, otherNames(f, f.Street)...)
	for _, name := range names {
		if n := s.streets[s.cores.of(name)]; n != nil && len(names) > 1 {
			n.known = append(n.known, spelling{names, middleOf(f)})
		}
	}
	for _, j := range s.meets[s.cores.of(f.Street)] {
		at := slices.IndexFunc(j.streets, func(name string) bool { return cases.SameStreet(name, f.Street) })
		if at < 0 {
			continue
		}
		for _, i := range f.Joints {
			if geo.Distance(f.Line[i], j.at) <= sameTown {
				j.joints[at] = append(j.joints[at], f.Line[i])
			}
		}
	}
}

// namesOf gives all names of a street, for Case.Street.
func (s *survey) namesOf(street string, at geocode.Point) []string {
	names := append([]string{street}, inBrackets(street)...)
	n := s.streets[text.ParseStreet(street).Core]
	if n == nil {
		return names
	}
	for _, known := range n.known {
		if geo.Distance(known.at, at) > sameTown || !slices.ContainsFunc(known.names, func(name string) bool { return cases.SameStreet(name, street) }) {
			continue
		}
		for _, name := range known.names {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// inBrackets parts a name from the same in other letters, which lists have in
// brackets behind it: "세종대로 (Sejong-daero)".
func inBrackets(street string) []string {
	name, other, ok := strings.Cut(strings.TrimSuffix(street, ")"), " (")
	if !ok || !text.HasHangul(name) || text.HasHangul(other) {
		return nil
	}
	return []string{name, other}
}

// meetsElsewhere tells whether the first two streets of a crossing cross again
// farther than so many metres from it.
func (j *junction) meetsElsewhere(within float64) bool {
	first := map[geocode.Point]bool{}
	for _, p := range j.joints[0] {
		first[p] = true
	}
	return slices.ContainsFunc(j.joints[1], func(p geocode.Point) bool { return first[p] && geo.Distance(p, j.at) > within })
}
