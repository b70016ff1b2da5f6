package dataflow

import (
	"strings"

	"github.com/milepost/milepost/internal/geocode"
)

// xmlRow is what an entity of an XML feed keeps of its input, so that it can
// be written back.
type xmlRow struct {
	raw      string // the entity's own text
	requests []xmlRequest
}

// xmlRequest is a GeocodeRequest or a ReverseGeocodeRequest as it was sent.
type xmlRequest struct {
	reverse                           bool
	culture, neighborhood, maxResults string
	query, queryParse, strictMatch    string // of a GeocodeRequest
	hasAddress                        bool
	address                           geocode.Address
	hasFilter                         bool
	confidence                        string
	entityTypes                       string // from here on of a ReverseGeocodeRequest
	hasLocation                       bool
	latitude, longitude               string
}

// Reasons for a failed entity.
const (
	reasonTooLarge = "GeocodeEntity: The element is larger than 1 MiB; its request was not read."
	reasonTwice    = ": The element stands twice where one is expected."
)

// name is the element's name, as the schemas spell it.
func (q *xmlRequest) name() string {
	if q.reverse {
		return "ReverseGeocodeRequest"
	}
	return "GeocodeRequest"
}

// set takes over one attribute of the request element.
func (q *xmlRequest) set(field xmlField, value string) {
	switch {
	case field == xmlCulture:
		q.culture = value
	case field == xmlNeighborhood:
		q.neighborhood = value
	case field == xmlMaxResults:
		q.maxResults = value
	case field == xmlEntityTypes && q.reverse:
		q.entityTypes = value
	case q.reverse:
	case field == xmlQuery:
		q.query = value
	case field == xmlQueryParse:
		q.queryParse = value
	case field == xmlStrictMatch:
		q.strictMatch = value
	}
}

// setAddress takes over one attribute of the Address element.
func (q *xmlRequest) setAddress(field xmlField, value string, version Version) {
	a := &q.address
	switch field {
	case xmlAddressLine:
		a.AddressLine = value
	case xmlAdminDistrict:
		a.AdminDistrict = value
	case xmlAdminDistrict2:
		if version == V2 {
			a.AdminDistrict2 = value
		}
	case xmlDistrict:
		if version == V1 {
			a.AdminDistrict2 = value
		}
	case xmlCountryRegion:
		a.CountryRegion = value
	case xmlFormattedAddress:
		a.FormattedAddress = value
	case xmlLocality:
		a.Locality = value
	case xmlPostalCode:
		a.PostalCode = value
	case xmlPostalTown:
		a.PostalTown = value
	}
}

func (q *xmlRequest) setFilter(field xmlField, value string) {
	if field == xmlConfidence {
		q.confidence = value
	}
}

func (q *xmlRequest) setLocation(field xmlField, value string) {
	switch field {
	case xmlLatitude:
		q.latitude = value
	case xmlLongitude:
		q.longitude = value
	}
}

// draft is what the requests of an entity ask. XML Schema drops the white
// space around numbers, booleans and names of levels.
func (r *xmlRow) draft(id string) draft {
	d := draft{id: id, twoRequests: len(r.requests) > 1}
	for i := range r.requests {
		q := &r.requests[i]
		d.maxResults = strings.Trim(q.maxResults, xmlBlanks)
		d.minimumConfidence = strings.Trim(q.confidence, xmlBlanks)
		d.includeNeighborhood = strings.Trim(q.neighborhood, xmlBlanks)
		if q.reverse {
			d.reverseCulture = q.culture
			d.latitude = strings.Trim(q.latitude, xmlBlanks)
			d.longitude = strings.Trim(q.longitude, xmlBlanks)
			d.includeEntityTypes, d.hasEntityTypes = q.entityTypes, q.entityTypes != ""
			continue
		}
		d.culture, d.query, d.address = q.culture, q.query, q.address
		d.includeQueryParse = strings.Trim(q.queryParse, xmlBlanks)
		d.strictMatch = strings.Trim(q.strictMatch, xmlBlanks)
	}
	return d
}
