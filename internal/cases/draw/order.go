package draw

import (
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/text"
)

// oneField puts the whole address into the address line, or into the locality;
// as free text, without any comma.
func oneField(_ *drawing, q *question, h *house) string {
	q.write = func(q *question, form cases.Form) geocode.Request {
		whole := format.OneLine(q.country, q.fields(), nil)
		if form == cases.Free {
			return geocode.Request{Query: strings.ReplaceAll(whole, ",", "")}
		}
		if cases.Hash("field", hex(h.order))%4 == 0 {
			return geocode.Request{Address: geocode.Address{Locality: whole, CountryRegion: q.country}}
		}
		return geocode.Request{Address: geocode.Address{AddressLine: whole, CountryRegion: q.country}}
	}
	return notSo
}

// fields are the parts of the address without its country.
func (q *question) fields() *geocode.Address {
	return &geocode.Address{AddressLine: q.addressLine(), Locality: q.locality, PostalCode: q.postcode, AdminDistrict: q.writtenRegion()}
}

// writtenRegion is the region where the country's addresses have it.
func (q *question) writtenRegion() string {
	if writesRegion[q.country] || q.givesRegion {
		return q.region
	}
	return ""
}

// reordered writes the parts in an order that is not the country's.
func reordered(_ *drawing, q *question, h *house) string {
	if q.locality == "" {
		return unfit
	}
	q.form = cases.Free
	q.write = func(q *question, _ cases.Form) geocode.Request {
		a := q.fields()
		country := countryName(q.country)
		orders := [][]string{
			{a.PostalCode, a.Locality, a.AddressLine},
			{a.Locality, a.AddressLine, a.PostalCode},
			{cases.Join(" ", a.PostalCode, a.Locality), a.AddressLine},
			{country, a.Locality, a.AddressLine},
			{country, a.PostalCode, a.Locality, a.AddressLine},
			{a.AddressLine, country, a.Locality, a.PostalCode},
			{a.PostalCode, a.AddressLine, a.Locality},
		}
		return geocode.Request{Query: cases.Join(", ", pick(h, "order", orders)...)}
	}
	return notSo
}

// wrongColumn moves one part of the fields into another's.
func wrongColumn(_ *drawing, q *question, h *house) string {
	if q.locality == "" || q.postcode == "" {
		return unfit
	}
	q.form = cases.Structured
	q.write = func(q *question, _ cases.Form) geocode.Request {
		a := *q.fields()
		a.CountryRegion = q.country
		switch cases.Hash("column", hex(h.order)) % 7 {
		case 0:
			a.Locality, a.PostalCode = a.PostalCode+" "+a.Locality, ""
		case 1:
			a.AddressLine, a.Locality = a.Locality, a.AddressLine
		case 2:
			a.AdminDistrict, a.Locality = a.Locality, ""
		case 3:
			a.Locality, a.PostalCode = a.PostalCode, a.Locality
		case 4:
			a.AddressLine, a.Locality = a.AddressLine+", "+a.Locality, ""
		case 5:
			a.AdminDistrict, a.PostalCode = a.PostalCode, ""
		default:
			a.AdminDistrict2, a.Locality = a.Locality, ""
		}
		return geocode.Request{Address: a}
	}
	return notSo
}

// ownNumber sets the number off from the street, as where they came from two
// columns.
func ownNumber(_ *drawing, q *question, h *house) string {
	if strings.ContainsAny(q.number, ",;") {
		return unfit
	}
	ways := []string{q.street + ", " + q.number, q.number + ", " + q.street, q.street + "; " + q.number, q.street + "\t" + q.number, q.street + " | " + q.number}
	if !text.HasHan(q.street) && !text.HasHangul(q.street) { // which have counters instead
		ways = append(ways, q.street+" No. "+q.number)
	}
	q.line = pick(h, "own", ways)
	return notSo
}
