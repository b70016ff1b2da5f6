package dataflow

// column is what a column of a delimited feed holds. Those of the request
// come first.
type column uint8

const (
	colID column = iota
	colCulture
	colQuery
	colAddressLine
	colAdminDistrict
	colCountryRegion
	colAdminDistrict2
	colFormattedAddress
	colLocality
	colPostalCode
	colPostalTown
	colMinimumConfidence
	colStrictMatch
	colIncludeNeighborhood
	colIncludeQueryParse
	colMaxResults
	colIncludeEntityTypes
	colReverseCulture
	colLatitude
	colLongitude

	outAddressLine // the first column of the response
	outAdminDistrict
	outCountryRegion
	outAdminDistrict2
	outFormattedAddress
	outLocality
	outPostalCode
	outPostalTown
	outNeighborhood
	outLandmark
	outConfidence
	outName
	outEntityType
	outMatchCodes
	outLatitude
	outLongitude
	outSouth
	outWest
	outNorth
	outEast
	outQueryParse
	outPoints
	outStatusCode
	outFaultReason
	outTraceID

	outRooftopLatitude // the first column that only schema 1.0 has
	outRooftopLongitude
	outInterpolatedLatitude
	outInterpolatedLongitude
)

// isRequest tells the columns that are read and repeated from those that are
// written.
func (c column) isRequest() bool { return c < outAddressLine }

// namesV2 are the columns that a feed of schema 2.0 may have, in any order.
var namesV2 = [outRooftopLatitude]string{
	colID:                  "Id",
	colCulture:             "GeocodeRequest/Culture",
	colQuery:               "GeocodeRequest/Query",
	colAddressLine:         "GeocodeRequest/Address/AddressLine",
	colAdminDistrict:       "GeocodeRequest/Address/AdminDistrict",
	colCountryRegion:       "GeocodeRequest/Address/CountryRegion",
	colAdminDistrict2:      "GeocodeRequest/Address/AdminDistrict2",
	colFormattedAddress:    "GeocodeRequest/Address/FormattedAddress",
	colLocality:            "GeocodeRequest/Address/Locality",
	colPostalCode:          "GeocodeRequest/Address/PostalCode",
	colPostalTown:          "GeocodeRequest/Address/PostalTown",
	colMinimumConfidence:   "GeocodeRequest/ConfidenceFilter/MinimumConfidence",
	colStrictMatch:         "GeocodeRequest/StrictMatch",
	colIncludeNeighborhood: "GeocodeRequest/IncludeNeighborhood",
	colIncludeQueryParse:   "GeocodeRequest/IncludeQueryParse",
	colMaxResults:          "GeocodeRequest/MaxResults",
	colIncludeEntityTypes:  "ReverseGeocodeRequest/IncludeEntityTypes",
	colReverseCulture:      "ReverseGeocodeRequest/Culture",
	colLatitude:            "ReverseGeocodeRequest/Location/Latitude",
	colLongitude:           "ReverseGeocodeRequest/Location/Longitude",
	outAddressLine:         "GeocodeResponse/Address/AddressLine",
	outAdminDistrict:       "GeocodeResponse/Address/AdminDistrict",
	outCountryRegion:       "GeocodeResponse/Address/CountryRegion",
	outAdminDistrict2:      "GeocodeResponse/Address/AdminDistrict2",
	outFormattedAddress:    "GeocodeResponse/Address/FormattedAddress",
	outLocality:            "GeocodeResponse/Address/Locality",
	outPostalCode:          "GeocodeResponse/Address/PostalCode",
	outPostalTown:          "GeocodeResponse/Address/PostalTown",
	outNeighborhood:        "GeocodeResponse/Address/Neighborhood",
	outLandmark:            "GeocodeResponse/Address/Landmark",
	outConfidence:          "GeocodeResponse/Confidence",
	outName:                "GeocodeResponse/Name",
	outEntityType:          "GeocodeResponse/EntityType",
	outMatchCodes:          "GeocodeResponse/MatchCodes",
	outLatitude:            "GeocodeResponse/Point/Latitude",
	outLongitude:           "GeocodeResponse/Point/Longitude",
	outSouth:               "GeocodeResponse/BoundingBox/SouthLatitude",
	outWest:                "GeocodeResponse/BoundingBox/WestLongitude",
	outNorth:               "GeocodeResponse/BoundingBox/NorthLatitude",
	outEast:                "GeocodeResponse/BoundingBox/EastLongitude",
	outQueryParse:          "GeocodeResponse/QueryParseValues",
	outPoints:              "GeocodeResponse/GeocodePoints",
	outStatusCode:          "StatusCode",
	outFaultReason:         "FaultReason",
	outTraceID:             "TraceId",
}

