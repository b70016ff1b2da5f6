package engine

import (
	"math"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// placeKey is what the surroundings of a street depend on.
type placeKey struct {
	ref
	line mask
}

// surroundings is how well the place of a street fits the words beside the line.
type surroundings struct {
	agreed mask
	faults []geocode.Fault
	cost   float64
	named  bool // the question names the locality itself
}

func (s *surroundings) charge(k charge, share float64, detail string) {
	s.faults = append(s.faults, geocode.Fault{Name: k.name, Cost: k.cost * share, Detail: detail})
	s.cost += k.cost * share
}

// chargePlace charges a house for how its place differs from what was said.
func (s *streetSearch) chargePlace(h *house) {
	key := placeKey{h.area.ref, h.line.mask}
	around, ok := s.places[key]
	if !ok {
		around = s.survey(h.area, h.line.mask)
		s.places[key] = around
	}
	h.agreed, h.named = around.agreed, around.named
	h.cost += around.cost
	h.faults = append(h.faults, around.faults...)
}

// survey compares a locality with the words beside the line.
func (s *streetSearch) survey(a *area, line mask) (around surroundings) {
	rest := s.q.all() &^ line
	s.surveyPlace(&around, a, rest)
	s.surveyAdmins(&around, a, rest)
	if around.agreed == 0 && s.codeOutside(s.q, line) == nil {
		around.charge(placeNowhere, 1, "")
	}
	s.surveyCode(&around, line)
	s.surveyPart(&around, a, rest)
	s.surveyLoose(&around, rest&^around.agreed, line)
	return around
}

// surveyPlace looks for the locality's name, or one near it.
func (s *streetSearch) surveyPlace(around *surroundings, a *area, rest mask) {
	nearest, by := -1.0, (*mention)(nil)
	coded := s.codeOutside(s.q, s.q.all()&^rest) != nil
	for _, m := range s.q.mentions {
		if m.mask&^rest != 0 || m.field == district || m.field == country || coded && m.namesCountryOf(a) {
			continue
		}
		first := true
		for _, n := range m.names {
			if n.Kind < index.Place {
				continue
			}
			if n.area == a || sameArea(n.area, a) || first && s.isLocality(m.key, a) {
				around.agreed |= m.mask // all of them: "Granada, Granada" is the town and its province
				if m.how == edited && !around.named {
					around.charge(localityEdit, 0.5, m.key)
				}
				around.named = true
				break
			}
			if first = false; around.named {
				break
			}
			reach := radius(n.area)
			if nearest >= 0 && geo.MetresPerDegree*math.Abs(n.Point.Lat-a.Point.Lat)-reach > nearest+1 {
				continue // farther already by latitude
			}
			if d := geo.Distance(n.Point, a.Point) - reach; nearest < 0 || d < nearest {
				nearest, by = d, m
			}
		}
	}
	if !around.named && (nearest >= 0 && nearest <= nearPlace || !s.surveyShort(around, a, rest)) {
		s.surveyNear(around, a, rest, nearest, by)
	}
}

// isLocality tells whether a key is a name of the area in its index.
func (b *batch) isLocality(key string, a *area) bool {
	return slices.Contains(b.localitiesNamed(a.index, key), a.ref)
}

// surveyNear charges for the place that was named instead of the locality.
func (s *streetSearch) surveyNear(around *surroundings, a *area, rest mask, nearest float64, by *mention) {
	typed := s.q.texts[locality]
	switch {
	case by != nil && nearest <= nearPlace:
		around.agreed |= by.mask
		around.charge(placeNear, 1, by.key)
	case by != nil && nearest <= farPlace:
		around.agreed |= by.mask
		around.charge(placeAway, 1, by.key)
	case typed != "" && text.Distance(s.typedPlace, a.key, 2) <= 2:
		around.agreed |= s.q.fieldMask(locality)
		around.charge(localityEdit, 1, typed)
	case by != nil && (by.field != free || by.whole || s.besideCode(by)):
		around.agreed |= by.mask
		if s.serves(a, rest) {
			around.charge(placeOverruled, 1, by.key)
		} else {
			around.charge(localityMismatch, 1, by.key)
		}
	case typed != "" && s.serves(a, rest):
		around.charge(placeOverruled, 1, typed)
	case typed != "":
		around.charge(placeUnknown, 1, typed)
	case s.surveyBesideCode(around, a, rest):
	default:
		s.surveyMisspelt(around, a, rest)
	}
}

// namesCountryOf tells whether a mention names the country of a locality: where
// a postcode stands for the place, "Canada" is not meant for Cañada.
func (m *mention) namesCountryOf(a *area) bool {
	return slices.ContainsFunc(m.admins, func(n naming) bool { return n.Kind == index.Country && n.Country == a.Country })
}

// besideCode tells whether a mention fills its segment together with what may
// be a postcode: "90455 Nürnberg".
func (s *streetSearch) besideCode(m *mention) bool {
	from := s.q.segments[s.q.words[m.first].segment]
	rest := maskOf(from.first, from.last) &^ m.mask
	return rest != 0 && slices.ContainsFunc(s.codes(s.q), func(c code) bool { return rest&^c.mask() == 0 })
}

// serves tells whether the question's postcode, beside the line, is one of a
// locality's: then a place far off that is named with it is the mistake.
func (s *streetSearch) serves(a *area, rest mask) bool {
	c := s.codeOutside(s.q, s.q.all()&^rest)
	return c != nil && slices.Contains(s.served(c), a.ref)
}

// How far, in metres, a place that was named may lie from the street's own,
// beyond its radius.
const (
	nearPlace = 8_000
	farPlace  = 30_000
)

// surveyMisspelt looks for the locality's name, misspelt, among loose words
// of the query, and charges where it is not named at all.
func (s *streetSearch) surveyMisspelt(around *surroundings, a *area, rest mask) {
	name := a.key
	for i := range s.q.words {
		if !rest.has(i) || s.q.words[i].field != free || s.q.isNumber(i) {
			continue
		}
		if key := s.q.words[i].Key; letters(key) >= 4 && text.Distance(key, name, 1) <= 1 {
			around.agreed |= maskOf(i, i+1)
			around.charge(localityEdit, 1, key)
			return
		}
	}
	around.charge(placeMissing, 1, "")
}

// surveyAdmins looks for the district and country.
func (s *streetSearch) surveyAdmins(around *surroundings, a *area, rest mask) {
	around.agreed |= s.q.districtCode(a) & rest
	var foreign *mention
	for _, m := range s.q.mentions {
		if len(m.admins) == 0 || m.mask&^rest != 0 || m.mask&around.agreed != 0 {
			continue
		}
		if slices.ContainsFunc(m.admins, func(n naming) bool { return s.liesIn(a, n.area) }) {
			around.agreed |= m.mask
		} else if foreign == nil && (m.field != free || m.whole) && a.Country != "" { // else nobody knows where it lies
			foreign = m
		}
	}
	if foreign == nil || foreign.mask&around.agreed != 0 {
		return
	}
	around.agreed |= foreign.mask
	if foreign.admins[0].Kind == index.Country {
		around.charge(countryMismatch, 1, foreign.key)
	} else {
		around.charge(districtOther, 1, foreign.key)
	}
}

// liesIn tells whether a locality lies in a district or country, of whatever index.
// Lists seldom say in which county a town is: it is one that reaches to it.
func (b *batch) liesIn(a, in *area) bool {
	switch {
	case a.within(in):
		return true
	case in.Kind == index.District2:
		return in.Country == a.Country && geo.BoxHolds(in.Box, a.Point)
	case in.Kind != index.District:
		return false
	}
	d := b.area(a.district)
	return d != nil && d.Country == in.Country && d.key == in.key
}

// districtCode is the set of the words that are what follows the country in the
// code of a locality's district, in its own field, between commas but not first
// in the row, where an x is none, or of two letters behind a name: "BZ" in
// Romania, though it is Belize elsewhere.
func (q *question) districtCode(a *area) (m mask) {
	country, code, ok := strings.Cut(a.districtCode, "-")
	if !ok || country != a.Country {
		return 0
	}
	for i, w := range q.words {
		if len(w.Key) != len(code) || !strings.EqualFold(w.Key, code) {
			continue
		}
		segment := q.segments[w.segment]
		alone := i > 0 && segment.first == i && segment.last == i+1
		if w.field == district || w.field == free && (alone || len(code) == 2 && segment.last == i+1) {
			m |= maskOf(i, i+1)
		}
	}
	return m
}

// surveyCode takes the words of the postcode as understood; what it says is
// weighed with the address.
func (s *streetSearch) surveyCode(around *surroundings, line mask) {
	if c := s.codeOutside(s.q, line); c != nil { // "LV" of "LV-1010" may be understood as the country
		around.agreed |= c.mask()
	}
}

// surveyLoose charges for fields and words that nothing was found for.
func (s *streetSearch) surveyLoose(around *surroundings, loose, lineMask mask) {
	for _, f := range []struct {
		field
		charge
	}{{district, districtLoose}, {country, countryUnknown}, {district2, district2Unknown}, {town, townUnknown}} {
		if m := s.q.fieldMask(f.field); m != 0 && m&loose == m {
			around.charge(f.charge, 1, s.q.texts[f.field])
		}
	}
	loose = s.surveyAddressees(around, loose, lineMask)
	if words := loose & s.q.fieldMask(line); words != 0 {
		around.charge(unusedWords, float64(min(words.count(), mostUnused)), s.q.spell(words))
	}
	words := loose & s.q.fieldMask(free) &^ s.q.noise()
	if words == 0 {
		return
	}
	share := float64(min(words.count(), mostUnused))
	if s.q.has[line] {
		share = helpOnly
	}
	around.charge(unusedWords, share, s.q.spell(words))
}

// surveyAddressees charges for names beside the line, and gives the loose words
// without them. Where nothing says which town is meant, they may be one.
func (s *streetSearch) surveyAddressees(around *surroundings, loose, line mask) mask {
	if c := s.codeOutside(s.q, line); !around.named && (c == nil || len(c.found) == 0) {
		return loose
	}
	names, count := s.q.addressees(loose, line)
	if count > 0 {
		around.charge(addressee, float64(count), s.q.spell(names))
	}
	return loose &^ names
}

// noise gives the words of the query that say nothing ("3ème arrdt", "cedex", "jud.").
func (q *question) noise() (m mask) {
	for i := range q.words {
		noise, counted := text.IsNoise(q.words[i].Key)
		if !noise {
			continue
		}
		m |= maskOf(i, i+1)
		if counted && i > 0 && q.isNumber(i-1) {
			m |= maskOf(i-1, i)
		}
	}
	return m
}

// mostLocalities bounds the localities that a question is understood to mean.
const mostLocalities = 24

// hypothesis is where the street is if the line is made of those words.
type hypothesis struct {
	line mask
	list []ref
}

// localities lists where the question says that its street is: what its
// places name and are near to, and what its postcodes serve.
func (s *streetSearch) localities(line mask) []ref {
	for i := range s.where {
		if s.where[i].line == line {
			return s.where[i].list
		}
	}
	list := s.findLocalities(line)
	s.where = append(s.where, hypothesis{line, list})
	return list
}

func (s *streetSearch) findLocalities(line mask) []ref {
	var list []ref
	add := func(refs []ref) {
		for _, r := range refs {
			if len(list) < mostLocalities && !slices.Contains(list, r) {
				list = append(list, r)
			}
		}
	}
	if c := s.codeOutside(s.q, line); c != nil {
		add(s.served(c))
	}
	for _, m := range s.q.mentions {
		if m.mask&line == 0 && m.field != district && m.field != country {
			add(s.localitiesOf(m))
		}
	}
	return list
}

// served lists the localities that a postcode serves.
func (b *batch) served(c *code) []ref {
	if !c.servedRead {
		c.served, c.servedRead = b.findServed(c), true
	}
	return c.served
}

func (b *batch) findServed(c *code) (list []ref) {
	for _, f := range c.found {
		areas, err := b.indexes[f.at].Streets().PostcodeAreas(nil, f.id)
		b.note(err)
		for _, a := range areas[:min(len(areas), 8)] {
			list = append(list, ref{f.at, a.Area})
		}
	}
	return list
}

// localitiesOf lists the localities with streets that a mention names, and
// those near the places that it names.
func (b *batch) localitiesOf(m *mention) []ref {
	if list, ok := b.localityRefs[m.key]; ok {
		return list
	}
	var list []ref
	for at, ix := range b.indexes {
		if ix.Streets() == nil {
			continue
		}
		list = append(list, b.localitiesNamed(at, m.key)...)
		places := 0
		for _, n := range m.names {
			if n.Kind < index.Place || places == 3 {
				continue
			}
			places++
			near, err := ix.Nearest(n.Point, nearPlace+radius(n.area), mostLocalities, func(a *index.Area) bool { return b.isStreeted(at, a.ID) })
			b.note(err)
			for _, x := range near {
				list = append(list, ref{at, x.Area.ID})
			}
		}
	}
	return share(b.localityRefs, m.key, list)
}

// localitiesNamed lists the localities of an index that have streets and this name.
func (b *batch) localitiesNamed(at int, key string) []ref {
	k := indexKey{at, key}
	if list, ok := b.localityNames[k]; ok {
		return list
	}
	var list []ref
	refs, err := b.indexes[at].Find(key)
	b.note(err)
	for _, r := range refs {
		if b.isStreeted(at, r.Area) {
			list = append(list, ref{at, r.Area})
		}
	}
	return share(b.localityNames, k, list)
}

// indexKey is a name in one of the indexes.
type indexKey struct {
	at  int
	key string
}

// isStreeted tells whether an area has streets of its own.
func (b *batch) isStreeted(at int, id index.ID) bool {
	s := b.indexes[at].Streets()
	if s == nil {
		return false
	}
	_, count, err := s.StreetsOf(id)
	b.note(err)
	return count > 0
}
