package draw

import (
	"cmp"
	"slices"
	"strings"

	"github.com/milepost/milepost/internal/cases"
)

// kind is a way to make questions: of an address by disturbing it, or of
// something else.
type kind struct {
	name    string
	ofHouse func(d *drawing, q *question, h *house) string // why not, or notSo
	of      func(d *drawing, k *kind) error

	// isScarce is that few streets give questions, so that each gives several.
	isScarce bool

	// wants tells which addresses the question can be made of, where few can:
	// they have a sample of their own. The address has no locality yet where
	// the data gives none.
	wants func(h *house) bool
}

// kinds are all of them, in the order that they are written.
var kinds = []kind{
	{name: "exact", ofHouse: exact},
	{name: "typo", ofHouse: typo},
	{name: "no_postcode", ofHouse: noPostcode},
	{name: "wrong_postcode", ofHouse: wrongPostcode},
	{name: "no_city", ofHouse: noCity},
	{name: "abbreviated", ofHouse: abbreviated},
	{name: "no_type", ofHouse: noType},
	{name: "plain", ofHouse: plain},
	{name: "upper", ofHouse: upper},
	{name: "swapped", ofHouse: swapped},
	{name: "unit", ofHouse: unit},
	{name: "no_number", ofHouse: noNumber},
	{name: "missing_number", ofHouse: missingNumber},
	{name: "missing_street", ofHouse: missingStreet},
	{name: "reverse", ofHouse: atPoint},
	{name: "reverse_near", ofHouse: nearPoint},
	{name: "other_name", of: (*drawing).otherNames},
	{name: "intersection", of: (*drawing).crossings},
	{name: "place", of: (*drawing).places},
	{name: "postcode", of: (*drawing).codes},
	{name: "landmark", of: (*drawing).landmarks},
}

// make makes the questions of a kind.
func (d *drawing) make(k kind) error {
	if k.of != nil {
		return k.of(d, &k)
	}
	// Those that no other kind took come first.
	houses := d.pool.housesOf(&k).sorted()
	slices.SortStableFunc(houses, func(a, b *house) int { return cmp.Compare(d.turn(k.name, a), d.turn(k.name, b)) })
	for _, again := range []bool{false, true} {
		for _, h := range houses {
			if d.drawn.Made[k.name] == d.each {
				return nil
			}
			if by := d.taken[h]; by != k.name && (by != "") == again {
				d.ofHouse(&k, h)
			}
		}
	}
	return nil
}

func (d *drawing) turn(kind string, h *house) uint64 { return cases.Hash("turn", kind, hex(h.order)) }

// ofHouse asks for an address, if it can be asked for in this way.
func (d *drawing) ofHouse(k *kind, h *house) {
	q := h.ask()
	why := k.ofHouse(d, &q, h)
	if why == notSo && !q.nowhere && q.expect != cases.AtPoint {
		why = d.survey.rivalled(&q, h)
	}
	if why != notSo {
		if why != unfit {
			d.drop(why)
		}
		return
	}
	d.taken[h] = k.name
	c := cases.Case{
		Kind: k.name, Form: cmp.Or(q.form, d.form(k.name)), Expect: q.expect, Truth: q.truth, Tolerance: q.tolerance,
		Number: h.number, Street: strings.Join(d.survey.namesOf(h.street, h.at), "; "), Locality: h.locality, Postcode: h.postcode,
	}
	switch {
	case q.expect == cases.AtPoint:
		c.Number = h.whole
		c.Form = cases.Reverse
		c.Request.Reverse, c.Request.Point, c.Request.Culture = true, q.point, cultureOf(h.country)
	case q.expect == cases.Interpolated:
		c.Number = q.number
		c.Request = q.request(c.Form)
	default:
		c.Request = q.request(c.Form)
	}
	c.Number, c.Unit = cmp.Or(q.anyOf, c.Number), q.givesUnit
	d.add(c)
}

// form is free and structured by turns.
func (d *drawing) form(kind string) cases.Form {
	if d.drawn.Made[kind]%2 == 0 {
		return cases.Free
	}
	return cases.Structured
}