// columnsV1 are the columns that every feed of schema 1.0 has, in this
// order, and the names that its heading line may give them.
var columnsV1 = [...]struct {
	column column
	name   string
}{
	{colID, "GeocodeEntity/@Id"},
	{colCulture, "GeocodeEntity/GeocodeRequest/@Culture"},
	{colQuery, "GeocodeEntity/GeocodeRequest/@Query"},
	{colAddressLine, "GeocodeEntity/GeocodeRequest/Address/@AddressLine"},
	{colAdminDistrict, "GeocodeEntity/GeocodeRequest/Address/@AdminDistrict"},
	{colCountryRegion, "GeocodeEntity/GeocodeRequest/Address/@CountryRegion"},
	{colAdminDistrict2, "GeocodeEntity/GeocodeRequest/Address/@District"},
	{colFormattedAddress, "GeocodeEntity/GeocodeRequest/Address/@FormattedAddress"},
	{colLocality, "GeocodeEntity/GeocodeRequest/Address/@Locality"},
	{colPostalCode, "GeocodeEntity/GeocodeRequest/Address/@PostalCode"},
	{colPostalTown, "GeocodeEntity/GeocodeRequest/Address/@PostalTown"},
	{colMinimumConfidence, "GeocodeEntity/GeocodeRequest/ConfidenceFilter/@MinimumConfidence"},
	{outAddressLine, "GeocodeEntity/GeocodeResponse/Address/@AddressLine"},
	{outAdminDistrict, "GeocodeEntity/GeocodeResponse/Address/@AdminDistrict"},
	{outCountryRegion, "GeocodeEntity/GeocodeResponse/Address/@CountryRegion"},
	{outAdminDistrict2, "GeocodeEntity/GeocodeResponse/Address/@District"},
	{outFormattedAddress, "GeocodeEntity/GeocodeResponse/Address/@FormattedAddress"},
	{outLocality, "GeocodeEntity/GeocodeResponse/Address/@Locality"},
	{outPostalCode, "GeocodeEntity/GeocodeResponse/Address/@PostalCode"},
	{outPostalTown, "GeocodeEntity/GeocodeResponse/Address/@PostalTown"},
	{outRooftopLatitude, "GeocodeEntity/GeocodeResponse/RooftopLocation/@Latitude"},
	{outRooftopLongitude, "GeocodeEntity/GeocodeResponse/RooftopLocation/@Longitude"},
	{outInterpolatedLatitude, "GeocodeEntity/GeocodeResponse/InterpolatedLocation/@Latitude"},
	{outInterpolatedLongitude, "GeocodeEntity/GeocodeResponse/InterpolatedLocation/@Longitude"},
	{outConfidence, "GeocodeEntity/GeocodeResponse/@Confidence"},
	{outName, "GeocodeEntity/GeocodeResponse/@DisplayName"},
	{outEntityType, "GeocodeEntity/GeocodeResponse/@EntityType"},
	{outStatusCode, "GeocodeEntity/GeocodeResponse/@StatusCode"},
	{outFaultReason, "GeocodeEntity/GeocodeResponse/@FaultReason"},
	{colLatitude, "GeocodeEntity/ReverseGeocodeRequest/Location/@Latitude"},
	{colLongitude, "GeocodeEntity/ReverseGeocodeRequest/Location/@Longitude"},
}

// mostColumns is how many cells of a heading line are looked at: more than
// either schema has columns.
const mostColumns = len(namesV2) + 1
