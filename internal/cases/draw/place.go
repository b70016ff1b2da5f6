package draw

import (
	"slices"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// The ways to name the wrong place, or the right one otherwise. The postcode,
// where the address has one, stays.

// placeTypo makes one error in the longest word of the locality.
func placeTypo(d *drawing, q *question, h *house) string {
	name, ok := Mistype(q.locality, h.number, 1)
	if !ok || d.pool.isTown(name) {
		return unfit
	}
	return q.call(name)
}

// call names the locality otherwise.
func (q *question) call(name string) string {
	if q.locality == "" || name == "" || text.Key(name) == text.Key(q.locality) {
		return unfit
	}
	q.locality, q.meant = name, q.locality
	return notSo
}

// isTown tells whether addresses of the data name a locality so.
func (p *pool) isTown(name string) bool {
	key := text.Key(name)
	for town := range p.named {
		if text.Key(town) == key {
			return true
		}
	}
	return false
}

// placeEnglish, placeLocal and placeForeign name the locality in English, in
// the country's language, or in one of a country that writes to it.
func placeEnglish(d *drawing, q *question, h *house) string { return q.inLanguage(d, "en") }

func placeLocal(d *drawing, q *question, h *house) string {
	return q.inLanguage(d, languageOf(h.country))
}

func placeForeign(d *drawing, q *question, h *house) string {
	return q.inLanguage(d, pick(h, "language", []string{"fr", "es", "de", "it", "ru", "pl"}))
}

// inLanguage calls the locality by its name in a language, where the gazetteer
// has one that differs. That other things have the name does not matter: the
// postcode and country are there.
func (q *question) inLanguage(d *drawing, language string) string {
	a, ok := d.areaOf(q)
	if !ok {
		return unfit
	}
	names, err := d.World.NamesOf(a.ID)
	if err != nil {
		return unfit
	}
	own := false
	for _, name := range names {
		if base, _ := name.Language.Base(); base.String() == language {
			own = true
			if why := q.call(name.Name); why == notSo {
				return notSo
			}
		}
	}
	if language == "en" && !own {
		return q.call(a.Name) // the gazetteer's own name is the English one where it gives no other
	}
	return unfit
}

// areaOf finds the locality of a question in the gazetteer.
func (d *drawing) areaOf(q *question) (best index.Area, found bool) {
	if d.World == nil || q.locality == "" {
		return best, false
	}
	refs, err := d.World.Find(text.Key(q.locality))
	if err != nil {
		return best, false
	}
	for _, ref := range refs {
		a, err := d.World.Area(ref.Area)
		if err != nil || a.Kind != index.Place || a.Country != q.country || geo.Distance(a.Point, q.truth) > farthest {
			continue
		}
		if !found || a.Population > best.Population {
			best, found = a, true
		}
	}
	return best, found
}

// placeNear names a place near by that the address is not in.
func placeNear(d *drawing, q *question, h *house) string {
	return q.callOther(d, h, index.Place, 20_000)
}

// placeSuburb names a part of the place, or its nearest, instead of the place.
func placeSuburb(d *drawing, q *question, h *house) string {
	if parts := d.pool.parts; len(parts) > 0 {
		nearest := slices.MinFunc(parts, func(a, b place) int { return closer(h, a, b) })
		if geo.Distance(nearest.at, h.at) <= 2000 && !d.pool.isTown(nearest.name) {
			return q.call(nearest.name)
		}
	}
	return q.callOther(d, h, index.Neighborhood, 2500)
}

func closer(h *house, a, b place) int {
	return int(geo.Distance(a.at, h.at) - geo.Distance(b.at, h.at))
}

// callOther names one of the nearest places of another name, if no street of
// the address's name is known to be there.
func (q *question) callOther(d *drawing, h *house, kind index.Kind, within float64) string {
	if d.World == nil || q.postcode == "" {
		return unfit
	}
	own, known := d.areaOf(q)
	near, err := d.World.Nearest(h.at, within, 4, func(a *index.Area) bool {
		return a.Kind == kind && a.Country == h.country && text.Key(a.Name) != text.Key(h.locality) && !(known && a.ID == own.ID)
	})
	if err != nil || len(near) == 0 {
		return unfit
	}
	name := pick(h, "near", near).Area.Name
	if d.survey.isStreetIn(h, text.Key(name)) {
		return unclear
	}
	return q.call(name)
}

// isStreetIn tells whether a locality is known to have a street of the house's
// street's name.
func (s *survey) isStreetIn(h *house, locality string) bool {
	n := s.streets[text.ParseStreet(h.street).Core]
	return slices.ContainsFunc(n.addresses, func(a seen) bool { return a.locality == locality && cases.SameStreet(a.street, h.street) })
}

// placePostal names the town as the post does, by the data's postcodes, where
// addresses call it otherwise.
func placePostal(d *drawing, q *question, h *house) string {
	if q.postcode == "" {
		return unfit
	}
	return q.call(d.pool.postal[postalKey(h.country, q.postcode)])
}

// postalKey is by what the post knows its towns: of British postcodes the
// outward half, of American ones five digits.
func postalKey(country, postcode string) string {
	key := text.Key(postcode)
	switch country {
	case "GB", "IE", "CA":
		for i := range key {
			if key[i] == ' ' {
				key = key[:i]
				break
			}
		}
	case "US":
		key = key[:min(5, len(key))]
	}
	return country + " " + key
}

// regionWrong names a region that the address is not in.
func regionWrong(d *drawing, q *question, h *house) string {
	others := regionsOf[q.country]
	if len(others) == 0 || d.World == nil {
		return unfit
	}
	own := map[string]bool{text.Key(q.region): true}
	ids, _, err := d.World.HoldingOrNear(h.at, byBorder)
	if err != nil {
		return unfit
	}
	for _, id := range ids {
		a, err := d.World.Area(id)
		if err != nil {
			return unfit
		}
		own[text.Key(a.Name)], own[text.Key(a.Short)] = true, true
	}
	region := pick(h, "region", others)
	if own[text.Key(region)] {
		return unfit
	}
	q.region, q.givesRegion = region, true
	return notSo
}

// regionsOf are some regions of countries, as their addresses write them.
var regionsOf = map[string][]string{
	"US": {"PA", "VA", "DE", "NY", "Ohio"}, "AU": {"VIC", "NSW", "QLD", "WA"}, "CA": {"ON", "BC", "AB"}, "GB": {"Scotland", "Wales", "Northern Ireland"},
	"DE": {"Hessen", "Sachsen", "Bayern", "Niedersachsen"}, "CH": {"Bern", "Genève", "Ticino"}, "ES": {"Andalucía", "Cataluña", "Galicia"},
	"FR": {"Bretagne", "Normandie", "Occitanie"}, "PT": {"Lisboa", "Faro", "Braga"}, "RU": {"Омская область", "Московская область", "Самарская область"},
	"UA": {"Київська область", "Львівська область", "Одеська область"}, "RO": {"Cluj", "Iași", "Timiș"}, "SE": {"Skåne", "Uppsala", "Dalarna"},
	"FI": {"Lappi", "Satakunta", "Kainuu"}, "DK": {"Nordjylland", "Midtjylland"}, "SK": {"Žilinský kraj", "Košický kraj"},
}
