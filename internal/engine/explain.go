package engine

import (
	"slices"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// explain charges a candidate for everything in the question that does not
// speak for it.
func (c *candidate) explain(q *question) {
	c.agreed = c.agree(q, func(s support) { c.support = append(c.support, s) })
	c.agreed |= q.districtCode(c.area) | q.noise()
	c.chargeOwnName()
	for _, s := range c.support {
		c.chargeSupport(s)
	}
	if c.mention.how == edited && !c.confirmed() {
		c.charge(editUnconfirmed, c.mention.key)
	}
	if q.inStreet(c) {
		c.charge(streetAround, c.mention.key)
		if len(c.support) == 0 {
			c.charge(streetOnly, "")
		}
	}
	for f := range field(fields) {
		if q.has[f] {
			c.looseEnds(q, f)
		}
	}
	if code := q.request.Address.PostalCode; code != "" {
		c.charge(unknownCode(c.Country, code), code)
		c.coarser = c.Kind != index.Landmark
	}
	if k, detail, ok := q.delivery(); ok {
		c.charge(k, detail)
		c.coarser = c.Kind != index.Landmark
	}
	if q.cut {
		c.charge(queryCut, "")
	}
}

// chargeOwnName charges for how the candidate itself was named.
func (c *candidate) chargeOwnName() {
	m := c.mention
	c.chargeSpelling(m, c.Kind)
	if !suits(m.field, c.Kind) {
		c.charge(fieldKind, m.key)
		c.coarser = c.coarser || m.field <= town && m.field >= line && c.Kind != index.Place
	}
	if c.Kind >= index.Place && m.field == free && m.letters <= 3 && len(m.admins) > 0 {
		c.charge(nameLikeCode, m.key)
	}
	if m.letters == 1 || m.letters == 2 && m.field == country && c.Kind == index.District {
		c.charge(nameLikeCode, m.key)
	}
	if c.Kind == index.District2 && m.field != district2 {
		c.charge(district2Named, m.key)
	}
}

// chargeSupport charges for how a country or district was named.
func (c *candidate) chargeSupport(s support) {
	c.chargeSpelling(s.mention, s.by.Kind)
	switch {
	case s.by.ref == c.ref && s.field == c.mention.field:
		c.charge(nameRepeated, s.key)
	case s.field == locality || s.field == town:
		if s.by.Kind != index.Place && !(c.Kind == index.Place && s.field == town) {
			c.charge(fieldKind, s.key)
			if s.how == edited {
				c.charge(editUnconfirmed, s.key)
			}
		}
	}
}

// chargeSpelling charges for a name that is not written as the dictionary has it.
func (c *candidate) chargeSpelling(m *mention, kind index.Kind) {
	switch m.how {
	case variant:
		c.charge(nameVariant, m.key)
	case asCity:
		c.charge(nameCity, m.key)
	case edited:
		c.charge(editOf(kind), m.key)
	}
}

func editOf(kind index.Kind) charge {
	switch kind {
	case index.Country:
		return countryEdit
	case index.District, index.District2:
		return districtEdit
	}
	return localityEdit
}

// From how many letters on a name one letter off is hardly ever that of
// another place, which the index does not have: of places with as many or
// more, one in forty has such a neighbour in its district, and one in thirty
// in its country.
const (
	longInDistrict = 7
	longInCountry  = 10
)

// confirmed tells whether an edited name is long for what speaks for it.
func (c *candidate) confirmed() bool {
	return slices.ContainsFunc(c.support, func(s support) bool {
		switch {
		case s.how == edited:
			return false
		case s.by.Kind == index.Country:
			return c.mention.letters >= longInCountry
		}
		return c.mention.letters >= longInDistrict
	})
}

// suits tells whether a field is for areas of a kind.
func suits(f field, kind index.Kind) bool {
	switch f {
	case line:
		return kind == index.Landmark
	case locality, town:
		return kind >= index.Place
	case district2:
		return kind == index.District2
	case district:
		return kind == index.District
	case country:
		return kind == index.Country
	}
	return true
}

// charge adds a fault to a candidate; detail says what was compared.
func (c *candidate) charge(k charge, detail string) { c.chargeShare(k, 1, detail) }

// chargeShare adds a part of a fault.
func (c *candidate) chargeShare(k charge, share float64, detail string) {
	cost := k.cost * share
	c.faults = append(c.faults, geocode.Fault{Name: k.name, Cost: cost, Detail: detail})
	c.cost += cost
}

// inStreet tells whether the candidate's name is a street's, by itself or by
// the word after it: "Street", "Paris Street", "Via Roma 5".
func (q *question) inStreet(c *candidate) bool {
	first, next := c.mention.first, c.mention.last
	if c.mention.field != free || c.mention.whole {
		return false
	}
	if next-first == 1 && q.isStreetWord(first) {
		return true
	}
	if next >= len(q.words) || c.agreed.has(next) {
		return false
	}
	w := q.words[next]
	if w.segment != q.words[next-1].segment {
		return false
	}
	return q.isStreetWord(next) || text.HasDigit(w.Key) && !text.IsPostcodeLike(w.Key)
}
