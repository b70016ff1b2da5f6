package dataflow

import (
	"bytes"
	"maps"
	"strconv"
	"strings"
)

// xmlField is an element or attribute that the schemas know.
type xmlField uint8

// The elements, then the attributes.
const (
	xmlUnknown xmlField = iota
	xmlFeed
	xmlEntity
	xmlGeocodeRequest
	xmlReverseRequest
	xmlAddress
	xmlFilter
	xmlLocation

	xmlVersion
	xmlID
	xmlCulture
	xmlQuery
	xmlMaxResults
	xmlNeighborhood
	xmlQueryParse
	xmlStrictMatch
	xmlEntityTypes
	xmlConfidence
	xmlLatitude
	xmlLongitude
	xmlAddressLine
	xmlAdminDistrict
	xmlAdminDistrict2
	xmlCountryRegion
	xmlDistrict
	xmlFormattedAddress
	xmlLocality
	xmlPostalCode
	xmlPostalTown
)

// The names in lower case, and as the schemas spell them.
var (
	xmlElements = inAnyCase(map[string]xmlField{
		"GeocodeFeed": xmlFeed, "GeocodeEntity": xmlEntity, "GeocodeRequest": xmlGeocodeRequest,
		"ReverseGeocodeRequest": xmlReverseRequest, "Address": xmlAddress, "ConfidenceFilter": xmlFilter,
		"Location": xmlLocation,
	})
	xmlAttributes = inAnyCase(map[string]xmlField{
		"Version": xmlVersion, "Id": xmlID, "Culture": xmlCulture, "Query": xmlQuery, "MaxResults": xmlMaxResults,
		"IncludeNeighborhood": xmlNeighborhood, "IncludeQueryParse": xmlQueryParse, "StrictMatch": xmlStrictMatch,
		"IncludeEntityTypes": xmlEntityTypes, "MinimumConfidence": xmlConfidence, "Latitude": xmlLatitude,
		"Longitude": xmlLongitude, "AddressLine": xmlAddressLine, "AdminDistrict": xmlAdminDistrict,
		"AdminDistrict2": xmlAdminDistrict2, "CountryRegion": xmlCountryRegion, "District": xmlDistrict,
		"FormattedAddress": xmlFormattedAddress, "Locality": xmlLocality, "PostalCode": xmlPostalCode,
		"PostalTown": xmlPostalTown,
	})
)

// maxXMLKnownName is longer, in bytes, than any name that the schemas know.
const maxXMLKnownName = 32

func inAnyCase(spelled map[string]xmlField) map[string]xmlField {
	for name, field := range maps.Clone(spelled) {
		spelled[strings.ToLower(name)] = field
	}
	return spelled
}

// xmlElementField tells which element a name means, whatever its prefix and case.
func xmlElementField(name []byte) xmlField {
	_, local := cutXMLPrefix(name)
	return lookUpXML(xmlElements, local)
}

// xmlAttributeField tells which attribute a name means, whatever its prefix
// and case. The prefixes that XML keeps for itself, as in xmlns:id and
// xml:id, mean none of ours.
func xmlAttributeField(name []byte) xmlField {
	prefix, local := cutXMLPrefix(name)
	if string(prefix) == "xml" || string(prefix) == "xmlns" {
		return xmlUnknown
	}
	return lookUpXML(xmlAttributes, local)
}

// cutXMLPrefix cuts a name at its colon. A colon with nothing on one side
// belongs to the name.
func cutXMLPrefix(name []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(name, ':'); i > 0 && i < len(name)-1 {
		return name[:i], name[i+1:]
	}
	return nil, name
}

// lookUpXML looks for the name as the schemas spell it, then in any case.
func lookUpXML(fields map[string]xmlField, name []byte) xmlField {
	if field, ok := fields[string(name)]; ok || len(name) > maxXMLKnownName {
		return field
	}
	var lower [maxXMLKnownName]byte
	for i, b := range name {
		if b >= 'A' && b <= 'Z' {
			b += 'a' - 'A'
		}
		lower[i] = b
	}
	return fields[string(lower[:len(name)])]
}

// parseXMLVersion reads the schema version of a feed's root, as a number.
func parseXMLVersion(s string) (Version, bool) {
	s = strings.Trim(s, xmlBlanks)
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case s == "", err == nil && n == 1:
		return V1, true
	case err == nil && n == 2:
		return V2, true
	}
	return 0, false
}
