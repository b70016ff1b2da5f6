package dataflow

import (
	"strconv"

	"github.com/milepost/milepost/internal/geocode"
)

// A client that has requests and no feed makes one of them: the head that
// AppendAskingHead writes, then what AppendAsking writes of each request. It
// is csv of schema 2.0, with a column for everything that an answer tells.

// asking are the columns of the request, forward and reverse; Id stands before.
var asking = map[bool][]column{
	false: {colCulture, colQuery, colAddressLine, colLocality, colAdminDistrict2, colAdminDistrict, colPostalCode, colCountryRegion, colMinimumConfidence},
	true:  {colCulture, colLatitude, colLongitude, colMinimumConfidence},
}

// answering are the columns of the answer.
var answering = []column{
	outAddressLine, outAdminDistrict, outCountryRegion, outAdminDistrict2, outFormattedAddress, outLocality, outPostalCode,
	outConfidence, outName, outEntityType, outMatchCodes, outLatitude, outLongitude, outPoints, outStatusCode, outFaultReason,
}

// AppendAskingHead appends the head of a feed of requests, all of which are
// reverse ones, or none.
func AppendAskingHead(dst []byte, reverse bool) []byte {
	dst = append(dst, preambleV2+lineEnd+namesV2[colID]...)
	for _, columns := range [][]column{asking[reverse], answering} {
		for _, c := range columns {
			dst = append(append(dst, ','), namesV2[c]...)
		}
	}
	return append(dst, lineEnd...)
}

// AppendAsking appends a request as a row with this Id.
func AppendAsking(dst []byte, id string, r *geocode.Request) []byte {
	dst = appendCSV(dst, id)
	for _, c := range asking[r.Reverse] {
		dst = append(dst, ',')
		switch c {
		case colLatitude:
			dst = strconv.AppendFloat(dst, r.Point.Lat, 'f', -1, 64)
		case colLongitude:
			dst = strconv.AppendFloat(dst, r.Point.Lon, 'f', -1, 64)
		default:
			dst = appendCSV(dst, askedText(c, r))
		}
	}
	for range answering {
		dst = append(dst, ',')
	}
	return append(dst, lineEnd...)
}

func askedText(c column, r *geocode.Request) string {
	switch c {
	case colCulture:
		return r.Culture
	case colQuery:
		return r.Query
	case colAddressLine:
		return r.Address.AddressLine
	case colLocality:
		return r.Address.Locality
	case colAdminDistrict2:
		return r.Address.AdminDistrict2
	case colAdminDistrict:
		return r.Address.AdminDistrict
	case colPostalCode:
		return r.Address.PostalCode
	case colCountryRegion:
		return r.Address.CountryRegion
	}
	return r.MinimumConfidence.String()
}
