package draw

import (
	"cmp"
	"strings"

	"golang.org/x/text/language"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geo"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// question is an address as it is going to be asked for, and what is then
// expected.
type question struct {
	town
	number, street, unit string
	line                 string // the address line where it is not number, street and unit
	swapped              bool   // number and street the other way round than the country writes them
	culture              string // "" for the country's own

	expect    cases.Expect
	truth     geocode.Point
	tolerance float64
	point     geocode.Point // of a reverse question

	// write is how the question is put where that is not as the country does.
	write func(q *question, form cases.Form) geocode.Request

	meant       string     // the locality, where another name is written
	code        string     // the postcode, where it is written in another form
	named       string     // the country as it is written; "" for its code in fields, and nothing in free text
	anyOf       string     // the house numbers that are right, where not only the address's own
	form        cases.Form // where the kind has only one
	givesRegion bool       // the region is written even where the country does not
	givesUnit   string     // the flat or floor that the answer has to give back

	nowhere   bool // the street is invented: nothing can be confused with it
	wrongCode bool // the postcode is not the address's
	anyType   bool // the street's type is left out
}

// Tolerances in metres.
const (
	addressWithin      = 100
	interpolatedWithin = 250
	areaWithin         = 30_000
	reverseWithin      = 40
	crossingWithin     = 50
	placeWithin        = 5000
	landmarkWithin     = 300
)

// ask is the plain question for an address of the sample.
func (h *house) ask() question {
	return question{town: h.town, number: h.number, street: h.street, expect: cases.Address, truth: h.at, tolerance: addressWithin}
}

// cultureOf is the language most spoken in a country, as there.
func cultureOf(country string) string {
	region, err := language.ParseRegion(country)
	if err != nil {
		return ""
	}
	tag, err := language.Compose(region)
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	if confidence == language.No {
		return ""
	}
	return base.String() + "-" + country
}

// addressLine is the line as the country writes it, or the other way round.
func (q *question) addressLine() string {
	if q.line != "" {
		return q.line
	}
	if q.swapped {
		if written := format.Line(q.country, q.number, q.street, ""); strings.HasPrefix(written, q.number) {
			return q.street + " " + q.number
		}
		return q.number + " " + q.street
	}
	return format.Line(q.country, q.number, q.street, q.unit)
}

// writesRegion are the countries where addresses name state or province.
var writesRegion = map[string]bool{"US": true, "CA": true, "AU": true, "BR": true, "IN": true, "MX": true}

// request puts the question in a form.
func (q *question) request(form cases.Form) geocode.Request {
	culture := q.culture
	if culture == "" {
		culture = cultureOf(q.country)
	}
	if q.write != nil {
		r := q.write(q, form)
		r.Culture = culture
		return r
	}
	a := geocode.Address{AddressLine: q.addressLine(), Locality: q.locality, AdminDistrict: q.writtenRegion(), PostalCode: q.postcode}
	if form == cases.Structured {
		a.CountryRegion = cmp.Or(q.named, q.country)
		return geocode.Request{Culture: culture, Address: a}
	}
	return geocode.Request{Culture: culture, Query: cases.Join(", ", format.OneLine(q.country, &a, nil), q.named)}
}

// Why questions are not asked.
const (
	notSo     = ""  // they are
	unfit     = "-" // the address has no such part; not counted
	ambiguous = "another address of the data answers the question as well"
	unclear   = "another street of the data answers the question as well"
	crowded   = "another address is about as near to the point"
	apart     = "the streets cross again elsewhere"
	twiceOver = "other things have the name"
)

// fits tells whether an address of the data is what a question asks for.
func (q *question) fits(a *seen, street string) bool {
	switch {
	case q.anyType && text.ParseStreet(a.street).Core != text.ParseStreet(street).Core:
		return false
	case !q.anyType && !cases.SameStreet(a.street, street):
		return false
	case q.locality != "" && a.locality != "" && a.locality != text.Key(cmp.Or(q.meant, q.locality)):
		return false
	case q.postcode != "" && a.postcode != "" && !q.wrongCode && a.postcode != text.Key(cmp.Or(q.code, q.postcode)):
		return false
	}
	return q.locality != "" && a.locality != "" || q.postcode != "" && a.postcode != "" || geo.Distance(a.at, q.truth) <= sameTown
}

// rivalled tells why a question about a house has more than one right answer.
func (s *survey) rivalled(q *question, h *house) string {
	n := s.streets[text.ParseStreet(h.street).Core]
	for i := range n.addresses {
		a := &n.addresses[i]
		if !q.fits(a, h.street) {
			continue
		}
		if q.anyType && !cases.SameStreet(a.street, h.street) {
			return unclear
		}
		if cases.SameNumber(a.number, h.number) && geo.Distance(a.at, h.at) > sameWithin {
			return ambiguous
		}
	}
	return notSo
}

// sameWithin is how far apart, in metres, points of one address may lie for
// it to have one truth.
const sameWithin = 50
