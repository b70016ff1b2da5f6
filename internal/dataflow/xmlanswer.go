package dataflow

import "github.com/milepost/milepost/internal/geocode"

// appendXMLOutcome appends what came of a row, in schema 2.0.
func appendXMLOutcome(dst []byte, row *Row, response *geocode.Response) []byte {
	_, failure := outcome(row, response)
	status := geocode.Success
	if failure != nil {
		status = failure.Status
	} else {
		for i := range answersOf(row, response) {
			dst = appendXMLAnswer(dst, row, &response.Answers[i])
		}
	}
	dst = append(append(append(dst, "<StatusCode>"...), status...), "</StatusCode>"...)
	if failure != nil {
		dst = append(dst, "<FaultReason>"...)
		dst = appendXMLEscaped(dst, failure.Reason)
		dst = append(dst, "</FaultReason>"...)
	}
	dst = append(dst, "<TraceId>"...)
	dst = appendTraceID(dst, row.Ordinal, row.xml.raw)
	return append(dst, "</TraceId>"...)
}

// answersOf gives the answers that the row asked for: up to MaxResults.
func answersOf(row *Row, response *geocode.Response) []geocode.Answer {
	return response.Answers[:min(len(response.Answers), max(row.Request.MaxResults, 1))]
}

func appendXMLAnswer(dst []byte, row *Row, a *geocode.Answer) []byte {
	dst = append(dst, "<GeocodeResponse"...)
	dst = appendXMLAttribute(dst, "Name", a.Name)
	dst = appendXMLAttribute(dst, "EntityType", string(a.EntityType))
	dst = appendXMLAttribute(dst, "Confidence", a.Confidence.String())
	dst = appendXMLAttribute(dst, "MatchCodes", a.MatchCodes.String())
	dst = append(dst, '>')
	dst = appendXMLAddress(dst, row, a, V2)
	for i := range a.Points {
		dst = appendXMLGeocodePoint(dst, &a.Points[i])
	}
	dst = appendXMLQueryParse(dst, row, a)
	dst = appendXMLBox(dst, a.Box)
	display := a.Display()
	dst = appendXMLPoint(dst, "Point", &display)
	return append(dst, "</GeocodeResponse>"...)
}

// appendXMLBox appends the extent of an answer that has one.
func appendXMLBox(dst []byte, box geocode.Box) []byte {
	if box == (geocode.Box{}) {
		return dst
	}
	dst = append(dst, "<BoundingBox"...)
	dst = appendXMLDegrees(dst, "SouthLatitude", box.South)
	dst = appendXMLDegrees(dst, "WestLongitude", box.West)
	dst = appendXMLDegrees(dst, "NorthLatitude", box.North)
	dst = appendXMLDegrees(dst, "EastLongitude", box.East)
	return append(dst, " />"...)
}

func appendXMLGeocodePoint(dst []byte, p *geocode.CalculatedPoint) []byte {
	dst = append(dst, "<GeocodePoint"...)
	dst = appendXMLAttribute(dst, "CalculationMethod", string(p.Method))
	dst = appendXMLDegrees(dst, "Latitude", p.Lat)
	dst = appendXMLDegrees(dst, "Longitude", p.Lon)
	dst = append(dst, ` Type="Point"`...)
	dst = appendXMLAttribute(dst, "UsageTypes", p.Usage.String())
	return append(dst, " />"...)
}

// appendXMLAddress appends the Address of an answer. The neighbourhood is
// given only where it was asked for, or is the answer itself.
func appendXMLAddress(dst []byte, row *Row, answer *geocode.Answer, version Version) []byte {
	a := &answer.Address
	dst = append(dst, "<Address"...)
	dst = appendXMLAttribute(dst, "AddressLine", a.AddressLine)
	dst = appendXMLAttribute(dst, "AdminDistrict", a.AdminDistrict)
	dst = appendXMLAttribute(dst, "CountryRegion", a.CountryRegion)
	dst = appendXMLAttribute(dst, districtName(version), a.AdminDistrict2)
	dst = appendXMLAttribute(dst, "FormattedAddress", a.FormattedAddress)
	dst = appendXMLAttribute(dst, "Locality", a.Locality)
	dst = appendXMLAttribute(dst, "PostalCode", a.PostalCode)
	dst = appendXMLAttribute(dst, "PostalTown", a.PostalTown)
	if row.Request.IncludeNeighborhood || answer.EntityType == geocode.EntityNeighborhood {
		dst = appendXMLAttribute(dst, "Neighborhood", a.Neighborhood)
	}
	if version == V2 {
		dst = appendXMLAttribute(dst, "Landmark", a.Landmark)
	}
	return append(dst, " />"...)
}

func appendXMLQueryParse(dst []byte, row *Row, a *geocode.Answer) []byte {
	if !row.Request.IncludeQueryParse {
		return dst
	}
	for _, p := range a.QueryParse {
		dst = append(dst, "<QueryParseValue"...)
		dst = appendXMLAttribute(dst, "Property", p.Name)
		dst = appendXMLAttribute(dst, "Value", p.Value)
		dst = append(dst, " />"...)
	}
	return dst
}

// appendXMLOutcomeV1 appends what came of a row, in schema 1.0.
func appendXMLOutcomeV1(dst []byte, row *Row, response *geocode.Response) []byte {
	if _, failure := outcome(row, response); failure != nil {
		dst = append(dst, "<GeocodeResponse"...)
		dst = appendXMLAttribute(dst, "StatusCode", string(failure.Status))
		dst = appendXMLAttribute(dst, "FaultReason", failure.Reason)
		return append(dst, " />"...)
	}
	for i := range answersOf(row, response) {
		dst = appendXMLAnswerV1(dst, row, &response.Answers[i])
	}
	return append(dst, `<DataQuality feedAlias="geofeed1"/>`...)
}

func appendXMLAnswerV1(dst []byte, row *Row, a *geocode.Answer) []byte {
	dst = append(dst, "<GeocodeResponse"...)
	dst = appendXMLAttribute(dst, "DisplayName", a.Name)
	dst = appendXMLAttribute(dst, "EntityType", string(a.EntityType))
	dst = appendXMLAttribute(dst, "Confidence", a.Confidence.String())
	dst = appendXMLAttribute(dst, "StatusCode", string(geocode.Success))
	dst = append(dst, '>')
	dst = appendXMLAddress(dst, row, a, V1)
	rooftop, interpolated := locationsV1(a)
	if rooftop != nil {
		dst = appendXMLPoint(dst, "RooftopLocation", rooftop)
	}
	if interpolated != nil {
		dst = appendXMLPoint(dst, "InterpolatedLocation", interpolated)
	}
	dst = appendXMLQueryParse(dst, row, a)
	return append(dst, "</GeocodeResponse>"...)
}

func appendXMLPoint(dst []byte, name string, p *geocode.Point) []byte {
	dst = append(append(dst, '<'), name...)
	dst = appendXMLDegrees(dst, "Latitude", p.Lat)
	dst = appendXMLDegrees(dst, "Longitude", p.Lon)
	return append(dst, " />"...)
}

func appendXMLDegrees(dst []byte, name string, degrees float64) []byte {
	dst = append(append(append(dst, ' '), name...), `="`...)
	return append(appendDegrees(dst, degrees), '"')
}
