package draw

import (
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
	"github.com/milepost/milepost/internal/geocode"
)

// oneField puts the whole address into the address line, or into the locality.
func oneField(_ *drawing, q *question, h *house) string {
	q.write = func(q *question, form cases.Form) geocode.Request {
		a := geocode.Address{AddressLine: q.addressLine(), Locality: q.locality, PostalCode: q.postcode, AdminDistrict: q.writtenRegion()}
		whole := format.OneLine(q.country, &a)
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

// writtenRegion is the region where the country's addresses have it.
func (q *question) writtenRegion() string {
	if writesRegion[q.country] {
		return q.region
	}
	return ""
}
