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

// place is where the value of an attribute of the request, or of an element
// within it, belongs; nil where the schema has no such attribute there.
func (q *xmlRequest) place(element, attribute xmlField, version Version) *string {
	switch {
	case element == xmlAddress:
		return q.addressPlace(attribute, version)
	case element == xmlFilter && attribute == xmlConfidence:
		return &q.confidence
	case element == xmlLocation && attribute == xmlLatitude:
		return &q.latitude
	case element == xmlLocation && attribute == xmlLongitude:
		return &q.longitude
	case element == xmlGeocodeRequest || element == xmlReverseRequest:
		return q.ownPlace(attribute)
	}
	return nil
}

func (q *xmlRequest) ownPlace(attribute xmlField) *string {
	switch {
	case attribute == xmlCulture:
		return &q.culture
	case attribute == xmlNeighborhood:
		return &q.neighborhood
	case attribute == xmlMaxResults:
		return &q.maxResults
	case attribute == xmlEntityTypes && q.reverse:
		return &q.entityTypes
	case q.reverse:
	case attribute == xmlQuery:
		return &q.query
	case attribute == xmlQueryParse:
		return &q.queryParse
	case attribute == xmlStrictMatch:
		return &q.strictMatch
	}
	return nil
}

func (q *xmlRequest) addressPlace(attribute xmlField, version Version) *string {
	a := &q.address
	switch attribute {
	case xmlAddressLine:
		return &a.AddressLine
	case xmlAdminDistrict:
		return &a.AdminDistrict
	case xmlCountryRegion:
		return &a.CountryRegion
	case xmlFormattedAddress:
		return &a.FormattedAddress
	case xmlLocality:
		return &a.Locality
	case xmlPostalCode:
		return &a.PostalCode
	case xmlPostalTown:
		return &a.PostalTown
	case xmlAdminDistrict2, xmlDistrict:
		if (attribute == xmlDistrict) == (version == V1) {
			return &a.AdminDistrict2
		}
	}
	return nil
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
