package dataflow

import (
	"strings"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/geocode"
)

// xmlNamespace is the namespace of both schemas.
//
// A feed is written with one entity a line and no white space within it:
// clients take children by position, and in a document model that keeps white
// space it would shift them.
const xmlNamespace = "http://schemas.microsoft.com/search/local/2010/5/geocode"

// appendXMLHead appends the XML declaration and the root's start tag.
func (f *Feed) appendXMLHead(dst []byte) []byte {
	dst = append(dst, `<?xml version="1.0" encoding="utf-8"?>`+"\n"+`<GeocodeFeed xmlns="`+xmlNamespace+`"`...)
	if f.Version == V2 {
		dst = append(dst, ` Version="2.0"`...)
	}
	return append(dst, ">\n"...)
}

// appendXMLTail appends the root's end tag.
func (f *Feed) appendXMLTail(dst []byte) []byte {
	return append(dst, "</GeocodeFeed>\n"...)
}

// appendXMLRow appends an entity with its request and what came of it.
func (f *Feed) appendXMLRow(dst []byte, row *Row, response *geocode.Response) []byte {
	dst = append(dst, "<GeocodeEntity"...)
	dst = appendXMLAttribute(dst, "Id", row.ID)
	dst = append(dst, '>')
	for i := range row.xml.requests {
		dst = row.xml.requests[i].append(dst, f.Version)
	}
	if f.Version == V1 {
		dst = appendXMLOutcomeV1(dst, row, response)
	} else {
		dst = appendXMLOutcome(dst, row, response)
	}
	return append(dst, "</GeocodeEntity>\n"...)
}

// append appends the request as it is repeated: the known attributes that
// are not empty, in the schema's order, and the elements that there were.
func (q *xmlRequest) append(dst []byte, version Version) []byte {
	dst = append(append(dst, '<'), q.name()...)
	dst = appendXMLAttribute(dst, "Culture", q.culture)
	dst = appendXMLAttribute(dst, "IncludeEntityTypes", q.entityTypes)
	dst = appendXMLAttribute(dst, "IncludeNeighborhood", canonicalBoolean(q.neighborhood))
	dst = appendXMLAttribute(dst, "MaxResults", q.maxResults)
	dst = appendXMLAttribute(dst, "Query", q.query)
	dst = appendXMLAttribute(dst, "IncludeQueryParse", canonicalBoolean(q.queryParse))
	dst = appendXMLAttribute(dst, "StrictMatch", canonicalBoolean(q.strictMatch))
	if !q.hasAddress && !q.hasFilter && !q.hasLocation {
		return append(dst, " />"...)
	}
	dst = append(dst, '>')
	if q.hasAddress {
		dst = appendXMLRequestAddress(dst, &q.address, version)
	}
	if q.hasLocation {
		dst = append(dst, "<Location"...)
		dst = appendXMLAttribute(dst, "Latitude", q.latitude)
		dst = appendXMLAttribute(dst, "Longitude", q.longitude)
		dst = append(dst, " />"...)
	}
	if q.hasFilter {
		dst = append(dst, "<ConfidenceFilter"...)
		dst = appendXMLAttribute(dst, "MinimumConfidence", q.confidence)
		dst = append(dst, " />"...)
	}
	dst = append(append(dst, "</"...), q.name()...)
	return append(dst, '>')
}

// appendXMLRequestAddress appends the Address of a request.
func appendXMLRequestAddress(dst []byte, a *geocode.Address, version Version) []byte {
	dst = append(dst, "<Address"...)
	dst = appendXMLAttribute(dst, "AddressLine", a.AddressLine)
	dst = appendXMLAttribute(dst, "AdminDistrict", a.AdminDistrict)
	dst = appendXMLAttribute(dst, districtName(version), a.AdminDistrict2)
	dst = appendXMLAttribute(dst, "CountryRegion", a.CountryRegion)
	dst = appendXMLAttribute(dst, "FormattedAddress", a.FormattedAddress)
	dst = appendXMLAttribute(dst, "Locality", a.Locality)
	dst = appendXMLAttribute(dst, "PostalCode", a.PostalCode)
	dst = appendXMLAttribute(dst, "PostalTown", a.PostalTown)
	return append(dst, " />"...)
}

// districtName is what a schema calls the second-level district.
func districtName(version Version) string {
	if version == V1 {
		return "District"
	}
	return "AdminDistrict2"
}

// canonicalBoolean spells a boolean as XML Schema does; what is none stays.
func canonicalBoolean(s string) string {
	trimmed := strings.Trim(s, xmlBlanks)
	var r fieldReader
	switch b := r.boolean("", trimmed, false); {
	case trimmed == "", r.failure != nil:
		return s
	case b:
		return "true"
	}
	return "false"
}

// appendXMLAttribute appends an attribute with the blank before it; none
// where the value is empty.
func appendXMLAttribute(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	dst = append(append(append(dst, ' '), name...), `="`...)
	return append(appendXMLEscaped(dst, value), '"')
}

// appendXMLEscaped appends s so that it is read again as it is, in an
// attribute's value as well as in text. Characters that XML cannot hold
// become U+FFFD.
func appendXMLEscaped(dst []byte, s string) []byte {
	done := 0 // bytes of s that are appended
	for i := 0; i < len(s); {
		if xmlClass[s[i]]&xmlPlain != 0 {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if escaped := xmlEscape(r, size); escaped != "" {
			dst = append(append(dst, s[done:i]...), escaped...)
			done = i + size
		}
		i += size
	}
	return append(dst, s[done:]...)
}

// xmlEscape tells what to write for a character that is size bytes long; ""
// for itself.
func xmlEscape(r rune, size int) string {
	switch {
	case r == '&':
		return "&amp;"
	case r == '<':
		return "&lt;"
	case r == '>':
		return "&gt;"
	case r == '"':
		return "&quot;"
	case r == '\t':
		return "&#x9;"
	case r == '\n':
		return "&#xA;"
	case r == '\r':
		return "&#xD;"
	case r == utf8.RuneError && size <= 1, !isXMLChar(r):
		return "\ufffd"
	}
	return ""
}
